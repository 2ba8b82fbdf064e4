"""A recorder's log: an event, and below it the time in the recording.

``SCENE CHANGED TO Bench @ 2025-03-02 20:04:10`` above ``0:04:10 Record Time Marker``; the
second marker, of a stream, counts from another beginning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation, next_text
from timeline.parsing.timestamps import leading

_EVENT = re.compile(
    r"(?:(?:EVENT|HOTKEY|MARKER|SCENE)\s?[:=]\s{0,3})?(.{1,300}?)\s{0,3}@"
    r"\s{0,3}\d{4}-\d\d-\d\d[ T][\d:.]{5,12}"
)
_RECORDED = re.compile(r"record(?:ing)? time marker", re.I)
_STREAMED = re.compile(r"stream(?:ing)? time marker", re.I)


def match(lines: Sequence[Line], index: int) -> Match | None:
    """An event's line, and the marker lines below it."""
    text = lines[index].text
    event = _EVENT.match(text) if "@" in text else None
    below = next_text(lines, index) if event else None
    timestamp = leading(lines[below].text) if below is not None else None
    if not event or below is None or timestamp is None or not _RECORDED.match(timestamp.rest):
        return None
    used = below - index + 1
    after = next_text(lines, below, 1)
    streamed = leading(lines[after].text) if after is not None else None
    if streamed and _STREAMED.match(streamed.rest):
        used += 1
    return Match((ListItem(timestamp, event[1], "", lines[index]),), used)


NOTATION = Notation("marker", "HOTKEY:glue @ 2025-03-02 20:19:31 above its time", "before", match)
