"""The fitted weights: ``weights.json``, written by tests/bench/placement_fit.py."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """For one kind of point: the weight of each feature, and the calibration of confidence.

    ``slope`` and ``offset`` turn the log odds of a start's probability mass into the log odds
    of being right within 30 seconds.
    """

    by_feature: dict[str, float]
    slope: float
    offset: float

    def confidence(self, mass: float) -> float:
        """How likely a start with this probability ``mass`` around it is right, 0 to 1."""
        mass = min(max(mass, 1e-6), 1 - 1e-6)
        log_odds = self.offset + self.slope * math.log(mass / (1 - mass))
        return 1 / (1 + math.exp(-log_odds))


@cache
def load_weights(kind: str) -> Weights:
    """The weights for ``insight`` or ``question``."""
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    return Weights(**json.loads(text)[kind])
