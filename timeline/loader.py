"""From what the user asks for to placed timelines: the one pipeline that everything starts with.

    LoadRequest -> expand() -> load() -> Loaded

``expand`` (``timeline.load_request``) makes one request of each summary. ``load`` reads the
summary and what lies beside it, looks into the video once, resolves all ends, and places. Each
step gives its value and its notes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from timeline import assumptions, files, formats
from timeline.chapter_ends import resolve_ends
from timeline.errors import InputError, MediaError, TimelineError
from timeline.libraries import is_installed
from timeline.load_request import STORED, LoadRequest, Notes, expand
from timeline.model import (
    DurationSource,
    ParseResult,
    Passage,
    Problem,
    TimedList,
    Timeline,
    Transcript,
)
from timeline.parsing.headings import names_transcript
from timeline.placement import place
from timeline.retiming import retimed
from timeline.times import format_clock

if TYPE_CHECKING:
    from timeline.fetch import FetchResult
    from timeline.media import MediaInfo

T = TypeVar("T")

__all__ = [
    "LoadRequest",
    "Loaded",
    "Notes",
    "expand",
    "load",
    "load_all",
    "load_one",
    "read",
    "read_transcript",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A placed timeline and all that was used to make it.

    ``path`` is the file that it was read from: a link's stored description, None for standard
    input. ``media`` is the video's file, and ``media_info`` what it says of itself, where
    somebody could look into it. ``other_transcripts`` are files that could have been
    ``transcript_path``, and were not read. ``problems`` are what was odd about the source;
    ``notes`` what had to be assumed, one line each, in words for the user. ``lists`` are the lists
    of times in the source, the one that is the chapters first. ``text`` is the source itself and
    ``format`` what it was read as; both are empty for a media file. ``as_written`` is the timeline
    before its times were moved, None where they were not.
    """

    timeline: Timeline
    problems: tuple[Problem, ...] = ()
    notes: Notes = ()
    transcript: Transcript | None = None
    media: Path | None = None
    media_info: MediaInfo | None = None
    transcript_path: Path | None = None
    other_transcripts: tuple[Path, ...] = ()
    path: Path | None = None
    lists: tuple[TimedList, ...] = ()
    text: str = ""
    format: str = ""
    as_written: Timeline | None = None


def load(request: LoadRequest) -> Loaded:
    """Read the summary of a request that `expand` gave into a placed timeline.

    Raises TimelineError, naming the file.
    """
    try:
        video = _find_video(request)
        transcripts = _find_transcripts(request, video)
        transcript_path = request.transcript or files.first_full(transcripts)
        written, read_notes = _read_text(request)
        info, probe_notes = _probe(request, video, transcript_path)
        parsed = written.parsed if written else _read_media(request, info)
        transcript, spoken_notes = _transcript(request, transcript_path, info)
        if transcript is None:
            parsed, transcript, spoken_notes = _with_own_transcript(parsed, spoken_notes)
    except TimelineError as error:
        raise error.at(request.name) from None
    parsed, site_notes = _with_chapters(parsed, video.site)
    moved, lost_notes = retimed(parsed.timeline, request.shift, request.scale)
    as_written = None
    if moved is not parsed.timeline:
        as_written, parsed = parsed.timeline, replace(parsed, timeline=moved)
    duration, source, length_notes = _duration(request, parsed.timeline, video, info, transcript)
    resolved = resolve_ends(parsed.timeline, duration, source)
    notes = (request.notes, read_notes, probe_notes, spoken_notes, site_notes, lost_notes)
    return Loaded(
        timeline=place(resolved, transcript),
        problems=parsed.problems,
        notes=(
            *chain(*notes, length_notes),
            *assumptions.about(resolved, transcript, video.path, info),
        ),
        transcript=transcript,
        media=video.path,
        media_info=info,
        transcript_path=transcript_path if transcript else None,
        other_transcripts=tuple(path for path in transcripts if path != transcript_path),
        path=request.path,
        lists=parsed.lists,
        text=written.text if written else "",
        format=written.format if written else "",
        as_written=as_written,
    )


