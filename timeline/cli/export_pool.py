"""Where the tasks of an export run: in this process, in workers, or on the user's executor."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager

from timeline import parallel
from timeline.cli import executors, export_task
from timeline.cli.export_task import ExportResult, ExportTask


def pool(workers: int) -> AbstractContextManager[Executor]:
    """Worker processes, or this one alone, with an executor's interface."""
    if workers == 1:
        return ThreadPoolExecutor(1)
    return parallel.processes(workers or os.cpu_count() or 1)


def done(
    todo: Sequence[ExportTask], workers: int, executor_name: str | None
) -> Iterator[ExportResult]:
    """What becomes of each task, here or on an executor of the user's."""
    if executor_name is None:
        yield from _map(todo, workers)
        return
    with executors.named(executor_name) as executor:
        for task, result in parallel.results(export_task.run, todo, executor):
            yield _result(task, result)


def _map(todo: Sequence[ExportTask], workers: int) -> Iterator[ExportResult]:
    """What becomes of each task, as they are done. Standard input is this process's own."""
    workers = min(workers or os.cpu_count() or 1, len(todo))
    own = [task for task in todo if workers <= 1 or task.request.path is None]
    yield from map(export_task.run, own)
    if workers <= 1:
        return
    others = [task for task in todo if task.request.path is not None]
    broken: list[ExportTask] = []
    with parallel.processes(workers) as executor:
        for task, result in parallel.results(export_task.run, others, executor):
            if isinstance(result, parallel.WorkerError):
                broken.append(task)
            else:
                yield _result(task, result)
    # One of these killed its worker, and the others' with it: each gets one of its own.
    for task in broken:
        with parallel.processes(1) as executor:
            for _, result in parallel.results(export_task.run, [task], executor):
                yield _result(task, result)


def _result(task: ExportTask, result: ExportResult | Exception) -> ExportResult:
    if isinstance(result, ExportResult):
        return result
    return ExportResult(task.source, error=f"{task.source}: {result or type(result).__name__}")
