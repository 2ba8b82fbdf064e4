"""The time, then the words: ``0:00 Intro``, ``00:11The host``, ``- **[0:00 - 1:10] Title**``."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation
from timeline.parsing.timestamps import leading


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A line that opens with a time and goes on."""
    line = lines[index]
    timestamp = leading(line.text)
    if timestamp is None or not timestamp.rest:
        return None
    return Match((ListItem(timestamp, timestamp.rest, "", line),))


NOTATION = Notation("leading", "0:00 Intro", "before", match)
