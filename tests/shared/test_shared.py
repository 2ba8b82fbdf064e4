"""What the server and the page both decide, by the cases that both run.

The page's side is ``tests/web/js/shared.test.mjs``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from timeline import times
from timeline.chapter_ends import reading_time
from timeline.errors import TimeError

TIMES = json.loads(Path(__file__).with_name("times.json").read_text("utf-8"))
READING_TIMES = json.loads(Path(__file__).with_name("reading_times.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "ms"), TIMES["parsed"].items())
def test_times_as_people_type_them(text: str, ms: int) -> None:
    assert times.parse(text) == ms


@pytest.mark.parametrize("text", TIMES["refused"])
def test_texts_that_are_no_times(text: str) -> None:
    with pytest.raises(TimeError):
        times.parse(text)


@pytest.mark.parametrize(("ms", "text"), TIMES["clock"].items())
def test_times_as_people_read_them(ms: str, text: str) -> None:
    assert times.format_clock(int(ms)) == text


@pytest.mark.parametrize(("text", "ms"), READING_TIMES.items())
def test_how_long_texts_take_to_read(text: str, ms: int) -> None:
    assert reading_time(text) == ms
