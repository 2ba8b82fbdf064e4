"""What is said of the supported Pythons is said alike everywhere, and tested."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

from tests import pythons

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_supported_pythons_are_said_alike() -> None:
    series = pythons.supported()
    first, last = series[0], int(series[-1].split(".")[1])
    assert series == [f"3.{minor}" for minor in range(int(first.split(".")[1]), last + 1)]
    assert PROJECT["project"]["requires-python"] == f">={first},<3.{last + 1}"
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{first.replace('.', '')}"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"Python {first} to {series[-1]}" in readme
    workflow = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    matrix = re.search(r"python: (\[.*\])", workflow)
    assert matrix
    assert json.loads(matrix[1]) == series


def test_this_python_is_found() -> None:
    assert f"{sys.version_info[0]}.{sys.version_info[1]}" in {p.series for p in pythons.found()}


def test_what_is_no_python_is_no_python(tmp_path: Path) -> None:
    talker = tmp_path / "python3"
    talker.write_text("#!/bin/sh\necho Hello\n", encoding="utf-8")
    talker.chmod(0o755)
    assert pythons.describe(talker) is None
    assert pythons.describe(tmp_path / "none") is None


def test_an_environment_is_made_and_kept_and_made_anew(tmp_path: Path) -> None:
    this = pythons.describe(sys.executable)
    assert this
    folder = tmp_path / "environment"
    command = pythons.make_bare(this, folder)
    (folder / "kept").touch()
    assert pythons.make_bare(this, folder) == command
    assert (folder / "kept").exists()
    command.unlink()
    pythons.make_bare(this, folder)
    assert pythons.describe(command)
    assert not (folder / "kept").exists()
