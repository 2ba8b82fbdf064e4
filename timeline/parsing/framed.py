"""Lists that set each time in the same words or marks: ``Starting at 2:10 - Mash``, ``Mash (from
2:10)``, ``≈2:10 Mash``.

No table could name all of them: that every line of the list repeats the frame tells them. Such
lines are a list where three or more have the same frame, and their times rise from the beginning.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import TimePosition
from timeline.parsing.timeforms import Spot, clock_times
from timeline.parsing.timestamps import Timestamp, fold, words_from
from timeline.times import MINUTE

MIN_LINES = 3
#: A frame is short: what is longer are words that somebody says.
MAX_FRAME_CHARS = 40
_NUMBER = re.compile(
    r"\d+|[①-⑳❶-❿➀-➓]|\b(?:[a-z]|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.I
)
# What is between the words and the time below them or behind them: marks, and a word or two in
# small letters, or before a colon. "(Matthew 8:10)" is a reference; a quote closes the words.
_JOINT = re.compile(
    r"\s{0,3}(?:[^\w\s.!?\"'”’»)\]]\W{0,5}(?:[^\W\dA-Z]{1,12}[:=]?\s{0,3}|[^\W\d]{1,12}[:=]\s{0,3}){0,2}"
    r"|\s(?:starts?\s|begins?\s)?(?:at|around|near|about|from)?\s?(?:the\s)?)\W{0,3}$"
)


class Frame(NamedTuple):
    """How a line has its time: before or after its words, and what is around it; numbers alike."""

    place: TimePosition
    opening: str
    closing: str


class Row(NamedTuple):
    """A line of such a list: where it is, its time, with the words that it is the time of."""

    at: int
    timestamp: Timestamp
    place: TimePosition


def rows(lines: Iterable[tuple[int, Line]]) -> Iterator[Row]:
    """The rows of all such lists among these lines (with their indexes), in no order."""
    found: dict[Frame, list[Row]] = defaultdict(list)
    for index, line in lines:
        for frame, timestamp in framed(line.text)[:1]:
            found[frame].append(Row(index, timestamp, frame.place))
    for same in found.values():
        if _is_list(same):
            yield from same


def framed(text: str) -> list[tuple[Frame, Timestamp]]:
    """The frames that a line may have its time in, with it: before its words, and after them."""
    spots = clock_times(fold(text))
    if not spots:
        return []
    both = (_before(text, spots[0]), _after(text, spots[-1]))
    return [found for found in both if found]


def _before(text: str, spot: Spot) -> tuple[Frame, Timestamp] | None:
    opening = text[: spot.position]
    words = text[words_from(fold(text), spot.until) :].strip()
    if len(opening) > MAX_FRAME_CHARS or not words:
        return None
    timestamp = Timestamp(spot.value, None, words, fraction=spot.fraction)
    return Frame("before", _normalised(opening), ""), timestamp


def _after(text: str, spot: Spot) -> tuple[Frame, Timestamp] | None:
    closing, before = text[spot.until :], text[: spot.position]
    joint = _JOINT.search(before[-MAX_FRAME_CHARS:])
    words = before[: len(before) - len(joint[0])].strip() if joint else ""
    if len(closing) > MAX_FRAME_CHARS or not joint or not words:
        return None
    timestamp = Timestamp(spot.value, None, words, fraction=spot.fraction)
    return Frame("after", _normalised(joint[0]), _normalised(closing)), timestamp


def _normalised(text: str) -> str:
    """A frame's text with every number alike."""
    return " ".join(_NUMBER.sub("#", text.casefold()).split())


def _is_list(found: list[Row]) -> bool:
    starts = [row.timestamp.start for row in found]
    rises = all(a < b for a, b in pairwise(starts))
    return len(found) >= MIN_LINES and rises and starts[0] <= MINUTE
