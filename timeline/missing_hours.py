"""Times after the first hour of a list that lack their hour, or have it and lack their seconds:
``58:00``, then ``1:02``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.model import Chapter, Fix, Problem
from timeline.parsing.lines import split
from timeline.parsing.timestamps import leading, trailing
from timeline.source_lines import RANGE_MARK, SourceLines
from timeline.times import HOUR, MINUTE, from_fields

#: The minute from which a list may run over the hour.
_LATE = 45 * MINUTE
_CLOCK = re.compile(r"(?<!\d)(\d{1,3}):(\d{2})(?::(\d{2}))?(?![\d:])")


def find(source: SourceLines, chapters: Sequence[Chapter]) -> Iterator[Problem]:
    """The lines after 59:xx that lack their hour, or have it and lack their seconds."""
    rows = _timed(source, chapters)
    for index, (before, row) in enumerate(pairwise(rows), 1):
        if row.start >= before.start or row.has_hours:
            continue
        rest = rows[index:]
        end = next((i for i, other in enumerate(rest) if other.has_hours), len(rest))
        below = rest[end].start if end < len(rest) else None
        way = _reading(rows[:index], rest[:end], below)
        if way is None:
            return
        hour = _hour_after(before.start)
        for each in rest[:end]:
            yield _hour_problem(each, source.get(each.line), way, hour)
        # The range before may end after the hour, too.
        line = source.get(before.line)
        ends = _clocks(line)[1:]
        if (
            ends
            and not ends[0][3]
            and from_fields(None, ends[0][1], ends[0][2], None) < before.start
        ):
            yield _hour_problem(before, line, way, hour, of=ends)
        return


@dataclass(frozen=True, slots=True)
class _Timed:
    """A line that opens with a time as it is written."""

    line: int
    start: int
    place: int
    has_hours: bool


def _timed(source: SourceLines, chapters: Sequence[Chapter]) -> list[_Timed]:
    """The lines of the list, and the lines with a time right below it, in order of lines."""
    known = {chapter.line: chapter.start for chapter in chapters if chapter.line}
    found: list[_Timed] = []
    last = max(known, default=0)
    for number, line in enumerate(source.lines, 1):
        start = known.get(number)
        if start is None and (last < number or not known):
            rows = split([(number, line)])
            stamp = leading(rows[0].text) if rows else None
            if rows and not known:
                stamp = stamp or trailing(rows[0].text)
            start = stamp.start if stamp else None
            if line.strip() and stamp is None and known:
                break
        match = _CLOCK.search(line)
        if start is not None and match:
            found.append(_Timed(number, start, match.start(), bool(match[3])))
    return found


def _hour_after(start: int) -> int:
    """The hour of a time that follows another soon."""
    return (start + HOUR - _LATE) // HOUR


def _reading(before: Sequence[_Timed], rest: Sequence[_Timed], below: int | None) -> str | None:
    """How the times after the hour, and before the one ``below``, are written: ``h:mm``,
    ``mm:ss``, or None where neither fits.
    """
    last = before[-1].start
    if last % HOUR < _LATE and (below is None or last < HOUR):
        return None
    hour = _hour_after(last)
    limit = [] if below is None else [below]
    fits: dict[str, float] = {}
    as_hours = [row.start * 60 for row in rest]
    if rest[0].start // MINUTE == hour and _rises([last, *as_hours, *limit]):
        fits["h:mm"] = _pace([last, *as_hours])
    as_minutes = [row.start + hour * HOUR for row in rest]
    earlier = sum(row.start > rest[0].start for row in before)
    if earlier > 1 and _rises([last, *as_minutes, *limit]):
        fits["mm:ss"] = _pace([last, *as_minutes])
    usual = _pace([row.start for row in before])
    return min(fits, key=lambda way: abs(fits[way] - usual), default=None)


def _rises(starts: Sequence[int]) -> bool:
    return all(a < b for a, b in pairwise(starts))


def _pace(starts: Sequence[int]) -> float:
    """The mean distance of times that rise."""
    return (starts[-1] - starts[0]) / max(len(starts) - 1, 1)


def _clocks(line: str) -> list[re.Match[str]]:
    """The first time of a line, and the end of its range."""
    first = _CLOCK.search(line)
    dash = RANGE_MARK.match(line, first.end()) if first else None
    end = _CLOCK.match(line, dash.end()) if dash else None
    return [match for match in (first, end) if match]


def _hour_problem(
    row: _Timed, line: str, way: str, hour: int, of: Sequence[re.Match[str]] = ()
) -> Problem:
    text = line
    for match in reversed(of or _clocks(line)):
        with_hour = f"{hour}:{int(match[1]):02}:{match[2]}" if way == "mm:ss" else f"{match[0]}:00"
        if not match[3]:
            text = text[: match.start()] + with_hour + text[match.end() :]
    what = "its seconds" if way == "h:mm" else "its hour"
    return Problem(
        code="T017",
        severity="warning",
        message=f"this time comes after {hour - 1}:59 hours and lacks {what}"
        if hour > 1
        else f"this time comes after the first hour and lacks {what}",
        hint=f"write: {text.strip()}",
        line=row.line,
        column=row.place + 1,
        fix=Fix(lines=((row.line, text),)),
    )
