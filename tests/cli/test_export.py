"""``timeline export`` as a user runs it: a process, files, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from webvtt import WebVTT

SUMMARY = """Fruit

TLDRFruit grows on trees.

Key insights

🍎Apples need frost in winter.

🍐Pears ripen off the tree.

Q&A

Why do plums split?

Too much rain makes plums split.

Timestamped Summary

00:00Apples and the frost they need.

01:10Pears, and how they ripen.

02:20Plums, and why rain makes them split.
"""


def run(
    *arguments: str | Path, cwd: Path, stdin: str | bytes = ""
) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "timeline", *map(str, arguments)],
        cwd=cwd,
        input=data,
        capture_output=True,
        check=False,
    )
    return subprocess.CompletedProcess(
        done.args,
        done.returncode,
        done.stdout.decode(errors="replace"),
        done.stderr.decode(errors="replace"),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fruit.txt").write_text(SUMMARY, encoding="utf-8")
    return tmp_path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_three_tracks_beside_the_summary(folder: Path) -> None:
    done = run("export", "fruit.txt", cwd=folder)
    assert done.returncode == 0
    assert _names(folder) == [
        "fruit.chapters.vtt",
        "fruit.insights.vtt",
        "fruit.qa.vtt",
        "fruit.txt",
    ]
    chapters = WebVTT.read(folder / "fruit.chapters.vtt", strict=True)
    assert [(cue.start, cue.end, cue.text) for cue in chapters] == [
        ("00:00:00.000", "00:01:10.000", "Apples and the frost they need."),
        ("00:01:10.000", "00:02:20.000", "Pears, and how they ripen."),
        ("00:02:20.000", "00:03:30.000", "Plums, and why rain makes them split."),
    ]
    assert "wrote fruit.chapters.vtt  3 chapters, 0:00 to 3:30, estimated" in done.stdout
    assert "is an estimate" in done.stderr


def test_points_stand_in_the_chapter_that_speaks_of_them(folder: Path) -> None:
    run("export", "fruit.txt", cwd=folder)
    insights = WebVTT.read(folder / "fruit.insights.vtt", strict=True)
    assert [(cue.start_in_seconds < 70, cue.text[:8]) for cue in insights] == [
        (True, "🍎 Apples"),
        (False, "🍐 Pears "),
    ]
    qa = WebVTT.read(folder / "fruit.qa.vtt", strict=True)
    assert qa[0].start_in_seconds >= 140
    assert qa[0].text == "Q: Why do plums split? A: Too much rain makes plums split."


def test_duration_ends_the_last_chapter(folder: Path) -> None:
    done = run("export", "fruit.txt", "--duration", "4:00", "-o", "-", cwd=folder)
    assert "00:02:20.000 --> 00:04:00.000" in done.stdout
    assert "estimate" not in done.stdout + done.stderr


def test_standard_input_to_standard_output(folder: Path) -> None:
    done = run("export", "-", "-o", "-", "--track", "qa", cwd=folder, stdin=SUMMARY)
    assert done.returncode == 0
    assert [cue.identifier for cue in WebVTT.from_string(done.stdout)] == ["qa-1"]


def test_json_holds_everything(folder: Path) -> None:
    done = run("export", "fruit.txt", "--format", "json", cwd=folder)
    assert done.returncode == 0
    data = json.loads((folder / "fruit.timeline.json").read_text(encoding="utf-8"))
    assert data["version"] == 1
    assert data["duration_source"] == "estimate"
    assert [chapter["start"] for chapter in data["chapters"]] == [0, 70, 140]
    assert data["insights"][0]["icon"] == "🍎"
    assert data["insights"][0]["placed_by"] == "chapters"
    assert 0 < data["insights"][0]["confidence"] <= 1


def test_one_bad_file_does_not_stop_the_rest(folder: Path) -> None:
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "empty.txt").write_text("")
    done = run(
        "export", "noise.txt", "empty.txt", "fruit.txt", "-o", "out", "--jobs", "2", cwd=folder
    )
    assert done.returncode == 1
    assert _names(folder / "out") == ["fruit.chapters.vtt", "fruit.insights.vtt", "fruit.qa.vtt"]
    assert "error: noise.txt: this is not text" in done.stderr
    assert "error: empty.txt: this is empty" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_exports_its_summaries_and_skips_other_text(folder: Path) -> None:
    (folder / "notes.txt").write_text("Nothing here is timed.")
    done = run("export", folder, "-o", "out", cwd=folder)
    assert done.returncode == 0
    assert "skipped" in done.stderr
    assert len(_names(folder / "out")) == 3


def test_the_summary_is_never_overwritten(folder: Path) -> None:
    run("export", "fruit.txt", "--format", "json", cwd=folder)
    before = (folder / "fruit.timeline.json").read_bytes()
    done = run("export", "fruit.timeline.json", "--format", "json", cwd=folder)
    assert done.returncode == 1
    assert "overwrite" in done.stderr
    assert (folder / "fruit.timeline.json").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["fruit.txt", "--format", "avi"], "there is no format 'avi'"),
        (["fruit.txt", "--format", "youtube", "--track", "qa"], "youtube carries chapters only"),
        (["fruit.txt", "--duration", "soon"], "'soon' is not a time"),
        (["fruit.txt", "-o", "-", "--track", "all"], "prints one track"),
        (["-"], "standard input has no folder"),
        (["fruit.txt", "-o", "fruit.txt/x"], "cannot be made"),
    ],
)
def test_bad_usage_gets_one_line_and_code_2(folder: Path, arguments: list[str], says: str) -> None:
    before = _names(folder)
    done = run("export", *arguments, cwd=folder)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert _names(folder) == before


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("none.txt", "none.txt: no such file or directory"),
        ("empty/", "no summary in this folder"),
    ],
)
@pytest.mark.parametrize("more", [[], ["-o", "-"]])
def test_what_cannot_be_read_gets_one_line_and_code_1(
    folder: Path, source: str, says: str, more: list[str]
) -> None:
    (folder / "empty").mkdir()
    done = run("export", source, *more, cwd=folder)
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "content",
    ["", "\0\0\0", ":" * 1_000_000, "just words", "<p>" * 9],
    ids=["empty", "zeros", "a million colons", "words", "tags"],  # an id is in the environment
)
def test_nothing_to_read_writes_nothing(folder: Path, content: str) -> None:
    (folder / "bad.txt").write_text(content)
    before = _names(folder)
    done = run("export", "bad.txt", cwd=folder)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert _names(folder) == before


def test_a_folder_that_cannot_be_written_says_so(folder: Path) -> None:
    (folder / "fruit.chapters.vtt").mkdir()
    done = run("export", "fruit.txt", "--track", "chapters", cwd=folder)
    assert done.returncode == 1
    assert "fruit.chapters.vtt: cannot be written" in done.stderr


def test_export_imports_nothing_heavy(folder: Path) -> None:
    code = (
        "import sys;"
        "from timeline.cli.export_task import ExportTask, run;"
        "from timeline.loader import LoadRequest;"
        "tracks = ('chapters', 'insights', 'qa');"
        "run(ExportTask(LoadRequest(source='fruit.txt'), ('webvtt',), tracks));"
        "print([m for m in ('flask', 'yt_dlp', 'av', 'numpy', 'mutagen') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_thumbnails_are_a_storyboard_and_a_contact_sheet(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "samples" / "tides.txt"
    done = run("export", sample, "-o", "out", "--thumbnails", cwd=tmp_path)
    assert done.returncode == 0
    names = _names(tmp_path / "out")
    assert {"tides.thumbnails.vtt", "tides.thumbnails-1.jpg", "tides.thumbnails.svg"} <= set(names)
    track = (tmp_path / "out" / "tides.thumbnails.vtt").read_text()
    assert "tides.thumbnails-1.jpg#xywh=0,0,240,135" in track


def test_thumbnails_without_a_video_are_refused(folder: Path) -> None:
    done = run("export", "fruit.txt", "--thumbnails", cwd=folder)
    assert done.returncode == 1
    assert "there is no video" in done.stderr


def test_two_summaries_of_one_name_do_not_overwrite_each_other(folder: Path) -> None:
    (folder / "fruit.md").write_text("0:00 Apples\n1:00 Pears\n", encoding="utf-8")
    done = run("export", "fruit.txt", "fruit.md", "-o", "out", cwd=folder)
    assert done.returncode == 1
    assert "fruit.md: this would write the same files as fruit.txt" in done.stderr
    assert "Pears, and how" in (folder / "out" / "fruit.chapters.vtt").read_text()


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252:strict", "euc_jp", "ascii"])
@pytest.mark.parametrize(
    "command",
    [
        *("export fruit.txt -o -", "export fruit.txt -o - --format json", "prompt talk.vtt"),
        *("place fruit.txt --output-format json", "check fruit.txt --output-format json"),
        "formats --output-format json",
    ],
)
def test_data_is_utf8_in_every_locale(
    command: str, encoding: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "fruit.txt").write_text(SUMMARY.replace("Pears", "梨 – груши"), encoding="utf-8")
    cue = "00:00.000 --> 00:02.000\nBirnen – 梨 – груши 🍐\n"
    (folder / "talk.vtt").write_text(f"WEBVTT\n\n{cue}", encoding="utf-8")
    expected = run(*command.split(), cwd=folder)
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    assert run(*command.split(), cwd=folder).stdout == expected.stdout != ""


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252:strict", "euc_jp", "utf-8:strict"])
@pytest.mark.parametrize("command", ["show", "check", "place", "export"])
def test_messages_are_printed_in_every_locale(
    command: str, encoding: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "梨 груши.txt").write_text(f"{SUMMARY}\n99:99 梨 🍐\n", encoding="utf-8")
    expected = run(command, "梨 груши.txt", cwd=folder)
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    done = subprocess.run(
        [sys.executable, "-m", "timeline", command, "梨 груши.txt"], cwd=folder, capture_output=True
    )
    assert done.returncode == expected.returncode
    assert done.stdout == expected.stdout.encode(encoding.split(":")[0], "replace") != b""


@pytest.mark.parametrize(
    ("fmt", "name"),
    [("json", "talk.timeline.json"), ("webvtt", "talk.vtt"), ("csv", "new/talk.CSV")],
)
def test_a_file_name_becomes_no_folder(folder: Path, fmt: str, name: str) -> None:
    done = run("export", "fruit.txt", "--format", fmt, "-o", name, cwd=folder)
    assert done.returncode == 2
    assert "-o names a folder, and this looks like a file" in done.stderr
    assert f"-o - > {Path(name).name}" in done.stderr
    assert _names(folder) == ["fruit.txt"]


def test_a_folder_that_is_there_may_be_called_anything(folder: Path) -> None:
    (folder / "out.json").mkdir()
    for name in ("out.json", "v1.2"):
        assert run("export", "fruit.txt", "-o", name, cwd=folder).returncode == 0
        assert (folder / name / "fruit.chapters.vtt").exists()


def test_a_name_whose_bytes_are_no_text_is_a_name(folder: Path) -> None:
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_text(SUMMARY, encoding="utf-8")
    for options in ([], ["--skip-existing"], ["--jobs", "2"]):
        done = run("export", ".", "-o", "out", *options, cwd=folder)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert b"\xff\xfe.chapters.vtt" in os.listdir(os.fsencode(folder / "out"))
    done = run("export", ".", "--format", "parquet", cwd=folder)
    assert (done.returncode, "2 timelines" in done.stdout) == (0, True)


def test_a_name_too_long_for_what_is_added_is_said_and_stops_no_other(folder: Path) -> None:
    long = "n" * 251
    (folder / f"{long}.txt").write_text(SUMMARY, encoding="utf-8")
    done = run("export", ".", cwd=folder)
    assert done.returncode == 1
    assert f"{long}.chapters.vtt: cannot be written: file name too long" in done.stderr
    assert (folder / "fruit.chapters.vtt").exists()


@pytest.mark.parametrize("command", ["export", "check"])
def test_a_terminal_obeys_no_name_of_a_file(folder: Path, command: str) -> None:
    name = "\x1b[31mred\n.txt"
    (folder / name).write_text(SUMMARY, encoding="utf-8")
    done = run(command, ".", cwd=folder)
    assert "\\x1b[31mred\\x0a" in done.stdout + done.stderr
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_cannot_be_written_for_a_folder_is_a_failure_and_no_skip(
    folder: Path, jobs: str
) -> None:
    (folder / "fruit.chapters.vtt").write_text("mine", encoding="utf-8")
    (folder / "letter.txt").write_text("Dear Ana, hello.\n", encoding="utf-8")
    done = run("export", ".", "--jobs", jobs, cwd=folder)
    assert done.returncode == 1
    assert "error: fruit.chapters.vtt: this file is not from an earlier run" in done.stderr
    assert "1 of 2 failed, 1 of 2 no summaries" in done.stderr
