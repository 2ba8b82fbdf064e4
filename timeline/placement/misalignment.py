"""What the transcript says against the times of a summary, as problems (T040, T041)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline.model import Problem, Timeline, Transcript
from timeline.placement.alignment import Alignment, find_alignment
from timeline.placement.evidence import Evidence, all_evidence, chapter_evidence
from timeline.placement.probabilities import MATCH_RADIUS, sum_nearby
from timeline.placement.transcript_index import index_for
from timeline.placement.weights import load_weights, probability
from timeline.times import format_clock

#: A chapter is reported with at least this probability that its time is wrong and the proposed
#: one right. Chosen on the training meetings: see METHOD.md.
MIN_PROBABILITY = 0.75
#: How far around a start its surroundings reach (ms).
SURROUNDINGS = 120_000
#: Added to probabilities before logs are taken: less than this tells nothing.
MIN_MASS = 0.01
#: The most that moving a chapter may count for (in log likelihood).
MAX_GAIN = 8.0


@dataclass(frozen=True, slots=True)
class Move:
    """Another start (ms) for a chapter, and what speaks for it: features by name."""

    segment: int
    start: int
    features: Mapping[str, float]


def alignment_problems(timeline: Timeline, transcript: Transcript) -> tuple[Problem, ...]:
    """What the transcript says against the times of ``timeline``.

    T041 where all times, or all from one on, are shifted or stretched alike: one problem. Else
    T040 for each chapter that is spoken of far from its own time; the hint proposes a better
    one and quotes it. Chapters whose words could be anywhere give no warning.
    """
    if not any(segment.text.strip() for segment in transcript.segments):
        return ()
    index = index_for(timeline, transcript)
    evidence = all_evidence(timeline, index)
    alignment = find_alignment(evidence)
    if not alignment.is_identity:
        return (_common_problem(alignment, evidence, timeline),)
    return tuple(_chapter_problems(timeline, chapter_evidence(timeline, index)))


def alignment_of(timeline: Timeline, transcript: Transcript) -> Alignment:
    """The alignment that explains the times of ``timeline``; identity where they are right."""
    if not any(segment.text.strip() for segment in transcript.segments):
        return Alignment()
    return find_alignment(all_evidence(timeline, index_for(timeline, transcript)))


def _common_problem(alignment: Alignment, evidence: Evidence, timeline: Timeline) -> Problem:
    part, quote = _best_example(alignment, evidence)
    stated, true = int(evidence.starts[part]), alignment.apply(int(evidence.starts[part]))
    line = next((c.line for c in timeline.chapters if c.start >= alignment.since), None)
    title = evidence.texts[part]
    return Problem(
        code="T041",
        severity="warning",
        message=_describe(alignment),
        hint=f"“{title}”, for one, is at {format_clock(true)}, "
        f"not at {format_clock(max(stated, 0))}: “{quote}”",
        line=line,
    )


def _describe(alignment: Alignment) -> str:
    which = f"all times from {format_clock(alignment.since)} on" if alignment.since else "all times"
    if alignment.scale != 1.0:
        speed = "slow" if alignment.scale > 1 else "fast"
        return f"{which} run too {speed}: the true ones are {alignment.scale:.4g} times as large"
    direction = "late" if alignment.shift < 0 else "early"
    return f"{which} are {format_clock(abs(alignment.shift))} {direction}"


def _best_example(alignment: Alignment, evidence: Evidence) -> tuple[int, str]:
    """The part that gains most by the alignment, and the words that say so."""

    def gain(part: int) -> float:
        start, end = int(evidence.starts[part]), int(evidence.ends[part])
        after = evidence.log_likelihood(part, alignment.apply(start), alignment.apply(end))
        return float(after - evidence.log_likelihood(part, start, end))

    part = max(range(len(evidence.texts)), key=gain)
    inside = evidence.index.starts >= alignment.apply(int(evidence.starts[part]))
    inside &= evidence.index.starts < alignment.apply(int(evidence.ends[part]))
    best = int(np.where(inside, evidence.probabilities[part], -1).argmax())
    return part, evidence.index.texts[best]


def _chapter_problems(timeline: Timeline, evidence: Evidence) -> Iterator[Problem]:
    model = load_weights("chapter").confidence
    chapters = sorted(timeline.chapters, key=lambda chapter: chapter.start)
    for chapter, move in zip(chapters, best_moves(evidence), strict=True):
        if probability(model, move.features) < MIN_PROBABILITY:
            continue
        better, quote = format_clock(move.start), evidence.index.texts[move.segment]
        yield Problem(
            code="T040",
            severity="warning",
            message=f"the time is {format_clock(chapter.start)}, "
            f"but the transcript has this at {better}",
            hint=f"{better} fits better: “{quote}”",
            line=chapter.line,
        )


def best_moves(evidence: Evidence) -> Iterator[Move]:
    """For each chapter, where it would start if not at its own time, and what speaks for it."""
    near = sum_nearby(evidence.probabilities, evidence.index, MATCH_RADIUS)
    around = sum_nearby(evidence.probabilities, evidence.index, SURROUNDINGS)
    for part in range(len(evidence.texts)):
        own = _own_segments(evidence, part)
        scores = evidence.probabilities[part] + near[part] + around[part] / 2
        segment = int(np.where(own, -1, scores).argmax())
        start = int(evidence.index.starts[segment])
        hosts = [i for i in _others(evidence, part) if _covers(evidence, i, start)]
        inside = _log(evidence.probabilities[part][own].sum())
        surroundings = _log(around[part, segment])
        features = {
            "inside": inside,
            "near": _log(near[part, segment]),
            "surroundings": surroundings,
            "inside and surroundings": inside * surroundings,
            "claimed": _log(max((around[i, segment] for i in hosts), default=0)),
            "gap": float(not hosts),
            "late in host": max((start - evidence.starts[i] for i in hosts), default=0)
            / evidence.duration,
            "gain": _gain(evidence, part, start),
            "neighbours": _log(_neighbours_inside(evidence, part)),
            "length": float(evidence.ends[part] - evidence.starts[part]) / evidence.duration,
            "chapters": float(np.log(len(evidence.texts))),
        }
        yield Move(segment, start, features)


def _log(mass: float) -> float:
    return math.log(mass + MIN_MASS)


def _others(evidence: Evidence, part: int) -> list[int]:
    """The chapters of another text: those of one text are at home in each other's time."""
    return [i for i, text in enumerate(evidence.texts) if text != evidence.texts[part]]


