"""One summary to its chapter files: what ``export`` does for each, in this process or another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline import atomic, files, formats
from timeline.cli.options import contents
from timeline.errors import InputError, TimelineError
from timeline.formats.base import Format
from timeline.kinds import counted, kind_of
from timeline.loader import Loaded, LoadRequest, load
from timeline.model import Timeline
from timeline.times import format_clock
from timeline.tracks import NOUNS, TrackName, track


@dataclass(frozen=True)
class ExportTask:
    """One summary to export, and how. Plain values, so that it can cross to another process."""

    request: LoadRequest
    fmt: str
    tracks: tuple[TrackName, ...]
    thumbnails: bool = False
    folder: Path | None = None


@dataclass
class ExportResult:
    """What became of a task: files written (with what is in them), notes, and the error if any."""

    source: str
    written: list[tuple[Path, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: str = ""
    skipped: bool = False


def run(task: ExportTask) -> ExportResult:
    """Read one summary and write its files."""
    result = ExportResult(str(task.request.source))
    try:
        fmt = formats.get_format(task.fmt)
        loaded = load(task.request)
        result.notes = notes(loaded, task)
        timeline = loaded.timeline
        source = loaded.path or Path()
        folder = task.folder or source.parent
        stem = files.stem(source) if loaded.path else "summary"
        written = [
            (folder / fmt.file_name(stem, name), text, _contents(timeline, fmt, name))
            for name, text in texts(timeline, fmt, task)
        ]
        for path, text, inside in written:
            if loaded.path and path.exists() and path.samefile(source):
                raise InputError("this would overwrite the summary", hint="give -o DIR")
            atomic.write(path, text)
            result.written.append((path, inside))
        result.notes += shortcomings(fmt, timeline, task.tracks)
        if task.thumbnails:
            result.written += _pictures(loaded, folder, stem)
    except TimelineError as error:
        result.error = str(error.at(task.request.name))
        result.skipped = task.request.optional
    return result


def _pictures(loaded: Loaded, folder: Path, stem: str) -> list[tuple[Path, str]]:
    """The storyboard and the contact sheet of a summary's video, written."""
    if loaded.media is None:
        raise InputError("there is no video to take pictures of", hint="name it with --media")
    from timeline.media import contact_sheet, storyboard

    board = storyboard(loaded.media_info or loaded.media, folder, stem)
    written = [(board.track, "storyboard"), *((sheet, "its pictures") for sheet in board.sheets)]
    if loaded.timeline.chapters:
        path = folder / f"{stem}.thumbnails.svg"
        title = loaded.timeline.title
        atomic.write(path, contact_sheet(loaded.media, loaded.timeline.chapters, title))
        written.append((path, "contact sheet"))
    return written


def notes(loaded: Loaded, task: ExportTask) -> list[str]:
    """What to say about a summary that was loaded."""
    if not loaded.problems:
        return list(loaded.notes)
    count = len(loaded.problems)
    what = "1 problem" if count == 1 else f"{count} problems"
    return [*loaded.notes, f"{what} in the summary: timeline check {task.request.source}"]


def texts(timeline: Timeline, fmt: Format, task: ExportTask) -> list[tuple[TrackName, str]]:
    """The tracks that have something in them, written. Raises InputError where none has."""
    if fmt.write is None:
        raise InputError(f"{fmt.name} can be read, not written")
    if timeline.is_empty:
        raise InputError(
            "no chapters, insights or Q&A were found",
            hint="a chapter is a line such as 2:46 The title",
        )
    if fmt.single_file:
        return [("chapters", fmt.write(timeline, "chapters"))]
    names = [name for name in task.tracks if track(timeline, name).cues]
    if not names:
        wanted = " or ".join(NOUNS[name][1] for name in task.tracks)
        raise InputError(f"there are no {wanted} with a time")
    return [(name, fmt.write(timeline, name)) for name in names]


def _contents(timeline: Timeline, fmt: Format, name: TrackName) -> str:
    if fmt.single_file:
        return contents(timeline)
    cues = track(timeline, name).cues
    words = counted(len(cues), NOUNS[name])
    if name == "chapters":
        guess = ", estimated" if timeline.duration_source == "estimate" else ""
        return f"{words}, {format_clock(cues[0].start)} to {format_clock(cues[-1].end)}{guess}"
    undated = sum(kind_of(p).track == name and p.moment is None for p in timeline.points)
    return f"{words}, {undated} more without a time" if undated else words


def shortcomings(fmt: Format, timeline: Timeline, tracks: tuple[TrackName, ...]) -> list[str]:
    """What the format cannot carry, and what those who read it will refuse."""
    refused = [
        f"{fmt.name}: {problem.message}" + (f" (line {problem.line})" if problem.line else "")
        for problem in fmt.validate(timeline)
    ]
    unsupported = fmt.unsupported(timeline, tracks)
    return [*refused, *([_lost(fmt, unsupported)] if unsupported else [])]


def _lost(fmt: Format, unsupported: Sequence[str]) -> str:
    *most, last = unsupported
    listed = f"{', '.join(most)} and {last}" if most else last
    return f"not in {fmt.name}: {listed}; --format json keeps all"
