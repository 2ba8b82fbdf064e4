"""Fit ``timeline/placement/weights.json`` on a training file.

    python -m tests.bench.placement_fit TRAIN.jsonl.gz > timeline/placement/weights.json

The section "move" is added by ``tests.bench.placement_moves_fit``, to be run after this.
A segment's probability is the softmax of the weighted features over the transcript; the
weights make the evidence that people marked likely (half of the objective: the marked
segments themselves, half: anything within 30 seconds of them). Expectation-maximisation with
Newton steps. Confidence is a logistic regression on points that the weights have not seen
(three folds by video): of whole videos, and of pieces that lack the evidence of some.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from tests.bench.placement_data import (
    Video,
    chapter_lists,
    distance,
    hit,
    in_another_language,
    in_chapter,
    moments,
    piece,
    read,
    with_word_errors,
)
from timeline.model import Chapter, Insight, Question
from timeline.placement import transcript_ranking as ranking
from timeline.placement.analysis import analyzer
from timeline.placement.chapter_ranking import MIN_CANDIDATE_SHARE, chapter_shares, chapter_text
from timeline.placement.features import features, length_features
from timeline.placement.order import with_order
from timeline.placement.probabilities import Probabilities
from timeline.placement.several import Several, clauses
from timeline.placement.transcript_index import TranscriptIndex, build_index, index_for
from timeline.placement.weights import log_odds

#: What a point of each kind counts when fitting: there are four statements to one insight.
KINDS = {"insight": {"insight": 1.0, "statement": 0.35}, "question": {"qa": 1.0}}
#: Where further moments are told. An answer is mostly one stretch of talk: 7 in 100 have several.
SEVERAL = ("insight",)
WORD_ERROR_RATE = 0.15
FOLDS, STEPS, RIDGE = 3, 8, 1.0
#: How many pieces of each video confidence is fitted on, beside the whole.
PIECES = 3
#: What a list of chapters counts when fitting: titles alone, with a text, ten statements.
CHAPTER_LISTS = (0.5, 0.5, 0.25)


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
        spans = video.spans[kind]
        marked = np.array([[hit(start + 1e-3, s) for start in starts] for s in spans])
        near = np.array([[distance(start, s) <= 30 for start in starts] for s in spans])
        yield Sample(feature_values(points, index), marked, near, weight)


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


def rankings_of(values: np.ndarray, index: TranscriptIndex, kind: str) -> list[ranking.Ranking]:
    """The rankings of a list of points, from the segments' log-likelihoods."""
    rows = with_order(probabilities(values), index)
    return [ranking.rank_row(row, index, kind) for row in rows]


def probabilities(values: np.ndarray) -> Probabilities:
    odds = np.exp(values - values.max(1, keepdims=True)).astype(float)
    result: Probabilities = odds / odds.sum(1, keepdims=True)
    return result


def confidences(
    video: Video, kind: str, name: str, rankings: list[ranking.Ranking], index: TranscriptIndex
) -> Iterator[tuple[dict[str, float], bool]]:
    """For each point of a list: the features of the start chosen, and whether that is right."""
    points, spans = video.points[name], video.spans[name]
    confidence = ranking.Confidence(kind, points, index, [r.mass[r.best] for r in rankings])
    for number, found in enumerate(rankings):
        start = index.starts[found.best] / 1000
        features = confidence.features(number, found.best, found.mass[found.best])
        yield features, distance(start, spans[number]) <= 30


def further_moments(
    video: Video,
    name: str,
    rankings: list[ranking.Ranking],
    index: TranscriptIndex,
    weights: np.ndarray,
) -> Iterator[tuple[dict[str, float], bool]]:
    """For each further candidate of each point: its features, and whether it is a moment, too.

    It is if there is evidence of the point there, and in several places of the video.
    """
    parts = [clauses(point, index.analyzer) for point in video.points[name]]
    rows = np.zeros((0, len(index.starts)))
    if texts := [clause for own in parts for clause in own]:
        rows = probabilities(feature_values(texts, index) @ weights.astype(np.float32))
    several = Several(parts, rows, index, {})
    length = video.duration / 1000
    for number, found in enumerate(rankings):
        spans = video.spans[name][number]
        has_several = moments([s for s in spans if s[1] > 5 and s[0] < length - 5]) > 1
        segments = [*ranking.candidate_segments(found, index)]
        for place in range(1, len(segments)):
            near = distance(index.starts[segments[place]] / 1000, spans) <= 30
            features = several.features(number, segments[:place], segments[place], found.mass)
            yield features, has_several and near


def lists(video: Video, name: str, random: Random) -> Iterator[tuple[Video, float]]:
    """The whole video and pieces of it, each with what its points count for the confidence."""
    yield video, 1.0
    for _ in range(PIECES):
        for with_absent in (False, True):
            if cut := piece(video, random, name, with_absent=with_absent):
                yield cut, 0.5


