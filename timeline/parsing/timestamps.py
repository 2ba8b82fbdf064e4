"""Times in text: where a line states one, and what is not a time.

A timestamp is a time in a place that means something: it opens the line, closes it, or is in
a list of rising times. Seconds have exactly two digits, so that ``02:052:1 is the score``
reads as 2:05 and "2:1 is the score". Reading is linear: a pattern repeats one class of
characters without a bound, never a group: loops do that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from timeline.parsing.timeforms import Spot, clock_times, spoken_until, time_at, times_in
from timeline.text import ARROWS, BULLETS
from timeline.times import from_fields, from_seconds

# Other alphabets' digits and marks, one character for one, so that positions stay.
_ASCII = str.maketrans(
    "０１２３４５６７８９：．，（）［］－٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९",
    "0123456789:.,()[]-" + "0123456789" * 3,
)

# Marks, and the number of a list's item where a time follows it.
_OPENING = rf"[\s\[({{<\"'“”‘’*_`~|@#>▶»›【（「『{BULLETS}{ARROWS}-]*"
_OPEN = re.compile(
    _OPENING + r"(?:\d{1,3}\s?[-–.)]\s+(?=[\[({*_\s]{0,4}\d{1,3}:)" + _OPENING + ")?"
)
_WORD = re.compile(
    r"(?:at|um|ab|à|a las|alle|às|from|between|zwischen|entre|timestamp|timecode|time|start|ts?"
    r"|around|about|by|circa|ca\.?|approx\.?|roughly|gegen|etwa|vers|hacia|около|примерно)"
    r"\s{0,3}[-+:=@.(\[]?\s{0,3}",
    re.I,
)
# A list's item by name or number: ``Chapter 2:``, ``Part IV -``, ``[3]``, ``2/8``.
_NAMES = (
    r"ch(?:ap(?:ter)?)?|chapitre|cap(?:[íi]tulo|itolo)?|kap(?:itel)?|hoofdstuk|глава|rozdział"
    r"|part[eie]?|partie|teil|deel|часть|część|section|sección|seção|sezione|abschnitt|segment[oe]?"
    r"|topic|thema|th[eè]me|tema|scene|module?|lesson|lektion|leçon|step|item|track|n[or]|№"
)
_NUMBER = r"\d{1,3}|[ivxlc]{1,6}|[a-z]\b|one|two|three|four|five|six|seven|eight|nine|ten"
_ORDINAL = re.compile(
    rf"(?:(?:{_NAMES})\.?\s?(?:{_NUMBER})[-–—:.)|\]]{{0,2}}"
    r"|\d{1,3}\s?/(?:\s?\d{1,3})?[]:.)]?|\d{1,3}\s?[|\]:]|[ivx]{1,5}[.):]|[①-⑳❶-❿➀-➓])"
    rf"(?:\s{{1,3}}|(?<=[])①-⑳❶-❿➀-➓]))[-–—|{ARROWS}]?\s{{0,3}}(?=[\[({{@*_`]{{0,4}}\d{{1,3}}:)[\[({{@*_`]{{0,4}}",
    re.I,
)
_RANGE = re.compile(
    rf"\s{{0,3}}[\])*`]{{0,3}}\s{{0,3}}(?:[-=]{{1,2}}>|[-–—−~〜～－{ARROWS}]|to\b|bis\b|until\b|до\b|至|到|から)"
    r"\s{0,3}[\[(*`]{0,3}\s{0,3}"
)
# "Between 2:10 and 7:05", behind a word only.
_BETWEEN = re.compile(r"\s(?:and|und|et|y|e)\s(?=\d)", re.I)
# The last chapter's end, where nobody knows it: ``[26:31 - Final]``, ``[26:31 onwards]``.
# Compiled when one is seen, as the next.
_END_WORDS = (
    r"(?:(?:the|das|la|le|el)\s)?(?:end(?:\sof\s(?:the\s)?(?:video|episode|show|talk))?|ende|schluss"
    r"|final|finale|fin|fim|fine|slut|koniec|конец|конца|кінець|кінця|结束|結束|終わり|最後|끝"
    r"|\?{1,3}|…|\.{3})"
)
_OPEN_END = (
    r"(?i)\s{0,3}(?:(?:-{1,2}>?|[-–—−~〜～→⇒]|to\b|bis(?:\szum)?\b|until\b|до\b|à|hasta\b|até\b|al?\b"
    rf"|至|到|から)\s{{0,3}}(?:{_END_WORDS})?|\+|onwards?|ff\.?)(?=\s{{0,3}}[\])】])"
)
_NEAR = 40
# The same without brackets, where all others of a list state their ends; "End credits" is a title.
_LAST_END = (
    rf"(?:(?i:(?:(?:bis(?:\szum)?|to|until|до|hasta|até)\s)?{_END_WORDS}|\+|onwards?)"
    r"(?=\s{0,3}[\])|:：*–—-])"
    r"|(?:end(?:\sof\s(?:the\s)?video)?|ende|fin|final|fim|fine|конец|\+|onwards)"
    r"(?=\s[^\W\d_a-zа-я]))"
)
_DIGIT = re.compile(r"\d")
_CLOSING_QUOTES = ('"', "'", "”", "’", "»")
_CLOSE = re.compile(
    rf"[\s\])}}>】）」』*_`|:：=〜～~–—−－▶▷▸▹►▻·•‣⁃∙⋅・･│┃{ARROWS}]+"
    r"|(?<=\d)-|-+(?!\d)|[.,;](?=\s|$)|,(?=[^\W\d])|[»›](?=\s)"
)
_CLOCK_TIME = re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|uhr\b|utc\b|gmt\b)", re.I)
_MALFORMED_TIME = re.compile(r"\d{1,4}:\d{1,4}(?::\d{1,4})?(?!\d)")
_AT = re.compile(r"(?<![^\s(\[【])(?:at|um|à|@)$", re.I)
# Minutes and seconds in units, apart from the words: ``Casting on — 12m04s``.
_APART = re.compile(r"\s[-–—|]\s{1,3}(?=(?:\d{1,4}\s?[^\W\d_]{1,8}\.?\s?){2,3}\W{0,3}$)")
# The last field of what looks like a time.
_LAST_FIELD = re.compile(r"(?<=\d):\d+(?!\d|:\d)")
_URL_TIME = re.compile(
    r"(?:[?&#;]|%26|%3F)(?:t|time_continue|start|timestamp|time|at)(?:=|%3D)"
    r"(?:(\d{1,7}(?:\.\d{1,9})?)s?(?![\dhm])|(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?)"
)
_ADDRESS = re.compile(r"<?https?://[^\s<>]{1,2000}>?")
# MediaInfo writes ``00:02:49.624 : en:From the sea``.
_MEDIA_INFO = re.compile(r"^[a-z]{2,3}:(?=\S)")


class Timestamp(NamedTuple):
    """A time (and the end, if stated) in milliseconds, and the text it was in.

    ``rest`` is the line without it. ``loose`` timestamps have one-digit seconds (``16:6``) and are
    believed only among others that rise; ``fraction`` says that the source wrote one;
    ``backwards`` that it wrote an end before the start, which is dropped; ``letters`` that units
    are in it (``83s``).
    """

    start: int
    end: int | None
    rest: str
    ambiguous: bool = False
    fraction: bool = False
    backwards: bool = False
    bracketed: bool = False
    letters: bool = False


#: Several who look at a line ask the same of it, one after the other.
_LINES_IN_MIND = 256


@lru_cache(maxsize=_LINES_IN_MIND)
def leading(text: str) -> Timestamp | None:
    """The timestamp that opens a line, glued to the words or not.

    >>> leading("00:413D printers")
    Stamp(start=41000, end=None, rest='3D printers', loose=False, fraction=False, ...)
    """
    if not _DIGIT.search(text, 0, 60):
        return None
    folded = fold(text)
    opened = _opened(folded)
    ordinal = _ORDINAL.match(folded, opened)
    word = ordinal or _WORD.match(folded, opened)
    position = word.end() if word else opened
    time_match = time_at(folded, position)
    if time_match is None:
        return None
    until, end = time_match.until, None
    # A label and its link pasted together give the time twice.
    if folded.startswith(folded[position:until], until):
        until += until - position
    mark = _RANGE.match(folded, until) or (word and _BETWEEN.match(folded, until))
    ending = time_at(folded, mark.end()) if mark else None
    # "7:05 - 20 minutes later" and "7:05 - 16:9 video" are no ranges: both times of one would
    # be written alike.
    if (
        ending
        and (time_match.letters or not ending.letters)
        and (time_match.ambiguous or not ending.ambiguous)
    ):
        end, until = ending.value, ending.until
    elif openly := _open_end(folded, until):
        until += openly
    if _CLOCK_TIME.match(folded, until):
        return None
    closed = words_from(folded, spoken_until(folded, until, time_match.value))
    rest = text[closed:].strip()
    # "Part one [0:00]" is a title before its time.
    if ordinal and not rest:
        return None
    if time_match.fraction and ":" in folded[until:closed]:
        rest = _MEDIA_INFO.sub("", rest, count=1)
    bracketed = position > 0 and folded[position - 1] in "[(【"
    return _timestamp(time_match, end, rest, bracketed)


def _open_end(text: str, position: int) -> int:
    """The length of an end that nobody knows, where a bracket closes behind it."""
    near = text[position : position + _NEAR]
    found = re.match(_OPEN_END, near) if any(mark in near for mark in ")]】") else None
    return found.end() if found else 0


def without_open_end(words: str) -> str:
    """The words after a range without an end that nobody knows: ``end | Firing``, ``+ Firing``."""
    written = re.match(_LAST_END, words)
    rest = words[words_from(words, written.end()) :].strip() if written else ""
    return rest or words


# The dots that lead the eye to a time, as in a printed table of contents.
# Only from where a run of them begins: a search from each would be quadratic.
_LEADERS = re.compile(
    r"\s{0,3}(?:(?<!\.)\.{4,}|(?<!\.)(?:\s\.){4,}|(?<!…)…{2,}|(?<!_)_{4,}|(?<!·)·{4,})\s{0,3}$"
)


# ``Water - 4:00-end``: an end that nobody knows, at the end of a line.
_ENDS_IN_WORDS = re.compile(r"\d\D{2,24}$")
_OPEN_TAIL = (
    rf"(?i)(?<=\d)\s{{0,3}}(?:[-–—−~〜～→⇒]|to\b|bis\b|until\b|до\b|hasta\b|até\b|à|al?\b)"
    rf"\s{{0,3}}{_END_WORDS}(?=[\])\s]{{0,3}}$)"
)
_DOTTED = re.compile(r"[.…_·]{4,60}(?=\d)")


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def trailing(text: str) -> Timestamp | None:
    """The timestamp that closes a line: ``Outlier (10:03)``, ``Welcome - 0:00``."""
    tail = fold(text[-60:])
    if not (":" in tail or "(" in tail or "[" in tail or _APART.search(tail)):
        return None
    tail = _DOTTED.sub(_blanks, tail)
    if _ENDS_IN_WORDS.search(tail):
        tail = re.sub(_OPEN_TAIL, _blanks, tail)
    spots = list(times_in(tail))
    if not spots or tail[spots[-1].until :].strip(" .)]）】*_`|"):
        return None
    last = spots[-1]
    first, end = last, None
    if len(spots) > 1 and _RANGE.fullmatch(tail[spots[-2].until : last.position]):
        first, end = spots[-2], last.value
    position = first.position
    before = _AT.sub("", tail[:position].rstrip()).rstrip()
    bracketed = before.endswith(("[", "(", "【"))
    if last.letters and not bracketed and not _APART.search(tail, max(len(before) - 2, 0)):
        return None
    # "(Matthew 8:10)" is a reference: in brackets a time is alone.
    if not bracketed and any(mark in tail[last.until :] for mark in ")]）】"):
        return None
    before = before.rstrip("([【 ")
    rest = text[: len(text) - len(tail)] + text[-60:][: len(before)]
    rest = _LEADERS.sub("", rest).rstrip(" -–—:|@~〜→・·*_`")
    if bracketed and tail.endswith(".") and rest and rest[-1] not in ".!?。":
        rest += "."
    time_match = last._replace(value=first.value, ambiguous=False)
    return _timestamp(time_match, end, rest, bracketed)


def inline(text: str) -> list[Timestamp]:
    """Every timestamp of a line that lists several, in order; ``rest`` is the text that follows.

    The text before the first is no part of them.
    """
    folded = fold(text)
    if folded.count(":") < 2 or len(_LAST_FIELD.findall(folded)) < 2:
        return []
    found = [
        time_match
        for time_match in clock_times(folded)
        if not _CLOCK_TIME.match(folded, time_match.until)
    ]
    timestamps = []
    for time_match, following in zip_longest(found, found[1:]):
        words = text[words_from(folded, time_match.until) : following and following.position]
        timestamps.append(_timestamp(time_match, None, words.strip(" ,;|/-–—([•·"), False))
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
    folded = fold(text[:80])
    if ":" not in folded:
        return None
    match = _MALFORMED_TIME.match(folded, _opened(folded))
    if not match or _CLOCK_TIME.match(folded, match.end()):
        return None
    return match[0]


#: What is farther from both ends of a line is within its words.
_EDGE_CHARS = 24


def time_at_edge(text: str) -> Timestamp | None:
    """The time near the beginning or the end of a line, however it is set there; no time of day."""
    spots = [spot for spot in clock_times(fold(text)) if not _CLOCK_TIME.match(text, spot.until)]
    for spot in (spots[0], spots[-1]) if spots else ():
        if spot.position <= _EDGE_CHARS or len(text) - spot.until <= _EDGE_CHARS // 2:
            return _timestamp(spot, None, text, False)
    return None


def only_time(text: str) -> Timestamp | None:
    """The timestamp of a text that is nothing but a time or a range, or a link to one."""
    if text.startswith(("http", "<http")) and _ADDRESS.fullmatch(text):
        start = from_url(text)
        return None if start is None else Timestamp(start, None, "")
    timestamp = leading(text)
    return timestamp if timestamp and not timestamp.rest else None


def fold(text: str) -> str:
    """The text with ASCII digits and marks, one for one, so that positions stay."""
    return text if text.isascii() else _folded(text)


@lru_cache(maxsize=_LINES_IN_MIND)
def _folded(text: str) -> str:
    return text.translate(_ASCII)


def _opened(text: str) -> int:
    """Where a time that opens a line would begin: after the marks before it."""
    opened = _OPEN.match(text)
    return opened.end() if opened else 0


def words_from(text: str, position: int) -> int:
    """Where the words after a time begin: ``position``, or after the marks that are there."""
    if text.startswith(_CLOSING_QUOTES, position):
        position += 1
    while match := _CLOSE.match(text, position):
        position = match.end()
    return position


def _timestamp(time_match: Spot, end: int | None, rest: str, bracketed: bool) -> Timestamp:
    start, backwards = time_match.value, end is not None and end <= time_match.value
    return Timestamp(
        start,
        None if backwards else end,
        rest,
        time_match.ambiguous,
        time_match.fraction,
        backwards,
        bracketed,
        time_match.letters,
    )
