"""Placement: undated points get a time on the timeline.

``place`` is what other layers need. METHOD.md beside this file says what is scored, why, how
well it works and what it cannot do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from timeline.chapter_ends import reading_time
from timeline.errors import PlacementError
from timeline.libraries import importing
from timeline.model import Moment, PlacedBy, Placement, Point, Problem, Timeline, Transcript
from timeline.placement.chapter_ranking import rank_chapters
from timeline.placement.layout import Interval, chapter_at, resolve_overlaps, spread
from timeline.placement.scope import of_whole_video

__all__ = ["alignment_problems", "place", "true_time"]

#: A point whose best candidate is less sure stays undated: see METHOD.md for what that costs.
MIN_TRANSCRIPT_CONFIDENCE, MIN_CHAPTER_CONFIDENCE = 0.5, 0.35

Candidates = tuple[Moment, ...]
Key = TypeVar("Key")


def place(timeline: Timeline, transcript: Transcript | None = None) -> Timeline:
    """Give every undated point of ``timeline`` a time.

    Points that have a time keep it; their chapter is filled in. The others are looked for in
    the ``transcript``, and without one, or where it says nothing of them, in the chapters'
    words. They get a start, an end, a chapter, a confidence, the text that decided (``quote``)
    and the alternatives (``candidates``, best first); an insight whose evidence is in several
    places has a moment for each, the surest first. A point that fits nowhere stays undated
    and says why in ``reason``; one that says that it speaks of the whole video has that scope and
    no moment. The same input gives the same output.
    """
    undated = [i for i, point in enumerate(timeline.points) if point.is_undated]
    whole = of_whole_video(timeline.points)
    datable = [i for i in undated if i not in whole]
    by_chapter = rank_chapters(timeline) if undated else [()] * len(timeline.points)
    found = _rank_segments(timeline, transcript, by_chapter)
    by_segment = [candidates for candidates, _ in found]
    in_transcript = {i for i in datable if _is_sure(by_segment[i], MIN_TRANSCRIPT_CONFIDENCE)}
    in_chapters = {
        i
        for i in datable
        if i not in in_transcript and _is_sure(by_chapter[i], MIN_CHAPTER_CONFIDENCE)
    }
    requested = _evidence_intervals(timeline, {i: by_segment[i][0] for i in in_transcript})
    requested |= _chapter_intervals(timeline, {i: by_chapter[i][0] for i in in_chapters})
    intervals = _resolve_overlaps(timeline, requested)

    def placed(i: int, point: Point) -> Point:
        if not point.is_undated:
            return _with_chapter(timeline, point)
        if i in in_transcript:
            return _dated(timeline, point, intervals[i], by_segment[i], "transcript")
        if i in in_chapters:
            return _dated(timeline, point, intervals[i], by_chapter[i], "chapters")
        candidates = by_segment[i] or by_chapter[i]
        if i in whole:
            return replace(point, placement=_whole(candidates))
        reason = _reason(timeline, point, candidates, is_spoken=bool(by_segment[i]))
        return replace(point, placement=Placement(candidates=candidates, reason=reason))

    points = tuple(placed(i, point) for i, point in enumerate(timeline.points))
    further = {i: found[i][1] for i in in_transcript if found[i][1]}
    return _with_further_moments(replace(timeline, points=points), further)


def alignment_problems(timeline: Timeline, transcript: Transcript) -> tuple[Problem, ...]:
    """Warn of times that the transcript contradicts: a chapter's (T040), or all alike (T041)."""
    with importing("numpy", PlacementError):
        from timeline.placement import misalignment

    return misalignment.alignment_problems(timeline, transcript)


def true_time(timeline: Timeline, transcript: Transcript) -> Callable[[int], int]:
    """What makes the true time of a stated one, both in milliseconds, by the transcript."""
    with importing("numpy", PlacementError):
        from timeline.placement import misalignment

    return misalignment.alignment_of(timeline, transcript).apply


