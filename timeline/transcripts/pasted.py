"""Lines with times: what pages and apps let one copy, or export as text.

    0:02              YouTube's panel: a time, then its line; titles of chapters between
    [0:02] Ines: ...  Descript, and most others
    Ines Marr  0:02   Otter, Zoom, Teams: name and time, then the words
    00:05:00          Google Meet: a time every five minutes, then lines with names

A time opens a caption, in the place that most have it; the words after it and below it are the
caption's. What is above the first time is no speech.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from timeline.parsing.timeforms import spoken_until
from timeline.times import MINUTE, SECOND, from_fields
from timeline.transcripts.captions import SPEAKER, Caption, caption

_TIME = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9})|[:;]\d{2})?"
_RANGE = rf"[\[(<]?{_TIME}(?:\s?(?:-->|->|–|—|-|to|bis)\s?{_TIME})?[\])>]?"
_APART = r"(?:(?<=[\])>])|(?!\w|:\d))"
_LEADING = re.compile(rf"(?:[-*•]\s+)?{_RANGE}{_APART}\s*(?:[-–—|:]\s+)?(.*)")
_NAMED = re.compile(
    rf"([^\W\d_][^\[\](){{}}<>:|\t]{{0,59}}?)\s{{0,9}}[|,\t–—:-]?\s{{0,9}}{_RANGE}(?!\w|:\d)(.*)"
)
# The panel's time, and right behind it what screen readers say of it: 1:231 minute, 23 seconds.
_GLUED = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d\d)(?=\d)")
_ALOUD = re.compile(
    r"(?:\d{1,2} hours?,? ?)?(?:\d{1,3} minutes?(?:,? ?\d{1,2} (?:(?<=\b1 )second|seconds?))?"
    r"|\d{1,2} (?:(?<=\b1 )second|seconds?))"
)
_WORDS_NEXT = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d\d)(?=[^\W\d_])(?![ap]\.?m\b)", re.I)
#: Lyrics have a time before each word.
_WORD_TIME = re.compile(r"<\d{1,3}:\d\d(?:\.\d{1,3})?>\s?")
_MAX_NAME_WORDS = 5
#: What a text must have to be one.
_MIN_TIMES = 2
#: A line more than its caption has is the title of a chapter, where so few have one.
_MAX_TITLED_SHARE = 0.34
#: A caption that lasts longer is divided among its lines by their length.
_MAX_LENGTH = MINUTE
#: Characters a second, to say how long the last caption lasts.
_RATE = 14


@dataclass(slots=True)
class _Block:
    """A time with the lines that belong to it; ``name`` is what the line of its time names."""

    start: int
    end: int | None = None
    name: str = ""
    lines: list[str] = field(default_factory=list)


def matches(text: str) -> bool:
    """Whether two lines or more open with a time, or with a name and a time."""
    found = 0
    for line in text.split("\n"):
        line = line.replace("**", "")
        found += bool(_leading(line) or _named(line))
        if found >= _MIN_TIMES:
            return True
    return False


def read(text: str) -> tuple[list[Caption], str]:
    """The captions of a text; its language is not known."""
    lines = [_WORD_TIME.sub("", line.replace("**", "")).strip() for line in text.split("\n")]
    lines = [line for line in lines if not line.startswith(("```", "~~~"))]
    after_names = sum(bool(_named(line)) for line in lines) > sum(map(bool, map(_leading, lines)))
    blocks = list(_blocks(lines, after_names=after_names))
    _take_names(blocks, next(filter(None, lines), ""))
    _drop_titles(blocks)
    return [each for block, end in _with_ends(blocks) for each in _captions(block, end)], ""


def _leading(line: str) -> tuple[int, int | None, str, str] | None:
    line = line.strip()
    if match := _GLUED.match(line):
        start = _milliseconds((*match.groups(), None)) or 0
        until = spoken_until(line, match.end(), start)
        if until == match.end() and (aloud := _ALOUD.match(line, until)):
            until = aloud.end()
        if until > match.end():
            return start, None, "", line[until:].strip()
    if match := _WORDS_NEXT.match(line):
        return _milliseconds((*match.groups(), None)) or 0, None, "", line[match.end() :]
    return _opened(_LEADING.match(line[:2000]), "", line)


def _named(line: str) -> tuple[int, int | None, str, str] | None:
    """A name, a time, and the words after, which a colon or a bracket parts from them."""
    match = _NAMED.match(line.strip()[:2000])
    if not match or len(match[1].split()) > _MAX_NAME_WORDS:
        return None
    rest = match[10].strip()
    if rest and rest[0] not in ":|-–—" and line.strip()[match.start(10) - 1] not in "])":
        return None
    opened = _opened(match, match[1].strip(), line, 1)
    return opened and (*opened[:3], opened[3].lstrip(":|-–— "))


def _opened(
    match: re.Match[str] | None, name: str, line: str, before: int = 0
) -> tuple[int, int | None, str, str] | None:
    if match is None:
        return None
    fields = match.groups()[before:]
    start, end = _milliseconds(fields[:4]), _milliseconds(fields[4:8])
    if start is None:
        return None
    rest = line.strip()[match.start(before + 9) :].strip()
    return start, end, name, rest


def _milliseconds(fields: Sequence[str | None]) -> int | None:
    hours, minutes, seconds, fraction = fields
    if minutes is None or seconds is None or int(seconds) > 59 or (hours and int(minutes) > 59):
        return None
    return from_fields(hours, minutes, seconds, fraction)


def _blocks(lines: Sequence[str], *, after_names: bool) -> Iterator[_Block]:
    block: _Block | None = None
    for line in lines:
        if opened := _named(line) if after_names else _leading(line):
            if block:
                yield block
            start, end, name, rest = opened
            block = _Block(start, end, name, [rest] if rest else [])
        elif line and block and not _is_spoken_time(line, block):
            block.lines.append(line)
    if block:
        yield block


def _is_spoken_time(line: str, block: _Block) -> bool:
    """Whether a line only says the block's time once more: "1 minute, 23 seconds"."""
    return not block.lines and spoken_until(line, 0, block.start) == len(line)


