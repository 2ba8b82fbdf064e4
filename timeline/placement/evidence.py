"""How well each sentence of a transcript supports each point: features and their sum.

Every feature is a matrix of points by sentences, or by grid cells where it looks at more than
a sentence. METHOD.md says what each is for; ``fitted.json`` holds what each counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from timeline.model import Insight, Question
from timeline.placement.speech import BLOCK, Ints, Speech
from timeline.placement.words import Stem, split, terms

Floats = NDArray[np.float32]

#: What a word of the question counts that is not in the answer: the answer is what is said.
ASKED = 0.5
#: BM25's usual constants: how soon repeats stop counting, how much length is held against.
K1, B = 1.2, 0.75
#: Windows of the wider features, in blocks to each side of the middle one.
WIDE = {"minute": 3, "four minutes": 12, "ten minutes": 30}
#: Letters that two words must share at the start to be taken for kin.
KIN = 4


@dataclass(frozen=True, slots=True)
class Query:
    """Points by terms: what each term counts for each point, and where the terms are said."""

    weights: Floats
    rows: Ints
    at: Ints


def features(
    points: Sequence[Insight | Question], speech: Speech, stem: Stem, ignored: frozenset[str]
) -> Iterator[tuple[str, bool, Floats]]:
    """Each feature's name, whether it is by block, and its values (points by sentences or blocks).

    ``ignored`` terms (function words) count for nothing.
    """
    names = {name: frozenset(split(name)) for name in sorted(set(speech.speakers))}
    bags = [_bag(point, stem, ignored | _named(point, names, stem)) for point in points]
    words = _query(bags, speech, str)
    kin = _query([_kin(bag) for bag in bags], speech, _beginning)
    pairs = _pairs(points, speech, stem, ignored)

    exact = _by_sentence(words, speech, saturate=True)
    yield "sentence", False, _standard(exact)
    yield "ten seconds", False, _standard(_around(exact, speech, BLOCK // 2))
    yield "coverage", False, _share(_by_sentence(words, speech, saturate=False), words)
    related = _by_sentence(kin, speech, saturate=True)
    yield "kin", False, _standard(related)
    together = _by_sentence(pairs, speech, saturate=False)
    yield "pair", False, _standard(together)
    yield "pair near", False, _standard(_around(together, speech, 3 * BLOCK))
    yield from _said_by(points, speech, names)

    said, length = _by_block(words, speech)
    for name, half in WIDE.items():
        yield name, True, _standard(_in_windows(words, said, length, half))
    present = (_window(said, 1) > 0).astype(np.float32)
    yield "coverage near", True, _standard(_share(words.weights @ present, words))
    said, length = _by_block(kin, speech)
    yield "kin near", True, _standard(_in_windows(kin, said, length, 1))
    yield "kin far", True, _standard(_in_windows(kin, said, length, WIDE["four minutes"]))


def lengths(speech: Speech) -> dict[str, Floats]:
    """What a sentence's length alone says about it: brief ones are seldom the evidence."""
    log = np.log1p(speech.lengths).astype(np.float32)
    return {
        "length": log,
        "length squared": log**2,
        "brief": (speech.lengths <= 4).astype(np.float32),
    }


def score(
    points: Sequence[Insight | Question],
    speech: Speech,
    stem: Stem,
    ignored: frozenset[str],
    counts: Mapping[str, float],
) -> Floats:
    """The weighted sum of all features, points by sentences: a log-likelihood up to a constant."""
    near = np.zeros((len(points), len(speech.texts)), np.float32)
    wide = np.zeros((len(points), speech.blocks), np.float32)
    for name, by_block, values in features(points, speech, stem, ignored):
        target = wide if by_block else near
        target += np.float32(counts[name]) * values
    near += sum(np.float32(counts[name]) * values for name, values in lengths(speech).items())
    return near + wide[:, speech.block]


def is_heard(
    point: Insight | Question, speech: Speech, stem: Stem, ignored: frozenset[str]
) -> bool:
    """Whether any telling word of the point is said at all."""
    return not speech.known.isdisjoint(_bag(point, stem, ignored))


