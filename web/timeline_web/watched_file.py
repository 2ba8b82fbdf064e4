"""A summary file with what is read beside it: read when asked for, and again when it was saved.

A save that cannot be read keeps the last good state: a page must not go blank because its
author stopped in the middle of a line.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Lock

from timeline import files
from timeline.errors import TimelineError
from timeline.loader import LoadRequest
from timeline.text import printable
from timeline_web import page
from timeline_web.entries import entry_id, load_entry
from timeline_web.library import Entry, Listing, Status

#: What shows whether a file was saved, at no cost of reading it; None where there is none.
FileState = tuple[int, int, int] | None

Report = Callable[[str], None]

#: So often a folder is looked at for what is new beside a summary, however many ask for it.
_LOOK_SECONDS = 0.2
_DIGITS = re.compile(r"([0-9]{1,18})")
_BESIDE = (*files.MEDIA_SUFFIXES, *files.TRANSCRIPT_SUFFIXES)


class WatchedFile:
    """One summary file, kept up to date. Nothing is read before it is asked for."""

    def __init__(self, request: LoadRequest, report: Report, video: str = "") -> None:
        """A summary to be played with ``video``, a path or an address."""
        self.id = entry_id(str(request.source))
        self.request = request
        self._video = video
        self._report = report
        self.sort_key = _natural(str(request.source))
        self._lock = Lock()
        self._seen: dict[Path, FileState] | None = None
        self._next_look = 0.0
        self._used: tuple[Path, ...] = ()  # besides what the request names and what is beside it
        self._further: tuple[Path, ...] = ()  # transcripts that place nothing
        self._entry: Entry | None = None
        self._listing: Listing | None = None
        self._status: Status | None = None
        self._error: TimelineError | None = None

    def entry(self) -> Entry:
        """The newest state that could be read. Raises TimelineError where none could.

        While one thread reads, the others get what there is.
        """
        found = self._entry
        if found is None or self.is_changed():
            if self._lock.acquire(blocking=found is None):
                try:
                    found = self._current()
                finally:
                    self._lock.release()
            assert found is not None  # else the lock was waited for
        return found

    def listing(self) -> Listing:
        """What a list shows of it, or did when it could be read last. Raises as `entry` does."""
        self._update(lambda: self._listing)
        assert self._listing is not None  # what was read is listed
        return self._listing

    def status(self) -> Status:
        """Its version and what is wrong with the newest save. Raises as `entry` does."""
        self._update(lambda: self._status)
        assert self._status is not None  # what was read has one
        return self._status

    def _update(self, known: Callable[[], object]) -> None:
        """Read what is new. Raises TimelineError where that fails and nothing is ``known``."""
        if known() is None or self.is_changed():
            try:
                self.entry()
            except TimelineError:
                if known() is None:
                    raise

    def is_changed(self) -> bool:
        """Whether there is something new to read.

        What it is read from is looked at each time, what else is beside it not as often.
        """
        if self._seen is None or any(
            self._seen.get(path) != _state(path) for path in self._read_from()
        ):
            return True
        if (now := time.monotonic()) < self._next_look:
            return False
        if self._seen != self._stat():
            return True  # also to who asks next, until it is read
        self._next_look = now + _LOOK_SECONDS
        return False

    @property
    def is_read(self) -> bool:
        """Whether it was read, or tried to be, at any time."""
        return self._seen is not None

    @property
    def is_unreadable(self) -> bool:
        """Whether it was tried to read it, never with success."""
        return self._error is not None and self._listing is None

    def forget(self) -> None:
        """Give the memory free; what a list shows of it stays."""
        self._entry = None

    def _current(self) -> Entry:
        seen = self._stat()
        if self._seen != seen or (self._entry is None and self._error is None):
            self._seen = seen
            self._read()
        if self._entry is None:
            assert self._error is not None  # nothing was read
            raise self._error.with_traceback(None)
        return self._entry

    def _read(self) -> None:
        before = self._status
        try:
            entry, loaded = load_entry(self.request, self._video)
        except TimelineError as error:
            self._fail(error)
            return
        for note in loaded.notes if before is None and not self.request.optional else ():
            self._report(note)
        if self._error or (before and entry.version != before.version):
            self._report(f"read again: {self.request.name}")
        self._used = tuple(filter(None, (loaded.transcript_path, loaded.media)))
        self._further = loaded.other_transcripts
        self._seen = {path: _state(path) for path in (*self._used, *self._further)} | (
            self._seen or {}
        )
        self._listing = page.listing(entry)
        self._status = Status(entry.version, entry.problem)
        # Last: another thread that sees it goes on with the rest.
        self._entry, self._error = entry, None

    def _fail(self, error: TimelineError) -> None:
        problem = printable(str(error.at(self.request.name)))
        if self._entry is None:
            self._error = error
            path = self.request.path
            if self.request.optional and path and _state(path):  # else it was deleted
                self._report(f"skipped: {error}")
            if self._status:
                self._status = Status(self._status.version, problem)
            return
        self._entry = replace(self._entry, problem=problem)
        self._status = Status(self._entry.version, self._entry.problem)
        self._report(f"{error}; the page keeps the last good state")

    def _stat(self) -> dict[Path, FileState]:
        """The states of all that it is read from, and of what could be beside it."""
        path = self.request.path
        beside = files.siblings(path, _BESIDE) if path else []
        return {path: _state(path) for path in (*self._read_from(), *self._further, *beside)}

    def _read_from(self) -> Iterator[Path]:
        request = self.request
        yield from filter(None, (request.path, request.transcript, *self._used))
        if request.media and not files.is_link(request.media):
            yield Path(request.media)


def _natural(name: str) -> list[str | int]:
    """A key that sorts names as people do: without regard to case, and 2 before 10."""
    # Every second part is a number, so that parts at one place are of one type.
    return [
        int(part) if number % 2 else part
        for number, part in enumerate(_DIGITS.split(name.casefold()))
    ]


def modified(path: Path | None) -> int:
    """When a file was saved, in nanoseconds; 0 where there is none."""
    state = _state(path) if path else None
    return state[0] if state else 0


def _state(path: Path) -> FileState:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
