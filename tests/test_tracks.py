"""Cues: in order, ending after they start, nested or apart."""

from __future__ import annotations

from hypothesis import given, settings

from tests.strategies import timelines
from timeline.model import Chapter, Insight, Placement, Timeline
from timeline.tracks import flat, nested, one_line, titled, track


def spans(*times: tuple[int, int]) -> list[Chapter]:
    return [Chapter(start=start, end=end, title="x") for start, end in times]


def ranges(chapters: list[Chapter]) -> list[tuple[int, int]]:
    return [(chapter.start, chapter.end) for chapter in chapters]


def test_a_chapter_that_reaches_into_the_next_is_cut() -> None:
    assert ranges(nested(spans((0, 50), (40, 90)))) == [(0, 40), (40, 90)]


def test_chapters_inside_others_stay_there() -> None:
    assert ranges(nested(spans((0, 10), (0, 100), (20, 40), (30, 40)))) == [
        (0, 100),
        (0, 10),
        (20, 40),
        (30, 40),
    ]


def test_a_flat_list_has_one_chapter_at_a_time() -> None:
    assert ranges(flat(spans((0, 100), (0, 10), (20, 40), (100, 100)))) == [
        (0, 1),
        (1, 10),
        (20, 40),
        (100, 101),
    ]


@given(timeline=timelines())
@settings(deadline=None)
def test_no_flat_chapter_reaches_into_the_next(timeline: Timeline) -> None:
    chapters = flat(timeline.chapters)
    assert len(chapters) == len(timeline.chapters)
    assert all(chapter.end > chapter.start for chapter in chapters)
    assert all(chapters[n].end <= chapters[n + 1].start for n in range(len(chapters) - 1))


def test_a_chapter_without_a_title_is_called_by_its_number() -> None:
    chapters = [Chapter(start=0, end=1, title="A\nB"), Chapter(start=1, end=2, title=" \0")]
    assert [chapter.title for chapter in titled(chapters)] == ["A B", "Chapter 2"]


def test_one_line_has_no_character_that_a_file_cannot_hold() -> None:
    assert one_line("a\0\x1b\ud800\ufffeb\u2028c\x85 d\t") == "ab c d"


def insight_cues(*times: tuple[int, int]) -> list[tuple[int, int]]:
    insights = tuple(Insight(text="x", placement=Placement.at(start, end)) for start, end in times)
    return [(cue.start, cue.end) for cue in track(Timeline(points=(*insights,)), "insights").cues]


def test_an_insight_that_ends_before_it_starts_has_the_shortest_cue() -> None:
    assert insight_cues((5_000, 2_000)) == [(5_000, 5_001)]
    assert insight_cues((5_000, 5_000)) == [(5_000, 5_001)]


def test_insights_of_one_start_share_the_time_and_none_is_empty() -> None:
    assert insight_cues((0, 9), (0, 6), (0, 3)) == [(0, 3), (3, 6), (6, 9)]
    assert insight_cues((0, 1), (0, 1), (0, 1)) == [(0, 1), (1, 2), (2, 3)]
    assert insight_cues((0, 1), (0, 1), (1, 5)) == [(0, 1), (1, 2), (2, 5)]
    assert insight_cues((0, 9), (4, 6)) == [(0, 4), (4, 6)]
