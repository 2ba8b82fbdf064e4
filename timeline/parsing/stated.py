"""The time that a point states itself: ``[1:30] ...``, ``... (7:05)``, ``Q (7:05): ...``.

A stated time is never replaced by a guess, so every place in which people write one counts.
Without brackets a time may be part of a sentence ("We meet at 7:30"): it is taken where it
is set apart, or where most points of the section have theirs in the same place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from timeline.chapter_ends import reading_time
from timeline.model import Moment, Placement, Scope
from timeline.parsing.framed import Frame, framed
from timeline.parsing.lines import Line
from timeline.parsing.notations.table import cells, is_head, is_rule
from timeline.parsing.timeforms import Spot, clock_times
from timeline.parsing.timestamps import Timestamp, fold, from_url, leading, only_time, trailing


class Stated(NamedTuple):
    """A point's time, the words that are left, and further moments that it names."""

    timestamp: Timestamp | None
    text: str
    also: tuple[Timestamp, ...] = ()


class Places(NamedTuple):
    """Where the points of a section have times without brackets, and in what words."""

    before: bool = False
    after: bool = False
    frames: frozenset[Frame] = frozenset()


NOWHERE = Places()
_PLAYS = " ▶►⏵▷⏯🔗⏱\ufe0f"
_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]]{1,500}")


def places(texts: Sequence[str]) -> Places:
    """Where most of these points, two at least, have a time of their own."""
    lead = sum(bool((timestamp := leading(text)) and not timestamp.ambiguous) for text in texts)
    trail = sum(bool((timestamp := trailing(text)) and timestamp.rest) for text in texts)
    frames = Counter(frame for text in texts for frame, _ in framed(text))
    most = {frame for frame, count in frames.items() if _are_most(count, texts)}
    return Places(_are_most(lead, texts), _are_most(trail, texts), frozenset(most))


def _are_most(count: int, texts: Sequence[str]) -> bool:
    return count >= 2 and count * 2 > len(texts)


def stated(text: str, links: Sequence[str] = (), usual: Places = NOWHERE) -> Stated:
    """The time of a point by its words, or by a link to its moment."""
    opening = leading(text)
    if opening and opening.rest and (opening.bracketed or (usual.before and not opening.ambiguous)):
        return Stated(opening, opening.rest)
    if found := _brackets(text) or _behind_title(text) or _last_row(text):
        return found
    for frame, timestamp in framed(text) if usual.frames else ():
        if frame in usual.frames:
            return Stated(timestamp, timestamp.rest)
    closing = trailing(text)
    if closing and closing.rest and (closing.bracketed or usual.after or _stands_apart(closing)):
        return Stated(closing, closing.rest)
    for url in (*links, *_ADDRESS.findall(text)):
        if (start := from_url(url)) is not None:
            # The link's label may be the time, or a sign that plays.
            words = closing.rest if closing and closing.rest and closing.start == start else text
            words = words.rstrip(_PLAYS) or text
            return Stated(Timestamp(start, None, words), words)
    return Stated(None, text)


def placed(found: Stated, text: str) -> dict[str, Any]:
    """The model's fields for a stated time; a cue without an end lasts as long as it reads."""
    if found.timestamp is None:
        return {}
    length = reading_time(text)
    # Each moment once: a question and its answer may state the same.
    moments = {
        each.start: Moment(start=each.start, end=each.end or each.start + length, confidence=1.0)
        for each in reversed((found.timestamp, *found.also))
    }
    first = moments.pop(found.timestamp.start)
    scope: Scope = "moments" if moments else "moment"
    others = reversed(moments.values())
    placement = Placement(placed_by="summary", scope=scope, moments=(first, *others))
    return {"placement": placement}


def row_of_table(line: Line) -> list[str] | None:
    """A table row's cells with its time in brackets first; None for any other line.

    A head or an alignment row has no cells.
    """
    if not line.text.startswith("|"):
        return None
    if is_rule(line) or is_head(line):
        return []
    row = cells(line.text)
    time = next((cell for cell in row if (s := only_time(cell)) and not s.ambiguous), None)
    words = [cell for cell in row if cell and cell is not time]
    # The rows' numbers say nothing.
    words = words[1:] if len(words) > 1 and _ROW_NUMBER.fullmatch(words[0]) else words
    if time and words:
        words[0] = f"[{time.strip('[]()')}] {words[0]}"
    return words


_ROW_NUMBER = re.compile(r"#?\d{1,3}\.?")


