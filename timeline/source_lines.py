"""A source as lines that a person can be pointed at, and that can be replaced one by one.

Lines are counted as the readers count them; their breaks are kept as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.model import Chapter, Fix, Problem
from timeline.parsing.inline_markup import EMOJI
from timeline.parsing.timeforms import times_in
from timeline.parsing.timestamps import fold
from timeline.times import format_clock

#: What people write between the start of a range and its end.
RANGE_MARK = re.compile(r"\s{0,3}(?:[-–—~]|-->|to\b)\s{0,3}")
_BREAK = re.compile("(\r\n?|[\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029])")
_TAG = re.compile(r"<[^<>]{0,1000}>")
_NUMBERING = re.compile(r"\d{1,3}[.)]\s+")
_CLOCK = re.compile(r"[\d:]+")
_QUOTED = re.compile(r"^'([^']{1,40})'")


@dataclass(frozen=True, slots=True)
class SourceLines:
    """The lines of a text, and the breaks between them: one less than lines."""

    lines: tuple[str, ...]
    breaks: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> SourceLines:
        """The lines of a text."""
        parts = _BREAK.split(text)
        return cls(tuple(parts[::2]), tuple(parts[1::2]))

    @property
    def text(self) -> str:
        """The text that these are the lines of."""
        breaks = (*self.breaks, "")
        return "".join(line + end for line, end in zip(self.lines, breaks, strict=True))

    def get(self, number: int | None) -> str:
        """The line of a number, from 1; an empty one where there is none."""
        return self.lines[number - 1] if number and number <= len(self.lines) else ""

    def with_fixes(self, fixes: Iterable[Fix]) -> SourceLines:
        """The lines with these fixes, of two for one line the first; a line that goes takes
        its break along.
        """
        changed: dict[int, str | None] = {}
        for fix in fixes:
            if changed.keys().isdisjoint(number for number, _ in fix.lines):
                changed.update(fix.lines)
        rows = [
            (changed.get(number, line), end)
            for number, (line, end) in enumerate(
                zip(self.lines, (*self.breaks, ""), strict=True), 1
            )
        ]
        kept = [(line, end) for line, end in rows if line is not None]
        if rows and rows[-1][0] is None and kept:  # the last line ends as it did
            kept[-1] = (kept[-1][0], "")
        return SourceLines(tuple(line for line, _ in kept), tuple(end for _, end in kept[:-1]))


def with_columns(
    problems: Sequence[Problem], source: SourceLines, chapters: Sequence[Chapter]
) -> list[Problem]:
    """The problems with the column of what they speak of: a time, else the line's first word."""
    starts: dict[int, set[int]] = {}
    for chapter in chapters:
        if chapter.line:
            starts.setdefault(chapter.line, set()).add(chapter.start)
    # A line may hold thousands of chapters, as of a page in one: it is looked at once.
    lines = {problem.line for problem in problems if problem.line}
    clocks = {line: _clocks(source.get(line), starts.get(line, set())) for line in lines}
    return [
        replace(problem, column=_column(problem, source.get(problem.line), clocks[problem.line]))
        if problem.line
        else problem
        for problem in problems
    ]


def _clocks(line: str, starts: Container[int]) -> dict[str, int]:
    """Where a line first states each of these times (ms), by the time as problems name it."""
    places: dict[str, int] = {}
    for spot in times_in(fold(line)):
        if spot.value in starts:
            places.setdefault(format_clock(spot.value), spot.position)
    return places


def _column(problem: Problem, line: str, clocks: Mapping[str, int]) -> int:
    """Where in its line a problem is, in characters from 1."""
    if problem.code == "T016" and problem.column:
        return problem.column  # no time is written there that one could look for
    folded = fold(line)
    if (quoted := _QUOTED.match(problem.message)) and quoted[1] in folded:
        return folded.index(quoted[1]) + 1
    named = [clocks[clock] for clock in _CLOCK.findall(problem.message) if clock in clocks]
    if named:
        return min(named) + 1
    return next(iter(clocks.values()), first_word(line)) + 1


def first_word(line: str) -> int:
    """Where the words of a line begin: after blanks, tags, a bullet or number, and emoji."""
    position = 0
    while position < len(line):
        match = (
            _TAG.match(line, position)
            or EMOJI.match(line, position)
            or _NUMBERING.match(line, position)
        )
        if match:
            position = match.end()
        elif line[position].isalnum():
            return position
        else:
            position += 1
    return 0
