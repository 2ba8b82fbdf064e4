"""Markdown: the canonical form of a summary, which our own reader reads back to the same model.

Only times that the summary states are written beside points. A time that was
found by placing is found again, so it is not passed off as stated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import quote

from timeline.formats.base import EVERYTHING, Format
from timeline.kinds import KINDS
from timeline.model import ActionItem, Chapter, Insight, Passage, Point, Question, Timeline
from timeline.parsing import (
    NOTES,
    is_heading,
    is_labelled,
    is_passage_heading,
    names_section,
    parse,
    repeated_marks,
)
from timeline.parsing.inline_markup import EMOJI, protect, protect_references, refer_mark, restore
from timeline.parsing.timestamps import leading, trailing
from timeline.text import BULLETS
from timeline.times import format_time
from timeline.tracks import TRACKS, TrackName

_MARKUP = re.compile(
    r"[\\`*_\[\]|~#]|(?<=\d)[:：](?=\d)|\((?=\d)|:$|(?<=[?&#;]t)=(?=\d)|(?<=start)=(?=\d)"
)
_OPENING = re.compile(r"(\s*)([!-/:-@\[-`{-~])")
_NUMBERING = re.compile(r"(\(?(?:\d{1,3}|[a-z]))([.)])(?=\s)")
_LABEL = re.compile(r"([^:：]{1,40})([:：])")
#: What makes words of an action item a label, an owner, or the end of one.
_LABELS = re.compile(r"(\\?&(?:lt|gt|amp);|\\.)|[:@]")
_CLOSING = re.compile(r"(\\?&(?:lt|gt|amp);|\\.)|[()|@:;]|[-,.](?=\s|$)")
_ENTITIES = {"&": "&amp;", "<": "\\&lt;", ">": "\\&gt;"}
#: What no address holds as it is, what reads as one without brackets, and marks of links.
_NOT_IN_ADDRESS = re.compile(r"[\s<>\x00-\x1f]")
_PLAIN_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]\\*]+[\w/]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}:\S")
_BRACKETS = re.compile(r"[\\\[\]'{]")
_ITEM = re.compile(rf"{EMOJI.pattern}|[{BULLETS}]|[–—»›]\s")
_BULLETS = re.compile(rf"^(?:(?:{EMOJI.pattern}|[{BULLETS}–—»›])\s*)+")
_ASKING = re.compile(r"[?？؟]\W*$|^\W*Q\d?[.:]")
#: In text that is Markdown already: what makes times, tables and fences of it, and blocks.
_STRUCTURE = re.compile(r"[`|~]|(?<=\d)[:：](?=\d)|(?<=[?&#;]t)=(?=\d)|(?<=start)=(?=\d)|\((?=\d)")
_BLOCK = re.compile(r"^(?=[#>=+-]|[*_]\s|[*_]{3})")
_AND = re.compile(r"&(?=[#\w])")
_ANGLE = re.compile(r"\\?([<>])")
#: What may stand before the name of a section.
_MARKS = re.compile(r"^[\W_]+")
#: A digit that is none of a reference's; and how many a time has, at most.
_DIGIT = re.compile(r"(?<!&#)(?<!&#\d)[0-9]")
_MAX_DIGITS = 12
_SPEAKER = re.compile(r"((?:^|(?<=\s))[^\W\d_]{1,10}\s?\d{0,3}\s?)([.:)-])(?=\s)")
#: A label whose mark has no blank behind it: ``Q:Why?``, ``问：``.
_GLUED_LABEL = re.compile(r"^((?:\W{1,3}\s)?[^\W\d_]{1,12}\s?\d{0,3}\s?)([.:：)-])")
_MAY_BE_LABEL = re.compile(r"[^\W_]\s?[.:：)\]-]")
_LABEL_CHARS = 30
_ENTITY = re.compile("[<>]|&(?=[#\\w])")


def escape(text: str) -> str:
    """Text that reads back as itself, whatever of it looks like Markdown or like a time."""
    text = _MARKUP.sub(lambda match: f"\\{match[0]}", text)
    text = _NUMBERING.sub(r"\1\\\2", text, count=1) if _NUMBERING.match(text) else text
    if (label := _LABEL.match(text)) and names_section(_MARKS.sub("", label[1])):
        text = f"{label[1]}\\{text[label.end(1) :]}"
    if (opening := _OPENING.match(text)) and opening[2] not in "\\&<>":
        text = f"{opening[1]}\\{text[opening.end(1) :]}"
    return _untimed(refer_mark(_ENTITY.sub(lambda match: _ENTITIES[match[0]], text)))


def _untimed(text: str) -> str:
    """Escaped text; digits as references that would be read as a time at its head or its end yet,
    as those of ``1h2m`` and ``83s``.
    """
    for found, place in ((leading, 0), (trailing, -1)):
        for _ in range(_MAX_DIGITS):
            digits = [match.start() for match in _DIGIT.finditer(text)]
            seen = _BULLETS.sub("", protect(protect_references(text)))
            if not digits or found(seen) is None:
                break
            at = digits[place]
            text = f"{text[:at]}&#{ord(text[at])};{text[at + 1 :]}"
    return text


def write(timeline: Timeline, track: TrackName = "chapters") -> str:
    """The whole timeline as Markdown, whichever track is asked for."""
    return "\n\n".join(_blocks(timeline)) + "\n"


def _blocks(timeline: Timeline) -> Iterator[str]:
    title = _line(timeline.title)
    if title and not _opens_section(title):
        yield f"# {escape(title)}"
    if fields := "\n".join(_fields(timeline)):
        yield fields
    if timeline.tldr:
        yield "## TLDR"
        yield "\n".join(map(_prose, timeline.tldr.split("\n")))
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
    if (title := _line(timeline.title)) and _opens_section(title):
        yield f"Title: {escape(title)}"
    if timeline.source_url:
        yield f"Source: {_link(timeline.source_url)}"
    if timeline.duration_source not in ("none", "estimate"):
        yield f"Duration: {format_time(timeline.duration)}"
    if timeline.language:
        yield f"Language: {timeline.language}"


def _opens_section(title: str) -> bool:
    """Whether a title would be read as the heading of a section."""
    return not is_passage_heading(unescape(escape(title)))


def _link(address: str) -> str:
    """An address; in angle brackets, as Markdown has it, where it holds what ends one in prose."""
    address = _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), address)
    if not _SCHEME.match(address):
        return escape(address)
    is_plain = _PLAIN_ADDRESS.fullmatch(address)
    if not is_plain:
        address = f"<{_BRACKETS.sub(_escaped_mark, address)}>"
    return address.replace("&", "&amp;")


def _escaped_mark(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _item(point: Point) -> str:
    parts = ("-", _stated(point), _indented(point.words), _several(point))
    return " ".join(part for part in parts if part)


def _insight(insight: Insight) -> str:
    parts = ("-", insight.icon, _stated(insight), _indented(insight.text), _several(insight))
    return " ".join(part for part in parts if part)


def _action(item: ActionItem) -> str:
    """A task list item, as GitHub shows it."""
    # Their patterns take a while to compile, and few summaries have such items.
    from timeline.parsing.actions import is_owner
    from timeline.parsing.due_dates import due_in

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
    question = " ".join(part for part in (_spoken(_line(pair.question)), _stated(pair)) if part)
    rows = [_unheaded(f"**Q: {question}**")] if question else []
    if pair.answer:
        first, *more = map(_spoken, pair.answer.split("\n"))
        answer = "\n".join([_unheaded(f"A: {first}"), *map(_unheaded, more)])
        rows.append(f"{answer} {_several(pair)}".rstrip())
    return "\n".join(rows)


def _unheaded(row: str) -> str:
    return _broken(row) if is_heading(unescape(row)) else row


def _spoken(row: str) -> str:
    """Words of a question or an answer: what looks like the label of another, escaped."""
    written = _SPEAKER.sub(r"\1\\\2", escape(row))
    return _GLUED_LABEL.sub(r"\1\\\2", written) if _has_label(row) else written


def _has_label(row: str) -> bool:
    """Whether a row would be read as a question or an answer for its label."""
    # The labels of all languages load for what may be one.
    return bool(_MAY_BE_LABEL.search(row[:_LABEL_CHARS])) and is_labelled(row)


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
    head = f"- **{span}** {_title(title)}"
    rows = [f"  - {_unlabelled(row)}" for row in chapter.text.split("\n") if row]
    return "\n".join([head, *rows])


def _title(title: str) -> str:
    """A chapter's title, its opening a reference where a list of such titles would lose it."""
    written = escape(title)
    if repeated_marks.opens(title) and not written.startswith(("\\", "&#")):
        rest = written[5:] if written.startswith("&amp;") else written[1:]
        written = f"&#{ord(title[0])};{rest}"
    return written


