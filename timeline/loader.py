"""From a source to a placed timeline: read it, find what lies beside it, settle, place.

The pipeline that every command and the player share. Files, media and the network are touched
through ``timeline.files``, ``timeline.media`` and ``timeline.fetch`` only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from timeline import files, formats
from timeline.chapter_ends import resolve_ends
from timeline.errors import InputError, MediaError, TimelineError
from timeline.libraries import is_installed
from timeline.model import DurationSource, ParseResult, Problem, TimedList, Timeline, Transcript
from timeline.placement import place
from timeline.times import format_clock

if TYPE_CHECKING:
    from timeline.fetch import FetchResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A placed timeline and all that was used to make it.

    ``path`` is the file that it was read from: a link's stored description, None for standard
    input.
    ``notes`` are what had to be assumed, one line each, in words for the user; ``lists`` are the
    lists of times in the source, the one that is the chapters first.
    """

    timeline: Timeline
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    transcript: Transcript | None = None
    media: Path | None = None
    transcript_path: Path | None = None
    path: Path | None = None
    lists: tuple[TimedList, ...] = ()


@dataclass(slots=True)
class _Video:
    """What is known of the video: a file, or what a link gave."""

    path: Path | None = None
    asked: bool = False
    parsed: ParseResult | None = None
    subtitles: Path | None = None


def load(
    source: Path | str,
    *,
    fmt: str | None = None,
    duration: int | None = None,
    media: Path | str | None = None,
    transcript: Path | None = None,
) -> Loaded:
    """Read ``source`` (a path, a link, or ``-``) into a placed timeline.

    ``fmt`` names the format where it cannot be told; ``duration`` is in milliseconds;
    ``media`` is a file or a link. ``media`` and ``transcript`` default to files of the same
    name beside the source. Raises TimelineError, naming the file.
    """
    notes: list[str] = []
    if _is_link(source):
        source = _fetched(str(source), None, notes).info
    path = None if str(source) == files.STDIN else Path(source)
    try:
        parsed = _read(source, fmt)
        video = _video(path, media, notes)
        spoken, spoken_path = _spoken(path, transcript, video, notes)
    except TimelineError as error:
        raise error.at("standard input" if path is None else str(path)) from None
    if video.parsed and not parsed.timeline.chapters:
        chapters = video.parsed.timeline.chapters
        parsed = replace(parsed, timeline=replace(parsed.timeline, chapters=chapters))
        if chapters:
            notes.append(f"{len(chapters)} chapters from the video's site")
    length, length_source = _duration(parsed.timeline, duration, video, spoken, notes)
    resolved = resolve_ends(parsed.timeline, length, length_source)
    if resolved.duration_source == "estimate":
        notes.append(
            f"the duration, {format_clock(resolved.duration)}, is an estimate: "
            "give --duration or --media for the true one"
        )
    return Loaded(
        timeline=place(resolved, spoken),
        problems=parsed.problems,
        notes=tuple(notes),
        transcript=spoken,
        media=video.path,
        transcript_path=spoken_path,
        path=path,
        lists=parsed.lists,
    )


def read(source: Path | str, fmt: str | None = None) -> ParseResult:
    """Read a file in any format into a timeline, nothing placed. Raises TimelineError."""
    return _read(source, fmt)


def _read(source: Path | str, fmt: str | None) -> ParseResult:
    if files.is_media(source):
        from timeline.media import probe

        return probe(Path(source)).parsed
    text = files.read_text(source)
    if not text.strip():
        raise InputError("this is empty", where=str(source))
    try:
        chosen = formats.get_format(fmt) if fmt else formats.detect(text)
        if chosen.read is None:
            raise InputError(f"{chosen.name} can be written, not read")
        return chosen.read(text)
    except TimelineError as error:
        raise error.at(str(source)) from None


def _is_link(source: Path | str | None) -> bool:
    return isinstance(source, str) and source.startswith(("http://", "https://"))


