"""The storyboard that the seek bar's preview shows: made when first asked for, kept in a cache.

The cache is a folder of the user's (``$XDG_CACHE_HOME/video-timeline``); a video that changes
gets a new one. Nothing is kept beside the video. Where one cannot be made, that is said once.
"""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import BoundedSemaphore, Lock

from timeline.errors import TimelineError
from timeline.libraries import is_installed
from timeline.text import printable
from timeline_web.sources import Source

TRACK_NAME = "video.thumbnails.vtt"

#: What all storyboards may take on the disk; the oldest make room.
MAX_CACHE_BYTES = 512 * 1024 * 1024

#: One is made at a time, and one more visitor may wait for it: the others need the threads.
_waiting = BoundedSemaphore(2)
_making = Lock()
#: The videos of which none can be made, by their key: not tried again.
_failed: set[str] = set()

_log = logging.getLogger("timeline_web")


class BusyError(Exception):
    """Too many visitors wait for storyboards already."""


def is_available(source: Source) -> bool:
    """Whether pictures can be taken of what a page plays."""
    return source.kind == "video" and source.path is not None and is_installed("av")


def find(source: Source, name: str, cache: Path | None = None) -> Path | None:
    """The storyboard's file called ``name``: the track, or a sheet that the track names.

    Makes the storyboard first where there is none. None where there is no such file, or no
    storyboard can be made. Raises BusyError.
    """
    video = source.file if is_available(source) else None
    if video is None or Path(name).name != name:
        return None
    try:
        key = _key(video)
        folder = (cache or default_cache()) / key
        if not (folder / TRACK_NAME).is_file() and not _make_once(video, folder, key):
            return None
        return folder / name if (folder / name).is_file() else None
    except (OSError, RuntimeError):  # the video is gone, a name is too long, there is no home
        return None


def default_cache() -> Path:
    """Where this user's programs keep what they can make again. Raises RuntimeError: no home."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "video-timeline"


def _key(path: Path) -> str:
    state = path.stat()
    identity = f"{path.resolve()}\0{state.st_size}\0{state.st_mtime_ns}"
    return blake2b(identity.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _make_once(video: Path, folder: Path, key: str) -> bool:
    """Make a storyboard, unless somebody has meanwhile, or it failed before."""
    if key in _failed:
        return False
    if not _waiting.acquire(blocking=False):
        raise BusyError
    try:
        with _making:
            return (folder / TRACK_NAME).is_file() or (
                key not in _failed and _make(video, folder, key)
            )
    finally:
        _waiting.release()


def _make(video: Path, folder: Path, key: str) -> bool:
    from timeline.media import storyboard

    try:
        folder.mkdir(parents=True, exist_ok=True)
        _prune(folder.parent, keep=folder)
        # The track is written last, so a folder with a track holds all of its sheets.
        storyboard(video, folder, TRACK_NAME.removesuffix(".thumbnails.vtt"))
    except (OSError, TimelineError) as error:
        _failed.add(key)
        _log.warning("no pictures on hover: %s", printable(str(error)))
        shutil.rmtree(folder, ignore_errors=True)
        return False
    return True


def _prune(cache: Path, keep: Path) -> None:
    """Remove the oldest storyboards until the rest is within the limit."""
    folders = []
    for folder in cache.iterdir():
        with suppress(OSError):
            size = sum(file.stat().st_size for file in folder.iterdir())
            folders.append((folder.stat().st_mtime_ns, size, folder))
    total = sum(size for _, size, _ in folders)
    for _, size, folder in sorted(folders):
        if total <= MAX_CACHE_BYTES:
            return
        if folder != keep:
            shutil.rmtree(folder, ignore_errors=True)
            total -= size
