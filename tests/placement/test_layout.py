"""Where intervals end up that were asked for over each other. Times are milliseconds."""

from __future__ import annotations

import pytest

from timeline.model import Chapter
from timeline.placement.layout import Interval, chapter_at, resolve_overlaps, spread


@pytest.mark.parametrize(
    ("requested", "fixed", "limit", "resolved"),
    [
        pytest.param([(0, 5_000)], [], 5_000, [(0, 5_000)], id="up to the limit"),
        pytest.param(
            [(0, 5_000), (5_000, 10_000)],
            [],
            60_000,
            [(0, 5_000), (5_000, 10_000)],
            id="adjacent ones stay",
        ),
        pytest.param(
            [(0, 20_000), (1_000, 21_000)],
            [],
            60_000,
            [(0, 7_000), (7_000, 27_000)],
            id="crowded ones are guaranteed seven seconds",
        ),
        pytest.param(
            [(0, 20_000), (0, 20_000)],
            [],
            14_000,
            [(0, 7_000), (7_000, 14_000)],
            id="two of seven seconds fill the time",
        ),
        pytest.param(
            [(1_000, 4_000)], [(0, 3_000)], 60_000, [(3_000, 6_000)], id="after a fixed one"
        ),
        pytest.param(
            [(8_000, 12_000)],
            [(0, 1_000), (7_000, 10_000)],
            10_000,
            [(3_000, 7_000)],
            id="before it, where there is no room after",
        ),
        pytest.param(
            [(8_000, 12_000)], [(4_000, 10_000)], 10_000, [(0, 4_000)], id="back to the beginning"
        ),
        pytest.param(
            [(9_000, 13_000)], [(5_000, 6_000)], 10_000, [(6_000, 10_000)], id="back to a fixed one"
        ),
        pytest.param(
            [(1_000, 4_000)], [(4_000, 9_000)], 60_000, [(1_000, 4_000)], id="up to a fixed one"
        ),
        pytest.param(
            [(3_000, 5_500)], [(0, 4_000)], 4_000, [(1_500, 4_000)], id="no room: ends at the limit"
        ),
        pytest.param(
            [(1_000, 4_000)], [(5_000, 9_000)], 60_000, [(1_000, 4_000)], id="nothing in the way"
        ),
        pytest.param(
            [(0, 9_000)], [(8_000, 9_000)], 60_000, [(0, 8_000)], id="cut where the next starts"
        ),
        pytest.param([(9_000, 12_000)], [], 10_000, [(7_000, 10_000)], id="back from the limit"),
        pytest.param(
            [(500, 3_000)], [(0, 4_000)], 4_000, [(500, 3_000)], id="no room: overlaps where asked"
        ),
        pytest.param([(0, 3_000)], [], 1_000, [(0, 1_000)], id="longer than the video"),
        pytest.param(
            [(9_000, 12_000), (1_000, 4_000)],
            [],
            60_000,
            [(9_000, 12_000), (1_000, 4_000)],
            id="given in any order",
        ),
    ],
)
def test_overlaps_are_resolved(
    requested: list[Interval], fixed: list[Interval], limit: int, resolved: list[Interval]
) -> None:
    assert resolve_overlaps(requested, fixed, limit) == resolved


def test_spread_shares_the_time_in_proportion() -> None:
    assert spread(1_000, 31_000, [5_000, 10_000]) == [1_000, 11_000]
    assert spread(0, 3_000, [5_000, 5_000, 5_000]) == [0, 2_500, 5_000]
    assert spread(0, 3_000, []) == []


@pytest.mark.parametrize(
    ("time", "index"),
    [(0, 0), (9_999, 0), (10_000, 1), (14_999, 2), (15_000, 1), (29_999, 1), (30_000, None)],
)
def test_a_chapter_has_its_start_but_not_its_end(time: int, index: int | None) -> None:
    chapters = [
        Chapter(start=0, end=10_000, title="First"),
        Chapter(start=10_000, end=30_000, title="Around"),
        Chapter(start=12_000, end=15_000, title="Inside"),
    ]
    assert chapter_at(chapters, time) == index
