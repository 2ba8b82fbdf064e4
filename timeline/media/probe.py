"""What a media file says about itself: duration, streams, chapters, title, text tracks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, cast

from timeline import times
from timeline.errors import InputError, MediaError
from timeline.kinds import KINDS
from timeline.media import ebml, tags
from timeline.media.containers import open_media, plain, translate_errors
from timeline.model import Chapter, ParseResult, Problem, Segment, Timeline, Transcript

if TYPE_CHECKING:
    import av.container
    import av.stream
    from av.packet import Packet

StreamKind = Literal["video", "audio", "subtitle", "data", "attachment"]

#: FFmpeg's demuxer name, shortened to the name that people know.
_CONTAINERS = {
    "mov,mp4,m4a,3gp,3g2,mj2": "MP4",
    "matroska,webm": "Matroska",
    "mp3": "MP3",
    "ogg": "Ogg",
    "flac": "FLAC",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One stream of a media file. ``codec`` is FFmpeg's name (``h264``), empty where unknown.

    ``is_cover`` marks a picture that stands for the whole recording, ``is_forced`` subtitles of
    only what is said in other languages.
    """

    index: int
    kind: StreamKind
    codec: str = ""
    language: str = ""
    title: str = ""
    is_cover: bool = False
    is_forced: bool = False

    @property
    def is_text(self) -> bool:
        """Whether this is a text track, one that `read_transcript` can read."""
        return self.kind == "subtitle" and self.codec in _TEXT_CODECS


#: A chapter's end this near to what follows (ms) is rounding, not a gap.
_GAP = 100

#: FFmpeg's AV_DISPOSITION_ATTACHED_PIC and AV_DISPOSITION_FORCED.
_ATTACHED_PIC = 1 << 10
_FORCED = 1 << 6

