"""Where in a transcript a point starts.

The weighted features become a probability for every segment; the order of the summary and its
chapters adjust it; the point starts where most of it lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from timeline.model import Candidate, Insight, Question, Timeline, Transcript
from timeline.placement.confidence import MAX_CONFIDENCE
from timeline.placement.features import has_match, score
from timeline.placement.transcript_index import TranscriptIndex, index_for
from timeline.placement.weights import load_weights

Probabilities = NDArray[np.float64]

#: Points scored at once: enough to be fast, few enough for a long transcript to fit in memory.
BATCH_SIZE = 64
#: How fast the order prior falls with distance (in shares of the video), and the agreement
#: with the order (a log likelihood ratio) at which it counts half.
ORDER_STEEPNESS, MIN_ORDER_AGREEMENT = 5.0, 1.0
#: How much likelier a chapter's segments become for a point that surely belongs to it.
CHAPTER_BOOST = 2.0
#: Two starts this close are the same (ms).
MATCH_RADIUS = 30_000
#: The context of a start (ms to each side), and its weight: an answer sums up minutes of talk,
#: an insight a sentence.
CONTEXT_RADIUS = 300_000
CONTEXT_WEIGHT = {"insight": 0.0, "question": 1.0}
#: The evidence ends before a segment that is this much less likely than its first one, or
#: after this long (ms).
MIN_EVIDENCE_RATIO, MAX_EVIDENCE_DURATION = 0.3, 20_000
#: How many candidates a point has, how sure each must be, how far apart they start (ms).
MAX_CANDIDATES, MIN_CANDIDATE_CONFIDENCE, MIN_CANDIDATE_DISTANCE = 3, 0.03, 60_000


def rank_segments(
    timeline: Timeline, transcript: Transcript, by_chapter: Sequence[Sequence[Candidate]]
) -> list[tuple[Candidate, ...]]:
    """For each of ``timeline.points``, where in the transcript it may start, best first.

    ``by_chapter`` are the candidates of ``rank_chapters``: segments in them become likelier.
    A candidate spans its evidence and quotes it. A point has none if no content word of it is
    said.
    """
    index = index_for(timeline, transcript)
    count = len(timeline.insights)
    return [
        *_rank(timeline.insights, "insight", index, by_chapter[:count]),
        *_rank(timeline.qa, "question", index, by_chapter[count:]),
    ]


def segment_probabilities(
    points: Sequence[Insight | Question], kind: str, index: TranscriptIndex
) -> Iterator[Probabilities]:
    """For each batch of ``points``, how likely each segment is their evidence: rows sum to 1."""
    weights = load_weights(kind).by_feature
    batches = []
    for first in range(0, len(points), BATCH_SIZE):
        scores = score(points[first : first + BATCH_SIZE], index, weights)
        batches.append(apply_order_prior(_softmax(scores), index, first, len(points)))
    weight = order_weight(sum(agreement for _, _, agreement in batches))
    for unordered, ordered, _ in batches:
        yield (1 - weight) * unordered + weight * ordered


def sum_nearby(probabilities: Probabilities, index: TranscriptIndex, reach: int) -> Probabilities:
    """The probability of all that is said within ``reach`` milliseconds of each segment."""
    sums = np.zeros((len(probabilities), probabilities.shape[1] + 1))
    np.cumsum(probabilities, axis=1, out=sums[:, 1:])
    first = np.searchsorted(index.starts, index.starts - reach, "left")
    last = np.searchsorted(index.starts, index.starts + reach, "right")
    result: Probabilities = sums[:, last] - sums[:, first]
    return result


def start_score(
    probabilities: Probabilities, mass: Probabilities, index: TranscriptIndex, kind: str
) -> Probabilities:
    """How good a start each segment is: likely itself, with a likely half minute (``mass``)."""
    total = probabilities + mass
    if weight := CONTEXT_WEIGHT[kind]:
        total = total + weight * sum_nearby(probabilities, index, CONTEXT_RADIUS)
    return total


def _rank(
    points: Sequence[Insight | Question],
    kind: str,
    index: TranscriptIndex,
    by_chapter: Sequence[Sequence[Candidate]],
) -> Iterator[tuple[Candidate, ...]]:
    first = 0
    for batch in segment_probabilities(points, kind, index):
        probabilities = _boost_chapters(batch, index, by_chapter[first : first + len(batch)])
        mass = sum_nearby(probabilities, index, MATCH_RADIUS)
        scores = start_score(probabilities, mass, index, kind)
        for i, point in enumerate(points[first : first + len(batch)]):
            matches = has_match(point, index)
            yield _candidates(probabilities[i], mass[i], scores[i], index, kind) if matches else ()
        first += len(batch)


def _softmax(scores: NDArray[np.float32]) -> Probabilities:
    odds = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True))
    result: Probabilities = odds / odds.sum(axis=1, keepdims=True)
    return result


def apply_order_prior(
    unordered: Probabilities, index: TranscriptIndex, first: int, count: int
) -> tuple[Probabilities, Probabilities, float]:
    """Each segment's probability without and with the order of the summary, and the agreement.

    The rows are points ``first`` and following of ``count``. The agreement is the log of how
    much likelier the evidence is if the points stand in order.
    """
    point_position = ((np.arange(len(unordered)) + first + 0.5) / count)[:, None]
    segment_position = ((index.starts + index.ends) / 2 / max(int(index.ends.max()), 1))[None]
    prior = np.exp(-ORDER_STEEPNESS * np.abs(point_position - segment_position))
    prior /= prior.mean(axis=1, keepdims=True)
    ordered = unordered * prior
    evidence = ordered.sum(axis=1, keepdims=True)
    return unordered, ordered / evidence, float(np.log(evidence).sum())


def order_weight(agreement: float) -> float:
    """The weight of the order prior, 0 to 1: near 0 where the summary's points are shuffled."""
    return float(1 / (1 + np.exp(np.clip(MIN_ORDER_AGREEMENT - agreement, -500, 500))))


def _boost_chapters(
    probabilities: Probabilities, index: TranscriptIndex, by_chapter: Sequence[Sequence[Candidate]]
) -> Probabilities:
    """Each point's probabilities with those raised that lie in its likely chapters."""
    for row, chapters in zip(probabilities, by_chapter, strict=True):
        for chapter in chapters:
            inside = (index.starts >= chapter.start) & (index.starts < chapter.end)
            row[inside] *= 1 + CHAPTER_BOOST * chapter.confidence
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    return probabilities


def _candidates(
    probabilities: Probabilities,
    mass: Probabilities,
    scores: Probabilities,
    index: TranscriptIndex,
    kind: str,
) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    confidence = MAX_CONFIDENCE
    while len(found) < MAX_CANDIDATES:
        best = int(scores.argmax())
        confidence = min(confidence, round(load_weights(kind).confidence(float(mass[best])), 3))
        if confidence < MIN_CANDIDATE_CONFIDENCE or scores[best] < 0:
            break
        last = _last_segment(probabilities, index, best)
        quote = " ".join(index.texts[best : last + 1])
        start, end = int(index.starts[best]), int(index.ends[last])
        found.append(Candidate(start=start, end=end, confidence=confidence, quote=quote))
        scores[np.abs(index.starts - start) < MIN_CANDIDATE_DISTANCE] = -1
    return tuple(found)


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
