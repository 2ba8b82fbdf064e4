"""Which moment of a transcript a point belongs to.

The sum of the evidence becomes a probability for every sentence; the order of the summary and
its chapters bend it a little; the moment is where most of it lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from timeline.model import Candidate, Insight, Question, Timeline, Transcript
from timeline.placing.evidence import score
from timeline.placing.fitted import fitted
from timeline.placing.speech import Speech, listen
from timeline.placing.words import function_terms, guess_language, stemmer

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


def rank_moments(
    timeline: Timeline, transcript: Transcript, by_chapter: Sequence[Sequence[Candidate]]
) -> list[tuple[Candidate, ...]]:
    """For each of ``timeline.points``, the moments it may belong to, best first.

    ``by_chapter`` are its chapters (``rank_chapters``), which count as a hint. A candidate
    spans its evidence and quotes it.
    """
    said = " ".join(segment.text for segment in transcript.segments[:200])
    language = transcript.language or timeline.language or guess_language(said)
    stem = stemmer(language)
    ignored = function_terms(language)
    speech = listen(transcript, stem)

    def scores(points: Sequence[Insight | Question], kind: str) -> NDArray[np.float32]:
        return score(points, speech, stem, ignored, fitted(kind).counts)

    count = len(timeline.insights)
    return [
        *_rank(timeline.insights, "insight", speech, scores, by_chapter[:count]),
        *_rank(timeline.qa, "question", speech, scores, by_chapter[count:]),
    ]


def _rank(
    points: Sequence[Insight | Question],
    kind: str,
    speech: Speech,
    scores: Callable[[Sequence[Insight | Question], str], NDArray[np.float32]],
    by_chapter: Sequence[Sequence[Candidate]],
) -> Iterator[tuple[Candidate, ...]]:
    drawn = [
        _draw(_probable(scores(points[i : i + BATCH], kind)), speech, i, len(points))
        for i in range(0, len(points), BATCH)
    ]
    say = _say(float(sum(agreement for _, _, agreement in drawn)))
    index = 0
    for plain, ordered, _ in drawn:
        for one, other in zip(plain, ordered, strict=True):
            likely = (1 - say) * one + say * other
            likely = _hinted(likely, speech, by_chapter[index])
            yield _candidates(likely, speech, kind)
            index += 1


def _probable(scores: NDArray[np.float32]) -> Probabilities:
    odds = np.exp(scores.astype(np.float64) - scores.max(axis=1, keepdims=True))
    result: Probabilities = odds / odds.sum(axis=1, keepdims=True)
    return result


def _draw(
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


def _say(accord: float) -> float:
    """How far to trust the order of the summary, 0 to 1: not at all where the points are shuffled."""
    return float(1 / (1 + np.exp(np.clip(RESERVE - accord, -500, 500))))


def _hinted(likely: Probabilities, speech: Speech, chapters: Sequence[Candidate]) -> Probabilities:
    weight = np.ones_like(likely)
    for chapter in chapters:
        inside = (speech.starts >= chapter.start) & (speech.starts < chapter.end)
        weight[inside] += HINT * chapter.confidence
    result: Probabilities = likely * weight / (likely * weight).sum()
    return result


def _candidates(likely: Probabilities, speech: Speech, kind: str) -> tuple[Candidate, ...]:
    mass = _mass(likely, speech, SAME)
    appeal = likely + mass + NEIGHBOURHOOD[kind] * _mass(likely, speech, AROUND)
    found: list[Candidate] = []
    while len(found) < OFFERED and (best := int(appeal.argmax())) >= 0 and appeal[best] > 0:
        confidence = round(fitted(kind).confidence(float(mass[best])), 3)
        if found:
            confidence = min(confidence, found[-1].confidence)
        if confidence < LEAST:
            break
        last = _last(likely, speech, best)
        found.append(
            Candidate(
                start=int(speech.starts[best]),
                end=int(speech.ends[last]),
                confidence=confidence,
                quote=" ".join(speech.texts[best : last + 1]),
            )
        )
        appeal[np.abs(speech.starts - speech.starts[best]) < APART] = 0
    return tuple(found)


def _mass(likely: Probabilities, speech: Speech, reach: int) -> Probabilities:
    """The probability of all that is said within ``reach`` milliseconds of each sentence."""
    sums = np.concatenate([[0.0], np.cumsum(likely)])
    first = np.searchsorted(speech.starts, speech.starts - reach, "left")
    last = np.searchsorted(speech.starts, speech.starts + reach, "right")
    result: Probabilities = sums[last] - sums[first]
    return result


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
