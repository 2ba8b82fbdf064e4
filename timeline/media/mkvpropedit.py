"""Edit the chapters of a Matroska file where it is, with mkvpropedit (MKVToolNix)."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from timeline.errors import MediaError
from timeline.model import Chapter, Timeline

_COMMAND = "mkvpropedit"


def is_installed() -> bool:
    """Whether there is an mkvpropedit to call."""
    return shutil.which(_COMMAND) is not None


def write_chapters(path: Path, chapters: Sequence[Chapter]) -> None:
    """Replace the chapters in the file at ``path``; nothing else in it is touched.

    mkvpropedit runs in a session of its own, so that what ends this program lets it finish.
    Raises MediaError with what it said.
    """
    from timeline.formats import matroska

    with NamedTemporaryFile(suffix=".xml") as sheet:
        sheet.write(matroska.write(Timeline(chapters=tuple(chapters))).encode())
        sheet.flush()
        command = [_COMMAND, str(path.absolute()), "--chapters", sheet.name if chapters else ""]
        done = subprocess.run(command, capture_output=True, text=True, start_new_session=True)
    if done.returncode:
        said = next((line for line in done.stdout.splitlines() if line.startswith("Error")), "")
        reason = said.removeprefix("Error: ") or f"mkvpropedit ended with {done.returncode}"
        raise MediaError(reason, where=str(path))
