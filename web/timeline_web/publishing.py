"""Bringing planned files to a folder, so that no page is ever there without what it needs."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline import atomic
from timeline.errors import InputError, OutputError

#: By this a page of ours is known again, before one is written over.
GENERATOR_META = b'<meta name="generator" content="video-timeline">'


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file to bring along: a copy of it, or a symbolic link."""

    path: Path
    link: bool = False


#: What to write, by path inside the folder, in the order of a POSIX path.
PlannedFiles = dict[str, str | bytes | MediaFile]


def publish(files: PlannedFiles, folder: Path, *, force: bool = False) -> list[Path]:
    """Write ``files`` into ``folder`` and give the pages among them.

    Everything is made inside a temporary folder first and then moved to its name, pages last.
    What else lies in the folder is left alone. Raises InputError, before anything is changed,
    where a file would be replaced that is not one of ours, unless by ``force``; OutputError.
    What is there already, the same to the byte, is in nobody's way: several pages may share a
    film.
    """
    pages = [folder / name for name in sorted(files, key=_publishing_order) if is_page(name)]
    try:
        files = {
            name: content
            for name, content in files.items()
            if not _is_in_place(content, folder / name)
        }
        foreign = None if force else next(_foreign_files(files, folder), None)
        if foreign is not None:
            raise InputError(
                "this file is in the way, and it is not from an earlier run",
                where=str(folder / foreign),
                hint="--force overwrites it, or give a folder of its own with -o",
            )
        folder.mkdir(parents=True, exist_ok=True)
        with atomic.staging(folder) as staging:
            for name, content in files.items():
                _write_file(Path(staging, name), content)
            for name in sorted(files, key=_publishing_order):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(Path(staging, name), folder / name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        where = str(error.filename or folder)
        raise OutputError(f"cannot be written: {reason}", where=where) from None
    return pages


def is_page(name: str) -> bool:
    """Whether a file of a site is a page."""
    return name.endswith(".html")


def _publishing_order(name: str) -> tuple[bool, int, str]:
    """Pages after what they need, an index after the pages it leads to."""
    return is_page(name), -name.count("/"), name


def _is_in_place(content: str | bytes | MediaFile, target: Path) -> bool:
    """Whether what should be written lies there already."""
    if not target.is_file():
        return False
    if isinstance(content, MediaFile):
        if target.is_symlink():
            return content.link and os.path.samefile(content.path, target)
        same = os.path.samefile(content.path, target)
        return same or (not content.link and filecmp.cmp(content.path, target, shallow=False))
    data = content.encode("utf-8") if isinstance(content, str) else content
    return target.stat().st_size == len(data) and target.read_bytes() == data


def _is_ours(content: object, target: Path) -> bool:
    """Whether a film that is there is the one to bring along, by a link or as a copy."""
    return isinstance(content, MediaFile) and (
        os.path.samefile(content.path, target) or filecmp.cmp(content.path, target, shallow=False)
    )


def _foreign_files(files: Mapping[str, object], folder: Path) -> Iterator[str]:
    """Files that would be replaced though no page of ours is beside them.

    Assets lie under a version of their own: what is there already is the same.
    """
    ours = {Path(name).parent for name in files if is_page(name) and is_published(folder / name)}
    for name, content in files.items():
        if name.startswith("static/") or not (folder / name).exists():
            continue
        if is_page(name):
            if not is_published(folder / name):
                yield name
        elif not ours.intersection(Path(name).parents) and not _is_ours(content, folder / name):
            yield name


def is_published(path: Path) -> bool:
    """Whether a file is a page of ours."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return GENERATOR_META in file.read(16 * 1024)


def _write_file(path: Path, content: str | bytes | MediaFile) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_bytes(content.encode("utf-8"))
    elif isinstance(content, bytes):
        path.write_bytes(content)
    elif content.link:
        path.symlink_to(content.path.resolve())
    else:
        shutil.copyfile(content.path, path)
