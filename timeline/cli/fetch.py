"""``timeline fetch``: what a timeline needs, from a link."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import click

from timeline import files
from timeline.cli import messages
from timeline.cli.options import OutputPath, contents, overwriting_options
from timeline.errors import InputError
from timeline.fetch import FetchOptions, FetchResult
from timeline.fetch import fetch as fetch_from
from timeline.fetch.cache import MediaChoice
from timeline.times import format_clock
from timeline.written import Overwriting


@click.command(short_help="Get a video's description, subtitles or the video itself.")
@click.argument("url")
@click.option(
    "-o",
    "--output",
    type=OutputPath(file_okay=False),
    default=Path(),
    metavar="DIR",
    help="Folder to store in. [default: this one]",
)
@click.option("--name", default="", help="What the files are called. [default: the video's title]")
@click.option("--lang", default="", metavar="LANG", help="Language of the subtitles: de.")
@click.option("--video", is_flag=True, help="Download the video too.")
@click.option("--audio", is_flag=True, help="Download its sound only.")
@click.option(
    "--max-height",
    type=click.IntRange(1),
    metavar="PIXELS",
    help="The most that the picture may be high: 720.",
)
@click.option("--quality", "old_max_height", type=click.IntRange(1), hidden=True)
@click.option("--refresh", is_flag=True, help="Ask the site again, whatever is stored.")
@overwriting_options
@click.option(
    "--yt-dlp-args",
    "arguments",
    default="",
    metavar="ARGS",
    help="More options for yt-dlp, beside those of its own configuration.",
)
def fetch(
    url: str,
    output: Path,
    name: str,
    lang: str,
    video: bool,
    audio: bool,
    max_height: int | None,
    old_max_height: int | None,
    refresh: bool,
    force: bool,
    no_clobber: bool,
    arguments: str,
) -> None:
    """Get what a timeline needs from URL: title, length, chapters, subtitles.

    They are stored as NAME.info.json and NAME.LANG.vtt, so that the next run needs no network.
    NAME.info.json is a SUMMARY for all other commands. A playlist gives one a video.

    \b
    Examples:
      timeline fetch https://www.youtube.com/watch?v=...
      timeline fetch URL --name talk --video --max-height 720
      timeline fetch URL --lang de --yt-dlp-args "--cookies-from-browser firefox"
    """
    if not files.is_link(url):
        raise InputError("this is not a link", where=url, hint="it starts with https://")
    if name in (".", "..") or any(mark in name for mark in "/\\\0"):
        raise InputError("--name is a name, not a path", where=name, hint="-o says the folder")
    if video and audio:
        raise InputError("give --video or --audio, not both")
    media: MediaChoice = "video" if video else "audio" if audio else "none"
    options = FetchOptions(
        folder=output,
        name=name,
        language=lang,
        media=media,
        max_height=max_height or old_max_height or 0,
        refresh=refresh,
        overwriting=Overwriting(force=force, no_clobber=no_clobber),
        arguments=_arguments(arguments),
        progress=_progress(),
    )
    for item in fetch_from(url, options):
        _tell(item)


def _arguments(text: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(text))
    except ValueError as error:
        raise InputError(f"{str(error).lower()}", where="--yt-dlp-args") from None


def _progress() -> Callable[[str], None]:
    """Draws yt-dlp's line of progress over the one before, on a terminal only."""
    if not sys.stderr.isatty():
        return lambda line: None
    return lambda line: click.echo(f"\r\x1b[K{line}\r", nl=False, err=True)


def _tell(item: FetchResult) -> None:
    timeline = item.parsed.timeline
    length = format_clock(timeline.duration) if timeline.duration else "length unknown"
    found = [timeline.title, length, contents(timeline) or "no chapters"]
    said = {item.info: ", ".join(filter(None, found))}
    said |= dict.fromkeys(item.subtitles, "subtitles")
    if item.media:
        said[item.media] = f"{item.media.stat().st_size / 1e6:.1f} MB"
    for path, words in said.items():
        if path in item.kept:
            messages.note(f"kept {path}, which is there: {words}")
        else:
            messages.wrote(path, words)
    if item.runtime:
        messages.note(f"the site's script ran in {item.runtime}")
    for line in item.missing:
        messages.note(f"not got: {line}")
