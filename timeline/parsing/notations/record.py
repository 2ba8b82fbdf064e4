"""Fields below each other: ``- start: 0:00``, ``title: Intro``, ``description: ...``.

As in YAML, or with bold names. A record begins at a bullet, after a blank line, or where a name
comes again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from timeline.parsing.inline_markup import unquoted
from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation
from timeline.parsing.timestamps import Timestamp, only_time
from timeline.times import from_seconds

_FIELD = re.compile(
    r"[|>\s]{0,3}(?:\*\*|__|\"|')?(?P<name>[^\W\d_][\w -]{0,20}?)(?:\*\*|__|\"|')?\s?[:：=]"
    r"\s?(?:\*\*|__)?\s{0,3}(?P<value>\S.{0,2000})"
)
_STARTS = frozenset(
    "start begin from time timestamp timecode offset at start_time starttime start_seconds seconds"
    " zeit zeitpunkt beginn temps début inicio tiempo hora tempo inizio время начало 時間 時刻 时间"
    " 시간".split()
) | {"start time"}
_ENDS = frozenset(
    "end until to stop end_time endtime ende fin fine fim конец 終了 结束".split()
) | {"end time"}
_TITLES = frozenset(
    "title name label chapter topic heading headline titel titre título titolo название тема глава"
    " kapitel chapitre capítulo 标题 標題 タイトル 제목".split()
)
_TEXTS = frozenset(
    "description summary text notes note details content subtitle beschreibung descripción"
    " descrizione описание".split()
)
_OPENINGS = frozenset("|>*_\"'")
_SECONDS = re.compile(r"\d{1,6}(?:\.\d{1,9})?")
#: A record of more fields is a form, not a chapter.
_MOST = 12


class _Field(NamedTuple):
    """One line of a record."""

    name: str
    value: str
    line: Line


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A record whose first line is at ``index``."""
    if _field(lines[index]) is None or (found := _record(lines, index)) is None:
        return None
    start, fields = found
    named = {field.name: field for field in reversed(fields)}
    title = next(named[name] for name in named if name in _TITLES)
    if end := next((_time(named[name].value) for name in named if name in _ENDS), None):
        start = start._replace(end=end.start if end.start > start.start else None)
    texts = [
        field.value if field.name in _TEXTS else f"{field.name}: {field.value}"
        for field in fields
        if field is not title and field.name not in _STARTS | _ENDS
    ]
    return Match((ListItem(start, title.value, "\n".join(texts), lines[index]),), len(fields))


def holds(lines: Sequence[Line], index: int) -> bool:
    """Whether the line at ``index`` is a field of a record."""
    first = index
    while first and not lines[first].bullet and index - first < _MOST and _field(lines[first - 1]):
        first -= 1
    while first <= index:
        found = _record(lines, first)
        if found is None:
            return False
        first += len(found[1])
    return True


def _record(lines: Sequence[Line], index: int) -> tuple[Timestamp, list[_Field]] | None:
    """The start and the fields of the record that begins at ``index``."""
    fields: list[_Field] = []
    for line in lines[index : index + _MOST + 1]:
        field = _field(line)
        begins = (
            fields and (line.bullet or any(other.name == field.name for other in fields))
            if field
            else True
        )
        if field is None or begins:
            break
        fields.append(field)
    names = {field.name for field in fields}
    start = next((_time(field.value) for field in fields if field.name in _STARTS), None)
    if len(fields) > _MOST or start is None or not names & _TITLES:
        return None
    return start, fields


def _field(line: Line) -> _Field | None:
    text = line.text
    opens = text[:1].isalpha() or text[:1] in _OPENINGS
    if line.level or not opens or not (":" in text or "=" in text or "：" in text):
        return None
    found = _FIELD.fullmatch(text)
    if not found:
        return None
    value = unquoted(found["value"].strip().rstrip(","))
    return _Field(found["name"].strip().casefold(), value, line)


def _time(value: str) -> Timestamp | None:
    """A field's time; plain numbers are seconds."""
    value = value.strip("*_` ")
    if _SECONDS.fullmatch(value):
        return Timestamp(from_seconds(value), None, "", ambiguous=True)
    return only_time(value)


NOTATION = Notation("record", "- start: 0:00 above title: Intro", "before", match)
