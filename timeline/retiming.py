"""A summary's times moved to another cut of its video: another speed, a trimmed beginning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from timeline.kinds import counted
from timeline.model import Chapter, Point, Timeline
from timeline.times import MAX_TIME_MS


def retimed(timeline: Timeline, shift: int, scale: Fraction) -> tuple[Timeline, tuple[str, ...]]:
    """The timeline with every time that its source states times ``scale``, plus ``shift`` (ms).

    What ends before 0 by that is left out; the second value says so, in words for the user. A
    chapter across 0 begins there. The same timeline where nothing moves.
    """
    if not shift and scale == 1:
        return timeline, ()

    def moved(time: int) -> int:
        return min(round(time * scale) + shift, MAX_TIME_MS)

    chapters = [
        replace(chapter, start=moved(chapter.start), end=moved(chapter.end))
        for chapter in timeline.chapters
    ]
    kept = tuple(replace(c, start=max(c.start, 0)) for c in chapters if c.end > 0)
    points = [_moved_point(point, moved) for point in timeline.points]
    lost = [chapter for chapter in chapters if chapter.end <= 0]
    known = timeline.duration_source not in ("none", "estimate")
    length = max(moved(timeline.duration), 0) if known else timeline.duration
    result = replace(timeline, chapters=kept, points=tuple(points), duration=length)
    if known and not length:
        result = replace(result, duration_source="none")
    return result, _told(lost)


def _told(lost: list[Chapter]) -> tuple[str, ...]:
    if not lost:
        return ()
    count = counted(len(lost), ("chapter falls", "chapters fall"))
    return (f"{count} out at the beginning, the first “{lost[0].title[:60]}”",)


def _moved_point(point: Point, moved: Callable[[int], int]) -> Point:
    """A point whose stated moments are moved; undated where all of them fall out."""
    placement = point.placement
    if placement is None or placement.placed_by not in ("summary", "editor"):
        return point
    moments = tuple(
        replace(moment, start=max(start, 0), end=max(moved(moment.end), 1))
        for moment in placement.moments
        if (start := moved(moment.start)) >= 0 or moved(moment.end) > 0
    )
    if placement.moments and not moments:
        return replace(point, placement=None)
    return replace(point, placement=replace(placement, moments=moments))
