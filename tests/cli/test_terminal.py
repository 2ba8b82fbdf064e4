"""What a terminal shows, on a real one: the progress of an export, and nothing of it elsewhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="Windows has none")

COUNT = 40
#: A shell starts what runs in the background with Ctrl-C ignored: these tests may run so.
AS_FROM_A_TERMINAL = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from timeline.cli import main
main()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for number in range(COUNT):
        text = f"0:00 Opening\n1:{number:02} Middle\n"
        (tmp_path / f"talk{number:02}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def on_a_terminal(folder: Path, *, stdout: bool) -> tuple[str, str]:
    """What export prints on a terminal that is its standard error and, if wished, output too;
    and what goes to its output otherwise.
    """
    main, terminal = pty.openpty()
    command = [sys.executable, "-m", "timeline", "export", ".", "-o", "out", "--force"]
    environment = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": "1"}
    output = terminal if stdout else subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, stdout=output, stderr=terminal, stdin=terminal, env=environment
    ) as process:
        os.close(terminal)
        shown, said = b"", b""
        while True:
            try:
                read = os.read(main, 65_536)
            except OSError:  # Linux's way to say that nobody writes any more
                break
            if not read:
                break
            shown += read
        if process.stdout:
            said = process.stdout.read()
    os.close(main)
    assert process.returncode == 0
    return shown.decode(), said.decode()


def test_a_terminal_shows_the_pace_and_the_time_left(folder: Path) -> None:
    shown, _ = on_a_terminal(folder, stdout=True)
    assert f"1 of {COUNT}" in shown
    assert f"{COUNT} of {COUNT}" in shown
    assert "files/s" in shown
    assert "0:00 left" in shown
    assert shown.count("wrote ") >= COUNT
    last = shown.rstrip().splitlines()[-1]
    assert "files/s" not in last.rpartition("\x1b[K")[2], "the bar is cleared at the end"


def test_a_bar_on_a_terminal_does_not_reach_a_pipe(folder: Path) -> None:
    shown, said = on_a_terminal(folder, stdout=False)
    assert "files/s" in shown
    assert "files/s" not in said
    assert "\x1b" not in said
    assert said.count("wrote ") >= COUNT


def test_a_pipe_shows_no_bar(folder: Path) -> None:
    command = [sys.executable, "-m", "timeline", "export", ".", "-o", "out", "--force"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    for text in (done.stdout, done.stderr):
        assert "files/s" not in text
        assert "\r" not in text
        assert "\x1b" not in text


@pytest.mark.parametrize("command", ["check", "show", "place"])
def test_ctrl_c_is_one_line_and_130(command: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", AS_FROM_A_TERMINAL, command, "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin
    # More than a pipe takes: once all is written, it is being read.
    process.stdin.write("0:00 Apples\n" * 20_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.splitlines()[-1].endswith("stopped by Ctrl-C")
    assert "Traceback" not in err
