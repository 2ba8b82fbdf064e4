"""A believed list to chapters: each entry's title and text, and the lines that it claims.

The text of a chapter is what is below its line: bullets, a paragraph, a label that every
chapter repeats. What belongs to no chapter is left to the sections.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from timeline.model import Chapter, Problem
from timeline.parsing import repeated_marks
from timeline.parsing.candidates import Candidate, Run
from timeline.parsing.inline_markup import is_quoted, plain, unquoted
from timeline.parsing.lines import Line
from timeline.parsing.notations import ListItem
from timeline.parsing.notations.table import is_head, is_rule
from timeline.parsing.outline import Outline
from timeline.parsing.timestamps import leading, malformed_time, without_open_end


class Claimed(NamedTuple):
    """The chapters of a list, what was odd in it, and the indexes of its lines."""

    chapters: tuple[Chapter, ...]
    problems: tuple[Problem, ...]
    lines: frozenset[int]


def claim(runs: Candidate, outline: Outline) -> Claimed:
    """The chapters that these runs are."""
    found = _bodies(runs, outline)
    bodies = [[outline.shown(index) for index in body] for body in found]
    wrapped = _wrapped(runs, bodies, outline)
    runs = _with_open_end(_without_marks(runs))
    dequote = _all_quoted(runs)
    chapters: list[Chapter] = []
    problems: list[Problem] = []
    claimed: set[int] = set()
    for run, indexes, body, more in zip(runs, found, bodies, wrapped, strict=True):
        made = [_chapter(entry, dequote=dequote) for entry in run.entries]
        if body:
            made[-1] = _with_body(made[-1], body[:more], body[more:])
        chapters += made
        problems += [_backwards(entry) for entry in run.entries if entry.timestamp.backwards]
        claimed |= {*range(run.first, run.after), *indexes}
    return Claimed(tuple(chapters), tuple(problems), frozenset(claimed))


def _wrapped(runs: Candidate, bodies: Sequence[Sequence[Line]], outline: Outline) -> list[int]:
    """How many lines below each run are the rest of its item's paragraph.

    Where nearly all items have such lines they are the chapters' texts, not wrapped titles:
    unless some of the titles, not all, break off in the middle of a sentence.
    """
    counts = [_continuation(run, body, outline) for run, body in zip(runs, bodies, strict=True)]
    continued = sum(map(bool, counts))
    broken = sum(
        bool(count) and _breaks_off(run, body[0])
        for run, body, count in zip(runs, bodies, counts, strict=True)
    )
    usual = continued * 10 < len(runs) * 7
    wraps = len(runs) > 2 and (usual or 2 <= broken < continued)
    return counts if wraps else [0] * len(runs)


def _breaks_off(run: Run, below: Line) -> bool:
    """Whether a title of several words goes on in lower case on the line below it."""
    title = run.entries[-1].title.rstrip("*_ ")
    return len(title.split()) > 2 and title[-1:].isalnum() and below.text[:1].islower()


def _continuation(run: Run, body: Sequence[Line], outline: Outline) -> int:
    """How many of these lines go on with an item's paragraph: indented, without a gap."""
    if not run.line.bullet:
        return 0
    count = 0
    for number, line in enumerate(body, outline.lines[run.after - 1].number + 1):
        goes_on = line.indent > run.line.indent and line.number == number
        if line.is_blank or line.is_item or line.level or not goes_on:
            break
        count += 1
    return count


def _bodies(runs: Candidate, outline: Outline) -> list[list[int]]:
    """The indexes of the lines below each run that are its text, section by section."""
    limits = [*(run.first for run in runs[1:]), len(outline.lines)]
    kept = _repeated_labels(runs, outline)
    below = [
        _within(run, _without_label(limit, outline), outline, kept)
        for run, limit in zip(runs, limits, strict=True)
    ]
    bodies: list[list[int]] = []
    for _, group in groupby(zip(runs, below, strict=True), key=lambda pair: pair[0].section):
        own, rows = zip(*group, strict=True)
        bodies += _texts_of(own, rows, outline)
    return bodies


def _texts_of(
    runs: Sequence[Run], below: Sequence[list[int]], outline: Outline
) -> Iterator[list[int]]:
    """What of the lines ``below`` the runs of one section is their text."""
    rows = [[outline.shown(index) for index in body] for body in below]
    inner = rows[:-1] or rows
    with_text = sum(any(_is_text(line) for line in body) for body in inner)
    announced = outline.sections[runs[0].section].kind == "chapters"
    lone = len(runs) == 1 and not runs[0].line.level
    own_text = with_text * 2 >= len(inner) and (announced or not lone)
    longest = max((_paragraphs(body) for body in inner), default=0)
    for position, run in enumerate(runs):
        words = [index for index in below[position] if _is_words(outline.shown(index))]
        body = [outline.shown(index) for index in words]
        if not own_text:
            cut = _indented(run.line, body)
        elif lone:
            cut = next((i for i, line in enumerate(body) if line.is_blank), len(body))
        elif position == len(runs) - 1 and len(runs) > 1:
            cut = _until_paragraph(body, longest, run)
        else:
            cut = len(body)
        yield words[:cut]


