"""A file inside a code fence, with words around it: how an assistant answers who asks for JSON,
CSV or WebVTT. It is read as the file that it would be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from timeline.errors import TimelineError
from timeline.formats.assembly import with_words_around
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Passage, Point, Problem
from timeline.parsing import parse

_MARKS = ("```", "~~~")
Lined = TypeVar("Lined", Chapter, Point, Passage, Problem)


class _Fence(NamedTuple):
    """What is inside the only fence of a text, what is around it, and how many lines are above."""

    inside: str
    around: str
    above: int


def read(text: str, detect: Callable[[str], Format]) -> ParseResult | None:
    """The reading of the file in the only fence of a text, whose format ``detect`` tells; None
    where there is no such file, or where the words around it are a summary themselves.
    """
    if not any(mark in text for mark in _MARKS) or (fence := _fence(text)) is None:
        return None
    found = _file(fence.inside, detect)
    if found is None:
        return None
    around = parse(fence.around).timeline
    if around.chapters or around.points:
        return None
    found = _moved(found, fence.above)
    return replace(found, timeline=with_words_around(found.timeline, around))


def _fence(text: str) -> _Fence | None:
    lines = text.splitlines()
    edges = [n for n, line in enumerate(lines) if line.strip().startswith(_MARKS)]
    if len(edges) != 2:
        return None
    first, last = edges
    # The lines of the fence stay as blank ones, so that numbers of lines are right.
    outside = [*lines[:first], *[""] * (last - first + 1), *lines[last + 1 :]]
    return _Fence("\n".join(lines[first + 1 : last]) + "\n", "\n".join(outside), first + 1)


def _file(text: str, detect: Callable[[str], Format]) -> ParseResult | None:
    """The reading of a text that is in a format of files, if it has anything to show.

    Columns without a format of their own are none: minutes quote a chat so.
    """
    try:
        fmt = detect(text)
        is_prose = fmt.name in ("summary", "markdown")
        is_table = fmt.name == "records" and not text.lstrip().startswith(("{", "[", "<"))
        found = None if is_prose or is_table or fmt.read is None else fmt.read(text)
    except TimelineError:
        return None
    return found if found and (found.timeline.chapters or found.timeline.points) else None


def _moved(found: ParseResult, above: int) -> ParseResult:
    """The reading with its lines counted from the beginning of the whole text."""

    def moved(items: Iterable[Lined]) -> tuple[Lined, ...]:
        return tuple(
            item if item.line is None else replace(item, line=item.line + above) for item in items
        )

    timeline = replace(
        found.timeline,
        chapters=moved(found.timeline.chapters),
        points=moved(found.timeline.points),
        unparsed=moved(found.timeline.unparsed),
    )
    return replace(found, timeline=timeline, problems=moved(found.problems))