_TEXT_CODECS = {"ass", "mov_text", "srt", "ssa", "subrip", "text", "webvtt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaInfo:
    """What a media file says about itself. ``duration`` is in milliseconds, more than 0.

    ``container`` is MP4 (with M4A, MOV), Matroska (with WebM), MP3, Ogg, FLAC, or FFmpeg's name
    for a rarer one; ``brand`` is an MP4's major brand (``M4B ``). ``transcript`` is the first text
    track, where it was asked for, and ``transcript_error`` says why it cannot be read.
    """

    path: Path
    container: str
    duration: int
    title: str = ""
    language: str = ""
    streams: tuple[Stream, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    problems: tuple[Problem, ...] = ()
    brand: str = ""
    transcript: Transcript | None = None
    transcript_error: str = ""

    @property
    def has_video(self) -> bool:
        """Whether there are moving pictures (a cover is not)."""
        return any(s.kind == "video" and not s.is_cover for s in self.streams)

    @property
    def has_cover(self) -> bool:
        """Whether the file holds a cover picture."""
        return any(s.is_cover for s in self.streams)

    @property
    def text_streams(self) -> tuple[Stream, ...]:
        """The text tracks, which `read_transcript` can read."""
        return tuple(s for s in self.streams if s.is_text)

    @property
    def speech_streams(self) -> tuple[Stream, ...]:
        """The text tracks of what is said: all but those of points, which `embed` adds."""
        return tuple(_speech(self.streams))

    @property
    def parsed(self) -> ParseResult:
        """The file read as a summary: its own chapters, title and duration."""
        timeline = Timeline(
            title=self.title,
            chapters=self.chapters,
            duration=self.duration,
            duration_source="media",
            language=self.language,
        )
        return ParseResult(timeline=timeline, problems=self.problems)


def probe(path: Path, *, with_transcript: bool = False) -> MediaInfo:
    """Read what the file at ``path`` says about itself, without decoding it.

    ``with_transcript`` also reads its first text track, if any, which reads the whole file.
    Raises MediaError where it is missing, empty, damaged, encrypted, or no recording.
    """
    with open_media(path) as source:
        streams = tuple(_stream(stream) for stream in source.streams)
        if not any(s.kind in {"video", "audio"} and not s.is_cover for s in streams):
            raise MediaError("there is no video or audio in it", where=str(path))
        duration = _duration(source) or _last_packet_end(source)
        if duration <= 0:
            raise MediaError("it lasts 0 seconds", where=str(path))
        container = _CONTAINERS.get(source.format.name, source.format.name)
        spoken = [s.language for s in streams if s.kind == "audio" and s.language]
        chapters, problems = _own_chapters(path, container, source, duration)
        transcript, error = _text_track(source, path, streams) if with_transcript else (None, "")
        return MediaInfo(
            path=path,
            container=container,
            duration=min(duration, times.MAX_TIME_MS),
            title=_recording_title(source),
            language=spoken[0] if spoken else "",
            streams=streams,
            chapters=chapters,
            problems=problems,
            brand=source.metadata.get("major_brand", ""),
            transcript=transcript,
            transcript_error=error,
        )


def probed(media: Path | MediaInfo) -> MediaInfo:
    """What is known of a media file already, or what `probe` says."""
    return media if isinstance(media, MediaInfo) else probe(media)


def _text_track(
    source: av.container.InputContainer, path: Path, streams: tuple[Stream, ...]
) -> tuple[Transcript | None, str]:
    """The first text track, or why it cannot be read: the rest of the file is good without.

    The tracks of points that `embed` adds are no speech, and forced ones hold little of it.
    """
    chosen = next((stream for stream in _speech(streams) if not stream.is_forced), None)
    if chosen is None:
        return None, ""
    try:
        with translate_errors(path):
            source.seek(0)
            return _transcripts(source, (chosen,))[0], ""
    except MediaError as error:
        return None, error.message


def read_transcript(path: Path, stream: int | None = None) -> Transcript:
    """Read a text track of the file at ``path``: stream number ``stream``, or the first one.

    Reads the whole file. Raises MediaError where there is no such text track.
    """
    with open_media(path) as source:
        streams = [_stream(one) for one in source.streams]
        texts = [s for s in streams if s.is_text and s.index == stream]
        if stream is None:
            texts = sorted(_speech(streams), key=attrgetter("is_forced"))
        if not texts:
            raise MediaError("there is no such text track in it", where=str(path))
        return _transcripts(source, texts[:1])[0]


def read_transcripts(path: Path) -> tuple[Transcript, ...]:
    """Read every text track of the file at ``path``, but those of points, which `embed` adds.

    Reads the whole file, once; tracks without a word are left out. Raises MediaError.
    """
    with open_media(path) as source:
        texts = list(_speech(map(_stream, source.streams)))
        return tuple(found for found in _transcripts(source, texts) if found.segments)


def _speech(streams: Iterable[Stream]) -> Iterator[Stream]:
    """The text tracks of what is said."""
    return (stream for stream in streams if stream.is_text and not _is_own(stream))


def _is_own(stream: Stream) -> bool:
    """Whether a text track is called as `embed` calls the tracks of points."""
    return stream.title in {kind.label for kind in KINDS}


def _transcripts(
    source: av.container.InputContainer, chosen: Sequence[Stream]
) -> tuple[Transcript, ...]:
    """The text tracks that are ``chosen``, in one pass over the file."""
    from av.stream import Discard

    cues: dict[int, list[Segment]] = {stream.index: [] for stream in chosen}
    codecs = {stream.index: stream.codec for stream in chosen}
    for other in source.streams:
        if other.index not in cues:
            other.discard = Discard.all
    for packet in source.demux(*cues) if cues else ():
        index = packet.stream.index
        if packet.size and (cue := _cue(packet, codecs[index])).text:
            cues[index].append(cue)
    return tuple(
        Transcript(
            segments=tuple(sorted(cues[stream.index], key=lambda cue: cue.start)),
            language=stream.language,
            title=stream.title or ("forced" if stream.is_forced else ""),
        )
        for stream in chosen
    )


def _cue(packet: Packet[av.stream.Stream], codec: str) -> Segment:
    """The cue in one packet of a text track, as plain text."""
    start = ticks_to_ms(packet.pts or 0, packet.time_base)
    end = start + ticks_to_ms(packet.duration or 0, packet.time_base)
    return Segment(start=start, end=end, text=_plain(bytes(packet), codec))


def _plain(payload: bytes, codec: str) -> str:
    """A text packet's words, without the markup of its codec."""
    if codec == "mov_text":
        payload = payload[2 : 2 + int.from_bytes(payload[:2], "big")]
    text = payload.decode("utf-8", "replace")
    if codec in {"ass", "ssa"}:
        text = re.sub(r"\{[^{}]*\}", "", text.split(",", 8)[-1]).replace("\\N", "\n")
    elif codec != "mov_text":
        text = html.unescape(re.sub(r"</?[^\W\d][^<>]*>", "", text))
    return text.strip()


def _stream(stream: av.stream.Stream) -> Stream:
    language = _tag(stream.metadata, "language")
    return Stream(
        index=stream.index,
        kind=cast(StreamKind, stream.type),
        codec=stream.codec_context.name if stream.codec_context else "",
        language="" if language == "und" else language,
        title=_tag(stream.metadata, "title") or _tag(stream.metadata, "name"),
        is_cover=is_cover(stream),
        is_forced=bool(stream.disposition & _FORCED),
    )


def is_cover(stream: av.stream.Stream) -> bool:
    """Whether PyAV's ``stream`` is a picture that stands for the whole recording."""
    return bool(stream.disposition & _ATTACHED_PIC)


def _duration(source: av.container.InputContainer) -> int:
    return ticks_to_ms(source.duration, Fraction(1, 1_000_000)) if source.duration else 0


def _last_packet_end(source: av.container.InputContainer) -> int:
    """The end of the last packet: for files whose header has no duration (a browser's WebM)."""
    return max(
        (
            ticks_to_ms(p.pts + (p.duration or 0), p.time_base)
            for p in source.demux()
            if p.pts is not None
        ),
        default=0,
    )


def _own_chapters(
    path: Path, container: str, source: av.container.InputContainer, duration: int
) -> tuple[tuple[Chapter, ...], tuple[Problem, ...]]:
    """The file's chapters in order, and what is odd about them. FFmpeg gives no more of them
    than start, end and title.
    """
    if container == "Matroska" and (xml := ebml.chapters_xml(path)):
        # With it come all formats, which other files do not need.
        from timeline.formats import matroska

        try:
            parsed = matroska.read(xml)
        except InputError:
            return _with_gaps(_chapters(source), duration), ()
        listed = ("T105",)
        problems = tuple(problem for problem in parsed.problems if problem.code in listed)
        return _with_gaps(parsed.timeline.chapters, duration), problems
    chapters = _chapters(source)
    if container == "MP3":
        with suppress(MediaError):  # what FFmpeg makes of damaged tags will do
            chapters = sorted(tags.read_id3(path), key=_order) or chapters
    return _with_gaps(chapters, duration), ()


def _chapters(source: av.container.InputContainer) -> list[Chapter]:
    """The chapters as FFmpeg gives them, in order."""
    chapters = [
        Chapter(
            start=max(0, ticks_to_ms(each["start"], each["time_base"])),
            end=ticks_to_ms(each["end"], each["time_base"]),
            title=_tag(each["metadata"], "title"),
        )
        for each in source.chapters()
    ]
    return sorted(chapters, key=_order)


def _order(chapter: Chapter) -> tuple[int, int, str]:
    return chapter.start, -chapter.end, chapter.title


def _with_gaps(chapters: Sequence[Chapter], duration: int) -> tuple[Chapter, ...]:
    """The chapters in order. An end counts as stated where it leaves a gap, or holds others; one
    at or before its start is none.
    """
    follows = [chapter.start for chapter in chapters[1:]] + [duration]
    return tuple(
        replace(
            chapter,
            end=chapter.end if chapter.end > chapter.start else max(after, chapter.start),
            end_given=chapter.end > chapter.start and abs(chapter.end - after) > _GAP,
        )
        for chapter, after in zip(chapters, follows[: len(chapters)], strict=True)
    )


def _recording_title(source: av.container.InputContainer) -> str:
    """The title tag; Ogg keeps it on the sound's stream."""
    tagged = [source.metadata, *(stream.metadata for stream in source.streams.audio)]
    return next((title for tags in tagged if (title := _tag(tags, "title"))), "")


def _tag(metadata: dict[str, str], name: str) -> str:
    return _one_line(plain(metadata.get(name) or metadata.get(name.upper(), "")))


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())


def to_ms(seconds: Fraction) -> int:
    """Exact seconds as milliseconds, halves up."""
    return int(seconds * 1000 + Fraction(1, 2))


class Rational(Protocol):
    """A fraction: Python's own, or the one that PyAV has since version 19."""

    @property
    def numerator(self) -> int:
        """The number above the line."""

    @property
    def denominator(self) -> int:
        """The number below it."""


def fraction(value: Rational | None) -> Fraction:
    """A time base of PyAV's as a fraction; 0 where it is not known."""
    # FFmpeg's own "not known" may have the denominator 0; it is false, like 0 and None.
    return Fraction(value.numerator, value.denominator) if value else Fraction(0)


def ticks_to_ms(ticks: int, time_base: Rational | None) -> int:
    """Ticks of a time base as milliseconds, halves up."""
    return to_ms(ticks * fraction(time_base))
