"""The Pythons of this machine, and a virtual environment for each.

Only the standard library, and no syntax newer than Python 3.8: an older Python has to get as far
as a message that names what is needed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent

#: Run by an interpreter to describe itself. One without these modules cannot install packages.
DESCRIBE = """
import json, platform, ssl, sys, venv
print(json.dumps([sys.implementation.name, platform.python_version(), sys.executable]))
"""


@dataclass(frozen=True)
class Python:
    """An interpreter: its command, and its version to the patch (``3.11.2``)."""

    command: str
    version: str

    @property
    def series(self) -> str:
        """The version without the patch: ``3.11``."""
        return ".".join(self.version.split(".")[:2])

    def __str__(self) -> str:
        return f"{self.version} ({self.command})"


def supported() -> list[str]:
    """The series that pyproject.toml names, oldest first: ``["3.11", ...]``."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return re.findall(r'"Programming Language :: Python :: (3\.\d+)"', project)


def describe(command: str | Path) -> Python | None:
    """The CPython that ``command`` starts; None where it starts none that can be used."""
    try:
        done = subprocess.run(
            [command, "-c", DESCRIBE], capture_output=True, text=True, check=True, timeout=60
        )
        implementation, version, path = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return Python(path, version) if implementation == "cpython" else None


def found() -> list[Python]:
    """The supported Pythons of this machine, one of each version, oldest first.

    Looks at this one, the ``python3`` and ``python3.X`` on the path and in the system's folders,
    and the versions that pyenv has installed.
    """
    series = supported()
    pythons: dict[str, Python] = {}
    for path in dict.fromkeys(path.resolve() for path in _commands(series) if path.is_file()):
        python = describe(path)
        if python and python.series in series:
            pythons.setdefault(python.version, python)
    return sorted(pythons.values(), key=lambda python: _numbers(python.version))


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _commands(series: list[str]) -> Iterator[Path]:
    yield Path(sys.executable)
    suffix = ".exe" if os.name == "nt" else ""
    for folder in (*os.get_exec_path(), "/usr/bin", "/usr/local/bin"):
        for name in ("python3", *(f"python{version}" for version in series)):
            yield Path(folder, name + suffix)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob("versions/*/bin/python3"))


def interpreter(folder: Path) -> Path:
    """The interpreter of the virtual environment in ``folder``."""
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def make_bare(python: Python, folder: Path) -> Path:
    """Make a virtual environment without pip in ``folder``, and give its interpreter.

    It needs no ``ensurepip``, which Debian keeps in a package of its own; another environment's
    pip fills it. One of the same version that is there already stays.
    """
    command = interpreter(folder)
    there = describe(command)
    if there is None or there.version != python.version:
        make = ("-m", "venv", "--without-pip", "--clear", str(folder))
        subprocess.run([python.command, *make], check=True)
    return command
