"""The public functions, as ``import timeline`` offers them.

Whatever is handed in is looked at here, once: a wrong type is a TypeError that names the
argument, a wrong value a TimelineError. The layers below trust their callers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from timeline import atomic, formats, loader, moved_times
from timeline.errors import FormatError, InputError, TimeError
from timeline.formats import Format
from timeline.lint import check as _check
from timeline.loader import Loaded, LoadRequest
from timeline.model import Problem, Timeline, Transcript
from timeline.placement import alignment_problems, true_time
from timeline.placement import place as _place
from timeline.source_lines import SourceLines
from timeline.times import MAX_TIME_MS
from timeline.tracks import TRACKS, TrackName

__all__ = ["check", "load", "parse", "place", "read", "read_transcript", "write"]


def load(
    source: str | Path,
    *,
    transcript: str | Path | None = None,
    media: str | Path | None = None,
    duration: int | None = None,
    format: str | None = None,
    encoding: str | None = None,
) -> Loaded:
    """A summary, its transcript and its video in one call, placed: what the commands work with.

    ``source`` is a path or a link, ``media`` a file or a link; it and ``transcript`` default to
    files of the same name beside the source. ``duration`` is in milliseconds. The result holds
    the ``timeline``, its ``problems`` and the ``notes`` on what had to be assumed. Raises
    TimelineError, which names the file.
    """
    if duration is not None:
        _time("duration", duration)
    request = LoadRequest(
        source=_path("source", source),
        transcript=None if transcript is None else Path(_path("transcript", transcript)),
        media=None if media is None else _path("media", media),
        duration=duration,
        format=format,
        encoding=encoding,
    )
    return loader.load_one(request)


def parse(text: str, format: str | None = None) -> Timeline:
    """A text as a timeline: a pasted summary, or a chapter file's content.

    The format is detected by its content, as ``read`` does, unless ``format`` names it. Undated
    points stay undated: see ``place``. What is not understood is in ``unparsed``. Raises
    TimelineError for a damaged file of another format than a summary.
    """
    if not isinstance(text, str):
        raise TypeError(f"parse takes a text, not {type(text).__name__}")
    _, parsed = formats.read(text, format)
    return parsed.timeline


def read(path: str | Path, format: str | None = None, encoding: str | None = None) -> Timeline:
    """A file in any format as a timeline, nothing placed.

    Its format is detected by its content unless ``format`` names it. Text that is not Unicode is
    guessed at, unless ``encoding`` names what it is in. Raises TimelineError, which names the
    file.
    """
    return loader.read(_path("path", path), format, encoding).timeline


def read_transcript(path: str | Path) -> Transcript:
    """Subtitles, or the text track of a media file, as what ``place`` takes.

    Raises TimelineError, which names the file.
    """
    return loader.read_transcript(Path(_path("path", path)))[0]


def place(timeline: Timeline, transcript: Transcript | None = None) -> Timeline:
    """The timeline with its undated points dated, by the transcript or the chapters' words.

    Each says how sure that is; one that fits nowhere stays undated and says why. The same input
    gives the same output. Raises TimelineError for times that are none.
    """
    _check_timeline("place", timeline)
    if not isinstance(transcript, Transcript | None):
        raise TypeError(f"place takes a Transcript, not {type(transcript).__name__}")
    return _place(timeline, transcript)


def write(
    timeline: Timeline,
    path: str | Path,
    format: str | None = None,
    track: TrackName | None = None,
) -> None:
    """Write a timeline, or one track of it, to ``path``, atomically.

    The format is determined by the file's ending unless ``format`` names it, and so is the track:
    ``talk.insights.vtt`` holds the insights, ``talk.vtt`` the chapters. Raises TimelineError.
    """
    _check_timeline("write", timeline)
    target = Path(_path("path", path))
    fmt = formats.get_format(format) if format else _format_of(target)
    if fmt.write is None:
        raise FormatError(f"{fmt.name} can be read, not written")
    wanted = track if track is not None else _track_of(target)
    atomic.write(target, fmt.write(timeline, _checked_track(wanted, fmt)))


def check(timeline: Timeline | Loaded, format: str | Sequence[str] | None = None) -> list[Problem]:
    """What is wrong with a timeline, and what a ``format``, or several, would lose or refuse of
    it, by line.

    For what ``load`` gave, the problems of reading it are among them, what its lines seem to
    have meant, and times that its transcript contradicts. Raises TimelineError.
    """
    names = [format] if isinstance(format, str) else format or ()
    targets = [formats.get_format(name) for name in names]
    if not isinstance(timeline, Loaded):
        _check_timeline("check", timeline)
        return _check(timeline, targets)
    is_pasted, as_written = timeline.format in _PASTED, timeline.as_written
    fixable = is_pasted and as_written is None
    reported = [*timeline.problems, *_spoken_elsewhere(timeline, fixable=fixable)]
    lines_of = (as_written or timeline.timeline) if is_pasted else None
    return _check(timeline.timeline, targets, reported, timeline.text, lines_of)


def _spoken_elsewhere(loaded: Loaded, *, fixable: bool) -> Iterator[Problem]:
    """What the transcript says against the times; a common shift with the lines moved by it."""
    if loaded.transcript is None:
        return
    for problem in alignment_problems(loaded.timeline, loaded.transcript):
        if problem.code == "T041" and fixable:
            move = true_time(loaded.timeline, loaded.transcript)
            lines = moved_times.fix(SourceLines.of(loaded.text), loaded.timeline, move)
            yield replace(problem, fix=lines)
        else:
            yield problem


#: The formats whose lines people write by hand.
_PASTED = ("summary", "markdown", "youtube")


def _path(name: str, value: str | Path) -> str | Path:
    if not isinstance(value, str | Path):
        raise TypeError(f"{name} is a path, not {type(value).__name__}")
    if "\0" in str(value):
        raise InputError(f"{name} holds a NUL, which no file name can", where=repr(str(value)))
    if not str(value):
        raise InputError(f"{name} is empty", hint="name a file")
    return value


def _time(name: str, value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} is in whole milliseconds, not {value!r}")
    if not 0 <= value <= MAX_TIME_MS:
        raise TimeError(f"{name} is {value}: times are milliseconds from 0 to {MAX_TIME_MS}")


def _check_timeline(function: str, timeline: Timeline) -> None:
    """Raise for what is no timeline, or holds times that are none."""
    if not isinstance(timeline, Timeline):
        raise TypeError(f"{function} takes a Timeline, not {type(timeline).__name__}")
    _time("duration", timeline.duration)
    for number, chapter in enumerate(timeline.chapters):
        _time(f"chapters[{number}].start", chapter.start)
        _time(f"chapters[{number}].end", chapter.end)
    for number, point in enumerate(timeline.points):
        for moment in point.moments:
            _time(f"points[{number}].start", moment.start)
            _time(f"points[{number}].end", moment.end)


def _format_of(path: Path) -> Format:
    """The format with the longest suffix that the name ends in.

    ``.json``, ``.csv`` and ``.md`` alone are our own; ``.txt`` is what many programs write, so
    it determines none.
    """
    name = path.name.lower()
    writable = [fmt for fmt in formats.FORMATS.values() if fmt.write]
    fitting = [fmt for fmt in writable if name.endswith(fmt.suffix)]
    if _track_of(path) is None:  # with a track it is as export writes it: talk.chapters.txt
        fitting = [fmt for fmt in fitting if fmt.suffix != ".txt"]
    ending = path.suffix.lower()
    own = [f for f in writable if f.single_file and ending and f.suffix.endswith(ending)]
    if _track_of(path) is None and not any(fmt.single_file for fmt in fitting):
        fitting = own or fitting
    fitting = fitting or own
    if not fitting:
        names = ", ".join(fmt.name for fmt in writable)
        raise FormatError(
            f"cannot determine a format from {path.name!r}",
            where=str(path),
            hint=f"name one of {names}",
        )
    return max(fitting, key=lambda fmt: len(fmt.suffix))


def _track_of(path: Path) -> TrackName | None:
    """The track that a name says, as export names its files: ``talk.insights.vtt``."""
    return next((part for part in path.name.lower().split(".")[1:-1] if part in TRACKS), None)


def _checked_track(name: TrackName | None, fmt: Format) -> TrackName:
    """The track to write. Raises FormatError where the format does not carry it alone."""
    if name is None:
        return "chapters" if "chapters" in fmt.tracks else fmt.tracks[0]
    if name not in TRACKS:
        raise FormatError(f"there is no track {name!r}", hint=f"there are: {', '.join(TRACKS)}")
    if name not in fmt.tracks:
        raise FormatError(f"{fmt.name} has no track {name!r}", hint="webvtt carries all")
    if fmt.single_file:
        raise FormatError(
            f"{fmt.name} holds all tracks in one file, not {name!r} alone",
            hint=f"name the file like talk{fmt.suffix}, and no track",
        )
    return name
