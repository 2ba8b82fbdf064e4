"""Fields on one line: ``Chapter: 001, Start: 00:10:48.79, Length: 00:10:39.24``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation
from timeline.parsing.timestamps import only_time

_SPLIT = re.compile(r"[,;|\t]\s")
_FIELD = re.compile(r"([^\W\d_][\w ]{0,20}?)\s?[:=]\s{0,3}(\S.{0,500})")
_STARTS = frozenset("start begin from time timestamp offset start time".split())
_ENDS = frozenset("end until to stop".split())
_LENGTHS = frozenset("length duration".split())
_TITLES = frozenset("title name label".split())


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A line of named fields of which one is a start."""
    line = lines[index]
    if line.text.count(":") + line.text.count("=") < 3:
        return None
    parts = [_FIELD.fullmatch(part.strip()) for part in _SPLIT.split(line.text)]
    named = [(part[1].casefold(), part[2]) for part in parts if part]
    values = dict(named)
    start = next((only_time(values[name]) for name in values if name in _STARTS), None)
    if start is None or len(named) < len(parts) or len(named) < 2:
        return None
    if end := next((only_time(values[name]) for name in values if name in _ENDS), None):
        start = start._replace(end=end.start if end.start > start.start else None)
    known = _STARTS | _ENDS | _LENGTHS | _TITLES
    title = next((values[name] for name in values if name in _TITLES), "")
    others = [f"{name.capitalize()} {value}" for name, value in named if name not in known]
    return Match((ListItem(start, ", ".join([*filter(None, [title]), *others]), "", line),))


NOTATION = Notation("fields", "Chapter: 1, Start: 0:00, Length: 1:10", "before", match)