def _covers(evidence: Evidence, part: int, time: int) -> bool:
    return bool(evidence.starts[part] <= time < evidence.ends[part])


def _own_segments(evidence: Evidence, part: int) -> NDArray[np.bool_]:
    """The segments in the chapter, or in another of the same text, and half a minute around."""
    starts = evidence.index.starts
    own = np.zeros(len(starts), bool)
    for i, text in enumerate(evidence.texts):
        if text == evidence.texts[part]:
            after_start = starts >= evidence.starts[i] - MATCH_RADIUS
            own |= after_start & (starts < evidence.ends[i] + MATCH_RADIUS)
    return own


def _neighbours_inside(evidence: Evidence, part: int) -> float:
    """How much of the chapter before, or of the one after, is said in this one's time."""
    others = [i for i in _others(evidence, part) if abs(i - part) == 1]
    start, end = int(evidence.starts[part]), int(evidence.ends[part])
    return max((float(evidence.mass(i, start, end)) for i in others), default=0.0)


def _gain(evidence: Evidence, part: int, start: int) -> float:
    """How much likelier all chapters are if this one starts at ``start``, not at its own time.

    Each lasts until the next one starts: what it leaves, the chapter before it takes.
    """
    bounds = np.delete(evidence.starts, part)

    def log_likelihood(start: int) -> float:
        after = int(np.searchsorted(bounds, start, "right"))
        end = int(bounds[after]) if after < len(bounds) else evidence.duration
        total = float(evidence.log_likelihood(part, start, end))
        if after == 0:
            return total
        host, first = after - 1 + (after - 1 >= part), int(bounds[after - 1])
        shortened = evidence.log_likelihood(host, first, start)
        return total + float(shortened - evidence.log_likelihood(host, first, end))

    gain = log_likelihood(start) - log_likelihood(int(evidence.starts[part]))
    return float(np.clip(gain, -MAX_GAIN, MAX_GAIN))
