"""What a notation is: one way in which people write a chapter's time and words.

To add one:

1. Write ``timeline/parsing/notations/NAME.py`` with a ``match(lines, index)`` that looks at
   the line at ``index`` (and, where it must, at those after it) and gives a ``Match`` or None.
2. End it with ``NOTATION = Notation(...)``.
3. Register it: one line in ``timeline/parsing/notations/__init__.py``. Order matters: the
   first notation that matches a line has it.
4. Add examples to ``tests/parsing/cases/``.

A match is a proposal. ``timeline.parsing.chapters`` looks at all of a list before it believes
any of it, so a notation need not worry about lone times in prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from timeline.parsing.lines import Line
from timeline.parsing.timestamps import Timestamp

TimePosition = Literal["before", "after"]


class ListItem(NamedTuple):
    """A chapter as a notation found it: its timestamp, its words (still with markup), its line."""

    timestamp: Timestamp
    title: str
    text: str
    line: Line


class Match(NamedTuple):
    """The entries of a run of ``used`` lines, and the words before the first that are no part
    of any.
    """

    entries: tuple[ListItem, ...]
    used: int = 1
    label: str = ""


class Notation(NamedTuple):
    """A way of writing chapters. ``place`` tells whether the time stands before or after its
    words: a list keeps to one of the two.
    """

    name: str
    example: str
    place: TimePosition
    match: Callable[[Sequence[Line], int], Match | None]


_TITLE_LABEL = re.compile(
    r"[\"']?(?:title|name|label|titel|titre|título|titolo|название|标题|タイトル)[\"']?\s?[:：=]\s{0,3}(?=\S)",
    re.I,
)


def unlabelled(words: str) -> str:
    """The words of a field without its name: ``title: The sea`` is "The sea"."""
    label = _TITLE_LABEL.match(words)
    return words[label.end() :] if label else words


def next_text(lines: Sequence[Line], index: int, within: int = 3) -> int | None:
    """The index of the next line after ``index`` that is not blank, if it is near."""
    for position in range(index + 1, min(index + 1 + within, len(lines))):
        if not lines[position].is_blank:
            return position
    return None
