"""Chapters from any structured file, by its shape: what has no format of its own.

JSON (an array of objects at any depth, or an object a line), XML (elements of one name), CSV,
TSV and semicolons (with a header, or times first), and ``Label: value`` lines. A record is a
chapter when one of its members is named and written like a time, another like a title. Which is
which, and the unit, is inferred from names and values; what was not stated is said. Of several such
lists one is read, the others are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import inf, log
from statistics import median

from timeline.errors import InputError
from timeline.formats.assembly import assemble, not_kept, refuse_transcript
from timeline.formats.base import Format
from timeline.formats.records import documents, prose, tables
from timeline.formats.records.choosing import Choice, Column, choices, columns_of, related
from timeline.formats.records.lists import Record, RecordList
from timeline.formats.records.members import meaning, words_of
from timeline.formats.records.values import Scalar, Times, frame_rate, is_number, times_of
from timeline.kinds import counted
from timeline.model import Chapter, ParseResult, Problem, Severity, Timeline
from timeline.times import HOUR, MINUTE, SECOND, format_time
from timeline.tracks import one_line

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
#: From six in the morning, to five minutes.
_OF_DAY = re.compile(r"(?:0?[6-9]|1\d|2[0-3]):[0-5][05]")
#: Members that name or number a record and say nothing to a viewer.
_NUMBERING = frozenset(
    "id uid uuid guid index idx number num no type typename key time base timebase".split()
)
_LISTED = 8
#: What ends sooner after its start is a mark at a point, a frame long.
_MIN_SPAN = 50


def is_structured(text: str) -> bool:
    """Whether a text is JSON, XML or a table, sound or not: it is never read as prose."""
    return (
        documents.looks_like_json(text)
        or documents.looks_like_xml(text)
        or tables.is_script(text)
        or any(read(text) is not None for read in tables.READERS)
    )


def read(text: str) -> ParseResult:
    """Read the list in a document that is most like chapters. Raises InputError."""
    if documents.are_subtitles(text) or tables.is_script(text):
        raise InputError("these are subtitles, not chapters", hint="give them with --transcript")
    if not documents.looks_like_json(text):
        return _read(*lists_of(text))
    value, doubled = documents.json_value(text)
    problems = [_doubled(name) for name in doubled[:_LISTED]]
    lists = list(documents.lists_in(value))
    if not choices(lists) and (summary := prose.read(value)):
        return summary
    return prose.with_sections(_read("JSON", lists, problems), value)


def _read(kind: str, lists: Sequence[RecordList], problems: Sequence[Problem] = ()) -> ParseResult:
    found = choices(lists)
    if not found:
        raise _nothing(kind, lists)
    best = _outermost(found[0], found)
    inner = [choice for each in related(best, lists) for choice in found if choice.source is each]
    parts = [best, *inner]
    _refuse_times_of_day(best)
    chapters = [chapter for part in parts for chapter in _chapters(part)]
    if inner:
        chapters.sort(key=lambda chapter: chapter.start)
    if not chapters:
        raise InputError(f"no entry of {best.source.name or 'the list'} has a time")
    _refuse_speech(best, chapters)
    left = [choice for choice in found if all(choice is not part for part in parts)]
    return assemble(
        chapters,
        _about(best, chapters),
        duration=_duration(best, chapters),
        every_end=all(chapter.end_given for chapter in chapters),
        problems=[*problems, *_notes(best), *_left_alone(best, left), *not_kept(_unused(best))],
    )


def lists_of(text: str) -> tuple[str, list[RecordList]]:
    """What to call a document, and its lists. Raises InputError where it is none, or broken."""
    if documents.looks_like_json(text):
        value, _ = documents.json_value(text)
        return "JSON", list(documents.lists_in(value))
    if documents.looks_like_xml(text):
        root, value = documents.xml_value(text)
        return "XML", list(documents.lists_in(value, root))
    table = next((found for read in tables.READERS if (found := read(text))), None)
    if table is None:
        raise InputError("this is no JSON, XML, CSV or TSV")
    return "table", [table]


def _outermost(best: Choice, found: Sequence[Choice]) -> Choice:
    """The list around the best one that says the same of the parts it is divided into."""
    for choice in found:
        if choice.source is best.source.parent and choice.start.name == best.start.name:
            return _outermost(choice, found)
    return best


def _nothing(kind: str, lists: Sequence[RecordList]) -> InputError:
    largest = max(lists, key=lambda each: len(each.records), default=None)
    hint = "wanted: an array of objects, or rows, with a time and a title each"
    if largest and largest.records:
        members = ", ".join(one_line(name)[:30] for name in list(largest.records[0])[:5])
        name = largest.name or "at the top"
        hint += f"; its largest list, {one_line(name)[-60:]}, has {members or 'nothing'}"
    return InputError(f"there is no list of chapters in this {kind}", hint=hint)


def _chapters(choice: Choice) -> Iterator[Chapter]:
    ends = _ends(choice)
    offset = _editors_hour(choice)
    lines: Sequence[int | None] = choice.source.lines or [None] * len(choice.source.records)
    kept = _kept(choice)
    for index, start in enumerate(choice.starts.values):
        if start is None or not kept[index]:
            continue
        end = ends[index]
        title, text = _value(choice, "title", index), _value(choice, "text", index)
        yield Chapter(
            start=start - offset,
            end=start - offset if end is None else max(0, end - offset),
            end_given=end is not None,
            title=title,
            text="" if one_line(text) == one_line(title) else text.strip(),
            url=_value(choice, "url", index).strip(),
            image=_value(choice, "image", index).strip(),
            hidden=_is_hidden(choice, index),
            line=lines[index],
        )


def _value(choice: Choice, role: str, index: int) -> str:
    column = choice.others.get(role)  # type: ignore[call-overload]
    value = column.values[index] if column else None
    return "" if value is None or isinstance(value, bool) else str(value)


def _is_hidden(choice: Choice, index: int) -> bool:
    """Podcasting 2.0's ``toc: false``, or anybody's ``hidden: true``."""
    column = choice.others.get("hidden")
    if column is None:
        return False
    value = str(column.values[index]).strip().lower()
    in_toc = "toc" in words_of(column.name)
    return value in ("false", "no", "0") if in_toc else value in ("true", "yes", "1")


def _kept(choice: Choice) -> list[bool]:
    """Which records are chapters, where a member says so of some of them only."""
    kind = choice.others.get("kind")
    if kind is None:
        return [True] * len(choice.source.records)
    return ["chapter" in str(value).lower() for value in kind.values]


def _ends(choice: Choice) -> list[int | None]:
    """The stated ends; what is no time, or before 0 (as some mark an open end), is none."""
    column = choice.end or choice.length
    if column is None:
        return [None] * len(choice.starts.values)
    found = _in_likely_unit(choice, column)
    is_length = column is choice.length
    ends: list[int | None] = []
    for start, value, raw in zip(choice.starts.values, found.values, column.values, strict=True):
        below = str(raw).lstrip().startswith("-")
        if start is None or value is None or below or (is_length and not value):
            ends.append(None)
        else:
            end = start + value if is_length else value
            ends.append(None if 0 <= end - start <= _MIN_SPAN else end)
    return ends


def _in_likely_unit(choice: Choice, column: Column) -> Times:
    """The times of ends or lengths; in a unit of their own only where the starts' does not fit."""
    rate = frame_rate([*choice.start.values, *column.values])
    stated = column.meaning.unit
    if stated is not None:
        return times_of(column.values, stated, rate)
    units = dict.fromkeys((choice.starts.unit, Fraction(SECOND), Fraction(1)))
    tries = [times_of(column.values, unit, rate) for unit in units if unit]
    starts = choice.starts.values
    known = sorted(start for start in starts if start is not None)
    usual = median([b - a for a, b in pairwise(known)] or known or [0])

    def misfit(found: Times) -> float:
        spans = [
            value if column is choice.length else value - start
            for start, value in zip(starts, found.values, strict=True)
            if start is not None and value is not None
        ]
        middle = median(spans) if spans else 0
        return abs(log(middle / usual)) if middle > 0 and usual > 0 else inf

    return min(tries, key=misfit)


