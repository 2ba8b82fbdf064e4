"""ffmetadata: the text that ffmpeg takes chapters and tags from.

https://ffmpeg.org/ffmpeg-formats.html#Metadata-2 Two things its documentation does not say:
END is needed, and a value that ends in a backslash, escaped as told, swallows the next
section. A blank after that backslash keeps them apart, and is taken off in reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from timeline.chapter_ends import within
from timeline.errors import InputError
from timeline.formats.assembly import ESTIMATE, assemble, bad_line, beginning, not_kept
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Timeline
from timeline.times import MAX_TIME_MS
from timeline.tracks import TrackName, flat, listed, one_line, printable

SIGNATURE = ";FFMETADATA1"

#: ffmpeg's unit where a chapter names none.
NANOSECOND = Fraction(1, 1_000_000_000)

_TIMES = ("TIMEBASE", "START", "END")
_SPECIAL = re.compile(r"[=;#\\\n]")
_LINE_BREAK = re.compile(r"\\.|\n", re.S)
_EQUALS = re.compile(r"\\.|=", re.S)
_ESCAPED = re.compile(r"\\(.)", re.S)
_WHOLE = re.compile(r"[0-9]{1,18}")
_SECTION = re.compile(r"^\[CHAPTER\][ \t]*\r?\n(?:[^\n]*\n)?START=\d", re.M)
_TIMEBASE = re.compile(r"([0-9]{1,12})/([0-9]{1,12})")


@dataclass
class _Section:
    """One ``[SECTION]`` (the head has no name): its values by key, and its line."""

    name: str
    line: int
    values: dict[str, str] = field(default_factory=dict)


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The chapters as one flat list, and the tags that ffmpeg has a name for."""
    lines = [SIGNATURE]
    if timeline.duration_source == "estimate":
        lines.append(f"; {ESTIMATE}")
    lines += [f"{key}={_escape(value)}" for key, value in _tags(timeline).items() if value]
    for chapter in flat(listed(within(timeline).chapters)):
        lines += ["", "[CHAPTER]", "TIMEBASE=1/1000"]
        lines += [f"START={chapter.start}", f"END={chapter.end}", f"title={_escape(chapter.title)}"]
    return "\n".join(lines) + "\n"


def read(text: str) -> ParseResult:
    """Read chapters and tags. Raises InputError, naming the line."""
    text = _unix(text.removeprefix("\ufeff"))
    if not text.startswith(SIGNATURE):
        raise InputError("this is not ffmetadata", hint=f"its first line must be {SIGNATURE}")
    head, *sections = _sections(text)
    chapters = [section for section in sections if section.name == "CHAPTER"]
    about = Timeline(
        title=head.values.pop("title", ""),
        tldr=head.values.pop("description", ""),
        language=head.values.pop("language", ""),
        source_url=head.values.pop("purl", ""),
    )
    others = [*head.values, *(f"[{s.name}]" for s in sections if s.name != "CHAPTER")]
    return assemble(
        [_chapter(section) for section in chapters],
        about,
        every_end=all("END" in section.values for section in chapters),
        estimated=f"\n; {ESTIMATE}\n" in text,
        problems=not_kept(others),
    )


def _tags(timeline: Timeline) -> dict[str, str]:
    """The tags at the head; ``description`` alone may have several lines."""
    return {
        "title": one_line(timeline.title),
        "description": _unix(printable(timeline.tldr)).strip(),
        "language": one_line(timeline.language),
        "purl": one_line(timeline.source_url),
    }


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _escape(value: str) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", value)
    return f"{escaped} " if escaped.endswith("\\") else escaped


def _sections(text: str) -> Iterator[_Section]:
    section = _Section("", 1)
    for number, line in _logical_lines(text):
        if not line.strip() or line[0] in ";#":
            continue
        if line[0] == "[" and line.rstrip().endswith("]"):
            yield section
            section = _Section(line.strip()[1:-1].upper(), number)
        elif equals := next(_unescaped(_EQUALS, line), None):
            parts = line[: equals.start()], line[equals.end() :]
            key, value = (_ESCAPED.sub(r"\1", part).strip() for part in parts)
            section.values[key.upper() if key.upper() in _TIMES else key.lower()] = value
    yield section


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that an escaped line break does not end, each with the number of its first."""
    position, number = 0, 1
    for line_break in _unescaped(_LINE_BREAK, text):
        yield number, text[position : line_break.start()]
        number += text.count("\n", position, line_break.end())
        position = line_break.end()
    if position < len(text):
        yield number, text[position:]


def _unescaped(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches that are no escaped character. ``pattern`` takes those as well."""
    return (match for match in pattern.finditer(text) if match[0][0] != "\\")


def _chapter(section: _Section) -> Chapter:
    base = _timebase(section)
    if "START" not in section.values:
        raise bad_line(section.line, "this chapter has no START")
    start = _time(section, "START", base)
    end = _time(section, "END", base) if "END" in section.values else None
    return Chapter(
        start=start,
        end=start if end is None else end,
        end_given=end is not None,
        title=section.values.get("title", ""),
        line=section.line,
    )


def _timebase(section: _Section) -> Fraction:
    value = section.values.get("TIMEBASE")
    if value is None:
        return NANOSECOND
    match = _TIMEBASE.fullmatch(value)
    if not match or not int(match[1]) or not int(match[2]):
        raise bad_line(section.line, f"TIMEBASE={value} is not a fraction", "write it like 1/1000")
    return Fraction(int(match[1]), int(match[2]))


def _time(section: _Section, key: str, base: Fraction) -> int:
    value = section.values[key]
    if not _WHOLE.fullmatch(value):
        raise bad_line(section.line, f"{key}={value} is not a whole number")
    # Halves up, as in timeline.times.
    ms = int(int(value) * base * 1000 + Fraction(1, 2))
    if ms > MAX_TIME_MS:
        raise bad_line(section.line, f"{key}={value} is longer than 999 hours")
    return ms


def _sniff(text: str) -> bool:
    """The signature, or a section of chapters without it, which is refused as ffmpeg does."""
    head = beginning(text)
    return head.startswith(SIGNATURE) or bool(head[:1] in "[;#" and _SECTION.search(text))


FORMAT = Format(
    name="ffmetadata",
    title="ffmpeg metadata",
    suffix=".ffmetadata",
    media_type="text/plain",
    capabilities=frozenset({"title", "tldr", "language", "source", "ends", "milliseconds"}),
    sniff=_sniff,
    read=read,
    write=write,
)
