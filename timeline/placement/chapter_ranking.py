"""Which chapter a point belongs to, by words alone: what there is without a transcript.

The similarity of a point and a chapter is the summed idf (inverse document frequency) of the
terms they share, normalised by the length of both. The documents are all chapters *and* points
of the summary: both tell what is common in it. Pure Python: this runs in every export.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from timeline.model import Candidate, Chapter, Insight, Question, Timeline
from timeline.placement.analysis import Analyzer, analyzer, detect_language
from timeline.placement.confidence import MAX_CONFIDENCE

#: The weight of a term that is only in the answer: the question names the subject.
ANSWER_WEIGHT = 0.3
#: The weight of a stop word.
STOP_WORD_WEIGHT = 0.3
#: The softmax over chapters: the factor on similarity, and the similarity that "no chapter"
#: is given. The best of a grid by log-likelihood, on the training meetings' chapter titles.
SOFTMAX_FACTOR = 14.0
NO_CHAPTER_SIMILARITY = 0.03
#: A chapter with less confidence is no candidate; of the others the best few are kept.
MIN_CANDIDATE_CONFIDENCE = 0.05
MAX_CANDIDATES = 3


def rank_chapters(timeline: Timeline) -> list[tuple[Candidate, ...]]:
    """For each of ``timeline.points``, the chapters it may belong to, best first.

    A candidate spans its chapter and quotes it. Points that share no term with any chapter
    have none.
    """
    texts = [chapter_text(c) for c in timeline.chapters] + [p.words for p in timeline.points]
    chosen = analyzer(timeline.language or detect_language("\n".join(texts)))
    chapters = [frozenset(chosen.terms(chapter_text(c))) for c in timeline.chapters]
    points = [point_terms(point, chosen) for point in timeline.points]
    idf = _idf([*chapters, *points], chosen.stop_words)
    norms = [sum(idf[term] for term in chapter) for chapter in chapters]
    return [
        _candidates(timeline.chapters, _similarities(point, chapters, norms, idf))
        for point in points
    ]


def chapter_text(chapter: Chapter) -> str:
    """All that a chapter says: its title and its text."""
    return f"{chapter.title} {chapter.text}".strip()


def point_terms(point: Insight | Question, chosen: Analyzer) -> dict[str, float]:
    """The distinct terms of a point with the weight of each."""
    if isinstance(point, Insight):
        return dict.fromkeys(chosen.terms(point.text), 1.0)
    weight = ANSWER_WEIGHT if point.question else 1.0
    return dict.fromkeys(chosen.terms(point.answer), weight) | dict.fromkeys(
        chosen.terms(point.question), 1.0
    )


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
) -> list[float]:
    weights = {term: weight * idf[term] for term, weight in point.items()}
    norm = sum(weights.values())
    return [
        sum(weights[term] for term in weights.keys() & chapter) / math.sqrt(norm * chapter_norm)
        if norm and chapter_norm
        else 0.0
        for chapter, chapter_norm in zip(chapters, norms, strict=True)
    ]


def _candidates(chapters: tuple[Chapter, ...], similarities: list[float]) -> tuple[Candidate, ...]:
    odds = [math.exp(SOFTMAX_FACTOR * value) if value else 0.0 for value in similarities]
    total = sum(odds) + math.exp(SOFTMAX_FACTOR * NO_CHAPTER_SIMILARITY)
    ranked = sorted(range(len(odds)), key=lambda i: (-odds[i], i))
    return tuple(
        Candidate(
            start=chapters[i].start,
            end=chapters[i].end,
            confidence=min(round(odds[i] / total, 3), MAX_CONFIDENCE),
            quote=chapter_text(chapters[i]),
        )
        for i in ranked[:MAX_CANDIDATES]
        if odds[i] / total >= MIN_CANDIDATE_CONFIDENCE
    )
