"""A library of summary files, read when they are asked for, and again when they are saved.

Of a folder of thousands only the names are known at first. What is asked for is read then; a
thread of the library's looks for new and deleted files every second, and reads what nobody has
asked for yet, slowly, so that what cannot be read is said. Only the entries asked for last stay
in memory.
"""

from __future__ import annotations

import logging
import os
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread

from timeline import files
from timeline.errors import InputError, TimelineError
from timeline.loader import LoadRequest
from timeline_web.entries import expand
from timeline_web.folders import Folder
from timeline_web.library import Entry, Listing, Order, Status
from timeline_web.watched_file import Report, WatchedFile, modified

#: So many entries stay in memory.
MAX_ENTRIES = 32

_log = logging.getLogger("timeline_web")

_REFRESH_SECONDS = 1.0
#: Reading in the background rests so many times as long as it works.
_REST = 3


class FileLibrary:
    """A library of summary files: those of ``requests``, or those that ``find`` finds, each time.

    What ``find`` finds is requested as ``requests`` is, a single one then.
    """

    def __init__(
        self,
        requests: Iterable[LoadRequest],
        report: Report,
        *,
        video: str = "",
        find: Callable[[], Iterable[Path]] | None = None,
    ) -> None:
        self._report = report
        self._video = video
        self._lock = Lock()
        self._kept: OrderedDict[str, WatchedFile] = OrderedDict()
        self._by_source: dict[str, WatchedFile] = {}
        self._watched: dict[str, WatchedFile] = {}
        self._ordered: list[WatchedFile] = []
        self._process = 0
        self._find = find
        self._template, *_ = requests = tuple(requests)
        if find:
            self.refresh()
        else:
            self._watch({str(request.source): request for request in requests})

    def count(self) -> int:
        """How many there are; those that turned out to be no summaries are none."""
        self._keep_watching()
        return len(self._ordered)

    def page(self, start: int, size: int, order: Order = "name") -> Sequence[Listing]:
        """``size`` of them from number ``start`` on, in natural order of their names."""
        self._keep_watching()
        ordered = self._ordered
        if order == "newest":
            ordered = sorted(ordered, key=lambda one: modified(one.request.path), reverse=True)
        listings: list[Listing] = []
        for watched in ordered[start:]:
            if len(listings) == size:
                break
            if listing := self._list(watched):
                listings.append(listing)
        return listings

    def get(self, id: str) -> Entry | None:
        """The entry of that id, or None, also where it cannot be read."""
        self._keep_watching()
        watched = self._watched.get(id)
        if watched is None:
            return None
        self._keep(watched)
        try:
            return watched.entry()
        except TimelineError:
            self._drop(watched)
            return None

    def status(self, id: str) -> Status | None:
        """The version of that entry and what is wrong with it."""
        self._keep_watching()
        watched = self._watched.get(id)
        try:
            return watched.status() if watched else None
        except TimelineError:
            return None

    def require_one(self, tries: int = 20) -> None:
        """Make sure that there is something to show, as far as ``tries`` files tell.

        Raises TimelineError where there is not.
        """
        tried = self._ordered[:tries]
        for watched in tried:
            try:
                watched.listing()
                return
            except TimelineError:
                if not watched.request.optional:
                    raise
                self._drop(watched)
        if len(tried) < tries:
            raise InputError("there is no summary in this folder")

    def refresh(self) -> None:
        """Look for new and deleted files."""
        if self._find is None:
            return
        known = self._by_source
        found = {str(path): path for path in self._find()}
        if known and not found:
            self._report(f"{self._template.name}: there is no summary in this folder any more")
        if found.keys() != known.keys():
            self._watch(
                {
                    source: replace(self._template, source=source)
                    for source in found.keys() - known.keys()
                },
                gone=known.keys() - found.keys(),
            )

    def read_on(self) -> bool:
        """Read one that nobody has asked for yet. False where there is none."""
        for watched in self._by_source.values():
            if not watched.is_read:
                self._list(watched)
                return True
        return False

    def read_again(self) -> None:
        """Read what could not be read and has been saved since."""
        for watched in self._by_source.values():
            if watched.is_unreadable and watched.is_changed() and self._list(watched):
                self._sort()

    def _watch(self, new: Mapping[str, LoadRequest], gone: Collection[str] = ()) -> None:
        made = {
            source: WatchedFile(request, self._report, self._video)
            for source, request in new.items()
        }
        kept = {source: one for source, one in self._by_source.items() if source not in gone}
        self._by_source = kept | made
        self._watched = {one.id: one for one in self._by_source.values()}
        self._sort()
        with self._lock:
            for id in self._kept.keys() - self._watched.keys():
                del self._kept[id]

    def _sort(self) -> None:
        with self._lock:
            shown = [one for one in self._watched.values() if not one.is_unreadable]
            self._ordered = sorted(shown, key=lambda one: one.sort_key) if self._find else shown

    def _list(self, watched: WatchedFile) -> Listing | None:
        try:
            listing = watched.listing()
        except TimelineError:
            self._drop(watched)
            return None
        if len(self._by_source) > MAX_ENTRIES and watched.id not in self._kept:
            watched.forget()
        return listing

    def _drop(self, watched: WatchedFile) -> None:
        """Show no more what could not be read; it stays watched."""
        with self._lock:
            if watched.is_unreadable:
                self._ordered = [one for one in self._ordered if one is not watched]

    def _keep(self, watched: WatchedFile) -> None:
        """Keep it in memory, and forget the one that nobody has asked for for longest."""
        with self._lock:
            self._kept[watched.id] = watched
            self._kept.move_to_end(watched.id)
            if len(self._kept) > MAX_ENTRIES:
                _, oldest = self._kept.popitem(last=False)
                oldest.forget()

    def _keep_watching(self) -> None:
        """Have a thread that looks for changes in this process; a fork has none."""
        if self._find is None or self._process == os.getpid():
            return
        with self._lock:
            if self._process != os.getpid():
                self._process = os.getpid()
                Thread(target=_keep_reading, args=(weakref.ref(self),), daemon=True).start()


