"""The storyboard that the seek bar's preview shows: made when first asked for, kept in a cache.

The cache is a folder of the user's (``$XDG_CACHE_HOME/video-timeline``); a video that changes
gets a new one. Nothing is kept beside the video.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from timeline.errors import TimelineError
from timeline.libraries import is_installed
from timeline_web.sources import Source

TRACK_NAME = "video.thumbnails.vtt"

_lock = Lock()


def is_available(source: Source) -> bool:
    """Whether pictures can be taken of what a page plays."""
    return source.kind == "video" and source.path is not None and is_installed("av")


def find(source: Source, name: str, cache: Path | None = None) -> Path | None:
    """The storyboard's file called ``name``: the track, or a sheet that the track names.

    Makes the storyboard first where there is none. None where there is no such file.
    """
    if not is_available(source) or source.path is None or Path(name).name != name:
        return None
    folder = (cache or default_cache()) / _key(source.path)
    with _lock:
        if not (folder / TRACK_NAME).is_file() and not _make(source.path, folder):
            return None
    path = folder / name
    return path if path.is_file() else None


def default_cache() -> Path:
    """Where this user's programs keep what they can make again."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "video-timeline"


def _key(path: Path) -> str:
    state = path.stat()
    identity = f"{path.resolve()}\0{state.st_size}\0{state.st_mtime_ns}"
    return blake2b(identity.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _make(video: Path, folder: Path) -> bool:
    from timeline.media import storyboard

    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The track is written last, so a folder with a track holds all of its sheets.
        storyboard(video, folder, TRACK_NAME.removesuffix(".thumbnails.vtt"))
    except (OSError, TimelineError):
        return False
    return True