def load_one(request: LoadRequest) -> Loaded:
    """Expand and load a request that must lead to one summary. Raises TimelineError."""
    found = expand(request)
    if len(found) > 1 or found[0].optional:
        is_link = files.is_link(request.source)
        what = f"a list of {len(found)} videos, all stored now" if is_link else "a folder"
        raise InputError(
            f"this is {what}",
            where=str(request.source),
            hint=f"give one of its files, such as {found[0].source}",
        )
    return load(found[0])


def load_all(
    requests: Iterable[LoadRequest], load_one: Callable[[LoadRequest], T]
) -> tuple[list[T], Notes]:
    """What ``load_one`` makes of each request, and a note for each optional one that it cannot.

    Raises TimelineError for any other, and where nothing is left.
    """
    made: list[T] = []
    notes: list[str] = []
    for request in requests:
        try:
            made.append(load_one(request))
        except TimelineError as error:
            if not request.optional:
                raise
            notes.append(f"skipped: {error.at(request.name)}")
    if not made:
        raise InputError("there is no summary in this folder")
    return made, tuple(notes)


def read(source: Path | str, format: str | None = None, encoding: str | None = None) -> ParseResult:
    """Read a file in any format into a timeline, nothing placed. Raises TimelineError."""
    request = LoadRequest(source=source, format=format, encoding=encoding)
    try:
        written, _ = _read_text(request)
        return written.parsed if written else _read_media(request, None)
    except TimelineError as error:
        raise error.at(request.name) from None


def read_transcript(path: Path, encoding: str | None = None) -> tuple[Transcript, Notes]:
    """Read subtitles, or the text track of a media file. Raises TimelineError, naming the file."""
    if files.is_media(path):
        from timeline.media import read_transcript as read_text_track

        return read_text_track(path), ()
    from timeline.transcripts import parse_transcript

    text, note, *_ = files.read_decoded(path, encoding)
    try:
        return parse_transcript(text), (f"{path}: {note}",) if note else ()
    except TimelineError as error:
        raise error.at(str(path)) from None


@dataclass(frozen=True, slots=True)
class _Video:
    """The video of a summary: its file, and what its site says of it. ``asked``: by the user."""

    path: Path | None = None
    asked: bool = False
    site: FetchResult | None = None


def _find_video(request: LoadRequest) -> _Video:
    """The source itself, the file asked for, or one beside the source."""
    path = request.path
    if request.media is None:
        if path and files.is_media(path):
            return _Video(path, asked=True)
        return _Video(next(iter(_beside(path, files.MEDIA_SUFFIXES, request.within)), None))
    media = Path(request.media)
    if not media.is_file():
        raise InputError("there is no such file", where=str(media))
    if media.name.endswith(STORED):
        from timeline.fetch import read_cached

        site = read_cached(media)
        return _Video(site.media, site=site)
    return _Video(media, asked=True)


def _find_transcripts(request: LoadRequest, video: _Video) -> tuple[Path, ...]:
    """Files that may be the transcript, the one to use first: the one that was given, those of
    the video's site, beside the source, beside the video.
    """
    found: list[Path] = []
    if request.transcript:
        if request.path is None and str(request.transcript) == files.STDIN:
            raise InputError("standard input is the summary or the transcript, not both")
        found.append(request.transcript)
    if video.site:
        found += video.site.subtitles
    for path in (request.path, video.path):
        found += _beside(path, files.TRANSCRIPT_SUFFIXES, request.within)
    return tuple({str(path): path for path in found}.values())


def _beside(
    path: Path | None, suffixes: tuple[str, ...] | list[str], within: Path | None
) -> list[Path]:
    """Files of these kinds beside ``path``, where it is none itself."""
    if path is None or path.suffix.lower() in suffixes:
        return []
    found = files.siblings(path, suffixes)
    return [file for file in found if within is None or files.is_inside(file, within)]