def _take_names(blocks: Sequence[_Block], first: str) -> None:
    """Where a name is above each time, it is the last line of the block before."""
    above = [first, *(block.lines[-1] if block.lines[1:] else "" for block in blocks[:-1])]
    if len(set(above)) < len(above) and all(map(_is_name, above)):
        for block, name in zip(blocks, above, strict=True):
            block.name = name
        for block in blocks[:-1]:
            del block.lines[-1]


def _is_name(line: str) -> bool:
    is_short = 0 < len(line.split()) <= _MAX_NAME_WORDS
    return is_short and line[-1].isalnum() and not _leading(line)


def _drop_titles(blocks: Sequence[_Block]) -> None:
    """Where a caption has one line, a second is the title of the chapter that comes next."""
    counts = Counter(len(block.lines) for block in blocks)
    if set(counts) <= {0, 1, 2} and 0 < counts[2] <= _MAX_TITLED_SHARE * len(blocks):
        for block in blocks:
            del block.lines[1:]


def _with_ends(blocks: Sequence[_Block]) -> Iterator[tuple[_Block, int]]:
    for block, following in pairwise(blocks):
        yield block, block.end or max(block.start, following.start)
    for block in blocks[-1:]:
        length = sum(map(len, block.lines)) * SECOND // _RATE
        yield block, block.end or block.start + length


def _captions(block: _Block, end: int) -> Iterator[Caption]:
    """The block as one caption, or its lines with a share of its time each."""
    length = end - block.start
    named = sum(bool(SPEAKER.match(line)) for line in block.lines)
    if len(block.lines) < 2 or (length <= _MAX_LENGTH and named * 2 <= len(block.lines)):
        yield caption(block.start, end, "\n".join(block.lines), block.name)
        return
    total, said = sum(map(len, block.lines)), 0
    for line in block.lines:
        start = block.start + length * said // total
        said += len(line)
        yield caption(start, block.start + length * said // total, line, block.name)
