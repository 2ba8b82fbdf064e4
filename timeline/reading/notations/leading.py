"""The time, then the words: ``0:00 Intro``, ``00:11The host``, ``- **[0:00 - 1:10] Title**``."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.reading.lines import Line
from timeline.reading.notations.base import Entry, Match, Notation
from timeline.reading.stamps import leading


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A line that opens with a time and goes on."""
    line = lines[index]
    stamp = leading(line.text)
    if stamp is None or not stamp.rest:
        return None
    return Match((Entry(stamp, stamp.rest, "", line),))


NOTATION = Notation("leading", "0:00 Intro", "before", match)
