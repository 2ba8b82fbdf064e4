"""What is made of one summary is the same in every process: workers, restarts, builds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SUMMARY = (
    "Bridges\n\nTLDR: They stand.\n\nKey insights\n🌉 Arches carry by pressing.\n\n"
    "Q&A\nQ: Why an arch?\nA: Stone bears no pull.\n\n0:00 Arches\n2:00 Cables\n4:00 Wind\n"
)
WITH_OTHERS = (
    '{"version": "1.2.0", "b": 1, "waypoints": [], "a": 2, "chapters": '
    '[{"startTime": 0, "title": "One", "mood": 1, "pace": 2, "tone": 3},'
    ' {"startTime": 60, "title": "Two"}]}'
)

COMMANDS = {
    "export": "export talk.txt notes.json -o out --format webvtt,json,markdown,csv,matroska",
    "check": "check talk.txt notes.json --output-format json",
    "site": "site talk.txt -o public",
    "single file": "site talk.txt --single-file -o talk.html",
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_processes_that_order_sets_differently_make_the_same(tmp_path: Path, command: str) -> None:
    first, *others = (made_by(command, tmp_path / "talks", seed) for seed in ("1", "2", "3"))
    assert len(first) > 2
    assert all(other == first for other in others)


def made_by(command: str, folder: Path, seed: str) -> dict[str, bytes]:
    """The files that a command leaves in a folder, and what it prints."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "talk.txt").write_text(SUMMARY, encoding="utf-8")
    (folder / "notes.json").write_text(WITH_OTHERS, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "timeline", *command.split()],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=False,
        capture_output=True,
    )
    assert run.returncode == 0, run.stderr
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    contents = {name: path.read_bytes() for name, path in files.items()}
    return contents | {"stdout": run.stdout, "stderr": run.stderr}
