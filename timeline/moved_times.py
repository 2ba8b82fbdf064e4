"""The times in a summary's lines moved all alike, written as they were written before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from timeline.model import Fix, Timeline
from timeline.parsing.timeforms import Spot, times_in
from timeline.parsing.timestamps import fold
from timeline.source_lines import SourceLines
from timeline.times import SECOND, format_clock, format_time

#: A time with a zero before its first digit: so all of its list are written.
_PADDED = re.compile(r"(?<![\d:])0\d:\d{2}")


def fix(source: SourceLines, timeline: Timeline, move: Callable[[int], int]) -> Fix | None:
    """The lines of a timeline's chapters and stated points with every time of theirs moved by
    ``move`` (milliseconds to milliseconds); None where nothing changes.
    """
    times: dict[int, set[int]] = {}
    for line, start, end in _stated(timeline):
        times.setdefault(line, set()).update((start, end))
    is_padded = any(_PADDED.search(fold(source.get(number))) for number in times)
    lines = [
        (number, text)
        for number, values in sorted(times.items())
        if (text := _moved(source.get(number), values, move, is_padded)) != source.get(number)
    ]
    return Fix(lines=tuple(lines)) if lines else None


def _stated(timeline: Timeline) -> Iterator[tuple[int, int, int]]:
    """The line, start and end of everything that states a time."""
    for chapter in timeline.chapters:
        if chapter.line:
            yield chapter.line, chapter.start, chapter.end
    for point in timeline.points:
        if point.line and point.placed_by == "summary":
            for moment in point.moments:
                yield point.line, moment.start, moment.end


def _moved(line: str, values: set[int], move: Callable[[int], int], is_padded: bool) -> str:
    folded = fold(line)
    parts: list[str] = []
    done = 0
    for spot in times_in(folded):
        if spot.value in values:
            parts += [
                line[done : spot.position],
                _written(spot, folded, move(spot.value), is_padded),
            ]
            done = spot.until
    return "".join([*parts, line[done:]])


def _written(spot: Spot, folded: str, time: int, is_padded: bool) -> str:
    """A time as the one at ``spot`` is written: with its zeros, its hours and its fraction."""
    before = folded[spot.position : spot.until]
    clock = format_time(time) if spot.fraction else format_clock(time + SECOND // 2)
    fields = before.split(":")
    if len(fields) > clock.count(":") + 1 and not spot.letters:
        clock = f"0:{clock.zfill(len('00:00'))}"
    if len(fields[0]) == 2 and is_padded:
        head, _, rest = clock.partition(":")
        clock = f"{head.zfill(2)}:{rest}"
    return clock
