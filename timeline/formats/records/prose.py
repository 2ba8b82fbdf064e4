"""What JSON says in words: a summary in one text, and sections beside the chapters.

An assistant asked for JSON names the members as it would its headings: ``keyInsights``,
``"Q&A"``, ``tldr``. They are written out as the summary that they are and read as any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from timeline.errors import InputError
from timeline.formats.assembly import not_kept
from timeline.formats.records.members import meaning, words_of
from timeline.formats.records.values import times_of
from timeline.model import ParseResult, Problem, Timeline
from timeline.parsing import parse
from timeline.parsing.headings import heading
from timeline.parsing.lines import Line
from timeline.times import format_time
from timeline.tracks import one_line

_KINDS = ("tldr", "insights", "qa", "actions")
#: The longest texts of a document that are looked at for chapters.
_MOST_TEXTS = 6
_MAX_DEPTH = 8
#: The names in the path of a member: ``talks[0].summary``.
_PATH = re.compile(r"[^.\[\]]+")
_MAX_ITEMS = 2_000


class _Text(NamedTuple):
    """A text in the document, and the path of its member."""

    path: str
    text: str


def with_sections(parsed: ParseResult, value: Any, read_from: str = "") -> ParseResult:
    """The reading of a list of chapters, with the points and the summary that are beside it; a
    problem names what else is there, apart from the member that it was ``read_from``.
    """
    used = _PATH.findall(read_from)
    unused = not_kept(name for name in _others(value) if name not in used)
    parsed = replace(parsed, problems=(*parsed.problems, *unused))
    written = "\n\n".join(_sections(value))
    if not written:
        return parsed
    found = _without_lines(parse(written).timeline)
    own = parsed.timeline
    points = own.points or found.points
    return replace(parsed, timeline=replace(own, tldr=own.tldr or found.tldr, points=points))


def read(value: Any) -> ParseResult | None:
    """The summary that a document holds as one text, or as an array of its lines; None where
    none of its texts has chapters, or points.
    """
    texts = sorted(_texts(value), key=lambda each: -len(each.text))[:_MOST_TEXTS]
    readings = [(each, parse(each.text)) for each in texts]
    for has in ("chapters", "points"):
        for each, parsed in readings:
            if getattr(parsed.timeline, has):
                return with_sections(_described(parsed, each, value), value, each.path)
    if written := "\n\n".join(_sections(value)):
        parsed = parse(written)
        if parsed.timeline.points:
            return _described(parsed, _Text("", ""), value)
    return None


def _described(parsed: ParseResult, source: _Text, value: Any) -> ParseResult:
    """The reading, with the title from beside it; its lines are none of the file's."""
    timeline = _without_lines(parsed.timeline)
    message = f"the text of {source.path or 'the document'!r} is read as the summary"
    problems = [replace(problem, line=None, column=None) for problem in parsed.problems]
    title = timeline.title or _title(value, source.path)
    return ParseResult(
        timeline=replace(timeline, title=title),
        problems=(Problem(code="T116", severity="note", message=message), *problems),
        lists=parsed.lists,
    )


def _without_lines(timeline: Timeline) -> Timeline:
    return replace(
        timeline,
        chapters=tuple(replace(each, line=None) for each in timeline.chapters),
        points=tuple(replace(each, line=None) for each in timeline.points),
        unparsed=tuple(replace(each, line=None) for each in timeline.unparsed),
    )


def _title(value: Any, path: str) -> str:
    """The title of the object that holds a text, or of one around it."""
    title = ""
    for name in ["", *path.replace("[", ".[").split(".")]:
        if name.startswith("[") and isinstance(value, list):
            value = value[int(name[1:-1])]
        elif name and isinstance(value, dict):
            value = value.get(name)
        if isinstance(value, dict):
            own = value.get("title") or value.get("name")
            title = one_line(own) if isinstance(own, str) else title
    return title


