"""A library of summary files, each read again when it is saved.

A save that cannot be read keeps the last good state: a page must not go blank because its
author stopped in the middle of a line.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from timeline.errors import TimelineError
from timeline.loader import Loaded, LoadRequest
from timeline_web.entries import load_entry
from timeline_web.library import Entry

#: What shows whether a file was saved, at no cost of reading it; None where there is none.
FileState = tuple[int, int, int] | None


class WatchedFile:
    """One summary file, kept up to date."""

    def __init__(
        self, request: LoadRequest, report: Callable[[str], None], video: str = ""
    ) -> None:
        """Read it for the first time, to be played with ``video``. Raises TimelineError."""
        self._request = request
        self._video = video
        self._report = report
        self._lock = Lock()
        self._seen = _stat_all([request.path] if request.path else [])
        self._entry, loaded = self._read()
        self.notes = loaded.notes

    @property
    def entry(self) -> Entry:
        """The newest state that could be read."""
        with self._lock:
            seen = _stat_all(self._seen)
            if seen != self._seen:
                self._seen = seen
                self._reload()
            return self._entry

    def _reload(self) -> None:
        try:
            entry, _ = self._read()
        except TimelineError as error:
            entry = replace(self._entry, problem=str(error))
            self._report(f"{error}; the page keeps the last good state")
        if entry.version != self._entry.version:
            self._report(f"read again: {self._request.name}")
        self._entry = entry

    def _read(self) -> tuple[Entry, Loaded]:
        entry, loaded = load_entry(self._request, self._video)
        if loaded.transcript_path and loaded.transcript_path not in self._seen:
            self._seen |= _stat_all([loaded.transcript_path])
        return entry, loaded


class FileLibrary:
    """A library of such files."""

    def __init__(self, watched: Sequence[WatchedFile]) -> None:
        self._watched = {one.entry.id: one for one in watched}

    def get(self, id: str) -> Entry | None:
        """The entry of that id, or None."""
        watched = self._watched.get(id)
        return watched.entry if watched else None

    def list(self) -> Sequence[Entry]:
        """Every entry, in the order given."""
        return [watched.entry for watched in self._watched.values()]


def _stat_all(paths: Iterable[Path]) -> dict[Path, FileState]:
    return {path: _stat(path) for path in paths}


def _stat(path: Path) -> FileState:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