def _bag(point: Insight | Question, stem: Stem, ignored: frozenset[str]) -> dict[str, float]:
    if isinstance(point, Insight):
        bag = dict.fromkeys(terms(point.text, stem), 1.0)
    else:
        asked = ASKED if point.answer else 1.0
        bag = dict.fromkeys(terms(point.question, stem), asked)
        bag |= dict.fromkeys(terms(point.answer, stem), 1.0)
    return {term: weight for term, weight in bag.items() if term not in ignored}


def _named(
    point: Insight | Question, names: Mapping[str, frozenset[str]], stem: Stem
) -> frozenset[str]:
    """The terms of the speakers that the point names in full: they say who speaks, not of what."""
    words = set(split(point.words))
    return frozenset(stem([w for parts in names.values() if parts <= words for w in sorted(parts)]))


def _beginning(term: str) -> str:
    return term[:KIN] if len(term) >= KIN else ""


def _kin(bag: Mapping[str, float]) -> dict[str, float]:
    return {start: 1.0 for term in bag if (start := _beginning(term))}


def _query(bags: Sequence[Mapping[str, float]], speech: Speech, key: Any) -> Query:
    known = {term: row for row, term in enumerate(sorted(set().union(*bags)))}
    rows, at = speech.terms(known, key)
    weights = np.zeros((len(bags), len(known)), np.float32)
    for index, bag in enumerate(bags):
        for term, weight in bag.items():
            weights[index, known[term]] = weight
    return _weighted(weights, rows, at, len(speech.texts))


def _weighted(weights: Floats, rows: Ints, at: Ints, sentences: int) -> Query:
    """A query whose weights carry the terms' rarity (BM25's inverse document frequency)."""
    held = np.unique(rows * sentences + at) // sentences
    found = np.bincount(held, minlength=weights.shape[1])
    rarity = np.log1p((sentences - found + 0.5) / (found + 0.5)).astype(np.float32)
    return Query(weights * rarity, rows, at)


def _pairs(
    points: Sequence[Insight | Question], speech: Speech, stem: Stem, ignored: frozenset[str]
) -> Query:
    """Two telling words of a point that follow each other, in the transcript within two words."""
    number: dict[str, int] = {}
    wanted: list[set[tuple[int, int]]] = []
    for point in points:
        texts = [point.text] if isinstance(point, Insight) else [point.question, point.answer]
        wanted.append(set())
        for text in texts:
            telling = [term for term in terms(text, stem) if term not in ignored]
            wanted[-1] |= {
                (min(pair), max(pair))
                for pair in pairwise(number.setdefault(t, len(number)) for t in telling)
            }
    size = max(len(number), 1)
    code = {pair: row for row, pair in enumerate(sorted(set().union(*wanted)))}
    codes = np.array([first * size + second for first, second in code], np.int64)
    rows, at = _follow(speech, number, ignored, codes, size)
    weights = np.zeros((len(points), len(code)), np.float32)
    for index, pairs in enumerate(wanted):
        weights[index, [code[pair] for pair in pairs]] = 1
    return _weighted(weights, rows, at, len(speech.texts))


def _follow(
    speech: Speech, number: dict[str, int], ignored: frozenset[str], codes: Ints, size: int
) -> tuple[Ints, Ints]:
    table = np.array(
        [-2 if word in ignored else number.get(word, -1) for word in speech.vocabulary], np.int64
    )
    words = table[speech.words]
    at, words = speech.at[words > -2], words[words > -2]
    rows, places = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for step in (1, 2):
        first, second = words[:-step], words[step:]
        code = np.minimum(first, second) * size + np.maximum(first, second)
        known = (np.minimum(first, second) >= 0) & np.isin(code, codes)
        rows.append(np.searchsorted(codes, code[known]))
        places.append(at[:-step][known])
    return np.concatenate(rows), np.concatenate(places)


