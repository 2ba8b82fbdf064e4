"""What all titles of a list repeat beside their times, which is none of their words.

``0:00 // Intro``, ``2:10 // Mash``: no table could name every mark that people put there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.parsing.inline_markup import PROTECTED
from timeline.parsing.notations.base import TimePosition

#: Fewer titles may begin alike by chance.
MIN_TITLES = 3
# Marks that open no words of their own, and the unit of the time before them.
_HEAD = re.compile(
    r"(?:(?:min(?:ute)?s?|m|s|secs?|uhr)\b\.?|(?-i:[a-zà-ÿа-я]{1,10})\s?[:=](?![/\w]))?\s{0,3}"
    rf"[^\w\s\"'“”‘’«„‚(¿¡#$€£¥@\[{PROTECTED}]{{0,4}}(?:\s{{1,3}}|(?=\w))",
    re.I,
)
_TAIL = re.compile(
    rf"\s{{0,3}}[^\w\s\"'“”‘’»)\]!?.…%{PROTECTED}]{{1,4}}$|\s(?:starts|begins)$",
    re.I,
)


def opens(title: str) -> bool:
    """Whether a title opens with what is dropped where all titles of a list do."""
    return bool((match := _HEAD.match(title)) and match[0].strip())


def without(titles: Sequence[str], place: TimePosition) -> list[str]:
    """The titles without the marks that all of them have on the side of their times."""
    search = _HEAD.match if place == "before" else _TAIL.search
    found = {match[0] if (match := search(title)) else "" for title in titles}
    if len(titles) < MIN_TITLES or len(found) != 1 or not (mark := found.pop()).strip():
        return list(titles)
    if place == "before":
        rest = [title[len(mark) :].strip() for title in titles]
    else:
        rest = [title[: -len(mark)].strip() for title in titles]
    return rest if all(rest) else list(titles)
