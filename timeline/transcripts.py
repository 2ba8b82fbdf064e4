"""Transcripts: WebVTT, SRT and YouTube's JSON3 as one value.

Pure on text. WebVTT (https://www.w3.org/TR/webvtt1/) goes through webvtt-py; SRT is WebVTT
with commas in its times and no signature. JSON3 is what yt-dlp saves for ``json3`` subtitles:
``events`` with ``tStartMs``, ``dDurationMs`` and ``segs`` of ``utf8`` text.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from timeline import times
from timeline.errors import FormatError, InputError
from timeline.libraries import importing
from timeline.model import Segment, Transcript

_HINT = "give WebVTT, SRT or JSON3 subtitles"
_COMMA = re.compile(r"(?<=\d),(?=\d{1,3}\b)")
_LANGUAGE = re.compile(r"language:\s*([\w-]+)", re.I)

#: Captions are rolling when more than this share opens with a line of the one before.
_MIN_ROLLING_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class _Cue:
    """A caption as it is shown: its lines, from ``start`` to ``end`` in milliseconds."""

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str = ""


def parse_transcript(text: str) -> Transcript:
    """Read a transcript from the text of a WebVTT, SRT or JSON3 file; the format is detected.

    Markup and entities are resolved, lines joined, empty cues left out, the rest put in order
    of time. Captions that roll (YouTube's automatic ones repeat every line) lose the repeats.
    Raises InputError for anything else, and for a transcript with no words in it; TimeError
    for a time such as 0:61:00.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").lstrip()
    if text.startswith("{"):
        cues, language = _json3_cues(text), ""
    else:
        cues, language = _webvtt_cues(text)
    segments = _segments(sorted(cues, key=lambda cue: (cue.start, cue.end)))
    if not segments:
        raise InputError("a transcript with no words in it", hint=_HINT)
    return Transcript(segments=segments, language=language)


def _webvtt_cues(text: str) -> tuple[list[_Cue], str]:
    with importing("webvtt", FormatError):
        from webvtt import WebVTT
        from webvtt.errors import MalformedFileError

    if not text.startswith("WEBVTT"):
        text = "WEBVTT\n\n" + _with_decimal_points(text)
    try:
        file = WebVTT.from_string(text)
    except MalformedFileError:
        raise InputError("not a transcript", hint=_HINT) from None
    language = _LANGUAGE.search("\n".join(file.metadata))
    return [_webvtt_cue(caption) for caption in file.captions], language[1] if language else ""


def _with_decimal_points(srt: str) -> str:
    """SRT's times with the decimal point that WebVTT has."""
    return "\n".join(_COMMA.sub(".", line) if "-->" in line else line for line in srt.split("\n"))


def _webvtt_cue(caption: Any) -> _Cue:
    lines = (" ".join(html.unescape(line).split()) for line in caption.text.split("\n"))
    return _Cue(
        times.parse(caption.start),
        times.parse(caption.end),
        tuple(line for line in lines if line),
        html.unescape(caption.voice or "").strip(),
    )


def _json3_cues(text: str) -> list[_Cue]:
    try:
        events = json.loads(text)["events"]
        return [_json3_cue(event) for event in events if event.get("segs")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError("JSON, but no JSON3 subtitles", hint=_HINT) from None


def _json3_cue(event: dict[str, Any]) -> _Cue:
    text = "".join(segment.get("utf8", "") for segment in event["segs"])
    start = int(event.get("tStartMs", 0))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    end = start + max(int(event.get("dDurationMs", 0)), 0)
    return _Cue(start, end, tuple(line for line in lines if line))


def _segments(cues: list[_Cue]) -> tuple[Segment, ...]:
    cues = [replace(cue, end=max(cue.end, cue.start)) for cue in cues if cue.lines]
    overlaps = [_overlap(cue, before) for before, cue in pairwise(cues)]
    if sum(map(bool, overlaps)) > _MIN_ROLLING_SHARE * len(cues):
        cues = _without_overlaps(cues, [0, *overlaps])
    return tuple(
        Segment(start=cue.start, end=cue.end, text=" ".join(cue.lines), speaker=cue.speaker)
        for cue in cues
    )


def _overlap(cue: _Cue, before: _Cue) -> int:
    """How many of ``cue``'s first lines are the last lines of the one before."""
    most = min(len(cue.lines), len(before.lines))
    return next((n for n in range(most, 0, -1) if cue.lines[:n] == before.lines[-n:]), 0)


def _without_overlaps(cues: list[_Cue], overlaps: Iterable[int]) -> list[_Cue]:
    """Only the lines that are new in each cue; a line lasts until the next new one."""
    new = [
        replace(cue, lines=cue.lines[overlap:])
        for cue, overlap in zip(cues, overlaps, strict=True)
        if overlap < len(cue.lines)
    ]
    ends = [min(cue.end, following.start) for cue, following in pairwise(new)]
    return [replace(cue, end=end) for cue, end in zip(new, [*ends, new[-1].end], strict=True)]
