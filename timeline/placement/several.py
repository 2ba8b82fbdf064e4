"""Whether an insight has several moments: which further candidates are evidence of it, too.

"They cut the budget and hired two people" may be said in two places. Each clause of the point is
looked for alone: a candidate where another clause is said than at those before it is likely a
moment of its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from timeline.model import Insight, Point
from timeline.placement.analysis import Analyzer
from timeline.placement.probabilities import (
    MATCH_RADIUS,
    Probabilities,
    segment_probabilities,
    sum_nearby,
)
from timeline.placement.transcript_index import TranscriptIndex
from timeline.placement.weights import load_weights, log_odds, probability

#: A candidate is told as a moment if it is one as likely as this, and as sure as a leading moment
#: has to be: on the training data three of four are right then.
MIN_PROBABILITY, MIN_CONFIDENCE = 0.3, 0.5
#: A clause has at least so many content words: fewer are found anywhere.
MIN_CLAUSE_WORDS = 4
#: What a clause adds is counted from ``-MAX_GAIN`` on; a point of one clause adds half of it.
MAX_GAIN = 6.0
#: Two candidates that are nearer than this (ms) may be of one stretch of talk.
ONE_STRETCH = 240_000

#: Punctuation, and what joins two clauses in some languages.
_MARK, _JOINT = r"[,;:.!?…。！？、،]\s*", "and|but|und|aber|et|mais|y|pero|e|ma|mas|maar"
_CLAUSE_END = re.compile(rf"(?:{_MARK}|\s)(?:{_JOINT})\s|{_MARK}", re.IGNORECASE)


class Several:
    """How likely further candidates of the points of one list are moments, too.

    ``clauses`` are those of each point, ``rows`` the probabilities of all of them by segment,
    ``model`` is the logistic regression: without one nothing is told.
    """

    def __init__(
        self,
        clauses: Sequence[Sequence[Point]],
        rows: Probabilities,
        index: TranscriptIndex,
        model: Mapping[str, float],
    ) -> None:
        masses = sum_nearby(rows, index, MATCH_RADIUS)
        ends = np.cumsum([len(own) for own in clauses])
        self._clauses = np.split(masses, ends[:-1])
        self._index = index
        self._model = model

    def has(
        self,
        point: int,
        earlier: Sequence[int],
        segment: int,
        mass: Probabilities,
        confidence: float,
    ) -> bool:
        """Whether the candidate that starts at ``segment`` is a moment of the point, too.

        ``earlier`` are the segments of the better candidates, ``mass`` is how likely the point is
        said within half a minute of each segment, ``confidence`` the candidate's own.
        """
        if not self._model or not earlier or confidence < MIN_CONFIDENCE:
            return False
        features = self.features(point, earlier, segment, mass)
        return probability(self._model, features) >= MIN_PROBABILITY

    def features(
        self, point: int, earlier: Sequence[int], segment: int, mass: Probabilities
    ) -> dict[str, float]:
        """What the probability of a further moment is fitted on, by name."""
        return {
            "mass": log_odds(mass[segment]),
            "clause": self._gain(point, earlier, segment),
            "between": self._between(earlier, segment, mass),
            "points": math.log(len(self._clauses)),
            "minutes": math.log1p(int(self._index.ends.max()) / 60_000),
        }

    def _gain(self, point: int, earlier: Sequence[int], segment: int) -> float:
        """How much likelier a clause is here than at the better candidates: log odds."""
        gains = [
            log_odds(mass[segment]) - log_odds(mass[list(earlier)].max())
            for mass in self._clauses[point]
        ]
        return max(-MAX_GAIN, *gains) if gains else -MAX_GAIN / 2

    def _between(self, earlier: Sequence[int], segment: int, mass: Probabilities) -> float:
        """Whether all that is between two near candidates is likely, too: then they are one."""
        starts = self._index.starts
        nearest = min(earlier, key=lambda other: abs(int(starts[other] - starts[segment])))
        if abs(int(starts[nearest] - starts[segment])) >= ONE_STRETCH:
            return 0.0
        first, last = sorted((nearest, segment))
        return log_odds(mass[first : last + 1].min())


def several_for(kind: str, points: Sequence[Point], index: TranscriptIndex) -> Several:
    """What tells the further moments of a list of points, in one language only."""
    model = {} if index.analyzer.is_bilingual else load_weights(kind).several
    parts = [clauses(point, index.analyzer) if model else [] for point in points]
    rows = [*segment_probabilities([*chain.from_iterable(parts)], kind, index)]
    return Several(parts, np.concatenate([np.zeros((0, len(index.starts))), *rows]), index, model)


def clauses(point: Point, analyzer: Analyzer) -> list[Insight]:
    """The clauses of a point, each of a few content words or more; none where it is only one."""
    found, clause = [], ""
    for part in _CLAUSE_END.split(point.words):
        clause = f"{clause} {part}".strip()
        if len(analyzer.content_terms(clause)) >= MIN_CLAUSE_WORDS:
            found.append(clause)
            clause = ""
    if clause and found:
        found[-1] += f" {clause}"
    return [Insight(text=text) for text in found] if len(found) > 1 else []