def _passages(passages: tuple[Passage, ...]) -> Iterator[str]:
    heading: str | None = None
    for passage in passages:
        if passage.heading != heading:
            heading = passage.heading
            title = escape(_line(heading))
            # A heading that asks may be one of several questions.
            is_safe = is_passage_heading(unescape(title)) and not _ASKING.search(title)
            yield f"## {title if title and is_safe else NOTES}"
            if title and not is_safe:
                yield _kept(_line(heading))
        yield _paragraphs(passage.text)


def _paragraphs(text: str) -> str:
    """Markdown of a source as it was, but for what would now be read as more than words."""
    return "\n".join(_kept(row.strip()) for row in text.splitlines())


def _kept(row: str) -> str:
    """A row that may hold links, emphasis and escapes, which stay; without times and blocks."""
    text = _STRUCTURE.sub(lambda match: f"\\{match[0]}", protect(row))
    text = _NUMBERING.sub(r"\1\\\2", text, count=1) if _NUMBERING.match(text) else text
    text = _BLOCK.sub(r"\\\g<0>", text, count=1)
    if (label := _LABEL.match(text)) and names_section(label[1]):
        text = f"{label[1]}\\{text[label.end(1) :]}"
    text = "".join(f"\\{restore(char)}" if restore(char) != char else char for char in text)
    text = _ANGLE.sub(lambda match: _ENTITIES[match[1]], _AND.sub("&amp;", text))
    text = _untimed(text)
    is_more = _ITEM.match(row) or _ASKING.search(row) or _has_label(row)
    return _broken(text) if is_more else _unheaded(text)


def _prose(row: str) -> str:
    """A row of plain text; with a hard break where it would be read as a heading."""
    return _unheaded(_unlabelled(row))


def _unlabelled(row: str) -> str:
    """Words that are no question by their label, and no answer."""
    return _spoken(row) if _has_label(row) else escape(row)


def _broken(text: str) -> str:
    """A row with a hard break, which is prose and opens nothing."""
    return text if text.endswith("\\") and not text.endswith("\\\\") else f"{text}\\"


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
    first, *rows = text.split("\n")
    return "\n  ".join(
        [
            _unlabelled(first),
            *(_broken(escape(row)) if _ITEM.match(row) else _prose(row) for row in rows),
        ]
    )


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
