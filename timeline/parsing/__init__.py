"""Reading a summary, however it was written.

text -> structure -> lines -> all lists of times -> the one believed -> sections -> model

``parse`` is all that other layers need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.chapter_ends import resolve_ends
from timeline.kinds import in_order
from timeline.model import Chapter, ParseResult, Passage, Point, Problem, Timeline
from timeline.parsing import (
    chapters,
    document,
    headings,
    insights,
    lines,
    lists,
    metadata,
    sections,
)
from timeline.parsing.inline_markup import plain, restore
from timeline.parsing.lines import Line
from timeline.parsing.metadata import Metadata
from timeline.parsing.outline import Outline
from timeline.parsing.sections import Section
from timeline.parsing.timestamps import leading, malformed_time

__all__ = ["NOTES", "is_heading", "is_labelled", "is_passage_heading", "names_section", "parse"]

#: The heading under which our Markdown puts text that had none.
NOTES = "Notes"
#: What our Markdown puts above the lines of a front matter that say nothing of the video.
FRONT_MATTER = "Front matter"


def _actions(lines: Sequence[Line]) -> Sequence[Point]:
    # Their patterns take a fifth of the time to start, and few summaries have action items.
    from timeline.parsing import actions

    return actions.find(lines)


#: The sections whose lines are points and nothing else, and what reads them.
READERS: dict[str, Callable[[Sequence[Line]], Sequence[Point]]] = {
    "insights": insights.find,
    "actions": _actions,
}


def parse(text: str) -> ParseResult:
    """A pasted summary as a timeline, its chapters' ends closed, nothing placed.

    Never raises: what is not understood is kept in ``timeline.unparsed`` and reported.
    """
    source = document.read(text)
    outline, head = source.outline, source.head
    choice = lists.choose(outline)
    body = _Body(meta=head)
    claimed: frozenset[int] = frozenset()
    if choice.chosen:
        body.chapters, found, claimed = chapters.claim(choice.chosen.runs, outline)
        body.problems += found
        labels_inside = [
            run.line._replace(raw=run.label) for run in choice.chosen.runs if run.label
        ]
        _keep("", labels_inside, body)
    left_alone = {run.first for each in choice.others for run in each.runs}
    labels = {id(outline.headings[index]) for index in claimed if index in outline.headings}
    if (label := lists.label_above(choice, outline)) is not None:
        claimed |= {label}
        _keep("", [outline.lines[label]], body)
    claims = _Claims(outline, claimed, left_alone, labels)
    for section, rest in zip(outline.sections, lists.leftovers(outline, claimed), strict=True):
        _read_section(section, rest, body, claims)
    _read_rest("", source.around, body)
    _keep(FRONT_MATTER, source.front, body)
    choice = lists.with_overlooked(choice, *_told(body))
    body.problems += lists.problems(choice, outline)
    meta = body.meta
    timeline = Timeline(
        title=meta.title,
        tldr="\n".join(body.tldr),
        chapters=tuple(body.chapters),
        points=in_order(body.points),
        language=meta.language or sections.language_of(outline.sections),
        source_url=meta.source_url,
        unparsed=tuple(sorted(body.unparsed, key=lambda passage: passage.line or 0)),
    )
    resolved = (
        resolve_ends(timeline, meta.duration, "summary")
        if meta.duration
        else resolve_ends(timeline)
    )
    lists_found = lists.weighed(choice)
    return ParseResult(timeline=resolved, problems=tuple(body.problems), lists=lists_found)


def names_section(label: str) -> bool:
    """Whether a line that opens with ``label`` and a colon would be read as a section's."""
    return headings.is_known(label) or metadata.is_field(label)


def is_heading(text: str) -> bool:
    """Whether a line would be read as a section's heading, or opens with one."""
    return any(headings.heading(line) for line in lines.split([(1, text)]))


def is_labelled(text: str) -> bool:
    """Whether a line says by itself that it is a question or an answer: ``Q: ...``."""
    from timeline.parsing import questions

    return any(
        questions.is_labelled(line) or questions.is_answer(line)
        for line in lines.split([(1, text)])
    )


def is_passage_heading(text: str) -> bool:
    """Whether what is under this heading is kept as passages, not read as points or chapters."""
    (line,) = lines.split([(1, f"## {text}")])
    found = headings.heading(line)
    return bool(line.text) and (found is None or found.kind in ("source", "transcript"))


def _told(body: _Body) -> tuple[set[int], set[int]]:
    """The lines that a problem speaks of, and the times that the model has beside chapters."""
    lines = {problem.line for problem in body.problems if problem.line}
    starts = {moment.start for point in body.points for moment in point.moments}
    return lines, starts | ({body.meta.duration} if body.meta.duration else set())


