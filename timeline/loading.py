"""From a source to a placed timeline: read it, find what lies beside it, settle, place.

The pipeline that every command and the player share. Files are touched through
``timeline.files`` and ``timeline.media`` only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from timeline import files, formats
from timeline.durations import settle
from timeline.errors import InputError, MediaError, TimelineError
from timeline.model import DurationSource, Problem, Reading, Timeline, Transcript
from timeline.placing import place
from timeline.times import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A placed timeline and all that was used to make it.

    ``notes`` are what had to be assumed, one line each, in words for the user.
    """

    timeline: Timeline
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    transcript: Transcript | None = None
    media: Path | None = None
    transcript_path: Path | None = None


def load(
    source: Path | str,
    *,
    form: str | None = None,
    duration: int | None = None,
    media: Path | None = None,
    transcript: Path | None = None,
) -> Loaded:
    """Read ``source`` (a path, or ``-``) into a placed timeline.

    ``form`` names the format where it cannot be told; ``duration`` is in milliseconds.
    ``media`` and ``transcript`` default to files of the same name beside the source. Raises
    TimelineError, naming the file.
    """
    path = None if str(source) == files.STDIN else Path(source)
    try:
        reading = _read(path, source, form)
        found_media = media or _first(path, files.MEDIA_SUFFIXES)
        transcript_path = transcript or _first(path, files.TRANSCRIPT_SUFFIXES)
        spoken = _transcript(transcript_path)
    except TimelineError as error:
        raise error.at("standard input" if path is None else str(path)) from None
    notes = []
    if transcript_path and not transcript:
        notes.append(f"transcript: {transcript_path}, found beside it")
    length, length_source, length_notes = _duration(
        reading.timeline, duration, found_media, spoken, asked=media is not None
    )
    settled = settle(reading.timeline, length, length_source)
    notes += length_notes
    if settled.duration_source == "estimate":
        notes.append(
            f"the duration, {clock(settled.duration)}, is an estimate: "
            "give --duration or --media for the true one"
        )
    return Loaded(
        timeline=place(settled, spoken),
        problems=reading.problems,
        notes=tuple(notes),
        transcript=spoken,
        media=found_media,
        transcript_path=transcript_path,
    )


def read(source: Path | str, form: str | None = None) -> Reading:
    """Read a file in any format into a timeline, nothing placed. Raises TimelineError."""
    path = None if str(source) == files.STDIN else Path(source)
    return _read(path, source, form)


def _read(path: Path | None, source: Path | str, form: str | None) -> Reading:
    if path and path.suffix.lower() in files.MEDIA_SUFFIXES:
        from timeline.media import probe

        return probe(path).reading
    text = files.read_text(source)
    if not text.strip():
        raise InputError("this is empty", where=str(source))
    chosen = formats.get_format(form) if form else formats.detect(text)
    if chosen.read is None:
        raise InputError(f"{chosen.name} can be written, not read", where=str(source))
    try:
        return chosen.read(text)
    except TimelineError as error:
        raise error.at(str(source)) from None


def _first(path: Path | None, suffixes: tuple[str, ...] | list[str]) -> Path | None:
    if path is None or path.suffix.lower() in suffixes:
        return None
    return next(iter(files.beside(path, suffixes)), None)


def _transcript(path: Path | None) -> Transcript | None:
    if path is None:
        return None
    from timeline.transcripts import parse_transcript

    try:
        return parse_transcript(files.read_text(path))
    except TimelineError as error:
        raise error.at(str(path)) from None


def _duration(
    timeline: Timeline,
    given: int | None,
    media: Path | None,
    transcript: Transcript | None,
    *,
    asked: bool,
) -> tuple[int | None, DurationSource, list[str]]:
    """The best known duration, where it is from, and what to say about it."""
    if given is not None:
        return given, "given", []
    notes = []
    if media:
        try:
            from timeline.media import probe

            if length := probe(media).duration:
                return length, "media", [f"duration {clock(length)} from {media}"]
        except (MediaError, ImportError) as error:
            if asked:
                raise
            notes.append(f"{media} beside it was not used: {error}")
    if timeline.duration_source not in ("none", "estimate"):
        return None, timeline.duration_source, notes
    if transcript and transcript.end:
        return transcript.end, "transcript", [*notes, "duration from the transcript's end"]
    return None, "estimate", notes


def named(loaded: Loaded, title: str) -> Loaded:
    """``loaded`` with a title, where the source had none."""
    if loaded.timeline.title:
        return loaded
    return replace(loaded, timeline=replace(loaded.timeline, title=title))
