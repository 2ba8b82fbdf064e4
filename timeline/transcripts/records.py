"""Transcripts in JSON, XML or a table: a list whose records have a time and words.

whisper, whisperX and faster-whisper (``segments`` of ``start``, ``end``, ``text``), Podcasting
2.0 (``startTime``, ``body``, ``speaker``), the tables of whisper and of editors, and the answers of
speech services, without a module each: which member is which is decided by names and values, as
for chapters in ``timeline.formats.records``. Of several such lists, the one of most words is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import inf, log
from typing import NamedTuple

from timeline.errors import InputError
from timeline.formats import records
from timeline.formats.records.choosing import Column, columns_of
from timeline.formats.records.lists import RecordList
from timeline.formats.records.members import is_person, words_of
from timeline.formats.records.values import Scalar, Times, is_clock, is_number, times_of
from timeline.times import SECOND
from timeline.transcripts.captions import Caption, caption

#: What numbers may count where no name says it.
_UNITS = (Fraction(SECOND), Fraction(1), Fraction(1, 1_000), Fraction(1, 10_000))
#: Characters a second that people speak.
_USUAL_RATE = 14.0
_MAX_MISFIT = 1.6
#: The words of a caption: by the name of the member, else by what is longest.
_WORDS = frozenset("text transcript body content utf8 sentence caption line message words".split())
#: A list of single words is the words of another list.
_MIN_WORDS = 1.6
#: A caption of this length with the times of its words is divided at its sentences.
_MAX_LENGTH = 15 * SECOND
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’)]?$")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class _Speech(NamedTuple):
    """A list of records read as speech: where its words, names, starts and ends are."""

    source: RecordList
    texts: list[str]
    names: list[str]
    starts: Times
    ends: list[int | None]

    @property
    def size(self) -> int:
        return sum(map(len, self.texts))


def matches(text: str) -> bool:
    """Whether this is JSON, XML or a table."""
    return records.is_structured(text)


def read(text: str) -> tuple[list[Caption], str]:
    """The captions of the list that is speech. Raises InputError where there is none."""
    kind, lists = records.lists_of(text)
    found = [speech for each in lists if (speech := _speech(each))]
    spoken = [each for each in found if _words_each(each) >= _MIN_WORDS] or found
    if not spoken:
        raise InputError(
            f"there is no speech in this {kind}",
            hint="wanted: an array of objects, or rows, with a time and words each",
        )
    best = max(spoken, key=lambda each: each.size)
    words = [each for each in found if each.source.parent is best.source]
    return list(_captions(best, words)), _language(lists)


def _words_each(speech: _Speech) -> float:
    texts = [text for text in speech.texts if text]
    # A language without blanks has its words written together.
    return sum(max(len(t.split()), len(t) / 8) for t in texts) / max(1, len(texts))


def _speech(source: RecordList) -> _Speech | None:
    columns = columns_of(source)
    text = _text(source)
    timed = [c for c in columns if c.meaning.role in ("start", "end", "length")]
    starts = sorted(
        (c for c in timed if c.meaning.role == "start" and _is_timed(c)),
        key=lambda c: (c.meaning.rank, c.depth),
    )
    if text is None or not starts:
        return None
    texts = [_plain(record.get(text)) for record in source.records]
    ends = [c for c in timed if c.meaning.role != "start" and _is_timed(c)]
    unit = _unit(starts[0], ends, texts)
    found = times_of(starts[0].values, starts[0].meaning.unit or unit)
    who = next((name for name in _names(source) if is_person(name)), None)
    people = ["" if who is None else _plain(record.get(who)) for record in source.records]
    return _Speech(source, texts, people, found, _ends(found, ends, unit))


def _plain(value: Scalar) -> str:
    return "" if value is None else str(value)


def _names(source: RecordList) -> list[str]:
    return list(dict.fromkeys(name for record in source.records for name in record))


def _text(source: RecordList) -> str | None:
    """The member that holds the words."""

    def rank(name: str) -> tuple[bool, int]:
        values = [record.get(name) for record in source.records]
        size = sum(len(v) for v in values if isinstance(v, str) and not _is_time(v))
        last = name.rpartition(".")[2]
        return bool(_WORDS.intersection(words_of(last))) and size > 0, size

    names = [name for name in _names(source)[:80] if not is_person(name)]
    best = max(names, key=rank, default=None)
    return best if best and rank(best)[1] else None


def _is_time(value: str) -> bool:
    return is_clock(value) or is_number(value)


def _is_timed(column: Column) -> bool:
    filled = [value for value in column.values if value not in (None, "")]
    return bool(filled) and times_of(filled, column.meaning.unit).known * 2 > len(filled)


def _unit(start: Column, ends: Sequence[Column], texts: Sequence[str]) -> Fraction | None:
    """The unit in which the words come as fast as people speak; None where times say theirs."""
    numbers = _numbers(start)
    if start.meaning.unit or not numbers:
        return None
    last = next((c for c in ends if not c.meaning.unit), start)
    size = sum(map(len, texts))
    span = _length(numbers, _numbers(last), last.meaning.role)

    def misfit(unit: Fraction) -> float:
        seconds = span * float(unit) / SECOND
        return abs(log(size / seconds / _USUAL_RATE)) if seconds > 0 and size else inf

    # Fractions are of seconds: nobody writes 12.5 milliseconds.
    if any(number % 1 for number in numbers) and misfit(_UNITS[0]) < 2 * _MAX_MISFIT:
        return _UNITS[0]
    return min(_UNITS, key=misfit)


def _numbers(column: Column) -> list[float]:
    return [float(str(v).replace(",", ".")) for v in column.values if is_number(v)]


def _length(starts: Sequence[float], others: Sequence[float], role: str) -> float:
    """How long is spoken, in the numbers' own unit; from first to last where no end says it."""
    if role == "start" or len(others) != len(starts):
        return max(starts) - min(starts)
    return sum(others) - (sum(starts) if role == "end" else 0)


