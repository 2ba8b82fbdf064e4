"""Slips in how a list is written, each with the lines that fix it: two lines swapped, one
written twice, a range without its end, a bullet that was dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from timeline.model import Chapter, Fix, Problem, Timeline
from timeline.near_misses import near_miss
from timeline.parsing.timestamps import fold
from timeline.source_lines import SourceLines, first_word
from timeline.text import BULLET
from timeline.times import format_clock

_BULLET = re.compile(rf"\s*(?:{BULLET})(?=\S)")
#: A time, and a mark of a range with nothing behind it but a closing bracket or a title, or
#: with what is no time: ``2;45``, ``2:75``, ``2:``.
_UNFINISHED = re.compile(
    r"(?P<time>\d{1,3}(?::\d{2}){1,2})(?P<dash>\s{0,3}(?:-->|[-–—~→]|to\b)\s{0,3})"
    r"(?:(?P<end>[\dOol]{1,3}(?:[:;.,·'’]{1,2}[\dOolSB]{0,3}){1,2})(?=[\s\])】*|]|$)"
    r"|(?=[\])】]|[^\W\d]|$))"
)
_CLOCK = re.compile(r"\d{1,3}(?::[0-5]\d){1,2}")
_COLON = re.compile(r"\W{0,2}\w{0,3}:\w")
#: How a sentence ends, so that the next line is one of its own.
_ENDS = (".", "!", "?", "…", "。", "！", "？", ")", "”", '"')


def find(source: SourceLines, timeline: Timeline) -> Iterator[Problem]:
    """The slips of the lines that a timeline was read from."""
    chapters = sorted(
        (chapter for chapter in timeline.chapters if chapter.line),
        key=lambda chapter: chapter.line or 0,
    )
    yield from _swapped(source, chapters)
    yield from _doubled(source, chapters)
    yield from _unfinished(source, chapters)
    yield from _unbulleted(source, [chapter.line or 0 for chapter in chapters])
    yield from _unbulleted_points(source, [point.line or 0 for point in timeline.points])


def _swapped(source: SourceLines, chapters: Sequence[Chapter]) -> Iterator[Problem]:
    """Neighbours that are in order once they change places. The reader sorts them anyway."""
    starts = [chapter.start for chapter in chapters]
    for index, (first, second) in enumerate(pairwise(chapters)):
        above = starts[index - 1] if index else 0
        below = starts[index + 2] if index + 2 < len(starts) else first.start
        one, two = first.line or 0, second.line or 0
        if not above <= second.start < first.start <= below or one == two:
            continue
        fix = Fix(lines=((one, source.get(two)), (two, source.get(one))))
        is_plain = two == one + 1 and not (first.text or second.text)
        yield Problem(
            code="T002",
            severity="warning",
            message=f"{format_clock(second.start)} is after {format_clock(first.start)} "
            f"(line {one})",
            hint="swap the two lines",
            line=two,
            fix=fix if is_plain else None,
        )


def _doubled(source: SourceLines, chapters: Sequence[Chapter]) -> Iterator[Problem]:
    """A line that appears twice."""
    first: dict[str, Chapter] = {}
    for chapter in chapters:
        other = first.setdefault(source.get(chapter.line).strip(), chapter)
        if other.line == chapter.line or other.start != chapter.start:
            continue
        is_plain = not chapter.text or chapter.text == other.text
        yield Problem(
            code="T003",
            severity="warning",
            message=f"this line appears twice (line {other.line})",
            hint="remove one of them",
            line=chapter.line,
            fix=Fix(lines=((chapter.line or 0, None),)) if is_plain and not chapter.text else None,
        )


def _unfinished(source: SourceLines, chapters: Sequence[Chapter]) -> Iterator[Problem]:
    """Ranges without an end, in a list of ranges."""
    ranges = [chapter for chapter in chapters if chapter.end_given]
    if len(ranges) * 2 < len(chapters):
        return
    for chapter, following in zip_longest(chapters, chapters[1:]):
        line = source.get(chapter.line)
        match = _UNFINISHED.search(fold(line))
        if chapter.end_given or match is None or match.start() > first_word(line):
            continue
        near = near_miss(0, match["end"] or "")
        if _CLOCK.fullmatch(match["end"] or "") or (following is None and near is None):
            continue
        end = format_clock(following.start) if following else near.text if near else ""
        dash = match["dash"]
        # What is before the mark is behind it, too: "1:00 - 2:00", "1:00-2:00".
        joint = dash if dash[:1].isspace() == dash[-1:].isspace() else dash.rstrip()
        behind = " " if line[match.end() :][:1].isalpha() else ""
        text = f"{line[: match.end('time')]}{joint}{end}{behind}{line[match.end() :]}"
        yield Problem(
            code="T014",
            severity="warning",
            message="the end of this range is no time" if match["end"] else "this range has no end",
            hint=f"write: {text.strip()}",
            line=chapter.line,
            fix=Fix(
                lines=((chapter.line or 0, text),),
                certain=bool(near and following and near.start == following.start),
            ),
        )


def _bullet(line: str) -> str:
    match = _BULLET.match(line)
    return match[0] if match else ""


def _unbulleted(source: SourceLines, numbers: Sequence[int]) -> Iterator[Problem]:
    """Lines without the bullet that all others of their list have."""
    bullets = [_bullet(source.get(number)) for number in numbers]
    usual = next(filter(None, bullets), "")
    lost = [number for number, bullet in zip(numbers, bullets, strict=True) if not bullet]
    if lost and len(lost) * 3 <= len(numbers):
        for number in lost:
            if not source.get(number)[:1].isspace():
                yield _dropped(source, number, usual, certain=True)


def _unbulleted_points(source: SourceLines, numbers: Sequence[int]) -> Iterator[Problem]:
    """Lines between the bullets of points that read like a point of their own."""
    for above, below in pairwise(sorted(set(numbers))):
        line = source.get(above + 1)
        bullets = _bullet(source.get(above)), _bullet(source.get(below))
        is_between = below == above + 2 and all(bullets)
        is_own = line[:1].isupper() and source.get(above).rstrip().endswith(_ENDS)
        if is_between and is_own and line.rstrip().endswith(_ENDS):
            yield _dropped(source, above + 1, bullets[0], certain=False)


def _dropped(source: SourceLines, number: int, bullet: str, *, certain: bool) -> Problem:
    text = bullet + source.get(number)
    return Problem(
        code="T015",
        severity="warning",
        message="this line has no bullet, and those around it have",
        hint=f"write: {text.strip()}",
        line=number,
        column=1,
        fix=Fix(lines=((number, text),), certain=certain),
    )


def unread(source: SourceLines, timeline: Timeline) -> Iterator[Problem]:
    """Lines in the midst of a list, one below the other, that open with what is read as no time:
    they became text of the chapter above.
    """
    numbers = sorted({chapter.line for chapter in timeline.chapters if chapter.line})
    gaps = [below - above for above, below in pairwise(numbers)]
    if not gaps or gaps.count(1) * 2 < len(gaps):
        return
    for above, below in pairwise(numbers):
        line = source.get(above + 1)
        opening = line[first_word(line) :].split()[:2]
        is_own = below == above + 2 and not line[:1].isspace()
        if is_own and any(map(_is_like_a_time, opening)):
            yield Problem(
                code="T020",
                severity="warning",
                message="this line is no chapter: no time can be read in it",
                hint="write its time as 2:46, or move it out of the list: it is the text of the "
                "chapter above now",
                line=above + 1,
                column=1,
            )


def _is_like_a_time(word: str) -> bool:
    """Whether a word has digits, or a colon inside: ``Z:00``."""
    return "//" not in word and (any(map(str.isdigit, word)) or bool(_COLON.match(word)))


def merged(problems: Sequence[Problem], slips: Sequence[Problem]) -> list[Problem]:
    """The problems, and the slips for those that say the same of the same line."""
    said = {(slip.code, slip.line) for slip in slips}
    orders = {n for slip in slips if slip.code == "T002" and slip.fix for n, _ in slip.fix.lines}
    kept = [
        problem
        for problem in problems
        if (problem.code, problem.line) not in said
        and not (problem.code == "T002" and problem.line in orders)
    ]
    return [*kept, *slips]
