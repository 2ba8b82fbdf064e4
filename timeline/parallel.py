"""Work on many things with any executor of ``concurrent.futures``' kind, results as they come.

The executor is whoever's: processes of this machine by default, a cluster's where one is handed
in. Nothing here knows which.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from enum import Enum
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

#: So many tasks are handed in ahead of those that are done: enough to keep all workers busy, few
#: enough that a million tasks need no memory.
_WINDOW = 256


class _End(Enum):
    END = 0


class WorkerError(TimelineError):
    """A worker that died over its task: killed, or out of memory."""


def results(
    function: Callable[[Item], Result], items: Iterable[Item], executor: Executor
) -> Iterator[tuple[Item, Result | Exception]]:
    """Each item with what ``function`` gives for it, or with what it raises, as they are done.

    Where a worker dies, every task that was under way has a WorkerError.
    """
    # A thread of its own deals with the executor. This one may be broken off anywhere, as by
    # Ctrl-C, and would leave a future's or the executor's lock taken for good. These queues are
    # made to be broken off.
    tasks: SimpleQueue[Item | _End] = SimpleQueue()
    done: SimpleQueue[tuple[Item, Result | Exception]] = SimpleQueue()
    thread = threading.Thread(target=_submit, args=(function, tasks, done, executor), daemon=True)
    thread.start()
    waiting = 0
    try:
        for item in items:
            tasks.put(item)
            waiting += 1
            while waiting >= _WINDOW or not done.empty():
                yield done.get()
                waiting -= 1
        for _ in range(waiting):
            yield done.get()
    finally:
        tasks.put(_End.END)
        thread.join()


def _submit(
    function: Callable[[Item], Result],
    tasks: SimpleQueue[Item | _End],
    done: SimpleQueue[tuple[Item, Result | Exception]],
    executor: Executor,
) -> None:
    """Submit each of the tasks, up to the end; what comes of them goes to ``done``."""

    def report(item: Item, future: Future[Result]) -> None:
        outcome = _outcome(future)
        done.put((item, outcome))

    while not isinstance(item := tasks.get(), _End):
        try:
            future = executor.submit(function, item)
        except Exception as error:  # a user's executor has errors of its own
            done.put((item, WorkerError(f"no worker is left: {error}")))
        else:
            future.add_done_callback(partial(report, item))


def _outcome(future: Future[Result]) -> Result | Exception:
    if future.cancelled():
        return WorkerError("it was cancelled")
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
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Not "fork", which would copy this process in the midst of what its threads are doing.
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    executor = ProcessPoolExecutor(count, context, initializer=_watch_parent)
    try:
        yield executor
    except BaseException:
        _kill_workers(executor)
        raise
    executor.shutdown()


def _kill_workers(executor: ProcessPoolExecutor) -> None:
    # 3.14 forgets its queue when it kills.
    results = executor._result_queue
    if sys.version_info >= (3, 14):
        executor.kill_workers()
    else:
        for process in list((executor._processes or {}).values()):
            process.kill()
    # Where one was killed in the midst of a result, the rest of it is awaited while this is open.
    results._writer.close()  # type: ignore[attr-defined]
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
