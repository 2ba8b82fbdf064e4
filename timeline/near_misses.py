"""Times that were meant and not written: lines of a list that the reader did not take.

A second look at the lines that are no chapter, with the chapters known: ``1;30``, ``O:00`` and
``1: 30`` are a time where they are in a list of times, open their line as the others do (or end
it, where the others do that), and lie between their neighbours. The reader itself stays strict.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline import missing_hours
from timeline.model import Chapter, Fix, Problem, Timeline
from timeline.source_lines import RANGE_MARK, SourceLines, first_word
from timeline.times import MAX_TIME_MS, SECOND, format_clock, from_fields

#: Letters that are taken for digits; the later ones only where a word does not go on with them.
_ALIKE = str.maketrans("OoОоIl|SBZ", "0000111582")
_DIGITS = r"[\dOoОоIl]{1,3}"
_PAIR = r"(?:[\dOoОоIl]{2}(?![\dOI])|[\dOoОоIl|SBZ]{2}(?!\w))"
#: A mark that can only be a slip for a colon, or a colon with blanks; then marks that also
#: are in numbers.
_MARK = r"\s?[;:：；∶︰﹕։]{1,2}\s?"
_POINT = r"[.,·．，'’′°/_]"
#: ``1’30”`` is closed by its seconds' mark, which goes with the other.
_SECONDS = r"(?:(?<=['’′]..)(?:[\"”″]|''|’’|′′))?"
_STRONG = re.compile(
    rf"({_DIGITS}){_MARK}({_PAIR})(?:{_MARK}({_PAIR}))?(?![;:：；∶︰﹕։][\dOoОоIl])"
)
_WEAK = re.compile(rf"({_DIGITS}){_POINT}({_PAIR})(?:{_POINT}({_PAIR}))?{_SECONDS}(?![.,]?\d)")
_AT_END = re.compile(rf"(?<![\w:;.,])(?:{_STRONG.pattern}|{_WEAK.pattern})[\s)\]*_]*$")
_LAST_CLOCK = re.compile(r"(?<![\w:])(?:\d{1,2}:)?\d{1,3}:\d{2}[\s)\]*_]*$")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A line that nearly states a time: its number, the time (ms), the line with it, and whether
    its marks can mean nothing else.
    """

    line: int
    start: int
    text: str
    strong: bool
    place: int


def find(source: SourceLines, timeline: Timeline) -> tuple[Problem, ...]:
    """The near misses of a list of chapters, each with the line that was meant.

    T001 for one that cannot be, such as ``4:75``, T016 for a time of wrong characters, T017 where
    an hour is missing.
    """
    hours = tuple(missing_hours.find(source, timeline.chapters))
    without_hour = {problem.line for problem in hours}
    # A time that is written right helps to see the list, and needs no other line.
    misses = [
        _problem(miss, certain=sure)
        for miss, sure in _misses(source, timeline)
        if miss.text != source.get(miss.line)
    ]
    misses += _misread(source, timeline.chapters)
    digits = _foreign_digits(source, timeline.chapters)
    beyond = _beyond(source, timeline.chapters)
    return (
        *hours,
        *(each for each in (*misses, *digits, *beyond) if each.line not in without_hour),
    )


def without_followers(problems: Iterable[Problem], found: Sequence[Problem]) -> list[Problem]:
    """The problems of reading that are not mere effects of what was ``found``."""
    lines = {number for problem in found if problem.fix for number, _ in problem.fix.lines}
    has_hours = any(problem.code == "T017" for problem in found)
    misread = {"T001", "T007", "T012", "T020", "T021", "T022"}
    return [
        problem
        for problem in problems
        if not (problem.code in misread and problem.line in lines)
        and not (has_hours and problem.code in ("T002", "T004"))
    ]


def _problem(miss: NearMiss, *, certain: bool) -> Problem:
    return Problem(
        code="T016",
        severity="warning",
        message=f"this looks like the time {format_clock(miss.start)}, and is not written as one",
        hint=f"write: {miss.text.strip()}",
        line=miss.line,
        column=miss.place + 1,
        fix=Fix(lines=((miss.line, miss.text),), certain=certain),
    )


