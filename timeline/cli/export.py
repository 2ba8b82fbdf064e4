"""``timeline export``: summaries to chapter files."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from timeline import files, formats, written
from timeline.cli import executors, export_pool, export_task, messages
from timeline.cli.export_task import ExportResult, ExportTask
from timeline.cli.options import (
    SUMMARY,
    Command,
    FormatNames,
    load_requests,
    overwriting_options,
    source_options,
)
from timeline.cli.signals import Stopped, stopping
from timeline.errors import InputError, TimelineError
from timeline.formats.base import Format
from timeline.kinds import counted
from timeline.loader import LoadRequest, expand, load_one
from timeline.tracks import TRACKS, TrackName
from timeline.written import Overwriting


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
    "fmts",
    type=FormatNames(),
    metavar="FORMATS",
    default="webvtt",
    show_default=True,
    help="What to write, one or several: webvtt,youtube,json; see: timeline formats.",
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
@click.option(
    "--executor",
    "executor_name",
    metavar="MODULE:FUNCTION",
    help="Work on what this function gives instead: any concurrent.futures.Executor.",
)
@click.option(
    "--skip-existing",
    is_flag=True,
    help="Pass over summaries whose files are there, from the same sources, options and version.",
)
@overwriting_options
@source_options
def export(
    summaries: tuple[str, ...],
    output: str | None,
    track: TrackName | None,
    fmts: tuple[str, ...],
    thumbnails: bool,
    workers: int,
    executor_name: str | None,
    skip_existing: bool,
    force: bool,
    no_clobber: bool,
    **load_options: Any,
) -> None:
    """Write the chapters, insights and Q&A of summaries as WebVTT, or other formats.

    SUMMARY is a text file, a media file with chapters, a folder, or - for standard input.
    NAME.txt gives NAME.chapters.vtt, NAME.insights.vtt and NAME.qa.vtt. Exit code 0 when all
    are written, 1 when one could not be read or written.

    \b
    Examples:
      timeline export talk.txt
      timeline export talk.txt --media talk.mp4 -o out
      timeline export talk.txt --format youtube -o -
      pbpaste | timeline export - -o - --track insights
      timeline export summaries/ --format webvtt,json --jobs 0 --skip-existing
    """
    overwriting = Overwriting(force=force, no_clobber=no_clobber)
    if "parquet" in fmts:
        if len(fmts) > 1:
            raise InputError("parquet is one table of all summaries, with no other format beside")
        without = {"--track": track, "--thumbnails": thumbnails, "--skip-existing": skip_existing}
        _refuse_beside_parquet({**without, **_of_video(load_options)}, output)
        requests = load_requests(summaries, load_options)
        sys.exit(_table(requests, Path(output or "."), overwriting, workers, executor_name))
    chosen = [formats.get_format(name) for name in fmts]
    tracks = _tracks(chosen, track, printed=output == "-")
    requests = load_requests(summaries, load_options)
    if output == "-":
        if thumbnails:
            raise InputError("--thumbnails are files", hint="give -o DIR")
        if len(summaries) > 1 or len(chosen) > 1:
            raise InputError(
                "-o - takes one summary and one format", hint="give -o DIR for several"
            )
        sys.exit(_print_one(requests[0], chosen[0], tracks))
    folder = _folder(output, summaries)
    found, failed = _expanded(requests)
    tasks = [
        ExportTask(request, fmts, tracks, thumbnails, folder, overwriting) for request in found
    ]
    report = _Report(len(tasks) + len(failed), several=len(summaries) > 1 or len(tasks) > 1)
    done = partial(export_pool.done, workers=workers, executor_name=executor_name)
    sys.exit(_run(report, failed, tasks, done, skip_existing=skip_existing))


def _tracks(
    fmts: Sequence[Format], name: TrackName | None, *, printed: bool
) -> tuple[TrackName, ...]:
    """The tracks that were asked for; none for all that each format carries."""
    for fmt in fmts:
        if fmt.write is None:
            raise InputError(f"{fmt.name} can be read, not written", hint="see: timeline formats")
        if name in TRACKS and name not in fmt.tracks:
            raise InputError(f"{fmt.name} carries {', '.join(fmt.tracks)} only")
    if printed and name in (None, "all") and not fmts[0].single_file:
        if name == "all":
            raise InputError("-o - prints one track", hint="say which with --track")
        return ("chapters",)
    return (name,) if name and name in TRACKS else ()


def _folder(output: str | None, summaries: Sequence[str]) -> Path | None:
    if output is None:
        if files.STDIN in summaries:
            raise InputError(
                "standard input has no folder", hint="say where to with -o DIR or -o -"
            )
        return None
    if not output:
        raise InputError("-o is empty", hint="name a folder; . is this one")
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


def _print_one(request: LoadRequest, fmt: Format, tracks: tuple[TrackName, ...]) -> int:
    task = ExportTask(request, (fmt.name,), tracks)
    wanted = export_task.wanted(fmt, tracks)
    try:
        loaded = load_one(request)
        made = export_task.texts(loaded.timeline, fmt, wanted)
    except TimelineError as error:
        messages.error(str(error.at(request.name)))
        return 1
    for _, text in made:
        messages.data(text)
    shortcomings = export_task.shortcomings(fmt, loaded.timeline, wanted)
    for note in [*export_task.notes(loaded, task), *shortcomings]:
        messages.note(note)
    return 0


class _Report:
    """Tells of each result at once, and of all at the end."""

    def __init__(self, count: int, *, several: bool) -> None:
        self.count = count
        self.several = several
        self.results: list[ExportResult] = []
        self.files = 0

    def add(self, result: ExportResult) -> None:
        """Print what became of a task."""
        self.results.append(replace(result, written=[], notes=[]))
        self.files += len(result.written)
        for path, inside in result.written:
            messages.wrote(path, inside)
        for note in result.notes:
            messages.note(f"{result.source}: {note}" if self.several else note)
        if result.skipped:
            messages.note(f"skipped {result.error}")
        elif result.error:
            messages.error(result.error)
        sys.stdout.flush()

    def close(self, stopped: Stopped | None = None) -> int:
        """Print the summary of several; gives the exit code."""
        failed = sum(bool(result.error) and not result.skipped for result in self.results)
        skipped = sum(result.skipped for result in self.results)
        current = sum(result.current for result in self.results)
        doubled = sum(result.doubled for result in self.results)
        left = self.count - len(self.results)
        parts = [f"{counted(self.files, ('file', 'files'))} written"]
        for number, what in (
            (failed, "failed"),
            (skipped, "no summaries"),
            (current, "up to date"),
            (doubled, "given twice"),
            (left, "not reached"),
        ):
            if number:
                parts.append(f"{number} of {self.count} {what}")
        if self.several or stopped:
            click.echo(", ".join(parts), err=True)
        if stopped:
            messages.error(f"stopped by {stopped.by}")
            return stopped.code
        is_idle = not self.files and not current and skipped == len(self.results)
        if is_idle and not failed:
            messages.error("there was no summary to export")
        return 1 if failed or is_idle else 0


def _run(
    report: _Report,
    failed: Sequence[ExportResult],
    tasks: Sequence[ExportTask],
    done_on: Callable[[Sequence[ExportTask]], Iterator[ExportResult]],
    *,
    skip_existing: bool,
) -> int:
    """Do all tasks, tell of each at once, and give the exit code."""
    try:
        with stopping():
            for result in failed:
                report.add(result)
            todo, done = _distinct(tasks)
            todo, current = _outdated(todo, skip_existing=skip_existing)
            for result in (*done, *current):
                report.add(result)
            with messages.progress(len(todo)) as step:
                for result in done_on(todo):
                    step(result.source)
                    report.add(result)
    except Stopped as stopped:
        return report.close(stopped)
    return report.close()


def _distinct(tasks: Sequence[ExportTask]) -> tuple[list[ExportTask], list[ExportResult]]:
    """The tasks, each source and each target once, and what becomes of the others."""
    first: dict[tuple[Path, str], ExportTask] = {}
    sources: dict[str, str] = {}
    todo: list[ExportTask] = []
    others: list[ExportResult] = []
    for task in tasks:
        source = task.source if task.request.path is None else os.path.realpath(task.source)
        if source in sources:
            note = f"the same file as {sources[source]}: exported once"
            others.append(ExportResult(task.source, notes=[note], doubled=True))
            continue
        sources[source] = task.source
        other = first.setdefault((task.target, task.stem), task)
        if other is not task:
            error = f"{task.source}: this would write the same files as {other.source}"
            others.append(ExportResult(task.source, error=error))
            continue
        todo.append(task)
    return todo, others


def _outdated(
    tasks: Sequence[ExportTask], *, skip_existing: bool
) -> tuple[list[ExportTask], list[ExportResult]]:
    """The tasks with what they are made from, and results for those that are done already."""
    todo: list[ExportTask] = []
    current: list[ExportResult] = []
    known: dict[Path, set[str]] = {}
    beside: dict[Path, dict[str, list[Path]]] = {}
    for task in tasks:
        path = task.request.path
        if path is None:
            todo.append(task)
            continue
        if path.parent not in beside:
            beside[path.parent] = _by_name(path.parent)
        made_from = export_task.made_from(task, beside[path.parent][path.name.split(".")[0]])
        if skip_existing and task.target not in known:
            known[task.target] = written.up_to_date(task.target)
        if skip_existing and made_from in known[task.target]:
            current.append(ExportResult(task.source, current=True))
        else:
            todo.append(replace(task, made_from=made_from))
    return todo, current


def _by_name(folder: Path) -> dict[str, list[Path]]:
    """The videos and transcripts of a folder by their name up to the first dot."""
    found: dict[str, list[Path]] = defaultdict(list)
    suffixes = (*files.MEDIA_SUFFIXES, *files.TRANSCRIPT_SUFFIXES)
    with os.scandir(folder) as items:
        for item in items:
            path = folder / item.name
            if path.suffix.lower() in suffixes and not files.is_generated(path):
                found[item.name.split(".")[0]].append(path)
    return found


def _of_video(options: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a summary's video, by option."""
    return {f"--{name}": options[name] for name in ("media", "transcript", "duration")}


