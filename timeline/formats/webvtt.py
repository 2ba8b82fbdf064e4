"""WebVTT: one track a file. https://www.w3.org/TR/webvtt1/

webvtt-py reads and writes the file grammar. It neither escapes cue text nor checks it, so
what makes a cue legal is ours: character references for ``& < >``, one line a cue, ids that
are no block name, starts in order, ends after starts (``timeline.tracks`` sees to the last
two). A NOTE at the head carries what cues cannot: title, track, language, source, duration.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from timeline.durations import settle
from timeline.errors import InputError
from timeline.formats.base import Format
from timeline.model import Chapter, Insight, Problem, Question, Reading, Timeline
from timeline.times import parse as parse_time
from timeline.times import timestamp
from timeline.tracks import TRACKS, Cue, TrackName, track

if TYPE_CHECKING:
    from webvtt import WebVTT
    from webvtt.models import Caption

_SIGNATURE = re.compile("\ufeff?WEBVTT(?:[ \t\r\n]|$)")
_TAG = re.compile(r"<[^<>]{0,1000}>")
_NOTE = re.compile(r"^(Title|Track|Language|Source|Duration): (.+)$", re.M)


def escape(text: str) -> str:
    """Text as a cue payload: the three characters that WebVTT reads as markup, referenced."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape_payload(payload: str) -> str:
    """A cue payload as the text that a browser shows: tags dropped, references resolved."""
    return unescape(_TAG.sub("", payload))


def write(timeline: Timeline, name: TrackName) -> str:
    """One track as WebVTT."""
    from webvtt import WebVTT
    from webvtt.models import Caption

    captions = [
        Caption(timestamp(cue.start), timestamp(cue.end), escape(cue.text), cue.id)
        for cue in track(timeline, name).cues
    ]
    return WebVTT(captions=captions, header_comments=[_note(timeline, name)]).content + "\n"


def read(text: str) -> Reading:
    """Read a WebVTT track: ours (its NOTE says which), or anybody's chapters.

    Raises InputError where the signature is missing, which browsers refuse too.
    """
    if not _SIGNATURE.match(text):
        raise InputError("this is not WebVTT", hint="its first line must be WEBVTT")
    parsed = parse_file(text)
    notes = dict(_NOTE.findall(unescape("\n".join(parsed.header_comments))))
    cues = [_cue(caption, number) for number, caption in enumerate(parsed.captions, 1)]
    return Reading(
        timeline=_timeline(notes, [cue for cue in cues if cue.end > cue.start]),
        problems=tuple(
            Problem(
                code="T103",
                severity="warning",
                message=f"cue {number} does not end after it starts: left out",
                hint="give it an end after its start",
            )
            for number, cue in enumerate(cues, 1)
            if cue.end <= cue.start
        ),
    )


def parse_file(text: str) -> WebVTT:
    """The file as webvtt-py reads it, leniently. Raises InputError, in one line."""
    from webvtt import WebVTT
    from webvtt.errors import MalformedFileError

    try:
        return WebVTT.from_string(text.removeprefix("\ufeff"))
    except MalformedFileError as error:
        raise InputError(f"this WebVTT cannot be read: {error}") from None


def _note(timeline: Timeline, name: TrackName) -> str:
    estimated = " (an estimate)" if timeline.duration_source == "estimate" else ""
    lines = {
        "Title": timeline.title,
        "Track": name,
        "Language": timeline.language,
        "Source": timeline.source_url,
        "Duration": timestamp(timeline.duration) + estimated if timeline.duration else "",
    }
    rows = (f"{key}: {escape(' '.join(value.split()))}" for key, value in lines.items() if value)
    # A first line of its own: webvtt-py writes a one-line NOTE without a break.
    return "\n".join(("timeline", *rows))


def _cue(caption: Caption, number: int) -> Cue:
    return Cue(
        start=parse_time(caption.start),
        end=parse_time(caption.end),
        text=unescape_payload(caption.raw_text),
        id=caption.identifier or str(number),
    )


def _timeline(notes: dict[str, str], cues: list[Cue]) -> Timeline:
    name = notes.get("Track", "chapters")
    clock, _, estimated = notes.get("Duration", "").partition(" ")
    timeline = Timeline(
        title=notes.get("Title", ""),
        language=notes.get("Language", ""),
        source_url=notes.get("Source", ""),
        chapters=tuple(_chapters(cues)) if name == "chapters" else (),
        insights=tuple(
            Insight(text=cue.text, start=cue.start, end=cue.end, placed_by="summary", confidence=1)
            for cue in cues
            if name == "insights"
        ),
        qa=tuple(_question(cue) for cue in cues if name == "qa"),
    )
    if clock and not estimated:
        return settle(timeline, parse_time(clock), "summary")
    return settle(timeline)


def _chapters(cues: list[Cue]) -> list[Chapter]:
    """Chapters of cues. An end that the next start tells anyway is not taken as given."""
    starts = {cue.start for cue in cues}
    return [
        Chapter(start=cue.start, end=cue.end, title=cue.text, end_given=cue.end not in starts)
        for cue in cues
    ]


def _question(cue: Cue) -> Question:
    question, _, answer = cue.text.removeprefix("Q: ").partition(" A: ")
    return Question(
        question=question,
        answer=answer,
        start=cue.start,
        end=cue.end,
        placed_by="summary",
        confidence=1,
    )


FORMAT = Format(
    name="webvtt",
    title="WebVTT, a file for each track",
    suffix=".vtt",
    media_type="text/vtt",
    tracks=TRACKS,
    keeps=frozenset({"title", "language", "source", "ends", "nesting", "milliseconds"}),
    looks_like=lambda text: bool(_SIGNATURE.match(text)),
    read=read,
    write=write,
)
