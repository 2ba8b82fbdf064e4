"""``timeline export``: summaries to chapter files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import click

from timeline import files, formats
from timeline.cli import export_task, messages
from timeline.cli.export_task import ExportResult, ExportTask
from timeline.cli.options import SUMMARY, Command, FormatName, load_requests, source_options
from timeline.errors import InputError, TimelineError
from timeline.formats.base import Format
from timeline.loader import LoadRequest, expand, load_one
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
    "fmt",
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
    fmt: str,
    thumbnails: bool,
    workers: int,
    **load_options: Any,
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
    chosen = formats.get_format(fmt)
    tracks = _tracks(chosen, track, printed=output == "-")
    if output == "-":
        if thumbnails:
            raise InputError("--thumbnails are files", hint="give -o DIR")
        if len(summaries) > 1:
            raise InputError("-o - takes one summary", hint="give -o DIR for several")
        _print_one(LoadRequest(source=summaries[0], **load_options), chosen, tracks)
        return
    folder = _folder(output, summaries)
    requests, failed = _expanded(load_requests(summaries, load_options))
    tasks = [ExportTask(request, fmt, tracks, thumbnails, folder) for request in requests]
    results = chain(failed, _run(tasks, workers))
    sys.exit(_report(results, len(failed) + len(tasks)))


def _tracks(fmt: Format, name: TrackName | None, *, printed: bool) -> tuple[TrackName, ...]:
    if fmt.write is None:
        raise InputError(f"{fmt.name} can be read, not written", hint="see: timeline formats")
    if name in TRACKS and name not in fmt.tracks:
        raise InputError(f"{fmt.name} carries {', '.join(fmt.tracks)} only")
    if printed and name in (None, "all") and not fmt.single_file:
        if name == "all":
            raise InputError("-o - prints one track", hint="say which with --track")
        return ("chapters",)
    return (name,) if name in TRACKS else fmt.tracks


def _folder(output: str | None, summaries: Sequence[str]) -> Path | None:
    if output is None:
        if files.STDIN in summaries:
            raise InputError(
                "standard input has no folder", hint="say where to with -o DIR or -o -"
            )
        return None
    folder = Path(output)
    _refuse_file_name(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"this folder cannot be made: {error.strerror}", where=output) from None
    return folder


def _refuse_file_name(folder: Path) -> None:
    """Raise InputError for what is no folder and is called as the files that we write are."""
    suffixes = {Path(f"talk{fmt.suffix}").suffix for fmt in formats.FORMATS.values() if fmt.write}
    if not folder.is_dir() and folder.suffix.lower() in suffixes:
        hint = f"to name one file: -o - > {folder.name}; or -o {folder.parent}"
        raise InputError(
            "-o names a folder, and this looks like a file", where=str(folder), hint=hint
        )


def _expanded(
    requests: Iterable[LoadRequest],
) -> tuple[list[LoadRequest], list[ExportResult]]:
    """A request for each summary, and what became of those that lead to none."""
    found: list[LoadRequest] = []
    failed: list[ExportResult] = []
    for request in requests:
        try:
            found += expand(request)
        except TimelineError as error:
            failed.append(ExportResult(str(request.source), error=str(error.at(request.name))))
    return found, failed


def _print_one(request: LoadRequest, fmt: Format, tracks: tuple[TrackName, ...]) -> None:
    try:
        loaded = load_one(request)
        task = ExportTask(request, fmt.name, tracks)
        written = export_task.texts(loaded.timeline, fmt, task)
    except TimelineError as error:
        raise error.at(request.name) from None
    for _, text in written:
        messages.data(text)
    shortcomings = export_task.shortcomings(fmt, loaded.timeline, tracks)
    for note in [*export_task.notes(loaded, task), *shortcomings]:
        messages.note(note)


def _run(todo: Sequence[ExportTask], workers: int) -> Iterator[ExportResult]:
    """What becomes of each task. One that would write what an earlier one writes is not done."""
    first: dict[tuple[Path, str], str] = {}
    doubled: dict[str, ExportResult] = {}
    for task in todo:
        source, path = str(task.request.source), task.request.path or Path()
        target = (task.folder or path.parent, files.stem(path))
        if first.setdefault(target, source) != source:
            error = f"{source}: this would write the same files as {first[target]}"
            doubled[source] = ExportResult(source, error=error)
    yield from _map([task for task in todo if str(task.request.source) not in doubled], workers)
    yield from doubled.values()


def _map(todo: Sequence[ExportTask], workers: int) -> Iterator[ExportResult]:
    workers = min(workers or os.cpu_count() or 1, len(todo))
    if workers <= 1:
        yield from map(export_task.run, todo)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        share = max(1, min(32, len(todo) // (4 * workers)))
        yield from pool.map(export_task.run, todo, chunksize=share)


def _report(results: Iterable[ExportResult], count: int) -> int:
    """Print what happened, task by task. Gives the exit code."""
    hidden = count < 2 or not sys.stderr.isatty()
    with click.progressbar(results, length=count, file=sys.stderr, hidden=hidden) as progress:
        done = list(progress)
    for result in done:
        _tell(result, several=count > 1)
    failed = sum(bool(result.error) and not result.skipped for result in done)
    written = sum(len(result.written) for result in done)
    if count > 1:
        click.echo(f"{written} files written, {failed} of {count} summaries failed", err=True)
    return 2 if failed or not written else 0


def _tell(result: ExportResult, *, several: bool) -> None:
    for path, inside in result.written:
        messages.wrote(path, inside)
    for note in result.notes:
        messages.note(f"{result.source}: {note}" if several else note)
    if result.skipped:
        messages.note(f"skipped {result.error}")
    elif result.error:
        messages.error(result.error)
