"""``timeline watch``: the player page in the browser, from a server on this machine."""

from __future__ import annotations

import os
import secrets
import sys
import threading
from itertools import chain
from typing import Any

import click

from timeline.cli import messages
from timeline.cli.options import SUMMARY, Command, source_options
from timeline.errors import TimelineError
from timeline.libraries import importing
from timeline.loader import LoadRequest, load_all


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
    summary: str | None, video: str, port: int, host: str, no_browser: bool, **load_options: Any
) -> None:
    """Play the video with its chapters, insights and questions, in the browser.

    VIDEO is a video or audio file, the address of one or of an HLS playlist, or a YouTube or
    Vimeo link. Without it: the media file of the summary's name beside it, else the link that
    the summary gives, else a timer. Without SUMMARY: the sample that comes with the
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
        from timeline_web import create_app, serving
    from timeline_web.entries import expand, sample_summary
    from timeline_web.file_library import FileLibrary, WatchedFile

    requests = expand(LoadRequest(source=summary or sample_summary(), **load_options), video)
    watched, skipped = load_all(
        requests, lambda request: WatchedFile(request, messages.note, video)
    )
    library = FileLibrary(watched)
    token = "" if serving.is_loopback(host) else secrets.token_urlsafe(24)
    app = create_app(library, allowed_hosts=serving.allowed_hosts(host), token=token)
    listening = serving.listen(host, port)
    root = f"http://{serving.link_host(host)}:{listening.getsockname()[1]}/"
    entries = library.list()
    link = root + (f"t/{entries[0].id}/" if len(entries) == 1 else "")
    if token:
        link = f"{root}login?token={token}"
    click.echo(f"Watching at {link}")
    sys.stdout.flush()
    for note in chain(skipped, *(one.notes for one in watched)):
        messages.note(note)
    if not no_browser:
        _open_browser(link)
    serving.serve(app, listening)


def _open_browser(link: str) -> None:
    """Open the link, unless that could only be a text browser taking over this terminal."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
