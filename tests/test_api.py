"""The Python interface, as the README shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import timeline

SUMMARY = "Key insights\n- Plums split in the rain\nChapters\n0:00 Apples\n1:30 Plums in the rain\n"


def test_parse_place_write_and_read_back(tmp_path: Path) -> None:
    talk = timeline.parse(SUMMARY)
    assert [chapter.title for chapter in talk.chapters] == ["Apples", "Plums in the rain"]
    assert talk.insights[0].start is None
    placed = timeline.place(talk)
    assert placed.insights[0].chapter == 1
    assert placed.insights[0].placed_by == "chapters"
    timeline.write(placed, tmp_path / "talk.timeline.json")
    assert timeline.read(tmp_path / "talk.timeline.json") == placed


@pytest.mark.parametrize(
    ("name", "opens"),
    [
        ("talk.vtt", "WEBVTT"),
        ("talk.srt", "1\n00:00:00,000"),
        ("talk.json", '{\n  "version": 1,'),
        ("talk.chapters.json", '{\n  "version": "1.2.0"'),
        ("talk.md", "Language: en\n\n## Key insights"),
        ("talk.ffmetadata", ";FFMETADATA1"),
        ("talk.cue", 'FILE "media"'),
    ],
)
def test_the_ending_tells_the_format(name: str, opens: str, tmp_path: Path) -> None:
    path = tmp_path / name
    timeline.write(timeline.parse(SUMMARY), path)
    assert path.read_text(encoding="utf-8").startswith(opens)


def test_a_track_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "insights.vtt"
    timeline.write(timeline.place(timeline.parse(SUMMARY)), path, track="insights")
    assert "Plums split in the rain" in path.read_text(encoding="utf-8")


def test_errors_name_the_file_and_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(timeline.TimelineError, match="name one of webvtt"):
        timeline.write(timeline.parse(SUMMARY), tmp_path / "talk")
    with pytest.raises(timeline.TimelineError, match=r"none\.txt: no such file"):
        timeline.read(tmp_path / "none.txt")
    assert list(tmp_path.iterdir()) == []


def test_problems_are_plain_values() -> None:
    [problem] = timeline.check(timeline.parse("Chapters\n0:00 Apples\n0:05 Pears\n1:00 Plums"))
    assert (problem.code, problem.line) == ("T004", 2)


def test_load_is_all_in_one_call(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(f"{SUMMARY}1:75 Figs\n", encoding="utf-8")
    words = "WEBVTT\n\n01:32.000 --> 01:40.000\nHow plums split when it rains\n"
    (tmp_path / "words.vtt").write_text(words, encoding="utf-8")
    loaded = timeline.load(
        tmp_path / "talk.txt", transcript=tmp_path / "words.vtt", duration=300_000
    )
    assert loaded.timeline.duration == 300_000
    assert loaded.transcript == timeline.read_transcript(tmp_path / "words.vtt")
    assert "T001" in [problem.code for problem in loaded.problems]
    assert "T001" in [problem.code for problem in timeline.check(loaded)]


def test_parse_detects_the_format_as_read_does() -> None:
    talk = timeline.parse("WEBVTT\n\n00:00.000 --> 00:30.000\nApples &amp; pears\n")
    assert [chapter.title for chapter in talk.chapters] == ["Apples & pears"]
    talk = timeline.parse('{"chapters": [{"startTime": 5, "title": "Figs"}], "version": "1.2.0"}')
    assert [(chapter.start, chapter.title) for chapter in talk.chapters] == [(5_000, "Figs")]
    assert timeline.parse("1:00 WEBVTT in words", format="summary").chapters == ()


@pytest.mark.parametrize("name", ["insights", "qa", "actions"])
def test_the_name_of_a_file_tells_its_track(name: str, tmp_path: Path) -> None:
    text = (
        "Insights\n- [0:10] Figs\nQ&A\nQ: [0:20] Plums?\nA: Yes\nAction items\n- [ ] [0:30] Pick\n"
    )
    talk = timeline.parse(text)
    path = tmp_path / f"talk.{name}.vtt"
    timeline.write(talk, path)
    assert f"Track: {name}" in path.read_text(encoding="utf-8")


def test_a_bare_txt_is_refused(tmp_path: Path) -> None:
    with pytest.raises(timeline.TimelineError, match=r"cannot determine a format from 'talk\.txt'"):
        timeline.write(timeline.parse(SUMMARY), tmp_path / "talk.txt")
    timeline.write(timeline.parse(SUMMARY), tmp_path / "talk.txt", format="mp4chaps")


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda talk: timeline.write(talk, "a.vtt", track="notes"), "TimelineError", "no track"),
        (lambda talk: timeline.write(talk, "a.cue", track="qa"), "TimelineError", "no track 'qa'"),
        (lambda talk: timeline.write(talk, "a\0.vtt"), "TimelineError", "NUL"),
        (lambda talk: timeline.write(talk, None), "TypeError", "path is a path, not NoneType"),
        (lambda talk: timeline.write(None, "a.vtt"), "TypeError", "takes a Timeline"),
        (lambda talk: timeline.read(""), "TimelineError", "empty"),
        (lambda talk: timeline.parse(b"0:00 Figs"), "TypeError", "text, not bytes"),
        (lambda talk: timeline.load("a.txt", duration=1.5), "TypeError", "whole milliseconds"),
        (lambda talk: timeline.load("a.txt", duration=-1), "TimelineError", "from 0"),
        (lambda talk: timeline.place(talk, "words.vtt"), "TypeError", "Transcript, not str"),
        (lambda talk: timeline.check(SUMMARY), "TypeError", "Timeline, not str"),
    ],
)
def test_a_wrong_argument_is_named(
    call: Callable[[object], object], error: str, says: str, tmp_path: Path
) -> None:
    kinds = {"TypeError": TypeError, "TimelineError": timeline.TimelineError}
    with pytest.raises(kinds[error], match=re.escape(says)):
        call(timeline.parse(SUMMARY))


@pytest.mark.parametrize("start", [-1, 2.5, None])
def test_times_that_are_none_are_refused(start: object, tmp_path: Path) -> None:
    talk = timeline.parse(SUMMARY)
    chapter = replace(talk.chapters[1], start=start)  # type: ignore[arg-type]
    talk = replace(talk, chapters=(talk.chapters[0], chapter))
    with pytest.raises((TypeError, timeline.TimelineError), match=r"chapters\[1\]\.start"):
        timeline.write(talk, tmp_path / "a.vtt")
    assert list(tmp_path.iterdir()) == []


def test_what_the_readme_shows_of_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    block = readme.split("## From Python\n")[1].split("\n## ")[0]
    code = "\n".join(line[4:] for line in block.splitlines() if line.startswith("    "))
    (tmp_path / "talk.txt").write_text(SUMMARY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(code, {})
    assert {path.name for path in tmp_path.iterdir()} >= {"talk.chapters.vtt", "talk.timeline.json"}


@pytest.mark.parametrize(
    ("name", "track", "says"),
    [
        ("talk.insights.txt", None, "mp4chaps has no track 'insights'"),
        ("talk.insights.json", None, "podcasting has no track 'insights'"),
        ("talk.insights.md", None, "markdown holds all tracks in one file"),
        ("talk.json", "chapters", "json holds all tracks in one file"),
        ("TALK.TXT", None, "cannot determine a format"),
        (".vtt.", None, "cannot determine a format"),
        ("nowhere/talk.vtt", None, "cannot be written: no such file"),
    ],
)
def test_what_a_name_promises_is_kept_or_refused(
    name: str, track: str | None, says: str, tmp_path: Path
) -> None:
    with pytest.raises(timeline.TimelineError, match=re.escape(says)):
        timeline.write(timeline.parse(SUMMARY), tmp_path / name, track=track)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "fmt"), [("talk.chapters.txt", "mp4chaps"), ("talk.chapters.youtube.txt", "youtube")]
)
def test_a_name_of_export_s_own_is_taken_for_what_it_is(
    name: str, fmt: str, tmp_path: Path
) -> None:
    timeline.write(timeline.parse(SUMMARY), tmp_path / name)
    timeline.write(timeline.parse(SUMMARY), tmp_path / "same", format=fmt)
    assert (tmp_path / name).read_bytes() == (tmp_path / "same").read_bytes()


def test_check_tells_where_the_transcript_contradicts() -> None:
    sample = Path(__file__).parents[1] / "samples" / "tides.txt"
    loaded = timeline.load(sample, duration=400_000)
    assert "T041" not in [problem.code for problem in timeline.check(loaded)]
    late = tuple(
        replace(chapter, start=chapter.start + 60_000, end=chapter.end + 60_000)
        for chapter in loaded.timeline.chapters
    )
    moved = replace(loaded, timeline=replace(loaded.timeline, chapters=late))
    assert "T041" in [problem.code for problem in timeline.check(moved)]
    assert "T041" not in [problem.code for problem in timeline.check(moved.timeline)]
