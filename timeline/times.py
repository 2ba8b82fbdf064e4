"""Times: integer milliseconds in the model, text and seconds at the edges.

One rounding rule for the whole project: to the nearest millisecond, halves up. WebVTT holds
nothing finer.
"""

from __future__ import annotations

import re
from math import floor, isfinite

from timeline.errors import TimeError

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

#: 999 hours. No media is longer, and every format can write it.
MAX_TIME_MS = 999 * HOUR + 59 * MINUTE + 59 * SECOND + 999

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,5}):(\d{1,2})(?:[.,](\d{1,9}))?")
_LETTERS = re.compile(
    r"(?:(\d{1,4})\s?h)?\s?(?:(\d{1,5})\s?m(?:in)?)?\s?(?:(\d{1,7})(?:[.,](\d{1,9}))?\s?s)?", re.I
)
_PLAIN = re.compile(r"(\d{1,8})(?:\.(\d{1,9}))?")


def from_seconds(value: float | str) -> int:
    """Round seconds (a number or its text) to integer milliseconds, halves up.

    >>> from_seconds(259.0395)
    259040

    Raises TimeError for what is not a finite number.
    """
    try:
        seconds = float(value)
    except ValueError:
        seconds = float("nan")
    if not isfinite(seconds * SECOND):
        raise TimeError(f"{value!r} is not a number of seconds")
    # 1.0015 * 1000 falls short of 1001.5 by a rounding error: correct that before the half goes up.
    return floor(round(seconds * SECOND, 6) + 0.5)


def to_seconds(ms: int) -> float:
    """Milliseconds as seconds, an int where they are whole (so that JSON shows 83, not 83.0)."""
    whole, rest = divmod(ms, SECOND)
    return ms / SECOND if rest else whole


def from_fields(
    hours: str | None, minutes: str | None, seconds: str | None, fraction: str | None
) -> int:
    """Milliseconds of a time's fields, each a string of ASCII digits or None."""
    whole = int(hours or 0) * HOUR + int(minutes or 0) * MINUTE + int(seconds or 0) * SECOND
    return whole + from_seconds(f"0.{fraction}") if fraction else whole


def parse(text: str) -> int:
    """Milliseconds of a time as people type it: ``1:02:03.5``, ``75:30``, ``1h2m3s``, ``83``.

    Takes clock times, hour/minute/second letters and plain seconds (Podlove's "normal play
    time" among them). Raises TimeError.
    """
    text = text.strip()
    if match := _CLOCK.fullmatch(text):
        hours, minutes, seconds, fraction = match.groups()
        if int(seconds) < 60 and (hours is None or int(minutes) < 60):
            return _within(from_fields(hours, minutes, seconds, fraction), text)
    elif match := _PLAIN.fullmatch(text):
        return _within(from_fields(None, None, match[1], match[2]), text)
    elif text and (match := _LETTERS.fullmatch(text)):
        return _within(from_fields(*match.groups()), text)
    raise TimeError(f"{text!r} is not a time", hint="write it like 1:02:03, 75:30, 1h2m3s or 83")


def _within(ms: int, text: str) -> int:
    if ms > MAX_TIME_MS:
        raise TimeError(f"{text!r} is longer than 999 hours")
    return ms


def format_clock(ms: int) -> str:
    """The short form people read: ``2:46``, ``1:02:03``. Whole seconds, rounded down.

    >>> clock(166_900)
    '2:46'
    """
    minutes, seconds = divmod(ms // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def format_time(ms: int) -> str:
    """The short form without loss: ``2:46``, or ``2:46.900`` where there is a fraction."""
    rest = ms % SECOND
    return f"{format_clock(ms)}.{rest:03}" if rest else format_clock(ms)


def format_timestamp(ms: int, separator: str = ".") -> str:
    """The full form of WebVTT and SRT: ``00:02:46.000`` (SRT's separator is a comma)."""
    seconds, rest = divmod(ms, SECOND)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{separator}{rest:03}"
