"""``timeline export``: summaries to chapter files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from timeline import files, formats
from timeline.cli.options import (
    NOUNS,
    SUMMARY,
    Command,
    FormatName,
    contents,
    counted,
    source_options,
)
from timeline.errors import InputError, TimelineError
from timeline.formats.base import Format
from timeline.loading import Loaded, load
from timeline.model import Timeline
from timeline.times import clock
from timeline.tracks import TRACKS, TrackName, track


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


@click.command(cls=Command, short_help="Write chapter files.")
@click.argument("summaries", metavar="SUMMARY...", nargs=-1, required=True, type=SUMMARY)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    help="Folder to write to; - prints one track. [default: beside the summary]",
)
@click.option(
    "--track",
    type=click.Choice([*TRACKS, "all"]),
    help="What to write. [default: all; chapters with -o -]",
)
@click.option(
    "--format",
    "form",
    type=FormatName(written=True),
    metavar="FORMAT",
    default="webvtt",
    show_default=True,
    help="What to write; see: timeline formats.",
)
@click.option(
    "--thumbnails",
    is_flag=True,
    help="Also a storyboard (NAME.thumbnails.vtt) and a contact sheet of the chapters.",
)
@click.option(
    "--jobs",
    type=click.IntRange(0),
    default=1,
    metavar="N",
    help="Work on N summaries at a time; 0 for as many as there are processors.",
)
@source_options
def export(
    summaries: tuple[str, ...],
    output: str | None,
    track: TrackName | None,
    form: str,
    thumbnails: bool,
    jobs: int,
    read_as: str | None,
    duration: int | None,
    media: str | None,
    transcript: Path | None,
) -> None:
    """Write the chapters, insights and Q&A of summaries as WebVTT, or another format.

    SUMMARY is a text file, a media file with chapters, a folder, or - for standard input.
    NAME.txt gives NAME.chapters.vtt, NAME.insights.vtt and NAME.qa.vtt.

    \b
    Examples:
      timeline export talk.txt
      timeline export talk.txt --media talk.mp4 -o out
      timeline export talk.txt --format youtube -o -
      pbpaste | timeline export - -o - --track insights
      timeline export summaries/ --jobs 0
    """
    chosen = formats.get_format(form)
    tracks = _tracks(chosen, track, printed=output == "-")
    job = Job(summaries[0], form, tracks, read_as, duration, media, transcript, thumbnails)
    if output == "-":
        if thumbnails:
            raise InputError("--thumbnails are files", hint="give -o DIR")
        if len(summaries) > 1 or os.path.isdir(job.source):
            raise InputError("-o - takes one summary", hint="give -o DIR for several")
        _print_one(job, chosen)
        return
    folder = _folder(output, summaries)
    sources = list(_expanded(summaries))
    if len(sources) > 1 and (media or transcript or duration is not None):
        raise InputError("--media, --transcript and --duration belong to one summary, not several")
    todo = [
        replace(job, source=source, folder=folder, optional=inside) for source, inside in sources
    ]
    sys.exit(_report(_run(todo, jobs), len(todo)))


def _tracks(form: Format, name: TrackName | None, *, printed: bool) -> tuple[TrackName, ...]:
    if form.write is None:
        raise InputError(f"{form.name} can be read, not written", hint="see: timeline formats")
    if name in TRACKS and name not in form.tracks:
        raise InputError(f"{form.name} carries {', '.join(form.tracks)} only")
    if printed and name in (None, "all") and not form.whole:
        if name == "all":
            raise InputError("-o - prints one track", hint="say which with --track")
        return ("chapters",)
    return (name,) if name in TRACKS else form.tracks


def _folder(output: str | None, summaries: Sequence[str]) -> Path | None:
    if output is None:
        if files.STDIN in summaries:
            raise InputError(
                "standard input has no folder", hint="say where to with -o DIR or -o -"
            )
        return None
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"this folder cannot be made: {error.strerror}", where=output) from None
    return folder


def _expanded(summaries: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Each summary, and whether a folder gave it."""
    for summary in summaries:
        if summary != files.STDIN and os.path.isdir(summary):
            yield from ((str(path), True) for path in files.summaries_in(Path(summary)))
        else:
            yield summary, False


