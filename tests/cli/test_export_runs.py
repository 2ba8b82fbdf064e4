"""``timeline export`` over many files: stopped, broken, resumed, and never over what is not its."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TEXT = "0:00 Apples\n1:00 Pears\n2:00 Plums\n"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "timeline", *arguments]


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), capture_output=True, text=True, check=False, **options
    )  # type: ignore[call-overload,no-any-return]


def summaries(count: int, text: str = TEXT) -> None:
    Path("talks").mkdir(exist_ok=True)
    for number in range(count):
        Path(f"talks/{number:05}.txt").write_text(text)


LONG = "Key insights\n" + "".join(f"- Point {n} about apples and pears\n" for n in range(60)) + TEXT


def _started(*arguments: str) -> subprocess.Popen[str]:
    """An export of many summaries that has begun to write."""
    summaries(1500, LONG)
    process = subprocess.Popen(
        command("export", "talks", "-o", "out", *arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for _ in range(3):
        assert process.stdout.readline().startswith("wrote "), "reported when it is written"
    return process


def _children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    found = " ".join(file.read_text() for file in threads).split()
    return [grandchild for child in map(int, found) for grandchild in (child, *_children(child))]


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_it_and_what_was_written_is_told(
    number: signal.Signals, code: int, jobs: str
) -> None:
    process = _started("--jobs", jobs)
    workers = _children(process.pid)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in err
    assert "not reached" in err
    assert "stopped by" in err.splitlines()[-1]
    reported = {line.split()[1] for line in out.splitlines()}
    written = {str(path) for path in Path("out").iterdir() if not path.name.startswith(".")}
    assert reported <= written
    assert len(written) < 1500
    _gone(workers)


def test_workers_die_with_a_killed_parent() -> None:
    process = _started("--jobs", "2")
    workers = _children(process.pid)
    assert workers
    process.kill()
    process.communicate(timeout=60)
    _gone(workers)


def _gone(pids: list[int]) -> None:
    """These processes end: each is given time, since the machine may be busy."""
    for _ in range(600):
        if not any(_lives(pid) for pid in pids):
            return
        time.sleep(0.05)
    pytest.fail(f"{[pid for pid in pids if _lives(pid)]} live on")


def _lives(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_the_summary_line_is_right_in_every_case() -> None:
    summaries(2)
    assert run("export", "talks").stderr.splitlines()[-1] == "2 files written"
    assert run("export", "talks", "--skip-existing").stderr.splitlines()[-1] == (
        "0 files written, 2 of 2 up to date"
    )
    Path("talks/bad.txt").write_bytes(bytes(range(256)))
    Path("notes").mkdir()
    Path("notes/a.txt").write_text("Only words.")
    Path("notes/b.txt").write_text("Only words.")
    done = run("export", "talks", "talks/none.txt")
    assert done.stderr.splitlines()[-1] == ("2 files written, 1 of 4 failed, 1 of 4 no summaries")
    assert done.returncode == 1
    done = run("export", "notes")
    assert done.stderr.splitlines()[-2:] == [
        "0 files written, 2 of 2 no summaries",
        "error: there was no summary to export",
    ]
    assert done.returncode == 1


def test_skip_existing_does_only_what_changed() -> None:
    summaries(5)
    assert run("export", "talks", "-o", "out").returncode == 0

    def written(*more: str) -> list[str]:
        done = run("export", "talks", "-o", "out", "--skip-existing", *more)
        assert done.returncode == 0
        return [line.split()[1] for line in done.stdout.splitlines()]

    assert written() == []
    Path("talks/00003.txt").write_text(TEXT + "3:00 Figs\n")
    assert written() == ["out/00003.chapters.vtt"]
    Path("out/00001.chapters.vtt").unlink()
    assert written() == ["out/00001.chapters.vtt"]
    Path("talks/00002.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:09.000\nApples\n")
    assert written() == ["out/00002.chapters.vtt"]
    assert len(written("--shift", "5")) == 5


def test_another_version_of_ours_does_all_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.cli import export_task
    from timeline.loader import LoadRequest

    summaries(1)
    task = export_task.ExportTask(LoadRequest(source="talks/00000.txt"), ("webvtt",), ())
    before = export_task.made_from(task, [])
    monkeypatch.setattr(export_task, "__version__", "999")
    assert export_task.made_from(task, []) != before


def test_what_somebody_made_or_edited_is_not_replaced() -> None:
    Path("a.txt").write_text(TEXT)
    target = Path("a.chapters.vtt")
    assert run("export", "a.txt").returncode == 0
    Path("a.txt").write_text(TEXT + "3:00 Figs\n")
    assert run("export", "a.txt").returncode == 0, "ours may be replaced"
    assert "Figs" in target.read_text()
    edited = target.read_text().replace("Figs", "Green figs")
    target.write_text(edited)
    done = run("export", "a.txt")
    assert done.returncode == 1
    assert "a.chapters.vtt: this file is not from an earlier run, or was changed since" in (
        done.stderr
    )
    assert target.read_text() == edited
    done = run("export", "a.txt", "--no-clobber")
    assert done.returncode == 0
    assert "kept a.chapters.vtt" in done.stderr
    assert target.read_text() == edited
    assert run("export", "a.txt", "--force").returncode == 0
    assert "Green" not in target.read_text()


def test_without_a_state_folder_only_the_same_content_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("blocked").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", "blocked")
    Path("a.txt").write_text(TEXT)
    assert run("export", "a.txt").returncode == 0
    assert run("export", "a.txt").returncode == 0
    assert run("export", "a.txt", "--duration", "9:00").returncode == 1


def test_a_symbolic_link_is_followed() -> None:
    Path("a.txt").write_text(TEXT)
    Path("elsewhere").mkdir()
    Path("a.chapters.vtt").symlink_to("elsewhere/real.vtt")
    assert run("export", "a.txt", "--force").returncode == 0
    assert Path("a.chapters.vtt").is_symlink()
    assert "Apples" in Path("elsewhere/real.vtt").read_text()


def test_several_targets_are_written_of_one_reading() -> None:
    Path("a.txt").write_text(TEXT)
    done = run("export", "a.txt", "--format", "webvtt,youtube, json", "-o", "out")
    assert done.returncode == 0
    assert sorted(os.listdir("out")) == [
        "a.chapters.vtt",
        "a.chapters.youtube.txt",
        "a.timeline.json",
    ]


@pytest.mark.parametrize(
    ("arguments", "starts"),
    [
        (["--shift", "0:10"], [10, 70, 130]),
        (["--shift", "-1:30"], [0, 30]),
        (["--scale", "0.5"], [0, 30, 60]),
        (["--scale", "25/24", "--shift", "-2.5"], [0, 60, 122.5]),
    ],
)
def test_times_are_moved_to_another_cut(arguments: list[str], starts: list[float]) -> None:
    Path("a.txt").write_text(TEXT)
    done = run("export", "a.txt", "-o", "-", "--format", "json", *arguments)
    assert [chapter["start"] for chapter in json.loads(done.stdout)["chapters"]] == starts
    assert ("1 chapter falls out at the beginning, the first “Apples”" in done.stderr) == (
        len(starts) < 3
    )


@pytest.mark.parametrize(
    "name",
    [
        "show",
        "place",
        "check",
        "watch",
        "site",
        "embed",
        "split",
        "export",
    ],
)
def test_every_command_that_reads_a_summary_can_move_its_times(name: str) -> None:
    out = run(name, "--help").stdout
    assert "--shift TIME" in out
    assert "--scale FACTOR" in out


@pytest.mark.parametrize("stem", ["x" * 240, "梨" * 80, "-", " ", "a:b*?", "é" * 120])
def test_odd_names_give_a_file_or_one_clear_line(stem: str) -> None:
    Path("talks").mkdir()
    Path(f"talks/{stem}.txt").write_text(TEXT)
    Path("talks/z.txt").write_text(TEXT)
    done = run("export", "talks", "-o", "out", "--jobs", "2")
    assert Path("out/z.chapters.vtt").exists(), "one bad name never stops the folder"
    assert "Traceback" not in done.stderr
    if done.returncode:
        assert "cannot be written: file name too long" in done.stderr
    else:
        assert Path(f"out/{stem}.chapters.vtt").exists()


def test_standard_input_is_read_with_jobs() -> None:
    Path("a.txt").write_text(TEXT)
    done = run("export", "-", "a.txt", "-o", "out", "--jobs", "2", input=TEXT)
    assert done.returncode == 0
    assert sorted(os.listdir("out")) == ["a.chapters.vtt", "summary.chapters.vtt"]


def test_one_file_under_two_spellings_is_exported_once() -> None:
    Path("a.txt").write_text(TEXT)
    done = run("export", "a.txt", "./a.txt", str(Path("a.txt").resolve()), "-o", "out")
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == "1 file written, 2 of 3 given twice"


@pytest.mark.parametrize("arguments", [["", "-o", "out"], ["a.txt", "-o", ""]])
def test_an_empty_argument_is_a_usage_error(arguments: list[str]) -> None:
    Path("a.txt").write_text(TEXT)
    done = run("export", *arguments)
    assert done.returncode == 2
    assert "empty" in done.stderr


@pytest.mark.parametrize("arguments", [["-o", "-"], ["-o", "out"], ["-o", "-", "--format", "json"]])
def test_a_full_disk_behind_standard_output_is_one_line(arguments: list[str]) -> None:
    Path("a.txt").write_text(TEXT)
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command("export", "a.txt", *arguments),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    line = "error: standard output cannot be written: no space left on device"
    assert done.stderr.splitlines()[-1] == line
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    ("redirect", "says"),
    [(">&-", "error: standard output is closed"), ("<&-", "error: standard input: it is closed")],
)
def test_a_closed_stream_is_one_line(redirect: str, says: str) -> None:
    source = "-" if "<" in redirect else "a.txt"
    Path("a.txt").write_text(TEXT)
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m timeline export {source} -o - {redirect}"],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [says]


def test_colours_are_for_terminals_unless_the_user_says(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("0:00 Apples\n4:75 Pears\n9:00 Plums\n")
    assert "\x1b" not in run("check", "a.txt").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in run("check", "a.txt").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("check", "a.txt").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["expotr"], "Did you mean 'export'?"),
        (["shwo"], "Did you mean 'show'?"),
        (["export", "a.txt", "--format", "webvt"], "did you mean webvtt?"),
        (["check", "a.txt", "--format", "matrosca"], "did you mean matroska?"),
    ],
)
def test_the_nearest_name_is_proposed(arguments: list[str], says: str) -> None:
    Path("a.txt").write_text(TEXT)
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr


@pytest.mark.parametrize(
    "command",
    ["check a.txt", "check a.txt --output-format json", "export a.txt -o out", "show a.txt"],
)
def test_what_a_closed_output_cannot_say_is_said_at_the_end(command: str) -> None:
    Path("a.txt").write_text(TEXT)
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m timeline {command} >&-"],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "error: standard output is closed"
    assert "Traceback" not in done.stderr
