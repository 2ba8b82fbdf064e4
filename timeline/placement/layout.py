"""From a start for each point to cues that can be read: none over another, none cut short.

Times are milliseconds. The functions here know nothing of why a point belongs somewhere.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import accumulate

from timeline.chapter_ends import MIN_READING_MS
from timeline.model import Chapter

#: A point that has to share its time with others is guaranteed no more than this.
MAX_CROWDED_DURATION = 7_000

#: Start and end.
Interval = tuple[int, int]


def spread(start: int, end: int, reading_times: Sequence[int]) -> list[int]:
    """Starts for points that share the time from ``start`` to ``end``, in their order.

    Each gets a share in proportion to its reading time, and never less than the least reading
    time, even where the last points then run past the end.
    """
    available, total = end - start, sum(reading_times)
    shares = [max(time * available // total, MIN_READING_MS) for time in reading_times]
    return [start + offset for offset in accumulate(shares[:-1], initial=0)] if shares else []


def resolve_overlaps(
    requested: Sequence[Interval], fixed: Iterable[Interval], limit: int
) -> list[Interval]:
    """Move intervals as little as it takes for all to be read one after another by ``limit``.

    ``requested`` intervals are served in order of start, and shortened to
    ``MAX_CROWDED_DURATION`` before they are moved; ``fixed`` ones stay where they are. Where
    the time does not suffice for all, the rest overlap at the starts they asked for.
    """
    occupied = sorted(fixed)
    order = sorted(range(len(requested)), key=lambda i: requested[i][0])
    starts = [0] * len(requested)
    minimums = [min(end - start, MAX_CROWDED_DURATION) for start, end in requested]
    for i in order:
        starts[i] = _free_start(occupied, requested[i][0], minimums[i], limit)
        insort(occupied, (starts[i], starts[i] + minimums[i]))
    return [
        (start, _end(occupied, start, minimum, max(end - first, minimum), limit))
        for start, minimum, (first, end) in zip(starts, minimums, requested, strict=True)
    ]


def _free_start(occupied: list[Interval], earliest: int, minimum: int, limit: int) -> int:
    """The first time from ``earliest`` with ``minimum`` free after it; else the last before."""
    start = earliest
    for first, end in occupied:
        if first < start + minimum and start < end:
            start = end
    if start + minimum <= limit:
        return start
    start = limit - minimum
    for first, end in reversed(occupied):
        if first < start + minimum and start < end:
            start = first - minimum
    return start if start >= 0 else max(min(earliest, limit - minimum), 0)


def _end(occupied: list[Interval], start: int, minimum: int, length: int, limit: int) -> int:
    """The end of the interval at ``start``: after ``length``, but before the next one starts."""
    following = occupied[bisect_left(occupied, (start + minimum,)) :]
    return min([start + length, limit, *(interval[0] for interval in following[:1])])


def chapter_at(chapters: Sequence[Chapter], time: int) -> int | None:
    """The index of the last chapter that has started by ``time`` and not ended, if any."""
    for index in range(bisect_left(chapters, time + 1, key=lambda c: c.start) - 1, -1, -1):
        if time < chapters[index].end:
            return index
    return None
