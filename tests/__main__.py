"""Set up and run every check: ``python3 -m tests [PYTEST ARGUMENT...]``.

Needs Python 3.11 and, on Debian or Ubuntu, the right to install packages (or the packages
already there). Makes ``.venv``, installs the project with its tests' libraries, and runs the
linter, the type checker, the tests, and a check of the wheel in an empty environment. Only
the standard library is used here, so that any fresh machine can start it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

#: What the tests drive that is no Python package, and Debian's name for it.
PROGRAMS = {
    "chromium": "chromium",
    "ffmpeg": "ffmpeg",
    "mkvmerge": "mkvtoolnix",
}


def main() -> None:
    """Run every check; the first that fails ends the program with its exit code."""
    os.chdir(ROOT)
    _install_programs()
    _install_packages()
    python = str(PYTHON)
    _run(python, "-m", "ruff", "check", ".")
    _run(python, "-m", "ruff", "format", "--check", ".")
    _run(python, "-m", "mypy")
    _check_wheel()
    _run(python, "-m", "pytest", "-n", "2", "--dist", "loadfile", *sys.argv[1:])


def _run(*command: str, **options: object) -> None:
    print("$", *command, flush=True)
    done = subprocess.run(command, check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(done.returncode)


def _install_programs() -> None:
    missing = [package for name, package in PROGRAMS.items() if not shutil.which(name)]
    if not missing:
        return
    if not shutil.which("apt-get"):
        sys.exit(f"the tests need these programs: {', '.join(missing)}; please install them")
    root = [] if os.geteuid() == 0 else ["sudo"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(*root, "apt-get", "update", "-qq", env=quiet)
    _run(*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing, env=quiet)


def _install_packages() -> None:
    if not PYTHON.exists():
        _run(sys.executable, "-m", "venv", str(VENV))
    # Dependency groups need a recent pip.
    _run(str(PYTHON), "-m", "pip", "install", "-q", "--upgrade", "pip")
    _run(str(PYTHON), "-m", "pip", "install", "-q", "-e", ".[media]", "--group", "test")


def _check_wheel() -> None:
    """Install the wheel into an empty environment and use it from outside the checkout."""
    with tempfile.TemporaryDirectory() as folder:
        wheels = Path(folder) / "wheels"
        _run(str(PYTHON), "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(wheels), ".")
        wheel = next(wheels.glob("*.whl"))
        empty = Path(folder) / "empty"
        _run(sys.executable, "-m", "venv", str(empty))
        python = str(empty / "bin" / "python")
        _run(python, "-m", "pip", "install", "-q", str(wheel))
        _run(python, str(ROOT / "tests" / "wheel.py"), str(ROOT / "samples"), cwd=folder)


if __name__ == "__main__":
    main()
