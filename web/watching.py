"""A library of summary files, each read again when it is saved.

A save that cannot be read keeps the last good state: a page must not go blank because its
author stopped in the middle of a line.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from timeline import files
from timeline.errors import InputError, TimelineError
from timeline.formats import json
from timeline.loading import Loaded, load
from timeline.model import Timeline, Transcript
from web import sources
from web.exports import slug
from web.library import Entry
from web.sources import Source

#: What a file's state is told by: a look that costs no reading.
Stamp = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user asked to see: a summary, what to play with it, and how to read it.

    ``video`` is a path or an address, or empty: then it is found. The rest is ``load``'s.
    """

    summary: str
    video: str = ""
    form: str | None = None
    duration: int | None = None
    media: Path | None = None
    transcript: Path | None = None


def read(order: Order) -> tuple[Entry, Loaded]:
    """Read and place the summary, and find what it plays with. Raises TimelineError."""
    if sources.is_address(order.summary):
        raise InputError(
            "a summary is a file, not an address",
            where=order.summary,
            hint="give the address as the second argument, after the summary",
        )
    source = _asked_for(order)
    loaded = load(
        order.summary,
        form=order.form,
        duration=order.duration,
        media=order.media or (source.path if source else None),
        transcript=order.transcript,
    )
    stem = "timeline" if order.summary == files.STDIN else Path(order.summary).stem
    source = source or find_source(order.summary, loaded)
    entry = Entry(
        id=identify(order.summary),
        name=stem,
        timeline=loaded.timeline,
        transcript=loaded.transcript,
        source=source,
        version=_version(loaded.timeline, loaded.transcript, source),
    )
    return entry, loaded


def find_source(summary: str, loaded: Loaded) -> Source:
    """What to play where the user named nothing.

    The summary itself when it is a media file, else the media file beside it, which needs no
    network, else the link that the summary gives, else nothing.
    """
    own = Path(summary)
    if own.suffix.lower() in sources.MEDIA_TYPES:
        return sources.from_path(own)
    if loaded.media and loaded.media.suffix.lower() in sources.MEDIA_TYPES:
        return sources.from_path(loaded.media)
    link = loaded.timeline.source_url
    if sources.is_address(link):
        try:
            found = sources.from_address(link)
        except InputError:
            return sources.NOTHING
        # A link without a media file's ending is most likely a page about the video.
        if found.is_frame or found.type:
            return found
    return sources.NOTHING


def identify(summary: str) -> str:
    """The id of a summary file: the same each time for the same file, and safe in an address."""
    path = os.path.realpath(summary)
    digest = blake2b(path.encode("utf-8", "surrogateescape"), digest_size=5).hexdigest()
    return f"{slug(Path(summary).stem)}-{digest}"


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


def _asked_for(order: Order) -> Source | None:
    if not order.video:
        return None
    source = sources.decide(order.video)
    if source.path and not source.path.is_file():
        raise InputError("there is no such file", where=order.video)
    return source


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


def _version(timeline: Timeline, transcript: Transcript | None, source: Source) -> str:
    content = f"{json.write(timeline)}{transcript!r}{source!r}"
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
