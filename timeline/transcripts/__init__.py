"""Transcripts as people have them, read into one value.

    text -> captions of its format -> segments

Pure on text. A format is one entry of `FORMATS`: what recognises it by content, and what reads
it into captions. What every transcript may have (captions that roll, names of speakers) is seen
to once for all, in ``timeline.transcripts.captions``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from timeline.errors import InputError
from timeline.model import Transcript
from timeline.transcripts import pasted, records, subtitles, ttml, youtube
from timeline.transcripts.captions import Caption, segments_of

#: What a read may take: subtitles, transcript files, and what a page or an app lets one copy.
HINT = "give subtitles (WebVTT, SRT, TTML, ...), a transcript file, or lines with times"


class TranscriptFormat(NamedTuple):
    """A format of transcripts. ``matches`` recognises a text by its content; ``read`` gives its
    captions and its language ("" where it does not say), or raises InputError.
    """

    name: str
    matches: Callable[[str], bool]
    read: Callable[[str], tuple[list[Caption], str]]


#: In the order in which they are tried.
FORMATS = (
    TranscriptFormat("YouTube JSON3", youtube.is_json3, youtube.read_json3),
    TranscriptFormat("YouTube XML", youtube.is_xml, youtube.read_xml),
    TranscriptFormat("TTML", ttml.matches, ttml.read),
    TranscriptFormat("SAMI", subtitles.is_sami, subtitles.read_sami),
    TranscriptFormat("Advanced SubStation Alpha", subtitles.is_ass, subtitles.read_ass),
    TranscriptFormat("WebVTT or SRT", subtitles.is_webvtt, subtitles.read_webvtt),
    TranscriptFormat("SBV", subtitles.is_sbv, subtitles.read_sbv),
    TranscriptFormat("records", records.matches, records.read),
    TranscriptFormat("lines with times", pasted.matches, pasted.read),
)


def parse_transcript(text: str) -> Transcript:
    """Read a transcript from text; its format is recognised by content.

    WebVTT, SRT, TTML, SAMI, ASS, SBV; YouTube's JSON3 and XML; JSON, XML and tables whose records
    have a time and words (whisper, Podcasting 2.0, ...); lines with times, as copied from
    YouTube's transcript panel, Zoom, Teams, Otter, Descript or Google Meet.

    Markup and entities are resolved, lines joined, empty cues left out, the rest put in order
    of time. Captions that roll (YouTube's automatic ones repeat every line) lose the repeats.
    Raises InputError for anything else, for a track that we wrote ourselves, and for a
    transcript with no words in it; TimeError for a time such as 0:61:00.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
    fmt = next((fmt for fmt in FORMATS if fmt.matches(text)), None)
    if fmt is None:
        raise InputError("not a transcript", hint=HINT)
    captions, language = fmt.read(text)
    segments = segments_of(captions)
    if not segments:
        raise InputError("a transcript with no words in it", hint=HINT)
    return Transcript(segments=segments, language=language)
