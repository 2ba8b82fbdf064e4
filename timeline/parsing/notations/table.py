"""A row of a table: ``| 00:00 | Intro | What happens |``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation
from timeline.parsing.timestamps import only_time

_RULE = re.compile(r"[\s|:+-]{3,500}")


def cells(text: str) -> list[str]:
    """The cells of a row. An escaped bar is protected before, so it splits nothing."""
    return [cell.strip() for cell in text.strip().removeprefix("|").removesuffix("|").split("|")]


def is_rule(line: Line) -> bool:
    """Whether a line is a table's alignment row."""
    return "-" in line.raw and "|" in line.raw and bool(_RULE.fullmatch(line.raw))


_HEAD_CELLS = frozenset(
    (
        "time timestamp timestamps start topic topics title chapter chapters content "
        "description notes summary end zeit thema titel what"
    ).split()
)


def is_head(line: Line) -> bool:
    """Whether a line is a table's head: ``| Time | Topic |``."""
    if not line.text.startswith("|"):
        return False
    row = [cell.casefold().strip("*_ ") for cell in cells(line.text)]
    return all(cell in _HEAD_CELLS or not cell for cell in row) or any(
        cell in ("time", "timestamp", "timestamps", "start", "when", "zeit") for cell in row
    )


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A row with a cell that is a time."""
    line = lines[index]
    if not line.text.startswith("|"):
        return None
    row = cells(line.text)
    for column, cell in enumerate(row):
        if timestamp := only_time(cell):
            words = [other for other in row[:column] + row[column + 1 :] if other]
            # A second time is the end: | 0:00 | 1:10 | Intro |
            if words and timestamp.end is None and (until := only_time(words[0])):
                words = words[1:]
                if until.start > timestamp.start:
                    timestamp = timestamp._replace(end=until.start)
            # No cell's words may be lost where only titles are written.
            return Match((ListItem(timestamp, " - ".join(words), "", line),))
    return None


NOTATION = Notation("table", "| 0:00 | Intro |", "before", match)
