"""A text as structure: its metadata, its sections, its lines in order."""

from __future__ import annotations

from typing import NamedTuple

from timeline.reading import preamble, sections
from timeline.reading.lines import Line
from timeline.reading.lines import split as split_lines
from timeline.reading.notations import is_entry
from timeline.reading.outline import Outline, lay_out
from timeline.reading.preamble import Head


class Document(NamedTuple):
    """What was written, before any time is believed.

    ``head`` is what stands before the first heading; ``around`` are the lines around a fence
    that holds the whole summary.
    """

    head: Head
    outline: Outline
    around: tuple[Line, ...] = ()


def read(text: str) -> Document:
    """The structure of a text."""
    lines, around = _unwrapped(split_lines(text))
    found = sections.split(lines)
    head = preamble.read(found[0].lines)
    found[0].lines = list(head.rest)
    return Document(head, lay_out(found), tuple(around))


def _unwrapped(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The summary, and the chat around it: an assistant often wraps all of it in one fence."""
    outside = [line for line in lines if not line.fenced]
    if len(outside) == len(lines):
        return lines, []
    has_own = any(section.kind != "other" for section in sections.split(outside))
    if has_own or any(is_entry(outside, index) for index in range(len(outside))):
        return lines, []
    return [line for line in lines if line.fenced], outside