def _print_one(job: Job, form: Format) -> None:
    loaded, notes = _loaded(job)
    timeline = loaded.timeline
    try:
        texts = _texts(timeline, form, job)
    except TimelineError as error:
        raise error.at("standard input" if job.source == files.STDIN else job.source) from None
    for _, text in texts:
        click.echo(text, nl=False)
    for note in [*notes, *_shortcomings(form, timeline, job.tracks)]:
        click.echo(_note(note), err=True)


def _run(todo: Sequence[Job], jobs: int) -> Iterator[Outcome]:
    taken: dict[Path, str] = {}
    workers = min(jobs or os.cpu_count() or 1, len(todo))
    if workers <= 1:
        outcomes: Iterable[Outcome] = map(run, todo)
    else:
        from concurrent.futures import ProcessPoolExecutor

        pool = ProcessPoolExecutor(workers)
        outcomes = pool.map(run, todo, chunksize=max(1, min(32, len(todo) // (4 * workers))))
    for outcome in outcomes:
        for path, _ in outcome.written:
            if path in taken:
                outcome.notes.append(f"{path} replaces what {taken[path]} gave")
            taken[path] = outcome.source
        yield outcome


def run(job: Job) -> Outcome:
    """Read one summary and write its files."""
    outcome = Outcome(job.source)
    try:
        form = formats.get_format(job.form)
        loaded, outcome.notes = _loaded(job)
        timeline = loaded.timeline
        source = Path(job.source)
        folder = job.folder or source.parent
        stem = "summary" if job.source == files.STDIN else files.stem(source)
        texts = [
            (folder / form.file_name(stem, name), text, _contents(timeline, form, name))
            for name, text in _texts(timeline, form, job)
        ]
        for path, text, inside in texts:
            if path.exists() and source.exists() and path.samefile(source):
                raise InputError("this would overwrite the summary", hint="give -o DIR")
            files.write_atomically(path, text)
            outcome.written.append((path, inside))
        outcome.notes += _shortcomings(form, timeline, job.tracks)
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


def _loaded(job: Job) -> tuple[Loaded, list[str]]:
    loaded = load(
        job.source,
        form=job.read_as,
        duration=job.duration,
        media=job.media,
        transcript=job.transcript,
    )
    notes = list(loaded.notes)
    if count := len(loaded.problems):
        what = "1 problem" if count == 1 else f"{count} problems"
        notes.append(f"{what} in the summary: timeline check {job.source}")
    return loaded, notes


def _texts(timeline: Timeline, form: Format, job: Job) -> list[tuple[TrackName, str]]:
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


def _shortcomings(form: Format, timeline: Timeline, tracks: tuple[TrackName, ...]) -> list[str]:
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


def _note(text: str) -> str:
    return click.style(f"note: {text}", dim=True)


def _report(outcomes: Iterable[Outcome], count: int) -> int:
    """Print what happened, job by job. Gives the exit code."""
    failed = written = 0
    with click.progressbar(
        outcomes, length=count, file=sys.stderr, hidden=count < 2 or not sys.stderr.isatty()
    ) as progress:
        results = progress if count > 1 else outcomes
        lines: list[tuple[str, bool]] = []
        for outcome in results:
            lines += _lines(outcome, several=count > 1)
            failed += bool(outcome.error) and not outcome.skipped
            written += len(outcome.written)
    for line, is_error in lines:
        click.echo(line, err=is_error)
    if count > 1:
        click.echo(f"{written} files written, {failed} of {count} summaries failed", err=True)
    return 2 if failed or not written else 0


def _lines(outcome: Outcome, *, several: bool) -> Iterator[tuple[str, bool]]:
    for path, inside in outcome.written:
        yield f"{click.style('wrote', fg='green')} {path}  {click.style(inside, dim=True)}", False
    for note in outcome.notes:
        where = f"{outcome.source}: " if several else ""
        yield _note(where + note), True
    if outcome.skipped:
        yield _note(f"skipped {outcome.error}"), True
    elif outcome.error:
        yield f"{click.style('error:', fg='red', bold=True)} {outcome.error}", True
