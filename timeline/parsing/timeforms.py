"""How people write a time: each form a pattern, in the order in which they are tried.

To add one, write a function that reads it at a position of a text, and register it in FORMS.
Every pattern is bounded, so that reading stays linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from timeline.times import MAX_TIME_MS, SECOND, from_fields, from_seconds


class Spot(NamedTuple):
    """A time in a text: its milliseconds, and from where to where it is.

    ``loose`` forms have other meanings as well (``5'11"`` is a height) and are believed only
    among others that rise; ``letters`` distinguishes units from colons, ``fraction`` that the
    source wrote one.
    """

    value: int
    position: int
    until: int
    ambiguous: bool = False
    fraction: bool = False
    letters: bool = False


# Seconds have exactly two digits, so that ``02:052:1 is the score`` is 2:05 and "2:1 is ...".
# Three digits after one more colon are milliseconds, two are frames and left out.
_CLOCK = re.compile(
    r"(?:(\d{1,3}):([0-5]?\d)|(\d{1,4})):([0-5]\d)"
    r"(?:\.(\d{1,9})(?!\d)|,(\d{3})(?!\d)|(?<=:\d\d:\d\d):(\d{3})(?![\d:]))?(?:[:;]\d{2}(?![\d:]))?"
)
# 00:65:10, from people who count minutes and keep a field for hours.
_MINUTES_OVER = re.compile(r"0{1,2}:([6-9]\d|[1-9]\d\d):([0-5]\d)(?:\.(\d{1,9}))?(?![\d:])")
_ISO = re.compile(
    r"PT(?=\d)(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.(\d{1,9}))?S)?(?![^\W_])", re.I
)
_FRAMES = re.compile(r"(\d{2});(\d{2});(\d{2})[;:](\d{2})(?!\d)")
_ONE_DIGIT = re.compile(r"(?:(\d{1,3}):(?=[0-5]?\d:))?(\d{1,4}):(\d)(?:\.(\d{1,9}))?(?=\s|$)")
_DECIMAL = re.compile(r"(\d{1,6}\.\d{1,3})(?=\s{0,9}-->|\])")
_DOTS = re.compile(r"(\d{1,2})\.([0-5]\d)\.([0-5]\d)(?![\d.])")
_MARKS = re.compile(r"(?:(\d{1,2})\s?[h°]\s?)?(\d{1,3})['’′]\s?([0-5]?\d)(?:[\"”″]|''|’’|′′)(?!\w)")
_HOURS_MINUTES = re.compile(r"(\d{1,2})\s?[hH]\s?([0-5]\d)(?:\s?[m:'’]\s?([0-5]\d)s?)?(?![\w'’:])")

# The minute by its number: ``Minute 12: Knots``.
_NAMED = re.compile(r"(?:minut[eao]?|min\.?|минута)\s(\d{1,4})(?=\s?[:.)–—-]\s|\s[–—-])", re.I)

# Units as people write them beside a number. The spoken time that a page puts beside a time
# for screen readers is in the language of the page.
UNITS: dict[str, str] = {
    "h": "hours?|hrs?|h|stunden?|std|heures?|horas?|ore|ora|uren|uur|godzin[ay]?|godz|timm(?:e|ar)"
    "|timer?|tuntia?|saat|hodin[ay]?|óra|or[aăe]|sati?|ώρ(?:α|ες)"
    "|час(?:а|ов)?|ч|годин[аи]?|год|小时|小時|時間|시간|ชั่วโมง|giờ|jam|घंटे?|ساعات|ساعة|שעות|שעה",
    "m": "minutes?|mins?|m|minuten?|minutos?|minut[oi]|minut[ya]?|minutter?|minuuttia?|dakika|dk"
    "|minute?r?|minuti|perc|λεπτ(?:ό|ά)"
    "|минут[аы]?|мин|м|хвилин[аи]?|хв|分钟|分鐘|分|분|นาที|phút|menit|मिनट|دقائق|دقيقة|דקות|דקה",
    "s": "seconds?|secs?|s|sekunden?|sek|secondes?|segundos?|second[oi]|seconden|sekund[ay]?|seg"
    "|sekunder?|sekuntia?|saniye|sn|sekund[iy]|másodperc|secund[aăe]|segons?|δευτερόλεπτ(?:ο|α)"
    "|секунд[аы]?|сек|с|秒钟|秒|초|วินาที|giây|detik|सेकंड|ثوان|ثانية|שניות|שנייה",
}
_JOIN = r"(?:\s?(?:,|،|、)?\s?(?:(?:and|und|et|y|e|en|i|и|og|och|ve)\s)?)"
# What may be a time with units; the pattern of all units is made when one is seen.
_MAY_BE_LETTERS = re.compile(r"\d{1,6}(?:\.\d{1,9})?\s?[^\W\d_]")


@cache
def _units() -> re.Pattern[str]:
    ends = r"\.?(?![^\W\d_])"
    return re.compile(
        rf"(?=\d)(?:(\d{{1,3}})\s?(?:{UNITS['h']}){ends}{_JOIN})?"
        rf"(?:(\d{{1,4}})\s?(?:{UNITS['m']}){ends}{_JOIN})?"
        rf"(?:(\d{{1,6}})(?:\.(\d{{1,9}}))?\s?(?:{UNITS['s']}){ends})?",
        re.I,
    )


@cache
def _any_unit() -> re.Pattern[str]:
    return re.compile("|".join(UNITS[name] for name in "hms"), re.I)


def _clock(match: re.Match[str], position: int) -> Spot:
    hours, minutes, many_minutes, seconds, point, comma, colon = match.groups()
    fraction = point or comma or colon
    value = from_fields(hours, minutes or many_minutes, seconds, fraction)
    return Spot(value, position, match.end(), fraction=bool(fraction))


def _minutes_over(match: re.Match[str], position: int) -> Spot:
    value = from_fields(None, match[1], match[2], match[3])
    return Spot(value, position, match.end(), fraction=bool(match[3]))


def _iso(match: re.Match[str], position: int) -> Spot:
    return Spot(from_fields(*match.groups()), position, match.end(), fraction=bool(match[4]))


def _frames(match: re.Match[str], position: int) -> Spot:
    return Spot(from_fields(match[1], match[2], match[3], None), position, match.end())


def _one_digit(match: re.Match[str], position: int) -> Spot:
    value = from_fields(*match.groups())
    return Spot(value, position, match.end(), ambiguous=True, fraction=bool(match[4]))


def _decimal(match: re.Match[str], position: int) -> Spot:
    return Spot(from_seconds(match[1]), position, match.end(), fraction=True)


def _three_fields(match: re.Match[str], position: int) -> Spot:
    value = from_fields(match[1], match[2], match[3], None)
    return Spot(value, position, match.end(), ambiguous=True)


def _hours_minutes(match: re.Match[str], position: int) -> Spot:
    value = from_fields(match[1], match[2], match[3], None)
    return Spot(value, position, match.end(), ambiguous=True, letters=True)


def _named(match: re.Match[str], position: int) -> Spot:
    value = from_fields(None, match[1], "0", None)
    return Spot(value, position, match.end(), ambiguous=True, letters=True)


def _letters(seen: re.Match[str], position: int) -> Spot | None:
    match = _units().match(seen.string, position)
    if match is None or not any(match.groups()):
        return None
    # A joining comma belongs to the words where no further unit follows.
    until = position + len(match[0].rstrip(" ,،、"))
    after = seen.string[until : until + 2]
    if after[:1] in ("'", "’", "_") or (after[:1] == ":" and after[1:].isdigit()):
        return None
    return Spot(from_fields(*match.groups()), position, until, ambiguous=True, letters=True)


Form = tuple[re.Pattern[str], Callable[[re.Match[str], int], Spot | None]]

FORMS: tuple[Form, ...] = (
    (_MINUTES_OVER, _minutes_over),
    (_CLOCK, _clock),
    (_FRAMES, _frames),
    (_ISO, _iso),
    (_ONE_DIGIT, _one_digit),
    (_DECIMAL, _decimal),
    (_DOTS, _three_fields),
    (_MARKS, _three_fields),
    (_HOURS_MINUTES, _hours_minutes),
    (_MAY_BE_LETTERS, _letters),
    (_NAMED, _named),
)


def time_at(text: str, position: int) -> Spot | None:
    """The time that begins at a position; the digits of ``text`` are ASCII."""
    for pattern, read in FORMS:
        match = pattern.match(text, position)
        if match and (time_match := read(match, position)):
            return time_match if time_match.value <= MAX_TIME_MS else None
    return None


# A digit that nothing of a longer number, a word or an address goes before.
_DIGIT = re.compile(r"(?<![\d:.,;/+$€#=_])(?<![^\W_])\d")


def times_in(text: str) -> Iterator[Spot]:
    """Every time of a text that is set apart from other numbers and words."""
    until = 0
    for match in _DIGIT.finditer(text):
        position = match.start()
        if position >= until and (time_match := time_at(text, position)):
            if not time_match.ambiguous or time_match.letters:
                yield time_match
            until = time_match.until


_FIELDS = re.compile(r"\d[:;.]\d")


def clock_times(text: str) -> list[Spot]:
    """The times of `times_in` that are in fields, none in units: ``2:10``, not ``130s``."""
    # Few lines have any, and all of many lines are asked.
    if not _FIELDS.search(text):
        return []
    return [spot for spot in times_in(text) if not spot.letters]


_NUMBER = re.compile(r"\d{1,6}")
# Vowel signs and the like, which are no letters to a pattern: those of Hebrew, Arabic, Indic
# scripts and Thai.
_SIGNS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0981-\u0983"
    "\u09bc-\u09cd\u0a3c-\u0a4d\u0abc-\u0acd\u0bbe-\u0bcd\u0c3e-\u0c56\u0cbc-\u0cd6\u0d3b-\u0d4d"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
# One and two of a unit are words of their own in Arabic and Hebrew.
_WORDED = {
    1: r"(?:דקה|שעה|שנייה|דקה אחת|دقيقة(?: واحدة)?|ساعة(?: واحدة)?|ثانية(?: واحدة)?)",
    2: r"(?:שתי (?:דקות|שניות)|שעתיים|دقيقت(?:ان|ين)|ساعت(?:ان|ين)|ثانيت(?:ان|ين))",
}
_SPOKEN_AHEAD = re.compile(r"[ ,،、.]{0,3}(?:\d{1,6}\s?[^\W\d_]|[\u05d0-\u05ea\u0621-\u064a])")
_JOINING = re.compile(r"[^\W\d_]{1,6}\s|و(?=[\d\u0621-\u064a])|ו-?(?=[\d\u05d0-\u05ea])")


def spoken_until(text: str, position: int, value: int) -> int:
    """Where the spoken form of ``value`` ends that is at ``position``, glued or not.

    ``1:231 minute, 23 secondsDams``: YouTube's page has it for screen readers, in the language
    of the page. Gives ``position`` where there is none.
    """
    if not _SPOKEN_AHEAD.match(text, position):
        return position
    whole = value // SECOND
    fields = [whole // 3600, whole // 60 % 60, whole % 60]
    at = position
    numbers = [field for field in fields if field] or [0]
    for number in numbers:
        while at < len(text) and text[at] in " ,،、.":
            at += 1
        joining = _JOINING.match(text, at) if at > position else None
        until = _spoken_number(text, joining.end() if joining else at, number)
        if until is None:
            return position
        at = until
    # "5:00 5 minutes of fame" goes on with its title.
    goes_on = len(numbers) == 1 and _GOES_ON.match(text, at)
    return position if goes_on else at


_GOES_ON = re.compile(r"\s{1,3}(?:\d|[^\W\d_A-ZÀ-ÞА-ЯЁΑ-Ω])")


def _spoken_number(text: str, position: int, number: int) -> int | None:
    """Where a number with its unit ends, in digits or as a word."""
    digits = _NUMBER.match(text, position)
    if digits and int(digits[0]) == number:
        until = _unit_end(text, digits.end())
        return until if until > digits.end() else None
    worded = re.compile(_WORDED[number]).match(text, position) if number in _WORDED else None
    return worded.end() if worded else None


_LETTER_RUN = re.compile(rf"\s?(?:de\s)?((?:[^\W\d_]|[{_SIGNS}]){{1,20}})")

_SIGNS_ON = re.compile(rf"[{_SIGNS}]*")


def _unit_end(text: str, position: int) -> int:
    """Where the unit after a number ends: letters up to a capital, else the longest unit known,
    else the whole word.
    """
    match = _LETTER_RUN.match(text, position)
    if not match:
        return position
    start, letters = match.start(1), match[1]
    capital = next((i for i, letter in enumerate(letters) if i and letter.isupper()), 0)
    if capital:
        return start + capital
    if letters.islower():
        is_unit = not letters.isascii() or _any_unit().fullmatch(letters)
        return start + len(letters) if is_unit else position
    for length in range(len(letters), 0, -1):
        if _any_unit().fullmatch(letters[:length]):
            signs = _SIGNS_ON.match(text, start + length)
            return signs.end() if signs else start + length
    return (
        match.end() if not letters.isascii() and not text[match.end() :].strip(" .") else position
    )