def open_library(
    request: LoadRequest, report: Report, *, video: str = "", follow_symlinks: bool = False
) -> FileLibrary:
    """The library of a summary, of a link, or of a folder with all below it.

    Raises InputError where there is none, FetchError. ``report`` is called with what the user
    should know, from any thread; it must not raise.
    """
    path = request.path
    if path is None or files.is_link(request.source) or not path.is_dir():
        found = expand(request, video, follow_symlinks=follow_symlinks)
        return FileLibrary(found, report, video=video)
    if video or request.media or request.transcript or request.duration is not None:
        raise InputError(
            "a video, transcript or duration is for one summary, not for several", where=str(path)
        )
    folder = Folder(path, follow_symlinks=follow_symlinks)
    within = None if follow_symlinks else path.resolve()
    template = replace(request, optional=True, within=within)
    library = FileLibrary([template], report, find=folder.summaries)
    if not library.count():
        raise InputError("there is no summary in this folder", where=str(path))
    return library


def _keep_reading(reference: weakref.ref[FileLibrary]) -> None:
    """What the library's thread does, for as long as there is the library."""
    looked = 0.0
    while library := reference():
        begun = time.monotonic()
        is_reading = False
        try:
            if begun - looked >= _REFRESH_SECONDS:
                library.refresh()
                library.read_again()
                looked = time.monotonic()
            is_reading = library.read_on()
        except Exception:  # one file must not keep the others from being read
            _log.exception("a summary was not read")
        del library
        rest = _REST * (time.monotonic() - begun)
        time.sleep(min(rest, _REFRESH_SECONDS) if is_reading else _REFRESH_SECONDS)
