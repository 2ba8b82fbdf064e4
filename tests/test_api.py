"""The Python interface, as the README shows it."""

from __future__ import annotations

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