def _probe(
    request: LoadRequest, video: _Video, transcript: Path | None
) -> tuple[MediaInfo | None, Notes]:
    """What the video's file says, read once, its text track where no other transcript is there.

    A default install reads no media: that is no fault where nobody asked for it.
    """
    if video.path is None or not (video.asked or is_installed("av")):
        return None, ()
    if not video.asked and transcript and request.duration is not None:
        return None, ()
    from timeline.media import probe

    try:
        info = probe(video.path, with_transcript=transcript is None)
    except MediaError as error:
        if video.path == request.path or (video.asked and not request.optional_media):
            raise
        if not is_installed("av"):
            return None, ()
        return None, (f"{video.path} was not used: {error.message}",)
    if info.transcript_error:
        return info, (f"the text track in {video.path} was not used: {info.transcript_error}",)
    return info, ()


def _read_media(request: LoadRequest, info: MediaInfo | None) -> ParseResult:
    """A media file as a summary: its own chapters."""
    if info and info.path == request.path:
        return info.parsed
    from timeline.media import probe

    return probe(Path(request.source)).parsed


class _Source(NamedTuple):
    """A text, the name of the format that it was read as, and what it says."""

    text: str
    format: str
    parsed: ParseResult


def _read_text(request: LoadRequest) -> tuple[_Source | None, Notes]:
    """A text as a summary; None where the source is a media file."""
    if files.is_media(request.source):
        return None, ()
    text, note, *_ = files.read_decoded(request.source, request.encoding)
    if not text.strip():
        raise InputError("this is empty", where=request.name)
    fmt, parsed = formats.read(text, request.format)
    return _Source(text, fmt.name, parsed), (note,) if note else ()


def _transcript(
    request: LoadRequest, path: Path | None, info: MediaInfo | None
) -> tuple[Transcript | None, Notes]:
    """The transcript of a file, or the text track that the media file carries."""
    if path is None:
        inside = info.transcript if info else None
        return inside, (f"transcript: the text track in {info.path}",) if info and inside else ()
    if request.transcript:
        return read_transcript(path)
    try:
        transcript, notes = read_transcript(path)
        return transcript, (f"transcript: {path}", *notes)
    except TimelineError as error:
        return None, (f"{path} was not used: {error.message}",)


def _with_own_transcript(
    parsed: ParseResult, notes: Notes
) -> tuple[ParseResult, Transcript | None, Notes]:
    """The transcript that a summary holds under a heading of its own, and the summary without."""
    spoken: list[Passage] = []
    others: list[Passage] = []
    for passage in parsed.timeline.unparsed:
        (spoken if passage.heading and names_transcript(passage.heading) else others).append(
            passage
        )
    if not spoken:
        return parsed, None, notes
    from timeline.transcripts import parse_transcript

    try:
        transcript = parse_transcript("\n".join(passage.text for passage in spoken))
    except TimelineError:
        return parsed, None, notes
    note = f"transcript: the section {spoken[0].heading!r} at line {spoken[0].line}"
    timeline = replace(parsed.timeline, unparsed=tuple(others))
    return replace(parsed, timeline=timeline), transcript, (*notes, note)


def _with_chapters(parsed: ParseResult, site: FetchResult | None) -> tuple[ParseResult, Notes]:
    """A summary without chapters takes those of the video's site."""
    chapters = site.parsed.timeline.chapters if site else ()
    if parsed.timeline.chapters or not chapters:
        return parsed, ()
    timeline = replace(parsed.timeline, chapters=chapters)
    return replace(parsed, timeline=timeline), (f"{len(chapters)} chapters from the video's site",)


def _duration(
    request: LoadRequest,
    timeline: Timeline,
    video: _Video,
    info: MediaInfo | None,
    transcript: Transcript | None,
) -> tuple[int | None, DurationSource, Notes]:
    """The best known duration and where it is from; None where the timeline's own is kept."""
    if request.duration is not None:
        return request.duration, "given", ()
    if video.site and video.site.parsed.timeline.duration_source not in ("none", "estimate"):
        return video.site.parsed.timeline.duration, "media", ()
    if info:
        note = f"duration {format_clock(info.duration)} from {info.path}"
        return info.duration, "media", () if info.path == request.path else (note,)
    if timeline.duration_source not in ("none", "estimate"):
        return None, timeline.duration_source, ()
    if transcript and transcript.end:
        note = f"duration {format_clock(transcript.end)} from the transcript's end"
        return transcript.end, "transcript", (note,)
    return None, "estimate", ()