def near_miss(number: int, line: str) -> NearMiss | None:
    """The near miss that opens a line; None where nothing there looks like a time."""
    place = first_word(line)
    for pattern, strong in ((_STRONG, True), (_WEAK, False)):
        match = pattern.match(line, place)
        if match and (fields := _fields(match)):
            end = match.end()
            written = ":".join(fields)
            dash = RANGE_MARK.match(line, end)
            until = pattern.match(line, dash.end()) if dash else None
            if dash and until and (more := _fields(until)):
                written += line[end : dash.end()] + ":".join(more)
                end = until.end()
            text = line[:place] + written + line[end:]
            return NearMiss(number, _milliseconds(fields), text, strong, place)
    return None


def miss_at_end(number: int, line: str) -> NearMiss | None:
    """The near miss that ends a line of words; None where nothing there looks like a time."""
    match = _AT_END.search(line)
    fields = _fields(match) if match else None
    if match is None or fields is None or not any(map(str.isalpha, line[: match.start()])):
        return None
    end = max(match.end(group) for group in range(1, 7))
    text = line[: match.start()] + ":".join(fields) + line[end:]
    is_strong = match[1] is not None
    return NearMiss(number, _milliseconds(fields), text, is_strong, match.start())


def _fields(match: re.Match[str]) -> list[str] | None:
    """The fields of a time in ASCII digits; None where they are no time."""
    fields = [_ascii(field) for field in match.groups() if field]
    if not any(char.isdigit() for char in match[0]):
        return None
    *over, minutes, seconds = fields
    if int(seconds) > 59 or (over and int(minutes) > 59):
        return None
    return fields


def _milliseconds(fields: Sequence[str]) -> int:
    *over, minutes, seconds = fields
    return from_fields(over[0] if over else None, minutes, seconds, None)


def _ascii(text: str) -> str:
    """Digits of any script, and the letters that look like some, as ASCII digits."""
    folded = text.translate(_ALIKE)
    return "".join(str(unicodedata.digit(char, char)) for char in folded)


def _misses(source: SourceLines, timeline: Timeline) -> Iterator[tuple[NearMiss, bool]]:
    """The near misses that belong to the list, each with whether it is certain."""
    chapters = {chapter.line: chapter for chapter in timeline.chapters if chapter.line}
    points = {point.line for point in timeline.points}
    at_end = len(chapters) >= 2 and all(_is_at_end(source.get(n)) for n in chapters)
    look = miss_at_end if at_end else near_miss
    rows: list[tuple[int, NearMiss | None]] = []
    for number, line in enumerate(source.lines, 1):
        if number in chapters:
            rows.append((number, None))
        elif number not in points and (miss := look(number, line)):
            rows.append((number, miss))
    if len(chapters) >= 2:
        yield from _between(rows, chapters, source, _dress_at_end if at_end else _dress)
    else:
        yield from _alone([miss for _, miss in rows if miss], chapters)


def _is_at_end(line: str) -> bool:
    """Whether a time ends a line, and words are before it."""
    match = _LAST_CLOCK.search(line)
    return match is not None and any(map(str.isalpha, line[: match.start()]))


def _between(
    rows: Sequence[tuple[int, NearMiss | None]],
    chapters: Mapping[int, Chapter],
    source: SourceLines,
    dress: Callable[[str], str],
) -> Iterator[tuple[NearMiss, bool]]:
    """Those that are in the list of chapters and fit between their neighbours."""
    at_end = dress is _dress_at_end
    dresses = {dress(source.get(number)) for number in chapters}
    first, last = min(chapters), max(chapters)
    starts = iter([*(chapters[number].start for number, miss in rows if miss is None), None])
    before, after = -1, next(starts)
    for number, miss in rows:
        if miss is None:
            before, after = max(before, chapters[number].start), next(starts)
            continue
        is_near = first - len(rows) <= number <= last + len(rows) + 1
        fits = miss.start > before and (after is None or miss.start < after)
        alike = dress(source.get(number)) in dresses
        if not is_near or not (fits or (miss.strong and alike)):
            continue
        if at_end and not alike:
            continue
        if not miss.strong and not (alike and (at_end or _is_title(miss, source))):
            continue
        # "Version 1.30" ends with a number, too.
        yield miss, fits and alike and (miss.strong or not at_end)
        if fits:
            before = miss.start


def _alone(
    misses: Sequence[NearMiss], chapters: Mapping[int, Chapter]
) -> Iterator[tuple[NearMiss, bool]]:
    """Those that are a list of their own: three or more that rise."""
    starts = sorted(
        [(miss.line, miss.start) for miss in misses] + [(n, c.start) for n, c in chapters.items()]
    )
    rises = all(a < b for (_, a), (_, b) in pairwise(starts))
    if len(starts) < 3 or not rises:
        return
    if not any(miss.strong for miss in misses) and starts[0][1]:
        return  # numbered sections, prices
    for miss in misses:
        yield miss, miss.strong


