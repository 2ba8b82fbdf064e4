"""``timeline site``: the player page as files."""

from __future__ import annotations

import logging
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli import messages
from timeline.cli.options import SUMMARY, Command, OutputPath, load_requests, source_options
from timeline.errors import InputError, TimelineError
from timeline.libraries import importing
from timeline.loader import load_all

if TYPE_CHECKING:
    from timeline_web.publishing import PlannedFiles


@click.command(cls=Command, short_help="Write that page as files for any web host.")
@click.argument("summaries", nargs=-1, required=True, type=SUMMARY, metavar="SUMMARY...")
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
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
@click.option(
    "--follow-symlinks",
    is_flag=True,
    help="Also bring along what symbolic links lead to outside a summary's folder.",
)
@click.option("--force", is_flag=True, help="Overwrite also files that were not written by us.")
@source_options
def site(
    summaries: tuple[str, ...],
    output: Path,
    video: str,
    single_file: bool,
    media_as: Any,
    follow_symlinks: bool,
    force: bool,
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
    logging.getLogger("timeline_web").handlers = [messages.NoteHandler()]
    with importing("flask", TimelineError):
        from timeline_web import single_file as single_file_site
        from timeline_web import site as folder_site
    from timeline_web.assets import Assets
    from timeline_web.entries import expand, load_entry
    from timeline_web.publishing import publish

    if len(summaries) > 1 and video:
        raise InputError("--video is for one summary, not several")
    if media_as == "embed" and not single_file:
        raise InputError("--media-as embed needs --single-file")
    asked = load_requests(summaries, load_options)
    requests = [
        one for request in asked for one in expand(request, video, follow_symlinks=follow_symlinks)
    ]
    loaded, skipped = load_all(requests, lambda request: load_entry(request, video))
    for note in chain(skipped, *(result.notes for _, result in loaded)):
        messages.note(note)
    entries = [entry for entry, _ in loaded]
    planner = single_file_site.plan if single_file else folder_site.plan
    files = planner(entries, Assets.read(), media_as)
    folder = output
    if single_file and output.suffix.lower() in (".html", ".htm"):
        folder, files = output.parent, _renamed(files, output)
    for path in publish(files, folder, force=force):
        click.echo(path)


def _renamed(files: PlannedFiles, output: Path) -> PlannedFiles:
    """The one page among ``files`` under the name that was asked for."""
    from timeline_web.publishing import is_page

    pages = [name for name in files if is_page(name)]
    if len(pages) > 1:
        raise InputError("several summaries do not fit in one file", where=str(output))
    return {output.name if name in pages else name: files[name] for name in files}
