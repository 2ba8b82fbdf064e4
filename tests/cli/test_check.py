"""``timeline check`` as a gate: many sources, its options, reports, exit codes and fixes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline.cli import timeline
from timeline.errors import TimelineError

GOOD = "0:00 Apples\n1:00 Pears\n2:00 Plums\n"
UNORDERED = "0:00 Apples\n5:00 Pears\n3:00 Plums\n9:00 Figs\n"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def run(*arguments: str, input: str = "") -> Result:
    return CliRunner().invoke(timeline, ["check", *arguments], input=input, catch_exceptions=False)


def codes(*arguments: str) -> list[tuple[str, str]]:
    done = run(*arguments, "--output-format", "json")
    return [(problem["file"], problem["code"]) for problem in json.loads(done.stdout)]


def test_files_folders_and_standard_input_in_one_run() -> None:
    write("good.txt", GOOD)
    write("talks/bad.txt", "0:00 Apples\n4:75 Pears\n9:00 Plums\n")
    write("talks/fine.md", GOOD)
    done = run("good.txt", "talks", "-", input=UNORDERED)
    assert done.exit_code == 1
    last = done.stdout.splitlines()[-1]
    assert last == "4 summaries checked: 1 error, 1 warning"
    assert "<stdin>:3:1: warning T002" in done.stdout


def test_a_source_that_cannot_be_read_is_an_error_and_not_the_end() -> None:
    write("good.txt", GOOD)
    write("noise.txt", bytes(range(256)))
    done = run("missing.txt", "noise.txt", "good.txt")
    assert done.exit_code == 1
    assert "missing.txt: error T000: no such file or directory" in done.stdout
    assert "noise.txt: error T000: this is not text" in done.stdout
    assert "good.txt: no problems (3 chapters)" in done.stdout


@pytest.mark.parametrize(
    "text", ["Dear all,\n\nthe tides come in.\n", "# Readme\n\nInstall it.\n", "One word"]
)
def test_nothing_to_check_is_an_error(text: str) -> None:
    write("letter.txt", text)
    done = run("letter.txt")
    assert done.exit_code == 1
    assert "error T009: there is nothing to check" in done.stdout


def test_a_folder_passes_over_what_is_no_summary_but_wants_one() -> None:
    write("talks/README.md", "# Talks\n\nAll of them.\n")
    done = run("talks")
    assert done.exit_code == 1
    assert "there is nothing to check" in done.stdout
    write("talks/good.txt", GOOD)
    done = run("talks")
    assert done.exit_code == 0
    assert "skipped talks/README.md" in done.stderr


def test_strict_fails_on_warnings() -> None:
    write("talk.txt", UNORDERED)
    assert run("talk.txt").exit_code == 0
    assert run("talk.txt", "--strict").exit_code == 1
    assert run("talk.txt", "--strict", "--ignore", "T002").exit_code == 0


def test_codes_are_selected_and_ignored_by_their_beginning() -> None:
    write("talk.txt", "0:05 Apples\n5:00 Pears\n3:00 Plums\n9:00 Figs\n")
    assert codes("talk.txt") == [("talk.txt", "T005"), ("talk.txt", "T002")]
    assert codes("talk.txt", "--select", "T002") == [("talk.txt", "T002")]
    assert codes("talk.txt", "--ignore", "T002,T1") == [("talk.txt", "T005")]
    assert codes("talk.txt", "--select", "T0", "--ignore", "T00") == []
    done = run("talk.txt", "--select", "T0O2")
    assert done.exit_code == 2
    assert "there is no problem 'T0O2'; did you mean T" in done.stderr


@pytest.mark.parametrize(
    ("text", "target", "code"),
    [
        ("Chapters\n0:05 Apples\n1:00 Pears\n2:00 Plums\n", "youtube", "T201"),
        ("Chapters\n0:00 Apples\n1:00 Pears\n", "youtube", "T202"),
        ("Chapters\n0:00 A\n0:04 B\n2:00 C\n", "youtube", "T203"),
        ("Key insights\n- Apples need frost.\n", "matroska", "T031"),
        ("Key insights\n- Apples need frost.\n", "youtube", "T031"),
    ],
)
def test_what_a_target_refuses_is_an_error(text: str, target: str, code: str) -> None:
    write("talk.txt", text)
    assert run("talk.txt").exit_code == 0
    done = run("talk.txt", "--format", "json", "--format", target)
    assert done.exit_code == 1
    assert f"error {code}" in done.stdout


def test_a_placed_insight_after_the_end_is_not_the_summary_s_fault() -> None:
    write(
        "talk.txt",
        "Key insights\n- Pears split in rain\n\nChapters\n0:00 Apples\n1:00 Pears in the rain\n",
    )
    assert run("talk.txt", "--duration", "0:50", "--select", "T006").stdout.count("T006") == 1


def test_lost_bullets_are_told_by_name() -> None:
    write(
        "talk.txt",
        "Chapters\n0:00 Apples\n1:00 Pears\n\nWhat we ate\n- a pear\n- a plum\n- a fig\n",
    )
    done = run("talk.txt")
    assert "T024: nothing is made of the section 'What we ate': its 3 bullets are" in done.stdout


def test_github_s_annotations_have_place_and_message() -> None:
    write("a,b.txt", "0:00 Apples\n4:75 Pears, 100%\n9:00 Plums\n")
    done = run("a,b.txt", "--output-format", "github")
    assert done.stdout.splitlines() == [
        "::error file=a%2Cb.txt,line=2,col=1,title=T001::'4:75' is not a time: "
        "minutes and seconds go up to 59: write 1:02:03 or 62:03"
    ]


def test_sarif_is_valid_by_its_schema() -> None:
    import jsonschema

    write("my talks/naïve.txt", "Chapters\n0:00 Apples\n4:75 Pears\n9:00 Plums\n1:00 Figs\n")
    done = run("my talks/naïve.txt", "missing.txt", "--output-format", "sarif")
    document = json.loads(done.stdout)
    schema = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    results = document["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["T001", "T002", "T000"]
    place = results[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20talks/na%C3%AFve.txt"
    assert place["region"] == {"startLine": 3, "startColumn": 1}
    assert {rule["id"] for rule in document["runs"][0]["tool"]["driver"]["rules"]} == {
        "T000",
        "T001",
        "T002",
    }


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("4:75 Pears", 1),
        ("• 4:75 Pears", 3),
        ("  - **4:75** Pears", 7),
        ("✅ 4:75 Pears", 3),
        ("3️⃣ 4:75 Pears", 5),
        ("👨‍👩‍👧 4:75 Pears", 7),
        ("<li>4:75 Pears</li>", 5),
        ("<p><b>4:75</b> Pears</p>", 7),
    ],
)
def test_columns_point_at_the_time(line: str, column: int) -> None:
    write("talk.txt", f"0:00 Apples\n{line}\n9:00 Plums\n")
    done = run("talk.txt", "--output-format", "json")
    found = [p for p in json.loads(done.stdout) if p["code"] == "T001"]
    assert [(p["line"], p["column"]) for p in found] == [(2, column)]


@pytest.mark.parametrize(
    ("line", "column"), [("2️⃣ 5:00 Pears", 5), ("<li>9:30 A</li><li>5:00 B</li>", 20)]
)
def test_columns_of_chapters_point_at_their_time(line: str, column: int) -> None:
    write("talk.txt", f"0:00 Apples\n9:00 Figs\n{line}\n15:00 Plums\n19:00 Limes\n")
    done = run("talk.txt", "--output-format", "json")
    found = [p for p in json.loads(done.stdout) if p["code"] == "T002"]
    assert [(p["line"], p["column"]) for p in found] == [(3, column)]


def test_the_caret_stands_below_wide_characters() -> None:
    write("talk.txt", "0:00 Apples\n🍐🍐 4:75 Pears\n9:00 Plums\n")
    lines = run("talk.txt").stdout.splitlines()
    assert lines[1:3] == ["    🍐🍐 4:75 Pears", "         ^"]


SLIPS = "0:00 Apples\r\n1;30 Pears\r\n  text below \t\r\n3:00 Plums\r\n4:00 Figs"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_fix_keeps_every_other_byte(mark: str, encoding: str) -> None:
    if encoding != "utf-8" and not mark:
        mark = "\ufeff"
    name = write("talk.txt", (mark + SLIPS).encode(encoding))
    done = run(name, "--fix")
    assert done.exit_code == 0
    assert Path(name).read_bytes() == (mark + SLIPS.replace("1;30", "1:30")).encode(encoding)
    assert "1 problem fixed" in done.stderr
    before = Path(name).read_bytes()
    assert "T016" not in run(name, "--fix").stdout
    assert Path(name).read_bytes() == before


def test_fix_keeps_an_old_encoding_and_refuses_what_it_cannot_keep() -> None:
    name = write("talk.txt", "0:00 Äpfel\n1;30 Pears\n3:00 Plums\n".encode("cp1252"))
    assert run(name, "--fix").exit_code == 0
    assert Path(name).read_bytes() == "0:00 Äpfel\n1:30 Pears\n3:00 Plums\n".encode("cp1252")
    broken = "0:00 Äpfel, Öl, Käse, süß\n1;30 Pears\xff\n3:00 Plums\n".encode()
    name = write("broken.txt", broken.replace("ÿ".encode(), b"\xff"))
    before = Path(name).read_bytes()
    assert "error T000: it is not fixed" in run(name, "--fix").stdout
    assert Path(name).read_bytes() == before


def test_diff_shows_and_changes_nothing() -> None:
    name = write("talk.txt", SLIPS)
    done = run(name, "--diff")
    assert "-1;30 Pears\n+1:30 Pears\n" in done.stdout
    assert Path(name).read_bytes() == SLIPS.encode()
    done = run(name, "--fix", "--diff")
    assert "+1:30 Pears\n" in done.stdout
    assert Path(name).read_bytes() == SLIPS.replace("1;30", "1:30").encode()


def test_fix_follows_a_link_to_its_file() -> None:
    write("real.txt", SLIPS)
    Path("link.txt").symlink_to("real.txt")
    run("link.txt", "--fix")
    assert Path("link.txt").is_symlink()
    assert "1:30 Pears" in Path("real.txt").read_text()


def test_fix_of_standard_input_is_a_usage_error() -> None:
    done = CliRunner().invoke(timeline, ["check", "-", "--fix"], input=SLIPS)
    assert "--fix needs a file" in str(done.exception)


@pytest.mark.parametrize("written", ["{m:02}:{s:02} {title}", "- [0:{m:02}:{s:02}] {title}"])
def test_a_common_shift_is_taken_back_as_the_transcript_says(written: str) -> None:
    from tests.placement.test_alignment import TOPICS, transcript
    from timeline.times import format_timestamp

    cues = (
        f"{format_timestamp(s.start)} --> {format_timestamp(s.end)}\n{s.text}\n"
        for s in transcript().segments
    )
    write("talk.vtt", "WEBVTT\n\n" + "\n".join(cues))
    lines = [written.format(m=2 * n + 3, s=0, title=title) for n, title in enumerate(TOPICS)]
    name = write("talk.txt", "Chapters\n" + "\n".join(lines) + "\n\nA tail of 5 words.  \n")
    assert ("talk.txt", "T041") in codes(name)
    run(name, "--fix")
    after = Path(name).read_text()
    expected = [written.format(m=2 * n, s=0, title=title) for n, title in enumerate(TOPICS)]
    assert after.splitlines()[1:-2] == expected
    assert after.endswith("\n\nA tail of 5 words.  \n")
    assert ("talk.txt", "T041") not in codes(name)


def test_near_misses_are_told_and_fixed_also_where_the_times_are_moved() -> None:
    write("talk.txt", "0:00 Apples\n1;30 Pears\n3:00 Plums\n")
    assert ("talk.txt", "T016") in codes("talk.txt", "--shift", "0:10")
    assert ("talk.txt", "T005") in codes("talk.txt", "--shift", "0:10")
    assert "1 problem fixed" in run("talk.txt", "--scale", "2", "--fix").stderr
    assert Path("talk.txt").read_text() == "0:00 Apples\n1:30 Pears\n3:00 Plums\n"


def test_a_moved_summary_shows_its_line_with_the_problem() -> None:
    write("talk.txt", GOOD)
    assert "0:00 Apples" in run("talk.txt", "--shift", "0:10").stdout


def test_several_targets_may_be_named_at_once() -> None:
    write("talk.txt", '0:00 Apples\n1:00 Pears "William"\n')
    found = [code for _, code in codes("talk.txt", "--format", "youtube,cue")]
    assert "T202" in found
    assert "T212" in found


@pytest.mark.parametrize(
    "option", [("--from", "nope"), ("--from", "youtub"), ("--encoding", "nope"), ("--format", ",")]
)
def test_what_no_summary_can_be_read_with_is_a_usage_error(option: tuple[str, str]) -> None:
    write("talk.txt", GOOD)
    done = CliRunner().invoke(timeline, ["check", "talk.txt", *option])
    assert isinstance(done.exception, TimelineError) or done.exit_code == 2
    assert not done.stdout
