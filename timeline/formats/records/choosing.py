"""Which list of a document is the chapters, and which of its members is what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from math import log2
from typing import Literal

from timeline.formats.records.lists import RecordList
from timeline.formats.records.members import Meaning, Role, is_unknown, meaning, words_of
from timeline.formats.records.values import (
    Scalar,
    Times,
    frame_rate,
    is_clock,
    is_number,
    times_of,
)
from timeline.times import SECOND

#: A list called so is most likely one of chapters; or surely none.
_CHAPTER_WORDS = frozenset(
    "chapter chapters marker markers clip clips part parts moments moment scene scenes section "
    "sections topic topics bookmark bookmarks toc cuts segment segments lines".split()
)
_OTHER_WORDS = frozenset(
    "transcript transcripts caption captions subtitle subtitles words tokens utterances segs "
    "events thumbnail thumbnails storyboard storyboards heat heatmap heatmarkers formats "
    "fragments streams images comments ads tracks".split()
)
_MAX_COLUMNS = 200
#: The rank of a title that no name says is one.
_UNNAMED = 9
#: A list of less is recognised by nothing.
_MIN_SCORE = 3.0
#: A start that most records lack is none.
_MIN_SHARE = 0.5

_EXTRAS: tuple[Literal["text", "url", "image", "hidden"], ...] = ("text", "url", "image", "hidden")

#: What a member may be called that holds the unit of those beside it, as ffprobe does.
_TIME_BASE = ("time_base", "timebase", "timescale", "time_scale")


@dataclass(frozen=True, slots=True)
class Column:
    """One member of all records of a list: its name, what it means, its values."""

    name: str
    meaning: Meaning
    values: Sequence[Scalar]

    @property
    def depth(self) -> int:
        """How far inside the records it is."""
        return self.name.count(".")

    @property
    def share(self) -> float:
        """How many records have something in it, 0 to 1."""
        return sum(value not in (None, "") for value in self.values) / max(1, len(self.values))


@dataclass(frozen=True, slots=True)
class Choice:
    """A list of records with the columns that make chapters of it, and how surely it is one."""

    source: RecordList
    start: Column
    starts: Times
    end: Column | None
    length: Column | None
    others: dict[Role, Column]
    score: float

    @property
    def title(self) -> Column | None:
        """The column of titles."""
        return self.others.get("title")


def choices(lists: Iterable[RecordList]) -> list[Choice]:
    """The lists that may be chapters, the likeliest first; of equals the first of the document."""
    found = [choice for each in lists if (choice := _choice(each))]
    return sorted(found, key=lambda choice: -choice.score)


def columns_of(source: RecordList) -> list[Column]:
    """The members that say anything, each with every role that its name may have."""
    names = dict.fromkeys(name for record in source.records for name in record)
    found = []
    for name in list(names)[:_MAX_COLUMNS]:
        values = [record.get(name) for record in source.records]
        found += [Column(name, each, values) for each in meaning(name)]
    return found


def _choice(source: RecordList) -> Choice | None:
    columns = columns_of(source)
    unit = _time_base(source)
    timed = [(column, times) for column in columns if (times := _times(column, unit))]
    names = {column.name for column, _ in timed}
    starts = [pair for pair in timed if pair[0].meaning.role == "start"]
    title = _title([c for c in columns if c.name not in names], starts) or _wordiest(source)
    if not starts and not (starts := _summed(source, timed)):
        return None
    start, times = _in_fields(starts) or min(starts, key=_preference)
    if times.known < _MIN_SHARE * len(source.records):
        return None
    others: dict[Role, Column] = {"title": title} if title else {}
    if kind := next((c for c in columns if c.meaning.role == "kind" and _says_chapter(c)), None):
        others["kind"] = kind
    for role in _EXTRAS:
        if column := _first(columns, role, title):
            others[role] = column
    choice = Choice(
        source,
        start,
        times,
        _best(timed, "end", start),
        _best(timed, "length", start),
        others,
        _score(source, start, times, title, {c.meaning.role for c, _ in timed}),
    )
    return choice if choice.score >= _MIN_SCORE else None


def _in_fields(starts: Sequence[tuple[Column, Times]]) -> tuple[Column, Times] | None:
    """A start that is given in columns of hours, minutes and seconds, as their sum."""
    fields = {column.meaning.unit: (column, t) for column, t in starts if column.meaning.rank == 2}
    if len(fields) < 2 or len(fields) < len(starts):
        return None
    rows = zip(*(times.values for _, times in fields.values()), strict=True)
    column, times = next(iter(fields.values()))
    sums = [None if all(ms is None for ms in row) else sum(ms or 0 for ms in row) for row in rows]
    return column, times._replace(values=sums)


def _says_chapter(column: Column) -> bool:
    """Whether some records, and not all of them, are said to be chapters."""
    said = ["chapter" in str(value).lower() for value in column.values]
    return any(said) and not all(said)


def _summed(
    source: RecordList, timed: Sequence[tuple[Column, Times]]
) -> list[tuple[Column, Times]]:
    """The starts of chapters of which only lengths are given: each begins where one ends."""
    if not set(words_of(source.key)) & {"chapter", "chapters"}:
        return []
    for column, times in timed:
        if column.meaning.role == "length" and times.known == len(times.values):
            sums = [0, *accumulate(value or 0 for value in times.values)][:-1]
            return [(column, times._replace(values=list(sums)))]
    return []


def _times(column: Column, unit: Fraction | None) -> Times | None:
    """The column's times, if it is one of times and most of its values are."""
    if column.meaning.role not in ("start", "end", "length"):
        return None
    stated = column.meaning.unit or unit
    found = times_of(column.values, stated, frame_rate(column.values))
    filled = sum(value not in (None, "") for value in column.values)
    if column.meaning.role == "start" and found.guess and _are_dates(column.values):
        return None
    return found if filled and found.known >= _MIN_SHARE * filled else None


