"""A whole list on one line: ``Show notes: 0:00 Intro 10:52 Bees 34:44 Honey``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation
from timeline.parsing.timestamps import fold, inline, leading, only_time

_TIME = re.compile(r"\d{1,4}:\d\d")
_SEPARATED = re.compile(r"(?:[,;|/•·]\s*|\S\s{2,9})[\[(]?\d{1,3}:\d")


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A line of several rising times, each with words."""
    line = lines[index]
    if line.text.startswith("|"):
        return None
    timestamps = inline(line.text)
    if len(timestamps) < 2 or not all(a.start < b.start for a, b in pairwise(timestamps)):
        return None
    # Every timestamp needs words of its own: "0:00 - 1:30 Intro" is a range, not a list.
    if not all(timestamp.rest for timestamp in timestamps):
        return None
    if len(timestamps) == 2 and not (leading(line.text) and _SEPARATED.search(line.text)):
        return None
    label = _label(line.text, timestamps[0].rest)
    # In a sentence the words are before their times: "See Mark 4:12, Luke 8:10 and ...".
    if label and not label.endswith(_LABEL_ENDS):
        return None
    entries = tuple(ListItem(timestamp, timestamp.rest, "", line) for timestamp in timestamps)
    return Match(entries, label=label)


_LABEL_ENDS = (":", "：", "-", "–", "—", "|", "(", "[", "*", ">", "▶", "→", "•", "·", ".", "!")


def _label(text: str, first_words: str) -> str:
    """The words before the first time; empty where the line opens with it."""
    opening = leading(text)
    if opening and opening.rest.startswith(first_words):
        return ""
    clock = _TIME.search(fold(text))
    return text[: clock.start()].strip() if clock else ""


def match_after(lines: Sequence[Line], index: int) -> Match | None:
    """A line of words, each with its time in brackets behind: ``Intro (0:00), Bees (10:52)``."""
    line = lines[index]
    if line.text.startswith("|") or line.text.count(":") < _FEWEST:
        return None
    found = list(_BRACKETED.finditer(fold(line.text)))
    if len(found) < _FEWEST or line.text[found[-1].end() :].strip(" .;,"):
        return None
    entries = []
    end = 0
    for bracket in found:
        words = line.text[end : bracket.start()].strip(" ,;|/·•–—-")
        timestamp = only_time(bracket[0])
        if timestamp is None or not words:
            return None
        entries.append(ListItem(timestamp._replace(rest=words, bracketed=True), words, "", line))
        end = bracket.end()
    starts = [entry.timestamp.start for entry in entries]
    return Match(tuple(entries)) if all(a < b for a, b in pairwise(starts)) else None


#: Two times behind words may be two references of a sentence.
_FEWEST = 3
_BRACKETED = re.compile(
    r"[(\[]\s?\d{1,3}:\d\d(?::\d\d)?(?:\s?[-–]\s?\d{1,3}:\d\d(?::\d\d)?)?\s?[)\]]"
)

AFTER = Notation("inline after", "Intro (0:00), Bees (10:52), Honey (34:44)", "after", match_after)
NOTATION = Notation("inline", "0:00 Intro 10:52 Bees 34:44 Honey", "before", match)
