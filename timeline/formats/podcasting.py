"""Podcasting 2.0 chapters, the JSON that podcast players load.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
(version 1.2). Ends are written only where the summary gives them; ``toc: false`` is a chapter
that works but is not listed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from timeline.errors import InputError
from timeline.formats.assembly import assemble, not_kept, seconds_of
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Timeline
from timeline.times import to_seconds
from timeline.tracks import TrackName, one_line, printable

VERSION = "1.2.0"

_KEYS = {"version", "chapters", "title", "description"}
_CHAPTER_KEYS = {"startTime", "endTime", "title", "img", "url", "toc"}
_CHAPTERS = re.compile(r'"chapters"\s*:\s*\[')
_OURS = re.compile(r'"startTime"\s*:|"version"\s*:\s*"1\.\d+(?:\.\d+)?"')
#: Clock times are not what the specification has: such a file is read as ``records``.
_CLOCK = re.compile(r'"startTime"\s*:\s*"\d{1,3}:')
_OTHER = re.compile(r'"duration_source"\s*:|"start_time"\s*:')


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The chapters as Podcasting 2.0 JSON."""
    head = {"title": one_line(timeline.title), "description": printable(timeline.tldr)}
    document = {
        "version": VERSION,
        **{key: value for key, value in head.items() if value},
        "chapters": [dict(_pairs(chapter)) for chapter in timeline.chapters],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def read(text: str) -> ParseResult:
    """Read Podcasting 2.0 chapters. Raises InputError, naming the chapter that is wrong."""
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is not JSON: {error}") from None
    items = document.get("chapters") if isinstance(document, dict) else None
    if not isinstance(items, list):
        raise InputError('these are not Podcasting 2.0 chapters: there is no list "chapters"')
    chapters = [_chapter(item, number) for number, item in enumerate(items, 1)]
    unknown = {
        *document.keys() - _KEYS,
        *(key for item in items for key in item.keys() - _CHAPTER_KEYS),
    }
    about = Timeline(title=_text(document, "title"), tldr=_text(document, "description"))
    return assemble(chapters, about, problems=not_kept(sorted(unknown)))


def _pairs(chapter: Chapter) -> Iterator[tuple[str, Any]]:
    yield "startTime", to_seconds(chapter.start)
    if chapter.end_given:
        yield "endTime", to_seconds(chapter.end)
    for key, value in (("title", chapter.title), ("img", chapter.image), ("url", chapter.url)):
        if value := one_line(value):
            yield key, value
    if chapter.hidden:
        yield "toc", False


def _chapter(item: Any, number: int) -> Chapter:
    if not isinstance(item, dict):
        raise InputError(f"chapter {number} is not a JSON object")
    start = _time(item, "startTime", number)
    if start is None:
        raise InputError(f"chapter {number} has no startTime")
    end = _time(item, "endTime", number)
    return Chapter(
        start=start,
        end=start if end is None else end,
        end_given=end is not None,
        title=_text(item, "title"),
        url=_text(item, "url"),
        image=_text(item, "img"),
        hidden=item.get("toc") is False,
    )


def _time(item: dict[str, Any], key: str, number: int) -> int | None:
    """Seconds, as a number or (as some write them) the text of one."""
    value = item.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise InputError(f"chapter {number}: {key} is not a number of seconds")
    try:
        return seconds_of(value)
    except InputError:
        raise InputError(f"chapter {number}: {key} is not a number of seconds") from None


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _sniff(text: str) -> bool:
    return bool(
        text.removeprefix("\ufeff").lstrip()[:1] == "{"
        and _CHAPTERS.search(text)
        and _OURS.search(text)
        and not _OTHER.search(text)
        and not _CLOCK.search(text)
    )


FORMAT = Format(
    name="podcasting",
    title="Podcasting 2.0 chapters",
    suffix=".json",
    media_type="application/json+chapters",
    capabilities=frozenset(
        {"late", "title", "tldr", "ends", "nesting", "links", "images", "hidden", "milliseconds"}
    ),
    sniff=_sniff,
    read=read,
    write=write,
)
