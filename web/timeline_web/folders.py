"""The summaries of a folder and its subfolders, listed again only where something changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline import files
from timeline_web.publishing import is_published


@dataclass(frozen=True, slots=True)
class _Listed:
    changed: int
    is_settled: bool
    summaries: tuple[Path, ...]
    folders: tuple[Path, ...]


class Folder:
    """A folder to look for summaries in.

    A symbolic link is followed where it leads to a file inside the folder, and where
    ``follow_symlinks`` is set to any file or folder. What ``site`` wrote is left out.
    """

    def __init__(self, root: Path, *, follow_symlinks: bool = False) -> None:
        self._root = root
        self._follow = follow_symlinks
        self._resolved = root.resolve()
        self._listed: dict[Path, _Listed] = {}

    def summaries(self) -> list[Path]:
        """The files that may be summaries, in no order. A subfolder that cannot be read is none."""
        found: dict[Path, _Listed] = {}
        seen: set[tuple[int, int]] = set()
        waiting = [self._root]
        while waiting:
            folder = waiting.pop()
            try:
                status = os.stat(folder)
                identity = (status.st_dev, status.st_ino)
                if identity in seen:
                    continue
                seen.add(identity)
                found[folder] = self._list(folder, status.st_mtime_ns)
            except OSError:
                continue
            waiting += found[folder].folders
        self._listed = found
        return [path for listed in found.values() for path in listed.summaries]

    def _list(self, folder: Path, changed: int) -> _Listed:
        known = self._listed.get(folder)
        if known and known.is_settled and known.changed == changed:
            return known
        is_settled = files.is_settled(changed)
        with os.scandir(folder) as entries:
            items = [entry for entry in entries if not entry.name.startswith(".")]
        if any(item.name == "index.html" and is_published(Path(item.path)) for item in items):
            return _Listed(changed, is_settled, (), ())
        return _Listed(
            changed,
            is_settled,
            tuple(files.summaries_among([Path(item.path) for item in self._files(items)])),
            tuple(Path(item.path) for item in items if _is_folder(item, self._follow)),
        )

    def _files(self, items: list[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
        for item in items:
            try:
                is_file = item.is_file()
            except OSError:
                continue
            if is_file and (
                self._follow
                or not item.is_symlink()
                or files.is_inside(Path(item.path), self._resolved)
            ):
                yield item


def _is_folder(item: os.DirEntry[str], follow: bool) -> bool:
    try:
        return item.is_dir(follow_symlinks=follow)
    except OSError:
        return False
