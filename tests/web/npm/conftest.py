"""npm, and what it installs: the players of the demo, the analyzer, TypeScript."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
WEB = ROOT / "web"
CACHE = ROOT / ".cache" / "npm"


@pytest.fixture(scope="session")
def npm() -> str:
    """npm's command. It comes with Node, which nobody needs for the rest."""
    command = shutil.which("npm")
    if command is None:
        pytest.skip("npm is not installed")
    return command


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the npm package, its module built."""
    subprocess.run([sys.executable, WEB / "build_overlay.py"], check=True)
    return WEB


@pytest.fixture(scope="session")
def modules(npm: str) -> Path:
    """The folder of what the lock file names, fetched once. Skips where npm cannot reach it."""
    lock = WEB / "package-lock.json"
    folder = CACHE / sha256(lock.read_bytes()).hexdigest()[:16]
    if not (folder / "done").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for file in (lock, WEB / "package.json"):
            shutil.copy(file, folder)
        options = ("--ignore-scripts", "--no-audit", "--no-fund")
        done = subprocess.run(
            [npm, "ci", *options], cwd=folder, check=False, capture_output=True, text=True
        )
        if "network" in done.stderr:
            pytest.skip(f"npm cannot reach its registry: {done.stderr.splitlines()[0]}")
        assert done.returncode == 0, done.stderr
        (folder / "done").touch()
    return folder / "node_modules"
