"""What a candidate list looks like: the numbers that ``belief`` weighs.

Every feature is about the list as a whole, 0 to about 1 or a logarithm, and says nothing of
one show or one site. METHOD.md lists them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from timeline.chapter_ends import median
from timeline.parsing import labels
from timeline.parsing.candidates import Candidate, Run, begins_anew
from timeline.parsing.inline_markup import plain
from timeline.parsing.notations import ListItem
from timeline.parsing.outline import Outline
from timeline.parsing.timestamps import leading
from timeline.times import HOUR, MINUTE, SECOND

#: Nobody speaks so many letters a second for long; a wide character counts as three letters.
_SPEECH = 4.0
_MANY = 300
# Compiled when there is one.
_WIDE = "[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]"
_SENTENCE = (".", "!", "。", "！", "…", ",", "、", "，", ";")
_SPEAKER = re.compile(
    r"\W{0,3}(?:<[^<>]{1,40}>|\*\*\*|--|[-=]!|\+\+|[^\s:：\d][^:：]{0,30}[:：]\s|\w{1,20}>\s)"
)
_LOG = re.compile(r"\b(?:(?:has )?(?:joined|left|quit)|joins|quits|parts)\b[ :(]", re.I)
_CLOCK_WORD = re.compile(r"\b(?:[ap]\.?m\.?|utc|gmt|c?es?t|uhr|pst|pdt|edt|o'clock)\b", re.I)


class Document(NamedTuple):
    """What a document's candidates are measured against."""

    outline: Outline
    runs: Sequence[Run]
    #: Letters before each line.
    letters: Sequence[int]
    #: The runs' first lines in order.
    places: Sequence[int]
    #: How many lines say something.
    said: int
    #: The labels found so far, by line.
    labels: dict[int, labels.Label]


def survey(outline: Outline, runs: Sequence[Run]) -> Document:
    """Measure a document once for all its candidates."""
    letters = list(accumulate((_letters(line.text) for line in outline.lines), initial=0))
    said = sum(not line.is_blank for line in outline.lines)
    return Document(outline, runs, letters, [run.first for run in runs], said, {})


def features(candidate: Candidate, document: Document) -> dict[str, float]:
    """The features of one candidate, by name."""
    entries = [entry for run in candidate for entry in run.entries]
    starts = [entry.timestamp.start for entry in entries]
    titles = [plain(entry.title) for entry in _some(entries)]
    return {
        "bias": 1.0,
        **_size(starts, candidate),
        **_order(starts),
        **_speech(candidate, starts, document),
        **_clock(candidate, starts, titles),
        **_lengths(_some(entries)),
        **_words(titles),
        **_form(candidate, document),
        **_lie(candidate, document),
        "nothing else": _nothing_else(candidate, entries, titles, document),
        **_heading(candidate, document),
    }


def _some(entries: Sequence[ListItem]) -> Sequence[ListItem]:
    """Enough entries to know their words by: the first and the last of a very long list."""
    return entries if len(entries) <= 2 * _MANY else [*entries[:_MANY], *entries[-_MANY:]]


def _size(starts: Sequence[int], candidate: Candidate) -> dict[str, float]:
    count = len(starts)
    inline = len(candidate) == 1 and candidate[0].notation.startswith("inline")
    return {
        "one": float(count == 1),
        "two": float(count == 2),
        "count": min(math.log(count), 3.0),
        "inline": float(inline),
    }


def _order(starts: Sequence[int]) -> dict[str, float]:
    pairs = list(pairwise(starts))
    count = max(len(pairs), 1)
    span = max(starts) - min(starts)
    return {
        "falls": sum(a > b for a, b in pairs) / count,
        "equal": sum(a == b for a, b in pairs) / count,
        "begins at zero": float(starts[0] == 0),
        "begins late": min(starts[0] / (span + starts[0] + 1), 1.0) if len(starts) > 1 else 0.0,
        "begins after an hour": float(starts[0] > HOUR),
        "ends after many hours": min(max(max(starts) - 6 * HOUR, 0) / (10 * HOUR), 1.0),
    }


def _speech(candidate: Candidate, starts: Sequence[int], document: Document) -> dict[str, float]:
    """How fast these lines would be read out: transcripts as fast as people speak."""
    gaps = [max(b - a, 0) / SECOND for a, b in pairwise(starts)]
    if not gaps:
        return {"speech": 0.0, "short gaps": 0.0, "gap": 0.0}
    rates = []
    for run, later in pairwise(candidate):
        gap = (later.start - run.start) / SECOND
        said = document.letters[later.first] - document.letters[run.first]
        rates.append(said / max(gap, 1.0))
    rate = median(rates) if rates else 0.0
    usual = median(gaps)
    return {
        "speech": min(max(rate - 2.0, 0.0) / _SPEECH, 3.0),
        "short gaps": sum(gap < 10 for gap in gaps) / len(gaps),
        "gap": min(math.log1p(usual) / 6, 1.2),
    }


