"""Files are written atomically: a file's name never shows half of it, whatever happens meanwhile.

The one writer of the project. A file grows in a hidden folder beside its place and is moved
there in one step when it is whole. The folder has a name of its own for each write and is held
by a lock while it lives, so that threads and processes may write side by side. What a killed
process left behind is removed by the next one that writes to the same folder.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from timeline.errors import OutputError

_MARK = ".timeline-part"

#: A name holds 255 bytes. So many of a file's show whose a hidden folder is; the rest is for the
#: mark and what makes the folder's name unique.
_SHOWN_BYTES = 80

#: Where folders cannot be locked, one this old (seconds) was left by a killed process.
_STALE = 24 * 60 * 60


def write(path: Path, content: str | bytes) -> None:
    """Write a file, text in UTF-8. Raises OutputError, and nothing has changed then.

    Permissions are those of the file that is replaced, or of any new one.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    with _replacement(path, synced=False) as temporary:
        temporary.write_bytes(data)


@contextmanager
def atomic_path(path: Path, *, mode_from: Path | None = None) -> Iterator[Path]:
    """Give a path to write to, of the same name; on leaving, that file becomes ``path``.

    An error removes it. Permissions are those of ``mode_from``, or of the file that is replaced.
    For what cannot be made again as text can: a file that is there is only replaced by one that
    has reached the disk. Raises OutputError where the folder cannot be written to.
    """
    with _replacement(path, synced=True, mode_from=mode_from) as temporary:
        yield temporary


@contextmanager
def staging(folder: Path, name: str = "") -> Iterator[Path]:
    """A hidden folder inside ``folder``, for files that are moved to their place when all are
    there; removed on leaving. Raises OSError.
    """
    _sweep(folder.absolute())
    made, handle = _made(folder, name)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if handle is not None:
            os.close(handle)


@contextmanager
def _replacement(path: Path, *, synced: bool, mode_from: Path | None = None) -> Iterator[Path]:
    try:
        path = _followed(path)
        with staging(path.parent, path.name) as folder:
            temporary = folder / path.name
            yield temporary
            with suppress(FileNotFoundError):
                os.chmod(temporary, os.stat(mode_from or path).st_mode & 0o777)
            _publish(temporary, path, synced=synced)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"cannot be written: {reason}", where=str(path)) from error


def _followed(path: Path) -> Path:
    """The file that a symbolic link leads to: the link itself stays."""
    if not path.is_symlink():
        return path
    try:
        return path.resolve()
    except RuntimeError as error:  # a circle of links; an OSError since Python 3.13
        raise OSError(str(error)) from None


def _publish(temporary: Path, path: Path, *, synced: bool) -> None:
    synced = synced and path.exists()
    if synced:
        _sync(temporary)
    os.replace(temporary, path)
    if synced:
        with suppress(OSError):  # Windows opens no folders, and needs no such step
            _sync(path.parent)


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, have reached the disk."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _made(parent: Path, name: str) -> tuple[Path, int | None]:
    """A new hidden folder and what holds it.

    Between the two, another process may take it for a stale one: then it is made once more.
    """
    shown = name.encode("utf-8", "surrogateescape")[:_SHOWN_BYTES].decode(errors="ignore")
    while True:
        made = Path(mkdtemp(_MARK, f".{shown}.", parent))
        try:
            handle = _hold(made)
        except (BlockingIOError, FileNotFoundError):
            continue
        except OSError:
            made.rmdir()
            raise
        if made.exists():
            return made, handle
        if handle is not None:
            os.close(handle)


def _hold(folder: Path) -> int | None:
    """Lock a folder until what this gives is closed; None where that cannot be done.

    Raises BlockingIOError where another one holds it.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:  # a network's file system without locks
        os.close(handle)
        return None
    return handle


@lru_cache(maxsize=1024)
def _sweep(parent: Path) -> None:
    """Remove what killed processes left in a folder; once a process, as folders can be long."""
    with suppress(OSError), os.scandir(parent) as found:
        for item in found:
            if item.name.endswith(_MARK) and item.name.startswith("."):
                with suppress(OSError):
                    _remove_stale(Path(item.path))


def _remove_stale(folder: Path) -> None:
    handle = _hold(folder)
    if handle is None:
        if time.time() - folder.stat().st_mtime > _STALE:
            shutil.rmtree(folder, ignore_errors=True)
        return
    try:
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(handle)
