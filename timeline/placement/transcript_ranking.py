"""Where in a transcript a point starts.

The weighted features become a probability for every segment; the order of the summary and its
chapters adjust it; the point starts where most of it lies.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from timeline.kinds import KINDS
from timeline.model import Moment, Point, Timeline, Transcript
from timeline.placement.alignment import find_alignment, stated_advantage
from timeline.placement.confidence import MAX_CONFIDENCE
from timeline.placement.evidence import chapter_evidence
from timeline.placement.features import coverage
from timeline.placement.order import with_order
from timeline.placement.probabilities import (
    MATCH_RADIUS,
    Probabilities,
    segment_probabilities,
    sum_nearby,
)
from timeline.placement.several import Several, several_for
from timeline.placement.transcript_index import TranscriptIndex, index_for
from timeline.placement.weights import load_weights, log_odds, probability

#: How much likelier a chapter's segments become for a point that surely belongs to it.
CHAPTER_BOOST = 2.0
#: What a segment's own probability counts beside that of the half minute around it.
SEGMENT_WEIGHT = 2.0
#: The context of a start (ms to each side), and its weight: an answer sums up minutes of talk,
#: an insight a sentence.
CONTEXT_RADIUS = 300_000
CONTEXT_WEIGHT = {"insight": 0.0, "question": 1.0}
#: The evidence ends before a segment that is this much less likely than its first one, or
#: after this long (ms).
MIN_EVIDENCE_RATIO, MAX_EVIDENCE_DURATION = 0.3, 20_000
#: How many points of unknown certainty the rest of a list is averaged with.
OTHERS_PRIOR = 2
#: How many candidates a point has, how sure each must be, and what they start further apart than
#: (ms): then their half minutes share nothing.
MAX_CANDIDATES, MIN_CANDIDATE_CONFIDENCE, MIN_CANDIDATE_DISTANCE = 3, 0.03, 60_000


@dataclass(frozen=True, slots=True)
class Ranking:
    """For one point and each segment: its probability, the probability within half a minute
    (``mass``), and how good a start it is.
    """

    probabilities: Probabilities
    mass: Probabilities
    scores: Probabilities

    @property
    def best(self) -> int:
        """The segment with the best start score."""
        return int(self.scores.argmax())


class Found(NamedTuple):
    """Where a point may start, best first; and which of these are moments beside the best."""

    candidates: tuple[Moment, ...] = ()
    further: tuple[Moment, ...] = ()


class Confidence:
    """How sure a start is, by what can be compared from point to point and video to video.

    The probabilities of one point are shares of what is said, whatever it is: they say where
    it would be said, not whether it is. How much of the point is said at all, there and
    anywhere, and how surely the rest of its list is placed, say that.
    """

    def __init__(
        self,
        kind: str,
        points: Sequence[Point],
        index: TranscriptIndex,
        masses: Sequence[float],
    ) -> None:
        weights = load_weights(kind)
        self._model = weights.bilingual if index.analyzer.is_bilingual else weights.confidence
        self._index = index
        self._coverage = coverage(points, index)
        self._log_odds = np.array([log_odds(mass) for mass in masses])

    def has_match(self, point: int) -> bool:
        """Whether any content word of the point is said at all."""
        return bool(self._coverage.anywhere[point] > 0)

    def of(self, point: int, segment: int, mass: float) -> float:
        """The probability, 0 to 1, that the point's evidence is within half a minute."""
        return probability(self._model, self.features(point, segment, mass))

    def features(self, point: int, segment: int, mass: float) -> dict[str, float]:
        """What confidence is fitted on, by name."""
        others = np.delete(self._log_odds, point)
        return {
            "mass": log_odds(mass),
            "covered": float(self._coverage.nearby[point, self._index.blocks[segment]]),
            "covered anywhere": float(self._coverage.anywhere[point]),
            "words": math.log1p(int(self._coverage.words[point])),
            "minutes": math.log1p(int(self._index.ends.max()) / 60_000),
            "others": float(others.sum()) / (len(others) + OTHERS_PRIOR),
        }


def rank_segments(
    timeline: Timeline, transcript: Transcript, by_chapter: Sequence[Sequence[Moment]]
) -> list[Found]:
    """For each of ``timeline.points``, where in the transcript it may start.

    ``by_chapter`` are the candidates of ``rank_chapters``: segments in them become likelier.
    A candidate spans its evidence and quotes it. A point has none if no content word of it is
    said.
    """
    index = index_for(timeline, transcript)
    by_chapter = _as_trusted(by_chapter, timeline, index)
    ranked: dict[int, Found] = {}
    for kind in KINDS:
        rows = [row for row, point in enumerate(timeline.points) if point.kind == kind.id]
        points = [timeline.points[row] for row in rows]
        chapters = [by_chapter[row] for row in rows]
        ranked |= zip(rows, _rank(points, kind.placed_like, index, chapters), strict=True)
    return [ranked[row] for row in range(len(timeline.points))]


