"""The programs that the tests drive and pip does not install. Only the standard library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """A command, Debian's package that holds it, and the marker of the tests that need it."""

    command: str
    package: str
    marker: str


PROGRAMS = (
    Program("chromium", "chromium", "browser"),
    Program("ffmpeg", "ffmpeg", "media"),
    Program("ffprobe", "ffmpeg", "media"),
    Program("mkvmerge", "mkvtoolnix", "media"),
    Program("mkvextract", "mkvtoolnix", "media"),
)


def missing(marker: str) -> set[str]:
    """The packages whose programs the tests of a marker need, and that are not on the path."""
    return {
        program.package
        for program in PROGRAMS
        if program.marker == marker and not shutil.which(program.command)
    }


def install(packages: Iterable[str]) -> None:
    """Install Debian packages, where this is Debian and the user may; ask again what is missing."""
    names = sorted(set(packages))
    root = _as_root()
    if not names or root is None:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ("-y", "-qq", "--no-install-recommends")
    for command in (["update", "-qq"], ["install", *options, *names]):
        print("$", *root, "apt-get", *command, flush=True)
        # What goes wrong is said on the standard error output; the rest is hundreds of lines.
        done = subprocess.run(
            [*root, "apt-get", *command], check=False, env=quiet, stdout=subprocess.DEVNULL
        )
        if done.returncode:
            return


def _as_root() -> list[str] | None:
    """What to put before a command for root to run it; None where this user may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
    if allowed.returncode == 0:
        return ["sudo", "-n"]
    return ["sudo"] if sys.stdin.isatty() else None


def advice(packages: Iterable[str]) -> str:
    """How a person installs them: a command where we know one."""
    names = sorted(set(packages))
    if shutil.which("apt-get"):
        return f"sudo apt install {' '.join(names)}"
    return f"please install {', '.join(names)}"
