"""The time in a field below the title: ``### The first hive`` above ``**Time:** 0:00–1:20``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation, next_text, unlabelled
from timeline.parsing.notations.table import is_rule
from timeline.parsing.timestamps import Timestamp, only_time

_LABEL = re.compile(
    r"[\s|*_\"'-]{0,6}(?:time|times|timestamps?|timecode|start|when|begin|at|video|zeit|zeitpunkt|temps|tiempo|tempo"
    r"|время|時間|时间|시간|⏱|🕒)[\s|*_\"']{0,4}[:：=|]?[\s|*_\"']{0,6}(?=[\[(]?\d)",
    re.I,
)


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A heading, bold line or item, and the field below it."""
    line = lines[index]
    if not (line.level or line.text.startswith("**") or line.bullet) or not line.text:
        return None
    below = next_text(lines, index)
    timestamp = _field(lines[below]) if below is not None else None
    if timestamp is None or below is None or _field(line):
        return None
    used = below - index + 1
    following = next_text(lines, below, 1)
    if following is not None and is_rule(lines[following]):
        used += following - below
    return Match((ListItem(timestamp, unlabelled(line.text), "", line),), used)


def is_time_field(line: Line) -> bool:
    """Whether a line is a field that holds a time: ``Time: 0:00``."""
    return _field(line) is not None


def _field(line: Line) -> Timestamp | None:
    label = _LABEL.match(line.text)
    return only_time(line.text[label.end() :].rstrip(" |*_,\"'")) if label else None


NOTATION = Notation("field", "### Intro above Time: 0:00", "before", match)
