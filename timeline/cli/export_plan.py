"""Which of ``export``'s tasks are to be done: each source once, and only what is not up to date."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from timeline import files, written
from timeline.cli import export_task
from timeline.cli.export_task import ExportResult, ExportTask


def distinct(tasks: Sequence[ExportTask]) -> tuple[list[ExportTask], list[ExportResult]]:
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


def outdated(
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
