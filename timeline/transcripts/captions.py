"""From captions as they are shown to segments of speech: repeats, ends, names of speakers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from timeline.errors import TimeError
from timeline.model import Segment
from timeline.times import MAX_TIME_MS

#: Captions are rolling when more than this share opens with a line of the one before.
_MIN_ROLLING_SHARE = 0.3

#: ``Ines Marr: text``. Names are short, and none ends a sentence before its colon.
SPEAKER = re.compile(
    r"(?:[-–—]\s?)?([^\W\d_][\w.'’\- ]{0,39}?)(?:\s?\([^()]{1,30}\))?\s?[:：]\s+(?=\S)"
)
_MAX_NAME_WORDS = 4
#: Names are names where so many are said again, or so large a share of all captions has one.
_MIN_NAMED = 2
_MIN_NAMED_SHARE = 0.3
#: Lines of their own are names where there are so many, and so few different ones.
_MIN_BLOCKS = 3
_MAX_NAMES_SHARE = 0.7
# Broadcasters mark a new speaker so.
_CHEVRONS = re.compile(r"^(?:>{2,3}|&gt;&gt;)\s*")


@dataclass(frozen=True, slots=True)
class Caption:
    """What is shown from ``start`` to ``end`` (milliseconds): its lines, in plain text."""

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str = ""


def caption(start: int, end: int, text: str, speaker: str = "") -> Caption:
    """A caption of a text whose lines are separated by newlines; blanks are evened out."""
    lines = (_CHEVRONS.sub("", " ".join(line.split())) for line in text.split("\n"))
    return Caption(start, end, tuple(line for line in lines if line), " ".join(speaker.split()))


def segments_of(captions: Iterable[Caption]) -> tuple[Segment, ...]:
    """The speech of captions in order of time, each line once, with the names of who speaks.

    Raises TimeError for a time that no media has.
    """
    ordered = sorted(captions, key=lambda each: (each.start, each.end))
    ordered = [replace(each, end=max(each.end, each.start)) for each in ordered if each.lines]
    if any(each.end > MAX_TIME_MS for each in ordered):
        raise TimeError("a caption of it is on after 999 hours")
    ordered = _with_first_lines_as_speakers(ordered)
    overlaps = [_overlap(each, before) for before, each in pairwise(ordered)]
    two_lines = any(len(each.lines) > 1 for each in ordered)
    if two_lines and sum(map(bool, overlaps)) > _MIN_ROLLING_SHARE * len(ordered):
        ordered = _without_overlaps(ordered, [0, *overlaps])
    return tuple(_with_speakers([_segment(each) for each in ordered]))


def _with_first_lines_as_speakers(captions: list[Caption]) -> list[Caption]:
    """First lines that come again and again, and are short, are who speaks (Teams)."""
    several = [each for each in captions if len(each.lines) > 1]
    if any(each.speaker for each in captions) or len(several) * 2 <= len(captions):
        return captions
    names = {each.lines[0] for each in several}
    short = all(len(name.split()) <= _MAX_NAME_WORDS and name[-1] not in ".?!," for name in names)
    if not short or len(several) < _MIN_BLOCKS or len(names) > _MAX_NAMES_SHARE * len(several):
        return captions
    return [
        replace(each, speaker=each.lines[0].rstrip(":"), lines=each.lines[1:])
        if len(each.lines) > 1
        else each
        for each in captions
    ]


def _segment(caption: Caption) -> Segment:
    text = " ".join(caption.lines)
    return Segment(start=caption.start, end=caption.end, text=text, speaker=caption.speaker)


def _overlap(caption: Caption, before: Caption) -> int:
    """How many of ``caption``'s first lines are the last lines of the one before."""
    if caption.speaker != before.speaker:
        return 0
    most = min(len(caption.lines), len(before.lines))
    return next((n for n in range(most, 0, -1) if caption.lines[:n] == before.lines[-n:]), 0)


def _without_overlaps(captions: list[Caption], overlaps: Iterable[int]) -> list[Caption]:
    """Only the lines that are new in each caption; a line lasts until the next new one."""
    new = [
        replace(each, lines=each.lines[overlap:])
        for each, overlap in zip(captions, overlaps, strict=True)
        if overlap < len(each.lines)
    ]
    ends = [min(each.end, following.start) for each, following in pairwise(new)]
    return [replace(each, end=end) for each, end in zip(new, [*ends, new[-1].end], strict=True)]


def _with_speakers(segments: Sequence[Segment]) -> list[Segment]:
    """Names before the words, where they come again and again, as the segments' speakers."""
    found = [None if each.speaker else SPEAKER.match(each.text) for each in segments]
    names = Counter(
        match[1] for match in found if match and len(match[1].split()) <= _MAX_NAME_WORDS
    )
    if names.total() < max(_MIN_NAMED, _MIN_NAMED_SHARE * len(segments)):
        names = Counter({name: count for name, count in names.items() if count > _MIN_NAMED})
    return [
        replace(each, speaker=match[1], text=each.text[match.end() :])
        if match and match[1] in names
        else each
        for each, match in zip(segments, found, strict=True)
    ]
