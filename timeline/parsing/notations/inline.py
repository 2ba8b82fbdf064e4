"""A whole list on one line: ``Show notes: 0:00 Intro 10:52 Bees 34:44 Honey``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation
from timeline.parsing.timestamps import inline, leading

_SEPARATED = re.compile(r"[,;|/•·]\s*[\[(]?\d{1,3}:\d")


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A line of several rising times, each with words."""
    line = lines[index]
    if line.text.startswith("|"):
        return None
    timestamps = inline(line.text)
    if len(timestamps) < 2 or not all(a.start < b.start for a, b in pairwise(timestamps)):
        return None
    # Every timestamp needs words of its own: "0:00 - 1:30 Intro" is a range, not a list.
    if not all(timestamp.rest for timestamp in timestamps):
        return None
    if len(timestamps) == 2 and not (leading(line.text) and _SEPARATED.search(line.text)):
        return None
    return Match(tuple(ListItem(timestamp, timestamp.rest, "", line) for timestamp in timestamps))


NOTATION = Notation("inline", "0:00 Intro 10:52 Bees 34:44 Honey", "before", match)
