"""From a moment for each point to cues that can be read: none on top of another, none cut short.

Times are milliseconds. The functions here know nothing of why a point belongs somewhere.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import accumulate

from timeline.durations import BRIEFEST
from timeline.model import Chapter

#: Nothing crowded is granted more than this.
CROWDED = 7_000

#: Only a time that the summary states is certain.
SUREST = 0.999

Span = tuple[int, int]


def spread(start: int, end: int, needs: Sequence[int]) -> list[int]:
    """Starts for points that share the stretch from ``start`` to ``end``, in their order.

    Each gets a share of it in proportion to the reading time it needs, and never less than
    ``BRIEFEST``, even where the last ones then run over the end.
    """
    room, total = end - start, sum(needs)
    shares = [max(need * room // total, BRIEFEST) for need in needs]
    return [start + offset for offset in accumulate(shares[:-1], initial=0)] if shares else []


def fit(wanted: Sequence[Span], taken: Iterable[Span], limit: int) -> list[Span]:
    """Move spans as little as it takes for all to be read one after another before ``limit``.

    ``wanted`` spans are served in order of start, and shortened to ``CROWDED`` before they
    are moved; ``taken`` ones stay where they are. Where the time does not suffice for all,
    the rest stand where they wanted to, over others.
    """
    lane = sorted(taken)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i][0])
    starts = [0] * len(wanted)
    needs = [min(end - start, CROWDED) for start, end in wanted]
    for i in order:
        starts[i] = _free(lane, wanted[i][0], needs[i], limit)
        insort(lane, (starts[i], starts[i] + needs[i]))
    return [
        (start, _until(lane, start, need, max(end - first, need), limit))
        for start, need, (first, end) in zip(starts, needs, wanted, strict=True)
    ]


def _free(lane: list[Span], start: int, need: int, limit: int) -> int:
    """The first moment from ``start`` with ``need`` free after it; else the last before it."""
    moment = start
    for first, end in lane:
        if first < moment + need and moment < end:
            moment = end
    if moment + need <= limit:
        return moment
    moment = limit - need
    for first, end in reversed(lane):
        if first < moment + need and moment < end:
            moment = first - need
    return moment if moment >= 0 else max(min(start, limit - need), 0)


def _until(lane: list[Span], start: int, need: int, length: int, limit: int) -> int:
    """The end of the span at ``start``: as long as it would be, before the next one starts."""
    following = lane[bisect_left(lane, (start + need,)) :]
    return min([start + length, limit, *(span[0] for span in following[:1])])


def chapter_at(chapters: Sequence[Chapter], moment: int) -> int | None:
    """The index of the last chapter that has started by ``moment`` and not ended, if any."""
    for index in range(bisect_left(chapters, moment + 1, key=lambda c: c.start) - 1, -1, -1):
        if moment < chapters[index].end:
            return index
    return None
