"""The time in the link only: ``[First winter](https://youtu.be/ID?t=754)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.parsing.lines import Line
from timeline.parsing.notations.base import ListItem, Match, Notation
from timeline.parsing.timestamps import Timestamp, from_url

_BARE = re.compile(r"<?(https?://[^\s<>]{1,2000})>?")


def match(lines: Sequence[Line], index: int) -> Match | None:
    """A line whose link says when."""
    line = lines[index]
    addresses = line.links
    words = line.text
    if not addresses and "://" in words and (bare := _BARE.search(words)):
        addresses = (bare[1],)
        words = (words[: bare.start()] + words[bare.end() :]).strip(" -–—:|()")
    start = next((time for url in addresses if (time := from_url(url)) is not None), None)
    if start is None or not words:
        return None
    return Match((ListItem(Timestamp(start, None, words), words, "", line),))


NOTATION = Notation("link", "[Intro](https://youtu.be/ID?t=0)", "after", match)
