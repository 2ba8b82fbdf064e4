"""How well each segment of a transcript supports each point: features and their weighted sum.

Every feature is a matrix of points by segments, or by blocks where it looks at more than a
segment. METHOD.md says what each is for; ``weights.json`` holds the weight of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from timeline.model import Point
from timeline.placement.analysis import Analyzer, tokenize
from timeline.placement.transcript_index import BLOCK, Ints, TranscriptIndex

Floats = NDArray[np.float32]

#: The weight of a term of the question that is not in the answer: the answer is what is said.
QUESTION_WEIGHT = 0.5
#: BM25's usual constants: term frequency saturation and length normalisation.
K1, B = 1.2, 0.75
#: The windows of the wider features, in blocks to each side of the middle one.
WINDOWS = {"minute": 3, "four minutes": 12, "ten minutes": 30}


@dataclass(frozen=True, slots=True)
class Query:
    """Points as weighted terms, and where the terms are said.

    ``weights`` are points by terms; ``terms`` and ``segments`` hold, for each token of the
    transcript that is one of the terms, its term and its segment.
    """

    weights: Floats
    terms: Ints
    segments: Ints


def features(points: Sequence[Point], index: TranscriptIndex) -> Iterator[tuple[str, bool, Floats]]:
    """Each feature's name, whether it is by block, and its values (points by segments or blocks).

    Stop words count for nothing.
    """
    names = {name: frozenset(tokenize(name)) for name in sorted(set(index.speakers))}
    bags = [_content_weights(p, index.analyzer, _speaker_terms(p, names, index)) for p in points]
    words = _query(bags, index, str)
    length = index.analyzer.prefix_length
    prefix = partial(_prefix, length=length)
    prefixes = _query([_prefixes(bag, length) for bag in bags], index, prefix)
    bigrams = _bigrams(points, index)

    scores = _bm25_by_segment(words, index)
    yield "segment", False, _standardize(scores)
    yield "ten seconds", False, _standardize(_sum_nearby(scores, index, BLOCK // 2))
    yield "coverage", False, _fraction(_presence_by_segment(words, index), words)
    yield "prefix", False, _standardize(_bm25_by_segment(prefixes, index))
    scores = _presence_by_segment(bigrams, index)
    yield "bigram", False, _standardize(scores)
    yield "bigram near", False, _standardize(_sum_nearby(scores, index, 3 * BLOCK))
    yield from _speaker_features(points, index, names)

    counts, lengths = _counts_by_block(words, index)
    for name, reach in WINDOWS.items():
        yield name, True, _standardize(_bm25_by_block(words, counts, lengths, reach))
    present = (_sum_blocks(counts, 1) > 0).astype(np.float32)
    yield "coverage near", True, _standardize(_fraction(words.weights @ present, words))
    counts, lengths = _counts_by_block(prefixes, index)
    yield "prefix near", True, _standardize(_bm25_by_block(prefixes, counts, lengths, 1))
    far = WINDOWS["four minutes"]
    yield "prefix far", True, _standardize(_bm25_by_block(prefixes, counts, lengths, far))


def length_features(index: TranscriptIndex) -> dict[str, Floats]:
    """What a segment's length alone says about it: short ones are seldom the evidence."""
    log = np.log1p(index.lengths).astype(np.float32)
    return {
        "length": log,
        "length squared": log**2,
        "short": (index.lengths <= 4).astype(np.float32),
    }