def _as_trusted(
    by_chapter: Sequence[Sequence[Moment]], timeline: Timeline, index: TranscriptIndex
) -> Sequence[Sequence[Moment]]:
    """The chapters as far as the transcript agrees with their times, or at the times it gives."""
    if not timeline.chapters:
        return by_chapter
    evidence = chapter_evidence(timeline, index)
    alignment = find_alignment(evidence)
    trust = 1.0
    if alignment.is_identity:
        trust = 1 / (1 + math.exp(-stated_advantage(evidence)))

    def trusted(chapter: Moment) -> Moment:
        return replace(
            chapter,
            start=alignment.apply(chapter.start),
            end=alignment.apply(chapter.end),
            confidence=chapter.confidence * trust,
        )

    return [[trusted(chapter) for chapter in chapters] for chapters in by_chapter]


def start_score(
    probabilities: Probabilities, mass: Probabilities, index: TranscriptIndex, kind: str
) -> Probabilities:
    """How good a start each segment is: likely itself, with a likely half minute (``mass``)."""
    total = SEGMENT_WEIGHT * probabilities + mass
    if weight := CONTEXT_WEIGHT[kind]:
        total = total + weight * sum_nearby(probabilities, index, CONTEXT_RADIUS)
    return total


def _rank(
    points: Sequence[Point],
    kind: str,
    index: TranscriptIndex,
    by_chapter: Sequence[Sequence[Moment]],
) -> Iterator[Found]:
    if not points:
        return
    batches = [*segment_probabilities(points, kind, index)]
    rows = with_order(np.concatenate(batches), index)
    rankings = [
        rank_row(_boost_chapters(row, index, chapters), index, kind)
        for row, chapters in zip(rows, by_chapter, strict=True)
    ]
    confidence = Confidence(kind, points, index, [r.mass[r.best] for r in rankings])
    several = several_for(kind, points, index)
    for number, ranking in enumerate(rankings):
        yield _found(ranking, confidence, several, number, index)


def rank_row(row: Probabilities, index: TranscriptIndex, kind: str) -> Ranking:
    """One point's ranking, from its probabilities."""
    mass = sum_nearby(row[None], index, MATCH_RADIUS)
    return Ranking(row, mass[0], start_score(row[None], mass, index, kind)[0])


def _boost_chapters(
    row: Probabilities, index: TranscriptIndex, chapters: Sequence[Moment]
) -> Probabilities:
    """A point's probabilities with those raised that lie in its likely chapters."""
    for chapter in chapters:
        inside = (index.starts >= chapter.start) & (index.starts < chapter.end)
        row[inside] *= 1 + CHAPTER_BOOST * chapter.confidence
    result: Probabilities = row / row.sum()
    return result


def candidate_segments(ranking: Ranking, index: TranscriptIndex) -> Iterator[int]:
    """The best starts, best first, none near another."""
    scores = ranking.scores.copy()
    for _ in range(MAX_CANDIDATES):
        best = int(scores.argmax())
        if scores[best] < 0:
            return
        yield best
        scores[np.abs(index.starts - index.starts[best]) <= MIN_CANDIDATE_DISTANCE] = -1


def _found(
    ranking: Ranking, confidence: Confidence, several: Several, point: int, index: TranscriptIndex
) -> Found:
    candidates: list[Moment] = []
    further: list[Moment] = []
    segments: list[int] = []
    limit = MAX_CONFIDENCE
    for segment in candidate_segments(ranking, index) if confidence.has_match(point) else ():
        limit = min(limit, round(confidence.of(point, segment, ranking.mass[segment]), 3))
        if limit < MIN_CANDIDATE_CONFIDENCE:
            break
        candidates.append(_moment(ranking, segment, limit, index))
        if several.has(point, segments, segment, ranking.mass, limit):
            further.append(candidates[-1])
        segments.append(segment)
    return Found(tuple(candidates), tuple(further))


def _moment(ranking: Ranking, first: int, confidence: float, index: TranscriptIndex) -> Moment:
    """The evidence that begins with a segment, quoted."""
    last = _last_segment(ranking.probabilities, index, first)
    return Moment(
        start=int(index.starts[first]),
        end=int(index.ends[last]),
        confidence=confidence,
        quote=" ".join(index.texts[first : last + 1]),
    )


def _last_segment(probabilities: Probabilities, index: TranscriptIndex, first: int) -> int:
    """The last segment of the evidence that begins with ``first``."""
    last = first
    while (
        last + 1 < len(probabilities)
        and probabilities[last + 1] >= MIN_EVIDENCE_RATIO * probabilities[first]
        and index.ends[last + 1] - index.starts[first] <= MAX_EVIDENCE_DURATION
    ):
        last += 1
    return last