def _editors_hour(choice: Choice) -> int:
    """The hour at which editing systems begin to count, where all times in frames are past it."""
    known = [value for value in choice.starts.values if value is not None]
    return HOUR if choice.starts.frames and known and min(known) >= HOUR else 0


def _refuse_speech(choice: Choice, chapters: Sequence[Chapter]) -> None:
    """Raise InputError where the list is what somebody says, not what the parts are called."""
    ordered = sorted(chapters, key=lambda chapter: chapter.start)
    spans = [
        (chapter.start, chapter.end if chapter.end_given else after.start)
        for chapter, after in zip(ordered, [*ordered[1:], ordered[-1]], strict=True)
    ]
    refuse_transcript(spans)
    words = set(words_of(choice.title.name)) if choice.title else set()
    usual = median(end - start for start, end in spans)
    if not words & {"text", "utf8", "line", "transcript"} or len(spans) < 3:
        return
    # Half hours of "text" in a unit that nobody states are seconds, taken a thousandfold.
    is_thousandfold = choice.starts.guess and 30 * MINUTE <= usual <= 8_000 * SECOND
    if usual <= 8 * SECOND or is_thousandfold:
        raise InputError("this looks like a transcript", hint="give it with --transcript")


def _refuse_times_of_day(choice: Choice) -> None:
    """Raise InputError for a schedule: 9:00, 9:45, 10:30, all of them round and none at 0:00."""
    times = [str(value).strip() for value in choice.start.values if value not in (None, "")]
    if len(times) > 2 and all(_OF_DAY.fullmatch(time) for time in times):
        hint = "write those of a video with hours, 0:09:00"
        raise InputError("this looks like a schedule: the times are times of day", hint=hint)


