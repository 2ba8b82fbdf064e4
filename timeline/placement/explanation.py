"""Why a point is where it is, for people: the passage whole, the words in it, and the runner-up."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from timeline.model import Moment, Point, Timeline, Transcript
from timeline.placement.analysis import Analyzer, analyzer, detect_language, tokenize
from timeline.placement.function_words import function_words

#: A passage without a full stop is not followed further than this, in characters, on each side.
_MAX_CONTEXT = 240
#: So many segments may still last when another one begins.
_MAX_OVERLAPPING = 8
_ENDS = ".!?…。！？"
_CLOSING = "\"'”’)]»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a placement rests on.

    ``passage`` are the whole sentences of it. ``found`` are the content words of the point that
    are in the passage, each with how often the transcript (or the chapters) has it, the rarest
    first: one that is there once says far more than one that is everywhere. ``missing`` are its
    other content words. ``lead`` is how far the runner-up is behind, as a difference of
    confidence; None where there is no runner-up.
    """

    passage: str
    found: tuple[tuple[str, int], ...] = ()
    missing: tuple[str, ...] = ()
    lead: float | None = None


def runners_up(point: Point) -> tuple[Moment, ...]:
    """The moments that were weighed for a point and are none of its own, best first.

    Its own may have been moved to where they can be read: they are known by what they quote.
    """
    own = {moment.quote or moment.start for moment in point.moments}
    return tuple(each for each in point.candidates if (each.quote or each.start) not in own)


class _Said(NamedTuple):
    """How texts become terms, the words that say nothing, and how often each term is there."""

    analyzer: Analyzer
    ignored: frozenset[str]
    counts: Counter[str]


class Explainer:
    """Explains the points of one timeline, placed by one transcript (None: by its chapters)."""

    def __init__(self, timeline: Timeline, transcript: Transcript | None) -> None:
        self._timeline = timeline
        self._segments = transcript.segments if transcript else ()
        self._starts = [segment.start for segment in self._segments]
        self._language = transcript.language if transcript else ""

    @cached_property
    def _said(self) -> _Said:
        """What the points are compared with: looked at when the first of them is explained."""
        chapters = (f"{chapter.title} {chapter.text}" for chapter in self._timeline.chapters)
        said = " ".join(s.text for s in self._segments) or " ".join(chapters)
        points = " ".join(point.words for point in self._timeline.points)
        spoken = self._language or detect_language(said, 5)
        written = self._timeline.language or detect_language(points)
        chosen = analyzer(spoken or written)
        ignored = function_words(*filter(None, (spoken, written)))
        return _Said(chosen, ignored, Counter(chosen.terms(said)))

    def explain(self, point: Point) -> Explanation | None:
        """What the point's first moment rests on; None where nothing was weighed."""
        placement = point.placement
        if placement is None or not placement.moments or not placement.moments[0].quote:
            return None
        chosen = placement.moments[0]
        others = runners_up(point)
        passage = self.passage(chosen)
        said = self._said
        terms = set(said.analyzer.terms(passage))
        words = [w for w in dict.fromkeys(tokenize(point.words)) if w not in said.ignored]
        stems = dict(zip(words, said.analyzer.stem(words), strict=True))
        found = [(word, said.counts[stem]) for word, stem in stems.items() if stem in terms]
        missing = [word for word, stem in stems.items() if stem not in terms]
        return Explanation(
            passage=passage,
            found=tuple(sorted(found, key=lambda each: each[1])),
            missing=tuple(missing),
            lead=chosen.confidence - others[0].confidence if others else None,
        )

    def passage(self, moment: Moment) -> str:
        """The whole sentences that a moment's quote is from."""
        after = bisect_left(self._starts, moment.end)
        first = max(0, bisect_left(self._starts, moment.start) - _MAX_OVERLAPPING)
        inside = [n for n in range(first, after) if self._segments[n].end > moment.start]
        if not inside or moment.quote.strip() not in self._text(inside):
            return moment.quote
        before = self._context(range(inside[0] - 1, -1, -1), backwards=True)
        behind = self._context(range(inside[-1] + 1, len(self._segments)), backwards=False)
        return _sentences_around(f"{before} {self._text(inside)} {behind}".strip(), moment.quote)

    def _text(self, numbers: Sequence[int]) -> str:
        return " ".join(self._segments[number].text for number in numbers)

    def _context(self, numbers: Sequence[int], *, backwards: bool) -> str:
        """The text next to a passage, as far as a sentence may reach."""
        parts: list[str] = []
        size = 0
        for number in numbers:
            text = self._segments[number].text
            size += len(text)
            if size > _MAX_CONTEXT:
                break
            parts.append(text)
        return " ".join(reversed(parts) if backwards else parts)


def _sentences_around(text: str, quote: str) -> str:
    """The sentences of ``text`` that ``quote`` is part of, or as much as there is of them."""
    quote = quote.strip()
    start = text.find(quote)
    if start < 0:
        return quote
    ends = list(_sentence_ends(text))
    since = max((end for end in ends if end <= start), default=0)
    until = min((end for end in ends if end >= start + len(quote)), default=len(text))
    return text[since:until].strip()


def _sentence_ends(text: str) -> Iterator[int]:
    """Behind the full stop of each sentence, and what closes with it."""
    for index, character in enumerate(text):
        if character not in _ENDS:
            continue
        end = index + 1
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        if end == len(text) or text[end].isspace() or character in "。！？":
            yield end