def _clock(candidate: Candidate, starts: Sequence[int], titles: Sequence[str]) -> dict[str, float]:
    """Whether the times are hours and minutes of a day, or the verses of a book."""
    timestamps = [entry.timestamp for run in candidate for entry in run.entries]
    count = len(starts)
    # Read as minutes and seconds, 9:30 is 570 seconds.
    round_times = sum(s % (5 * SECOND) == 0 for s in starts) / count
    of_day = all(6 * MINUTE <= s < 24 * MINUTE + SECOND for s in starts)
    meeting = [(a.end, b.start) for a, b in pairwise(timestamps) if a.end is not None]
    ranges = sum(timestamp.end is not None for timestamp in timestamps) / count
    worded = sum(bool(_CLOCK_WORD.search(title[:40])) for title in titles) / len(titles)
    minute_steps = sum((b - a) % MINUTE == SECOND * 1 and b > a for a, b in pairwise(starts)) / max(
        count - 1, 1
    )
    return {
        "times of day": float(of_day and round_times == 1.0),
        "round": round_times if count > 2 else 0.0,
        "ranges": ranges,
        "ends meet": sum(a == b for a, b in meeting) / count,
        "clock words": worded,
        "steps of one": minute_steps if count > 2 else 0.0,
    }


_MINUTES = re.compile(r"\b(\d{1,3})\s?(?:min|minutes|mins|m|минут|分)\b", re.I)


def _lengths(entries: Sequence[ListItem]) -> dict[str, float]:
    """Whether the numbers are lengths: minutes that each row states, units without a zero."""
    timestamps = [entry.timestamp for entry in entries]
    agree = 0
    for entry, later in pairwise(entries):
        minutes = _MINUTES.search(f"{entry.text} {entry.title[-20:]}")
        # Read as minutes and seconds, a gap of 35 "seconds" is the 35 minutes that the row states.
        gap = (later.timestamp.start - entry.timestamp.start) // SECOND
        agree += bool(minutes and int(minutes[1]) == gap)
    units = sum(timestamp.letters for timestamp in timestamps) / len(timestamps)
    return {
        "lengths agree": agree / max(len(entries) - 1, 1),
        "units": units,
        "units without zero": units * (timestamps[0].start > 30 * SECOND),
    }


def _words(titles: Sequence[str]) -> dict[str, float]:
    count = len(titles)
    filled = [title for title in titles if title]
    lengths = [_letters(title) for title in titles]
    heads = Counter(title.split(None, 1)[0].casefold() for title in filled)
    speakers = Counter(match[0].strip() for title in filled if (match := _SPEAKER.match(title)))
    repeated = sum(number for number in Counter(filled).values() if number > 1)
    return {
        "untitled": 1 - len(filled) / count,
        "long": sum(length > 140 for length in lengths) / count,
        "length": min(math.log1p(median(lengths)) / 5, 1.2),
        "sentences": sum(title.endswith(_SENTENCE) for title in filled) / count,
        "lower case": sum(title[:1].islower() for title in filled) / count,
        "speakers": sum(n for n in speakers.values() if n > 1) / count if count > 3 else 0.0,
        "any speaker": sum(speakers.values()) / count,
        "log": sum(bool(_LOG.search(title)) for title in filled) / count,
        "repeats": repeated / count if count > 2 else 0.0,
        "same first word": (max(heads.values(), default=0) - 1) / count if count > 3 else 0.0,
    }


def _form(candidate: Candidate, document: Document) -> dict[str, float]:
    count = len(candidate)
    timestamps = [run.entries[0].timestamp for run in candidate]
    shapes = Counter(
        (run.place, bool(run.line.level), bool(run.line.bullet), run.entries[0].timestamp.bracketed)
        for run in candidate
    )
    links = sum(run.notation == "link" for run in candidate) / count
    headings = sum(bool(run.line.level) for run in candidate) / count
    after = sum(run.place == "after" for run in candidate) / count
    return {
        "some headings after": after * (0 < headings < 1),
        "begins anew": float(begins_anew(candidate)),
        "some links only": float(0 < links < 1),
        "after": after,
        "link only": float(links == 1),
        "alone": sum(run.notation == "alone" for run in candidate) / count,
        "headings": headings,
        "items": sum(bool(run.line.bullet) for run in candidate) / count,
        "fractions": sum(timestamp.fraction for timestamp in timestamps) / count,
        "loose": sum(timestamp.ambiguous for timestamp in timestamps) / count,
        "one shape": max(shapes.values()) / count,
        "fenced": sum(_is_fenced(run, document) for run in candidate) / count,
    }


