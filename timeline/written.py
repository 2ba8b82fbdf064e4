"""What we wrote, so that only that is written over: the one policy on files that are there.

A file that an earlier run wrote, and that nobody changed since, may be replaced; any other is
somebody's work and is refused, unless the user says otherwise. Paths and digests are kept in a
small database in the user's state folder, never beside the files. Where that cannot be had,
nothing is known to be ours.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from timeline import atomic
from timeline.errors import OutputError

if TYPE_CHECKING:
    import sqlite3

_TABLE = """
create table if not exists written(
    path text primary key, digest text not null, size int, changed int, made_from text not null)
"""
#: Of a larger file, as media are, the beginning and the end tell enough.
_WHOLE_BYTES = 16 * 1024 * 1024
_PART_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Overwriting:
    """What may be done to files that are there: by default only ours are replaced.

    ``force`` replaces any, ``no_clobber`` leaves all as they are.
    """

    force: bool = False
    no_clobber: bool = False

    def allows(self, path: Path) -> bool:
        """Whether to write to ``path``; False where it is there and is to be kept.

        Raises OutputError where it is there and is neither ours nor to be replaced.
        """
        if self.force or not os.path.lexists(path) or path.is_dir():
            return True
        if self.no_clobber:
            return False
        if not is_ours(path):
            raise OutputError(
                "this file is not from an earlier run, or was changed since",
                where=str(path),
                hint="--force overwrites it, --no-clobber keeps it",
            )
        return True

    def write(self, path: Path, content: str | bytes, made_from: str = "") -> bool:
        """Write a file where that is allowed, and remember it; False where it is kept.

        The same content is as good as ours. Raises OutputError.
        """
        data = content.encode("utf-8") if isinstance(content, str) else content
        is_same = not self.no_clobber and _holds(path, data)
        if not is_same:
            if not self.allows(path):
                return False
            atomic.write(path, data)
        remember([path], made_from)
        return True


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def is_ours(path: Path) -> bool:
    """Whether a file is as an earlier run wrote it."""
    with _database() as database:
        if database is None:
            return False
        query = "select digest from written where path = ?"
        row = database.execute(query, (_key(path),)).fetchone()
    return row is not None and row[0] == _digest(path)


def remember(paths: Iterable[Path], made_from: str = "") -> None:
    """Keep that we wrote these files, and what they were made from, as `inputs` gives it."""
    with _database() as database:
        if database is None:
            return
        for path in paths:
            found = path.stat()
            row = (_key(path), _digest(path), found.st_size, found.st_mtime_ns, made_from)
            database.execute("insert or replace into written values (?, ?, ?, ?, ?)", row)


def up_to_date(folder: Path) -> set[str]:
    """What files of ours in a folder were made from, where all of them are there, untouched."""
    with _database() as database:
        if database is None:
            return set()
        start = _key(folder).rstrip(os.sep) + os.sep
        query = (
            "select path, size, changed, made_from from written "
            "where path >= ? and path < ? and made_from != ''"
        )
        rows = database.execute(query, (start, start + "\U0010ffff")).fetchall()
    touched = {made_from for name, *known, made_from in rows if _size_and_time(name) != known}
    return {made_from for *_, made_from in rows} - touched


def _size_and_time(name: str) -> list[int]:
    try:
        found = os.stat(name)
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


def inputs(paths: Iterable[Path], *how: object) -> str:
    """A digest of what something is made from: the files as they are now, and how it is made."""
    digest = hashlib.sha256(repr(how).encode())
    for path in sorted(paths):
        found = path.stat()
        digest.update(f"{_key(path)}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _key(path: Path) -> str:
    """What a file is called here: its real path; bytes of a name that are no text are escaped."""
    return os.fsencode(os.path.realpath(path)).decode(errors="backslashreplace")


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    size = path.stat().st_size
    with open(path, "rb") as file:
        if size <= _WHOLE_BYTES:
            digest.update(file.read())
        else:
            digest.update(f"{size} {path.stat().st_mtime_ns}".encode())
            digest.update(file.read(_PART_BYTES))
            file.seek(-_PART_BYTES, os.SEEK_END)
            digest.update(file.read())
    return digest.hexdigest()


def state_folder() -> Path:
    """Where programs keep what they remember of earlier runs, as the system has it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local", "timeline")
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/timeline"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state", "timeline")


@contextmanager
def _database() -> Iterator[sqlite3.Connection | None]:
    """The database, committed on leaving; None where there can be none."""
    try:
        import sqlite3
    except ImportError:
        yield None
        return
    connection = _connected()
    if connection is None:
        yield None
        return
    try:
        with connection:
            yield connection
    except sqlite3.Error:
        pass  # what cannot be remembered is asked about the next time
    finally:
        connection.close()


def _connected() -> sqlite3.Connection | None:
    import sqlite3

    try:
        folder = state_folder()
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(folder / "written.sqlite3", timeout=30)
        # What a power cut loses is no more than a question the next time.
        connection.execute("pragma synchronous = off")
        connection.execute(_TABLE)
    except (sqlite3.Error, OSError, RuntimeError):
        return None
    return connection
