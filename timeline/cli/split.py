"""``timeline split``: a media file into one file a chapter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from timeline.cli import messages
from timeline.cli.options import (
    FILE,
    SUMMARY,
    Command,
    OutputPath,
    encoding_option,
    from_option,
    overwriting_options,
    scale_option,
    shift_option,
)
from timeline.errors import InputError
from timeline.loader import LoadRequest, load_one
from timeline.media import Part
from timeline.media import split as split_into
from timeline.model import Problem
from timeline.times import format_clock, format_time
from timeline.written import Overwriting, remember

#: What is said before the first file is written.
_ANNOUNCED = {"M011", "M012"}

#: A cut that moved by less (ms) is not worth a word.
_MOVED = 100


@click.command(cls=Command, short_help="Cut a media file into one file a chapter.")
@click.argument("summary", type=SUMMARY)
@click.argument("media", type=FILE)
@click.option(
    "-o",
    "--output",
    type=OutputPath(file_okay=False),
    metavar="DIR",
    help="Folder to write to. [default: NAME.parts beside MEDIA]",
)
@click.option("--exact", is_flag=True, help="Cut where the chapters say, by encoding a little.")
@overwriting_options
@from_option
@encoding_option
@shift_option
@scale_option
def split(
    summary: str,
    media: Path,
    output: Path | None,
    exact: bool,
    force: bool,
    no_clobber: bool,
    **load_options: Any,
) -> None:
    """Cut MEDIA at a summary's chapters into files called "01 Title.mp4".

    Nothing is re-encoded: a video is cut at the last keyframe before each chapter, and the
    command says where that is. Chapters without a keyframe between them stay in one file. With
    --exact the pictures from a cut to the next keyframe are encoded anew, the rest is copied.
    MEDIA may be its own SUMMARY if it has chapters.

    \b
    Examples:
      timeline split talk.txt talk.mp4
      timeline split talk.txt talk.mp4 --exact
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
    overwriting = Overwriting(force=force, no_clobber=no_clobber)

    kept: set[Path] = set()

    def announce(parts: Sequence[Part], found: Sequence[Problem]) -> None:
        messages.warnings(found)
        kept.update(part.path for part in parts if not overwriting.allows(part.path))

    done = split_into(
        loaded.timeline.chapters,
        loaded.media_info or media,
        folder,
        progress=_tell,
        announce=announce,
        wanted=lambda part: part.path not in kept,
        exact=exact,
    )
    for path in sorted(kept):
        messages.note(f"kept {path}, which is there")
    messages.warnings(problem for problem in done.problems if problem.code not in _ANNOUNCED)


def _tell(part: Part) -> None:
    remember([part.path])
    end = part.chapter.end if part.end is None else part.end
    messages.wrote(part.path, f"{format_clock(part.start)} to {format_clock(end)}")
    if part.chapter.start - part.start >= _MOVED:
        messages.note(
            f"starts at {format_time(part.start)}, the keyframe before "
            f"{format_time(part.chapter.start)}"
        )