def fit_kind(videos: list[Video], kind: str) -> dict[str, object]:
    random = Random(0)
    clean = [list(samples(video, KINDS[kind])) for video in videos]
    noisy = [
        list(samples(with_word_errors(video, WORD_ERROR_RATE, random), KINDS[kind]))
        for video in videos
    ]
    held_out, counts = [], []
    further, further_counts = [], []
    for fold in range(FOLDS):
        train = [
            sample
            for data in (clean, noisy)
            for i, found in enumerate(data)
            if i % FOLDS != fold
            for sample in found
        ]
        weights = fit(train)
        for video in videos[fold::FOLDS]:
            for name, weight in KINDS[kind].items():
                for part, count in lists(video, name, random):
                    if not part.points[name]:
                        continue
                    index = index_for(part.timeline(name), part.transcript)
                    values = feature_values(part.points[name], index) @ weights.astype(np.float32)
                    rankings = rankings_of(values, index, kind)
                    found = list(confidences(part, kind, name, rankings, index))
                    held_out += found
                    counts += [weight * count] * len(found)
                    if kind in SEVERAL:
                        others = list(further_moments(part, name, rankings, index, weights))
                        further += others
                        further_counts += [weight * count] * len(others)
    weights = fit([sample for found in clean + noisy for sample in found])
    return {
        "segment": rounded(NAMES, weights),
        "confidence": logistic_of(held_out, counts),
        "bilingual": fit_bilingual(videos, kind, weights),
        "by_chapter": fit_by_chapter(videos, kind),
    } | ({"several": logistic_of(further, further_counts)} if kind in SEVERAL else {})


def fit_bilingual(videos: list[Video], kind: str, weights: np.ndarray) -> dict[str, float]:
    """Confidence where the summary is in another language, by points as if translated."""
    random, found, counts = Random(0), [], []
    for video in videos:
        foreign = in_another_language(video, random)
        for name, count in KINDS[kind].items():
            if foreign.points[name]:
                index = index_for(foreign.timeline(name), foreign.transcript)
                values = feature_values(foreign.points[name], index) @ weights.astype(np.float32)
                rankings = rankings_of(values, index, kind)
                found += list(confidences(foreign, kind, name, rankings, index))
                counts += [count] * (len(found) - len(counts))
    return logistic_of(found, counts)


def fit_by_chapter(videos: list[Video], kind: str) -> dict[str, float]:
    """Confidence without a transcript: whether the likeliest chapter is a right one."""
    found, counts = [], []
    for video in videos:
        titles = list({c.title: c for c in reversed(video.chapters)}.values())
        for name, count in KINDS[kind].items():
            ranked = chapter_shares(video.timeline(name, tuple(titles)))
            for shares, spans in zip(ranked, video.spans[name], strict=True):
                best = max(range(len(shares)), key=lambda i: shares[i], default=0)
                if shares and shares[best] >= MIN_CANDIDATE_SHARE:
                    right = in_chapter(video, titles[best].title, spans)
                    found.append(({"share": log_odds(shares[best])}, right))
                    counts.append(count)
    return logistic_of(found, counts)


def logistic_of(
    found: Sequence[tuple[Mapping[str, float], bool]], counts: Sequence[float]
) -> dict[str, float]:
    features = np.array([list(values.values()) for values, _ in found])
    right = np.array([is_right for _, is_right in found], float)
    return logistic(list(found[0][0]), features, right, np.array(counts))


def fit_chapters(videos: list[Video]) -> dict[str, object]:
    """The weights of chapters."""
    random = Random(0)
    indexed = [
        (build_index(v.transcript, analyzer("en")), chapter_lists(v, random)) for v in videos
    ]
    data = [
        sample
        for index, lists in indexed
        for chapters, weight in zip(lists, CHAPTER_LISTS, strict=True)
        for sample in chapter_samples(index, chapters, weight)
    ]
    return {"segment": rounded(NAMES, fit(data))}


def chapter_samples(
    index: TranscriptIndex, chapters: Sequence[Chapter], weight: float
) -> Iterator[Sample]:
    """The marks of a chapter are all segments in it, and in its namesakes."""
    by_text: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        by_text.setdefault(chapter_text(chapter), []).append(chapter)
    if by_text:
        marked = np.array(
            [
                np.any([(index.starts >= c.start) & (index.starts < c.end) for c in same], axis=0)
                for same in by_text.values()
            ]
        )
        values = feature_values([Insight(text=text) for text in by_text], index)
        yield Sample(values, marked, marked, weight)


def feature_values(points: Sequence[Insight | Question], index: TranscriptIndex) -> np.ndarray:
    """All features of all segments: points, segments, features."""
    found = {
        name: values[:, index.blocks] if by_block else values
        for name, by_block, values in features(points, index)
    }
    for name, values in length_features(index).items():
        found[name] = np.broadcast_to(values, (len(points), len(index.starts)))
    NAMES[:] = list(found)
    return np.stack(list(found.values()), -1).astype(np.float32)


def logistic(
    names: Sequence[str], values: np.ndarray, right: np.ndarray, counts: np.ndarray | float = 1.0
) -> dict[str, float]:
    """A logistic regression, its constant as "bias"; ``counts`` is what each row counts."""
    x = np.concatenate([np.ones((len(values), 1)), values], 1)
    line = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ line))
        hessian = (x * (counts * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(line))
        line += np.linalg.solve(hessian, x.T @ (counts * (right - p)) - RIDGE * line)
    return rounded(["bias", *names], line)


def rounded(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    return dict(zip(names, weights.round(3).tolist(), strict=True))


if __name__ == "__main__":
    videos = read(sys.argv[1])
    weights = {
        kind: fit_kind(videos, kind) for kind in KINDS if kind in sys.argv[2:] or len(sys.argv) < 3
    }
    print(json.dumps(weights | {"chapter": fit_chapters(videos)}, indent=2))
