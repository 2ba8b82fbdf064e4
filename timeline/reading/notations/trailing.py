"""The words, then the time: ``Outlier (10:03)``, ``### Why it hums [00:00 - 01:24]``."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.reading.lines import Line
from timeline.reading.notations.base import Entry, Match, Notation
from timeline.reading.stamps import trailing


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A line that ends in a time."""
    line = lines[index]
    stamp = trailing(line.text)
    if stamp is None or not stamp.rest:
        return None
    return Match((Entry(stamp, stamp.rest, "", line),))


NOTATION = Notation("trailing", "Intro (0:00)", "after", match)
