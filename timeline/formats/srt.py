"""SubRip: one track a file, as subtitles that any player shows.

SRT is WebVTT's ancestor without a signature, without escapes and with a comma before the
milliseconds, so webvtt-py reads it too. What a player would take for markup is kept apart by
a word joiner (U+2060), which nobody sees; reading takes it out again. A file does not say
which track it holds: it is read as chapters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.errors import InputError
from timeline.formats.assembly import assemble, beginning, refuse_transcript, time_of
from timeline.formats.base import Format
from timeline.formats.webvtt import parse_file, with_points
from timeline.model import Chapter, ParseResult, Problem, Timeline
from timeline.times import format_timestamp
from timeline.tracks import TRACKS, TrackName, track

_TIME = r"\d{1,4}:\d{1,2}:\d{1,2}[,.]\d{1,3}"
# Patterns that only SubRip itself needs are left to re's own cache: most runs read none.
_ALONE = r"(?:\d{1,4}:\d{2}:\d{2}(?:[.,:]\d{1,3})?|\d{1,4}:\d{2}[.,]\d{1,3})"
_AMBIGUOUS = r"\d{1,4}(?::\d{1,2}){1,2}(?:[,.:]\d{1,3})?"
_NUMBER = r"\d{1,9}[ \t]{0,9}(?:\r\n?|\n)"
_END = r"[ \t]{0,9}(?:\r|\n|\Z)"
# Without a number above them, times must be of a form that no title has before its arrow.
_ARROW = r"[ \t]{0,9}(?:->|=>|[–—]>|→|⇒)[ \t]{0,9}"
_FIRST = re.compile(
    rf"(?:{_NUMBER})?[ \t]{{0,9}}{_TIME}[ \t]{{0,9}}-->[ \t]{{0,9}}{_TIME}"
    rf"|{_NUMBER}[ \t]{{0,9}}{_AMBIGUOUS}[ \t]{{0,9}}-->[ \t]{{0,9}}{_AMBIGUOUS}{_END}"
    rf"|{_NUMBER}[ \t]{{0,9}}{_TIME}{_ARROW}{_TIME}{_END}"
    rf"|{_ALONE}[ \t]{{1,9}}-->[ \t]{{1,9}}{_ALONE}{_END}"
)
_MARKUP = r"(?i)</?(?:[biu]|font)\b[^<>]{0,200}>|\{\\[^{}]{0,200}\}"
_JOINER = "\u2060"
_SPECIAL = r"(?i)<(?=/?(?:[biu]|font)\b)|\{(?=\\)|--(?=>)"
_JOINED = rf"(<|\{{|--){_JOINER}"


def write(timeline: Timeline, name: TrackName) -> str:
    """One track as SubRip."""
    return "\n".join(
        f"{number}\n"
        f"{format_timestamp(cue.start, ',')} --> {format_timestamp(cue.end, ',')}\n"
        f"{_guarded(cue.text)}\n"
        for number, cue in enumerate(track(timeline, name).cues, 1)
    )


def read(text: str) -> ParseResult:
    """Read cues as chapters. Raises InputError, for a transcript too."""
    if not _sniff(text):
        raise InputError("this is not SubRip", hint="it begins with 1 and a line with -->")
    text, arrows = re.subn(rf"(?m)^({_TIME}){_ARROW}(?={_TIME}{_END})", r"\1 --> ", text)
    dotted = with_points(text.removeprefix("\ufeff"))
    chapters = [
        Chapter(
            start=time_of(caption.start),
            end=time_of(caption.end),
            title=_plain(caption.raw_text),
            end_given=True,
        )
        for caption in parse_file(f"WEBVTT\n\n{dotted}").captions
    ]
    refuse_transcript([(chapter.start, chapter.end) for chapter in chapters])
    return assemble(chapters, every_end=True, problems=_arrows(arrows))


def _arrows(count: int) -> Iterator[Problem]:
    """That the times were joined by another arrow than players know."""
    if count:
        message = f"{count} lines have another arrow than -->: read all the same, not by players"
        hint = "write them like 00:01:02,500 --> 00:02:00,000"
        yield Problem(code="T111", severity="warning", message=message, hint=hint)


def _guarded(text: str) -> str:
    return re.sub(_SPECIAL, rf"\g<0>{_JOINER}", text)


def _plain(payload: str) -> str:
    return re.sub(_JOINED, r"\1", re.sub(_MARKUP, "", payload))


def _sniff(text: str) -> bool:
    return bool(_FIRST.match(beginning(text)))


FORMAT = Format(
    name="srt",
    title="SubRip subtitles",
    suffix=".srt",
    media_type="application/x-subrip",
    tracks=TRACKS,
    capabilities=frozenset({"ends", "nesting", "milliseconds", "moments"}),
    sniff=_sniff,
    read=read,
    write=write,
)
