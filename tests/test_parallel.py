"""Results from any executor, and what is left when the one who waits for them is broken off."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from timeline import parallel


def test_each_item_has_its_result_or_its_error() -> None:
    with ThreadPoolExecutor(2) as executor:
        results = dict(parallel.results(lambda n: 12 // n, range(600), executor))
    assert isinstance(results.pop(0), ZeroDivisionError)
    assert results == {n: 12 // n for n in range(1, 600)}


def test_the_thread_that_waits_never_takes_a_lock_of_the_executor() -> None:
    """It may be broken off anywhere, as by Ctrl-C, and would leave the lock taken for good."""

    class Watched(Executor):
        threads: set[threading.Thread]

        def submit(self, function: Callable[..., object], /, *given: object) -> Future[object]:  # type: ignore[override]
            self.threads.add(threading.current_thread())
            future = WatchedFuture()
            future.set_result(function(*given))
            return future

    class WatchedFuture(Future[object]):
        def add_done_callback(self, function: Callable[..., object]) -> None:
            executor.threads.add(threading.current_thread())
            super().add_done_callback(function)

        def exception(self, timeout: float | None = None) -> BaseException | None:
            executor.threads.add(threading.current_thread())
            return super().exception(timeout)

    executor = Watched()
    executor.threads = set()
    assert len(list(parallel.results(str, range(600), executor))) == 600
    assert len(executor.threads) == 1
    assert threading.current_thread() not in executor.threads


def test_leaving_early_ends_its_thread() -> None:
    before = threading.active_count()
    with ThreadPoolExecutor(1) as executor:
        for _ in parallel.results(str, range(600), executor):
            break
    assert threading.active_count() == before


def test_an_executor_that_refuses_is_told() -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    ((item, outcome),) = parallel.results(str, [1], executor)
    assert item == 1
    assert isinstance(outcome, parallel.WorkerError)
    assert "shutdown" in str(outcome)


def test_what_is_cancelled_is_told() -> None:
    class Cancelling(Executor):
        def submit(self, *given: object) -> Future[object]:  # type: ignore[override]
            future: Future[object] = Future()
            future.cancel()
            return future

    ((_, outcome),) = parallel.results(str, [1], Cancelling())
    assert isinstance(outcome, parallel.WorkerError)


def test_work_that_breaks_off_kills_the_workers_in_the_midst_of_a_result() -> None:
    def broken_off() -> None:
        with parallel.processes(2) as executor:
            for _ in parallel.results(_long, range(100), executor):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()


def _long(number: int) -> bytes:
    """A result that no pipe takes at once."""
    return bytes(10_000_000 + number)
