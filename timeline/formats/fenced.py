"""A file inside a code fence, with words around it: how an assistant answers who asks for JSON,
CSV or WebVTT. It is read as the file that it would be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple, TypeVar

from timeline.errors import TimelineError
from timeline.formats.assembly import with_words_around
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Passage, Point, Problem
from timeline.parsing import parse

_MARKS = ("```", "~~~")
Lined = TypeVar("Lined", Chapter, Point, Passage, Problem)


class _Fence(NamedTuple):
    """What is inside a fence, and the lines that it takes: from ``first`` up to ``after``."""

    inside: str
    first: int
    after: int


def read(text: str, detect: Callable[[str], Format]) -> ParseResult | None:
    """The reading of the file in a text's code fence, whose format ``detect`` tells; None where
    there is none, or several, or where the words around it are a summary themselves.
    """
    if not any(mark in text for mark in _MARKS):
        return None
    lines = text.splitlines()
    files = [(fence, file) for fence in _fences(lines) if (file := _file(fence.inside, detect))]
    if len(files) != 1:
        return None
    ((fence, found),) = files
    # The lines of the fence stay as blank ones, so that numbers of lines are right.
    blank = [""] * (fence.after - fence.first)
    around = parse("\n".join([*lines[: fence.first], *blank, *lines[fence.after :]])).timeline
    if around.chapters or around.points:
        return None
    found = _moved(found, fence.first + 1)
    return replace(found, timeline=with_words_around(found.timeline, around))


def _fences(lines: Sequence[str]) -> Iterator[_Fence]:
    """The fences of these lines; the last may lack its end, where an answer was cut off."""
    edges = [n for n, line in enumerate(lines) if line.strip().startswith(_MARKS)]
    for first, last in zip_longest(edges[::2], edges[1::2], fillvalue=len(lines)):
        yield _Fence("\n".join(lines[first + 1 : last]) + "\n", first, min(last + 1, len(lines)))


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