def _about(choice: Choice, chapters: Sequence[Chapter]) -> Timeline:
    around = choice.source.around
    return Timeline(
        title=one_line(next(_named(around, "title"), "")),
        language=next((v for v in _called(around, "language") if _LANGUAGE.fullmatch(v)), ""),
        source_url=next((v for v in _called(around, "url") if v.startswith("http")), ""),
    )


def _named(around: Sequence[Record], role: str) -> Iterator[str]:
    for record in around:
        for name, value in record.items():
            meant = any(each.role == role and each.rank <= 1 for each in meaning(name))
            if meant and isinstance(value, str) and not value.strip().isdecimal():
                yield value


def _called(around: Sequence[Record], word: str) -> Iterator[str]:
    names = {"language": {"language", "lang"}, "url": {"url", "link", "webpage_url", "contentUrl"}}
    for record in around:
        for name, value in record.items():
            if name in names[word] and isinstance(value, str):
                yield value


def _duration(choice: Choice, chapters: Sequence[Chapter]) -> int | None:
    """The length of the video that the objects around the list give, if it can be one."""
    last = max(chapter.start for chapter in chapters)
    for record in choice.source.around:
        lengths = [
            _length(value, each.unit, choice, last)
            for name, value in record.items()
            for each in meaning(name)
            if each.role == "length"
        ]
        if found := max((length for length in lengths if length), default=None):
            return found
    return None


def _length(value: Scalar, unit: Fraction | None, choice: Choice, last: int) -> int | None:
    units = [unit] if unit else [Fraction(SECOND), choice.starts.unit, Fraction(1)]
    tries = [times_of([value], each).values[0] for each in units if each]
    return next((ms for ms in tries if ms and (unit or ms > last)), None)


def _notes(choice: Choice) -> Iterator[Problem]:
    """What had to be assumed of the times, and which entries have none."""
    times, name = choice.starts, choice.start.name
    if times.guess:
        yield _note("T107", f"{name!r} is read as {times.guess}: the file does not say the unit")
    if choice.start is choice.length:
        message = f"there are no starts: each chapter is put where the {name!r} before it ends"
        yield _note("T107", message, "warning")
    if times.frames:
        rate = frame_rate(choice.start.values)
        yield _note("T109", f"frames are counted at {rate} a second: the file does not say")
    if _editors_hour(choice):
        message = "the times begin at 01:00:00:00, as editing systems count: an hour is taken off"
        yield _note("T109", message)
    if times.below:
        yield _note("T110", f"{_entries(times.below)} before 0: put at 0", "warning")
    missing = len(times.values) - times.known
    if missing:
        message = f"{_entries(missing)} of {len(times.values)} without a time: left out"
        yield _note("T106", message, "warning")
    kept = _kept(choice)
    if left := len(kept) - sum(kept):
        yield _note("T106", f"{_entries(left)} not said to be a chapter: left out", "warning")


def _left_alone(best: Choice, others: Sequence[Choice]) -> Iterator[Problem]:
    """The other lists, where they could be chapters as well: not what holds the best one."""
    others = [
        other
        for other in others
        if len(other.source.records) > 1 and not best.source.name.startswith(other.source.name)
    ]
    for other in others[:_LISTED]:
        start = next((value for value in other.starts.values if value is not None), 0)
        name = one_line(other.source.name)[-80:] or "the outer one"
        count = _entries(len(other.source.records))
        message = f"another list was left alone: {name}, {count} from {format_time(start)}"
        yield _note("T108", message, "warning")
    if len(others) > _LISTED:
        message = f"{len(others) - _LISTED} more lists were left alone"
        yield _note("T108", message, "warning")


def _unused(choice: Choice) -> Iterator[str]:
    """The members that say something and have no place in a chapter."""
    used = {column.name for column in choice.others.values()}
    silent = {c.name for c in columns_of(choice.source) if c.meaning.role in _TIMED or _counts(c)}
    said = (name for record in choice.source.records for name in record if record[name])
    names = [
        name for name in dict.fromkeys(said) if name not in used | silent and not _numbers(name)
    ]
    yield from names[:_LISTED]
    if len(names) > _LISTED:
        yield f"and {len(names) - _LISTED} more"


def _numbers(name: str) -> bool:
    """Whether a member is called as what only numbers or marks the record."""
    words = set(words_of(name.rpartition(".")[2]))
    return words <= _NUMBERING or bool(words & {"number", "frame", "frames"})


def _counts(column: Column) -> bool:
    """Whether a column like ``Chapter: 003`` only counts the records."""
    return column.meaning.role == "title" and all(is_number(value) for value in column.values)


_TIMED = ("start", "end", "length", "kind")


def _doubled(name: str) -> Problem:
    message = f"{one_line(name)[:40]!r} appears more than once in one object: the last is read"
    return _note("T114", message, "warning")


def _entries(count: int) -> str:
    return counted(count, ("entry", "entries"))


def _note(code: str, message: str, severity: Severity = "note") -> Problem:
    return Problem(code=code, severity=severity, message=message)


FORMAT = Format(
    name="records",
    title="Any JSON, XML or table of chapters",
    suffix=".json",
    media_type="application/json",
    read=read,
)
