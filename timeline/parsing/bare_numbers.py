"""Times written as numbers that mean many other things: ``95 Glazing``, ``[95]``, ``2.05``, ``2'``.

No line of them is a time on its own. A section of nothing else is a list, where its heading says
chapters, or where it is the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import TimePosition
from timeline.parsing.outline import Outline
from timeline.parsing.sections import Section
from timeline.parsing.timestamps import fold
from timeline.times import MINUTE, from_fields, from_seconds


class Form(NamedTuple):
    """A pattern with ``words`` around it, how its groups become milliseconds, and whether a
    list so written needs a heading that says chapters.
    """

    pattern: str
    read: Callable[[re.Match[str]], int]
    place: TimePosition
    needs_heading: bool


class Row(NamedTuple):
    """A line of such a list: its place, its milliseconds, its words, where its time is."""

    at: int
    start: int
    words: str
    place: TimePosition


_MARKS = r"\s?[-–—:|]?\s{0,3}"


def _seconds(match: re.Match[str]) -> int:
    return from_seconds(match["time"])


def _minutes(match: re.Match[str]) -> int:
    return from_fields(None, match["time"], "0", None)


def _dotted(match: re.Match[str]) -> int:
    minutes, _, seconds = match["time"].partition(".")
    return from_fields(None, minutes, seconds, None)


_NUMBER = r"(?P<time>\d{1,5}(?:\.\d{1,3})?)"


def _form(pattern: str, read: Callable[[re.Match[str]], int], place: TimePosition) -> Form:
    return Form(pattern, read, place, needs_heading=read is _seconds)


# Few documents need them: the patterns are compiled when one is seen.
FORMS: tuple[Form, ...] = (
    _form(
        rf"\W{{0,3}}(?P<time>\d{{1,3}}\.[0-5]\d)(?![\d.])[\])*]{{0,3}}{_MARKS}(?P<words>\D.*)",
        _dotted,
        "before",
    ),
    _form(rf"(?P<time>\d{{1,3}})['’′]\s{_MARKS}(?P<words>\S.*)", _minutes, "before"),
    _form(rf"{_NUMBER}\s?[-–—:|]?\s{{1,3}}(?P<words>\S.*)", _seconds, "before"),
    _form(rf"[\[(]{_NUMBER}[\])]{_MARKS}(?P<words>\S.*)", _seconds, "before"),
    _form(rf"(?P<words>.*\S)\s{{1,3}}[\[(]{_NUMBER}[\])]", _seconds, "after"),
)


def rows(outline: Outline, timed: set[int]) -> Iterator[tuple[int, list[Row]]]:
    """The lists of such times, each with its section's number; not in those that are ``timed``."""
    for number, section in enumerate(outline.sections):
        if number in timed or section.kind not in ("chapters", "other"):
            continue
        own = [
            (index, outline.lines[index])
            for index in outline.numbered_lines(number)
            if not outline.lines[index].is_blank
        ]
        if len(own) < 3:
            continue
        whole = all(other is section or other.is_empty for other in outline.sections)
        if found := _list(own, section, whole):
            yield number, found


def _list(own: Sequence[tuple[int, Line]], section: Section, whole: bool) -> list[Row]:
    for form in FORMS:
        if section.kind != "chapters" and (form.needs_heading or not whole):
            continue
        found = []
        for index, line in own:
            match = re.fullmatch(form.pattern, fold(line.text))
            if not match:
                break
            words = line.text[slice(*match.span("words"))]
            found.append(Row(index, form.read(match), words, form.place))
        starts = [row.start for row in found]
        rises = all(a < b for a, b in pairwise(starts)) and starts[:1] == [0]
        if len(found) == len(own) and rises and starts[-1] >= MINUTE:
            return found
    return []
