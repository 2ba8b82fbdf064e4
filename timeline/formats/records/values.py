"""Times as files have them: numbers in some unit, clock times, SMPTE, ISO 8601, fractions.

A column of values has one unit. Its name says it, or its values do (``0:04:10``); where neither
does, the unit is the one in which chapters are as long as chapters are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor, isfinite
from statistics import median
from typing import NamedTuple

from timeline import times
from timeline.errors import TimeError
from timeline.times import HOUR, MAX_TIME_MS, SECOND

Scalar = str | int | float | bool | None

#: What a number may be in where nobody says, the likeliest first, with its name.
_GUESSES = (
    (Fraction(SECOND), "seconds"),
    (Fraction(1), "milliseconds"),
    (Fraction(1, 1_000), "microseconds"),
    (Fraction(1, 10_000), "units of 100 nanoseconds"),
    (Fraction(1, 1_000_000), "nanoseconds"),
)
#: Chapters are hardly ever longer on average, and no list of chapters is.
_MAX_USUAL_GAP = 90 * 60 * SECOND
_MAX_SPAN = 100 * HOUR
_HALF = Decimal("0.5")
#: Frames a second where nobody says: right for film and video within two frames.
_USUAL_RATE = 25

# A third colon before three digits is a slip for the point; before two it counts frames.
_COLON_MS = re.compile(r"(\d{1,4}:\d{1,2}:\d{1,2}):(\d{3})")
_FRAMES = re.compile(r"(\d{1,3}):(\d{2}):(\d{2})[:;](\d{2})")
_NUMBER = re.compile(r"[+-]?\d{1,20}(?:[.,]\d{1,20})?(?:[eE][+-]?\d{1,2})?")
_RATIONAL = re.compile(r"(\d{1,18})/(\d{1,12})\s?s")
_ISO = re.compile(
    r"P(?:(\d{1,3})D)?T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7})(?:[.,](\d{1,9}))?S)?", re.I
)


class Times(NamedTuple):
    """The milliseconds of a column's values, None where there is no time.

    ``unit`` is that of its plain numbers, and ``guess`` its name where neither the column's name
    nor its values said it; ``frames`` is whether some were in frames; ``below`` how many were
    before 0 (taken as 0).
    """

    values: list[int | None]
    unit: Fraction | None = None
    guess: str = ""
    frames: bool = False
    below: int = 0

    @property
    def known(self) -> int:
        """How many values are times."""
        return sum(value is not None for value in self.values)


def times_of(
    values: Sequence[Scalar], unit: Fraction | None = None, rate: int | None = None
) -> Times:
    """The times of a column. ``unit`` is that of plain numbers, where it is known."""
    parsed = [_parsed(value, rate or _USUAL_RATE) for value in values]
    numbers = [value for value in parsed if isinstance(value, Decimal)]
    guess = ""
    if unit is None and numbers:
        unit, guess = _guessed(numbers, any(isinstance(value, int) for value in parsed))
    found = [
        _milliseconds(value, unit) if isinstance(value, Decimal) and unit else value
        for value in parsed
    ]
    whole = [value if isinstance(value, int) else None for value in found]
    return Times(
        [None if ms is None or ms > MAX_TIME_MS else max(0, ms) for ms in whole],
        unit,
        guess,
        any(isinstance(value, str) and _FRAMES.fullmatch(value.strip()) for value in values),
        sum(ms is not None and ms < 0 for ms in whole),
    )


def frame_rate(values: Iterable[Scalar]) -> int:
    """The frames a second that SMPTE times can have been counted in."""
    matches = (_FRAMES.fullmatch(v.strip()) for v in values if isinstance(v, str))
    most = max((int(match[4]) for match in matches if match), default=0)
    return next((rate for rate in (_USUAL_RATE, 30, 50, 60) if most < rate), 100)


def is_clock(value: Scalar) -> bool:
    """Whether a value is a time by its own form: nothing else is written ``1:02:03``."""
    return isinstance(value, str) and isinstance(_parsed(value, _USUAL_RATE), int)


def is_number(value: Scalar) -> bool:
    """Whether a value is a plain number, or the text of one."""
    return isinstance(_parsed(value, _USUAL_RATE), Decimal)


def _milliseconds(number: Decimal, unit: Fraction) -> int:
    """A number of some unit in whole milliseconds, halves up."""
    return floor(number * unit.numerator / unit.denominator + _HALF)


def _parsed(value: Scalar, rate: int) -> int | Decimal | None:
    """Milliseconds of a value that says its unit, a Decimal for a plain number, else None."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return Decimal(value) if abs(value) < 10**20 else None
    if isinstance(value, float):
        # By its shortest text, so that 259.0395 is what somebody wrote, not 259.03949999.
        return Decimal(str(value)) if isfinite(value) else None
    text = value.strip()
    if len(text) > 40 or not text:
        return None
    if _NUMBER.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return _unit_inside(text, rate)


def _unit_inside(text: str, rate: int) -> int | None:
    if match := _COLON_MS.fullmatch(text):
        text = f"{match[1]}.{match[2]}"
    if match := _FRAMES.fullmatch(text):
        whole = times.from_fields(match[1], match[2], match[3], None)
        return whole + min(int(match[4]), rate - 1) * SECOND // rate
    if match := _RATIONAL.fullmatch(text):
        return floor(Fraction(int(match[1]), int(match[2]) or 1) * SECOND + Fraction(1, 2))
    if (match := _ISO.fullmatch(text)) and any(match.groups()):
        days, hours, minutes, seconds, fraction = match.groups()
        return int(days or 0) * 24 * HOUR + times.from_fields(hours, minutes, seconds, fraction)
    sign = -1 if text[0] == "-" else 1
    try:
        return sign * times.parse(text.lstrip("+-"))
    except TimeError:
        return None


def _guessed(numbers: Sequence[Decimal], with_clock: bool) -> tuple[Fraction, str]:
    """The unit of numbers that nobody named: the largest in which they can be chapters' times."""
    if with_clock:
        return _GUESSES[0][0], ""
    ordered = sorted(abs(number) for number in numbers)
    gaps = [later - start for start, later in pairwise(ordered) if later > start] or ordered
    usual, longest = Fraction(median(gaps)), Fraction(ordered[-1])
    for unit, name in _GUESSES:
        if usual * unit <= _MAX_USUAL_GAP and longest * unit <= _MAX_SPAN:
            return unit, name
    return _GUESSES[-1]
