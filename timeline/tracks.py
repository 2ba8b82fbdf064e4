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
from typing import Literal, TypeVar, get_args

from timeline.chapter_ends import within
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
    """The cues of one track. Undated points have no cue, nor has what is after the end."""
    timeline = within(timeline)
    if name == "chapters":
        cues = nested(_chapter_cues(timeline.chapters))
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
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the characters that no text format holds (XML forbids them all)."""
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """The printable text with every run of white space, line breaks too, as one blank."""
    return _SPACES.sub(" ", printable(text)).strip()


def titled(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters, each with a title of one line: ``Chapter 3`` where the third has none."""
    return [
        replace(chapter, title=one_line(chapter.title) or f"Chapter {number}")
        for number, chapter in enumerate(chapters, 1)
    ]


Span = TypeVar("Span", Chapter, Cue)


def nested(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, each ending after its start, two of them apart or one in the other.

    One that reaches into a later one without holding all of it is cut there.
    """
    ordered = sorted(
        (replace(span, end=max(span.end, span.start + 1)) for span in spans),
        key=lambda span: (span.start, -span.end),
    )
    around: list[int] = []
    for index, span in enumerate(ordered):
        while around and ordered[around[-1]].end <= span.start:
            around.pop()
        # What is cut here ends inside all that is around it, so nothing else has to change.
        while around and ordered[around[-1]].end < span.end:
            cut = around.pop()
            ordered[cut] = replace(ordered[cut], end=span.start)
        around.append(index)
    return ordered


def flat(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, none reaching into the next, as flat chapter lists want them.

    Of two that start together the later one starts a millisecond after.
    """
    ordered = nested(spans)
    for index, span in enumerate(ordered[1:], 1):
        before = ordered[index - 1]
        start = max(span.start, before.start + 1)
        ordered[index] = replace(span, start=start, end=max(span.end, start + 1))
        ordered[index - 1] = replace(before, end=min(before.end, start))
    return ordered


def _chapter_cues(chapters: Sequence[Chapter]) -> Iterable[Cue]:
    for number, chapter in enumerate(titled(chapters), 1):
        yield Cue(start=chapter.start, end=chapter.end, text=chapter.title, id=f"chapter-{number}")


def _point_cues(points: Sequence[Insight | Question], kind: str) -> Iterable[Cue]:
    for number, point in enumerate(points, 1):
        text = insight_text(point) if isinstance(point, Insight) else question_text(point)
        if (span := _span(point)) and text:
            yield Cue(start=span[0], end=span[1], text=text, id=f"{kind}-{number}")


def _span(point: Point) -> tuple[int, int] | None:
    if point.start is None or point.end is None:
        return None
    return point.start, max(point.end, point.start + 1)


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
