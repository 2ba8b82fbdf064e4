"""OGM chapters, as OGMTools, Nero and mkvmerge read them.

Two lines a chapter, paired by number: ``CHAPTER01=00:00:00.000`` and ``CHAPTER01NAME=Title``.
Vorbis comments hold the same with three digits. There are no escapes and no ends.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.errors import InputError
from timeline.formats.assembly import (
    assemble,
    bad_line,
    beginning,
    not_kept,
    numbered_lines,
    time_of,
)
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Timeline
from timeline.times import format_timestamp
from timeline.tracks import TrackName, listed

_START = re.compile(r"\s*CHAPTER(\d{1,4})\s*=(.*)", re.I)
_NAME = re.compile(r"\s*CHAPTER(\d{1,4})NAME\s*=(.*)", re.I)
_URL = re.compile(r"\s*CHAPTER(\d{1,4})URL\s*=(.*)", re.I)
_PAIR = re.compile(r"^[ \t]{0,9}CHAPTER(\d{1,4})[ \t]*=[ \t]*\d", re.I | re.M)
_SETTING = re.compile(r"[ \t]*[\w ]{1,40}=")


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The chapters, two lines each, numbered from 01."""
    return "".join(
        f"CHAPTER{number:02}={format_timestamp(chapter.start)}\nCHAPTER{number:02}NAME={chapter.title}\n"
        for number, chapter in enumerate(listed(timeline.chapters), 1)
    )


def read(text: str) -> ParseResult:
    """Read pairs of lines, in whatever order they are. Raises InputError, naming the line."""
    starts: dict[int, Chapter] = {}
    names: dict[int, str] = {}
    urls: dict[int, str] = {}
    others = []
    for line, content in numbered_lines(text):
        if match := _NAME.fullmatch(content):
            names[int(match[1])] = match[2]
        elif match := _URL.fullmatch(content):
            urls[int(match[1])] = match[2].strip()
        elif match := _START.fullmatch(content):
            number, start = int(match[1]), time_of(match[2], line)
            if number in starts:
                raise bad_line(line, f"CHAPTER{match[1]} appears twice", "number them in order")
            starts[number] = Chapter(start=start, end=start, title="", line=line)
        else:
            others.append(content)
    if not starts:
        raise InputError("there is no CHAPTER01= line in this")
    others += [f"CHAPTER{number:02}NAME" for number in sorted(names.keys() - starts.keys())]
    return assemble(
        [
            replace(chapter, title=names.get(number, ""), url=urls.get(number, ""))
            for number, chapter in starts.items()
        ],
        problems=not_kept(others),
    )


def _sniff(text: str) -> bool:
    """Whether a text is lines of NAME=VALUE, a chapter's start among them."""
    return bool(_SETTING.match(beginning(text)) and _PAIR.search(text))


FORMAT = Format(
    name="ogm",
    title="OGM chapters",
    suffix=".ogm.txt",
    media_type="text/plain",
    capabilities=frozenset({"late", "milliseconds"}),
    sniff=_sniff,
    read=read,
    write=write,
)
