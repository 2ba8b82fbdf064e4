"""Rows as records: CSV, TSV and semicolons, with a header or without, and ``Label: value`` lines.

A header may be below other lines, as PySceneDetect writes it. Without one, the first column
must be times, a second may be, and the words of the rest are distinguished by how they vary.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from timeline.errors import InputError
from timeline.formats.assembly import numbered_lines
from timeline.formats.records.lists import Record, RecordList
from timeline.formats.records.members import meaning
from timeline.formats.records.values import Scalar, is_clock, is_number

_DELIMITERS = "\t;,"
#: A header is in the first lines or nowhere.
_HEAD_LINES = 12
#: Without a header this many rows show what the columns are.
_SAMPLE_ROWS = 50

_BLOCK = re.compile(r"^\s{0,9}\[([A-Z_]{1,40})\]\r?\n((?:[^\[\n][^\n]*\n)*)\[/\1\]", re.M)
_PAIR = re.compile(r"[ \t]*([A-Za-z][\w ]{0,30}):[ \t]+([^,]{1,200})(?:,|$)")

Row = tuple[int, list[str]]


def table_in(text: str) -> RecordList | None:
    """The table that a text is, or None. Raises InputError for a row that cannot be read."""
    text = text.removeprefix("\ufeff")
    head = "\n".join(text[:20_000].splitlines()[:_HEAD_LINES])
    delimiters = [delimiter for delimiter in _DELIMITERS if delimiter in head]
    for delimiter in delimiters:
        rows = list(islice(_rows(head, delimiter, strict=False), _HEAD_LINES))
        place = _header(rows)
        if place is not None:
            return _with_header(text, delimiter, place)
    for delimiter in delimiters:
        if _starts_with_time(next(_rows(head, delimiter, strict=False), (1, []))):
            rows = list(_rows(text, delimiter, strict=False))
            if _is_headless(rows):
                return _without_header(rows)
    return None


def labelled_in(text: str) -> RecordList | None:
    """Lines such as ``Chapter: 001, Start: 0:00:00, Length: 0:10:48``, or None.

    The lines with the labels that most lines have are the records.
    """
    found: dict[tuple[str, ...], list[tuple[int, Record]]] = {}
    lines = list(numbered_lines(text))
    if not lines or not _pairs(lines[0][1]):
        return None
    for number, line in lines:
        if pairs := _pairs(line):
            found.setdefault(tuple(pairs), []).append((number, pairs))
    if sum(map(len, found.values())) * 10 < len(lines) * 6:
        return None
    chosen = max(found.values(), key=len, default=[])
    if not any(is_clock(value) for _, record in chosen[:1] for value in record.values()):
        return None
    around = [record for rows in found.values() for _, record in rows if rows is not chosen]
    return RecordList(
        "lines", [record for _, record in chosen], around[:1], lines=[n for n, _ in chosen]
    )


def _rows(text: str, delimiter: str, *, strict: bool = True) -> Iterator[Row]:
    """The rows with anything in them, each with the line that it ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        if strict:
            raise InputError(f"line {reader.line_num}: this row cannot be read: {error}") from None


def _header(rows: Sequence[Row]) -> int | None:
    """Which row holds the names of the columns: the next one has a time where it says so."""
    for place, (_, names) in enumerate(rows[:-1]):
        starts = [
            column
            for column, name in enumerate(names)
            if any(each.role in ("start", "length") for each in meaning(name))
            and not is_clock(name)
            and not is_number(name)
        ]
        below = rows[place + 1][1]
        if len(names) > 1 and any(
            column < len(below) and (is_clock(below[column]) or is_number(below[column]))
            for column in starts
        ):
            return place
    return None


def _with_header(text: str, delimiter: str, place: int) -> RecordList:
    rows = list(_rows(text, delimiter))
    names = [name.strip() or f"column {number}" for number, name in enumerate(rows[place][1], 1)]
    below = rows[place + 1 :]
    return RecordList(
        "table",
        [dict(zip(names, cells, strict=False)) for _, cells in below],
        lines=[line for line, _ in below],
    )


def _starts_with_time(row: Row) -> bool:
    cells = row[1]
    return len(cells) > 1 and (is_clock(cells[0]) or is_number(cells[0]))


def _is_headless(rows: Sequence[Row]) -> bool:
    """Whether rows are a table: as many cells in each, times in the first column of all.

    Plain numbers may count anything, so that there must be two columns of them. A blank after
    the delimiter is a person's: what they wrote is words, not columns.
    """
    if len(rows) < 2 or len({len(cells) for _, cells in rows}) > 1:
        return False
    if any(cells[1][:1] == " " and cells[1].strip() for _, cells in rows):
        return False
    if all(is_clock(cells[0]) for _, cells in rows):
        return True
    if len(rows[0][1]) < 3 or not all(is_number(cells[0]) for _, cells in rows):
        return False
    ends = [cells[1] for _, cells in rows if cells[1].strip()]
    return bool(ends) and all(map(is_number, ends))


