"""The notations of a chapter list, in the order in which they are tried."""

from __future__ import annotations

from timeline.reading.notations import alone, field, inline, leading, link, table, trailing
from timeline.reading.notations.base import Entry, Match, Notation

NOTATIONS: tuple[Notation, ...] = (
    table.NOTATION,
    inline.NOTATION,
    leading.NOTATION,
    alone.NOTATION,
    field.NOTATION,
    trailing.NOTATION,
    link.NOTATION,
)

__all__ = ["NOTATIONS", "Entry", "Match", "Notation"]
