"""Write a large file so that its name never shows half of it, whatever happens meanwhile.

The file grows under a temporary name in the same folder and takes its own name in one step,
when all of it is on the disk. What a killed run left behind is removed by the next one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp

from timeline.errors import MediaError

_MARK = "timeline-part"


@contextmanager
def replacing(path: Path, *, like: Path | None = None) -> Iterator[Path]:
    """Give a temporary path to write to; on leaving, that file becomes ``path``.

    An error inside removes it. Permissions are those of ``like``, where given. Raises MediaError
    where the folder cannot be written to.
    """
    _remove_stale(path)
    try:
        handle, name = mkstemp(prefix=f".{path.name[:80]}.", suffix=f".{_MARK}", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "r+b") as file:
            _lock(file.fileno())
            yield temporary
            os.chmod(temporary, like.stat().st_mode & 0o777 if like else _usual_mode())
            os.fsync(file.fileno())
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _sync_folder(folder: Path) -> None:
    """Bring a new name to the disk, where the system can (Windows cannot)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _remove_stale(path: Path) -> None:
    """Remove temporary files of ``path`` that no living process holds."""
    ours = re.compile(rf"\.{re.escape(path.name[:80])}\.\w+\.{_MARK}")
    with suppress(OSError):
        for file in path.parent.iterdir():
            if ours.fullmatch(file.name):
                _remove_unheld(file)


def _remove_unheld(file: Path) -> None:
    with suppress(OSError):
        handle = os.open(file, os.O_RDWR)
        try:
            _lock(handle)
            file.unlink()
        finally:
            os.close(handle)


def _lock(handle: int) -> None:
    """Hold a file as long as its handle is open. Raises OSError where another holds it.

    Windows has no such lock, and needs none: it does not remove a file that is open.
    """
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(path: Path, error: OSError) -> MediaError:
    reason = (error.strerror or str(error)).lower()
    return MediaError(f"cannot be written: {reason}", where=str(path))
