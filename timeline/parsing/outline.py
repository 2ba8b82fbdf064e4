"""The sections of a document laid end to end, so that a list can be seen across headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.parsing.lines import Line
from timeline.parsing.sections import Section


class Outline(NamedTuple):
    """Every line in order, with the section that it stands in.

    A heading's line is blank here, so that nobody takes it for words: ``headings`` has the
    section that begins there, by line index; ``starts`` is where each section begins.
    """

    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    section_at: tuple[int, ...]
    headings: dict[int, Section]
    starts: tuple[int, ...]

    def numbered_lines(self, number: int) -> range:
        """The indexes of a section's lines, its heading's too."""
        last = number + 1 == len(self.starts)
        return range(self.starts[number], len(self.lines) if last else self.starts[number + 1])


def lay_out(sections: Sequence[Section]) -> Outline:
    """The outline of these sections."""
    lines: list[Line] = []
    section_at: list[int] = []
    headings: dict[int, Section] = {}
    starts: list[int] = []
    for number, section in enumerate(sections):
        starts.append(len(lines))
        rows = list(section.lines)
        if section.heading:
            headings[len(lines)] = section
            rows.insert(0, Line(section.heading.number, ""))
        lines += rows
        section_at += [number] * len(rows)
    return Outline(tuple(sections), tuple(lines), tuple(section_at), headings, tuple(starts))
