"""The fitted weights: ``weights.json``, written by tests/bench/placement_fit.py."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """For one kind: the weight of each feature of a segment, and of each feature of confidence.

    ``confidence`` is a logistic regression: features by name, "bias" the constant.
    """

    segment: dict[str, float]
    confidence: dict[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """The calibrated probability, 0 to 1, that what has these features is right."""
        log_odds = self.confidence["bias"]
        log_odds += sum(self.confidence[name] * value for name, value in features.items())
        return 1 / (1 + math.exp(-log_odds))


@cache
def load_weights(kind: str) -> Weights:
    """The weights for ``insight``, ``question`` or ``chapter``."""
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    return Weights(**json.loads(text)[kind])
