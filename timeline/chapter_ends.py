"""How long the video is, where each chapter ends, and how long a text takes to read.

A chapter ends where its line says, else where the next one starts; the last one at the
duration. Where no duration is known it is estimated, and the timeline says so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.model import Chapter, DurationSource, Point, Timeline
from timeline.times import MAX_TIME_MS as MAX_TIME_MS
from timeline.times import MINUTE, SECOND

#: Milliseconds after any end that a file can state.
_UNKNOWN = 2 * MAX_TIME_MS

#: Reading speed: Netflix's limit for adult subtitles is 20 characters a second, the BBC's
#: about 15; a wide (East Asian) character takes as long as two.
CHARACTERS_PER_SECOND = 17
#: Nothing can be read in less, and nothing stays longer to be read.
MIN_READING_MS, MAX_READING_MS = 2_500, 20_000


def reading_time(text: str) -> int:
    """How long ``text`` takes to read, in milliseconds."""
    wide = 0 if text.isascii() else sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return min(
        max((len(text) + wide) * 1_000 // CHARACTERS_PER_SECOND, MIN_READING_MS), MAX_READING_MS
    )


def resolve_ends(
    timeline: Timeline, duration: int | None = None, source: DurationSource = "given"
) -> Timeline:
    """The timeline with its chapters in order and every open end closed.

    ``duration`` (milliseconds, from ``source``) replaces what the timeline knew. Without it
    the timeline's own duration is kept, unless that was an estimate: then it is estimated anew.
    """
    if duration is not None:
        timeline = replace(timeline, duration=duration, duration_source=source)
    elif timeline.duration_source in ("estimate", "none"):
        guess = estimate_duration(timeline)
        timeline = replace(
            timeline, duration=guess, duration_source="estimate" if guess else "none"
        )
    return replace(timeline, chapters=_closed(timeline.chapters, timeline.duration))


def within(timeline: Timeline) -> Timeline:
    """The timeline without what starts after the end of the media, and with ends cut to it.

    For outputs that carry a length: a player takes the last of their ends for its own. A length
    that only a summary or a transcript gives is not sure enough to leave anything out.
    """
    if timeline.duration_source not in ("given", "media"):
        return timeline
    end = timeline.duration
    return replace(
        timeline,
        chapters=tuple(
            replace(chapter, end=min(chapter.end, end))
            for chapter in timeline.chapters
            if chapter.start < end
        ),
        points=tuple(_within(point, end) for point in timeline.points),
    )


def _within(point: Point, end: int) -> Point:
    """The point without its moments after ``end``: it keeps its place, and so its number."""
    if point.placement is None:
        return point
    moments = tuple(
        replace(moment, end=min(moment.end, end))
        for moment in point.placement.moments
        if moment.start < end
    )
    return replace(point, placement=replace(point.placement, moments=moments))


def estimate_duration(timeline: Timeline) -> int:
    """A guess at the duration, in milliseconds: the last chapter is as long as most are.

    0 where there is nothing to guess from.
    """
    starts = sorted({chapter.start for chapter in timeline.chapters})
    gaps = [later - start for start, later in pairwise(starts)]
    usual = max(10 * SECOND, round(median(gaps))) if gaps else MINUTE
    stated = [chapter.end for chapter in timeline.chapters if chapter.end_given]
    points = [moment.end for point in timeline.points for moment in point.moments]
    ends = [starts[-1] + usual] if starts else []
    if starts and timeline.chapters[-1].end_given:
        ends = []
    return min(max((*ends, *stated, *points), default=0), MAX_TIME_MS)


def resolve_stated_ends(
    timeline: Timeline, duration: int | None = None, source: DurationSource = "summary"
) -> Timeline:
    """``resolve_ends`` for a file that states ends whether anybody gave them or not.

    Its chapters come with ``end_given`` wherever the file states an end. An end that the next
    start, a chapter around it or ``duration`` (where the file gives one) says anyway is no
    longer taken as given: it moves with them.
    """
    resolved = resolve_ends(timeline, duration, source)
    bounding = _UNKNOWN if duration is None else duration
    chapters = (
        replace(chapter, end_given=chapter.end_given and chapter.end != natural)
        for chapter, natural in _with_natural_ends(resolved.chapters, bounding)
    )
    return replace(resolved, chapters=tuple(chapters))


def _closed(chapters: Sequence[Chapter], duration: int) -> tuple[Chapter, ...]:
    ordered = sorted(chapters, key=lambda chapter: chapter.start)
    return tuple(
        chapter if chapter.end_given else replace(chapter, end=natural)
        for chapter, natural in _with_natural_ends(ordered, duration)
    )


def _with_natural_ends(ordered: Sequence[Chapter], duration: int) -> Iterator[tuple[Chapter, int]]:
    """Each chapter with the end it has where none is given.

    That is the next start, the duration, or sooner the end of a chapter around it.
    """
    around: list[int] = []
    for chapter, limit in zip(ordered, _next_starts(ordered, duration), strict=True):
        while around and around[-1] <= chapter.start:
            around.pop()
        yield chapter, min([limit, *around[-1:]])
        if chapter.end_given:
            around.append(chapter.end)


def _next_starts(ordered: Sequence[Chapter], duration: int) -> list[int]:
    """For each chapter the first later start, for the last the duration."""
    limits = []
    limit, start = 0, None
    for chapter in reversed(ordered):
        if start is None:
            # A chapter after the end of the media is kept, and long enough to be seen.
            limit = duration if chapter.start < duration else chapter.start + SECOND
        elif chapter.start < start:
            limit = start
        limits.append(limit)
        start = chapter.start
    return limits[::-1]


def median(values: Sequence[float]) -> float:
    """The middle of some numbers; the library's own loads fractions and decimals at the start."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
