"""Threads that take turns at one event loop: Leader/Followers (Schmidt and others, 2000).

One thread at a time, the leader, waits for events and answers the requests that come of them.
Nothing is handed from thread to thread for it, and none of them waits for the interpreter's lock
at each call of the system, which takes longer than most answers.

Where an answer takes longer than ``PATIENCE_SECONDS``, the leader stays with it, and one of the
followers leads from then on. The last of them answers nothing, so that the loop goes on whatever
the others are at.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from threading import Condition, Lock, Thread, get_ident
from typing import Protocol

#: So long the leader may be at one answer.
PATIENCE_SECONDS = 0.01
#: So long answers are given before the loop has its turn, which sends what others read slowly.
_ROUND_SECONDS = 0.01
#: Answers that are still being made at the end have so long.
_LAST_SECONDS = 5.0

_log = logging.getLogger("timeline_web")


class Task(Protocol):
    """A request to be answered."""

    def service(self) -> None:
        """Answer it."""


class LeaderFollowers:
    """Threads that run ``turn``, one at a time, and answer ``at_once`` requests at most.

    ``turn`` waits for events and sees to them, unless `is_due`; ``wake`` ends that wait, now or
    when it begins.
    """

    def __init__(self, turn: Callable[[], None], wake: Callable[[], None], *, at_once: int) -> None:
        self._turn = turn
        self._wake = wake
        self._threads = [Thread(target=self._take_part, daemon=True) for _ in range(at_once + 1)]
        self._tasks: deque[Task] = deque()
        self._lock = Lock()
        self._is_leaderless = Condition(self._lock)
        self._is_begun = Condition(self._lock)
        self._leader: int | None = None
        self._followers = 0
        #: When the leader began with an answer.
        self._begun: float | None = None
        self._is_watched = False
        self.is_stopped = False
        self._is_ended = False
        self._error: BaseException | None = None

    def run(self) -> None:
        """Answer requests until `stop`. Raises what ``turn`` raises."""
        for thread in self._threads:
            thread.start()
        self._watch()
        until = time.monotonic() + _LAST_SECONDS
        for thread in self._threads:
            thread.join(max(0, until - time.monotonic()))
        if self._error:
            raise self._error

    def stop(self) -> None:
        """End `run` after this turn. For any thread, and for a signal's handler."""
        self.is_stopped = True

    def add_task(self, task: Task) -> None:
        """Have a request answered after those that came before it."""
        self._tasks.append(task)

    @property
    def is_leading(self) -> bool:
        """Whether this thread is the leader."""
        return get_ident() == self._leader

    @property
    def is_due(self) -> bool:
        """Whether there is something to do for the leader besides its turn."""
        return self.is_stopped or bool(self._tasks and self._followers)

    def _take_part(self) -> None:
        try:
            while self._follow():
                self._lead()
        except BaseException as error:
            self._error = error
        finally:
            self._end()

    def _follow(self) -> bool:
        """Wait to be the leader. False at the end."""
        with self._lock:
            self._followers += 1
            if self._tasks:  # there may have been nobody to lead after the leader
                self._wake()
            while self._leader is not None and not self._is_ended:
                self._is_leaderless.wait()
            self._followers -= 1
            if not self._is_ended:
                self._leader = get_ident()
            return not self._is_ended

    def _lead(self) -> None:
        """Run the loop and answer, until another leads or the end."""
        while not self.is_stopped:
            until = time.monotonic() + _ROUND_SECONDS
            while self._tasks and self._followers and time.monotonic() < until:
                self._answer(self._tasks.popleft())
                if not self.is_leading:
                    return
            self._turn()
        self._end()

    def _answer(self, task: Task) -> None:
        with self._lock:
            self._begun = time.monotonic()
            if not self._is_watched:
                self._is_watched = True
                self._is_begun.notify()
        try:
            task.service()
        except BaseException:
            _log.exception("a request was not answered")
        with self._lock:
            if self.is_leading:
                self._begun = None

    def _watch(self) -> None:
        """Have another lead where the leader is held up, until the end."""
        with self._lock:
            while not self._is_ended:
                self._is_watched = self._begun is not None
                # Not for ever: on Windows a signal is heeded between two waits.
                self._is_begun.wait(PATIENCE_SECONDS if self._is_watched else 1)
                if self._begun and time.monotonic() - self._begun > PATIENCE_SECONDS:
                    self._begun = self._leader = None
                    self._is_leaderless.notify()

    def _end(self) -> None:
        with self._lock:
            self._is_ended = True
            self._is_leaderless.notify_all()
            self._is_begun.notify_all()
