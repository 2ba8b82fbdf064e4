"""Which of the candidate lists is the chapters, how surely, and why.

A logistic model weighs each list as a whole; its weights are in ``belief.json``, fitted by
``tests/bench/reading_fit.py``. METHOD.md has the features and the figures.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from timeline.parsing.candidates import Candidate
from timeline.parsing.features import Document, features

#: A list is the chapters if it is likelier than not.
MIN_CONFIDENCE = 0.5


class Weighed(NamedTuple):
    """A candidate, how likely it is the chapters (0 to 1), and what spoke for and against it
    (feature to log odds).
    """

    runs: Candidate
    confidence: float
    evidence: dict[str, float]


def weigh(candidates: Sequence[Candidate], document: Document) -> list[Weighed]:
    """Every candidate, the likeliest first."""
    weighed = [_weigh(candidate, document) for candidate in candidates]
    return sorted(weighed, key=lambda each: (-each.confidence, -len(each.runs)))


def _weigh(candidate: Candidate, document: Document) -> Weighed:
    known = weights()
    evidence = {
        name: known.get(name, 0.0) * value
        for name, value in features(candidate, document).items()
        if value
    }
    odds = max(min(sum(evidence.values()), 40.0), -40.0)
    return Weighed(candidate, 1 / (1 + math.exp(-odds)), evidence)


@cache
def weights() -> dict[str, float]:
    """The weight of each feature."""
    from pathlib import Path

    text = Path(__file__).with_name("belief.json").read_text(encoding="utf-8")
    return {str(name): float(weight) for name, weight in json.loads(text).items()}
