"""Text tracks inside a media file: cues as packets of the container's own text codec."""

from __future__ import annotations

import html
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from timeline.model import Transcript
from timeline.tracks import Cue, Track, one_line

if TYPE_CHECKING:
    from av.container import OutputContainer

_MILLISECOND = Fraction(1, 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTrack:
    """Cues to embed, the label that players list them under, and their language (``eng``)."""

    label: str
    cues: tuple[Cue, ...]
    language: str = ""

    @classmethod
    def of_track(cls, track: Track) -> TextTrack:
        """The insights or Q&A track as it is."""
        return cls(label=track.label, cues=track.cues, language=track.language)

    @classmethod
    def of_transcript(cls, transcript: Transcript) -> TextTrack:
        """A transcript, one cue a segment."""
        cues = (
            Cue(start=s.start, end=max(s.end, s.start + 1), text=one_line(s.text), id=f"speech-{n}")
            for n, s in enumerate(transcript.segments, 1)
        )
        return cls(label="Transcript", cues=tuple(cues), language=transcript.language)


def add_stream(target: OutputContainer, codec: str, track: TextTrack) -> Any:
    """Add a text stream for ``track``, not shown unless it is chosen."""
    stream: Any = target.add_stream(codec)
    stream.codec_context.subtitle_header = _ASS_HEADER
    stream.time_base = _MILLISECOND
    stream.metadata.update({"title": track.label, "handler_name": track.label})
    if track.language:
        stream.metadata["language"] = track.language
    return stream


def packet(stream: Any, cue: Cue) -> Any:
    """Make the packet of one cue for a stream that `add_stream` gave."""
    from av.packet import Packet

    made = Packet(_payload(cue.text, stream.codec_context.name))
    made.stream = stream
    made.time_base = _MILLISECOND
    made.pts = made.dts = cue.start
    made.duration = cue.end - cue.start
    made.is_keyframe = True
    return made


def _payload(text: str, codec: str) -> bytes:
    """A cue's text as the codec stores it: 3GPP timed text counts its bytes, WebVTT escapes."""
    if codec == "webvtt":
        return html.escape(text, quote=False).encode()
    if codec == "mov_text":
        data = text.encode()[: 2**16 - 1].decode(errors="ignore").encode()
        return len(data).to_bytes(2, "big") + data
    return text.encode()


#: FFmpeg's encoders of text tracks take their style from a header in the ASS format.
_ASS_HEADER = b"""\
[Script Info]
ScriptType: v4.00+
[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, \
Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, \
Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,16,&Hffffff,&Hffffff,&H0,&H0,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