def _are_dates(values: Sequence[Scalar]) -> bool:
    """Whether numbers count from 1970: no video has all its chapters after thirty years."""
    numbers = [value for value in values if isinstance(value, int | float)]
    return bool(numbers) and min(numbers) > 900_000_000


def _time_base(source: RecordList) -> Fraction | None:
    """Milliseconds of a tick, where the records or what is around them say it (``1/1000``)."""
    for record in (*source.records[:1], *source.around):
        for name in _TIME_BASE:
            numerator, _, denominator = str(record.get(name, "")).partition("/")
            if numerator.isdecimal() and denominator.isdecimal() and int(denominator[:12]):
                return Fraction(int(numerator[:12]) * 1000, int(denominator[:12]))
    return None


def _preference(pair: tuple[Column, Times]) -> tuple[int, bool, Fraction, int]:
    """Starts by how plainly they are called so, whether the unit is sure, and how fine it is."""
    column, times = pair
    return (
        column.meaning.rank,
        bool(times.guess),
        column.meaning.unit or Fraction(SECOND),
        column.depth,
    )


def _best(timed: Sequence[tuple[Column, Times]], role: Role, start: Column) -> Column | None:
    """The end or length that is written like the start."""
    mine = [pair for pair in timed if pair[0].meaning.role == role]
    if not mine:
        return None
    alike = [pair for pair in mine if pair[0].meaning.unit == start.meaning.unit]
    return min(alike or mine, key=_preference)[0]


def _title(columns: Sequence[Column], starts: Sequence[tuple[Column, Times]]) -> Column | None:
    """The column that is likest to hold titles: by its name, then by what is in it."""
    usual = min((column.depth for column, _ in starts), default=0)
    worded = [column for column in columns if column.meaning.role == "title" and _has_words(column)]

    def distance(column: Column) -> float:
        filled = [value for value in column.values if value not in (None, "")]
        same = len(filled) > 2 and len(set(filled)) == 1
        deeper = max(0, len(_real_parts(column.name)) - 1 - usual)
        return column.meaning.rank + deeper + 4 * (1 - column.share) + 3 * same

    return min(worded, key=lambda column: (distance(column), column.depth), default=None)


def _wordiest(source: RecordList) -> Column | None:
    """The column that is likest to hold titles by what is in it, where no name says so."""
    names = dict.fromkeys(name for record in source.records for name in record)
    found = []
    for name in [name for name in list(names)[:_MAX_COLUMNS] if is_unknown(name)]:
        column = Column(
            name, Meaning("title", _UNNAMED, None), [r.get(name) for r in source.records]
        )
        filled = [value for value in column.values if value not in (None, "")]
        if column.share >= _MIN_SHARE and len(set(filled)) * 2 > len(filled) and _has_words(column):
            found.append(column)
    return max(found, key=lambda column: sum(len(str(v)) for v in column.values), default=None)


def _real_parts(name: str) -> list[str]:
    """The parts of a path but for those that every record of a wrapping array has."""
    return [part for part in name.split(".") if part not in ("node", "tags", "simpleText", "runs")]


def _has_words(column: Column) -> bool:
    """Whether the values can be titles. What is plainly called so may be a number."""
    filled = [value for value in column.values if value not in (None, "")]
    if any(isinstance(value, bool) for value in filled):
        return False
    if column.meaning.rank <= 1 and any(isinstance(value, str) for value in filled):
        return True
    return any(
        isinstance(value, str) and not is_number(value) and not is_clock(value) for value in filled
    )


def _first(columns: Sequence[Column], role: str, title: Column | None) -> Column | None:
    """The first column of a role; a chapter's text is what else would do for a title."""
    wanted = "title" if role == "text" else role
    found = [
        c for c in columns if c.meaning.role == wanted and not (title and c.name == title.name)
    ]
    if role == "text":
        found = [column for column in found if _is_text(column, title)]
        found.sort(key=lambda column: -column.meaning.rank)
    return next(iter(found), None)


def _is_text(column: Column, title: Column | None) -> bool:
    if column.meaning.rank < 2 or column.depth > (title.depth if title else 0):
        return False
    filled = [value for value in column.values if value not in (None, "")]
    return bool(filled) and all(isinstance(v, str) and not is_number(v) for v in filled)


def _score(
    source: RecordList, start: Column, times: Times, title: Column | None, roles: set[Role]
) -> float:
    called = {word for part in source.name.split(".")[-3:] for word in words_of(part)}
    called |= {word for part in start.name.split(".")[:-1] for word in words_of(part)}
    values = [value for value in times.values if value is not None]
    rising = all(a <= b for a, b in pairwise(values))
    return (
        3 * bool(called & _CHAPTER_WORDS)
        - 4 * bool(called & _OTHER_WORDS)
        + 2
        - start.meaning.rank
        + bool(roles & {"end", "length"})
        + (2 if title and title.meaning.rank < _UNNAMED else 1) * (title.share if title else 0)
        + rising
        + min(log2(len(values) + 1), 4) / 4
        - 2 * (len(values) < len(times.values) / 2)
    )


def related(best: Choice, all_lists: Sequence[RecordList]) -> Iterator[RecordList]:
    """The lists inside the records of the chosen one that are parts of its chapters."""
    inside = {id(best.source)}
    for each in all_lists:
        if each.parent is not None and id(each.parent) in inside:
            names = {name for record in each.records for name in record}
            if best.start.name in names and (not best.title or best.title.name in names):
                inside.add(id(each))
                yield each
