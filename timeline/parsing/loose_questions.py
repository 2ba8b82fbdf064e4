"""Questions and answers that no heading announces: their own marks say what they are.

``Q: ...`` above ``A: ...``, or bold lines that ask above others that do not, apart from the
text around them. What stands between the times of a list is the text of its chapters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from timeline.parsing.lines import Line
from timeline.parsing.notations import is_entry
from timeline.parsing.sections import Section
from timeline.text import QUESTION_MARKS

#: One bold line or heading that asks is a headline; several that are answered are questions.
_FEWEST_ALIKE = 2


def announce(sections: list[Section]) -> None:
    """Make such questions and answers sections of their own, in place."""
    for index in range(len(sections) - 1, -1, -1):
        if sections[index].kind in _KINDS:
            sections[index : index + 1] = _cut(sections[index])
    _join_headings(sections)


#: Where others may follow; what is under another heading is what that says.
_KINDS = ("other", "tldr", "insights", "chapters", "source")


def _cut(section: Section) -> list[Section]:
    """The section as up to three: what is before the questions, they, what is after them."""
    lines = section.lines
    if not any(_may_ask(line) for line in lines):
        return [section]
    from timeline.parsing.questions import is_answer

    starts = _questions(lines)
    if not starts:
        return [section]
    first, last = starts[0], starts[-1]
    timed = [
        index
        for index in range(len(lines))
        if is_entry(lines, index) and index not in starts and not is_answer(lines[index])
    ]
    if not _is_apart(lines, first, last, timed):
        return [section]
    end = _end(lines, last, min((index for index in timed if index > last), default=len(lines)))
    is_list = section.kind == "chapters"
    after = replace(
        section, heading=None, lines=lines[end:], kind=section.kind if is_list else "other"
    )
    asked = replace(section, heading=None, lines=lines[first:end], kind="qa")
    before = replace(section, lines=lines[:first])
    if before.is_empty:
        before, asked.heading = replace(before, heading=None), section.heading
    return [each for each in (before, asked, after) if each.heading or not each.is_empty]


def _is_apart(lines: Sequence[Line], first: int, last: int, timed: Sequence[int]) -> bool:
    """Whether the lines from ``first`` to ``last`` are no chapter's: above or below all times,
    behind a gap or a list of times of which none has a text.
    """
    above = [index for index in timed if index < first]
    if not above:
        return not any(first < index < last for index in timed)
    words = sum(not line.is_blank for line in lines[above[0] : first])
    return above == list(timed) and (lines[first - 1].is_blank or words == len(above))


def _may_ask(line: Line) -> bool:
    """A cheap test before those that load the patterns of every language."""
    text = line.text
    head = text[:20]
    is_marked = ":" in head or "：" in head or text[1:2].isdigit() or text.startswith(("**", "__"))
    return is_marked and any(mark in text for mark in QUESTION_MARKS)


def _questions(lines: Sequence[Line]) -> list[int]:
    """The indexes of the lines that ask and are answered."""
    from timeline.parsing.questions import asks_in_bold, holds_answer, is_answer, is_labelled

    said = [index for index, line in enumerate(lines) if not (line.is_blank or line.goes_on)]
    below = {index: lines[after] for index, after in pairwise(said)}
    labelled = [
        index
        for index in said
        if not lines[index].level
        and is_labelled(lines[index])
        and (holds_answer(lines[index]) or (index in below and is_answer(below[index])))
    ]
    if labelled:
        return labelled
    bold = [
        index
        for index, answer in below.items()
        if asks_in_bold(lines[index]) and not asks_in_bold(answer)
    ]
    return bold if len(bold) >= _FEWEST_ALIKE else []


def _end(lines: Sequence[Line], last: int, limit: int) -> int:
    """Where the answer to the last question ends: at the next gap below it."""
    answer = next((i for i in range(last + 1, limit) if not lines[i].is_blank), limit)
    return next((i for i in range(answer, limit) if lines[i].is_blank), limit)


def _join_headings(sections: list[Section]) -> None:
    """Make headings that ask, one after another, and what is below them one section."""
    joined: list[Section] = []
    for level, found in groupby(sections, key=_level_of_question):
        group = list(found)
        joined += [_joined(group)] if level and len(group) >= _FEWEST_ALIKE else group
    sections[:] = joined


def _level_of_question(section: Section) -> int:
    """The level of a heading that asks and is answered below, without times; 0 of any other."""
    if not (section.heading and section.heading.asks and section.kind == "other"):
        return 0
    timed = any(is_entry(section.lines, index) for index in range(len(section.lines)))
    return 0 if timed or section.is_empty else section.level


def _joined(group: Sequence[Section]) -> Section:
    lines = [line for each in group if each.heading for line in (each.heading, *each.lines)]
    return Section("qa", lines=lines)
