"""Markdown: the canonical form of a summary, which our own reader reads back to the same model.

Only times that the summary states are written beside insights and questions. A time that was
found by placing is found again, so it is not passed off as stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.formats.base import EVERYTHING, Format
from timeline.model import Chapter, Insight, Passage, Point, Question, Timeline
from timeline.parsing import NOTES, names_section, parse
from timeline.times import format_time
from timeline.tracks import TRACKS, TrackName

_MARKUP = re.compile(r"[\\`*_\[\]|~#]|(?<=\d):(?=\d)|\((?=\d)|:$")
_OPENING = re.compile(r"(\s*)([!-/:-@\[-`{-~])")
_NUMBERING = re.compile(r"(\(?(?:\d{1,3}|[a-z]))([.)])(?=\s)")
_LABEL = re.compile(r"([^:：]{1,40})([:：])")
_ENTITIES = {"&": "&amp;", "<": "\\&lt;", ">": "\\&gt;"}
_ENTITY = re.compile("[<>]|&(?=[#\\w])")


def escape(text: str) -> str:
    """Text that reads back as itself, whatever of it looks like Markdown or like a time."""
    text = _MARKUP.sub(lambda match: f"\\{match[0]}", text)
    text = _NUMBERING.sub(r"\1\\\2", text, count=1) if _NUMBERING.match(text) else text
    if (label := _LABEL.match(text)) and names_section(label[1]):
        text = f"{label[1]}\\{text[label.end(1) :]}"
    if (opening := _OPENING.match(text)) and opening[2] not in "\\&<>":
        text = f"{opening[1]}\\{text[opening.end(1) :]}"
    return _ENTITY.sub(lambda match: _ENTITIES[match[0]], text)


def write(timeline: Timeline, track: TrackName = "chapters") -> str:
    """The whole timeline as Markdown, whichever track is asked for."""
    return "\n\n".join(_blocks(timeline)) + "\n"


def _blocks(timeline: Timeline) -> Iterator[str]:
    if timeline.title:
        yield f"# {escape(_line(timeline.title))}"
    if fields := "\n".join(_fields(timeline)):
        yield fields
    if timeline.tldr:
        yield "## TLDR"
        yield "\n".join(escape(row) for row in timeline.tldr.split("\n"))
    if timeline.insights:
        yield "## Key insights"
        yield "\n".join(_insight(insight) for insight in timeline.insights)
    if timeline.qa:
        yield "## Q&A"
        yield from (_question(pair) for pair in timeline.qa)
    if timeline.chapters:
        yield "## Chapters"
        yield "\n".join(_chapter(c, number) for number, c in enumerate(timeline.chapters, 1))
    yield from _passages(timeline.unparsed)


def _fields(timeline: Timeline) -> Iterator[str]:
    if timeline.source_url:
        yield f"Source: {timeline.source_url.replace('&', '&amp;')}"
    if timeline.duration_source not in ("none", "estimate"):
        yield f"Duration: {format_time(timeline.duration)}"
    if timeline.language:
        yield f"Language: {timeline.language}"


def _insight(insight: Insight) -> str:
    parts = ("-", insight.icon, _stated(insight), _indented(insight.text))
    return " ".join(part for part in parts if part)


def _question(pair: Question) -> str:
    question = " ".join(part for part in (escape(_line(pair.question)), _stated(pair)) if part)
    rows = [f"**Q: {question}**"] if question else []
    if pair.answer:
        rows.append("A: " + "\n".join(escape(row) for row in pair.answer.split("\n")))
    return "\n".join(rows)


def _chapter(chapter: Chapter, number: int) -> str:
    title = _line(chapter.title) or f"Chapter {number}"
    span = format_time(chapter.start) + (
        f" - {format_time(chapter.end)}" if chapter.end_given else ""
    )
    head = f"- **{span}** {escape(title)}"
    rows = [f"  - {escape(row)}" for row in chapter.text.split("\n") if row]
    return "\n".join([head, *rows])


def _passages(passages: tuple[Passage, ...]) -> Iterator[str]:
    heading: str | None = None
    for passage in passages:
        if passage.heading != heading:
            heading = passage.heading
            yield f"## {heading or NOTES}"
        yield passage.text


def _stated(point: Point) -> str:
    if point.start is None or point.end is None or point.placed_by not in ("summary", "editor"):
        return ""
    return f"[{format_time(point.start)} - {format_time(point.end)}]"


def _indented(text: str) -> str:
    return "\n  ".join(escape(row) for row in text.split("\n"))


def _line(text: str) -> str:
    return " ".join(text.split())


FORMAT = Format(
    name="markdown",
    title="Markdown summary, everything in one file",
    suffix=".timeline.md",
    media_type="text/markdown",
    tracks=TRACKS,
    single_file=True,
    capabilities=EVERYTHING - {"placing", "links", "images", "hidden"},
    read=parse,
    write=write,
)
