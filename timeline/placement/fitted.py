"""The numbers fitted on data: ``fitted.json``, written by tests/bench/placement_fit.py."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Fitted:
    """For one kind of point: what each feature counts, and how mass becomes confidence.

    ``slope`` and ``offset`` turn the log odds of a moment's probability mass into the log odds
    of being right within 30 seconds.
    """

    counts: dict[str, float]
    slope: float
    offset: float

    def confidence(self, mass: float) -> float:
        """How likely a moment with this probability ``mass`` around it is right, 0 to 1."""
        mass = min(max(mass, 1e-6), 1 - 1e-6)
        odds = self.offset + self.slope * math.log(mass / (1 - mass))
        return 1 / (1 + math.exp(-odds))


@cache
def fitted(kind: str) -> Fitted:
    """The numbers for ``insight`` or ``question``."""
    text = files(__package__).joinpath("fitted.json").read_text(encoding="utf-8")
    return Fitted(**json.loads(text)[kind])
