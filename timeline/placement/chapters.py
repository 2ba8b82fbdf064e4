"""Which chapter a point belongs to, by words alone: what there is without a transcript.

A point and a chapter are as alike as the words they share are rare (inverse document
frequency over all chapters and points of the summary, since both tell what is common here),
for the length of both. Pure Python: this runs in every export.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from timeline.model import Candidate, Chapter, Insight, Question, Timeline
from timeline.placement.layout import SUREST
from timeline.placement.words import Stem, function_terms, guess_language, stemmer, terms

#: How much a word counts that stands only in the answer; the question names the subject.
ANSWER = 0.3
#: How much a function word counts.
FUNCTION = 0.3
#: How sharply likeness turns into confidence, and the likeness that "nowhere" competes with:
#: the best of a grid by log-likelihood, on the training meetings' human chapter titles.
SHARPNESS = 14.0
NOWHERE = 0.03
#: A summary's chapter that is less likely than this is no candidate.
LEAST = 0.05


def rank_chapters(timeline: Timeline) -> list[tuple[Candidate, ...]]:
    """For each of ``timeline.points``, the chapters it may belong to, best first.

    A candidate spans its chapter and quotes it. Points that share no word with any chapter
    have none.
    """
    everything = [chapter_text(c) for c in timeline.chapters] + [p.words for p in timeline.points]
    language = timeline.language or guess_language("\n".join(everything))
    stem = stemmer(language)
    chapters = [frozenset(terms(chapter_text(c), stem)) for c in timeline.chapters]
    points = [point_terms(point, stem) for point in timeline.points]
    rarity = _rarity([*chapters, *points], function_terms(language))
    sizes = [sum(rarity[term] for term in chapter) for chapter in chapters]
    return [
        _candidates(timeline.chapters, _likeness(point, chapters, sizes, rarity))
        for point in points
    ]


def chapter_text(chapter: Chapter) -> str:
    """All that a chapter says: its title and its text."""
    return f"{chapter.title} {chapter.text}".strip()


def point_terms(point: Insight | Question, stem: Stem) -> dict[str, float]:
    """The distinct terms of a point with what each counts."""
    if isinstance(point, Insight):
        return dict.fromkeys(terms(point.text, stem), 1.0)
    weight = ANSWER if point.question else 1.0
    return dict.fromkeys(terms(point.answer, stem), weight) | dict.fromkeys(
        terms(point.question, stem), 1.0
    )


def _rarity(texts: list[Iterable[str]], function: frozenset[str]) -> dict[str, float]:
    counts = Counter(term for text in texts for term in text)
    return {
        term: math.log((len(texts) + 1) / (count + 0.5)) * (FUNCTION if term in function else 1)
        for term, count in counts.items()
    }


def _likeness(
    point: Mapping[str, float],
    chapters: list[frozenset[str]],
    sizes: list[float],
    rarity: Mapping[str, float],
) -> list[float]:
    weights = {term: weight * rarity[term] for term, weight in point.items()}
    size = sum(weights.values())
    return [
        sum(weights[term] for term in weights.keys() & chapter) / math.sqrt(size * other)
        if size and other
        else 0.0
        for chapter, other in zip(chapters, sizes, strict=True)
    ]


def _candidates(chapters: tuple[Chapter, ...], likeness: list[float]) -> tuple[Candidate, ...]:
    odds = [math.exp(SHARPNESS * value) if value else 0.0 for value in likeness]
    total = sum(odds) + math.exp(SHARPNESS * NOWHERE)
    ranked = sorted(range(len(odds)), key=lambda i: (-odds[i], i))
    return tuple(
        Candidate(
            start=chapters[i].start,
            end=chapters[i].end,
            confidence=min(round(odds[i] / total, 3), SUREST),
            quote=chapter_text(chapters[i]),
        )
        for i in ranked[:3]
        if odds[i] / total >= LEAST
    )
