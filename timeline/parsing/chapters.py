"""Lines to chapters: propose by notation, believe by list.

A lone time in prose is no chapter. What the notations propose is believed only as part of a
list that holds together: times in one place of the line, mostly rising, enough of them.
Under a heading that says "chapters" one is enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from timeline.model import Chapter, Problem
from timeline.parsing.inline_markup import plain
from timeline.parsing.lines import Line
from timeline.parsing.notations import ListItem, match
from timeline.parsing.notations.base import TimePosition
from timeline.parsing.notations.table import cells, is_rule
from timeline.parsing.timestamps import malformed_time
from timeline.parsing.titles import split_title
from timeline.times import MINUTE, SECOND


class ChapterList(NamedTuple):
    """Chapters, what was odd, and the lines that belong to none: ``strays`` among the entries,
    ``rest`` before and after them.
    """

    chapters: tuple[Chapter, ...] = ()
    rest: tuple[Line, ...] = ()
    strays: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_transcript: bool = False


class _Run(NamedTuple):
    """A match in place: the lines ``first`` up to ``after`` of a section."""

    first: int
    after: int
    entries: tuple[ListItem, ...]
    place: TimePosition
    notation: str

    @property
    def start(self) -> int:
        return self.entries[0].timestamp.start

    @property
    def line(self) -> Line:
        return self.entries[0].line


def find(lines: Sequence[Line], *, explicit: bool) -> ChapterList:
    """The chapters in these lines. ``explicit`` says that a heading announced them."""
    proposed = _propose(lines)
    runs = _trusted(proposed, explicit=explicit)
    if runs and _is_transcript(runs, lines, explicit=explicit):
        return ChapterList(rest=tuple(lines), is_transcript=True)
    if not runs or _is_schedule(runs, lines):
        return ChapterList(
            rest=tuple(lines), problems=tuple(_unreadable(lines)) if explicit else ()
        )
    bodies, strays, rest = _bodies(runs, lines, explicit=explicit)
    chapters: list[Chapter] = []
    problems: list[Problem] = []
    for run, body in zip(runs, bodies, strict=True):
        made = [_chapter(entry) for entry in run.entries]
        if body:
            made[-1] = _with_body(made[-1], body)
        chapters += made
        problems += [_backwards(entry) for entry in run.entries if entry.timestamp.backwards]
    problems += _unreadable([*strays, *rest])
    return ChapterList(tuple(chapters), tuple(rest), tuple(strays), tuple(problems))


def _propose(lines: Sequence[Line]) -> list[_Run]:
    runs = []
    index = 0
    while index < len(lines):
        run = _run_at(lines, index)
        if run:
            runs.append(run)
        index = run.after if run else index + 1
    return runs


def _run_at(lines: Sequence[Line], index: int) -> _Run | None:
    line = lines[index]
    if line.is_blank:
        return None
    if found := match(lines, index):
        notation, entries = found[0], found[1].entries
        return _Run(index, index + found[1].used, entries, notation.place, notation.name)
    return None


def _trusted(runs: list[_Run], *, explicit: bool) -> list[_Run]:
    headings = [run for run in runs if run.line.level]
    if len(headings) >= 2:
        runs = headings
    before = [run for run in runs if run.place == "before"]
    after = [run for run in runs if run.place == "after"]
    firm = [run for run in before if not run.entries[0].timestamp.ambiguous]
    chosen = before if before and len(before) >= len(after) else after
    if chosen is before and len(firm) < len(before):
        chosen = _with_fitting(before)
    links = [run for run in chosen if run.notation == "link"]
    if len(links) < len(chosen):
        chosen = [run for run in chosen if run.notation != "link"]
    return chosen if chosen and (explicit or _is_list(chosen)) else []


def _with_fitting(runs: list[_Run]) -> list[_Run]:
    """One-digit seconds and ``83s`` are believed where they rise with their neighbours."""
    if len(runs) < 3 or not _rises(runs):
        return [run for run in runs if not run.entries[0].timestamp.ambiguous]
    kept: list[_Run] = []
    for index, run in enumerate(runs):
        later = min((other.start for other in runs[index + 1 : index + 3]), default=run.start)
        ambiguous = run.entries[0].timestamp.ambiguous
        if not ambiguous or ((not kept or kept[-1].start < run.start) and run.start <= later):
            kept.append(run)
    return kept


def _is_list(runs: list[_Run]) -> bool:
    """Whether times that no heading announced are a chapter list."""
    starts = [entry.timestamp.start for run in runs for entry in run.entries]
    if len(runs) == 1 and runs[0].notation == "inline":
        return len(starts) >= 3
    if runs[0].place == "after":
        if all(run.line.level for run in runs):
            return len(starts) >= 2 and _rises(runs)
        return len(starts) >= 3 and starts[0] <= 5 * MINUTE and _rises(runs)
    if len(starts) == 2:
        shaped = all(run.line.level or run.entries[0].timestamp.end for run in runs)
        return starts[0] < starts[1] and (starts[0] == 0 or shaped)
    return len(starts) >= 3 and _rises(runs)


def _rises(runs: list[_Run]) -> bool:
    pairs = list(pairwise(run.start for run in runs))
    return sum(a < b for a, b in pairs) * 3 >= len(pairs) * 2


_SPEECH_SECONDS = 15


def _is_transcript(runs: list[_Run], lines: Sequence[Line], *, explicit: bool) -> bool:
    """Whether the times are a transcript's: fractions or bare times close together, or the
    same few speakers again and again.
    """
    if explicit:
        return False
    titles = [plain(run.entries[0].title) for run in runs]
    if len(runs) >= 4 and len(set(titles)) * 2 <= len(titles) and all(titles):
        return True
    if len(runs) < 20:
        return False
    gap = median(b.start - a.start for a, b in pairwise(runs))
    fractions = sum(run.entries[0].timestamp.fraction for run in runs) * 2 > len(runs)
    bare = sum(run.notation == "alone" for run in runs) * 2 > len(runs)
    return gap < _SPEECH_SECONDS * SECOND and (fractions or bare)


_MINUTES_CELL = re.compile(r"(\d{1,3})\s?(?:min|minutes|mins|m|минут|分)\.?", re.I)


def _is_schedule(runs: list[_Run], lines: Sequence[Line]) -> bool:
    """Whether a table's times are hours and minutes: its own column of minutes says so."""
    rows = [cells(run.line.text) for run in runs if run.notation == "table"]
    if len(rows) < 2 or len(rows) < len(runs):
        return False
    lengths = [next((m[1] for c in row if (m := _MINUTES_CELL.fullmatch(c))), None) for row in rows]
    gaps = [(b.start - a.start) // SECOND for a, b in pairwise(runs)]
    # Read as minutes and seconds, a gap of 35 "seconds" is the 35 minutes that the row states.
    stated = [int(length) if length else None for length in lengths[:-1]]
    return bool(gaps) and sum(g == s for g, s in zip(gaps, stated, strict=True)) * 2 > len(gaps)


def _bodies(
    runs: list[_Run], lines: Sequence[Line], *, explicit: bool
) -> tuple[list[list[Line]], list[Line], list[Line]]:
    """The lines below each run that are its text, and the lines that are nobody's: between the
    runs, and around them.
    """
    limits = [*(run.first for run in runs[1:]), len(lines)]
    below = [list(lines[run.after : limit]) for run, limit in zip(runs, limits, strict=True)]
    inner = below[:-1] or below
    with_text = sum(any(_is_text(line) for line in body) for body in inner)
    own_text = with_text * 2 >= len(inner) and (explicit or len(runs) > 1 or runs[0].line.level)
    longest = max((_paragraphs(body) for body in inner), default=0)
    bodies: list[list[Line]] = []
    strays: list[Line] = []
    rest = [line for line in lines[: runs[0].first] if not _is_structure(line)]
    for index, (run, body) in enumerate(zip(runs, below, strict=True)):
        is_last = index == len(runs) - 1
        strays += [line for line in body if malformed_time(line.text)]
        body = [line for line in body if not (malformed_time(line.text) or _is_structure(line))]
        if not own_text:
            cut = _indented(run.line, body)
        elif len(runs) == 1 and not run.line.level:
            cut = next((i for i, line in enumerate(body) if line.is_blank), len(body))
        elif is_last and len(runs) > 1:
            cut = _until_paragraph(body, longest)
        else:
            cut = len(body)
        bodies.append(body[:cut])
        (rest if is_last else strays).extend(body[cut:])
    return bodies, strays, rest


def _is_text(line: Line) -> bool:
    return not (line.is_blank or _is_structure(line) or malformed_time(line.text))


def _is_structure(line: Line) -> bool:
    """A table's head and alignment row, a horizontal rule: nothing that says anything."""
    return is_rule(line) or (bool(line.text) and not line.text.strip("-_*= ")) or _is_head(line)


_HEAD_CELLS = frozenset(
    (
        "time timestamp timestamps start topic topics title chapter chapters content "
        "description notes summary end zeit thema titel what"
    ).split()
)


def _is_head(line: Line) -> bool:
    if not line.text.startswith("|"):
        return False
    row = [cell.casefold().strip("*_ ") for cell in cells(line.text)]
    return all(cell in _HEAD_CELLS or not cell for cell in row) or any(
        cell in ("time", "timestamp", "timestamps", "start") for cell in row
    )


def _indented(head: Line, body: list[Line]) -> int:
    count = 0
    for line in body:
        if line.is_blank or line.indent <= head.indent or line.level:
            break
        count += 1
    return count


def _paragraphs(body: Sequence[Line]) -> int:
    blocks = 0
    previous_blank = True
    for line in body:
        blocks += previous_blank and not line.is_blank
        previous_blank = line.is_blank
    return blocks


def _until_paragraph(body: list[Line], count: int) -> int:
    """Where the paragraph after the first ``count`` begins, or a rule or heading does."""
    blocks = 0
    previous_blank = True
    for index, line in enumerate(body):
        blocks += previous_blank and not line.is_blank
        if blocks > count or line.level:
            return index
        previous_blank = line.is_blank
    return len(body)


def _chapter(entry: ListItem) -> Chapter:
    title, text = (
        (plain(entry.title), plain(entry.text)) if entry.text else split_title(entry.title)
    )
    timestamp = entry.timestamp
    return Chapter(
        start=timestamp.start,
        end=timestamp.end or timestamp.start,
        end_given=timestamp.end is not None,
        title=title,
        text=text,
        line=entry.line.number,
    )


def _with_body(chapter: Chapter, body: Sequence[Line]) -> Chapter:
    texts = [chapter.text, *(f"{line.icon} {plain(line.text)}".strip() for line in body)]
    return replace(chapter, text="\n".join(text for text in texts if text))


def _backwards(entry: ListItem) -> Problem:
    return Problem(
        code="T007",
        severity="warning",
        message="this range ends before it starts; its end is left out",
        hint="swap the two times, or drop the second",
        line=entry.line.number,
        column=entry.line.column,
    )


def _unreadable(lines: Sequence[Line]) -> list[Problem]:
    return [
        Problem(
            code="T001",
            severity="error",
            message=f"{written!r} is not a time",
            hint="minutes and seconds go up to 59: write 1:02:03 or 62:03",
            line=line.number,
            column=line.column,
        )
        for line in lines
        if (written := malformed_time(line.text))
    ]
