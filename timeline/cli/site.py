"""``timeline site``: the player page as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli import messages
from timeline.cli.options import SUMMARY, Command, source_options
from timeline.errors import InputError, TimelineError
from timeline.libraries import importing

if TYPE_CHECKING:
    from timeline_web.publishing import PlannedFiles

_FOR_ONE = ("media", "transcript", "duration")


@click.command(cls=Command, short_help="Write that page as files for any web host.")
@click.argument("summaries", nargs=-1, required=True, type=SUMMARY, metavar="SUMMARY...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder to write into; with --single-file and one summary also a FILE.html.",
)
@click.option("--video", default="", metavar="VIDEO", help="What to play: see timeline watch.")
@click.option("--single-file", is_flag=True, help="One HTML file each, that opens from disk.")
@click.option(
    "--media-as",
    type=click.Choice(["copy", "link", "embed", "none"]),
    default="copy",
    show_default=True,
    help="What becomes of a local video: a copy beside the page, a symbolic link there, inside "
    "the single file, or left out.",
)
@source_options
def site(
    summaries: tuple[str, ...],
    output: Path,
    video: str,
    single_file: bool,
    media_as: Any,
    **load_options: Any,
) -> None:
    """Write the player page as files: a folder for any web host, or one file to pass on.

    A folder holds the page, its tracks and downloads, and the media; with several summaries
    also a page that lists them. What else lies in the folder is left alone.

    \b
    Examples:
      timeline site talk.txt -o public
      timeline site talks/*.md -o public
      timeline site talk.txt --single-file -o talk.html
    """
    with importing("flask", TimelineError):
        from timeline_web import single_file as single_file_site
        from timeline_web import site as folder_site
    from timeline_web.assets import Assets
    from timeline_web.entries import expand, load_all, load_entry
    from timeline_web.publishing import publish

    if len(summaries) > 1 and (video or any(load_options[name] for name in _FOR_ONE)):
        raise InputError("--video, --media, --transcript and --duration are for one summary")
    if media_as == "embed" and not single_file:
        raise InputError("--media-as embed needs --single-file")
    requests = (
        request for summary in summaries for request in expand(summary, video, load_options)
    )
    entries = []
    for entry, loaded in load_all(requests, load_entry, messages.note):
        entries.append(entry)
        for note in loaded.notes:
            messages.note(note)
    planner = single_file_site.plan if single_file else folder_site.plan
    files = planner(entries, Assets.read(), media_as)
    folder = output
    if single_file and output.suffix.lower() in (".html", ".htm"):
        folder, files = output.parent, _renamed(files, output)
    for path in publish(files, folder):
        click.echo(path)


def _renamed(files: PlannedFiles, output: Path) -> PlannedFiles:
    """The one page among ``files`` under the name that was asked for."""
    from timeline_web.publishing import is_page

    pages = [name for name in files if is_page(name)]
    if len(pages) > 1:
        raise InputError("several summaries do not fit in one file", where=str(output))
    return {output.name if name in pages else name: files[name] for name in files}
