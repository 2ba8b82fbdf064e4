"""Fit the weights of ``timeline/parsing/belief.json`` on a training file and the case corpus.

    python -m tests.bench.reading_fit TRAIN.jsonl.gz > timeline/parsing/belief.json

Each candidate list of each document is a sample: right if its starts are the document's
chapters. A document counts the same however many candidates it has, a show no more than
``MOST_OF_A_SHOW`` documents, a case of the corpus as much as CASE_WORTH documents. Logistic
regression by Newton steps with a ridge. Standard error has the figures of a leave-shows-out
cross-validation: the list chosen in documents of shows that the weights have not seen.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from tests.parsing.test_notations import read_cases
from timeline.parsing import candidates, document
from timeline.parsing.features import features, survey

FOLDS, STEPS, RIDGE = 10, 30, 0.3
MOST_OF_A_SHOW, CASE_WORTH = 40, 4.0


@dataclass
class Sample:
    """One document: its show, its candidates' features, and which of them are right."""

    show: str
    name: str
    values: list[dict[str, float]]
    right: list[bool]
    chapters: bool
    worth: float = 1.0


def samples(path: str) -> Iterator[Sample]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            doc = json.loads(line)
            starts = [round(c["start"] * 1000) for c in doc["expected"]["chapters"]]
            yield sample(doc["show"], doc["id"], doc["text"], starts)
    for case in read_cases():
        rows = [row.split(" | ")[0] for row in case.expected.get("chapters", [])]
        starts = [round(float(row.split("-")[0]) * 1000) for row in rows]
        yield sample("corpus " + case.name, case.name, case.source, starts, CASE_WORTH)


def sample(show: str, name: str, text: str, starts: list[int], worth: float = 1.0) -> Sample:
    outline = document.read(text).outline
    runs = candidates.runs(outline)
    found = survey(outline, runs)
    values, right = [], []
    for candidate in candidates.candidates(runs, outline):
        values.append(features(candidate, found))
        own = sorted(entry.timestamp.start for run in candidate for entry in run.entries)
        near = len(own) == len(starts) and all(
            abs(a - b) <= 500 for a, b in zip(own, sorted(starts), strict=True)
        )
        right.append(near)
    return Sample(show, name, values, right, bool(starts), worth)


def matrix(data: list[Sample], names: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, truth and worth of every candidate."""
    shows = Counter(s.show for s in data)
    rows, truth, worth = [], [], []
    for s in data:
        share = s.worth * min(1.0, MOST_OF_A_SHOW / shows[s.show])
        # Where no candidate is right, the best one is no example of a wrong list either.
        if s.chapters and not any(s.right):
            continue
        for values, right in zip(s.values, s.right, strict=True):
            rows.append([values.get(name, 0.0) for name in names])
            truth.append(right)
            worth.append(share if right else share / max(len(s.values) - sum(s.right), 1))
    return np.array(rows), np.array(truth, float), np.array(worth)


def fit(data: list[Sample], names: list[str]) -> np.ndarray:
    x, y, worth = matrix(data, names)
    weights = np.zeros(len(names))
    ridge = RIDGE * np.eye(len(names))
    ridge[names.index("bias")] *= 0.01
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -40, 40)))
        gradient = x.T @ (worth * (y - p)) - ridge @ weights
        hessian = (x.T * (worth * p * (1 - p))) @ x + ridge
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step / max(1.0, np.abs(step).max() / 3)
    return weights


def judge(data: list[Sample], names: list[str], weights: np.ndarray) -> Iterator[tuple]:
    """For each document: whether the list chosen is the right one, or rightly none."""
    for s in data:
        odds = [
            sum(w * v.get(n, 0.0) for n, w in zip(names, weights, strict=True)) for v in s.values
        ]
        best = int(np.argmax(odds)) if odds else None
        chosen = best is not None and odds[best] >= 0
        right = s.right[best] if chosen and s.chapters else chosen == s.chapters
        yield s, right, chosen, (odds[best] if odds else 0.0)


def main() -> None:
    data = list(samples(sys.argv[1]))
    names = sorted({name for s in data for values in s.values for name in values})
    weights = fit(data, names)
    report("fitted", data, judge(data, names, weights))
    if "--cv" in sys.argv:
        results = []
        for fold in range(FOLDS):
            train = [s for s in data if crc32(s.show.encode()) % FOLDS != fold]
            test = [s for s in data if crc32(s.show.encode()) % FOLDS == fold]
            results += judge(test, names, fit(train, names))
        report("shows left out", data, iter(results))
    rounded = {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}
    print(json.dumps(rounded, indent=2, ensure_ascii=False))


def report(title: str, data: list[Sample], results: Iterator[tuple]) -> None:
    total: dict[str, list[bool]] = defaultdict(list)
    for s, right, chosen, odds in results:
        corpus = s.show.startswith("corpus ")
        group = "corpus" if corpus else "positive" if s.chapters else "negative"
        total[group].append(right)
        if not right:
            print(
                f"  {s.name:50} chosen {chosen} log odds {odds:6.2f} of {len(s.values)}"
                f" candidates, {sum(s.right)} right",
                file=sys.stderr,
            )
    for group, rights in total.items():
        print(f"{title}: {group} {100 * np.mean(rights):.2f} % of {len(rights)}", file=sys.stderr)


if __name__ == "__main__":
    main()
