"""The notations of a chapter list, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.parsing.lines import Line
from timeline.parsing.notations import (
    alone,
    between,
    field,
    fields,
    inline,
    leading,
    link,
    marker,
    record,
    table,
    trailing,
)
from timeline.parsing.notations.base import ListItem, Match, Notation

NOTATIONS: tuple[Notation, ...] = (
    table.NOTATION,
    fields.NOTATION,
    marker.NOTATION,
    record.NOTATION,
    inline.NOTATION,
    inline.AFTER,
    leading.NOTATION,
    alone.NOTATION,
    field.NOTATION,
    trailing.NOTATION,
    between.NOTATION,
    link.NOTATION,
)

__all__ = ["NOTATIONS", "ListItem", "Match", "Notation", "is_entry", "match"]


def match(lines: Sequence[Line], index: int) -> tuple[Notation, Match] | None:
    """The first notation that the line at ``index`` is in, and what it finds there."""
    for notation in NOTATIONS:
        if found := notation.match(lines, index):
            return notation, found
    return None


def is_entry(lines: Sequence[Line], index: int) -> bool:
    """Whether the line at ``index`` could be a chapter."""
    return match(lines, index) is not None
