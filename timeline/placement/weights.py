"""The fitted weights: ``weights.json``, written by placement_fit and placement_moves_fit
in tests/bench.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """For one kind: the weight of each feature of a segment, and the models of confidence.

    For "move": the weight of each feature of a place, and the model of a chapter's move there.

    A model is a logistic regression: the weight of each feature, and "bias", the constant.
    ``confidence`` is for starts found in a transcript,
    ``bilingual`` for those in a transcript of another language, ``by_chapter`` for chapters
    chosen by their words, ``several`` for further moments of a point.
    """

    segment: dict[str, float]
    confidence: dict[str, float] = field(default_factory=dict)
    bilingual: dict[str, float] = field(default_factory=dict)
    by_chapter: dict[str, float] = field(default_factory=dict)
    several: dict[str, float] = field(default_factory=dict)


def probability(model: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The calibrated probability, 0 to 1, that what has these features is right."""
    log_odds = model["bias"] + sum(model[name] * value for name, value in features.items())
    return 1 / (1 + math.exp(-log_odds))


def log_odds(probability: float) -> float:
    """The log odds of a probability, held away from 0 and 1."""
    probability = min(max(float(probability), 1e-4), 1 - 1e-4)
    return math.log(probability / (1 - probability))


@cache
def load_weights(kind: str) -> Weights:
    """The weights for ``insight``, ``question``, ``chapter`` or ``move``."""
    text = files(__package__).joinpath("weights.json").read_text(encoding="utf-8")
    return Weights(**json.loads(text)[kind])