def _fetched(url: str, siblings: Path | None, notes: list[str]) -> FetchResult:
    """What the site at a link says of its video, stored beside a summary or in this folder."""
    from timeline.fetch import FetchOptions, fetch

    options = (
        FetchOptions(folder=siblings.parent, name=files.stem(siblings))
        if siblings
        else FetchOptions()
    )
    found = fetch(url, options)
    if len(found) > 1:
        raise InputError(
            f"this is a list of {len(found)} videos, all stored now",
            where=url,
            hint="give the folder, or one of their .info.json files",
        )
    notes += [f"not got from {url}: {line}" for line in found[0].missing]
    return found[0]


def _video(path: Path | None, media: Path | str | None, notes: list[str]) -> _Video:
    if _is_link(media):
        fetched = _fetched(str(media), path, notes)
        notes.append(f"the video's description: {fetched.info}")
        return _Video(
            path=fetched.media,
            parsed=fetched.parsed,
            subtitles=next(iter(fetched.subtitles), None),
        )
    if media:
        if not Path(media).is_file():
            raise InputError("there is no such file", where=str(media))
        return _Video(Path(media), asked=True)
    return _Video(_first(path, files.MEDIA_SUFFIXES))


def _spoken(
    path: Path | None, given: Path | None, video: _Video, notes: list[str]
) -> tuple[Transcript | None, Path | None]:
    """The transcript: given, of the link, beside the source or the video, or inside the video."""
    siblings = next(
        (
            file
            for place in (path, video.path)
            if (file := _first(place, files.TRANSCRIPT_SUFFIXES))
        ),
        None,
    )
    chosen = given or video.subtitles or siblings
    if chosen is None:
        return _track_inside(video.path, notes), None
    from timeline.transcripts import parse_transcript

    if not given:
        notes.append(f"transcript: {chosen}")
    try:
        return parse_transcript(files.read_text(chosen)), chosen
    except TimelineError as error:
        if given:
            raise error.at(str(chosen)) from None
        notes.append(f"{chosen} was not used: {error.message}")
        return None, None


def _track_inside(media: Path | None, notes: list[str]) -> Transcript | None:
    """The transcript that a media file carries as a text track, if any."""
    if media is None:
        return None
    from timeline.media import probe, read_transcript

    try:
        if not probe(media).text_streams:
            return None
        transcript = read_transcript(media)
    except MediaError:
        return None
    notes.append(f"transcript: the text track in {media}")
    return transcript


def _first(path: Path | None, suffixes: tuple[str, ...] | list[str]) -> Path | None:
    if path is None or path.suffix.lower() in suffixes:
        return None
    return next(iter(files.siblings(path, suffixes)), None)


def _duration(
    timeline: Timeline,
    given: int | None,
    video: _Video,
    transcript: Transcript | None,
    notes: list[str],
) -> tuple[int | None, DurationSource]:
    """The best known duration and where it is from; None where the timeline's own stands."""
    if given is not None:
        return given, "given"
    if video.parsed and video.parsed.timeline.duration_source not in ("none", "estimate"):
        return video.parsed.timeline.duration, "media"
    able = video.asked or is_installed("av")
    if able and (length := _measured(video, notes)):
        return length, "media"
    if timeline.duration_source not in ("none", "estimate"):
        return None, timeline.duration_source
    if transcript and transcript.end:
        notes.append(f"duration {format_clock(transcript.end)} from the transcript's end")
        return transcript.end, "transcript"
    if not able:  # a default install reads no media: worth a word only where it would have helped
        _measured(video, notes)
    return None, "estimate"


def _measured(video: _Video, notes: list[str]) -> int:
    """The length of the video's file (ms); 0 where there is none, or with a note why not."""
    if video.path is None:
        return 0
    from timeline.media import probe

    try:
        length = probe(video.path).duration
    except MediaError as error:
        if video.asked:
            raise
        notes.append(f"{video.path} was not used: {error}")
        return 0
    notes.append(f"duration {format_clock(length)} from {video.path}")
    return length
