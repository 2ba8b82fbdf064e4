"""The words, then the time: ``Outlier (10:03)``, ``### Why it hums [00:00 - 01:24]``."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation
from timeline.parsing.timestamps import trailing


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A line that ends in a time."""
    line = lines[index]
    timestamp = trailing(line.text)
    if timestamp is None or not timestamp.rest:
        return None
    return Match((ListItem(timestamp, timestamp.rest, "", line),))


NOTATION = Notation("trailing", "Intro (0:00)", "after", match)