def score(points: Sequence[Point], index: TranscriptIndex, weights: Mapping[str, float]) -> Floats:
    """The weighted sum of all features, points by segments: a log-likelihood up to a constant."""
    by_segment = np.zeros((len(points), len(index.texts)), np.float32)
    by_block = np.zeros((len(points), index.block_count), np.float32)
    for name, is_by_block, values in features(points, index):
        target = by_block if is_by_block else by_segment
        target += np.float32(weights[name]) * values
    by_segment += sum(np.float32(weights[n]) * v for n, v in length_features(index).items())
    return by_segment + by_block[:, index.blocks]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of each point the transcript says, as shares from 0 to 1.

    ``nearby`` are points by blocks: by idf, in the half minute around the block. ``anywhere``
    counts distinct content words, in all of it; ``words`` is how many of those a point has.
    """

    nearby: Floats
    anywhere: Floats
    words: Ints


def coverage(points: Sequence[Point], index: TranscriptIndex) -> Coverage:
    """How much of each point is said, unlike ``features`` comparable from point to point."""
    bags = [_content_weights(point, index.analyzer) for point in points]
    query = _query(bags, index, str)
    counts, _ = _counts_by_block(query, index)
    nearby = _fraction(query.weights @ (_sum_blocks(counts, 1) > 0).astype(np.float32), query)
    words = np.array([len(bag) for bag in bags], np.int64)
    anywhere = [len(index.terms & bag.keys()) / max(len(bag), 1) for bag in bags]
    return Coverage(nearby, np.array(anywhere, np.float32), words)


def _content_weights(
    point: Point, analyzer: Analyzer, excluded: frozenset[str] = frozenset()
) -> dict[str, float]:
    """The distinct content terms of a point with the weight of each, idf left aside."""
    subject, *answers = point.parts
    answer = " ".join(answers)
    bag = dict.fromkeys(analyzer.content_terms(subject), QUESTION_WEIGHT if answer else 1.0)
    bag |= dict.fromkeys(analyzer.content_terms(answer), 1.0)
    return {term: weight for term, weight in bag.items() if term not in excluded}


def _speaker_terms(
    point: Point, names: Mapping[str, frozenset[str]], index: TranscriptIndex
) -> frozenset[str]:
    """The terms of the speakers that the point names in full: they say who speaks, not of what."""
    words = set(tokenize(point.words))
    named = [word for parts in names.values() if parts <= words for word in sorted(parts)]
    return frozenset(index.analyzer.stem(named))


def _prefix(term: str, length: int) -> str:
    return term[:length] if len(term) >= length else ""


def _prefixes(bag: Mapping[str, float], length: int) -> dict[str, float]:
    return {prefix: 1.0 for term in bag if (prefix := _prefix(term, length))}


def _query(
    bags: Sequence[Mapping[str, float]], index: TranscriptIndex, key: Callable[[str], str]
) -> Query:
    term_ids = {term: number for number, term in enumerate(sorted(set().union(*bags)))}
    terms, segments = index.postings(term_ids, key)
    weights = np.zeros((len(bags), len(term_ids)), np.float32)
    for row, bag in enumerate(bags):
        for term, weight in bag.items():
            weights[row, term_ids[term]] = weight
    return _with_idf(weights, terms, segments, len(index.texts))


def _with_idf(weights: Floats, terms: Ints, segments: Ints, segment_count: int) -> Query:
    """A query whose weights are multiplied by BM25's inverse document frequency."""
    distinct = np.unique(terms * segment_count + segments) // segment_count
    frequency = np.bincount(distinct, minlength=weights.shape[1])
    idf = np.log1p((segment_count - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    return Query(weights * idf, terms, segments)


def _bigrams(points: Sequence[Point], index: TranscriptIndex) -> Query:
    """Two content words that are adjacent in a point, and within two words in the transcript."""
    term_ids: dict[str, int] = {}
    by_point: list[set[tuple[int, int]]] = []
    for point in points:
        by_point.append(set())
        for text in point.parts:
            terms = index.analyzer.content_terms(text)
            by_point[-1] |= {
                (min(pair), max(pair))
                for pair in pairwise(term_ids.setdefault(t, len(term_ids)) for t in terms)
            }
    base = max(len(term_ids), 1)
    bigram_ids = {pair: number for number, pair in enumerate(sorted(set().union(*by_point)))}
    codes = np.array([first * base + second for first, second in bigram_ids], np.int64)
    found, segments = _bigram_postings(index, term_ids, codes, base)
    weights = np.zeros((len(points), len(bigram_ids)), np.float32)
    for row, pairs in enumerate(by_point):
        weights[row, [bigram_ids[pair] for pair in pairs]] = 1
    return _with_idf(weights, found, segments, len(index.texts))


def _bigram_postings(
    index: TranscriptIndex, term_ids: dict[str, int], codes: Ints, base: int
) -> tuple[Ints, Ints]:
    """Where the bigrams are said: the position of each in ``codes``, and its segment."""
    stop_words = index.analyzer.stop_words
    table = np.array(
        [-2 if term in stop_words else term_ids.get(term, -1) for term in index.vocabulary],
        np.int64,
    )
    tokens = table[index.tokens]
    segments, tokens = index.token_segments[tokens > -2], tokens[tokens > -2]
    found, found_segments = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for distance in (1, 2):
        first, second = tokens[:-distance], tokens[distance:]
        code = np.minimum(first, second) * base + np.maximum(first, second)
        known = (np.minimum(first, second) >= 0) & np.isin(code, codes)
        found.append(np.searchsorted(codes, code[known]))
        found_segments.append(segments[:-distance][known])
    return np.concatenate(found), np.concatenate(found_segments)


def _bm25_by_segment(query: Query, index: TranscriptIndex) -> Floats:
    """BM25 of each segment alone."""

    def saturate(counts: Ints, segments: Ints) -> Floats:
        length = index.lengths[segments] / max(float(index.lengths.mean()), 1e-6)
        values = counts * (K1 + 1) / (counts + K1 * (1 - B + B * length))
        return values.astype(np.float32)

    return _sum_by_segment(query, index, saturate)


def _presence_by_segment(query: Query, index: TranscriptIndex) -> Floats:
    """The summed weights of the terms that are in each segment."""
    return _sum_by_segment(query, index, lambda counts, _: counts.clip(max=1).astype(np.float32))


def _sum_by_segment(
    query: Query, index: TranscriptIndex, term_score: Callable[[Ints, Ints], Floats]
) -> Floats:
    """Sums of weight times score over each segment's terms; scored by term count and segment."""
    width = query.weights.shape[1]
    scores = np.zeros((len(query.weights), len(index.texts)), np.float32)
    distinct, counts = np.unique(query.segments * max(width, 1) + query.terms, return_counts=True)
    if not len(distinct):
        return scores
    segments, terms = np.divmod(distinct, width)
    parts = query.weights[:, terms] * term_score(counts, segments)
    first = np.flatnonzero(np.diff(segments, prepend=-1))
    scores[:, segments[first]] = np.add.reduceat(parts, first, axis=1)
    return scores


def _counts_by_block(query: Query, index: TranscriptIndex) -> tuple[Floats, Floats]:
    """How often each term, and any word, is said in each block: terms by blocks, one by blocks."""
    blocks, width = index.block_count, query.weights.shape[1]
    cells = query.terms * blocks + index.blocks[query.segments]
    counts = np.bincount(cells, minlength=width * blocks).reshape(width, blocks)
    lengths = np.bincount(index.blocks, weights=index.lengths, minlength=blocks)[None]
    return counts.astype(np.float32), lengths.astype(np.float32)


def _sum_blocks(values: Floats, reach: int) -> Floats:
    """Sums over ``reach`` blocks to each side of every block."""
    reach = min(reach, values.shape[1])
    size = values.shape[1]
    sums = np.zeros((len(values), size + 2 * reach + 1), np.float32)
    np.cumsum(values, axis=1, out=sums[:, reach + 1 : reach + 1 + size])
    sums[:, reach + 1 + size :] = sums[:, reach + size, None]
    return sums[:, 2 * reach + 1 :] - sums[:, :size]


def _bm25_by_block(query: Query, counts: Floats, lengths: Floats, reach: int) -> Floats:
    """BM25 of the window of ``reach`` blocks to each side of every block."""
    counts, lengths = _sum_blocks(counts, reach), _sum_blocks(lengths, reach)
    relative = lengths / max(float(lengths.mean()), 1e-6)
    damped = counts + np.float32(K1) * (1 - B + B * relative) + np.float32(1e-9)
    result: Floats = query.weights @ (counts * np.float32(K1 + 1) / damped)
    return result


def _sum_nearby(values: Floats, index: TranscriptIndex, reach: int) -> Floats:
    """Sums over the segments that start within ``reach`` milliseconds of each."""
    sums = np.zeros((len(values), values.shape[1] + 1), np.float32)
    np.cumsum(values, axis=1, out=sums[:, 1:])
    first = np.searchsorted(index.starts, index.starts - reach, "left")
    last = np.searchsorted(index.starts, index.starts + reach, "right")
    return sums[:, last] - sums[:, first]


def _fraction(scores: Floats, query: Query) -> Floats:
    result: Floats = scores / (query.weights.sum(axis=1, keepdims=True) + np.float32(1e-6))
    return result


def _standardize(values: Floats) -> Floats:
    """Each point's values with mean 0 and deviation 1, so that points weigh the same."""
    centred = values - values.mean(axis=1, keepdims=True)
    result: Floats = centred / (values.std(axis=1, keepdims=True) + np.float32(1e-3))
    return result


def _speaker_features(
    points: Sequence[Point],
    index: TranscriptIndex,
    names: Mapping[str, frozenset[str]],
) -> Iterator[tuple[str, bool, Floats]]:
    """Whether the point names the speaker ("the designer suggests ..."), by segment and minute."""
    columns = {name: column for column, name in enumerate(names)}
    bearers = Counter(part for parts in names.values() for part in parts)
    share = np.zeros((len(points), len(names)), np.float32)
    for row, point in enumerate(points):
        words = set(tokenize(point.words))
        for name, parts in names.items():
            total = sum(1 / bearers[part] for part in parts) or 1.0
            share[row, columns[name]] = sum(1 / bearers[p] for p in parts & words) / total
    named = share[:, [columns[speaker] for speaker in index.speakers]]
    yield "speaker", False, named
    lengths = index.lengths.astype(np.float32)
    spoken = _sum_nearby(lengths[None], index, 3 * BLOCK) + 1
    yield "speaker near", False, _sum_nearby(named * lengths, index, 3 * BLOCK) / spoken
