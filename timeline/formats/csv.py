"""CSV for a spreadsheet: a row each for the video, its chapters, insights and questions.

``kind`` is ``video``, ``chapter``, ``insight`` or ``question``. ``title`` holds a title or a
question, ``text`` a chapter's text, an insight, an answer or the TLDR. Times are
``1:02:03.500``, which spreadsheets read as times; undated points have none, and neither has an
end that is only an estimate. RFC 4180, UTF-8, a header row.

A cell that a spreadsheet would run as a formula gets an apostrophe before it, which reading
takes away.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from timeline.errors import InputError
from timeline.formats.assembly import Place, assemble, bad_line, not_kept, time_of
from timeline.formats.base import EVERYTHING, Format
from timeline.model import Chapter, Insight, ParseResult, PlacedBy, Point, Question, Timeline
from timeline.times import format_timestamp
from timeline.tracks import TRACKS, TrackName, printable, titled

COLUMNS = [
    *("kind", "start", "end", "title", "text", "icon"),
    *("url", "image", "hidden", "placed_by", "confidence"),
]

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r\n]")
_GUARDED = re.compile(r"'+\s*[=+\-@＝＋－＠\t\r\n]")
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class _Row:
    """A row's cells by column, none missing, and the line it ends on."""

    cells: dict[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def time(self, column: str) -> int | None:
        text = self[column].strip()
        return time_of(text, self.line) if text else None


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The whole timeline, whichever track is asked for."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(timeline):
        writer.writerow({column: _guarded(printable(cell)) for column, cell in row.items() if cell})
    return out.getvalue()


def read(text: str) -> ParseResult:
    """Read rows with at least ``start`` and ``title`` or ``text``. Raises InputError."""
    rows, unknown = _table(text)
    about = Timeline()
    chapters: list[Chapter] = []
    points: list[Insight | Question] = []
    duration = None
    for row in rows:
        kind = row["kind"].strip().lower() or "chapter"
        if kind == "video":
            duration = row.time("end")
            about = Timeline(title=row["title"], tldr=row["text"], source_url=row["url"])
        elif kind == "chapter":
            chapters.append(_chapter(row))
        elif kind in ("insight", "question"):
            points.append(_insight(row) if kind == "insight" else _question(row))
        else:
            raise bad_line(row.line, f"there is no kind {kind!r}", "chapter, insight or question")
    return assemble(
        chapters, about.with_points(tuple(points)), duration=duration, problems=not_kept(unknown)
    )


def _rows(timeline: Timeline) -> Iterator[dict[str, str]]:
    known = timeline.duration_source not in ("estimate", "none")
    yield {
        "kind": "video",
        "start": format_timestamp(0),
        "end": format_timestamp(timeline.duration) if known else "",
        "title": timeline.title,
        "text": timeline.tldr,
        "url": timeline.source_url,
    }
    for chapter in titled(timeline.chapters):
        guessed = not known and not chapter.end_given and chapter.end == timeline.duration
        yield {
            "kind": "chapter",
            "start": format_timestamp(chapter.start),
            "end": "" if guessed else format_timestamp(chapter.end),
            "title": chapter.title,
            "text": chapter.text,
            "url": chapter.url,
            "image": chapter.image,
            "hidden": "yes" if chapter.hidden else "",
        }
    for insight in timeline.insights:
        yield {"kind": "insight", "text": insight.text, "icon": insight.icon, **_placed(insight)}
    for pair in timeline.qa:
        yield {"kind": "question", "title": pair.question, "text": pair.answer, **_placed(pair)}


def _placed(point: Point) -> dict[str, str]:
    if point.start is None or point.end is None:
        return {}
    return {
        "start": format_timestamp(point.start),
        "end": format_timestamp(point.end),
        "placed_by": "" if point.placed_by == "none" else point.placed_by,
        "confidence": "" if point.confidence is None else str(point.confidence),
    }


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _header(text: str) -> tuple[list[str], str]:
    """The names of the columns, in small letters, and the delimiter between them."""
    first = text.removeprefix("\ufeff").lstrip("\r\n")[:1000].splitlines()[:1]
    line = first[0] if first else ""
    delimiter = max(_DELIMITERS, key=line.count)
    return [name.strip().strip('"').lower() for name in line.split(delimiter)], delimiter


def _table(text: str) -> tuple[list[_Row], list[str]]:
    """The rows of the table, and the columns that have no place in a timeline."""
    names, delimiter = _header(text)
    if not _is_header(names):
        raise InputError("this table has no columns start and title", hint="name them in row 1")
    source = io.StringIO(text.removeprefix("\ufeff").lstrip("\r\n"), newline="")
    reader = csv.reader(source, delimiter=delimiter)
    try:
        next(reader)
        rows = [
            _Row(dict(zip(names, map(_unguarded, cells), strict=False)), reader.line_num)
            for cells in reader
            if any(cells)
        ]
    except csv.Error as error:
        raise bad_line(reader.line_num, f"this row cannot be read: {error}") from None
    return rows, [name for name in names if name and name not in COLUMNS]


def _is_header(names: list[str]) -> bool:
    return "start" in names and ("title" in names or "text" in names)


def _chapter(row: _Row) -> Chapter:
    start, end = row.time("start"), row.time("end")
    if start is None:
        raise bad_line(row.line, "this chapter has no start")
    return Chapter(
        start=start,
        end=start if end is None else end,
        end_given=end is not None,
        title=row["title"],
        text=row["text"],
        url=row["url"],
        image=row["image"],
        hidden=row["hidden"].strip().lower() in ("yes", "true", "1"),
        line=row.line,
    )


def _insight(row: _Row) -> Insight:
    return Insight(text=row["text"] or row["title"], icon=row["icon"], **_place(row))


def _question(row: _Row) -> Question:
    return Question(question=row["title"], answer=row["text"], **_place(row))


def _place(row: _Row) -> Place:
    """When the point is; a time that nobody signed is the table's own."""
    start, end = row.time("start"), row.time("end")
    signed = [name for name in get_args(PlacedBy) if name == row["placed_by"].strip().lower()]
    placed_by: PlacedBy = signed[0] if signed else "summary"
    return {
        "start": start,
        "end": start if start is None or end is None else max(start, end),
        "placed_by": "none" if start is None else placed_by,
        "confidence": None if start is None else _confidence(row),
        "line": row.line,
    }


def _confidence(row: _Row) -> float | None:
    text = row["confidence"].strip().replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        raise bad_line(row.line, f"confidence {text!r} is not between 0 and 1")
    return value


FORMAT = Format(
    name="csv",
    title="CSV table, everything in one file",
    suffix=".timeline.csv",
    media_type="text/csv",
    tracks=TRACKS,
    single_file=True,
    capabilities=EVERYTHING - {"language", "unparsed"},
    sniff=lambda text: _is_header(_header(text)[0]),
    read=read,
    write=write,
)