def _refuse_beside_parquet(options: Mapping[str, Any], output: str | None) -> None:
    """Raise InputError for what makes no difference to a table of summaries."""
    given = [name for name, value in options.items() if value not in (None, False)]
    if given:
        raise InputError(
            f"parquet has no use for {', '.join(given)}: it holds the summaries alone, as written"
        )
    if output in ("", "-"):
        raise InputError("parquet is a file", hint="say where to with -o DIR or -o NAME.parquet")


def _table(
    requests: Sequence[LoadRequest],
    output: Path,
    overwriting: Overwriting,
    workers: int,
    executor_name: str | None,
) -> int:
    """Write all summaries as one table, and give the exit code."""
    from timeline.bulk import read_requests
    from timeline.cli import export_parquet

    found, failed = _expanded(requests)
    errors = [result.error for result in failed]
    distinct = {os.path.realpath(request.source): request for request in reversed(found)}
    with executors.named(executor_name) if executor_name else export_pool.pool(workers) as executor:
        results = list(read_requests(reversed(distinct.values()), executor))
    optional = {str(request.source) for request in found if request.optional}
    for result in results:
        for note in result.notes:
            messages.note(f"{result.source}: {note}")
        if result.error and result.source in optional:
            messages.note(f"skipped {result.error}")
        elif result.error:
            errors.append(str(result.error))
    for error in errors:
        messages.error(error)
    try:
        path, rows = export_parquet.write(results, output, overwriting)
    except TimelineError as error:
        messages.error(str(error))
        return 1
    messages.wrote(path, counted(rows, ("timeline", "timelines")))
    return 1 if errors else 0
