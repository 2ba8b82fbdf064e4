"""Write a large file so that its name never shows half of it, whatever happens meanwhile.

The file grows in a hidden folder beside its place and is moved there in one step when it is
whole. A file that is there already is replaced only by one that has reached the disk; a new one
is left to the system to write out, as every program's is. What a killed run left behind is
removed by the next one.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from timeline.errors import MediaError

_MARK = "timeline-part"


@contextmanager
def atomic_path(path: Path, *, mode_from: Path | None = None) -> Iterator[Path]:
    """Give a path to write to; on leaving, that file becomes ``path``. An error removes it.

    Permissions are those of ``mode_from``, where given. Raises MediaError where the folder
    cannot be written to.
    """
    _remove_stale(path)
    try:
        folder = Path(mkdtemp(f".{_MARK}", f".{path.name[:80]}.", path.parent))
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with _locked(folder):
            temporary = folder / path.name
            yield temporary
            if mode_from:
                os.chmod(temporary, mode_from.stat().st_mode & 0o777)
            _publish(temporary, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _publish(temporary: Path, path: Path) -> None:
    replaces = path.exists()
    if replaces:
        _sync(temporary)
    os.replace(temporary, path)
    if replaces:
        with suppress(OSError):  # Windows opens no folders, and needs no such step
            _sync(path.parent)


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, have reached the disk."""
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove_stale(path: Path) -> None:
    """Remove what killed runs that wrote ``path`` left; a living one holds its folder."""
    ours = re.compile(rf"\.{re.escape(path.name[:80])}\.\w+\.{_MARK}")
    with suppress(OSError):
        for folder in path.parent.iterdir():
            if ours.fullmatch(folder.name):
                with suppress(OSError), _locked(folder):
                    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder while inside. Raises OSError where another process holds it.

    Windows has no such hold, and needs none: it does not remove a file that is open.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _unwritable(path: Path, error: OSError) -> MediaError:
    reason = (error.strerror or str(error)).lower()
    return MediaError(f"cannot be written: {reason}", where=str(path))
