"""mp4chaps text: a chapter a line, ``00:01:59.000 News``, a link after it in brackets.

A comma or a third colon for the point is read, too.

The links, ``00:01:59.000 News <https://example.org/>``, are podcast tools' addition. There
are no escapes and no ends. m4b-tool puts the length on top: ``# total-length 02:13:19.000``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from timeline.formats.assembly import (
    assemble,
    bad_line,
    beginning,
    numbered_lines,
    refuse_transcript,
    time_of,
)
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Timeline
from timeline.times import format_timestamp
from timeline.tracks import TrackName, listed, one_line

_LINE = re.compile(r"[ \t]*(\d{1,4}:\d\d:\d\d)[.,:](\d{3})(?:[ \t]+(.*))?")
_LENGTH = re.compile(r"[ \t]*#{1,3}[ \t]*total-(?:length|duration):?[ \t]+([\d:.]{1,16})[ \t]*")
#: A second time behind a tab makes a table of it.
_TABLE = re.compile(r"[ \t]*[\d:.,]+\t(?:[\d:.,]+)?\t")
_LINK = re.compile(r"(.*?)(?<!\s)\s*<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]+)>")


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The chapters, one a line."""
    return "".join(
        f"{format_timestamp(chapter.start)} {chapter.title}{_link(chapter.url)}\n"
        for chapter in listed(timeline.chapters)
    )


def read(text: str) -> ParseResult:
    """Read a chapter a line. Raises InputError, naming the line; for a transcript too."""
    lines = list(numbered_lines(text))
    lengths = [time_of(match[1], n) for n, line in lines if (match := _LENGTH.fullmatch(line))]
    chapters = [_chapter(n, line) for n, line in lines if not _LENGTH.fullmatch(line)]
    starts = sorted(chapter.start for chapter in chapters)
    refuse_transcript(list(pairwise(starts)))
    return assemble(chapters, duration=next(iter(lengths), None))


def _link(url: str) -> str:
    url = one_line(url).replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
    return f" <{url}>" if url else ""


def _chapter(line: int, content: str) -> Chapter:
    match = _LINE.fullmatch(content)
    if not match:
        raise bad_line(line, "this is not a time and a title", "write it like 00:01:59.000 News")
    start = time_of(f"{match[1]}.{match[2]}", line)
    link = _LINK.fullmatch((match[3] or "").rstrip())
    title, url = link.groups() if link else (match[3] or "", "")
    return Chapter(start=start, end=start, title=title, url=url, line=line)


def _sniff(text: str) -> bool:
    """Whether every line is a full time with a title: a summary has other lines as well."""
    head = beginning(text)
    if not (_LINE.match(head) or _LENGTH.match(head)):
        return False
    lines = [line for _, line in numbered_lines(text) if not _LENGTH.fullmatch(line)]
    return bool(lines) and all(_LINE.fullmatch(ln) and not _TABLE.match(ln) for ln in lines)


FORMAT = Format(
    name="mp4chaps",
    title="mp4chaps text",
    suffix=".txt",
    media_type="text/plain",
    capabilities=frozenset({"late", "links", "milliseconds"}),
    sniff=_sniff,
    read=read,
    write=write,
)
