"""Placing: undated insights and questions get their moment on the timeline.

``place`` is what other layers need. METHOD.md beside this file says what is scored, why, how
well it does and what it cannot do.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from timeline.durations import reading_time
from timeline.model import Candidate, Insight, PlacedBy, Problem, Question, Timeline, Transcript
from timeline.placement.chapters import rank_chapters
from timeline.placement.layout import Span, chapter_at, fit, spread

__all__ = ["misplaced", "place"]

#: A point whose best candidate is less likely than this stays undated. A wrong chapter is off
#: by minutes, so it takes more to be believed than a wrong sentence.
DOUBTFUL_MOMENT, DOUBTFUL_CHAPTER = 0.2, 0.35

Candidates = tuple[Candidate, ...]


def place(timeline: Timeline, transcript: Transcript | None = None) -> Timeline:
    """Give every undated insight and question of ``timeline`` its place.

    Points that have a time keep it; their chapter is filled in. The others are looked for in
    the ``transcript``, and without one, or where it says nothing of them, in the chapters'
    words. They get a start, an end, a chapter, a confidence, the passage that decided
    (``quote``) and the runners-up (``candidates``, best first). A point that fits nowhere
    stays undated and says why in ``reason``. The same input gives the same output.
    """
    by_chapter = rank_chapters(timeline)
    by_moment = _rank_moments(timeline, transcript, by_chapter)
    undated = [index for index, point in enumerate(timeline.points) if point.start is None]
    spoken = {i for i in undated if _sure(by_moment[i], DOUBTFUL_MOMENT)}
    written = {i for i in undated if i not in spoken and _sure(by_chapter[i], DOUBTFUL_CHAPTER)}
    wanted = _spans(timeline, {i: by_moment[i][0] for i in spoken})
    wanted |= _spread(timeline, {i: by_chapter[i][0] for i in written})
    spans = _lay_out(timeline, wanted)

    def placed(index: int, point: Insight | Question) -> Insight | Question:
        if point.start is not None:
            return replace(point, chapter=chapter_at(timeline.chapters, point.start))
        if index in spoken:
            return _dated(timeline, point, spans[index], by_moment[index], "transcript")
        if index in written:
            return _dated(timeline, point, spans[index], by_chapter[index], "chapters")
        candidates = by_moment[index] or by_chapter[index]
        reason = _reason(timeline, point, candidates, heard=bool(by_moment[index]))
        return replace(point, candidates=candidates, reason=reason)

    return timeline.with_points(tuple(placed(i, p) for i, p in enumerate(timeline.points)))


def misplaced(timeline: Timeline, transcript: Transcript) -> tuple[Problem, ...]:
    """Warn of chapters that the transcript speaks of far from where they are stamped."""
    from timeline.placement import stamps

    return stamps.misplaced(timeline, transcript)


def _rank_moments(
    timeline: Timeline, transcript: Transcript | None, by_chapter: Sequence[Candidates]
) -> Sequence[Candidates]:
    undated = any(point.start is None for point in timeline.points)
    if not undated or transcript is None or not any(s.text.strip() for s in transcript.segments):
        return [()] * len(by_chapter)
    from timeline.placement.moments import rank_moments

    return rank_moments(timeline, transcript, by_chapter)


def _sure(candidates: Candidates, least: float) -> bool:
    return bool(candidates) and candidates[0].confidence >= least


def _spans(timeline: Timeline, chosen: dict[int, Candidate]) -> dict[int, Span]:
    """As long as the evidence or the reading needs."""
    return {
        i: (best.start, max(best.end, best.start + reading_time(timeline.points[i].words)))
        for i, best in chosen.items()
    }


def _spread(timeline: Timeline, chosen: dict[int, Candidate]) -> dict[int, Span]:
    """In order over the chapter that the points share, each with time to be read."""
    points, wanted = timeline.points, {}
    by_chapter = sorted(chosen, key=lambda i: (chosen[i].start, chosen[i].end, i))
    for (start, end), group in groupby(by_chapter, key=lambda i: (chosen[i].start, chosen[i].end)):
        indexes = list(group)
        needs = [reading_time(points[i].words) for i in indexes]
        for i, moment, need in zip(indexes, spread(start, end, needs), needs, strict=True):
            wanted[i] = (moment, moment + need)
    return wanted


def _lay_out(timeline: Timeline, wanted: dict[int, Span]) -> dict[int, Span]:
    """Make room between the wanted spans and the points that had their time already."""
    taken = [(p.start, p.end) for p in timeline.points if p.start is not None and p.end is not None]
    limit = max([timeline.duration, *(chapter.end for chapter in timeline.chapters)])
    return dict(zip(wanted, fit(list(wanted.values()), taken, limit or sys.maxsize), strict=True))


def _dated(
    timeline: Timeline,
    point: Insight | Question,
    span: Span,
    candidates: Candidates,
    placed_by: PlacedBy,
) -> Insight | Question:
    best = candidates[0]
    return replace(
        point,
        start=span[0],
        end=span[1],
        chapter=chapter_at(timeline.chapters, best.start),
        confidence=best.confidence,
        placed_by=placed_by,
        quote=best.quote,
        candidates=candidates,
        reason="",
    )


def _reason(
    timeline: Timeline, point: Insight | Question, candidates: Candidates, *, heard: bool
) -> str:
    if not point.words.strip():
        return "it says nothing"
    if heard:
        return "nobody says it clearly enough"
    if not timeline.chapters:
        return "there are no chapters to place it by"
    if candidates:
        return "it fits several chapters, none of them well"
    return "it shares no telling word with any chapter"
