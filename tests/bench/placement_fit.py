"""Fit the numbers of ``timeline/placement/fitted.json`` on a training file.

    python -m tests.bench.placement_fit TRAIN.jsonl.gz > timeline/placement/fitted.json

A sentence's probability is the softmax of the weighted features over the transcript; the
weights make the evidence that people marked likely (half of the objective: the marked
sentences themselves, half: anything within 30 seconds of them). Expectation-maximisation with
Newton steps. Confidence is fitted on points that the weights have not seen (three folds by
video).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from tests.bench.placement_data import Video, distance, hit, misheard, read
from timeline.placement import moments
from timeline.placement.evidence import features, lengths
from timeline.placement.speech import listen
from timeline.placement.words import function_terms, stemmer

#: What a point of each kind counts when fitting: there are four statements to one insight.
KINDS = {"insight": {"insight": 1.0, "statement": 0.35}, "question": {"qa": 1.0}}
WORD_ERRORS = 0.15
FOLDS, STEPS, RIDGE = 3, 8, 1.0


@dataclass
class Sample:
    """The points of one list: features (points, sentences, features), and the marked sentences."""

    values: np.ndarray
    marked: np.ndarray
    near: np.ndarray
    worth: float


def samples(video: Video, kinds: dict[str, float]) -> Iterator[Sample]:
    stem = stemmer("en")
    speech = listen(video.transcript, stem)
    starts = speech.starts / 1000
    for kind, worth in kinds.items():
        if not (points := video.points[kind]):
            continue
        found = {
            name: values[:, speech.block] if by_block else values
            for name, by_block, values in features(points, speech, stem, function_terms("en"))
        }
        for name, values in lengths(speech).items():
            found[name] = np.broadcast_to(values, (len(points), len(starts)))
        spans = video.spans[kind]
        marked = np.array([[hit(start + 1e-3, s) for start in starts] for s in spans])
        near = np.array([[distance(start, s) <= 30 for start in starts] for s in spans])
        NAMES[:] = list(found)
        yield Sample(np.stack(list(found.values()), -1).astype(np.float32), marked, near, worth)


NAMES: list[str] = []


def fit(data: list[Sample]) -> np.ndarray:
    """The weights, one a feature."""
    weights = np.zeros(data[0].values.shape[-1])
    for _ in range(STEPS):
        gradient, hessian = -2 * RIDGE * weights, 2 * RIDGE * np.eye(len(weights))
        for sample in data:
            p = likely(sample.values, weights)
            flat = sample.values.reshape(-1, len(weights))
            mean = np.einsum("pu,puf->pf", p, sample.values)
            for mask in (sample.marked, sample.near):
                q = p * mask
                q /= q.sum(1, keepdims=True) + 1e-9
                gradient += sample.worth / 2 * (q - p * mask.any(1)[:, None]).ravel() @ flat
            hessian += sample.worth * ((flat * p.reshape(-1, 1)).T @ flat - mean.T @ mean)
        step = np.linalg.solve(hessian, gradient)
        before = objective(data, weights)
        while objective(data, weights + step) < before and np.abs(step).max() > 1e-4:
            step /= 2
        weights = weights + step
    return weights


def objective(data: list[Sample], weights: np.ndarray) -> float:
    """The log-likelihood of the marks."""
    total = -RIDGE * float(weights @ weights)
    for sample in data:
        p = likely(sample.values, weights)
        for mask in (sample.marked, sample.near):
            total += sample.worth / 2 * float(np.log((p * mask).sum(1) + 1e-6).sum())
    return total


def likely(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    scores = values @ weights.astype(np.float32)
    odds = np.exp(scores - scores.max(1, keepdims=True))
    return odds / odds.sum(1, keepdims=True)


def calibrate(mass: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Slope and offset from log odds of the mass to log odds of being right."""
    mass = mass.clip(1e-6, 1 - 1e-6)
    x = np.stack([np.log(mass / (1 - mass)), np.ones_like(mass)], 1)
    line = np.array([1.0, 0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ line))
        line += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (right - p))
    return float(line[0]), float(line[1])


def outcomes(video: Video, sample: Sample, kind: str, weights: np.ndarray) -> Iterator[tuple]:
    """Each point's mass at the moment that would be chosen, and whether that is right."""
    speech = listen(video.transcript, stemmer("en"))
    plain, ordered, accord = moments.draw(
        likely(sample.values, weights).astype(float), speech, 0, len(sample.values)
    )
    say = moments.order_say(accord)
    p = (1 - say) * plain + say * ordered
    near = moments.around(p, speech, moments.SAME)
    for index, best in enumerate(moments.appeal(p, near, speech, kind).argmax(axis=1)):
        yield near[index, best], bool(sample.near[index, best])


def fit_kind(videos: list[Video], kind: str) -> dict[str, object]:
    random = Random(0)
    data = [list(samples(video, KINDS[kind])) for video in videos]
    badly_heard = [list(samples(misheard(v, WORD_ERRORS, random), KINDS[kind])) for v in videos]
    seen = []
    for fold in range(FOLDS):
        train = [
            s
            for both in (data, badly_heard)
            for i, found in enumerate(both)
            if i % FOLDS != fold
            for s in found
        ]
        weights = fit(train)
        for video, found in list(zip(videos, data, strict=True))[fold::FOLDS]:
            seen += [pair for s in found for pair in outcomes(video, s, kind, weights)]
    mass, right = np.array(seen, float).T
    slope, offset = calibrate(mass, right)
    print(f"{kind}: right within 30 s, held out: {100 * right.mean():.1f} %", file=sys.stderr)
    counts = dict(
        zip(
            NAMES,
            fit([s for found in data + badly_heard for s in found]).round(3).tolist(),
            strict=True,
        )
    )
    return {"counts": counts, "slope": round(slope, 3), "offset": round(offset, 3)}


if __name__ == "__main__":
    videos = read(sys.argv[1])
    print(json.dumps({kind: fit_kind(videos, kind) for kind in KINDS}, indent=2))
