"""The exchange format: nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.strategies import timelines
from timeline.errors import InputError
from timeline.formats.json import read, write
from timeline.model import Timeline


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


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 2}, "version 2 .this program reads version 1"),
        ({"chapters": 3}, "chapters is not a list"),
        ({"chapters": [{"start": "0"}]}, r"chapters\[0\].start is not a number"),
        ({"duration_source": "moon"}, "duration_source is not one of given, media"),
        ({"insights": [{"text": 5}]}, r"insights\[0\].text is not a text"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, object], message: str) -> None:
    data = {**json.loads(write(Timeline())), **change}
    with pytest.raises(InputError, match=message):
        read(json.dumps(data))


def test_a_byte_order_mark_is_no_matter(talk: Timeline) -> None:
    assert read("\ufeff" + write(talk)).timeline == replace(talk)
