"""Fit the "move" section of ``timeline/placement/weights.json``: which chapters are misplaced.

    python -m tests.bench.placement_moves_fit TRAIN.jsonl.gz

Run it after ``tests.bench.placement_fit``: it uses the chapters' own weights and writes its
section into the file. One in ten of the human chapters is moved to a random place; the weights
make the true places likely. How likely a move is right is a logistic regression on videos that
the weights have not seen (three folds).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from tests.bench.placement_data import Video, chapter_lists, moved, read, true_starts
from tests.bench.placement_fit import FOLDS, RIDGE, logistic, rounded
from timeline.model import Chapter, Timeline
from timeline.placement import moves
from timeline.placement.evidence import Evidence, chapter_evidence
from timeline.placement.transcript_index import TranscriptIndex, index_for

WEIGHTS = Path(moves.__file__).with_name("weights.json")
#: How often each list is moved, in each of three ways.
REPEATS = 2
#: The share of chapters that stay in a list with gaps.
THINNED = 0.6
#: Places this near to the true start are marked, and a start this near is right (ms): people
#: set a chapter's border no closer.
MARKED, RIGHT = 30_000, 60_000
#: Newton steps, and the first weight of the stated place.
STEPS, START = 15, 8.0


@dataclass(frozen=True)
class Sample:
    """The places of one chapter: features by place and name, and which are right."""

    names: list[str]
    values: np.ndarray
    marked: np.ndarray


@dataclass(frozen=True)
class MovedList:
    """The evidence on a list with some chapters moved, and each one's true starts (or None)."""

    evidence: Evidence
    true_starts: list[list[int] | None]


def moved_lists(video: Video, random: Random) -> Iterator[MovedList]:
    """The video's chapters, moved: until the next, with ends of their own, and with gaps."""
    index = index_for(Timeline(language="en"), video.transcript)
    for chapters in chapter_lists(video, random):
        for _ in range(REPEATS):
            thinned = tuple(c for c in chapters if random.random() < THINNED)
            for some, keep_ends in ((chapters, False), (chapters, True), (thinned, True)):
                if len(some) > 1:
                    yield moved_list(video, index, some, random, keep_ends=keep_ends)


def moved_list(
    video: Video,
    index: TranscriptIndex,
    chapters: Sequence[Chapter],
    random: Random,
    *,
    keep_ends: bool,
) -> MovedList:
    stated, wrong = moved(chapters, video.duration, random, rate=0.1, keep_ends=keep_ends)
    true = [true_starts(c, chapters) if c in wrong else None for c in stated]
    timeline = Timeline(chapters=stated, duration=video.duration, language="en")
    return MovedList(chapter_evidence(timeline, index), true)


def samples(found: MovedList) -> Iterator[Sample]:
    """For each chapter, the features of all places; marked: its own, or those near its true one."""
    covered, _ = moves.covered_by_block(found.evidence)
    for part, true in enumerate(found.true_starts):
        places = moves.places(found.evidence, part, covered[part])
        if true is None:
            marked = np.arange(len(places.times)) == len(places.times) - 1
        else:
            marked = np.abs(places.times[:, None] - true).min(axis=1) <= MARKED
            marked[-1] = False
        if marked.any():
            values = np.stack(list(places.features.values()), -1).astype(np.float32)
            yield Sample(list(places.features), values, marked)


def fit(data: Sequence[Sample]) -> dict[str, float]:
    """The weights that make the marked places likely. Expectation-maximisation, Newton steps."""
    names = data[0].names
    values = np.concatenate([sample.values for sample in data])
    marked = np.concatenate([sample.marked for sample in data])
    first = np.cumsum([0] + [len(sample.values) for sample in data[:-1]])
    sizes = np.diff(np.append(first, len(values)))

    def shares(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        scores = values @ weights.astype(np.float32)
        odds = np.exp(scores - np.repeat(np.maximum.reduceat(scores, first), sizes))
        return odds, np.add.reduceat(odds, first)

    def log_likelihood(weights: np.ndarray) -> float:
        odds, totals = shares(weights)
        right = np.add.reduceat(odds * marked, first) + 1e-30
        return float(np.log(right / totals).sum() - RIDGE * weights @ weights)

    weights = np.array([START if name == "stated" else 0.0 for name in names])
    for _ in range(STEPS):
        odds, totals = shares(weights)
        right = np.add.reduceat(odds * marked, first) + 1e-30
        p = odds / np.repeat(totals, sizes)
        q = odds * marked / np.repeat(right, sizes)
        weighted = values * p[:, None]
        mean = np.add.reduceat(weighted, first, axis=0)
        hessian = weighted.T @ values - mean.T @ mean + 2 * RIDGE * np.eye(len(names))
        step = np.linalg.solve(hessian, values.T @ (q - p) - 2 * RIDGE * weights)
        before = log_likelihood(weights)
        while log_likelihood(weights + step) < before and np.abs(step).max() > 1e-4:
            step /= 2
        weights = weights + step
    return rounded(names, weights)


def proposals(
    found: MovedList, weights: Mapping[str, float]
) -> Iterator[tuple[Mapping[str, float], bool]]:
    """The features of each proposed move, and whether it is right."""
    found_moves = moves.best_moves(found.evidence, weights)
    for true, move in zip(found.true_starts, found_moves, strict=True):
        is_right = true is not None and min(abs(move.start - t) for t in true) <= RIGHT
        yield move.features, is_right


def fit_moves(videos: Sequence[Video]) -> dict[str, object]:
    random = Random(0)
    lists = [list(moved_lists(video, random)) for video in videos]
    data = [[s for found in each for s in samples(found)] for each in lists]
    held_out = []
    for fold in range(FOLDS):
        train = [s for i, each in enumerate(data) if i % FOLDS != fold for s in each]
        weights = fit(train)
        for each in lists[fold::FOLDS]:
            held_out += [proposal for found in each for proposal in proposals(found, weights)]
    values = np.array([list(features.values()) for features, _ in held_out])
    right = np.array([is_right for _, is_right in held_out], float)
    return {
        "segment": fit([s for each in data for s in each]),
        "confidence": logistic(list(held_out[0][0]), values, right),
    }


if __name__ == "__main__":
    section = fit_moves(read(sys.argv[1]))
    weights = json.loads(WEIGHTS.read_text(encoding="utf-8")) | {"move": section}
    WEIGHTS.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
