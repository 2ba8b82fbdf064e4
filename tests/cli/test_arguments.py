"""Arguments that no command can use: each is one line and exit code 2, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from timeline.cli import timeline


@pytest.mark.parametrize(
    "arguments",
    [
        ("split", "talk.txt", "talk.txt", "-o", ""),
        ("embed", "talk.txt", "talk.txt", "-o", ""),
        ("site", "talk.txt", "-o", ""),
        ("fetch", "https://example.org/", "-o", ""),
        ("prompt", ""),
        ("check", "talk.txt", "--media", ""),
    ],
)
def test_an_empty_argument_is_a_usage_error_and_not_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.txt").write_text("0:00 A\n1:00 B\n2:00 C\n")
    done = CliRunner().invoke(timeline, arguments)
    assert (done.exit_code, "it is empty" in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["talk.txt"]