def _without_header(rows: Sequence[Row]) -> RecordList:
    return RecordList("table", _records([cells for _, cells in rows]), lines=[n for n, _ in rows])


def named(rows: Sequence[Sequence[Scalar]]) -> list[Record]:
    """The records of rows in an array, by the names in the first where it holds names."""
    if all(isinstance(cell, str) and not is_clock(cell) for cell in rows[0]):
        names = [str(cell) for cell in rows[0]]
        return [dict(zip(names, row, strict=False)) for row in rows[1:]]
    if len({len(row) for row in rows}) > 1:
        return []
    return _records(rows)


def _records(rows: Sequence[Sequence[Scalar]]) -> list[Record]:
    """Records of rows without names: a start, an end or a length, and the title.

    Where words are before the times, the two change places.
    """
    if all(is_clock(row[1]) or is_number(row[1]) for row in rows) and not any(
        is_clock(row[0]) or is_number(row[0]) for row in rows
    ):
        rows = [[row[1], row[0], *row[2:]] for row in rows]
    columns = list(zip(*rows, strict=True))
    filled = [cell for cell in columns[1] if str(cell or "").strip()]
    has_end = bool(filled) and all(is_clock(cell) or is_number(cell) for cell in filled)
    names = ["start", *(["end"] if has_end else [])]
    rest = range(len(names), len(columns))
    title = max(rest, key=lambda column: _variety(columns[column][:_SAMPLE_ROWS]), default=None)
    names += ["title" if column == title else f"column {column + 1}" for column in rest]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _variety(cells: Sequence[Scalar]) -> tuple[bool, float, int]:
    """How much like titles cells are: in words, unlike each other, long. The last is likeliest."""
    words = any(not is_number(cell) and not is_clock(cell) for cell in cells if cell)
    return words, len(set(cells)) / len(cells), sum(len(str(cell)) for cell in cells)


def is_script(text: str) -> bool:
    """Whether a text is a script of subtitles, of Aegisub or SubStation."""
    return text.removeprefix("\ufeff").lstrip()[:20].casefold().startswith("[script info]")


#: Marks that a program writes a line each, with the unit of their times: REAPER's project,
#: PotPlayer's and VLC's bookmarks, what ffmpeg prints of a file.
_MARKS = (
    (r'^[ \t]*MARKER[ \t]+\d+[ \t]+(?P<time>[\d.]+)[ \t]+(?P<title>"[^"\n]*"|\S+)', "seconds"),
    (r"^\d{1,4}=(?P<time>\d{1,9})\*(?P<title>[^*\n]*)\*", "ms"),
    (r"\{name=(?P<title>[^{}\n]{0,300}),time=(?P<time>-?[\d.]+)\}", "seconds"),
    (
        r"^[ \t]*Chapter #\d+[:.]\d+: start (?P<time>[\d.]+), end [\d.]+\r?\n"
        r"[ \t]*Metadata:[ \t]*\r?\n[ \t]*title[ \t]*: (?P<title>[^\n]*)",
        "seconds",
    ),
)
_MARK_HINT = re.compile(
    r"^[ \t]*MARKER[ \t]+\d|^\[Bookmark\]|bookmarks=\{name=|^[ \t]*Chapter #\d+[:.]\d+: start ",
    re.M,
)


def marks_in(text: str) -> RecordList | None:
    """The marks that a program wrote, a line each, or None."""
    if not _MARK_HINT.search(text):
        return None
    for pattern, unit in _MARKS:
        records: list[Record] = []
        lines = []
        line, counted = 1, 0
        for match in re.finditer(pattern, text, re.M):
            line += text.count("\n", counted, match.start("time"))
            counted = match.start("time")
            lines.append(line)
            records.append({unit: match["time"], "title": match["title"].strip('"\r ')})
        if records:
            return RecordList("markers", records, lines=lines)
    return None


def blocks_in(text: str) -> RecordList | None:
    """Blocks of ``name=value`` lines between ``[CHAPTER]`` and ``[/CHAPTER]``, or None.

    It is what ffprobe prints where no other form is asked for.
    """
    text = text.removeprefix("\ufeff").lstrip()
    if not _BLOCK.match(text):
        return None
    found: dict[str, list[Record]] = {}
    for block in _BLOCK.finditer(text):
        pairs = (line.partition("=") for line in block[2].splitlines() if "=" in line)
        found.setdefault(block[1], []).append({name: value for name, _, value in pairs})
    chosen = max(found, key=lambda name: ("CHAPTER" in name, len(found[name])))
    return RecordList(chosen.lower(), found[chosen])


READERS = (table_in, labelled_in, blocks_in, marks_in)


def _pairs(line: str) -> dict[str, str]:
    """The labelled values of a line that is nothing else, at least two; or none."""
    found: dict[str, str] = {}
    end = 0
    while match := _PAIR.match(line, end):
        found[match[1].strip()] = match[2].strip()
        end = match.end()
    return found if len(found) > 1 and not line[end:].strip() else {}
