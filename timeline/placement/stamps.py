"""Chapter times that the transcript contradicts: assistants invent and shift them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from timeline.model import Chapter, Insight, Problem, Timeline, Transcript
from timeline.placement.chapters import chapter_text
from timeline.placement.fitted import fitted
from timeline.placement.moments import SAME, Probabilities, around, hear, probabilities
from timeline.placement.speech import Speech
from timeline.times import clock

#: A stamp is doubted where this little of the evidence lies in its chapter (and half a minute
#: to each side) while some other moment is at least this likely. Chosen on the training
#: meetings: see METHOD.md.
INSIDE, ELSEWHERE = 0.05, 0.9


def misplaced(timeline: Timeline, transcript: Transcript) -> tuple[Problem, ...]:
    """Warn of chapters that are spoken of far from where they are stamped (code T040).

    The hint proposes the moment that fits better and quotes it. Chapters whose words are not
    telling give no warning. A title that several chapters share is looked for in all of them.
    """
    chapters = timeline.chapters
    if not chapters or not any(segment.text.strip() for segment in transcript.segments):
        return ()
    hearing = hear(timeline, transcript)
    points = [Insight(text=chapter_text(chapter)) for chapter in chapters]
    rows = [row for batch in probabilities(points, "insight", hearing) for row in batch]
    return tuple(
        problem
        for chapter, likely in zip(chapters, rows, strict=True)
        for problem in _doubts(chapter, chapters, likely, hearing.speech)
    )


def _doubts(
    chapter: Chapter, chapters: tuple[Chapter, ...], likely: Probabilities, speech: Speech
) -> Iterator[Problem]:
    near = around(likely[None], speech, SAME)[0]
    best = int((near + likely).argmax())
    inside = np.zeros(len(likely), bool)
    for other in chapters:
        if chapter_text(other) == chapter_text(chapter):
            inside |= (speech.starts >= other.start - SAME) & (speech.starts < other.end + SAME)
    sure = fitted("insight").confidence(float(near[best]))
    if not inside[best] and sure >= ELSEWHERE and likely[inside].sum() <= INSIDE:
        better = clock(int(speech.starts[best]))
        yield Problem(
            code="T040",
            severity="warning",
            message=f"stamped {clock(chapter.start)}, but spoken of at {better}",
            hint=f"{better} fits better: “{speech.texts[best]}”",
            line=chapter.line,
        )