def _texts(value: Any) -> Iterator[_Text]:
    """The texts of several lines, and the arrays of texts, wherever they are."""
    todo: list[tuple[Any, str, int]] = [(value, "", 0)]
    while todo:
        here, path, depth = todo.pop()
        if isinstance(here, str):
            if "\n" in here.strip():
                yield _Text(path, here)
        elif isinstance(here, list) and here and all(isinstance(item, str) for item in here):
            yield _Text(path, "\n".join(here))
        elif depth < _MAX_DEPTH and isinstance(here, dict):
            todo += [(v, f"{path}.{k}".lstrip("."), depth + 1) for k, v in here.items()]
        elif depth < _MAX_DEPTH and isinstance(here, list):
            rows = enumerate(here[:_MAX_ITEMS])
            todo += [(item, f"{path}[{i}]", depth + 1) for i, item in rows]


def _sections(value: Any) -> Iterator[str]:
    """The members that are called like a section of a summary, written as one."""
    todo = [value]
    for here in todo:
        if isinstance(here, dict):
            for name, member in here.items():
                kind = _kind(name)
                if kind and (body := list(_body(member, kind))):
                    yield "\n".join([f"## {_HEADINGS[kind]}", *body])
                elif isinstance(member, dict) and len(todo) < _MAX_DEPTH:
                    todo.append(member)


def _others(value: Any) -> Iterator[str]:
    """The members beside the chapters that hold words, and are no section of a summary."""
    todo = [value]
    for here in todo:
        for name, member in here.items() if isinstance(here, dict) else ():
            if isinstance(member, dict) and not _kind(name) and len(todo) < _MAX_DEPTH:
                todo.append(member)
            elif not _kind(name) and not meaning(name) and _has_words(member):
                yield name


def _has_words(member: Any) -> bool:
    """Whether a member is a text, or a list of texts or of objects without times."""
    if isinstance(member, str):
        return len(member.split()) > 1
    if not isinstance(member, list):
        return False
    rows = member[:_MAX_ITEMS]
    objects = [row for row in rows if isinstance(row, dict)]
    if any(_is_time(name) or isinstance(row[name], list | dict) for row in objects for name in row):
        return False
    return bool(objects) or any(isinstance(row, str) and row for row in rows)


_HEADINGS = {"tldr": "TLDR", "insights": "Key insights", "qa": "Q&A", "actions": "Action items"}


def _kind(name: str) -> str:
    for words in (name, " ".join(words_of(name))):
        known = heading(Line(1, words, words, level=2)) if words else None
        if known and known.kind in _KINDS and not known.rest:
            return known.kind
    return ""


def _body(member: Any, kind: str) -> Iterator[str]:
    if isinstance(member, dict) and all(isinstance(each, str) for each in member.values()):
        # ``{"How hot?": "90 degrees"}``
        asks = kind == "qa"
        member = [
            {"question": name, "answer": text} if asks else f"{name}: {text}"
            for name, text in member.items()
        ]
    if isinstance(member, str) and member.strip():
        yield member.strip() if kind != "tldr" else one_line(member)
    for item in member[:_MAX_ITEMS] if isinstance(member, list) else ():
        if isinstance(item, str) and item.strip():
            yield one_line(item) if kind == "tldr" else f"- {one_line(item)}"
        elif isinstance(item, dict) and (words := _words(item)):
            time = _time(item)
            if kind == "qa" and len(words) > 1:
                yield f"Q: {time}{words[0]}\nA: {' '.join(words[1:])}\n"
            else:
                yield f"- {time}{' - '.join(words)}"


def _words(item: dict[str, Any]) -> list[str]:
    """The texts of an object, the one that asks first; times and numbers are none."""
    texts = [
        (name, one_line(value))
        for name, value in item.items()
        if isinstance(value, str) and value.strip() and not _is_time(name)
    ]
    asks = [t for n, t in texts if "question" in words_of(n) or n.casefold() == "q" or t[-1] == "?"]
    words = [text for _, text in texts]
    return [asks[0], *(text for text in words if text != asks[0])] if asks else words


def _is_time(name: str) -> bool:
    return any(each.role in ("start", "end", "length") for each in meaning(name))


def _time(item: dict[str, Any]) -> str:
    """The start that an object states, in brackets before its words."""
    for name, value in item.items():
        starts = [each for each in meaning(name) if each.role == "start"]
        if starts and isinstance(value, str | int | float):
            unit = starts[0].unit
            try:
                start = times_of([value], unit).values[0]
            except InputError:
                continue
            if start is not None:
                return f"[{format_time(start)}] "
    return ""
