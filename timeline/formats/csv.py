"""CSV for a spreadsheet: a row each for the video, its chapters and its points.

``kind`` is ``video``, ``chapter``, or a kind of point: ``insight``, ``question``, ``action``.
``title`` holds a title or a question, ``text`` a chapter's text, an insight, an answer or the
TLDR; columns that only some kinds of points have, such as ``owner``, are there where they are
needed. Times are ``1:02:03.500``, which spreadsheets read as times; undated points have none, and
neither has an end that is only an estimate. RFC 4180, UTF-8, a header row.

A cell that a spreadsheet would run as a formula gets an apostrophe before it, which reading
takes away.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, get_args

from timeline.chapter_ends import reading_time
from timeline.errors import InputError
from timeline.formats.assembly import (
    assemble,
    bad_line,
    beginning,
    confidence_of,
    not_kept,
    time_of,
)
from timeline.formats.base import EVERYTHING, Format
from timeline.kinds import KINDS, Kind, in_order, kind_of, present
from timeline.model import Chapter, Moment, ParseResult, PlacedBy, Placement, Point, Scope, Timeline
from timeline.text import printable
from timeline.times import format_timestamp
from timeline.tracks import TRACKS, TrackName, titled

#: The columns that every table has.
COLUMNS = [
    *("kind", "start", "end", "title", "text", "icon"),
    *("url", "image", "hidden", "placed_by", "confidence"),
]

#: Points of several moments have the further ones there, those about the whole video the word.
MOMENTS, _VIDEO = "moments", "video"
_MOMENT = re.compile(r"([\d:.]+)\s*-\s*([\d:.]+)(?:\s*\(([\d.,eE-]+)\))?")
_YES = ("yes", "true", "1")
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r\n]")
_GUARDED = re.compile(r"'+\s*[=+\-@＝＋－＠\t\r\n]")
_NUMBER = re.compile(r"\d{1,20}(?:[.,]\d{1,20})?")
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class _Row:
    """A row's cells by column, none missing, and the line it ends on."""

    cells: dict[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def flag(self, column: str) -> bool:
        return self[column].strip().lower() in _YES

    def time(self, column: str) -> int | None:
        text = self[column].strip()
        return time_of(text, self.line) if text else None


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The whole timeline, whichever track is asked for."""
    out = io.StringIO()
    several = any(point.scope != "moment" for point in timeline.points)
    extra = [*_own_columns(present(timeline)), *([MOMENTS] if several else [])]
    columns = dict.fromkeys([*COLUMNS, *extra])
    writer = csv.DictWriter(out, list(columns), restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(timeline):
        writer.writerow({column: _guarded(printable(cell)) for column, cell in row.items() if cell})
    return out.getvalue()


def read(text: str) -> ParseResult:
    """Read rows with at least ``start`` and ``title`` or ``text``. Raises InputError."""
    rows, unknown = _table(text)
    about = Timeline()
    chapters: list[Chapter] = []
    points: list[Point] = []
    kinds = {each.id: each for each in KINDS}
    duration = None
    for row in rows:
        kind = row["kind"].strip().lower() or "chapter"
        if kind == "video":
            duration = row.time("end")
            about = Timeline(title=row["title"], tldr=row["text"], source_url=row["url"])
        elif kind == "chapter":
            chapters.append(_chapter(row))
        elif kind in kinds:
            points.append(_point(row, kinds[kind]))
        else:
            known = ", ".join(("chapter", *kinds))
            raise bad_line(row.line, f"there is no kind {kind!r}", f"there are: {known}")
    about = replace(about, points=in_order(points))
    return assemble(chapters, about, duration=duration, problems=not_kept(unknown))


def _own_columns(kinds: Iterable[Kind[Any]]) -> list[str]:
    """The columns of the fields that these kinds have of their own."""
    return [kind.column(field.name) for kind in kinds for field in kind.fields]


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
            "hidden": _cell(chapter.hidden),
        }
    for point in timeline.points:
        kind = kind_of(point)
        cells = {kind.column(f.name): _cell(getattr(point, f.name)) for f in kind.fields}
        yield {"kind": kind.id, **cells, **_placed(point)}


def _cell(value: str | bool) -> str:
    return value if isinstance(value, str) else "yes" * value


def _placed(point: Point) -> dict[str, str]:
    moment = point.moment
    if moment is None:
        whole = {MOMENTS: _VIDEO, "placed_by": point.placed_by or ""}
        return whole if point.scope == "video" else {}
    return {
        "start": format_timestamp(moment.start),
        "end": format_timestamp(moment.end),
        "placed_by": point.placed_by or "",
        "confidence": str(moment.confidence),
        MOMENTS: "; ".join(map(_further, point.moments[1:])),
    }


def _further(moment: Moment) -> str:
    span = f"{format_timestamp(moment.start)} - {format_timestamp(moment.end)}"
    return f"{span} ({moment.confidence})"


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
    known = {*COLUMNS, MOMENTS, *_own_columns(KINDS)}
    return rows, [name for name in names if name and name not in known]


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
        hidden=row.flag("hidden"),
        line=row.line,
    )


def _point(row: _Row, kind: Kind[Any]) -> Point:
    """A point. What has no title of its own may have its text there."""
    columns = [kind.column(field.name) for field in kind.fields]
    if "title" not in columns and not row["text"]:
        row.cells["text"] = row["title"]
    values = {
        field.name: row.flag(column) if field.default is False else row[column]
        for field, column in zip(kind.fields, columns, strict=True)
    }
    point: Point = kind.point(**values, line=row.line)
    return replace(point, placement=_placement(row, reading_time(point.words)))


def _placement(row: _Row, length: int) -> Placement | None:
    """When the point is; a time that nobody signed is the table's own. Without an end it lasts
    for ``length``.
    """
    start, end = row.time("start"), row.time("end")
    signed = [name for name in get_args(PlacedBy) if name == row["placed_by"].strip().lower()]
    placed_by: PlacedBy = signed[0] if signed else "summary"
    if row[MOMENTS].strip().lower() == _VIDEO:
        return Placement(placed_by=placed_by, scope="video")
    if start is None:
        return None
    first = Moment(
        start=start,
        end=start + length if end is None else max(start, end),
        confidence=confidence_of(_confidence(row, row["confidence"]), placed_by),
    )
    further = tuple(
        _moment(row, cell, placed_by) for cell in row[MOMENTS].split(";") if cell.strip()
    )
    scope: Scope = "moments" if further else "moment"
    return Placement(placed_by=placed_by, scope=scope, moments=(first, *further))


def _moment(row: _Row, cell: str, placed_by: PlacedBy) -> Moment:
    match = _MOMENT.fullmatch(cell.strip())
    if match is None:
        raise bad_line(row.line, f"{cell.strip()!r} is no moment", "write it like 0:10 - 0:20")
    return Moment(
        start=time_of(match[1], row.line),
        end=time_of(match[2], row.line),
        confidence=confidence_of(_confidence(row, match[3] or ""), placed_by),
    )


def _confidence(row: _Row, cell: str) -> float | None:
    text = cell.strip().replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        raise bad_line(row.line, f"confidence {text!r} is not between 0 and 1")
    return value


def _sniff(text: str) -> bool:
    """Whether a table has our columns. Plain numbers in one of another kind may be in any unit:
    those are read as ``records``.
    """
    names, delimiter = _header(text)
    if not _is_header(names):
        return False
    if "kind" in names:
        return True
    below = beginning(text).splitlines()[1:2]
    cells = below[0].split(delimiter) if below else []
    place = names.index("start")
    return not (place < len(cells) and _NUMBER.fullmatch(cells[place].strip().strip('"')))


FORMAT = Format(
    name="csv",
    title="CSV table, everything in one file",
    suffix=".timeline.csv",
    media_type="text/csv",
    tracks=TRACKS,
    single_file=True,
    capabilities=EVERYTHING - {"language", "unparsed"},
    sniff=_sniff,
    read=read,
    write=write,
)
