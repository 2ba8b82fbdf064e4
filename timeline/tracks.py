"""Timeline to tracks: the cues that a player can show, in order, ends after starts.

A track is a list of cues of one kind. The chapters track may nest cues (WebVTT allows a
chapter inside a chapter) but never lets two overlap by halves; insight and Q&A cues never
overlap at all, so that a plain player can show them as subtitles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, get_args

from timeline.model import Chapter, Insight, Point, Question, Timeline

TrackName = Literal["chapters", "insights", "qa"]
TRACKS: tuple[TrackName, ...] = get_args(TrackName)

LABELS: dict[TrackName, str] = {
    "chapters": "Chapters",
    "insights": "Key insights",
    "qa": "Questions and answers",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One line of text from ``start`` to ``end`` (milliseconds, end after start)."""

    start: int
    end: int
    text: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Cues in order of start, with what HTML's ``<track>`` wants to know about them."""

    name: TrackName
    label: str
    language: str
    cues: tuple[Cue, ...]


def track(timeline: Timeline, name: TrackName) -> Track:
    """The cues of one track. Undated points have no cue."""
    if name == "chapters":
        cues = _nested(_chapter_cues(timeline.chapters))
    elif name == "insights":
        cues = _disjoint(_point_cues(timeline.insights, "insight"))
    else:
        cues = _disjoint(_point_cues(timeline.qa, "qa"))
    return Track(name=name, label=LABELS[name], language=timeline.language, cues=tuple(cues))


def insight_text(insight: Insight) -> str:
    """An insight as one line: its icon, if any, and its text."""
    return one_line(f"{insight.icon} {insight.text}")


def question_text(question: Question) -> str:
    """A question and its answer as one line: ``Q: ... A: ...``."""
    parts = (("Q:", question.question), ("A:", question.answer))
    return one_line(" ".join(f"{letter} {text}" for letter, text in parts if text.strip()))


_SPACES = re.compile(r"\s+")


def one_line(text: str) -> str:
    """The text with every run of white space, line breaks too, as one blank."""
    return _SPACES.sub(" ", text).strip()


def _chapter_cues(chapters: Sequence[Chapter]) -> Iterable[Cue]:
    for number, chapter in enumerate(chapters, 1):
        title = one_line(chapter.title) or f"Chapter {number}"
        yield Cue(start=chapter.start, end=chapter.end, text=title, id=f"chapter-{number}")


def _point_cues(points: Sequence[Insight | Question], kind: str) -> Iterable[Cue]:
    for number, point in enumerate(points, 1):
        text = insight_text(point) if isinstance(point, Insight) else question_text(point)
        if (span := _span(point)) and text:
            yield Cue(start=span[0], end=span[1], text=text, id=f"{kind}-{number}")


def _span(point: Point) -> tuple[int, int] | None:
    if point.start is None or point.end is None:
        return None
    return point.start, max(point.end, point.start + 1)


def _nested(cues: Iterable[Cue]) -> list[Cue]:
    """Cut a cue that reaches into a later one without holding all of it."""
    ordered = sorted(cues, key=lambda cue: (cue.start, -cue.end))
    open_cues: list[int] = []
    for index, cue in enumerate(ordered):
        cue = replace(cue, end=max(cue.end, cue.start + 1))
        ordered[index] = cue
        while open_cues and ordered[open_cues[-1]].end <= cue.start:
            open_cues.pop()
        # A cut parent may end before its own parent, never after, so cutting inwards is enough.
        while open_cues and ordered[open_cues[-1]].end < cue.end:
            outer = ordered[open_cues[-1]]
            if outer.start == cue.start:
                break
            ordered[open_cues.pop()] = replace(outer, end=cue.start)
        open_cues.append(index)
    return ordered


def _disjoint(cues: Iterable[Cue]) -> list[Cue]:
    """Let each cue end where the next one starts; cues of one start share the time evenly."""
    groups = [
        list(group)
        for _, group in groupby(sorted(cues, key=lambda cue: cue.start), key=lambda cue: cue.start)
    ]
    spread: list[Cue] = []
    cursor = 0
    for index, group in enumerate(groups):
        start = max(group[0].start, cursor)
        end = max(cue.end for cue in group)
        if index + 1 < len(groups):
            end = min(end, groups[index + 1][0].start)
        share = max(1, (end - start) // len(group))
        for place, cue in enumerate(group):
            last = place == len(group) - 1
            cue_end = max(end, start + 1) if last else start + share
            spread.append(replace(cue, start=start, end=cue_end))
            start = cue_end
        cursor = start
    return spread
