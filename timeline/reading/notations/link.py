"""The time in the link only: ``[First winter](https://youtu.be/ID?t=754)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.reading.lines import Line
from timeline.reading.notations.base import Entry, Match, Notation
from timeline.reading.stamps import Stamp, from_url

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
    return Match((Entry(Stamp(start, None, words), words, "", line),))


NOTATION = Notation("link", "[Intro](https://youtu.be/ID?t=0)", "after", match)
