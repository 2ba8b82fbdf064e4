"""The sections of a document laid end to end, so that a list can be seen across headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.reading.lines import Line
from timeline.reading.sections import Section


class Outline(NamedTuple):
    """Every line in order, with the section that it stands in.

    A heading's line is blank here, so that nobody takes it for words: ``headings`` has the
    section that begins there, by line index.
    """

    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    section_at: tuple[int, ...]
    headings: dict[int, Section]

    def above(self, index: int) -> Section:
        """The section in which a line stands."""
        return self.sections[self.section_at[index]]


def lay_out(sections: Sequence[Section]) -> Outline:
    """The outline of these sections."""
    lines: list[Line] = []
    section_at: list[int] = []
    headings: dict[int, Section] = {}
    for number, section in enumerate(sections):
        rows = list(section.lines)
        if section.heading:
            headings[len(lines)] = section
            rows.insert(0, Line(section.heading.number, ""))
        lines += rows
        section_at += [number] * len(rows)
    return Outline(tuple(sections), tuple(lines), tuple(section_at), headings)
