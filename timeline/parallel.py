"""Work on many things with any executor of ``concurrent.futures``' kind, results as they come.

The executor is whoever's: processes of this machine by default, a cluster's where one is handed
in. Nothing here knows which.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

#: So many tasks are handed in ahead of those that are done: enough to keep all workers busy, few
#: enough that a million tasks need no memory.
_WINDOW = 256


class WorkerError(TimelineError):
    """A worker that died over its task: killed, or out of memory."""


def results(
    function: Callable[[Item], Result], items: Iterable[Item], executor: Executor
) -> Iterator[tuple[Item, Result | Exception]]:
    """Each item with what ``function`` gives for it, or with what it raises, as they are done.

    Where a worker dies, every task that was under way has a WorkerError.
    """
    waiting: dict[Future[Result], Item] = {}
    outcome: Result | Exception
    todo = iter(items)
    while True:
        for item in todo:
            try:
                waiting[executor.submit(function, item)] = item
            except (BrokenExecutor, RuntimeError) as error:
                yield item, WorkerError(f"no worker is left: {error}")
            if len(waiting) >= _WINDOW:
                break
        if not waiting:
            return
        done, _ = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            item = waiting.pop(future)
            outcome = _outcome(future)
            yield item, outcome


def _outcome(future: Future[Result]) -> Result | Exception:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenExecutor):
        return WorkerError("a worker was killed over it, or ran out of memory")
    return error if isinstance(error, Exception) else WorkerError(str(error))


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """Worker processes of this machine, which die with this one, however that ends.

    On an exception nobody waits for what they do.
    """
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(count, initializer=_watch_parent)
    try:
        yield executor
    except BaseException:
        _kill_workers(executor)
        raise
    executor.shutdown()


def _kill_workers(executor: ProcessPoolExecutor) -> None:
    if sys.version_info >= (3, 14):
        executor.kill_workers()
    else:
        for process in list((executor._processes or {}).values()):
            process.kill()
    executor.shutdown(cancel_futures=True)


def _watch_parent() -> None:
    """In a worker: leave Ctrl-C to the parent, and do not outlive it."""
    import signal
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
