"""What of a summary's text is kept, and shown nowhere: bullets and words that no section has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from timeline.kinds import counted
from timeline.model import Passage, Problem, Severity, Timeline
from timeline.parsing import FRONT_MATTER, NOTES
from timeline.parsing.headings import heading as section_heading
from timeline.parsing.lines import Line
from timeline.text import BULLET, one_line

_BULLET = re.compile(rf"\s*(?:{BULLET}|\d{{1,3}}[.)]\s+|\[[ xX]\]\s+)(?=\S)")
#: So many bullets under a heading are a section that somebody meant to be seen.
MIN_LOST = 3
_HINT = "headings such as Key insights, Q&A or Action items are known"
#: Addresses, tags and rules are around a text, not part of it.
_WORDS = re.compile(r"(?<![#@\w])[^\W\d_]{2}")

#: A line's number, where known, and what it says.
_Row = tuple[int | None, str]


def bullets(timeline: Timeline) -> Iterator[Problem]:
    """The bullets that are in no section, by the heading that they are under."""
    under: dict[str, list[_Row]] = {}
    for passage in _unclaimed(timeline):
        rows = _rows(passage)
        first = rows[0][1]
        label = first if len(rows) > MIN_LOST and not _BULLET.match(first) else ""
        lost = under.setdefault(passage.heading or one_line(label).rstrip(":"), [])
        lost += [(line, row[match.end() :]) for line, row in rows if (match := _BULLET.match(row))]
    for heading, rows in under.items():
        if rows:
            yield _bullets(heading, rows, "note" if _kind_under(heading) else "warning")


def words(timeline: Timeline, told: Set[int | None]) -> Iterator[Problem]:
    """The other lines that are in no section, as one problem, but those that are ``told`` of."""
    passages = [_rows(passage) for passage in _unclaimed(timeline)]
    rows = [
        (line, row)
        for passage in passages
        if not any(_BULLET.match(row) for _, row in passage)
        for line, row in passage
        if line not in told and _says_something(row)
    ]
    if rows and not timeline.is_empty:
        yield _words(rows)


def _unclaimed(timeline: Timeline) -> Iterator[Passage]:
    """The passages that nobody meant to be kept as such."""
    for passage in timeline.unparsed:
        is_ours = passage.heading in (FRONT_MATTER, NOTES)
        if not is_ours and _kind_under(passage.heading) != "transcript":
            yield passage


def _rows(passage: Passage) -> list[_Row]:
    return [
        (passage.line + offset if passage.line else None, row)
        for offset, row in enumerate(passage.text.split("\n"))
    ]


def _kind_under(heading: str) -> str:
    """What the vocabulary says of a heading, "" where it knows none such."""
    known = section_heading(Line(1, heading, heading)) if heading else None
    return known.kind if known else ""


def _says_something(row: str) -> bool:
    return "://" not in row and bool(_WORDS.search(row)) and not _kind_under(row)


def _bullets(heading: str, rows: Sequence[_Row], severity: Severity) -> Problem:
    count = counted(len(rows), ("bullet is", "bullets are"))
    if heading and len(rows) >= MIN_LOST:
        what = f"nothing is made of the section {heading!r}: its {count}"
        return _kept("T024", severity, what, rows)
    return _kept("T023", severity, f"{count} in no section, from {_quoted(rows)} on:", rows)


def _words(rows: Sequence[_Row]) -> Problem:
    count = counted(len(rows), ("line is", "lines are"))
    return _kept("T025", "note", f"{count} in no section, from {_quoted(rows)} on:", rows)


def _kept(code: str, severity: Severity, what: str, rows: Sequence[_Row]) -> Problem:
    return Problem(
        code=code,
        severity=severity,
        message=f"{what} kept as text only",
        hint=_HINT,
        line=rows[0][0],
    )


def _quoted(rows: Sequence[_Row]) -> str:
    return f"“{one_line(rows[0][1])[:40]}”"
