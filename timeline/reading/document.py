"""A text as structure: its metadata, its sections, its lines in order."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from timeline.reading import frontmatter, preamble, sections
from timeline.reading.html_text import rows
from timeline.reading.lines import Line, even
from timeline.reading.lines import split as split_lines
from timeline.reading.notations import is_entry
from timeline.reading.outline import Outline, lay_out
from timeline.reading.preamble import Head


class Document(NamedTuple):
    """What was written, before any time is believed.

    ``head`` is what stands before the first heading; ``around`` are the lines around a fence
    that holds the whole summary, ``front`` the lines of the front matter that say nothing
    of the video.
    """

    head: Head
    outline: Outline
    around: tuple[Line, ...] = ()
    front: tuple[Line, ...] = ()


def read(text: str) -> Document:
    """The structure of a text."""
    front, text, first = frontmatter.split(even(text))
    lines, around = _unwrapped(split_lines(rows(text, first)))
    found = sections.split(lines)
    head = preamble.read([*front.fields, *found[0].lines])
    found[0].lines = list(head.rest)
    sections.name_unknown(found)
    outline = lay_out([found[0], *front.sections, *found[1:]])
    return Document(head, outline, tuple(around), front.rest)


def _unwrapped(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The summary, and the chat around it: an assistant often wraps all of it in one fence."""
    outside = [line for line in lines if not line.fenced]
    fences = [fenced for fenced, _ in groupby(lines, key=lambda line: line.fenced) if fenced]
    if len(fences) != 1:
        return lines, []
    has_own = any(section.kind != "other" for section in sections.split(outside))
    if has_own or any(is_entry(outside, index) for index in range(len(outside))):
        return lines, []
    return [line for line in lines if line.fenced], outside
