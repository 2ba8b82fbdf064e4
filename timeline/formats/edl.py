"""CMX 3600 edit decision lists, as DaVinci Resolve, Avid and OBS tools export markers. Read only.

https://en.wikipedia.org/wiki/Edit_decision_list An event is a line with four SMPTE times, of
which the third, record in, is where it is in the film. What it is called is in the lines
under it: Resolve's ``|M:Name``, Avid's ``* LOC: 01:00:05:00 RED Name`` (with a time of its
own), ``* COMMENT:`` or ``* FROM CLIP NAME:``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from timeline.errors import InputError
from timeline.formats.assembly import assemble, bad_line, numbered_lines
from timeline.formats.base import Format
from timeline.formats.records.values import frame_rate, times_of
from timeline.model import Chapter, ParseResult, Problem, Timeline
from timeline.times import HOUR, SECOND

_SMPTE = r"\d{2}:\d{2}:\d{2}[:;]\d{2}"
_EVENT = re.compile(
    r"^[ \t]{0,9}\d{1,6}[ \t]+\S{1,200}[ \t]+\S{1,9}[ \t]+\S{1,9}[ \t]+(?:\d{1,4}[ \t]+)?"
    rf"{_SMPTE}[ \t]+{_SMPTE}[ \t]+({_SMPTE})[ \t]+({_SMPTE})[ \t]*\r?$",
    re.M,
)
_MARKER = re.compile(r"\|M:([^|]*)")
_LENGTH = re.compile(r"\|D:(\d{1,9})")
_LOCATOR = re.compile(rf"\*[ \t]*LOC:[ \t]*({_SMPTE})[ \t]+\S+[ \t]*(.*)")
_COMMENT = re.compile(r"\*[ \t]*(COMMENT|FROM CLIP NAME):[ \t]*(.*)")
_TITLE = re.compile(r"TITLE:[ \t]*(.*)")


@dataclass
class _Event:
    """An event's line, its record times as written, and the lines under it."""

    line: int
    start: str
    notes: list[str] = field(default_factory=list)


def read(text: str) -> ParseResult:
    """Read events or their locators as chapters. Raises InputError where there are none."""
    title, events = "", []
    for line, content in numbered_lines(text):
        if match := _EVENT.match(content):
            events.append(_Event(line, match[1]))
        elif match := _TITLE.match(content):
            title = match[1].strip()
        elif events:
            events[-1].notes.append(content.strip())
    if not events:
        raise InputError("there is no event in this EDL")
    marks = [mark for event in events for mark in _marks(event)]
    rate = frame_rate([start for start, _, _, _ in marks])
    starts = times_of([start for start, _, _, _ in marks], rate=rate).values
    if None in starts:
        raise bad_line(marks[starts.index(None)][3], "this event's time cannot be read")
    offset = HOUR if min(start or 0 for start in starts) >= HOUR else 0
    chapters = []
    for (_, name, frames, line), start in zip(marks, starts, strict=True):
        begin = (start or 0) - offset
        # One frame is a marker at a point.
        length = frames * SECOND // rate if frames > 1 else 0
        chapters.append(
            Chapter(start=begin, end=begin + length, end_given=length > 0, title=name, line=line)
        )
    return assemble(chapters, Timeline(title=title), problems=_assumed(text, offset, rate, starts))


def _marks(event: _Event) -> Iterator[tuple[str, str, int, int]]:
    """Each time of an event, as written, with its name, its length in frames, and its line."""
    locators = [match for note in event.notes if (match := _LOCATOR.match(note))]
    if locators:
        for match in locators:
            yield match[1], match[2].strip(), 0, event.line
        return
    note = "\n".join(event.notes)
    length = _LENGTH.search(note)
    yield event.start, _name(event.notes), int(length[1]) if length else 0, event.line


def _name(notes: list[str]) -> str:
    """What an event is called: its marker, else its comment, else its clip."""
    for note in notes:
        if match := _MARKER.search(note):
            return match[1].strip()
    named = {match[1]: match[2].strip() for note in notes if (match := _COMMENT.match(note))}
    return named.get("COMMENT") or named.get("FROM CLIP NAME", "")


def _assumed(text: str, offset: int, rate: int, starts: list[int | None]) -> Iterator[Problem]:
    if any(start and start % SECOND for start in starts):
        message = f"frames are counted at {rate} a second: the file does not say"
        yield Problem(code="T109", severity="note", message=message)
    if offset:
        message = "the times begin at 01:00:00:00, as editing systems count: an hour is taken off"
        yield Problem(code="T109", severity="note", message=message)


FORMAT = Format(
    name="edl",
    title="Edit decision list (CMX 3600)",
    suffix=".edl",
    media_type="text/plain",
    sniff=lambda text: bool(_EVENT.search(text)),
    read=read,
)
