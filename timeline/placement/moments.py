"""Which moment of a transcript a point belongs to.

The sum of the evidence becomes a probability for every sentence; the order of the summary and
its chapters bend it a little; the moment is where most of it lies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline.model import Candidate, Insight, Question, Timeline, Transcript
from timeline.placement.evidence import is_heard, score
from timeline.placement.fitted import fitted
from timeline.placement.layout import SUREST
from timeline.placement.speech import Speech, listen
from timeline.placement.words import Stem, function_terms, guess_language, stemmer

Probabilities = NDArray[np.float64]

#: Points scored at once: enough to be fast, few enough for a long transcript to fit in memory.
BATCH = 64
#: How fast the order of the summary loses its say with distance (in shares of the video), and
#: how strongly the points must agree with it before it has one.
STEEPNESS, RESERVE = 5.0, 1.0
#: How much likelier a chapter's sentences are for a point that surely belongs to the chapter.
HINT = 2.0
#: What counts as the same moment, what as the neighbourhood, and how far runners-up lie apart.
SAME, AROUND, APART = 30_000, 300_000, 60_000
#: Whether the neighbourhood counts: an answer sums up minutes of talk, an insight a sentence.
NEIGHBOURHOOD = {"insight": 0.0, "question": 1.0}
#: Evidence ends where a sentence is this much less likely than its first, or after this long.
FADED, LONGEST = 0.3, 20_000
#: Runners-up less likely than this are not offered.
LEAST, OFFERED = 0.03, 3


@dataclass(frozen=True, slots=True)
class Hearing:
    """An indexed transcript, and how the words of its language are compared."""

    speech: Speech
    stem: Stem
    ignored: frozenset[str]


def hear(timeline: Timeline, transcript: Transcript) -> Hearing:
    """Index a transcript that has words in it."""
    said = " ".join(segment.text for segment in transcript.segments[:200])
    language = transcript.language or timeline.language or guess_language(said)
    stem = stemmer(language)
    return Hearing(listen(transcript, stem), stem, function_terms(language))


def rank_moments(
    timeline: Timeline, transcript: Transcript, by_chapter: Sequence[Sequence[Candidate]]
) -> list[tuple[Candidate, ...]]:
    """For each of ``timeline.points``, the moments it may belong to, best first.

    ``by_chapter`` are its chapters (``rank_chapters``), which count as a hint. A candidate
    spans its evidence and quotes it. A point has none if no telling word of it is said.
    """
    hearing = hear(timeline, transcript)
    count = len(timeline.insights)
    return [
        *_rank(timeline.insights, "insight", hearing, by_chapter[:count]),
        *_rank(timeline.qa, "question", hearing, by_chapter[count:]),
    ]


def probabilities(
    points: Sequence[Insight | Question], kind: str, hearing: Hearing
) -> Iterator[Probabilities]:
    """For each batch of ``points``, how likely each sentence is their evidence: rows sum to 1."""
    counts = fitted(kind).counts
    drawn = []
    for first in range(0, len(points), BATCH):
        batch = points[first : first + BATCH]
        scores = score(batch, hearing.speech, hearing.stem, hearing.ignored, counts)
        drawn.append(draw(_probable(scores), hearing.speech, first, len(points)))
    say = order_say(sum(accord for _, _, accord in drawn))
    for plain, ordered, _ in drawn:
        yield (1 - say) * plain + say * ordered


def around(likely: Probabilities, speech: Speech, reach: int) -> Probabilities:
    """The probability of all that is said within ``reach`` milliseconds of each sentence."""
    sums = np.zeros((len(likely), likely.shape[1] + 1))
    np.cumsum(likely, axis=1, out=sums[:, 1:])
    first = np.searchsorted(speech.starts, speech.starts - reach, "left")
    last = np.searchsorted(speech.starts, speech.starts + reach, "right")
    result: Probabilities = sums[:, last] - sums[:, first]
    return result


def appeal(likely: Probabilities, near: Probabilities, speech: Speech, kind: str) -> Probabilities:
    """How good a start each sentence is: likely itself, in a likely half minute."""
    total = likely + near
    if weight := NEIGHBOURHOOD[kind]:
        total = total + weight * around(likely, speech, AROUND)
    return total


def _rank(
    points: Sequence[Insight | Question],
    kind: str,
    hearing: Hearing,
    by_chapter: Sequence[Sequence[Candidate]],
) -> Iterator[tuple[Candidate, ...]]:
    speech, first = hearing.speech, 0
    for likely in probabilities(points, kind, hearing):
        likely = _hinted(likely, speech, by_chapter[first : first + len(likely)])
        near = around(likely, speech, SAME)
        good = appeal(likely, near, speech, kind)
        for i, point in enumerate(points[first : first + len(likely)]):
            heard = is_heard(point, speech, hearing.stem, hearing.ignored)
            yield _candidates(likely[i], near[i], good[i], speech, kind) if heard else ()
        first += len(likely)


def _probable(scores: NDArray[np.float32]) -> Probabilities:
    odds = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True))
    result: Probabilities = odds / odds.sum(axis=1, keepdims=True)
    return result


def draw(
    plain: Probabilities, speech: Speech, first: int, count: int
) -> tuple[Probabilities, Probabilities, float]:
    """Each sentence's probability without and with the order of the summary, and their accord.

    The accord is the log of how much likelier the evidence is if the points stand in order.
    """
    place = ((np.arange(len(plain)) + first + 0.5) / count)[:, None]
    moment = ((speech.starts + speech.ends) / 2 / max(int(speech.ends.max()), 1))[None]
    order = np.exp(-STEEPNESS * np.abs(place - moment))
    order /= order.mean(axis=1, keepdims=True)
    ordered = plain * order
    accord = ordered.sum(axis=1, keepdims=True)
    return plain, ordered / accord, float(np.log(accord).sum())


def order_say(accord: float) -> float:
    """How far to trust the order of the summary, 0 to 1: near 0 where its points are shuffled."""
    return float(1 / (1 + np.exp(np.clip(RESERVE - accord, -500, 500))))


def _hinted(
    likely: Probabilities, speech: Speech, by_chapter: Sequence[Sequence[Candidate]]
) -> Probabilities:
    """Each point's probabilities with those raised that lie in its likely chapters."""
    for row, chapters in zip(likely, by_chapter, strict=True):
        for chapter in chapters:
            inside = (speech.starts >= chapter.start) & (speech.starts < chapter.end)
            row[inside] *= 1 + HINT * chapter.confidence
    likely /= likely.sum(axis=1, keepdims=True)
    return likely


def _candidates(
    likely: Probabilities, near: Probabilities, appeal: Probabilities, speech: Speech, kind: str
) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    bound = SUREST
    while len(found) < OFFERED:
        best = int(appeal.argmax())
        bound = min(bound, round(fitted(kind).confidence(float(near[best])), 3))
        if bound < LEAST or appeal[best] < 0:
            break
        last = _last(likely, speech, best)
        quote = " ".join(speech.texts[best : last + 1])
        start, end = int(speech.starts[best]), int(speech.ends[last])
        found.append(Candidate(start=start, end=end, confidence=bound, quote=quote))
        appeal[np.abs(speech.starts - start) < APART] = -1
    return tuple(found)


def _last(likely: Probabilities, speech: Speech, first: int) -> int:
    """The last sentence of the evidence that begins with ``first``."""
    last = first
    while (
        last + 1 < len(likely)
        and likely[last + 1] >= FADED * likely[first]
        and speech.ends[last + 1] - speech.starts[first] <= LONGEST
    ):
        last += 1
    return last
