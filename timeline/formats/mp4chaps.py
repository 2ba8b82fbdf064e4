"""mp4chaps text: a chapter a line, ``00:01:59.000 News``, a link after it in brackets.

The links, ``00:01:59.000 News <https://example.org/>``, are podcast tools' addition. There
are no escapes and no ends.
"""

from __future__ import annotations

import re
from itertools import pairwise

from timeline.formats.assembly import assemble, bad_line, numbered_lines, refuse_transcript, time_of
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Timeline
from timeline.times import format_timestamp
from timeline.tracks import TrackName, one_line, titled

_LINE = re.compile(r"[ \t]*(\d{1,4}:\d\d:\d\d\.\d{3})(?:[ \t]+(.*))?")
_LINK = re.compile(r"(.*?)(?<!\s)\s*<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]+)>")


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The chapters, one a line."""
    return "".join(
        f"{format_timestamp(chapter.start)} {chapter.title}{_link(chapter.url)}\n"
        for chapter in titled(timeline.chapters)
    )


def read(text: str) -> ParseResult:
    """Read a chapter a line. Raises InputError, naming the line; for a transcript too."""
    chapters = [_chapter(line, content) for line, content in numbered_lines(text)]
    starts = sorted(chapter.start for chapter in chapters)
    refuse_transcript(list(pairwise(starts)))
    return assemble(chapters)


def _link(url: str) -> str:
    url = one_line(url).replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
    return f" <{url}>" if url else ""


def _chapter(line: int, content: str) -> Chapter:
    match = _LINE.fullmatch(content)
    if not match:
        raise bad_line(line, "this is not a time and a title", "write it like 00:01:59.000 News")
    start = time_of(match[1], line)
    link = _LINK.fullmatch((match[2] or "").rstrip())
    title, url = link.groups() if link else (match[2] or "", "")
    return Chapter(start=start, end=start, title=title, url=url, line=line)


def _sniff(text: str) -> bool:
    """Whether every line is a full time with a title: a summary has other lines as well."""
    lines = list(numbered_lines(text)) if _LINE.match(text.removeprefix("\ufeff").lstrip()) else []
    return bool(lines) and all(_LINE.fullmatch(line) for _, line in lines)


FORMAT = Format(
    name="mp4chaps",
    title="mp4chaps text",
    suffix=".txt",
    media_type="text/plain",
    capabilities=frozenset({"links", "milliseconds"}),
    sniff=_sniff,
    read=read,
    write=write,
)
