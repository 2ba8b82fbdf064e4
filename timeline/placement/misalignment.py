"""What the transcript says against the times of a summary, as problems (T040, T041)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from timeline.model import Problem, Timeline, Transcript
from timeline.placement.alignment import Alignment, find_alignment
from timeline.placement.evidence import Evidence, all_evidence, chapter_evidence
from timeline.placement.moves import best_moves
from timeline.placement.transcript_index import index_for
from timeline.placement.weights import load_weights, probability
from timeline.times import format_clock

#: A chapter is reported with at least this probability that its time is wrong and the proposed
#: one right. Chosen on the training meetings: see METHOD.md.
MIN_PROBABILITY = 0.8


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
    model = load_weights("move").confidence
    chapters = sorted(timeline.chapters, key=lambda chapter: chapter.start)
    for chapter, move in zip(chapters, best_moves(evidence), strict=True):
        if probability(model, move.features) < MIN_PROBABILITY:
            continue
        better = format_clock(move.start)
        yield Problem(
            code="T040",
            severity="warning",
            message=f"the time is {format_clock(chapter.start)}, "
            f"but the transcript has this at {better}",
            hint=f"{better} fits better: “{move.quote}”",
            line=chapter.line,
        )
