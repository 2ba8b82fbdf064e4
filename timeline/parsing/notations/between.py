"""The time between title and text: ``Hiring (14:32): two candidates remain``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation
from timeline.parsing.timestamps import fold, only_time

_CLOCK = r"\d{1,3}:\d\d(?::\d\d)?"
_RANGE = rf"{_CLOCK}(?:\s?[-–—]\s?{_CLOCK})?"
#: In brackets, or set off by the mark that follows it, too.
_TIME = re.compile(rf"[(\[]\s?{_RANGE}\s?[)\]]|(?<=\s[-–—@|·]\s){_CLOCK}(?=\s?[-–—:|·]\s)")
_SEPARATOR = re.compile(r"[*_]{0,3}\s?(?:[:：]|[-–—|·]\s)[*_]{0,3}\s{0,3}(?=\S)")
#: More words before the time are a sentence that refers to it.
_MAX_TITLE = 80
_WORD = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile(r"[.!?]\s")


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A line of a short title, a time set off from it, and more words behind a mark."""
    line = lines[index]
    if line.text.startswith("|"):
        return None
    text = fold(line.text)
    clock = _TIME.search(text, 0, _MAX_TITLE + 20) if ":" in text else None
    if clock is None:
        return None
    title = line.text[: clock.start()].strip()
    separator = _SEPARATOR.match(text, clock.end())
    timestamp = only_time(clock[0])
    if not (_WORD.search(title) and separator and timestamp) or _SENTENCE.search(title):
        return None
    words = _closed(title.rstrip(" -–—:|·@"))
    rest = line.text[separator.end() :]
    found = timestamp._replace(rest=words, bracketed=True)
    return Match((ListItem(found, words, rest, line),))


def _closed(title: str) -> str:
    """The title without the mark of bold or italic type that closes behind the time."""
    mark = next((mark for mark in ("**", "__", "*", "_") if title.startswith(mark)), "")
    return title.removeprefix(mark) if mark and title.count(mark) == 1 else title


NOTATION = Notation("between", "Hiring (14:32): two remain", "after", match)
