"""The exchange format: nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.strategies import timelines
from timeline.errors import InputError
from timeline.formats.json import read, write
from timeline.model import ActionItem, Timeline


@given(timeline=timelines())
@settings(deadline=None)
def test_reading_gives_back_the_same_timeline(timeline: Timeline) -> None:
    assert read(write(timeline)).timeline == timeline


def test_times_are_seconds_and_null_where_there_is_none(talk: Timeline) -> None:
    data = json.loads(write(talk))
    assert (data["version"], data["duration"], data["duration_source"]) == (1, 900, "given")
    assert [chapter["start"] for chapter in data["chapters"]] == [0, 75.5, 600]
    assert data["insights"][2]["start"] is None
    assert data["qa"][0]["question"] == "Why two?"


def test_what_is_not_there_has_no_key(talk: Timeline) -> None:
    data = json.loads(write(talk))
    assert "actions" not in data
    assert not {"scope", "moments"} & data["insights"][0].keys()
    acting = replace(talk, points=(*talk.points, ActionItem(text="Mill", owner="Ana")))
    (action,) = json.loads(write(acting))["actions"]
    assert (action["text"], action["owner"], action["due"], action["done"]) == (
        "Mill",
        "Ana",
        "",
        False,
    )


def test_a_time_that_nobody_signed_is_the_sources_own() -> None:
    points = [{"text": "A", "start": 60}, {"text": "B", "start": 60, "placed_by": "chapters"}]
    stated, guessed = read(
        json.dumps({**json.loads(write(Timeline())), "insights": points})
    ).timeline.insights
    assert (stated.placed_by, stated.confidence, stated.end) == ("summary", 1.0, 62_500)
    assert (guessed.placed_by, guessed.confidence) == ("chapters", 0.0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 2}, "version 2 .this program reads version 1"),
        ({"chapters": 3}, "chapters is not a list"),
        ({"chapters": [{"start": "0"}]}, r"chapters\[0\].start is not a number"),
        ({"duration_source": "moon"}, "duration_source is not one of given, media"),
        ({"actions": [{"text": "a", "done": 1}]}, r"actions\[0\].done is not true or false"),
        ({"insights": [{"text": "a", "scope": "all"}]}, "scope is not one of moment, moments"),
        ({"insights": [{"text": 5}]}, r"insights\[0\].text is not a text"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, object], message: str) -> None:
    data = {**json.loads(write(Timeline())), **change}
    with pytest.raises(InputError, match=message):
        read(json.dumps(data))


def test_a_byte_order_mark_is_no_matter(talk: Timeline) -> None:
    assert read("\ufeff" + write(talk)).timeline == replace(talk)
