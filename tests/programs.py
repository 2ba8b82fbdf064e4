"""The programs that the tests drive and pip does not install. Only the standard library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

#: The commands that the tests marked ``media`` run, and Debian's packages that hold them.
MEDIA = {
    "ffmpeg": "ffmpeg",
    "ffprobe": "ffmpeg",
    "mkvmerge": "mkvtoolnix",
    "mkvextract": "mkvtoolnix",
}
#: The same for the tests marked ``proxy``.
PROXY = {"nginx": "nginx-light", "caddy": "caddy", "openssl": "openssl"}
#: What the tests marked ``browser`` run: a browser, and a library of Playwright's own Node.
BROWSER = {"chromium", "libatomic1"}
#: The commands that the tests marked ``engines`` run, any of each group, and Debian's packages.
ENGINES = {
    ("firefox-esr", "firefox"): "firefox-esr",
    ("WebKitWebDriver",): "webkit2gtk-driver",
    ("Xvfb",): "xvfb",
}


def missing_for_media() -> set[str]:
    """The packages whose commands are not on the path."""
    return {package for command, package in MEDIA.items() if not shutil.which(command)}


def missing_for_proxy() -> set[str]:
    """The same for the proxies; Debian keeps nginx where only root looks."""
    path = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin"
    return {package for command, package in PROXY.items() if not shutil.which(command, path=path)}


def missing_for_browser(python: str | Path) -> set[str]:
    """The packages to install where Playwright, in ``python``'s environment, opens no browser."""
    found = subprocess.run([python, "-m", "tests.chromium"], check=False, capture_output=True)
    return set(BROWSER) if found.returncode else set()


def missing_for_engines() -> set[str]:
    """The packages of the other browsers that are not there."""
    return {
        package for commands, package in ENGINES.items() if not any(map(shutil.which, commands))
    }


def installable(packages: Iterable[str]) -> set[str]:
    """Those of the packages that this system has: others than Debian have fewer, or none."""
    return {name for name in packages if _is_known(name)}


def _is_known(package: str) -> bool:
    if not shutil.which("apt-cache"):
        return False
    command = ["apt-cache", "show", "--no-all-versions", package]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def install(packages: Iterable[str]) -> None:
    """Install Debian packages, where this is Debian and the user may; ask again what is missing."""
    names = sorted(set(packages))
    root = _as_root()
    if not names or root is None:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ("-y", "-qq", "--no-install-recommends")

    def run(*command: str) -> bool:
        print("$", *root, "apt-get", *command, flush=True)
        # What goes wrong is said on the standard error output; the rest is hundreds of lines.
        return not subprocess.run(
            [*root, "apt-get", *command], check=False, env=quiet, stdout=subprocess.DEVNULL
        ).returncode

    if run("update", "-qq") and (known := sorted(installable(names))):
        run("install", *options, *known)


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
