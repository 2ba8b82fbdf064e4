"""The sections of a document laid end to end, so that a list can be seen across headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.parsing.lines import Line
from timeline.parsing.sections import Section
from timeline.parsing.timestamps import leading


class Outline(NamedTuple):
    """Every line in order, with the section that it is in.

    A heading's line is blank here, so that nobody takes it for words: ``headings`` has the
    section that begins there, by line index; ``starts`` is where each section begins.
    """

    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    section_at: tuple[int, ...]
    headings: dict[int, Section]
    starts: tuple[int, ...]
    #: Where in a section of points, by its number, a list of times begins that follows them.
    tails: dict[int, int]

    def shown(self, index: int) -> Line:
        """The line at ``index`` as it was written, a heading's too."""
        section = self.headings.get(index)
        return section.heading if section and section.heading else self.lines[index]

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
    tails = {
        number: start
        for number, section in enumerate(sections)
        if section.kind in ("insights", "qa") and (start := _tail(lines, section, starts[number]))
    }
    return Outline(tuple(sections), tuple(lines), tuple(section_at), headings, tuple(starts), tails)


def _tail(lines: Sequence[Line], section: Section, start: int) -> int:
    """The index of the first of the timed lines that end a section, below a blank line and
    points without times; 0 where there are none.
    """
    found = first = 0
    for index in range(start + bool(section.heading) + len(section.lines) - 1, start, -1):
        line = lines[index]
        if line.is_blank:
            found = first or found
        elif leading(line.text):
            first = index
        elif not line.indent or not first:
            return found if found == first else 0
    return 0
