"""``timeline watch``: the player page in the browser, from a server on this machine."""

from __future__ import annotations

import logging
import os
import secrets
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from timeline.cli.options import FILE, SUMMARY, Command, SourceOption, source_options
from timeline.cli.reporter import Reporter
from timeline.errors import TimelineError
from timeline.libraries import importing
from timeline.loader import LoadRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_web.file_library import FileLibrary


class ServerOption(SourceOption):
    """An option for a server that others reach."""

    group = "For others to reach it"


@click.command(cls=Command, short_help="Play the video with its chapters and points.")
@click.argument("summary", type=SUMMARY, required=False)
@click.argument("video", required=False, default="")
@source_options
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8420,
    metavar="PORT",
    help="Where to listen, any free one for 0. [default: 8420, or the next free one]",
)
@click.option("--no-browser", is_flag=True, help="Only print the link.")
@click.option(
    "--follow-symlinks",
    is_flag=True,
    help="Also show what symbolic links lead to outside the folder.",
)
@click.option(
    "--host",
    cls=ServerOption,
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Who can reach it. Beyond this machine (0.0.0.0) visitors need the printed link, "
    "which holds a key; the connection is not encrypted.",
)
@click.option(
    "--require-key", cls=ServerOption, is_flag=True, help="Ask for the key on this machine, too."
)
@click.option(
    "--key-file",
    cls=ServerOption,
    type=FILE,
    help="The key, in the first line of a file. [default: TIMELINE_KEY, else a new one]",
)
@click.option(
    "--allowed-host",
    "allowed_hosts",
    cls=ServerOption,
    multiple=True,
    metavar="NAME",
    help="A further name to answer to, such as the one of a proxy; may be repeated.",
)
@click.option(
    "--public-url",
    cls=ServerOption,
    default="",
    metavar="URL",
    help="The address that a proxy gives it: name, scheme and prefix at once.",
)
@click.option(
    "--behind-proxy",
    cls=ServerOption,
    is_flag=True,
    help="Believe X-Forwarded-For, -Proto and -Prefix of one proxy.",
)
@click.option(
    "--access-log",
    cls=ServerOption,
    type=click.Choice(["text", "json"]),
    help="Write a line for each request to standard error.",
)
def watch(
    summary: str | None,
    video: str,
    port: int,
    host: str,
    no_browser: bool,
    follow_symlinks: bool,
    require_key: bool,
    key_file: Path | None,
    allowed_hosts: tuple[str, ...],
    public_url: str,
    behind_proxy: bool,
    access_log: Any,
    **load_options: Any,
) -> None:
    """Play the video with its chapters, insights and questions, in the browser.

    VIDEO is a video or audio file, the address of one or of an HLS playlist, or a YouTube or
    Vimeo link. Without it: the media file of the summary's name beside it, else the link that
    the summary gives, else a timer. Without SUMMARY: the sample that comes with the
    program. A folder for SUMMARY shows every summary in it and its subfolders.

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
    from timeline_web.entries import sample_summary
    from timeline_web.file_library import open_library

    reporter = Reporter()
    reporter.take_log(logging.getLogger("timeline_web"))
    reporter.take_log(logging.getLogger("waitress"))
    request = LoadRequest(source=summary or sample_summary(), **load_options)
    library = open_library(request, reporter.note, video=video, follow_symlinks=follow_symlinks)
    library.require_one()
    host = serving.checked_host(host)
    key = _key(key_file, is_needed=require_key or not serving.is_loopback(host))
    app = create_app(
        library,
        allowed_hosts={*serving.allowed_hosts(host), *allowed_hosts},
        token=key.text,
        public_url=public_url,
        behind_proxy=int(behind_proxy),
        access_log=access_log,
    )
    port_from = click.get_current_context().get_parameter_source("port")
    tries = serving.MAX_PORT_TRIES if port_from is ParameterSource.DEFAULT else 1
    listening = serving.listen(host, port, tries=tries)
    root = f"http://{serving.link_host(host)}:{listening.getsockname()[1]}/"
    link = _link(public_url or root, library, key)
    serving.heed_signals()
    reporter.start(f"Watching at {link}")
    if not no_browser:
        _open_browser(link)
    serving.serve(app, listening)
    reporter.close()


@dataclass(frozen=True)
class _Key:
    """The key, empty where none is needed; one that was made here may be printed."""

    text: str = ""
    is_new: bool = False


def _key(key_file: Path | None, *, is_needed: bool) -> _Key:
    from timeline_web import find_key

    found = find_key(key_file)
    if found or not is_needed:
        return _Key(found)
    return _Key(secrets.token_urlsafe(24), is_new=True)


def _link(root: str, library: FileLibrary, key: _Key) -> str:
    """The address to open; a key that the user chose is not printed, and asked for there."""
    root = f"{root.rstrip('/')}/"
    if key.is_new:
        return f"{root}login?token={key.text}"
    listings: Sequence[Any] = library.page(0, 1) if library.count() == 1 else ()
    return f"{root}t/{listings[0].id}/" if listings else root


def _open_browser(link: str) -> None:
    """Open the link, unless that could only be a text browser taking over this terminal."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
