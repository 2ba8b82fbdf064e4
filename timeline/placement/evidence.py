"""Where in the transcript the stated parts of a summary are said: what their times are held to.

The parts are its chapters, and the points whose time it states. Each has a row of
probabilities over the segments, which knows nothing of the stated time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from timeline.kinds import KINDS
from timeline.model import Insight, Point, Timeline
from timeline.placement.chapter_ranking import chapter_text
from timeline.placement.probabilities import (
    MATCH_RADIUS,
    Probabilities,
    segment_probabilities,
)
from timeline.placement.transcript_index import Ints, TranscriptIndex

#: The share of a part's probability that is spread evenly over the video, whatever the
#: transcript says: no single part can contradict its time more than this allows.
UNIFORM_SHARE = 0.2
#: How long a part is opening (ms), and the share of its probability that lies there.
OPENING, OPENING_SHARE = 40_000, 0.4


@dataclass(frozen=True, slots=True)
class Evidence:
    """Parts in order of start, with where they are said.

    ``starts`` and ``ends`` are their stated times (ms), ``texts`` what they say.
    ``probabilities`` are parts by segments, rows sum to 1; ``cumulative`` are their running
    sums, from 0 to 1. ``duration`` is in milliseconds.
    """

    index: TranscriptIndex
    starts: Ints
    ends: Ints
    texts: list[str]
    probabilities: Probabilities
    cumulative: Probabilities
    duration: int

    def mass(self, part: int, start: Ints | int, end: Ints | int) -> Probabilities:
        """How likely the part is said between two times (ms), or pairs of times."""
        edges = self.index.starts
        cumulative = self.cumulative[part]
        result: Probabilities = (
            cumulative[np.searchsorted(edges, end)] - cumulative[np.searchsorted(edges, start)]
        )
        return result.clip(0, 1)

    def log_likelihood(self, part: int, start: Ints | int, end: Ints | int) -> Probabilities:
        """The log of ``mass``, with the share that every stretch has by its length alone."""
        length = np.clip((np.asarray(end) - start) / self.duration, 1e-4, 1)
        mass = (1 - UNIFORM_SHARE) * self.mass(part, start, end) + UNIFORM_SHARE * length
        result: Probabilities = np.log(mass)
        return result

    def log_density(self, part: int, start: Ints | int, end: Ints | int) -> Probabilities:
        """How well a part fits a stretch (ms): the log of its density there, 0 for chance.

        It may be said anywhere in the stretch, but most likely near its start.
        """
        length = np.maximum(np.asarray(end) - start, OPENING)
        spread = self.mass(part, start, end) / length
        opening = self.mass(part, np.asarray(start) - OPENING // 4, np.asarray(start) + OPENING)
        density = (1 - OPENING_SHARE) * spread + OPENING_SHARE * opening / (1.25 * OPENING)
        total = (1 - UNIFORM_SHARE) * density * self.duration + UNIFORM_SHARE
        result: Probabilities = np.log(total)
        return result


def build_evidence(
    index: TranscriptIndex,
    times: Sequence[tuple[int, int]],
    texts: Sequence[str],
    probabilities: Probabilities,
    duration: int,
) -> Evidence:
    """Evidence of parts in any order, from their stated times (ms), texts and probabilities."""
    order = sorted(range(len(times)), key=lambda part: times[part][0])
    rows = probabilities[order]
    return Evidence(
        index=index,
        starts=np.array([times[part][0] for part in order], np.int64),
        ends=np.array([times[part][1] for part in order], np.int64),
        texts=[texts[part] for part in order],
        probabilities=rows,
        cumulative=np.pad(np.cumsum(rows, axis=1), ((0, 0), (1, 0))),
        duration=max(duration, int(index.ends.max()), 1),
    )


def chapter_evidence(timeline: Timeline, index: TranscriptIndex) -> Evidence:
    """The evidence on the chapters alone."""
    chapters = timeline.chapters
    points = [Insight(text=chapter_text(chapter)) for chapter in chapters]
    times = [(chapter.start, chapter.end) for chapter in chapters]
    texts = [point.text for point in points]
    rows = _probabilities(points, "chapter", index)
    return build_evidence(index, times, texts, rows, timeline.duration)


def all_evidence(timeline: Timeline, index: TranscriptIndex) -> Evidence:
    """The evidence on the chapters and on all points whose time the summary states."""
    chapters = chapter_evidence(timeline, index)
    times = list(zip(chapters.starts.tolist(), chapters.ends.tolist(), strict=True))
    texts, rows = [*chapters.texts], [chapters.probabilities]
    for kind in KINDS:
        stated = [p for p in kind.points(timeline) if p.moment and p.placed_by == "summary"]
        starts = [point.start or 0 for point in stated]
        times += [(start - MATCH_RADIUS, start + MATCH_RADIUS) for start in starts]
        texts += [point.words for point in stated]
        rows.append(_probabilities(stated, kind.placed_like, index))
    return build_evidence(index, times, texts, np.concatenate(rows), timeline.duration)


def _probabilities(points: Sequence[Point], kind: str, index: TranscriptIndex) -> Probabilities:
    empty = np.zeros((0, len(index.starts)))
    return np.concatenate([empty, *segment_probabilities(points, kind, index)])