def _is_fenced(run: Run, document: Document) -> bool:
    """Whether all of a run stands in a code fence, and not its time alone."""
    return run.line.fenced and document.outline.lines[run.after - 1].fenced


def _lie(candidate: Candidate, document: Document) -> dict[str, float]:
    """How the list lies to the other times of the document."""
    count, total = len(candidate), len(document.runs)
    first, last = candidate[0], candidate[-1]
    before = _rank(document.places, first.first)
    inside = _rank(document.places, last.first) + 1 - before
    after = total - before - inside
    apart = [later.first - run.after for run, later in pairwise(candidate)]
    blocks = sum(gap > 3 for gap in apart)
    return {
        "left out inside": (inside - count) / max(inside, 1),
        "left out before": before / (before + count),
        "left out after": after / (after + count),
        "next in line": math.log1p(after) / 5 if 0 < after < count else 0.0,
        "scattered": blocks / max(len(apart), 1),
    }


#: Read out, words fill their time at more letters a second than this.
_UNHURRIED = 8.0


def _nothing_else(
    candidate: Candidate, entries: Sequence[ListItem], titles: Sequence[str], document: Document
) -> float:
    """The share of titles that look like titles, where the document is this list from 0:00 on
    and nothing else stands in it. A short clip's list has little more to be known by.
    """
    starts = [entry.timestamp.start for entry in entries]
    whole = len(candidate) == len(document.runs) and starts[0] == 0
    if not whole or len(starts) < 2 or any(a >= b for a, b in pairwise(starts)):
        return 0.0
    lines = document.outline.lines
    own = sum(not line.is_blank for run in candidate for line in lines[run.first : run.after])
    if own < document.said:
        return 0.0
    gaps = [later - start for start, later in pairwise(starts)]
    rooms = [gap / SECOND for gap in [*gaps[: len(titles) - 1], gaps[-1]]]
    good = sum(
        _is_title(title) and _letters(title) <= _UNHURRIED * max(room, 1.0)
        for title, room in zip(titles, rooms, strict=True)
    )
    return good / len(titles)


def _is_title(title: str) -> bool:
    return bool(title) and not (title.endswith(_SENTENCE) or _SPEAKER.match(title))


def _heading(candidate: Candidate, document: Document) -> dict[str, float]:
    outline = document.outline
    sections = [outline.sections[run.section] for run in candidate]
    count = len(sections)
    kinds = Counter(section.kind for section in sections)
    points = sum(is_point(run, outline) for run in candidate) / count
    label = labels.above(outline, candidate[0].first)
    asides = sum(label == "aside" for label in _labels(candidate, document))
    return {
        "announced": kinds["chapters"] / count,
        "points": points,
        "transcript": kinds["transcript"] / count,
        "labelled": float(label == "chapters"),
        "other label": float(label == "other"),
        "aside": asides / count,
    }


def _labels(candidate: Candidate, document: Document) -> Iterator[labels.Label]:
    """The label that each run stands below, however far above it is."""
    label: labels.Label = ""
    after = -1
    for run in candidate:
        if run.first == after:
            after = run.after
            yield label
            continue
        after = run.after
        known = document.labels.get(run.first)
        if known is None:
            known = document.labels[run.first] = labels.above(document.outline, run.first)
        label = known or label
        yield label


def is_point(run: Run, outline: Outline) -> bool:
    """Whether a timed line is a point of the insights or Q&A that it stands in, and not the
    first line of a list that follows them.
    """
    section = outline.sections[run.section]
    if section.kind not in ("insights", "qa"):
        return False
    if run.place == "before" and run.first >= outline.tails.get(run.section, len(outline.lines)):
        return False
    first = next((line for line in section.lines if not line.is_blank), run.line)
    if first is run.line or leading(first.text):
        return True
    if section.kind == "qa" and not run.line.bullet:
        return run.place == "after" or run.entries[0].title.rstrip("*_ ").endswith(("?", "？"))
    return bool(first.bullet) == bool(run.line.bullet) and bool(first.icon) == bool(run.line.icon)


def _rank(places: Sequence[int], line: int) -> int:
    return bisect_left(places, line)


def _letters(text: str) -> int:
    return len(text) if text.isascii() else len(text) + 2 * len(re.findall(_WIDE, text))
