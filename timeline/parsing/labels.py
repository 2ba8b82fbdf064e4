"""What is above a list of times: its label."""

from __future__ import annotations

import re
from typing import Literal

from timeline.parsing.headings import heading
from timeline.parsing.inline_markup import plain
from timeline.parsing.lines import Line
from timeline.parsing.outline import Outline
from timeline.parsing.vocabulary import ASIDE

#: Nothing; a heading of chapters; one of something else that has times; any other.
Label = Literal["", "chapters", "aside", "other"]

_WORD = re.compile(r"[^\W\d_]+")


def above(outline: Outline, index: int) -> Label:
    """What the label of the list that begins at line ``index`` says it is."""
    line = line_above(outline, index)
    if line is None:
        return ""
    words = {word.casefold() for word in _WORD.findall(plain(line.text))}
    if words & ASIDE:
        return "aside"
    known = heading(line)
    return "chapters" if known and known.kind == "chapters" else "other"


def line_above(outline: Outline, index: int) -> Line | None:
    """The heading or the short line with a colon that is right above a line."""
    for position in range(index - 1, max(index - 4, -1), -1):
        if section := outline.headings.get(position):
            return section.heading
        line = outline.lines[position]
        if not line.is_blank:
            return line if _is_label(line) else None
    return None


def _is_label(line: Line) -> bool:
    text = line.text.rstrip("*_ ")
    if not text or len(text) > 80:
        return False
    return bool(line.level) or text.endswith((":", "：")) or line.text.startswith(("**", "__"))
