"""Lines to insights: one a bullet, one an emoji, or one a paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from timeline.chapter_ends import reading_time
from timeline.model import Insight
from timeline.parsing.inline_markup import plain, unquoted
from timeline.parsing.lines import Line
from timeline.parsing.timestamps import Timestamp, from_url, leading, trailing


def find(lines: Sequence[Line]) -> tuple[Insight, ...]:
    """The insights of a section, in order. Those that state a time have it."""
    groups = _groups(lines)
    texts = ["\n".join(line.text for line in group) for group in groups]
    timestamps = [leading(text) for text in texts]
    # Without brackets "7:30 is early" opens a sentence, unless every insight opens so.
    all_lead = len(timestamps) > 1 and all(
        timestamp and not timestamp.ambiguous for timestamp in timestamps
    )
    return tuple(
        _insight(
            group, text, timestamp if timestamp and (timestamp.bracketed or all_lead) else None
        )
        for group, text, timestamp in zip(groups, texts, timestamps, strict=True)
    )


def stated(text: str, links: Sequence[str] = ()) -> Timestamp | None:
    """The time that a point states in brackets at its end, or by a link, and the rest."""
    timestamp = trailing(text)
    if timestamp and timestamp.bracketed and timestamp.rest:
        return timestamp
    for url in links:
        if (start := from_url(url)) is not None:
            return Timestamp(start, None, text)
    return None


def placed(timestamp: Timestamp | None, text: str) -> dict[str, Any]:
    """The model's fields for a stated time; a cue without an end lasts as long as it reads."""
    if timestamp is None:
        return {}
    end = timestamp.end or timestamp.start + reading_time(text)
    return {"start": timestamp.start, "end": end, "confidence": 1.0, "placed_by": "summary"}


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each insight: from one item to the next, or paragraph by paragraph."""
    has_items = any(line.is_item for line in lines)
    depth = min((line.indent for line in lines if line.is_item), default=0)
    groups: list[list[Line]] = []
    open_group = False
    for line in lines:
        if line.is_blank or not line.text.strip("-_*= "):
            open_group = open_group and has_items and line.is_blank
            continue
        nested = line.is_item and line.indent > depth + 1 and not line.icon
        begins = (line.is_item and not nested) or line.level or not (open_group or nested)
        if begins or not groups:
            groups.append([])
        groups[-1].append(line)
        open_group = True
    return groups


def _insight(group: list[Line], text: str, timestamp: Timestamp | None) -> Insight:
    links = [url for line in group for url in line.links]
    timestamp = timestamp or stated(text, links)
    words = "\n".join(plain(row) for row in (timestamp.rest if timestamp else text).split("\n"))
    return Insight(
        text=unquoted(words.strip()),
        icon=group[0].icon,
        line=group[0].number,
        **placed(timestamp, words),
    )
