"""Runs the scripts' own tests with the Node that Playwright brings along."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

TESTS = sorted(Path(__file__).parent.glob("*.test.mjs"))


@pytest.mark.browser  # that Node runs where Chromium does: it needs one of its libraries
@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_module(path: Path) -> None:
    node, _ = compute_driver_executable()
    done = subprocess.run(
        [node, "--no-warnings", "--test", "--test-reporter=tap", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_they_are_found() -> None:
    assert TESTS
