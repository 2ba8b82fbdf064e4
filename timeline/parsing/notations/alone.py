"""The time on a line of its own, the words on the next: ``(0:00)`` above ``Welcome``."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation, next_text, unlabelled
from timeline.parsing.timeforms import spoken_until
from timeline.parsing.timestamps import leading, only_time


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A line that is a time, and the next one that has words."""
    line = lines[index]
    timestamp = only_time(line.text)
    if timestamp is None:
        return None
    below = next_text(lines, index)
    if below is not None and _is_spoken(lines[below].text, timestamp.start):
        title = next_text(lines, below)
        # A title of numbers, such as "5 reasons" at 0:05, has the next time below it.
        below = below if title is None or leading(lines[title].text) else title
    if below is None or leading(lines[below].text) or (lines[below].level and not line.level):
        return Match((ListItem(timestamp, "", "", line),))
    return Match((ListItem(timestamp, unlabelled(lines[below].text), "", line),), below - index + 1)


def _is_spoken(text: str, value: int) -> bool:
    """Whether a line only says the time above it again: ``1 minute, 23 seconds``."""
    return bool(text) and spoken_until(text, 0, value) == len(text)


NOTATION = Notation("alone", "(0:00) above its title", "before", match)
