"""Chapter times that the transcript contradicts: assistants invent and shift them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from timeline.model import Chapter, Insight, Problem, Timeline, Transcript
from timeline.placement.chapter_ranking import chapter_text
from timeline.placement.transcript_index import TranscriptIndex, index_for
from timeline.placement.transcript_ranking import (
    MATCH_RADIUS,
    Probabilities,
    segment_probabilities,
    sum_nearby,
)
from timeline.placement.weights import load_weights
from timeline.times import format_clock

#: A chapter's time is doubted where this little of the evidence lies in it (and half a minute
#: to each side) while a start outside is at least this likely. Chosen on the training
#: meetings: see METHOD.md.
MAX_MASS_INSIDE, MIN_CONFIDENCE_OUTSIDE = 0.05, 0.9


def misaligned_chapters(timeline: Timeline, transcript: Transcript) -> tuple[Problem, ...]:
    """Warn of chapters that are spoken of far from their own time (code T040).

    The hint proposes the time that fits better and quotes it. Chapters whose words could be
    anywhere give no warning. A title that several chapters share is looked for in all of them.
    """
    chapters = timeline.chapters
    if not chapters or not any(segment.text.strip() for segment in transcript.segments):
        return ()
    index = index_for(timeline, transcript)
    points = [Insight(text=chapter_text(chapter)) for chapter in chapters]
    rows = [row for batch in segment_probabilities(points, "insight", index) for row in batch]
    return tuple(
        problem
        for chapter, probabilities in zip(chapters, rows, strict=True)
        for problem in _problems(chapter, chapters, probabilities, index)
    )


def _problems(
    chapter: Chapter,
    chapters: tuple[Chapter, ...],
    probabilities: Probabilities,
    index: TranscriptIndex,
) -> Iterator[Problem]:
    mass = sum_nearby(probabilities[None], index, MATCH_RADIUS)[0]
    best = int((mass + probabilities).argmax())
    inside = np.zeros(len(probabilities), bool)
    for other in chapters:
        if chapter_text(other) == chapter_text(chapter):
            after_start = index.starts >= other.start - MATCH_RADIUS
            inside |= after_start & (index.starts < other.end + MATCH_RADIUS)
    confidence = load_weights("insight").confidence(float(mass[best]))
    is_outside = not inside[best] and confidence >= MIN_CONFIDENCE_OUTSIDE
    if is_outside and probabilities[inside].sum() <= MAX_MASS_INSIDE:
        better = format_clock(int(index.starts[best]))
        yield Problem(
            code="T040",
            severity="warning",
            message=f"the time is {format_clock(chapter.start)}, "
            f"but the transcript has this at {better}",
            hint=f"{better} fits better: “{index.texts[best]}”",
            line=chapter.line,
        )