@dataclass
class _Body:
    """What the sections have given so far."""

    meta: Metadata
    tldr: list[str] = field(default_factory=list)
    chapters: Sequence[Chapter] = ()
    points: list[Point] = field(default_factory=list)
    unparsed: list[Passage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Claims(NamedTuple):
    """The document, the lines that the chapters took, those of lists left alone, and the
    sections (by identity) whose headings are labels in a chapter's text.
    """

    outline: Outline
    claimed: frozenset[int]
    left_alone: set[int]
    labels: set[int]


def _read_section(section: Section, rest: list[int], body: _Body, claims: _Claims) -> None:
    outline = claims.outline
    lines = [outline.lines[index] for index in rest]
    if section.heading and section.is_empty and id(section) not in claims.labels:
        body.problems.append(_empty(section))
        if not section.level or section.kind == "other":
            _keep("", [section.heading], body)
    elif find := READERS.get(section.kind):
        items, farewell = insights.split_farewell(lines)
        body.points += find(items)
        _keep("", farewell, body)
    elif section.kind == "qa":
        from timeline.parsing import questions

        pairs = questions.find(lines)
        body.points += pairs.pairs
        body.problems += pairs.problems
        _keep("", pairs.rest, body)
    elif section.kind == "transcript":
        _keep(section.title, lines, body)
    elif section.kind == "tldr":
        body.tldr += _texts([line for line in lines if not chapters.is_structure(line)])
    else:
        _read_others(section, rest, body, claims)


def _read_others(section: Section, rest: list[int], body: _Body, claims: _Claims) -> None:
    """What is around the chapters, or in a section that nobody knows."""
    outline, claimed, left_alone, labels = claims
    is_topic = section.kind == "other" and id(section) not in labels
    if section.heading and is_topic and all(outline.lines[index].is_blank for index in rest):
        _keep("", [section.heading], body)
    is_list = section.kind == "chapters"
    lines = [
        line
        for index in rest
        if not (chapters.is_structure(line := outline.lines[index]) and _is_near(index, claimed))
    ]
    if is_list or claimed:
        body.problems += chapters.unreadable(lines)
    if is_list and claimed:
        last = max(claimed)
        for index in rest:
            line = outline.lines[index]
            if index in left_alone or chapters.is_structure(line):
                continue
            if leading(line.text):
                body.problems.append(_unknown(line, "its time does not fit the list"))
            elif index < last and _is_words(line):
                body.problems.append(_unknown(line, "there is no time in it"))
    # ``Source: https://...`` is a heading of the vocabulary, too.
    told = section.heading.number if section.heading and section.kind == "source" else 0
    _read_rest("" if is_list and claimed else section.title, lines, body, told)


def _is_near(index: int, claimed: frozenset[int]) -> bool:
    """Whether a line is right above or below the chapters' own: a head of their table."""
    return any(index + offset in claimed for offset in (-2, -1, 1, 2))


def _read_rest(title: str, lines: Sequence[Line], body: _Body, source_line: int = 0) -> None:
    body.meta = metadata.read_meta(lines, source_line, body.meta)
    _keep(title, body.meta.rest, body)


def _is_words(line: Line) -> bool:
    """Whether a line says something, other than a broken time, which is reported as such."""
    return not line.is_blank and malformed_time(line.text) is None


def _texts(lines: Sequence[Line]) -> list[str]:
    """The words of lines, each paragraph on one line."""
    return [text for line in lines if (text := _words(line))]


def _words(line: Line) -> str:
    bullet = f"{line.bullet} " if line.bullet else ""
    icon = f"{line.icon} " if line.icon else ""
    return f"{bullet}{icon}{plain(line.text)}".strip()


def _keep(title: str, lines: Sequence[Line], body: _Body) -> None:
    """Keep lines as passages, a paragraph each, under the heading they were below."""
    paragraph: list[Line] = []
    for line in [*lines, Line(0, "")]:
        if not line.is_blank:
            paragraph.append(line)
        elif paragraph:
            text = "\n".join(restore(each.raw.strip()) for each in paragraph)
            body.unparsed.append(
                Passage(
                    text=text, heading="" if title == NOTES else title, line=paragraph[0].number
                )
            )
            paragraph = []


def _empty(section: Section) -> Problem:
    line = section.heading
    return Problem(
        code="T010",
        severity="warning",
        message=f"there is nothing under {section.title!r}",
        hint="add its lines, or drop the heading",
        line=line.number if line else None,
        column=line.column if line else None,
    )


def _unknown(line: Line, why: str) -> Problem:
    return Problem(
        code="T020",
        severity="warning",
        message=f"this line is no chapter: {why}",
        hint="give it its time, or move it out of the list",
        line=line.number,
        column=line.column,
    )