def _rank_segments(
    timeline: Timeline, transcript: Transcript | None, by_chapter: Sequence[Candidates]
) -> Sequence[tuple[Candidates, Candidates]]:
    """For each point its candidates, and those of them that are moments beside the best."""
    undated = any(point.is_undated for point in timeline.points)
    if not undated or transcript is None or not any(s.text.strip() for s in transcript.segments):
        return [((), ())] * len(by_chapter)
    with importing("numpy", PlacementError):
        from timeline.placement.transcript_ranking import rank_segments

    return rank_segments(timeline, transcript, by_chapter)


def _is_sure(candidates: Candidates, min_confidence: float) -> bool:
    return bool(candidates) and candidates[0].confidence >= min_confidence


def _evidence_intervals(timeline: Timeline, best: dict[int, Moment]) -> dict[int, Interval]:
    """As long as the evidence or the reading time, whichever is longer."""
    return {i: _readable(moment, timeline.points[i]) for i, moment in best.items()}


def _readable(moment: Moment, point: Point) -> Interval:
    return moment.start, max(moment.end, moment.start + reading_time(point.words))


def _chapter_intervals(timeline: Timeline, best: dict[int, Moment]) -> dict[int, Interval]:
    """In order over the chapter that the points share, each with its reading time."""
    points, requested = timeline.points, {}
    by_chapter = sorted(best, key=lambda i: (best[i].start, best[i].end, i))
    for (start, end), group in groupby(by_chapter, key=lambda i: (best[i].start, best[i].end)):
        members = list(group)
        times = [reading_time(points[i].words) for i in members]
        for i, first, time in zip(members, spread(start, end, times), times, strict=True):
            requested[i] = (first, first + time)
    return requested


def _resolve_overlaps(timeline: Timeline, requested: dict[Key, Interval]) -> dict[Key, Interval]:
    """Make room between the requested intervals and the points that had a time already."""
    fixed = [(m.start, m.end) for point in timeline.points for m in point.moments]
    limit = max([timeline.duration, *(chapter.end for chapter in timeline.chapters)])
    resolved = resolve_overlaps(list(requested.values()), fixed, limit or sys.maxsize)
    return dict(zip(requested, resolved, strict=True))


def _with_further_moments(timeline: Timeline, further: dict[int, Candidates]) -> Timeline:
    """The timeline with the further moments of points, where the leading ones left room."""
    requested = {
        (i, place): _readable(moment, timeline.points[i])
        for i, moments in further.items()
        for place, moment in enumerate(moments)
    }
    intervals = _resolve_overlaps(timeline, requested)
    points = [*timeline.points]
    for (i, place), (start, end) in intervals.items():
        moment = replace(further[i][place], start=start, end=end)
        points[i] = _with_moment(points[i], moment)
    return replace(timeline, points=tuple(points))


def _with_moment(point: Point, moment: Moment) -> Point:
    if point.placement is None:
        return point
    moments = (*point.moments, moment)
    return replace(point, placement=replace(point.placement, scope="moments", moments=moments))


def _with_chapter(timeline: Timeline, point: Point) -> Point:
    if point.placement is None or point.start is None:
        return point
    chapter = chapter_at(timeline.chapters, point.start)
    return replace(point, placement=replace(point.placement, chapter=chapter))


def _dated(
    timeline: Timeline,
    point: Point,
    interval: Interval,
    candidates: Candidates,
    placed_by: PlacedBy,
) -> Point:
    best = candidates[0]
    placement = Placement.at(
        *interval,
        placed_by=placed_by,
        confidence=best.confidence,
        quote=best.quote,
        chapter=chapter_at(timeline.chapters, best.start),
        candidates=candidates,
    )
    return replace(point, placement=placement)


def _whole(candidates: Candidates) -> Placement:
    return Placement(
        placed_by="summary",
        scope="video",
        candidates=candidates,
        reason="it says that it speaks of the whole video",
    )


def _reason(timeline: Timeline, point: Point, candidates: Candidates, *, is_spoken: bool) -> str:
    if not point.words.strip():
        return "it has no text"
    if is_spoken:
        return "nothing in the transcript matches it well enough"
    if not timeline.chapters:
        return "there are no chapters to place it by"
    if candidates:
        return "it matches several chapters, none of them well"
    return "it shares no content word with any chapter"
