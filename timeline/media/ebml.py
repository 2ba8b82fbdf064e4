"""The chapters of a Matroska or WebM file as the XML that mkvextract gives, and its length.

FFmpeg mixes all editions and languages in one list, and knows neither nesting nor hidden
chapters. This reads the element itself: RFC 8794 for EBML, RFC 9559 for Matroska. Only sizes and
chapters are read, whatever the file's length.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple
from xml.sax.saxutils import escape

from timeline.text import printable

_SEGMENT, _CHAPTERS, _CLUSTER = 0x18538067, 0x1043A770, 0x1F43B675
_SEEK_HEAD, _SEEK, _SEEK_ID, _SEEK_POSITION = 0x114D9B74, 0x4DBB, 0x53AB, 0x53AC

_INFO, _SCALE, _DURATION, _TITLE = 0x1549A966, 0x2AD7B1, 0x4489, 0x7BA9

#: Elements that hold others, integers, times in nanoseconds, and texts, by their names in XML.
_MASTERS = {0x45B9: "EditionEntry", 0xB6: "ChapterAtom", 0x80: "ChapterDisplay"}
_NUMBERS = {
    0x45BD: "EditionFlagHidden",
    0x45DB: "EditionFlagDefault",
    0x98: "ChapterFlagHidden",
    0x4598: "ChapterFlagEnabled",
    0x63C3: "ChapterPhysicalEquiv",
}
_TIMES = {0x91: "ChapterTimeStart", 0x92: "ChapterTimeEnd"}
_TEXTS = {0x85: "ChapString", 0x437C: "ChapterLanguage", 0x437D: "ChapLanguageIETF"}
_NAMES = {"ChapString": "ChapterString"}

#: A list of chapters larger than this is damage.
_MAX_BYTES = 16 * 1024 * 1024
#: So many elements are looked at before the first cluster, and so deep atoms lie in each other.
_MAX_ELEMENTS, _MAX_DEPTH = 10_000, 50


class _Element(NamedTuple):
    """An element: its id, where its content begins, and how long that is (-1: not known)."""

    id: int
    start: int
    size: int


class Info(NamedTuple):
    """What a file says of itself as a whole: its length (ms) and its title."""

    duration: int
    title: str


class _DamagedError(Exception):
    """What is no EBML."""


def chapters_xml(path: Path) -> str | None:
    """The chapters as XML; None where there are none, or where the file cannot be read so."""
    try:
        with open(path, "rb") as file:
            content = _chapters(file)
        return None if content is None else f"<Chapters>{''.join(_xml(content, 0))}</Chapters>"
    except (_DamagedError, OSError, ValueError, IndexError):
        return None


def info(path: Path) -> Info | None:
    """The length and title of a file; None where it does not say how long it is."""
    try:
        with open(path, "rb") as file:
            segment = _segment(file)
            found = segment and next((e for e in _elements(file, *segment) if e.id == _INFO), None)
            fields = dict(_inside(_content(file, found))) if found else {}
        length = fields.get(_DURATION, b"")
        (ticks,) = struct.unpack(">d" if len(length) == 8 else ">f", length)
        scale = int.from_bytes(fields[_SCALE]) if _SCALE in fields else 1_000_000
        title = fields.get(_TITLE, b"").rstrip(b"\0").decode("utf-8", "replace")
        return Info(round(ticks * scale / 1_000_000), " ".join(title.split()))
    except (_DamagedError, OSError, ValueError, IndexError, OverflowError, struct.error):
        return None


def _segment(file: BinaryIO) -> tuple[int, int] | None:
    """Where the content of the segment begins and ends."""
    file.seek(0, 2)
    end = file.tell()
    segment = next((each for each in _elements(file, 0, end) if each.id == _SEGMENT), None)
    if segment is None:
        return None
    last = end if segment.size < 0 else min(end, segment.start + segment.size)
    return segment.start, last


def _chapters(file: BinaryIO) -> bytes | None:
    """The content of the chapters' element, by the index at the head or by looking for it."""
    segment = _segment(file)
    if segment is None:
        return None
    for each in _elements(file, *segment):
        if each.id == _CHAPTERS:
            return _content(file, each)
        if each.id == _SEEK_HEAD:
            place = _indexed(_content(file, each))
            found = _element(file, segment[0] + place) if place is not None else None
            if found and found.id == _CHAPTERS:
                return _content(file, found)
        if each.id == _CLUSTER and each.size < 0:
            return None
    return None


def _indexed(seek_head: bytes) -> int | None:
    """Where a SeekHead says that the chapters are, from the segment's start."""
    for seek_id, entry in _inside(seek_head):
        if seek_id == _SEEK:
            fields = dict(_inside(entry))
            if int.from_bytes(fields.get(_SEEK_ID, b"")) == _CHAPTERS:
                return int.from_bytes(fields.get(_SEEK_POSITION, b""))
    return None


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[_Element]:
    """The elements that follow each other from ``start``."""
    for _ in range(_MAX_ELEMENTS):
        if start >= end:
            return
        found = _element(file, start)
        yield found
        if found.size < 0:
            return
        start = found.start + found.size


def _element(file: BinaryIO, position: int) -> _Element:
    file.seek(position)
    head = file.read(12)
    number, after = _number(head, 0, marked=True)
    size, after = _number(head, after, marked=False)
    return _Element(number, position + after, size)


def _content(file: BinaryIO, element: _Element) -> bytes:
    if not 0 <= element.size <= _MAX_BYTES:
        raise _DamagedError
    file.seek(element.start)
    return file.read(element.size)


def _inside(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The elements of a content: id and content of each."""
    position = 0
    while position < len(data):
        number, position = _number(data, position, marked=True)
        size, position = _number(data, position, marked=False)
        if size < 0 or position + size > len(data):
            raise _DamagedError
        yield number, data[position : position + size]
        position += size


def _number(data: bytes, position: int, *, marked: bool) -> tuple[int, int]:
    """A number of variable length and where it ends; -1 for a size that is not known."""
    if position >= len(data) or not data[position]:
        raise _DamagedError
    length = 9 - data[position].bit_length()
    value = int.from_bytes(data[position : position + length])
    if not marked:
        value &= (1 << 7 * length) - 1
        if value == (1 << 7 * length) - 1:
            value = -1
    return value, position + length


def _xml(data: bytes, depth: int) -> Iterator[str]:
    """The elements that chapters are made of, as XML."""
    if depth > _MAX_DEPTH:
        raise _DamagedError
    for number, content in _inside(data):
        if name := _MASTERS.get(number):
            yield f"<{name}>{''.join(_xml(content, depth + 1))}</{name}>"
        elif name := _NUMBERS.get(number):
            yield f"<{name}>{int.from_bytes(content)}</{name}>"
        elif name := _TIMES.get(number):
            seconds, rest = divmod(int.from_bytes(content), 1_000_000_000)
            yield f"<{name}>{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
            yield f".{rest:09}</{name}>"
        elif name := _TEXTS.get(number):
            text = printable(content.rstrip(b"\0").decode("utf-8", "replace"))
            name = _NAMES.get(name, name)
            yield f"<{name}>{escape(text)}</{name}>"
