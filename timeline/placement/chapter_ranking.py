"""Which chapter a point belongs to, by words alone: what there is without a transcript.

The similarity of a point and a chapter is the summed idf (inverse document frequency) of the
terms they share, normalised by the length of both. The documents are all chapters *and* points
of the summary: both say what is common in it. Pure Python: this runs in every export.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from timeline.kinds import kind_of
from timeline.model import Chapter, Moment, Point, Timeline
from timeline.placement.analysis import Analyzer, analyzer, detect_language
from timeline.placement.confidence import MAX_CONFIDENCE
from timeline.placement.weights import load_weights, log_odds, probability

#: The weight of a term that is only in the answer: the question names the subject.
ANSWER_WEIGHT = 0.3
#: The weight of a stop word beside a word of content; alone it tells nothing.
STOP_WORD_WEIGHT = 0.3
#: The softmax over chapters: the factor on similarity, and the similarity that "no chapter"
#: is given. The best of a grid by log-likelihood, on the training meetings' chapter titles.
SOFTMAX_FACTOR = 14.0
NO_CHAPTER_SIMILARITY = 0.03
#: A chapter with a smaller share is no candidate; of the others the best few are kept.
MIN_CANDIDATE_SHARE = 0.05
MAX_CANDIDATES = 3


def rank_chapters(timeline: Timeline) -> list[tuple[Moment, ...]]:
    """For each of ``timeline.points``, the chapters it may belong to, best first.

    A candidate spans its chapter and quotes it. Points that share no term with any chapter
    have none.
    """
    return [
        _candidates(timeline.chapters, shares, kind_of(point).placed_like)
        for point, shares in zip(timeline.points, chapter_shares(timeline), strict=True)
    ]


def chapter_shares(timeline: Timeline) -> list[list[float]]:
    """For each of ``timeline.points``, how likely each chapter is beside the others and none."""
    texts = [chapter_text(c) for c in timeline.chapters] + [p.words for p in timeline.points]
    chosen = analyzer(timeline.language or detect_language("\n".join(texts)))
    chapters = [frozenset(chosen.terms(chapter_text(c))) for c in timeline.chapters]
    points = [point_terms(point, chosen) for point in timeline.points]
    idf = _idf([*chapters, *points], chosen.stop_words)
    norms = [sum(idf[term] for term in chapter) for chapter in chapters]
    return [
        _softmax(_similarities(point, chapters, norms, idf, chosen.stop_words)) for point in points
    ]


def chapter_text(chapter: Chapter) -> str:
    """All that a chapter says: its title and its text."""
    return f"{chapter.title} {chapter.text}".strip()


def point_terms(point: Point, chosen: Analyzer) -> dict[str, float]:
    """The distinct terms of a point with the weight of each."""
    subject, *answers = point.parts
    weight = ANSWER_WEIGHT if subject else 1.0
    answer = dict.fromkeys(chosen.terms(" ".join(answers)), weight)
    return answer | dict.fromkeys(chosen.terms(subject), 1.0)


def _idf(documents: list[Iterable[str]], stop_words: frozenset[str]) -> dict[str, float]:
    frequency = Counter(term for document in documents for term in document)
    return {
        term: math.log((len(documents) + 1) / (count + 0.5))
        * (STOP_WORD_WEIGHT if term in stop_words else 1)
        for term, count in frequency.items()
    }


def _similarities(
    point: Mapping[str, float],
    chapters: list[frozenset[str]],
    norms: list[float],
    idf: Mapping[str, float],
    stop_words: frozenset[str],
) -> list[float]:
    """By chapter; 0 for one that shares nothing but stop words."""
    weights = {term: weight * idf[term] for term, weight in point.items()}
    norm = sum(weights.values())
    return [
        sum(weights[term] for term in shared) / math.sqrt(norm * chapter_norm)
        if not stop_words >= (shared := weights.keys() & chapter)
        else 0.0
        for chapter, chapter_norm in zip(chapters, norms, strict=True)
    ]


def _softmax(similarities: list[float]) -> list[float]:
    odds = [math.exp(SOFTMAX_FACTOR * value) if value else 0.0 for value in similarities]
    total = sum(odds) + math.exp(SOFTMAX_FACTOR * NO_CHAPTER_SIMILARITY)
    return [value / total for value in odds]


def _candidates(
    chapters: tuple[Chapter, ...], shares: list[float], kind: str
) -> tuple[Moment, ...]:
    ranked = sorted(range(len(shares)), key=lambda i: (-shares[i], i))
    return tuple(
        Moment(
            start=chapters[i].start,
            end=chapters[i].end,
            confidence=min(round(_confidence(shares[i], kind), 3), MAX_CONFIDENCE),
            quote=chapter_text(chapters[i]),
        )
        for i in ranked[:MAX_CANDIDATES]
        if shares[i] >= MIN_CANDIDATE_SHARE
    )


def _confidence(share: float, kind: str) -> float:
    return probability(load_weights(kind).by_chapter, {"share": log_odds(share)})
