"""Timeline to tracks: the cues that a player can show, in order, ends after starts.

A track is a list of cues of one kind. The chapters track may nest cues (WebVTT allows a
chapter inside a chapter) but never lets two overlap by halves; the cues of points never
overlap at all, so that a plain player can show them as subtitles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias, TypeVar

from timeline.chapter_ends import within
from timeline.kinds import KINDS, Kind, by_track
from timeline.model import Chapter, Moment, Point, Timeline
from timeline.text import one_line as one_line
from timeline.text import printable as printable

#: ``chapters``, or the track of a kind of ``timeline.kinds``.
TrackName: TypeAlias = str
TRACKS: tuple[TrackName, ...] = ("chapters", *(kind.track for kind in KINDS))

LABELS: dict[TrackName, str] = {"chapters": "Chapters"} | {k.track: k.label for k in KINDS}
NOUNS: dict[TrackName, tuple[str, str]] = {"chapters": ("chapter", "chapters")} | {
    kind.track: kind.nouns for kind in KINDS
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One line of text from ``start`` to ``end`` (milliseconds, end after start).

    ``marked`` is the text with `timeline.kinds.JOINT` between parts that could be misread.
    """

    start: int
    end: int
    text: str
    id: str
    marked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Cues in order of start, with what HTML's ``<track>`` wants to know about them."""

    name: TrackName
    label: str
    language: str
    cues: tuple[Cue, ...]


def track(timeline: Timeline, name: TrackName) -> Track:
    """The cues of one track: of points, one for each of their moments. What is after the end has
    none.
    """
    timeline = within(timeline)
    kind = by_track(name)
    cues = _disjoint(_point_cues(timeline, kind)) if kind else nested(_chapter_cues(timeline))
    return Track(name=name, label=LABELS[name], language=timeline.language, cues=tuple(cues))


def titled(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters, each with a title of one line: ``Chapter 3`` where the third has none."""
    return [
        replace(chapter, title=one_line(chapter.title) or f"Chapter {number}")
        for number, chapter in enumerate(chapters, 1)
    ]


def listed(chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters as a list shows them, each with a title: a hidden one that has none is no line
    of it.
    """
    return titled([each for each in chapters if one_line(each.title) or not each.hidden])


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


def _chapter_cues(timeline: Timeline) -> Iterable[Cue]:
    for number, chapter in enumerate(listed(timeline.chapters), 1):
        yield Cue(start=chapter.start, end=chapter.end, text=chapter.title, id=f"chapter-{number}")


def _point_cues(timeline: Timeline, kind: Kind[Point]) -> Iterable[Cue]:
    for number, point in enumerate(kind.points(timeline), 1):
        marked = kind.cue(point)
        for place, moment in enumerate(point.moments if marked else (), 1):
            again = f".{place}" if place > 1 else ""
            yield _cue(moment, marked, f"{kind.anchor}-{number}{again}")


def _cue(moment: Moment, marked: str, name: str) -> Cue:
    start, end = moment.start, moment.end
    return Cue(start=start, end=end, text=one_line(marked), id=name, marked=marked)


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
