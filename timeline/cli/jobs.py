"""One summary to its chapter files: what ``export`` does for each, in this process or another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline import files, formats
from timeline.cli.options import NOUNS, contents, counted
from timeline.errors import InputError, TimelineError
from timeline.formats.base import Format
from timeline.loading import Loaded, load
from timeline.model import Timeline
from timeline.times import clock
from timeline.tracks import TrackName, track


@dataclass(frozen=True)
class Job:
    """One summary to export, and how. Plain values, so that it can cross to another process."""

    source: str
    form: str
    tracks: tuple[TrackName, ...]
    read_as: str | None = None
    duration: int | None = None
    media: str | None = None
    transcript: Path | None = None
    thumbnails: bool = False
    folder: Path | None = None
    encoding: str | None = None
    #: A file that a folder held may be no summary at all; it is skipped then, not an error.
    optional: bool = False


@dataclass
class Outcome:
    """What became of a job: files written (with what is in them), notes, and the error if any."""

    source: str
    written: list[tuple[Path, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: str = ""
    skipped: bool = False


def run(job: Job) -> Outcome:
    """Read one summary and write its files."""
    outcome = Outcome(job.source)
    try:
        form = formats.get_format(job.form)
        loaded, outcome.notes = read(job)
        timeline = loaded.timeline
        source = loaded.path or Path()
        folder = job.folder or source.parent
        stem = files.stem(source) if loaded.path else "summary"
        written = [
            (folder / form.file_name(stem, name), text, _contents(timeline, form, name))
            for name, text in texts(timeline, form, job)
        ]
        for path, text, inside in written:
            if loaded.path and path.exists() and path.samefile(source):
                raise InputError("this would overwrite the summary", hint="give -o DIR")
            files.write_atomically(path, text)
            outcome.written.append((path, inside))
        outcome.notes += shortcomings(form, timeline, job.tracks)
        if job.thumbnails:
            outcome.written += _pictures(loaded, folder, stem)
    except TimelineError as error:
        outcome.error = str(error.at(job.source))
        outcome.skipped = job.optional
    return outcome


def _pictures(loaded: Loaded, folder: Path, stem: str) -> list[tuple[Path, str]]:
    """The storyboard and the contact sheet of a summary's video, written."""
    if loaded.media is None:
        raise InputError("there is no video to take pictures of", hint="name it with --media")
    from timeline.media import contact_sheet, storyboard

    board = storyboard(loaded.media, folder, stem)
    written = [(board.track, "storyboard"), *((sheet, "its pictures") for sheet in board.sheets)]
    if loaded.timeline.chapters:
        path = folder / f"{stem}.thumbnails.svg"
        title = loaded.timeline.title
        files.write_atomically(path, contact_sheet(loaded.media, loaded.timeline.chapters, title))
        written.append((path, "contact sheet"))
    return written


def read(job: Job) -> tuple[Loaded, list[str]]:
    """The placed timeline of a job's summary, and what to say about it."""
    loaded = load(
        job.source,
        form=job.read_as,
        encoding=job.encoding,
        duration=job.duration,
        media=job.media,
        transcript=job.transcript,
    )
    notes = list(loaded.notes)
    if count := len(loaded.problems):
        what = "1 problem" if count == 1 else f"{count} problems"
        notes.append(f"{what} in the summary: timeline check {job.source}")
    return loaded, notes


def texts(timeline: Timeline, form: Format, job: Job) -> list[tuple[TrackName, str]]:
    """The tracks that have something in them, written. Raises InputError where none has."""
    if form.write is None:
        raise InputError(f"{form.name} can be read, not written")
    if timeline.is_empty:
        raise InputError(
            "no chapters, insights or Q&A were found",
            hint="a chapter is a line such as 2:46 The title",
        )
    if form.whole:
        return [("chapters", form.write(timeline, "chapters"))]
    names = [name for name in job.tracks if track(timeline, name).cues]
    if not names:
        wanted = " or ".join(NOUNS[name][1] for name in job.tracks)
        raise InputError(f"there are no {wanted} with a time")
    return [(name, form.write(timeline, name)) for name in names]


def _contents(timeline: Timeline, form: Format, name: TrackName) -> str:
    if form.whole:
        return contents(timeline)
    cues = track(timeline, name).cues
    words = counted(name, len(cues))
    if name == "chapters":
        guess = ", estimated" if timeline.duration_source == "estimate" else ""
        return f"{words}, {clock(cues[0].start)} to {clock(cues[-1].end)}{guess}"
    undated = len(getattr(timeline, name)) - len(cues)
    return f"{words}, {undated} more without a time" if undated else words


def shortcomings(form: Format, timeline: Timeline, tracks: tuple[TrackName, ...]) -> list[str]:
    """What the format cannot carry, and what those who read it will refuse."""
    refused = [
        f"{form.name}: {problem.message}" + (f" (line {problem.line})" if problem.line else "")
        for problem in form.rules(timeline)
    ]
    losses = form.losses(timeline, tracks)
    return [*refused, *([_lost(form, losses)] if losses else [])]


def _lost(form: Format, losses: Sequence[str]) -> str:
    *most, last = losses
    listed = f"{', '.join(most)} and {last}" if most else last
    return f"not in {form.name}: {listed}; --format json keeps all"
