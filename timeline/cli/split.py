"""``timeline split``: a media file into one file a chapter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from timeline.cli import messages
from timeline.cli.options import FILE, SUMMARY, Command, encoding_option, from_option
from timeline.errors import InputError
from timeline.loader import LoadRequest, load_one
from timeline.media import Part
from timeline.media import split as split_into
from timeline.times import format_clock, format_time

#: A cut that moved by less (ms) is not worth a word.
_MOVED = 100


@click.command(cls=Command, short_help="Cut a media file into one file a chapter.")
@click.argument("summary", type=SUMMARY)
@click.argument("media", type=FILE)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder to write to. [default: NAME.parts beside MEDIA]",
)
@from_option
@encoding_option
def split(summary: str, media: Path, output: Path | None, **load_options: Any) -> None:
    """Cut MEDIA at a summary's chapters into files called "01 Title.mp4".

    Nothing is re-encoded: a video is cut at the last keyframe before each chapter, and the
    command says where that is. MEDIA may be its own SUMMARY if it has chapters.

    \b
    Examples:
      timeline split talk.txt talk.mp4
      timeline split book.m4b book.m4b -o parts
    """
    loaded = load_one(LoadRequest(source=summary, media=media, **load_options))
    for note in loaded.notes:
        messages.note(note)
    if not loaded.timeline.chapters:
        raise InputError("there are no chapters in it", where=summary)
    folder = output or media.with_name(f"{media.stem}.parts")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot be made: {error.strerror}", where=str(folder)) from None
    done = split_into(loaded.timeline.chapters, loaded.media_info or media, folder, progress=_tell)
    messages.warnings(done.problems)


def _tell(part: Part) -> None:
    end = part.chapter.end if part.end is None else part.end
    messages.wrote(part.path, f"{format_clock(part.start)} to {format_clock(end)}")
    if part.chapter.start - part.start >= _MOVED:
        messages.note(
            f"starts at {format_time(part.start)}, the keyframe before "
            f"{format_time(part.chapter.start)}"
        )
