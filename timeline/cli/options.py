"""Options and words that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from timeline import times
from timeline.errors import TimeError
from timeline.model import Timeline

Command = TypeVar("Command", bound=Callable[..., Any])


class Time(click.ParamType[int]):
    """A time as people type it, in milliseconds: ``1:02:03``, ``75:30``, ``83``."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Milliseconds of the text."""
        try:
            return times.parse(value)
        except TimeError as error:
            self.fail(str(error), param, ctx)


NOUNS = {
    "chapters": ("chapter", "chapters"),
    "insights": ("insight", "insights"),
    "qa": ("question", "questions"),
}


def counted(track: str, count: int) -> str:
    """``1 chapter``, ``5 insights``."""
    one, many = NOUNS[track]
    return f"1 {one}" if count == 1 else f"{count} {many}"


def contents(timeline: Timeline, separator: str = ", ") -> str:
    """What a timeline holds: ``7 chapters, 5 insights, 5 questions``."""
    counts = {track: len(getattr(timeline, track)) for track in NOUNS}
    return separator.join(counted(track, count) for track, count in counts.items() if count)


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

#: A path that may also be ``-``, standard input. Existence is checked where it is read.
SUMMARY = click.Path(path_type=str, allow_dash=True)


def source_options(command: Command) -> Command:
    """``--duration``, ``--media``, ``--transcript`` and ``--from``: what a summary is read with."""
    for option in (
        click.option(
            "--from",
            "read_as",
            metavar="FORMAT",
            help="The summary's format, where it cannot be told (see: timeline formats).",
        ),
        click.option(
            "--transcript",
            type=FILE,
            help="Subtitles to place insights and Q&A by. [default: of the same name beside it]",
        ),
        click.option(
            "--media",
            type=FILE,
            help="The video or audio, for its length. [default: of the same name beside it]",
        ),
        click.option(
            "--duration", type=Time(), metavar="TIME", help="How long the video is: 1:02:03."
        ),
    ):
        command = option(command)
    return command
