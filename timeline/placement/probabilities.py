"""How likely each segment of a transcript is the evidence of a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from timeline.model import Point
from timeline.placement.features import score
from timeline.placement.transcript_index import TranscriptIndex
from timeline.placement.weights import load_weights

#: Points (or chapters) by segments.
Probabilities = NDArray[np.float64]

#: Points scored at once: enough to be fast, few enough for a long transcript to fit in memory.
BATCH_SIZE = 64
#: Two starts this close are the same (ms).
MATCH_RADIUS = 30_000


def segment_probabilities(
    points: Sequence[Point], kind: str, index: TranscriptIndex
) -> Iterator[Probabilities]:
    """How likely each segment is the evidence of each point: rows sum to 1. In batches.

    Each point is taken alone, wherever it is in its list.
    """
    weights = load_weights(kind).segment
    for first in range(0, len(points), BATCH_SIZE):
        yield _softmax(score(points[first : first + BATCH_SIZE], index, weights))


def sum_nearby(probabilities: Probabilities, index: TranscriptIndex, reach: int) -> Probabilities:
    """The probability of all that is said within ``reach`` milliseconds of each segment."""
    sums = np.zeros((len(probabilities), probabilities.shape[1] + 1))
    np.cumsum(probabilities, axis=1, out=sums[:, 1:])
    first = np.searchsorted(index.starts, index.starts - reach, "left")
    last = np.searchsorted(index.starts, index.starts + reach, "right")
    result: Probabilities = sums[:, last] - sums[:, first]
    return result


def _softmax(scores: NDArray[np.float32]) -> Probabilities:
    odds = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True))
    result: Probabilities = odds / odds.sum(axis=1, keepdims=True)
    return result
