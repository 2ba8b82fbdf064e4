"""A library of summary files, each read again when it is saved.

A save that cannot be read keeps the last good state: a page must not go blank because its
author stopped in the middle of a line.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from timeline import files
from timeline.errors import TimelineError
from timeline.loading import Loaded
from web.library import Entry
from web.reading import Order, read

#: What a file's state is told by: a look that costs no reading.
Stamp = tuple[tuple[int, int, int] | None, ...]


class Watched:
    """One summary file, kept up to date."""

    def __init__(self, order: Order, report: Callable[[str], None]) -> None:
        """Read it for the first time. Raises TimelineError."""
        self._order = order
        self._report = report
        self._lock = Lock()
        self._entry, loaded = read(order)
        self.notes = loaded.notes
        self._paths = _watched_paths(order, loaded)
        self._stamp = _stamp(self._paths)

    @property
    def entry(self) -> Entry:
        """The newest state that could be read."""
        with self._lock:
            stamp = _stamp(self._paths)
            if stamp != self._stamp:
                self._stamp = stamp
                self._refresh()
            return self._entry

    def _refresh(self) -> None:
        try:
            self._entry, loaded = read(self._order)
            self._paths = _watched_paths(self._order, loaded)
            self._report(f"read again: {self._order.summary}")
        except TimelineError as error:
            self._entry = replace(self._entry, problem=str(error))
            self._report(f"{error}; the page keeps the last good state")


class WatchedFiles:
    """A library of such files."""

    def __init__(self, watched: Sequence[Watched]) -> None:
        self._watched = {one.entry.id: one for one in watched}

    def get(self, id: str) -> Entry | None:
        """The entry of that id, or None."""
        watched = self._watched.get(id)
        return watched.entry if watched else None

    def list(self) -> Sequence[Entry]:
        """Every entry, in the order given."""
        return [watched.entry for watched in self._watched.values()]


def _watched_paths(order: Order, loaded: Loaded) -> tuple[Path, ...]:
    if order.summary == files.STDIN:
        return ()
    return tuple(path for path in (Path(order.summary), loaded.transcript_path) if path)


def _stamp(paths: tuple[Path, ...]) -> Stamp:
    return tuple(_state(path) for path in paths)


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
