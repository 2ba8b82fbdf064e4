"""Insights whose evidence is in several places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline.formats import csv, json, webvtt
from timeline.model import Insight, Placement, Question, Segment, Timeline, Transcript
from timeline.placement import place
from timeline.placement.analysis import analyzer
from timeline.placement.explanation import runners_up
from timeline.placement.several import clauses

#: What is said of other things, half a minute each.
TALK = [
    f"{subject} {verb} before the {thing} by the road"
    for subject in ("Gardeners", "Painters", "Sailors", "Bakers", "Teachers", "Drummers")
    for verb, thing in (("waited", "gate"), ("argued", "chapel"), ("rested", "meadow"))
]
FIRST = "We close the harbour ferry terminal in November because the pier is cracked"
SECOND = "The museum lends its bronze statues to Lisbon for the summer exhibition"
HALVES = (
    "The harbour ferry terminal closes in November because its pier is cracked, "
    "and the museum lends bronze statues to Lisbon for the summer exhibition."
)


def spoken(*said: tuple[int, str]) -> Transcript:
    """A talk of half-minute segments with some sentences at their places in it."""
    texts = dict(enumerate(TALK * 3)) | dict(said)
    return Transcript(
        segments=tuple(
            Segment(start=n * 30_000, end=n * 30_000 + 29_000, text=text)
            for n, text in sorted(texts.items())
        ),
        language="en",
    )


def placed(transcript: Transcript, *points: Insight | Question) -> Timeline:
    duration = transcript.segments[-1].end
    return place(Timeline(points=points, duration=duration, language="en"), transcript)


TWICE = spoken((8, FIRST), (40, SECOND))


def test_two_halves_that_are_said_apart_are_two_moments() -> None:
    (point,) = placed(TWICE, Insight(text=HALVES)).points
    assert point.scope == "moments"
    assert {moment.start for moment in point.moments} == {240_000, 1_200_000}
    assert {moment.quote for moment in point.moments} == {FIRST, SECOND}
    assert point.moments[0].confidence >= point.moments[1].confidence >= 0.5


@pytest.mark.parametrize(
    ("transcript", "text"),
    [
        (spoken((8, FIRST), (9, SECOND)), HALVES),
        (spoken((8, FIRST)), HALVES),
        (TWICE, "The museum lends its bronze statues to Lisbon for the summer exhibition."),
    ],
)
def test_what_is_said_in_one_place_is_one_moment(transcript: Transcript, text: str) -> None:
    (point,) = placed(transcript, Insight(text=text)).points
    assert (point.scope, len(point.moments)) == ("moment", 1)


def test_an_answer_is_one_moment() -> None:
    (point,) = placed(TWICE, Question(question="What is new?", answer=HALVES)).points
    assert point.scope == "moment"


def test_the_leading_moments_of_others_stay_where_they_are() -> None:
    other = Insight(text=SECOND)
    alone = placed(TWICE, other).points[0]
    both = placed(TWICE, Insight(text=HALVES), other)
    assert both.points[1].start == alone.start
    starts = [moment.start for point in both.points for moment in point.moments]
    assert len(set(starts)) == len(starts)


def test_formats_keep_them_with_their_quotes() -> None:
    timeline = placed(TWICE, Insight(text=HALVES))
    (point,) = timeline.points
    assert json.read(json.write(timeline)).timeline.points[0].moments == point.moments
    again = csv.read(csv.write(timeline)).timeline.points[0]
    assert [m.start for m in again.moments] == [m.start for m in point.moments]
    assert "insight-1.2" in webvtt.write(timeline, "insights")


def test_runners_up_are_no_moments_even_where_these_had_to_be_moved() -> None:
    (point,) = placed(TWICE, Insight(text=HALVES)).points
    moved = tuple(replace(moment, start=moment.start + 1) for moment in point.moments)
    placement = replace(point.placement or Placement(), moments=moved)
    others = runners_up(replace(point, placement=placement))
    assert not {moment.quote for moment in others} & {FIRST, SECOND}


def test_clauses_are_of_some_length() -> None:
    english = analyzer("en")
    found = [clause.text for clause in clauses(Insight(text=HALVES), english)]
    assert len(found) == 2
    assert found[1].startswith("the museum")
    assert clauses(Insight(text="Bread, cheese and ham are cheap."), english) == []
    assert clauses(Insight(text=""), english) == []