def _by_sentence(query: Query, speech: Speech, *, saturate: bool) -> Floats:
    """BM25 of each sentence alone; without ``saturate`` the plain sum of the weights in it."""
    width = query.weights.shape[1]
    scores = np.zeros((len(query.weights), len(speech.texts)), np.float32)
    held, count = np.unique(query.at * max(width, 1) + query.rows, return_counts=True)
    if not len(held):
        return scores
    at, rows = np.divmod(held, width)
    size = speech.lengths[at] / max(float(speech.lengths.mean()), 1e-6)
    worth = count * (K1 + 1) / (count + K1 * (1 - B + B * size)) if saturate else count.clip(max=1)
    parts = query.weights[:, rows] * worth.astype(np.float32)
    first = np.flatnonzero(np.diff(at, prepend=-1))
    scores[:, at[first]] = np.add.reduceat(parts, first, axis=1)
    return scores


def _by_block(query: Query, speech: Speech) -> tuple[Floats, Floats]:
    """How often each term, and any word, is said in each block: terms by blocks, one by blocks."""
    blocks, width = speech.blocks, query.weights.shape[1]
    cells = query.rows * blocks + speech.block[query.at]
    said = np.bincount(cells, minlength=width * blocks).reshape(width, blocks)
    length = np.bincount(speech.block, weights=speech.lengths, minlength=blocks)[None]
    return said.astype(np.float32), length.astype(np.float32)


def _window(values: Floats, half: int) -> Floats:
    """Sums over ``half`` blocks to each side of every block."""
    half = min(half, values.shape[1])
    size = values.shape[1]
    sums = np.zeros((len(values), size + 2 * half + 1), np.float32)
    np.cumsum(values, axis=1, out=sums[:, half + 1 : half + 1 + size])
    sums[:, half + 1 + size :] = sums[:, half + size, None]
    return sums[:, 2 * half + 1 :] - sums[:, :size]


def _in_windows(query: Query, said: Floats, length: Floats, half: int) -> Floats:
    """BM25 of the window of ``half`` blocks to each side of every block."""
    said, length = _window(said, half), _window(length, half)
    size = length / max(float(length.mean()), 1e-6)
    damped = said + np.float32(K1) * (1 - B + B * size) + np.float32(1e-9)
    result: Floats = query.weights @ (said * np.float32(K1 + 1) / damped)
    return result


def _around(values: Floats, speech: Speech, reach: int) -> Floats:
    """Sums over the sentences that start within ``reach`` milliseconds of each."""
    sums = np.zeros((len(values), values.shape[1] + 1), np.float32)
    np.cumsum(values, axis=1, out=sums[:, 1:])
    first = np.searchsorted(speech.starts, speech.starts - reach, "left")
    last = np.searchsorted(speech.starts, speech.starts + reach, "right")
    return sums[:, last] - sums[:, first]


def _share(scores: Floats, query: Query) -> Floats:
    result: Floats = scores / (query.weights.sum(axis=1, keepdims=True) + np.float32(1e-6))
    return result


def _standard(values: Floats) -> Floats:
    """Each point's values with mean 0 and deviation 1, so that points weigh the same."""
    centred = values - values.mean(axis=1, keepdims=True)
    result: Floats = centred / (values.std(axis=1, keepdims=True) + np.float32(1e-3))
    return result


def _said_by(
    points: Sequence[Insight | Question], speech: Speech, names: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, bool, Floats]]:
    """Whether the point names the speaker ("the designer suggests ..."), by sentence and minute."""
    number = {name: index for index, name in enumerate(names)}
    shared = Counter(part for parts in names.values() for part in parts)
    share = np.zeros((len(points), len(names)), np.float32)
    for index, point in enumerate(points):
        words = set(split(point.words))
        for name, parts in names.items():
            total = sum(1 / shared[part] for part in parts) or 1.0
            share[index, number[name]] = sum(1 / shared[p] for p in parts & words) / total
    said = share[:, [number[speaker] for speaker in speech.speakers]]
    yield "speaker", False, said
    talk = speech.lengths.astype(np.float32)
    minute = _around(said * talk, speech, 3 * BLOCK) / (_around(talk[None], speech, 3 * BLOCK) + 1)
    yield "speaker near", False, minute
