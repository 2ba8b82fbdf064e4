"""Chapters in the JSON-LD of an HTML page: schema.org's ``VideoObject`` with its ``Clip``s.

https://schema.org/Clip, https://developers.google.com/search/docs/appearance/structured-data/video
Offsets are seconds from the beginning. What is broken in a page's data is passed over, as search
engines do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from timeline.errors import InputError
from timeline.formats.assembly import assemble, seconds_of
from timeline.model import Chapter, ParseResult, Problem, Timeline
from timeline.tracks import one_line

_SCRIPT = re.compile(
    r"<script\b[^<>]{0,500}\btype\s?=\s?[\"']?application/ld\+json\b[^<>]{0,500}>", re.I
)
_END = re.compile("</script", re.I)
_NOTE = Problem(
    code="T116", severity="note", message="the chapters are the clips in the page's JSON-LD"
)
#: Other kinds of works have parts, too: a part's type decides.
_PARTS = ("hasPart", "clip")


def read(text: str) -> ParseResult | None:
    """The clips of the first video in a page that has some, as chapters; None without any."""
    for value in _values(text):
        for video in _objects(value):
            clips = [chapter for part in _parts(video) if (chapter := _chapter(part))]
            if clips:
                about = Timeline(title=_text(video, "name"))
                return assemble(clips, about, problems=[_NOTE])
    return None


def _values(text: str) -> Iterator[Any]:
    """The JSON in a page's scripts, where it is sound."""
    for opening in _SCRIPT.finditer(text):
        end = _END.search(text, opening.end())
        if end is None:
            return
        try:
            yield json.loads(text[opening.end() : end.start()])
        except (ValueError, RecursionError):
            continue


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects in a value, those outside first."""
    todo = [value]
    for here in todo:
        if isinstance(here, dict):
            yield here
            todo += here.values()
        elif isinstance(here, list):
            todo += here


def _parts(video: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in _PARTS:
        parts = video.get(name)
        for part in parts if isinstance(parts, list) else [parts]:
            if isinstance(part, dict) and "Clip" in _types(part):
                yield part


def _types(part: dict[str, Any]) -> list[str]:
    types = part.get("@type")
    each = types if isinstance(types, list) else [types]
    return [str(name).rpartition("/")[2].rpartition(":")[2] for name in each]


def _chapter(clip: dict[str, Any]) -> Chapter | None:
    start, end = _seconds(clip.get("startOffset")), _seconds(clip.get("endOffset"))
    if start is None:
        return None
    return Chapter(
        start=start,
        end=start if end is None else end,
        end_given=end is not None,
        title=_text(clip, "name"),
        text=_text(clip, "description"),
        url=_text(clip, "url"),
    )


def _seconds(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return seconds_of(value)
    except InputError:
        return None


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return one_line(value) if isinstance(value, str) else ""
