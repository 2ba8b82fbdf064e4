"""Where chapters end, and which ends somebody gave."""

from __future__ import annotations

from hypothesis import given, settings

from tests.strategies import timelines
from timeline.chapter_ends import resolve_ends, resolve_stated_ends
from timeline.model import Chapter, Timeline
from timeline.times import HOUR, MAX_TIME_MS


def stated(*spans: tuple[int, int]) -> Timeline:
    return Timeline(
        chapters=tuple(Chapter(start=s, end=e, title="x", end_given=True) for s, e in spans)
    )


def given_ends(timeline: Timeline) -> list[int]:
    return [chapter.end for chapter in timeline.chapters if chapter.end_given]


def test_an_end_that_the_next_start_tells_is_not_given() -> None:
    assert given_ends(resolve_stated_ends(stated((0, 60), (60, 90), (100, 200)))) == [90, 200]


def test_nor_is_one_that_the_duration_tells() -> None:
    assert given_ends(resolve_stated_ends(stated((0, 60_000), (60_000, 90_000)), 90_000)) == []
    assert given_ends(resolve_stated_ends(stated((0, 60_000), (60_000, 90_000)), 95_000)) == [
        90_000
    ]


def test_nor_is_one_that_the_chapter_around_tells() -> None:
    assert given_ends(resolve_stated_ends(stated((0, 100), (20, 60), (60, 100), (120, 200)))) == [
        100,
        200,
    ]


def test_what_is_not_given_moves_with_the_duration() -> None:
    timeline = resolve_stated_ends(stated((0, 60_000), (60_000, 90_000)), 90_000)
    assert [chapter.end for chapter in resolve_ends(timeline, 120_000).chapters] == [
        60_000,
        120_000,
    ]


def test_a_guess_is_a_time_that_every_format_can_write() -> None:
    sparse = Timeline(chapters=tuple(Chapter(start=s * HOUR, end=0, title="x") for s in (0, 900)))
    assert resolve_ends(sparse).duration == MAX_TIME_MS


@given(timeline=timelines())
@settings(deadline=None)
def test_no_end_changes(timeline: Timeline) -> None:
    reported = resolve_stated_ends(timeline, timeline.duration, timeline.duration_source)
    assert [(c.start, c.end) for c in reported.chapters] == [
        (c.start, c.end) for c in timeline.chapters
    ]
    again = resolve_ends(reported, reported.duration, reported.duration_source)
    assert again.chapters == reported.chapters
