"""The commands that show timelines: ``timeline watch`` and ``timeline site``."""

from __future__ import annotations

import os
import secrets
import sys
import threading
from pathlib import Path
from typing import Any

import click

from timeline.cli.options import SUMMARY, Command, source_options
from timeline.errors import InputError, TimelineError
from timeline.libraries import importing
from web.publishing import Files, is_page
from web.reading import each, orders, read, sample
from web.watching import Watched, WatchedFiles

_FOR_ONE = ("media", "transcript", "duration")


@click.command(cls=Command, short_help="Play the video with its chapters and points.")
@click.argument("summary", type=SUMMARY, required=False)
@click.argument("video", required=False, default="")
@source_options
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8420,
    show_default=True,
    metavar="PORT",
    help="Where to listen; the next free one if it is taken, any free one for 0.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Who can reach it. Beyond this machine (0.0.0.0) visitors need the printed link, "
    "which holds a key; the connection is not encrypted.",
)
@click.option("--no-browser", is_flag=True, help="Only print the link.")
def watch(
    summary: str | None, video: str, port: int, host: str, no_browser: bool, **reading: Any
) -> None:
    """Play the video with its chapters, insights and questions, in the browser.

    VIDEO is a video or audio file, the address of one or of an HLS playlist, or a YouTube or
    Vimeo link. Without it: the media file of the summary's name beside it, else the link that
    the summary gives, else a silent clock. Without SUMMARY: the sample that comes with the
    program. A folder for SUMMARY shows every summary in it.

    Save the summary and the open page follows. Ctrl-C stops.

    \b
    Examples:
      timeline watch
      timeline watch talk.txt
      timeline watch talk.txt ~/Videos/talk.mp4
      timeline watch talk.txt https://youtu.be/aqz-KE-bpKQ
    """
    with importing("flask", TimelineError):
        from web import create_app, serving
    asked = orders(summary or sample(), video, reading)
    watched = each(asked, lambda order: Watched(order, _tell), _tell)
    library = WatchedFiles(watched)
    token = "" if serving.is_loopback(host) else secrets.token_urlsafe(24)
    app = create_app(library, hosts=serving.host_names(host), token=token)
    listening = serving.listen(host, port)
    root = f"http://{serving.reachable_name(host)}:{listening.getsockname()[1]}/"
    entries = library.list()
    link = root + (f"t/{entries[0].id}/" if len(entries) == 1 else "")
    if token:
        link = f"{root}login?token={token}"
    click.echo(f"Watching at {link}")
    sys.stdout.flush()
    for note in (note for one in watched for note in one.notes):
        _tell(note)
    if not no_browser:
        _open_browser(link)
    serving.serve(app, listening)


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
    **reading: Any,
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
        from web import single
        from web import site as folder_site
    from web.assets import Assets
    from web.publishing import publish

    if len(summaries) > 1 and (video or any(reading[name] for name in _FOR_ONE)):
        raise InputError("--video, --media, --transcript and --duration are for one summary")
    if media_as == "embed" and not single_file:
        raise InputError("--media-as embed needs --single-file")
    asked = (order for summary in summaries for order in orders(summary, video, reading))
    entries = []
    for entry, loaded in each(asked, read, _tell):
        entries.append(entry)
        for note in loaded.notes:
            _tell(note)
    planner = single.plan if single_file else folder_site.plan
    files = planner(entries, Assets.read(), media_as)
    folder = output
    if single_file and output.suffix.lower() in (".html", ".htm"):
        folder, files = output.parent, _renamed(files, output)
    for path in publish(files, folder):
        click.echo(path)


def _renamed(files: Files, output: Path) -> Files:
    """The one page among ``files`` under the name that was asked for."""
    pages = [name for name in files if is_page(name)]
    if len(pages) > 1:
        raise InputError("several summaries do not fit in one file", where=str(output))
    return {output.name if name in pages else name: files[name] for name in files}


def _tell(line: str) -> None:
    click.echo(click.style(f"note: {line}", dim=True), err=True)


def _open_browser(link: str) -> None:
    """Open the link, unless that could only be a text browser taking over this terminal."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