def _within(run: Run, limit: int, outline: Outline, kept: frozenset[str]) -> list[int]:
    """The lines after a run, up to the next run or a heading that is none of its own."""
    indexes = []
    for index in range(run.after, limit):
        section = outline.headings.get(index)
        if section and not _is_own(section.title, section.level, run, kept):
            break
        indexes.append(index)
    return indexes


def _without_label(limit: int, outline: Outline) -> int:
    """The index ``limit`` of an item, or of the line of words right above it, apart from what is
    above: the topic of what follows.
    """
    if limit < 2 or limit >= len(outline.lines) or not outline.lines[limit].bullet:
        return limit
    apart, label = outline.lines[limit - 2 : limit]
    is_label = not (label.is_blank or label.is_item or label.indent)
    return limit - 1 if apart.is_blank and is_label else limit


def _is_own(title: str, level: int, run: Run, kept: frozenset[str]) -> bool:
    """Whether a heading is below a chapter's, or is a label that all chapters have."""
    if run.line.level:
        return level > run.line.level or (not level and title.casefold() in kept)
    return title.casefold() in kept


def _repeated_labels(runs: Candidate, outline: Outline) -> frozenset[str]:
    """The headings that are below two chapters or more: "Key points", under each."""
    if len(runs) < 2 or not outline.headings:
        return frozenset()
    firsts = [run.first for run in runs]
    # The titles of the headings between two runs, each once.
    between = {
        (bisect_right(firsts, place), section.title.casefold())
        for place, section in outline.headings.items()
        if firsts[0] < place < firsts[-1]
    }
    below = Counter(title for _, title in between)
    return frozenset(title for title, count in below.items() if count > 1)


def _is_words(line: Line) -> bool:
    return not (malformed_time(line.text) or is_structure(line))


def _is_text(line: Line) -> bool:
    return not line.is_blank and _is_words(line)


def is_structure(line: Line) -> bool:
    """A table's head and alignment row, a horizontal rule: nothing that says anything."""
    return is_rule(line) or line.is_rule or is_head(line)


def _indented(head: Line, body: Sequence[Line]) -> int:
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


def _until_paragraph(body: Sequence[Line], count: int, run: Run) -> int:
    """Where the paragraph after the first ``count`` begins, or a rule or heading does."""
    blocks = 0
    previous_blank = True
    for index, line in enumerate(body):
        blocks += previous_blank and not line.is_blank
        if blocks > count or (line.level and line.level <= (run.line.level or 6)):
            return index
        previous_blank = line.is_blank
    return len(body)


def _with_open_end(runs: Candidate) -> Candidate:
    """The list, its last title without ``end`` where all before it state their ends."""
    *others, last = runs
    entry = last.entries[-1]
    ends = [each.timestamp.end for run in others for each in run.entries]
    if len(ends) < 2 or None in ends or entry.timestamp.end is not None:
        return runs
    title = without_open_end(entry.title)
    return (*others, last._replace(entries=(*last.entries[:-1], entry._replace(title=title))))


def _without_marks(runs: Candidate) -> Candidate:
    """The list, its titles without the marks that all of them repeat."""
    if any(len(run.entries) > 1 or run.place != runs[0].place for run in runs):
        return runs
    written = [run.entries[0].title for run in runs]
    titles = repeated_marks.without(written, runs[0].place)
    if titles == written:
        return runs
    return tuple(
        run._replace(entries=(run.entries[0]._replace(title=title),))
        for run, title in zip(runs, titles, strict=True)
    )


def _all_quoted(runs: Candidate) -> bool:
    """Whether quotes are how this list writes its titles, rather than somebody's words."""
    entries = [entry for run in runs for entry in run.entries]
    return len(entries) > 1 and all(is_quoted(plain(entry.title)) for entry in entries)


def _chapter(entry: ListItem, *, dequote: bool) -> Chapter:
    title = plain(entry.title)
    timestamp = entry.timestamp
    return Chapter(
        start=timestamp.start,
        end=timestamp.end or timestamp.start,
        end_given=timestamp.end is not None,
        title=unquoted(title) if dequote else title,
        text=plain(entry.text),
        line=entry.line.number,
    )


def _with_body(chapter: Chapter, more: Sequence[Line], body: Sequence[Line]) -> Chapter:
    """The chapter with the rest of its wrapped title, and with its text."""
    title = " ".join([chapter.title, *(plain(line.text) for line in more)]).strip()
    texts = [chapter.text, *(f"{line.icon} {plain(line.text)}".strip() for line in body)]
    return replace(chapter, title=title, text="\n".join(text for text in texts if text))


def _backwards(entry: ListItem) -> Problem:
    return Problem(
        code="T007",
        severity="warning",
        message="this range does not end after its start; its end is left out",
        hint="swap the two times, or drop the second",
        line=entry.line.number,
        column=entry.line.column,
    )


def unreadable(lines: Sequence[Line]) -> list[Problem]:
    """The times among these lines that nobody can read, such as ``4:75``."""
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
        if (written := malformed_time(line.text)) and leading(line.text) is None
    ]
