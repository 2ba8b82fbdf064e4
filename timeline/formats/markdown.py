"""Markdown: the canonical form of a summary, which our own reader reads back to the same model.

Only times that the summary states are written beside points. A time that was
found by placing is found again, so it is not passed off as stated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from timeline.formats.base import EVERYTHING, Format
from timeline.kinds import KINDS
from timeline.model import ActionItem, Chapter, Insight, Passage, Point, Question, Timeline
from timeline.parsing import NOTES, names_section, parse
from timeline.parsing.actions import is_owner
from timeline.parsing.due_dates import due_in
from timeline.times import format_time
from timeline.tracks import TRACKS, TrackName

_MARKUP = re.compile(r"[\\`*_\[\]|~#]|(?<=\d):(?=\d)|\((?=\d)|:$")
_OPENING = re.compile(r"(\s*)([!-/:-@\[-`{-~])")
_NUMBERING = re.compile(r"(\(?(?:\d{1,3}|[a-z]))([.)])(?=\s)")
_LABEL = re.compile(r"([^:：]{1,40})([:：])")
#: What makes words of an action item a label, an owner, or the end of one.
_LABELS = re.compile(r"(\\?&(?:lt|gt|amp);|\\.)|[:@]")
_CLOSING = re.compile(r"(\\?&(?:lt|gt|amp);|\\.)|[()|@:;]|[-,.](?=\s|$)")
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
    for kind in KINDS:
        if points := kind.points(timeline):
            yield f"## {kind.heading}"
            items = map(_ITEMS.get(kind.id, _item), points)
            yield ("\n\n" if kind.detail else "\n").join(items)
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


def _item(point: Point) -> str:
    parts = ("-", _stated(point), _indented(point.words), _several(point))
    return " ".join(part for part in parts if part)


def _insight(insight: Insight) -> str:
    parts = ("-", insight.icon, _stated(insight), _indented(insight.text), _several(insight))
    return " ".join(part for part in parts if part)


def _action(item: ActionItem) -> str:
    """A task list item, as GitHub shows it."""
    box = "- [x]" if item.done else "- [ ]"
    owner = _line(item.owner)
    head = f"**{escape(owner)}:**" if is_owner(owner) else ""
    labels = {"owner": "" if head else owner, "due": _line(item.due)}
    if labels["due"] == due_in(item.text):
        labels["due"] = ""
    said = ", ".join(f"{name}: {_value(value)}" for name, value in labels.items() if value)
    text = _LABELS.sub(_escaped, _indented(item.text))
    parts = (box, head, _stated(item), text, f"({said})" if said else "", _several(item))
    return " ".join(part for part in parts if part)


def _value(text: str) -> str:
    """A text that is after a label, up to a comma and the next one."""
    return _CLOSING.sub(_escaped, escape(text))


def _escaped(match: re.Match[str]) -> str:
    """A mark with a backslash before it; what is an escape or a reference already, as it is."""
    return match[1] or f"\\{match[0]}"


def _question(pair: Question) -> str:
    question = " ".join(part for part in (escape(_line(pair.question)), _stated(pair)) if part)
    rows = [f"**Q: {question}**"] if question else []
    if pair.answer:
        answer = "\n".join(escape(row) for row in pair.answer.split("\n"))
        rows.append(f"A: {answer} {_several(pair)}".rstrip())
    return "\n".join(rows)


#: The kinds whose points are more than an item of a list.
_ITEMS: dict[str, Callable[[Any], str]] = {
    "insight": _insight,
    "question": _question,
    "action": _action,
}


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
    """The time that the summary states before a point: where there are several, none."""
    moment = point.moment
    if moment is None or not _is_stated(point) or _several(point):
        return ""
    return f"[{format_time(moment.start)} - {format_time(moment.end)}]"


def _several(point: Point) -> str:
    """The times that the summary states after a point: ``(1:30, 7:05)``."""
    if len(point.moments) < 2 or not _is_stated(point):
        return ""
    return f"({', '.join(format_time(moment.start) for moment in point.moments)})"


def _is_stated(point: Point) -> bool:
    return point.placed_by in ("summary", "editor")


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
