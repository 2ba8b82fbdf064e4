"""Points that say of themselves that they speak of the whole video."""

from __future__ import annotations

import pytest

from timeline.model import Chapter, Insight, Question, Segment, Timeline, Transcript
from timeline.placement import place
from timeline.placement.scope import of_whole_video

SPOKEN = Transcript(
    segments=tuple(
        Segment(start=n * 10_000, end=n * 10_000 + 9_000, text=text)
        for n, text in enumerate(
            ["welcome to a talk about bridges", "an arch presses on its ends", "cables only pull"]
        )
    )
)
OTHERS = tuple(Insight(text=text) for text in ("An arch presses on its ends.", "Cables pull."))


@pytest.mark.parametrize(
    "text",
    [
        "This talk is about bridges.",
        "The meeting was mainly about the budget for next year.",
        "The video focuses on how arches carry.",
        "This discussion revolves around steel.",
        "The whole session was devoted to cables.",
        "This lecture is an introduction to statics.",
        "Dieser Vortrag handelt von Brücken.",
        "Das Video dreht sich um Brücken.",
        "Cette vidéo parle des ponts.",
        "La charla trata de puentes.",
        "Questo video parla di ponti.",
        "Esta palestra fala sobre pontes.",
        "Deze lezing gaat over bruggen.",
    ],
)
def test_a_point_that_says_so_speaks_of_the_whole_video(text: str) -> None:
    placed = place(Timeline(points=(Insight(text=text), *OTHERS), duration=60_000), SPOKEN)
    whole, *others = placed.points
    assert (whole.scope, whole.moments, whole.is_undated) == ("video", (), False)
    assert any(point.moments for point in others)


@pytest.mark.parametrize(
    "text",
    [
        "The video explains that an arch presses on its ends.",
        "The discussion focused on cables for a while.",
        "The speaker is about to cut a cable.",
        "A talk is about more than its slides.",
        "In this talk an arch presses on its ends.",
    ],
)
def test_what_is_said_at_some_moment_is_left_to_the_words(text: str) -> None:
    assert of_whole_video([Insight(text=text), *OTHERS]) == set()


def test_questions_and_dated_points_are_left_alone() -> None:
    question = Question(question="This talk is about what?", answer="This talk is about bridges.")
    assert of_whole_video([question, *OTHERS]) == set()


def test_where_all_points_begin_so_it_is_how_the_summary_is_written() -> None:
    texts = ("This talk is about arches.", "This talk is about cables.", "This talk is about wind.")
    assert of_whole_video([Insight(text=text) for text in texts]) == set()


def test_without_a_transcript_too() -> None:
    chapters = (
        Chapter(start=0, end=9_000, title="Bridges"),
        Chapter(start=9_000, end=20_000, title="Cables"),
    )
    placed = place(
        Timeline(chapters=chapters, points=(Insight(text="This talk is about bridges."),))
    )
    assert placed.points[0].scope == "video"
