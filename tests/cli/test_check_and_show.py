"""``timeline check`` and ``timeline show`` as a user runs them, and the help that leads there."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline.cli import COMMANDS, timeline
from timeline.errors import InputError

BROKEN = """Fruit

Timestamped Summary

0:00 Apples
4:75 Pears
9:00 Plums
1:00 Quinces
"""


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fruit.txt").write_text(BROKEN, encoding="utf-8")


def run(*arguments: str, **options: str) -> Result:
    return CliRunner().invoke(timeline, arguments, catch_exceptions=False, **options)  # type: ignore[arg-type]


def test_problems_are_told_as_a_compiler_tells_them() -> None:
    done = run("check", "fruit.txt")
    assert done.exit_code == 1
    assert done.stdout.splitlines()[:4] == [
        "fruit.txt:6:1: error T001: '4:75' is not a time",
        "    4:75 Pears",
        "    ^",
        "    help: minutes and seconds go up to 59: write 1:02:03 or 62:03",
    ]
    assert "fruit.txt:8:1: warning T002: 1:00 is after 9:00 (line 7)" in done.stdout
    assert "fruit.txt: 1 error, 1 warning (3 chapters)" in done.stdout


def test_problems_as_json() -> None:
    done = run("check", "fruit.txt", "--output-format", "json")
    assert done.exit_code == 1
    first = json.loads(done.stdout)[0]
    assert first == {
        "file": "fruit.txt",
        "line": 6,
        "column": 1,
        "code": "T001",
        "severity": "error",
        "message": "'4:75' is not a time",
        "hint": "minutes and seconds go up to 59: write 1:02:03 or 62:03",
    }


def test_a_good_summary_exits_with_0() -> None:
    Path("good.txt").write_text("0:00 Apples\n1:00 Pears\n2:00 Plums\n")
    done = run("check", "good.txt")
    assert done.exit_code == 0
    assert "good.txt: no problems (3 chapters)" in done.stdout


def test_youtube_s_rules_are_told_once() -> None:
    Path("short.txt").write_text("Chapters\n0:05 Apples\n0:09 Pears\n2:00 Plums\n")
    codes = [
        p["code"]
        for p in json.loads(
            run("check", "short.txt", "--format", "youtube", "--output-format", "json").stdout
        )
    ]
    assert codes == ["T201", "T203"]


def test_the_timeline_is_drawn_plain_when_piped() -> None:
    done = run("show", "fruit.txt", "--width", "60")
    assert done.exit_code == 0
    assert "\x1b" not in done.stdout
    lines = done.stdout.splitlines()
    assert lines[0] == "Fruit"
    bar = next(line for line in lines if line.startswith("▏1"))
    # Apples take the first of ten and a half minutes, quinces eight of them.
    assert bar.index("▏2") == 60 * 60 // 780
    assert any(line.strip().startswith("3  9:00  Plums") for line in lines)
    assert all(len(line) <= 60 for line in lines)


def test_points_stand_under_their_chapter_with_how_sure_we_are() -> None:
    Path("points.txt").write_text(
        "Key insights\n- Apples need frost (at 0:30)\n- Plums split in the rain\n"
        "Chapters\n0:00 Apples and frost\n1:00 Plums in the rain, and why they split\n"
    )
    out = run("show", "points.txt").stdout
    assert "• 0:30 Apples need frost\n" in out
    assert "• ~1:" in out
    assert "% sure" in out


def test_what_has_no_moment_stands_apart_from_what_is_about_the_whole_video() -> None:
    Path("points.txt").write_text(
        "Key insights\n- This talk is about fruit\n- Zinc roofs rust in Reykjavik\n"
        "Chapters\n0:00 Apples and frost\n1:00 Plums in the rain\n"
    )
    lines = run("show", "points.txt").stdout.splitlines()
    whole = lines.index("About the whole video")
    assert lines[whole + 1] == "  • This talk is about fruit"
    undated = lines.index("Without a time")
    assert lines[undated + 1] == "  • Zinc roofs rust in Reykjavik"


def test_all_moments_of_a_point_are_shown() -> None:
    Path("points.txt").write_text(
        "Key insights\n- Apples need frost (0:10, 1:50)\nChapters\n0:00 Apples\n1:00 Plums\n"
    )
    out = run("show", "points.txt", "--width", "60").stdout
    assert "• 0:10, 1:50 Apples need frost\n" in out
    marks = next(line for line in out.splitlines() if set(line) == set(" •"))
    assert marks.count("•") == 2


def test_nothing_to_show_is_an_error() -> None:
    Path("prose.txt").write_text("Just words.")
    with pytest.raises(InputError, match="no chapters"):
        run("show", "prose.txt")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_or_none_to_give(name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert "Examples:" in done.stdout or name == "formats"


def test_help_lists_the_commands_without_importing_them() -> None:
    done = run("--help")
    assert done.exit_code == 0
    for name, entry in COMMANDS.items():
        assert name in done.stdout
        assert entry.summary in done.stdout


def test_the_shell_completes_commands_and_formats() -> None:
    def completed(words: str, place: int) -> list[str]:
        env = {"_TIMELINE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(place)}
        done = CliRunner(env={**os.environ, **env}).invoke(timeline, prog_name="timeline")
        return [line.partition(",")[2] for line in done.stdout.splitlines()]

    assert {"export", "embed"} <= set(completed("timeline e", 1))
    assert completed("timeline export --format pod", 3) == ["podcasting", "podlove"]


TWO_LISTS = """0:00 Start
2:10 Kneading
9:40 Baking

Corrections:
2:30 It was rye
3:10 It was two hours
9:50 The oven was on
"""


def test_why_one_list_is_the_chapters_and_the_other_is_not() -> None:
    Path("bread.txt").write_text(TWO_LISTS, encoding="utf-8")
    lines = run("show", "bread.txt", "--why").stdout.splitlines()
    taken = next(
        n for n, line in enumerate(lines) if line.startswith("The list at line 1 (3 times)")
    )
    left = next(
        n for n, line in enumerate(lines) if line.startswith("The list at line 6 (3 times)")
    )
    assert "taken for the chapters" in lines[taken]
    assert "left alone" in lines[left]
    assert "  for: it begins at 0:00" in lines[taken:left]
    assert "  against: its label names errata, credits or another list" in lines[left:]
    assert "The list at" not in run("show", "bread.txt").stdout


def test_why_nothing_was_taken_is_told_before_the_error() -> None:
    Path("letter.txt").write_text("Dear all,\n12:30 soup\n14:00 the raft race\n", encoding="utf-8")
    with pytest.raises(InputError):
        run("show", "letter.txt")
    done = CliRunner().invoke(timeline, ["show", "letter.txt", "--why"])
    assert "The list at line 2 (2 times): left alone" in done.stdout


def test_times_left_alone_are_among_the_problems_as_json() -> None:
    Path("letter.txt").write_text("Dear all,\n12:30 soup\n14:00 the raft race\n", encoding="utf-8")
    done = run("check", "letter.txt", "--output-format", "json")
    found = [problem for problem in json.loads(done.stdout) if problem["code"] == "T021"]
    assert [(p["line"], p["message"]) for p in found] == [
        (2, "the times at lines 2-3 were left alone: they are no list")
    ]
