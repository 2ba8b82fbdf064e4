"""Where chapters end, and which ends somebody gave."""

from __future__ import annotations

from hypothesis import given, settings

from tests.strategies import timelines
from timeline.durations import settle, settle_stated
from timeline.model import Chapter, Timeline
from timeline.times import HOUR, LONGEST


def stated(*spans: tuple[int, int]) -> Timeline:
    return Timeline(
        chapters=tuple(Chapter(start=s, end=e, title="x", end_given=True) for s, e in spans)
    )


def given_ends(timeline: Timeline) -> list[int]:
    return [chapter.end for chapter in timeline.chapters if chapter.end_given]


def test_an_end_that_the_next_start_tells_is_not_given() -> None:
    assert given_ends(settle_stated(stated((0, 60), (60, 90), (100, 200)))) == [90, 200]


def test_nor_is_one_that_the_duration_tells() -> None:
    assert given_ends(settle_stated(stated((0, 60_000), (60_000, 90_000)), 90_000)) == []
    assert given_ends(settle_stated(stated((0, 60_000), (60_000, 90_000)), 95_000)) == [90_000]


def test_nor_is_one_that_the_chapter_around_tells() -> None:
    assert given_ends(settle_stated(stated((0, 100), (20, 60), (60, 100), (120, 200)))) == [
        100,
        200,
    ]


def test_what_is_not_given_moves_with_the_duration() -> None:
    timeline = settle_stated(stated((0, 60_000), (60_000, 90_000)), 90_000)
    assert [chapter.end for chapter in settle(timeline, 120_000).chapters] == [60_000, 120_000]


def test_a_guess_is_a_time_that_every_format_can_write() -> None:
    sparse = Timeline(chapters=tuple(Chapter(start=s * HOUR, end=0, title="x") for s in (0, 900)))
    assert settle(sparse).duration == LONGEST


@given(timeline=timelines())
@settings(deadline=None)
def test_no_end_changes(timeline: Timeline) -> None:
    told = settle_stated(timeline, timeline.duration, timeline.duration_source)
    assert [(c.start, c.end) for c in told.chapters] == [
        (c.start, c.end) for c in timeline.chapters
    ]
    again = settle(told, told.duration, told.duration_source)
    assert again.chapters == told.chapters
