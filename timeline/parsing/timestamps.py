"""Times in text: where a line states one, and what is not a time.

A timestamp is a time in a place that means something: it opens the line, closes it, or stands in
a list of rising times. Seconds have exactly two digits, so that ``02:052:1 is the score``
reads as 2:05 and "2:1 is the score". Reading is linear: a pattern repeats one class of
characters without a bound, never a group: loops do that.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from timeline.times import MAX_TIME_MS, from_fields, from_seconds

# Other alphabets' digits and marks, one character for one, so that positions stay.
_ASCII = str.maketrans(
    "０１２３４５６７８９：．，（）［］－٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९",
    "0123456789:.,()[]-" + "0123456789" * 3,
)

_TIME = re.compile(
    r"(?:(\d{1,3}):([0-5]?\d)|(\d{1,4})):([0-5]\d)(?:\.(\d{1,9})(?!\d)|,(\d{3})(?!\d))?(?:[:;]\d{2}(?![\d:]))?"
)
_FRAMES = re.compile(r"(\d{2});(\d{2});(\d{2})[;:](\d{2})(?!\d)")
_AMBIGUOUS = re.compile(r"(?:(\d{1,3}):(?=[0-5]?\d:))?(\d{1,4}):(\d)(?:\.(\d{1,9}))?(?=\s|$)")
_LETTERS = re.compile(
    r"(?=\d)(?:(\d{1,3})\s?h(?:rs?)?)?\s?(?:(\d{1,4})\s?m(?:ins?)?(?![a-z]))?"
    r"\s?(?:(\d{1,6})(?:\.(\d{1,9}))?\s?s(?:ecs?)?)?(?![\w'’:])",
    re.I,
)
_DECIMAL_SECONDS = re.compile(r"(\d{1,6}\.\d{1,3})(?=\s*-->|\])")

# Marks, and the number of a list's item where a time follows it.
_OPENING = r"[\s\[({<«\"'“”‘’*_`~|@#>▶►→【（「『-]*"
_OPEN = re.compile(
    _OPENING + r"(?:\d{1,3}\s?[-–.)]\s+(?=[\[({*_\s]{0,4}\d{1,3}:)" + _OPENING + ")?"
)
_WORD = re.compile(
    r"(?:at|um|ab|à|a las|alle|às|from|time|timestamp|timecode|start|chapter \d{1,3}|part \d{1,3}"
    r"|kapitel \d{1,3})\s{0,3}[-:=@.(\[]?\s{0,3}",
    re.I,
)
_RANGE = re.compile(
    r"\s{0,3}[\])*`]{0,3}\s{0,3}(?:-{1,2}>|[-–—−~〜～→⇒－]|to\b|bis\b|until\b|до\b|至|到|から)"
    r"\s{0,3}[\[(*`]{0,3}\s{0,3}"
)
_CLOSING_QUOTES = ('"', "'", "”", "’", "»")
_CLOSE = re.compile(
    r"[\s\])}>】）」』*_`|:：·•=→〜～~–—−－]+|(?<=\d)-|-+(?!\d)|[.,;](?=\s|$)|,(?=[^\W\d])"
)
_CLOCK_TIME = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|uhr\b|utc\b|gmt\b)", re.I)
_MALFORMED_TIME = re.compile(r"\d{1,4}:\d{1,4}(?::\d{1,4})?(?!\d)")
_AT = re.compile(r"(?<![^\s(\[【])(?:at|um|à|@)$", re.I)
# A digit that nothing of a longer number, a word or an address goes before.
_DIGIT = re.compile(r"(?<![\d:.,;/+$€#=_])(?<![^\W_])\d")
# The last field of what looks like a time.
_LAST_FIELD = re.compile(r"(?<=\d):\d+(?!\d|:\d)")
_URL_TIME = re.compile(
    r"(?:[?&#;]|%26|%3F)(?:t|time_continue|start|timestamp|time|at)(?:=|%3D)"
    r"(?:(\d{1,7}(?:\.\d{1,9})?)s?(?![\dhm])|(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?)"
)
# MediaInfo writes ``00:02:49.624 : en:From the sea``.
_MEDIA_INFO = re.compile(r"^[a-z]{2,3}:(?=\S)")


class Timestamp(NamedTuple):
    """A time (and the end, if stated) in milliseconds, and the text it stood in.

    ``rest`` is the line without it. ``loose`` timestamps have one-digit seconds (``16:6``) and are
    believed only among others that rise; ``fraction`` tells that the source wrote one;
    ``backwards`` that it wrote an end before the start, which is dropped.
    """

    start: int
    end: int | None
    rest: str
    ambiguous: bool = False
    fraction: bool = False
    backwards: bool = False
    bracketed: bool = False


def leading(text: str) -> Timestamp | None:
    """The timestamp that opens a line, glued to the words or not.

    >>> leading("00:413D printers")
    Stamp(start=41000, end=None, rest='3D printers', loose=False, fraction=False, ...)
    """
    if not text or not any(char.isdecimal() for char in text[:60]):
        return None
    folded = _fold(text)
    position = _opened(folded)
    if word := _WORD.match(folded, position):
        position = word.end()
    time_match = _time_at(folded, position)
    if time_match is None:
        return None
    until, end = time_match.until, None
    # A label and its link pasted together give the time twice.
    if folded.startswith(folded[position:until], until):
        until += until - position
    if (mark := _RANGE.match(folded, until)) and (ending := _time_at(folded, mark.end())):
        end, until = ending.value, ending.until
    if _CLOCK_TIME.match(folded, until):
        return None
    closed = _closed(folded, until)
    rest = text[closed:].strip()
    if time_match.fraction and ":" in folded[until:closed]:
        rest = _MEDIA_INFO.sub("", rest, count=1)
    bracketed = position > 0 and folded[position - 1] in "[(【"
    return _timestamp(
        time_match.value, end, rest, time_match.ambiguous, time_match.fraction, bracketed
    )


def trailing(text: str) -> Timestamp | None:
    """The timestamp that closes a line: ``Outlier (10:03)``, ``Welcome - 0:00``."""
    tail = _fold(text[-60:])
    if not (":" in tail or "(" in tail or "[" in tail):
        return None
    found = _times_in(tail)
    if not found or tail[found[-1].until :].strip(" .)]）】*_`|"):
        return None
    last = found[-1]
    start, end, position = last.value, None, last.position
    if len(found) > 1 and _RANGE.fullmatch(tail[found[-2].until : position]):
        start, end, position = found[-2].value, last.value, found[-2].position
    before = _AT.sub("", tail[:position].rstrip()).rstrip()
    bracketed = before.endswith(("[", "(", "【"))
    if _CLOCK_TIME.match(tail, last.until) or (last.letters and not bracketed):
        return None
    before = before.rstrip("([【 ")
    rest = text[: len(text) - len(tail)] + text[-60:][: len(before)]
    rest = rest.rstrip(" -–—:|@~〜→・·*_`")
    if bracketed and tail.endswith(".") and rest and rest[-1] not in ".!?。":
        rest += "."
    return _timestamp(start, end, rest, False, last.fraction, bracketed)


def inline(text: str) -> list[Timestamp]:
    """Every timestamp of a line that lists several, in order; ``rest`` is the text that follows.

    The text before the first is no part of them.
    """
    folded = _fold(text)
    if folded.count(":") < 2 or len(_LAST_FIELD.findall(folded)) < 2:
        return []
    found = [
        time_match
        for time_match in _times_in(folded)
        if not time_match.letters and not _CLOCK_TIME.match(folded, time_match.until)
    ]
    timestamps = []
    for time_match, following in zip_longest(found, found[1:]):
        words = text[_closed(folded, time_match.until) : following and following.position]
        timestamps.append(
            _timestamp(
                time_match.value,
                None,
                words.strip(" ,;|/-–—([•·"),
                False,
                time_match.fraction,
                False,
            )
        )
    return timestamps


def from_url(url: str) -> int | None:
    """The moment that a link points to (``?t=83``, ``&t=1m23s``, ``#t=83``), in milliseconds."""
    match = _URL_TIME.search(url)
    if not match:
        return None
    if match[1]:
        return from_seconds(match[1])
    if match[2] or match[3] or match[4]:
        return from_fields(match[2], match[3], match[4], None)
    return None


def malformed_time(text: str) -> str | None:
    """What opens a line and looks like a time, but is none: ``4:75``."""
    folded = _fold(text[:80])
    match = _MALFORMED_TIME.match(folded, _opened(folded))
    if not match or _CLOCK_TIME.match(folded, match.end()):
        return None
    return match[0]


def only_time(text: str) -> Timestamp | None:
    """The timestamp of a text that is nothing but a time or a range."""
    timestamp = leading(text)
    return timestamp if timestamp and not timestamp.rest else None


def _fold(text: str) -> str:
    return text if text.isascii() else text.translate(_ASCII)


def _opened(text: str) -> int:
    """Where a time that opens a line would begin: after the marks before it."""
    opened = _OPEN.match(text)
    return opened.end() if opened else 0


def _closed(text: str, position: int) -> int:
    """Where the words after a time begin: ``position``, or after the marks that stand there."""
    if text.startswith(_CLOSING_QUOTES, position):
        position += 1
    while match := _CLOSE.match(text, position):
        position = match.end()
    return position


def _timestamp(
    start: int, end: int | None, rest: str, ambiguous: bool, fraction: bool, bracketed: bool
) -> Timestamp:
    backwards = end is not None and end <= start
    return Timestamp(
        start, None if backwards else end, rest, ambiguous, fraction, backwards, bracketed
    )


class _TimeMatch(NamedTuple):
    """A time found: its milliseconds, from where to where, and how it was written."""

    value: int
    position: int
    until: int
    ambiguous: bool = False
    fraction: bool = False
    letters: bool = False


def _time_at(text: str, position: int) -> _TimeMatch | None:
    """The time that begins at a position."""
    time_match = None
    if match := _TIME.match(text, position):
        hours, minutes, many_minutes, seconds, point, comma = match.groups()
        value = from_fields(hours, minutes or many_minutes, seconds, point or comma)
        time_match = _TimeMatch(value, position, match.end(), fraction=bool(point or comma))
    elif match := _FRAMES.match(text, position):
        time_match = _TimeMatch(
            from_fields(match[1], match[2], match[3], None), position, match.end()
        )
    elif match := _AMBIGUOUS.match(text, position):
        value = from_fields(*match.groups())
        time_match = _TimeMatch(
            value, position, match.end(), ambiguous=True, fraction=bool(match[4])
        )
    elif match := _DECIMAL_SECONDS.match(text, position):
        time_match = _TimeMatch(from_seconds(match[1]), position, match.end(), fraction=True)
    elif (match := _LETTERS.match(text, position)) and any(match.groups()):
        value = from_fields(*match.groups())
        until = position + len(match[0].rstrip())
        time_match = _TimeMatch(value, position, until, ambiguous=True, letters=True)
    return time_match if time_match and time_match.value <= MAX_TIME_MS else None


def _times_in(text: str) -> list[_TimeMatch]:
    """Every time of a text that stands apart from other numbers and words."""
    found: list[_TimeMatch] = []
    until = 0
    for match in _DIGIT.finditer(text):
        position = match.start()
        if position >= until and (time_match := _time_at(text, position)):
            if not time_match.ambiguous or time_match.letters:
                found.append(time_match)
            until = time_match.until
    return found
