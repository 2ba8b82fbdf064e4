"""What yt-dlp knows of a video, as it stores it: ``NAME.info.json``. Read, not written.

The site's own chapters become the timeline's; where there are none, those in the description.
The keys are those of ``yt_dlp.extractor.common.InfoExtractor``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from timeline.errors import InputError, TimeError
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Passage, Problem, Timeline
from timeline.parsing import parse
from timeline.times import from_seconds
from timeline.tracks import one_line

_UNTITLED = re.compile(r"<Untitled Chapter \d{1,6}>")


def read(text: str) -> ParseResult:
    """Read an info.json. Raises InputError where it is none."""
    try:
        info = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is not JSON: {error}") from None
    if not isinstance(info, dict):
        raise InputError("this is not a video's info.json")
    return from_info(info)


def from_info(info: Mapping[str, Any]) -> ParseResult:
    """The timeline of a video that yt-dlp describes with ``info``; nothing in it is trusted."""
    described = parse(_text(info, "description"))
    duration = _time(info.get("duration"))
    items = [item for item in _items(info.get("chapters")) if not _is_placeholder(item)]
    chapters = _chapters(items, duration)
    timeline = Timeline(
        title=one_line(_text(info, "title")),
        chapters=chapters or described.timeline.chapters,
        duration=duration,
        duration_source="summary" if duration else "none",
        language=_text(info, "language"),
        source_url=_text(info, "webpage_url"),
        unparsed=_description(info) if chapters else described.timeline.unparsed,
    )
    problems = [*_oddities(_items(info.get("chapters"))), *_problems(described, chapters)]
    return ParseResult(timeline=timeline, problems=tuple(problems))


def _items(value: Any) -> list[dict[str, Any]]:
    """The site's chapters that have a start."""
    items = value if isinstance(value, list) else []
    return [i for i in items if isinstance(i, dict) and i.get("start_time") is not None]


def _is_placeholder(item: Mapping[str, Any]) -> bool:
    """Whether yt-dlp put this before a first chapter that starts no later than at 0."""
    start, end = item.get("start_time"), item.get("end_time")
    named = _UNTITLED.fullmatch(_text(item, "title").strip())
    known = isinstance(start, int | float) and isinstance(end, int | float)
    return bool(named and known and end <= start)  # type: ignore[operator]


def _oddities(items: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """What of the site's chapters was changed or left out."""
    for item in items:
        if _is_placeholder(item):
            title = one_line(_text(item, "title"))
            yield _problem("T106", f"{title} ends before it begins: left out")
        elif isinstance(item["start_time"], int | float) and item["start_time"] < 0:
            title = one_line(_text(item, "title"))
            yield _problem("T110", f"{title!r} starts before 0: put at 0")


def _problem(code: str, message: str) -> Problem:
    return Problem(code=code, severity="warning", message=message)


def _chapters(items: Sequence[Mapping[str, Any]], duration: int) -> tuple[Chapter, ...]:
    """The site's chapters in order; sites leave out ends, and titles too."""
    found = []
    for item in items:
        start = _time(item["start_time"])
        title = one_line(_text(item, "title"))
        found.append(Chapter(start=start, end=_time(item.get("end_time")) or start, title=title))
    found.sort(key=lambda chapter: chapter.start)
    follows = [chapter.start for chapter in found[1:]] + [duration]
    return tuple(
        replace(
            chapter,
            end=max(chapter.start, chapter.end),
            end_given=chapter.start < chapter.end != after,
        )
        for chapter, after in zip(found, follows[: len(found)], strict=True)
    )


def _problems(described: ParseResult, chapters: tuple[Chapter, ...]) -> tuple[Problem, ...]:
    """What was odd about the description counts only where its chapters are used."""
    return () if chapters or not described.timeline.chapters else described.problems


def _description(info: Mapping[str, Any]) -> tuple[Passage, ...]:
    text = _text(info, "description").strip()
    return (Passage(text=text, heading="Description"),) if text else ()


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _time(seconds: Any) -> int:
    try:
        return max(0, from_seconds(seconds)) if isinstance(seconds, int | float) else 0
    except TimeError:
        return 0


def _sniff(text: str) -> bool:
    return text.lstrip()[:1] == "{" and '"webpage_url"' in text and '"extractor' in text


FORMAT = Format(
    name="infojson",
    title="yt-dlp's description of a video",
    suffix=".info.json",
    media_type="application/json",
    capabilities=frozenset({"title", "language", "source", "ends", "milliseconds", "unparsed"}),
    sniff=_sniff,
    read=read,
)
