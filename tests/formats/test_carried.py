"""What formats for chapters alone say of everything else, and of hidden chapters."""

from __future__ import annotations

import pytest

from timeline.formats import FORMATS, get_format
from timeline.model import ActionItem, Chapter, Insight, Question, Timeline
from timeline.tracks import TRACKS, track

POINTS = (
    Insight(text="One."),
    Insight(text="Two."),
    Question(question="Why?", answer="So."),
    ActionItem(text="Do it"),
)
CHAPTERS = (
    Chapter(start=0, end=60_000, title="Apples"),
    Chapter(start=60_000, end=90_000, title="", hidden=True),
    Chapter(start=90_000, end=120_000, title=""),
)
ALONE = [fmt.name for fmt in FORMATS.values() if fmt.write and fmt.tracks == ("chapters",)]


@pytest.mark.parametrize("name", ALONE)
def test_points_that_are_not_carried_are_told(name: str) -> None:
    timeline = Timeline(chapters=CHAPTERS[:1], points=POINTS, duration=60_000)
    lost = get_format(name).unsupported(timeline, TRACKS)
    assert lost[-3:] == ["2 insights", "1 question", "1 action item"]


def test_a_format_of_all_tracks_carries_them() -> None:
    timeline = Timeline(chapters=CHAPTERS[:1], points=POINTS, duration=60_000)
    reported = " ".join(get_format("webvtt").unsupported(timeline, TRACKS))
    assert "insight" not in reported


@pytest.mark.parametrize(
    "name", [name for name in ALONE if "hidden" not in FORMATS[name].capabilities]
)
def test_a_hidden_chapter_without_a_title_is_no_line(name: str) -> None:
    fmt = get_format(name)
    assert fmt.write is not None
    timeline = Timeline(chapters=CHAPTERS, duration=120_000, duration_source="given")
    text = fmt.write(timeline, "chapters")
    assert "Chapter 2" in text, "the one that is only untitled"
    assert "Chapter 3" not in text


def test_tracks_leave_it_out_too() -> None:
    timeline = Timeline(chapters=CHAPTERS, duration=120_000, duration_source="given")
    assert [cue.text for cue in track(timeline, "chapters").cues] == ["Apples", "Chapter 2"]
