"""The scripts and styles that pages load."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from timeline_web.assets import STATIC_DIR, Assets


@pytest.mark.browser  # Playwright's Node needs the browser's libraries
def test_scripts_are_served_without_their_documentation(tmp_path: Path) -> None:
    files = Assets.read().files
    ours = [name for name in files if name.endswith(".js") and not name.startswith("vendor/")]
    assert "overlay.js" in ours
    node, _ = compute_driver_executable()
    for name in ours:
        assert b"/**" not in files[name], name
        if (STATIC_DIR / name).exists():
            source = (STATIC_DIR / name).read_text("utf-8")
            comment = re.compile(r"\s*(/\*\*| \*|//)")
            code = [line for line in source.splitlines() if not comment.match(line)]
            assert files[name].decode().splitlines() == code, name
        script = tmp_path / f"{name}.mjs"
        script.write_bytes(files[name])
        subprocess.run([node, "--check", str(script)], check=True)


def test_no_comment_of_ours_is_behind_code_on_its_line() -> None:
    """Lines are joined for serving: it would swallow the next one."""
    behind = re.compile(r"^\s*[^\s/*].*(?<![:'\"])//\s")
    for file in sorted(STATIC_DIR.glob("*.js")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            assert not behind.match(line), f"{file.name}:{number}: {line}"


def test_vendored_files_are_served_as_they_are() -> None:
    name = "vendor/media-chrome.js"
    assert Assets.read().files[name] == (STATIC_DIR / name).read_bytes()
