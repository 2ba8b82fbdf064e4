"""``timeline export``: summaries to chapter files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from timeline import files, formats
from timeline.cli import jobs, lines
from timeline.cli.jobs import Job, Outcome
from timeline.cli.options import SUMMARY, Command, FormatName, source_options
from timeline.errors import InputError, TimelineError
from timeline.formats.base import Format
from timeline.tracks import TRACKS, TrackName


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
    "workers",
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
    workers: int,
    read_as: str | None,
    duration: int | None,
    media: str | None,
    transcript: Path | None,
    encoding: str | None,
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
    job = Job(
        summaries[0],
        form,
        tracks,
        read_as,
        duration,
        media,
        transcript,
        thumbnails,
        encoding=encoding,
    )
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
    sys.exit(_report(_run(todo, workers), len(todo)))


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
    try:
        loaded, notes = jobs.read(job)
        written = jobs.texts(loaded.timeline, form, job)
    except TimelineError as error:
        raise error.at("standard input" if job.source == files.STDIN else job.source) from None
    for _, text in written:
        click.echo(text, nl=False)
    for note in [*notes, *jobs.shortcomings(form, loaded.timeline, job.tracks)]:
        lines.note(note)


def _run(todo: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """What becomes of each job. One that would write what an earlier one writes is not done."""
    first: dict[tuple[Path, str], str] = {}
    doubled: dict[str, Outcome] = {}
    for job in todo:
        target = (job.folder or Path(job.source).parent, files.stem(Path(job.source)))
        if first.setdefault(target, job.source) != job.source:
            error = f"{job.source}: this would write the same files as {first[target]}"
            doubled[job.source] = Outcome(job.source, error=error)
    yield from _map([job for job in todo if job.source not in doubled], workers)
    yield from doubled.values()


def _map(todo: Sequence[Job], workers: int) -> Iterator[Outcome]:
    workers = min(workers or os.cpu_count() or 1, len(todo))
    if workers <= 1:
        yield from map(jobs.run, todo)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        share = max(1, min(32, len(todo) // (4 * workers)))
        yield from pool.map(jobs.run, todo, chunksize=share)


def _report(outcomes: Iterable[Outcome], count: int) -> int:
    """Print what happened, job by job. Gives the exit code."""
    hidden = count < 2 or not sys.stderr.isatty()
    with click.progressbar(outcomes, length=count, file=sys.stderr, hidden=hidden) as progress:
        done = list(progress)
    for outcome in done:
        _tell(outcome, several=count > 1)
    failed = sum(bool(outcome.error) and not outcome.skipped for outcome in done)
    written = sum(len(outcome.written) for outcome in done)
    if count > 1:
        click.echo(f"{written} files written, {failed} of {count} summaries failed", err=True)
    return 2 if failed or not written else 0


def _tell(outcome: Outcome, *, several: bool) -> None:
    for path, inside in outcome.written:
        lines.wrote(path, inside)
    for note in outcome.notes:
        lines.note(f"{outcome.source}: {note}" if several else note)
    if outcome.skipped:
        lines.note(f"skipped {outcome.error}")
    elif outcome.error:
        lines.error(outcome.error)
