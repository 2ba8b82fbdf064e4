"""Placing: undated insights and questions get their moment on the timeline.

``place`` is all that other layers need. METHOD.md beside this file says what is scored, why,
how well it does and what it cannot do.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import groupby

from timeline.durations import reading_time
from timeline.model import Candidate, Insight, PlacedBy, Question, Timeline, Transcript
from timeline.placing.chapters import rank_chapters
from timeline.placing.layout import Span, chapter_at, fit, spread

__all__ = ["place"]

#: A point whose best candidate is less likely than this stays undated.
DOUBTFUL = 0.2

Ranking = list[tuple[Candidate, ...]]


def place(timeline: Timeline, transcript: Transcript | None = None) -> Timeline:
    """Give every undated insight and question of ``timeline`` its place.

    Points that have a time keep it; their chapter is filled in. The others are compared with
    the chapters' words and get a start, an end, a chapter, a confidence, the passage that
    decided (``quote``) and the runners-up (``candidates``, best first). A point that fits
    nowhere stays undated and says why in ``reason``. The same input gives the same output.
    """
    ranking = rank_chapters(timeline)
    chosen = {
        index: candidates[0]
        for index, (point, candidates) in enumerate(zip(timeline.points, ranking, strict=True))
        if point.start is None and candidates and candidates[0].confidence >= DOUBTFUL
    }
    spans = _lay_out(timeline, _spread_in_chapters(timeline, chosen))
    return timeline.with_points(
        tuple(
            _dated(timeline, point, spans[index], ranking[index], "chapters")
            if index in spans
            else _left(timeline, point, ranking[index])
            for index, point in enumerate(timeline.points)
        )
    )


def _spread_in_chapters(timeline: Timeline, chosen: dict[int, Candidate]) -> dict[int, Span]:
    """Where in its chapter each point would stand: in order, each with time to be read."""
    points, wanted = timeline.points, {}
    by_chapter = sorted(chosen, key=lambda i: (chosen[i].start, chosen[i].end))
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
    candidates: tuple[Candidate, ...],
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


def _left(
    timeline: Timeline, point: Insight | Question, candidates: tuple[Candidate, ...]
) -> Insight | Question:
    """A point as it was: with its own time, or undated and why."""
    if point.start is not None:
        return replace(point, chapter=chapter_at(timeline.chapters, point.start))
    return replace(point, candidates=candidates, reason=_reason(timeline, point, candidates))


def _reason(
    timeline: Timeline, point: Insight | Question, candidates: tuple[Candidate, ...]
) -> str:
    if not timeline.chapters:
        return "there are no chapters to place it by"
    if not point.words.strip():
        return "it says nothing"
    if candidates:
        return "it fits several chapters, none of them well"
    return "it shares no telling word with any chapter"
