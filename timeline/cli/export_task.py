"""One summary to its chapter files: what ``export`` does for each, in this process or another."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline import __version__, files, formats, written
from timeline.cli.options import contents
from timeline.errors import InputError, OutputError, TimelineError
from timeline.formats.base import Format
from timeline.kinds import counted, kind_of
from timeline.loader import Loaded, LoadRequest, load
from timeline.model import Timeline
from timeline.times import format_clock
from timeline.tracks import NOUNS, TrackName, track
from timeline.written import Overwriting


@dataclass(frozen=True)
class ExportTask:
    """One summary to export, and how. Plain values, so that it can cross to another process.

    ``fmts`` are the names of the formats, ``tracks`` what is wanted of those that each can carry;
    ``made_from`` is what its files are remembered by.
    """

    request: LoadRequest
    fmts: tuple[str, ...]
    tracks: tuple[TrackName, ...]
    thumbnails: bool = False
    folder: Path | None = None
    overwriting: Overwriting = field(default_factory=Overwriting)
    made_from: str = ""

    @property
    def source(self) -> str:
        """The summary, as the user named it."""
        return str(self.request.source)

    @property
    def target(self) -> Path:
        """Where its files go."""
        return self.folder or (self.request.path or Path()).parent

    @property
    def stem(self) -> str:
        """What its files are called before the first dot."""
        return files.stem(self.request.path) if self.request.path else "summary"


@dataclass
class ExportResult:
    """What became of a task: files written (with what is in them), notes, and the error if any.

    ``skipped`` is an optional source that is no summary, ``current`` one that nothing had to be
    done for, ``doubled`` one that was given twice.
    """

    source: str
    written: list[tuple[Path, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: str = ""
    skipped: bool = False
    current: bool = False
    doubled: bool = False


def run(task: ExportTask) -> ExportResult:
    """Read one summary and write its files."""
    result = ExportResult(task.source)
    try:
        loaded = load(task.request)
        result.notes = notes(loaded, task)
        # All is made before the first is written: a format that refuses leaves nothing half done.
        for path, text, inside in list(_planned(loaded, task)):
            if loaded.path and os.path.exists(path) and path.samefile(loaded.path):
                raise InputError(
                    "this would overwrite the summary", where=str(path), hint="give -o DIR"
                )
            if task.overwriting.write(path, text, task.made_from):
                result.written.append((path, inside))
            else:
                result.notes.append(f"kept {path}, which is there")
        for name in task.fmts:
            fmt = formats.get_format(name)
            result.notes += shortcomings(fmt, loaded.timeline, wanted(fmt, task.tracks))
        if task.thumbnails:
            result.written += _pictures(loaded, task)
    except TimelineError as error:
        result.error = str(error.at(task.request.name))
        is_read = bool(result.written) or isinstance(error, OutputError)
        result.skipped = task.request.optional and not is_read
    return result


def made_from(task: ExportTask, beside: Sequence[Path]) -> str:
    """A digest of all that a task's files depend on: the files, the options, and this version."""
    request = task.request
    paths = [path for path in (request.path, request.transcript) if path]
    media = [Path(request.media)] if request.media and not files.is_link(request.media) else []
    how = (
        __version__,
        task.fmts,
        task.tracks,
        task.thumbnails,
        str(task.target.resolve()),
        request.duration,
        request.format,
        request.encoding,
        request.shift,
        str(request.scale),
    )
    try:
        return written.inputs({*paths, *media, *beside}, how)
    except OSError:
        return ""


def wanted(fmt: Format, tracks: tuple[TrackName, ...]) -> tuple[TrackName, ...]:
    """The tracks of those asked for that a format carries; all of them where none was named."""
    return tuple(name for name in fmt.tracks if not tracks or name in tracks)


def _planned(loaded: Loaded, task: ExportTask) -> Iterator[tuple[Path, str, str]]:
    """The files of every format: path, text, and what is in it."""
    for name in task.fmts:
        fmt = formats.get_format(name)
        tracks = wanted(fmt, task.tracks)
        for each, text in texts(loaded.timeline, fmt, tracks):
            path = task.target / fmt.file_name(task.stem, each)
            yield path, text, _contents(loaded.timeline, fmt, each)


def _pictures(loaded: Loaded, task: ExportTask) -> list[tuple[Path, str]]:
    """The storyboard and the contact sheet of a summary's video, written."""
    if loaded.media is None:
        raise InputError("there is no video to take pictures of", hint="name it with --media")
    from timeline.media import contact_sheet, storyboard

    board = storyboard(loaded.media_info or loaded.media, task.target, task.stem)
    made = [(board.track, "storyboard"), *((sheet, "its pictures") for sheet in board.sheets)]
    if loaded.timeline.chapters:
        path = task.target / f"{task.stem}.thumbnails.svg"
        title = loaded.timeline.title
        sheet = contact_sheet(loaded.media, loaded.timeline.chapters, title)
        if task.overwriting.write(path, sheet, task.made_from):
            made.append((path, "contact sheet"))
    return made


def notes(loaded: Loaded, task: ExportTask) -> list[str]:
    """What to say about a summary that was loaded."""
    if not loaded.problems:
        return list(loaded.notes)
    what = counted(len(loaded.problems), ("problem", "problems"))
    return [*loaded.notes, f"{what} in the summary: timeline check {task.source}"]


def texts(
    timeline: Timeline, fmt: Format, tracks: tuple[TrackName, ...]
) -> list[tuple[TrackName, str]]:
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
    names = [name for name in tracks if track(timeline, name).cues]
    if not names:
        missing = " or ".join(NOUNS[name][1] for name in tracks)
        raise InputError(f"there are no {missing} with a time, and {fmt.name} holds no more")
    return [(name, fmt.write(timeline, name)) for name in names]


def _contents(timeline: Timeline, fmt: Format, name: TrackName) -> str:
    if fmt.single_file:
        return contents(timeline)
    cues = track(timeline, name).cues
    # A point's further moments are cues, too: insight-2.2.
    words = counted(len({cue.id.partition(".")[0] for cue in cues}), NOUNS[name])
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