def _stands_apart(timestamp: Timestamp) -> bool:
    """Whether a sentence is over before the time at its end: ``It is early. 7:30``."""
    return timestamp.rest.endswith((".", "!", "?", "。", "？", "！"))


_MOST_BRACKETS = 20
_MAX_NAME_WORDS = 4
_GROUP = re.compile(r"[\[(（]([^()\[\]（）]{3,80})[\])）]\s{0,3}[.?!。？]?$")
_AFTER_TITLE = re.compile(
    r"([^()\[\]（）:：\n]{2,80})[\[(（]([^()\[\]（）\n]{3,40})[\])）](?=(?:\*\*|__)?\s?[:：–—-])"
)
_FILLER = re.compile(
    r"[\W_]+|\b(?:at|and|und|et|y|e|i|и|um|ab|à|bei|q|a|question|answer|frage|antwort|see|siehe"
    r"|mins?|minut[aeo]s?|minuten?|timestamps?|timecodes?|times?|moments?|videos?|clip|mark|tc|ts|from"
    r"|the|of|in|around|about|approx|approximately|ca|circa|roughly|near|on|onwards?|starts?|starting"
    r"|begins?|beginning|etwa|ungefähr|vers|environ|autour|de|du|a|partir|desde|hacia|dal|da|vanaf|rond"
    r"|около|с|примерно|约|大约|から|ごろ|頃)\b",
    re.I,
)


def _brackets(text: str) -> Stated | None:
    """The times in the brackets that close a text, one after the other: ``[2:10] [7:05]``."""
    found: Stated | None = None
    for _ in range(_MOST_BRACKETS):
        before = _closing(found.text if found else text)
        if before is None or before.timestamp is None:
            break
        later = (found.timestamp, *found.also) if found and found.timestamp else ()
        found = before._replace(also=(*before.also, *later))
    return found


def _closing(text: str) -> Stated | None:
    """The times in one pair of brackets at the end: ``(7:05, 8:00)``, ``(around 7:05)``."""
    group = _GROUP.search(text, max(0, len(text) - 90))
    if not group:
        return None
    words = text[: group.start()].rstrip()
    mark = text.rstrip()[-1]
    mark = mark if mark in ".!?。？" else ""
    if found := _times_alone(group[1], words if words[-1:] in ".!?。？！" else words + mark):
        return found
    source, _, time = group[1].rpartition(",")
    by = f"{words} ({source.rstrip()}){mark}"
    return _times_alone(time, by) if _is_name(source) else None


def _is_name(words: str) -> bool:
    """Whether these are a few words without digits: who said it, in ``(Ines Marr, 7:05)``."""
    return 0 < len(words.split()) <= _MAX_NAME_WORDS and not any(map(str.isdigit, words))


def _behind_title(text: str) -> Stated | None:
    """The times in brackets between a title and what is said of it: ``Rain (7:05): it falls``."""
    group = _AFTER_TITLE.match(text)
    if not group:
        return None
    return _times_alone(group[2], group[1].rstrip() + text[group.end() :])


def _last_row(text: str) -> Stated | None:
    """The times that are all of a last line: ``Timestamp: 7:05``."""
    words, _, row = text.rstrip().rpartition("\n")
    return _times_alone(row, words.rstrip()) if words else None


def _times_alone(text: str, words: str) -> Stated | None:
    """The times of a text that says nothing else, as those of ``words``."""
    inside = fold(text)
    spots = clock_times(inside)
    if not spots:
        return None
    rest = inside
    for time_match in reversed(spots):
        rest = rest[: time_match.position] + " " + rest[time_match.until :]
    moments = _moments(spots, inside)
    if _FILLER.sub("", rest):
        return None
    first, *others = [moment._replace(rest=words, bracketed=True) for moment in moments]
    return Stated(first, words, tuple(others))


def _moments(spots: Sequence[Spot], text: str) -> list[Timestamp]:
    """These times, those that a dash joins as one with an end."""
    moments: list[Timestamp] = []
    before: Spot | None = None
    for spot in spots:
        joined = before and text[before.until : spot.position].strip() in (
            "-",
            "–",
            "—",
            "to",
            "bis",
        )
        if joined and moments[-1].end is None and spot.value > moments[-1].start:
            moments[-1] = moments[-1]._replace(end=spot.value)
        else:
            moments.append(Timestamp(spot.value, None, ""))
        before = spot
    return moments