def _ends(starts: Times, columns: Sequence[Column], unit: Fraction | None) -> list[int | None]:
    column = next(iter(sorted(columns, key=lambda c: (c.meaning.role != "end", c.depth))), None)
    if column is None:
        return [None] * len(starts.values)
    values = times_of(column.values, column.meaning.unit or unit).values
    if column.meaning.role == "end":
        return values
    return [
        None if start is None or length is None else start + length
        for start, length in zip(starts.values, values, strict=True)
    ]


def _captions(speech: _Speech, words: Sequence[_Speech]) -> Iterator[Caption]:
    by_record = {each.source.name.rpartition(".")[0]: each for each in words}
    starts = sorted(value for value in speech.starts.values if value is not None)
    for index, start in enumerate(speech.starts.values):
        if start is None:
            continue
        end = speech.ends[index]
        if end is None:
            following = bisect_right(starts, start)
            end = starts[following] if following < len(starts) else start
        inside = by_record.get(f"{speech.source.name}[{index}]".lstrip("."))
        if inside and end - start > _MAX_LENGTH:
            yield from _sentences(inside, speech.names[index])
        else:
            yield caption(start, end, speech.texts[index], speech.names[index])


def _sentences(words: _Speech, name: str) -> Iterator[Caption]:
    """A long caption by its sentences, with the times of their words."""
    said: list[str] = []
    since: int | None = None
    until = 0
    for text, start, end in zip(words.texts, words.starts.values, words.ends, strict=True):
        since = start if since is None else since
        until = max(until, end or start or 0)
        said.append(text.strip())
        if _SENTENCE_END.search(said[-1]) and since is not None:
            yield caption(since, until, " ".join(said), name)
            said, since = [], None
    if said:
        yield caption(until if since is None else since, until, " ".join(said), name)


def _language(lists: Sequence[RecordList]) -> str:
    around = [record for each in lists for record in each.around]
    found = (
        str(value)
        for record in around
        for name, value in record.items()
        if words_of(name) in (("language",), ("lang",), ("language", "code"))
    )
    return next((value for value in found if _LANGUAGE.fullmatch(value)), "")
