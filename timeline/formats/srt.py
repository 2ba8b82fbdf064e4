"""SubRip: one track a file, as subtitles that any player shows.

SRT is WebVTT's ancestor without a signature, without escapes and with a comma before the
milliseconds, so webvtt-py reads it too. What a player would take for markup is kept apart by
a word joiner (U+2060), which nobody sees; reading takes it out again. A file does not say
which track it holds: it is read as chapters.
"""

from __future__ import annotations

import re

from timeline.errors import InputError
from timeline.formats.assembly import assemble, refuse_transcript, time_of
from timeline.formats.base import Format
from timeline.formats.webvtt import parse_file
from timeline.model import Chapter, ParseResult, Timeline
from timeline.times import format_timestamp
from timeline.tracks import TRACKS, TrackName, track

_TIME = r"\d{1,4}:\d{1,2}:\d{1,2}[,.]\d{1,3}"
# Patterns that only SubRip itself needs are left to re's own cache: most runs read none.
_TIMING = rf"(?m)^[ \t]*({_TIME})[ \t]*-->[ \t]*({_TIME}).*$"
_FIRST = re.compile(rf"\ufeff?\s*(?:\d+[ \t]*(?:\r\n?|\n)[ \t]*)?{_TIME}[ \t]*-->[ \t]*{_TIME}")
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
    if not _FIRST.match(text):
        raise InputError("this is not SubRip", hint="it begins with 1 and a line with -->")
    dotted = re.sub(_TIMING, lambda match: match[0].replace(",", "."), text.removeprefix("\ufeff"))
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
    return assemble(chapters, every_end=True)


def _guarded(text: str) -> str:
    return re.sub(_SPECIAL, rf"\g<0>{_JOINER}", text)


def _plain(payload: str) -> str:
    return re.sub(_JOINED, r"\1", re.sub(_MARKUP, "", payload))


FORMAT = Format(
    name="srt",
    title="SubRip subtitles",
    suffix=".srt",
    media_type="application/x-subrip",
    tracks=TRACKS,
    capabilities=frozenset({"ends", "nesting", "milliseconds"}),
    sniff=lambda text: bool(_FIRST.match(text)),
    read=read,
    write=write,
)
