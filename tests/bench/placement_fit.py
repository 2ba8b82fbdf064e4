"""Fit ``timeline/placement/weights.json`` on a training file.

    python -m tests.bench.placement_fit TRAIN.jsonl.gz > timeline/placement/weights.json

A segment's probability is the softmax of the weighted features over the transcript; the
weights make the evidence that people marked likely (half of the objective: the marked
segments themselves, half: anything within 30 seconds of them). Expectation-maximisation with
Newton steps. Confidence is calibrated on points that the weights have not seen (three folds by
video).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from tests.bench.placement_data import Video, distance, hit, read, with_word_errors
from timeline.placement import transcript_ranking as ranking
from timeline.placement.analysis import analyzer
from timeline.placement.features import features, length_features
from timeline.placement.transcript_index import build_index

#: What a point of each kind counts when fitting: there are four statements to one insight.
KINDS = {"insight": {"insight": 1.0, "statement": 0.35}, "question": {"qa": 1.0}}
WORD_ERROR_RATE = 0.15
FOLDS, STEPS, RIDGE = 3, 8, 1.0


@dataclass
class Sample:
    """The points of one list: features (points, segments, features), and the marked segments."""

    values: np.ndarray
    marked: np.ndarray
    near: np.ndarray
    weight: float


def samples(video: Video, kinds: dict[str, float]) -> Iterator[Sample]:
    index = build_index(video.transcript, analyzer("en"))
    starts = index.starts / 1000
    for kind, weight in kinds.items():
        if not (points := video.points[kind]):
            continue
        found = {
            name: values[:, index.blocks] if by_block else values
            for name, by_block, values in features(points, index)
        }
        for name, values in length_features(index).items():
            found[name] = np.broadcast_to(values, (len(points), len(starts)))
        spans = video.spans[kind]
        marked = np.array([[hit(start + 1e-3, s) for start in starts] for s in spans])
        near = np.array([[distance(start, s) <= 30 for start in starts] for s in spans])
        NAMES[:] = list(found)
        yield Sample(np.stack(list(found.values()), -1).astype(np.float32), marked, near, weight)


NAMES: list[str] = []


def fit(data: list[Sample]) -> np.ndarray:
    """The weights, one a feature."""
    weights = np.zeros(data[0].values.shape[-1])
    for _ in range(STEPS):
        gradient, hessian = -2 * RIDGE * weights, 2 * RIDGE * np.eye(len(weights))
        for sample in data:
            p = softmax(sample.values, weights)
            flat = sample.values.reshape(-1, len(weights))
            mean = np.einsum("pu,puf->pf", p, sample.values)
            for mask in (sample.marked, sample.near):
                q = p * mask
                q /= q.sum(1, keepdims=True) + 1e-9
                gradient += sample.weight / 2 * (q - p * mask.any(1)[:, None]).ravel() @ flat
            hessian += sample.weight * ((flat * p.reshape(-1, 1)).T @ flat - mean.T @ mean)
        step = np.linalg.solve(hessian, gradient)
        before = log_likelihood(data, weights)
        while log_likelihood(data, weights + step) < before and np.abs(step).max() > 1e-4:
            step /= 2
        weights = weights + step
    return weights


def log_likelihood(data: list[Sample], weights: np.ndarray) -> float:
    """The penalised log-likelihood of the marks."""
    total = -RIDGE * float(weights @ weights)
    for sample in data:
        p = softmax(sample.values, weights)
        for mask in (sample.marked, sample.near):
            total += sample.weight / 2 * float(np.log((p * mask).sum(1) + 1e-6).sum())
    return total


def softmax(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
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


def predictions(video: Video, sample: Sample, kind: str, weights: np.ndarray) -> Iterator[tuple]:
    """Each point's mass at the start that would be chosen, and whether that is right."""
    index = build_index(video.transcript, analyzer("en"))
    unordered, ordered, agreement = ranking.apply_order_prior(
        softmax(sample.values, weights).astype(float), index, 0, len(sample.values)
    )
    weight = ranking.order_weight(agreement)
    p = (1 - weight) * unordered + weight * ordered
    mass = ranking.sum_nearby(p, index, ranking.MATCH_RADIUS)
    for row, best in enumerate(ranking.start_score(p, mass, index, kind).argmax(axis=1)):
        yield mass[row, best], bool(sample.near[row, best])


def fit_kind(videos: list[Video], kind: str) -> dict[str, object]:
    random = Random(0)
    clean = [list(samples(video, KINDS[kind])) for video in videos]
    noisy = [
        list(samples(with_word_errors(video, WORD_ERROR_RATE, random), KINDS[kind]))
        for video in videos
    ]
    held_out = []
    for fold in range(FOLDS):
        train = [
            sample
            for data in (clean, noisy)
            for i, found in enumerate(data)
            if i % FOLDS != fold
            for sample in found
        ]
        weights = fit(train)
        for video, found in list(zip(videos, clean, strict=True))[fold::FOLDS]:
            held_out += [pair for s in found for pair in predictions(video, s, kind, weights)]
    mass, right = np.array(held_out, float).T
    slope, offset = calibrate(mass, right)
    print(f"{kind}: right within 30 s, held out: {100 * right.mean():.1f} %", file=sys.stderr)
    weights = fit([sample for found in clean + noisy for sample in found])
    by_feature = dict(zip(NAMES, weights.round(3).tolist(), strict=True))
    return {"by_feature": by_feature, "slope": round(slope, 3), "offset": round(offset, 3)}


if __name__ == "__main__":
    videos = read(sys.argv[1])
    print(json.dumps({kind: fit_kind(videos, kind) for kind in KINDS}, indent=2))
