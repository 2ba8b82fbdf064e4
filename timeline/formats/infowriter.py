"""The log of OBS Studio's InfoWriter plug-in: scene changes and hotkeys of a recording. Read only.

https://github.com/partouf/OBSInfoWriter A block is a line of what happened (``HOTKEY:name @
date``) and under it the time in the recording and the time in the stream. The recording's
counts; the stream's where there is no recording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.errors import InputError
from timeline.formats.assembly import assemble, numbered_lines, time_of
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Problem

_TIME = re.compile(r"(\d{1,3}:\d\d:\d\d) (Record|Stream) Time Marker(.*)")
_HEAD = re.compile(r"^\d{1,3}:\d\d:\d\d (?:Record|Stream) Time Marker", re.M)
_EVENT = re.compile(r"(?:EVENT|HOTKEY|SCENE)\s?:\s?(.+?)(?: @ [\d :.T+-]{8,40})?\s{0,9}")
_STOP = re.compile(r"STOP (?:RECORDING|STREAM(?:ING)?)")


def read(text: str) -> ParseResult:
    """Read the marks of the recording. Raises InputError where it has none."""
    marks: dict[str, list[Chapter]] = {"Record": [], "Stream": []}
    title = ""
    for line, content in numbered_lines(text):
        if match := _TIME.fullmatch(content.strip()):
            if "(not " not in match[3]:
                start = time_of(match[1], line)
                marks[match[2]].append(Chapter(start=start, end=start, title=title, line=line))
        else:
            event = _EVENT.fullmatch(content.strip())
            title = event[1] if event else content.strip()
    source = "Record" if marks["Record"] else "Stream"
    found = marks[source]
    stops = [chapter for chapter in found if _STOP.fullmatch(chapter.title)]
    chapters = [chapter for chapter in found if chapter not in stops]
    if not chapters:
        raise InputError("there is no mark of a recording or stream in this log")
    return assemble(
        chapters,
        duration=stops[-1].start if stops and stops[-1] is found[-1] else None,
        problems=_several(chapters),
    )


def _several(chapters: list[Chapter]) -> Iterator[Problem]:
    """That the log holds several recordings, each with times of its own."""
    begun = [chapter for chapter in chapters if chapter.title == "START RECORDING"]
    if len(begun) > 1:
        message = f"this log holds {len(begun)} recordings: their marks are read as one list"
        hint = "keep one recording's lines"
        yield Problem(
            code="T115", severity="warning", message=message, hint=hint, line=begun[1].line
        )


FORMAT = Format(
    name="infowriter",
    title="OBS InfoWriter's log",
    suffix=".log",
    media_type="text/plain",
    sniff=lambda text: bool(_HEAD.search(text)),
    read=read,
)
