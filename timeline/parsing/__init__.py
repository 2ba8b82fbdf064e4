"""Reading a summary, however it was written: text -> lines -> sections -> model.

``parse`` is all that other layers need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.chapter_ends import resolve_ends
from timeline.model import Chapter, Insight, ParseResult, Passage, Problem, Question, Timeline
from timeline.parsing import chapters, headings, insights, metadata, questions, sections
from timeline.parsing.inline_markup import plain, restore
from timeline.parsing.lines import Line
from timeline.parsing.lines import split as split_lines
from timeline.parsing.sections import Section
from timeline.parsing.timestamps import malformed_time

__all__ = ["NOTES", "names_section", "parse"]

#: The heading under which our Markdown puts text that had none.
NOTES = "Notes"


def parse(text: str) -> ParseResult:
    """A pasted summary as a timeline, its chapters' ends closed, nothing placed.

    Never raises: what is not understood is kept in ``timeline.unparsed`` and reported.
    """
    body = _Body()
    lines, wrapper = _unwrapped(split_lines(text))
    found = sections.split(lines)
    head = metadata.read(found[0].lines)
    found[0].lines = list(head.rest)
    has_chapters = any(section.kind == "chapters" for section in found)
    for section in (*found, Section("other", lines=wrapper)):
        _read_section(section, body, has_chapters)
    timeline = Timeline(
        title=head.title,
        tldr="\n".join(body.tldr),
        chapters=tuple(body.chapters),
        insights=tuple(body.insights),
        qa=tuple(body.qa),
        language=head.language or sections.language_of(found),
        source_url=head.source_url or body.source_url,
        unparsed=tuple(sorted(body.unparsed, key=lambda passage: passage.line or 0)),
    )
    duration = head.duration or body.duration
    resolved = resolve_ends(timeline, duration, "summary") if duration else resolve_ends(timeline)
    return ParseResult(timeline=resolved, problems=tuple(body.problems))


def names_section(label: str) -> bool:
    """Whether a line that opens with ``label`` and a colon would be read as a section's."""
    return headings.is_known(label) or metadata.is_field(label)


@dataclass
class _Body:
    """What the sections have given so far."""

    tldr: list[str] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    insights: list[Insight] = field(default_factory=list)
    qa: list[Question] = field(default_factory=list)
    unparsed: list[Passage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    source_url: str = ""
    duration: int = 0


def _read_section(section: Section, body: _Body, has_chapters: bool) -> None:
    if section.heading and section.is_empty:
        body.problems.append(_empty(section))
    elif section.kind == "insights":
        _read_insights(section, body, has_chapters)
    elif section.kind == "qa":
        pairs = questions.find(section.lines)
        body.qa += pairs.pairs
        body.problems += pairs.problems
        _keep("", pairs.rest, body)
    elif section.kind == "transcript":
        _keep(section.title, section.lines, body)
    else:
        _read_chapters(section, body)


def _read_insights(section: Section, body: _Body, has_chapters: bool) -> None:
    """Insights, unless these "highlights" are the only chapter list there is."""
    if not has_chapters and not body.chapters:
        found = chapters.find(section.lines, explicit=False)
        texts = [line for line in section.lines if not line.is_blank]
        if len(found.chapters) >= 3 and len(found.chapters) == len(texts):
            body.chapters += found.chapters
            body.problems += found.problems
            return
    body.insights += insights.find(section.lines)


def _read_chapters(section: Section, body: _Body) -> None:
    explicit = section.kind == "chapters"
    lines = section.lines
    # A list whose entries are headings: the heading is the first entry.
    if section.kind == "other" and section.heading and section.level:
        lines = [section.heading, *lines]
    found = chapters.find(lines, explicit=explicit)
    body.chapters += found.chapters
    body.problems += found.problems
    if found.is_transcript:
        body.problems.append(_transcript(section))
    rest = [line for line in found.rest if line is not section.heading]
    if section.kind == "tldr":
        body.tldr += _texts([*found.strays, *rest])
        return
    meta = metadata.read_meta(rest)
    body.source_url = body.source_url or meta.source_url
    body.duration = body.duration or meta.duration
    body.problems += [_unknown(line) for line in found.strays if explicit and _is_words(line)]
    # What comes after a list stood under its heading, but is none of it.
    title = "" if section.kind == "chapters" and not found.is_transcript else section.title
    _keep(title, found.strays, body)
    _keep(title, meta.rest, body)


def _unwrapped(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The summary, and the chat around it: an assistant often wraps all of it in one fence."""
    outside = [line for line in lines if not line.fenced]
    if len(outside) == len(lines):
        return lines, []
    has_own = any(section.kind != "other" for section in sections.split(outside))
    if has_own or chapters.find(outside, explicit=False).chapters:
        return lines, []
    return [line for line in lines if line.fenced], outside


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
    """Keep lines as passages, a paragraph each, under the heading they stood below."""
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


def _unknown(line: Line) -> Problem:
    return Problem(
        code="T020",
        severity="warning",
        message="this line is no chapter: there is no time in it",
        hint="give it a time, or move it out of the list",
        line=line.number,
        column=line.column,
    )


def _transcript(section: Section) -> Problem:
    first = next((line for line in section.lines if not line.is_blank), None)
    return Problem(
        code="T021",
        severity="warning",
        message="these timed lines look like a transcript, not like chapters",
        hint="put them in a file of their own for --transcript, or under a heading Chapters",
        line=first.number if first else None,
        column=1,
    )