def _dress(line: str) -> str:
    """What a line of a list has before its time, without digits."""
    before = line[: first_word(line)]
    return re.sub(r"\d+", "1", before.rstrip())


def _dress_at_end(line: str) -> str:
    """What is between the words of a line and the time that ends it, and after that."""
    match = _LAST_CLOCK.search(line) or _AT_END.search(line)
    if match is None:
        return line
    words = line[: match.start()].rstrip(" -–—:|([*_.")
    return line[len(words) : match.start()] + re.sub(r"[^)\]]", "", match[0])


def _is_title(miss: NearMiss, source: SourceLines) -> bool:
    """Whether what follows a number reads like a title, not like what it counts."""
    line = source.get(miss.line)
    match = _WEAK.match(line, miss.place)
    rest = line[match.end() :].lstrip(" -–—:|)]*_") if match else ""
    return bool(rest) and not rest[0].islower() and rest[0] not in "%$€£¥°"


def _foreign_digits(source: SourceLines, chapters: Sequence[Chapter]) -> Iterator[Problem]:
    """Chapters whose time has digits or marks that players do not know: read, and reported."""
    for chapter in chapters:
        line = source.get(chapter.line)
        miss = None if line.isascii() or not chapter.line else near_miss(chapter.line, line)
        if miss and miss.text != line and miss.start == chapter.start - chapter.start % 1000:
            yield Problem(
                code="T019",
                severity="note",
                message="the digits or marks of this time are read here, but not by players",
                hint=f"write: {miss.text.strip()}",
                line=chapter.line,
                column=miss.place + 1,
                fix=Fix(lines=((miss.line, miss.text),)),
            )


def _misread(source: SourceLines, chapters: Sequence[Chapter]) -> Iterator[Problem]:
    """Chapters whose time goes on behind what was read of it: ``00:01:3O``, ``0:01;30``."""
    rows = sorted((c for c in chapters if c.line), key=lambda c: c.line or 0)
    starts = [-1, *(chapter.start for chapter in rows), MAX_TIME_MS]
    misses = [near_miss(chapter.line or 0, source.get(chapter.line)) for chapter in rows]
    for index, miss in enumerate(misses):
        if miss is None or not miss.strong or miss.start // SECOND == starts[index + 1] // SECOND:
            continue
        if starts[index] < miss.start < starts[index + 2]:
            # Behind a semicolon frames are counted, too.
            yield _problem(miss, certain=";" not in source.get(miss.line))
    glued = [c for c in rows if _GLUED.match(source.get(c.line), first_word(source.get(c.line)))]
    if len(glued) * 2 < len(rows):
        yield from filter(None, (_overlong(source, chapter) for chapter in glued))


_GLUED = re.compile(r"(?:\d{1,3}:){1,2}\d{2}\w")
_OVERLONG = re.compile(r"(?:\d{1,3}:){1,2}\d{3,4}(?![\w:.])")


def _overlong(source: SourceLines, chapter: Chapter) -> Problem | None:
    """A chapter whose title got the last digit of its time: ``1:300 Title``."""
    line = source.get(chapter.line)
    match = _OVERLONG.match(line, first_word(line))
    if match is None:
        return None
    return Problem(
        code="T001",
        severity="error",
        message=f"{match[0]!r} is not a time",
        hint=f"seconds have two digits; it was read as {format_clock(chapter.start)}",
        line=chapter.line,
        column=match.start() + 1,
    )


_BEYOND = re.compile(r"(?:\d{1,2}:)?\d{1,3}:[6-9]\d(?![\d:])|\d{1,2}:[6-9]\d:\d{2}(?![\d:])")


def _beyond(source: SourceLines, chapters: Sequence[Chapter]) -> Iterator[Problem]:
    """Lines inside the list whose minutes or seconds are over 59."""
    lines = {chapter.line or 0 for chapter in chapters}
    for number in range(min(lines, default=0) + 1, max(lines, default=0)):
        line = source.get(number)
        place = first_word(line)
        match = _BEYOND.match(line, place) if number not in lines else None
        if match:
            yield Problem(
                code="T001",
                severity="error",
                message=f"{match[0]!r} is not a time",
                hint="minutes and seconds go up to 59: write 1:02:03 or 62:03",
                line=number,
                column=place + 1,
            )
