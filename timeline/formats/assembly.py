"""What the readers of chapter files share: lines, times, and chapters to a ``ParseResult``.

Files in the wild have chapters out of order, without a title, or with an end before the start.
They are read all the same, and each such thing is a ``Problem``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import TypeVar

from timeline import times
from timeline.chapter_ends import resolve_stated_ends
from timeline.errors import InputError, TimeError
from timeline.kinds import counted
from timeline.model import Chapter, ParseResult, Passage, PlacedBy, Problem, Timeline
from timeline.placement.confidence import is_guess
from timeline.times import SECOND
from timeline.tracks import one_line, titled

#: Written as a comment where a format must state a last end that nobody knows.
ESTIMATE = "The last end is an estimate: the length of the video was not known."

Value = TypeVar("Value")


_BREAK = re.compile(r"\r\n?|\n")


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that are not blank, each with its number from 1, no byte order mark."""
    for number, line in enumerate(_BREAK.split(text.removeprefix("\ufeff")), 1):
        if line.strip():
            yield number, line


def beginning(text: str, length: int = 1000) -> str:
    """The first characters of a text, after its byte order mark and blanks.

    A format is detected by these: a pattern that has to find its way over a million blanks, and
    backwards again, takes a million steps for each.
    """
    return text.removeprefix("\ufeff").lstrip()[:length]


def time_of(text: str, line: int | None = None) -> int:
    """The milliseconds of a time in a file, ``1:02:03.5`` or ``83``. Raises InputError."""
    return _at(times.parse, text, line)


def seconds_of(value: float | str, line: int | None = None) -> int:
    """The milliseconds of a number of seconds in a file. Raises InputError."""
    return _at(_seconds, value, line)


def bad_line(line: int | None, message: str, hint: str = "") -> InputError:
    """An InputError that names the line."""
    return InputError(f"line {line}: {message}" if line else message, hint=hint)


def assemble(
    chapters: Sequence[Chapter],
    about: Timeline | None = None,
    *,
    duration: int | None = None,
    estimated: bool = False,
    every_end: bool = False,
    problems: Iterable[Problem] = (),
) -> ParseResult:
    """The reading of a chapter file.

    ``chapters`` are as in the file: in its order, titles as written or empty, ``end_given``
    where it states an end. ``about`` carries the rest of the timeline; ``duration`` is what
    the file gives (milliseconds). Where it has to state ``every_end``, the last one is that
    duration, a guess if ``estimated``.
    """
    found = [*problems, *_oddities(chapters)]
    sound = [
        chapter if chapter.end > chapter.start else replace(chapter, end_given=False)
        for chapter in chapters
    ]
    if every_end and duration is None:
        duration = max((chapter.end for chapter in sound if chapter.end_given), default=None)
    ordered = sorted(sound, key=lambda chapter: chapter.start)
    timeline = replace(about or Timeline(), chapters=tuple(_named(ordered)))
    return ParseResult(
        timeline=resolve_stated_ends(timeline, duration, "estimate" if estimated else "summary"),
        problems=tuple(found),
    )


def not_kept(names: Iterable[str]) -> Iterator[Problem]:
    """The problem that a file says more than a timeline holds, where it does."""
    if listed := ", ".join(dict.fromkeys(one_line(name)[:40] for name in names)):
        yield Problem(code="T104", severity="note", message=f"not used: {listed}")


def with_words_around(data: Timeline, around: Timeline) -> Timeline:
    """A timeline from data, with what the words around it say beside: its own goes before."""
    is_other = around.title and data.title and around.title != data.title
    # A title that is not used is kept as text.
    kept = (Passage(text=around.title),) if is_other else ()
    return replace(
        data,
        title=data.title or around.title,
        tldr=data.tldr or around.tldr,
        points=data.points or around.points,
        language=data.language or around.language,
        source_url=data.source_url or around.source_url,
        unparsed=(*kept, *around.unparsed, *data.unparsed),
    )


def confidence_of(stated: float | None, placed_by: PlacedBy) -> float:
    """How sure a time is whose file may say so: a guess that says nothing is not at all."""
    if stated is None:
        return 0.0 if is_guess(placed_by) else 1.0
    return stated


def refuse_transcript(spans: Sequence[tuple[int, int]]) -> None:
    """Raise InputError where ``spans`` (start, end of each cue) are speech, not chapters.

    Subtitles change every few seconds; chapters that short are useless, and YouTube refuses
    those under ten seconds.
    """
    if len(spans) < 30:
        return
    if median(end - start for start, end in spans) <= 8 * SECOND:
        raise InputError(
            f"this looks like a transcript ({len(spans)} cues)", hint="give it with --transcript"
        )


def _seconds(value: float | str) -> int:
    ms = times.from_seconds(value)
    if not 0 <= ms <= times.MAX_TIME_MS:
        raise TimeError(f"{value!r} is not a time in seconds")
    return ms


def _at(parse: Callable[[Value], int], value: Value, line: int | None) -> int:
    try:
        return parse(value)
    except TimeError as error:
        raise bad_line(line, error.message, error.hint) from None


def _named(ordered: Sequence[Chapter]) -> Iterator[Chapter]:
    """The chapters with titles; a hidden one may go without."""
    for chapter, named in zip(ordered, titled(ordered), strict=True):
        yield chapter if chapter.hidden and not one_line(chapter.title) else named


def _oddities(chapters: Sequence[Chapter]) -> Iterator[Problem]:
    untitled = [c for c in chapters if not c.hidden and not one_line(c.title)]
    # Where chapters have lines, timeline.lint finds the ones out of order, and what is likely
    # to be the typo.
    early = [c for before, c in pairwise(chapters) if c.start < before.start and c.line is None]
    backward = [c for c in chapters if c.end_given and c.end <= c.start]
    if untitled:
        yield _oddity("T101", untitled, "without a title", "they are called by their number")
    if early:
        yield _oddity("T102", early, "out of order", "all are put in order of their start")
    if backward:
        yield _oddity("T103", backward, "that end before they begin", "those ends are not used")


def _oddity(code: str, chapters: Sequence[Chapter], what: str, done: str) -> Problem:
    first = chapters[0]
    count = counted(len(chapters), ("chapter", "chapters"))
    return Problem(
        code=code,
        severity="warning",
        message=f"{count} {what}, the first at {times.format_time(first.start)}: {done}",
        line=first.line,
    )
