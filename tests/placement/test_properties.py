"""What holds for any timeline at all."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from timeline.chapter_ends import reading_time
from timeline.model import Chapter, Insight, Question, Timeline
from timeline.placement import place
from timeline.placement.layout import resolve_overlaps, spread

WORDS = st.lists(st.sampled_from(["chain", "oil", "frame", "soap", "tyre", "brake"])).map(" ".join)
TEXTS = st.one_of(WORDS, st.text(max_size=60))


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    bounds = sorted(draw(st.lists(st.integers(0, 900_000), min_size=1, max_size=7)))
    chapters = tuple(
        Chapter(start=start, end=end, title=draw(TEXTS), text=draw(TEXTS))
        for start, end in pairwise(bounds)
    )
    return Timeline(
        chapters=chapters,
        duration=bounds[-1],
        duration_source="given" if bounds[-1] else "none",
        language=draw(st.sampled_from(["", "en", "de", "zh", "xx", "pt-BR"])),
        points=(
            *tuple(Insight(text=t) for t in draw(st.lists(TEXTS, max_size=6))),
            *tuple(
                Question(question=q, answer=a)
                for q, a in draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=6))
            ),
        ),
    )


@given(timelines())
def test_every_point_stays_and_stands_within_the_duration(timeline: Timeline) -> None:
    placed = place(timeline)
    assert [p.words for p in placed.points] == [p.words for p in timeline.points]
    for point in placed.points:
        if point.start is None or point.end is None:
            assert (point.start, point.end, point.confidence) == (None, None, None)
            assert point.reason
        else:
            assert 0 <= point.start < point.end
            assert point.end <= timeline.duration or timeline.duration_source == "none"
            assert point.confidence is not None
            assert 0 < point.confidence < 1
        ranked = [c.confidence for c in point.candidates]
        assert ranked == sorted(ranked, reverse=True)


@given(timelines())
def test_placement_is_repeatable_and_leaves_placed_points_alone(timeline: Timeline) -> None:
    placed = place(timeline)
    assert placed == place(timeline)
    again = place(placed)
    assert [(p.start, p.end) for p in again.points if p.start is not None] == [
        (p.start, p.end) for p in placed.points if p.start is not None
    ]


@given(timelines(), st.randoms(use_true_random=False))
def test_the_order_of_points_does_not_decide_their_chapter(timeline: Timeline, random) -> None:
    shuffled = list(timeline.points)
    random.shuffle(shuffled)
    before = {p.words: p.chapter for p in place(timeline).points}
    after = {p.words: p.chapter for p in place(timeline.with_points(tuple(shuffled))).points}
    assert before == after


INTERVALS = st.tuples(st.integers(0, 100_000), st.integers(2_500, 20_000)).map(
    lambda s: (s[0], s[0] + s[1])
)


@given(st.lists(INTERVALS, max_size=8), st.lists(INTERVALS, max_size=3))
def test_nothing_overlaps_where_there_is_room(requested: list, fixed: list) -> None:
    intervals = resolve_overlaps(requested, fixed, limit=600_000)
    assert all(end - start >= 2_500 for start, end in intervals)
    for start, end in intervals:
        assert all(end <= other[0] or other[1] <= start for other in fixed)
    assert all(a[1] <= b[0] for a, b in pairwise(sorted(intervals)))


@given(st.lists(st.integers(2_500, 20_000), max_size=8), st.integers(0, 10**6))
def test_spread_keeps_order_and_reading_time(times: list[int], length: int) -> None:
    starts = spread(1_000, 1_000 + length, times)
    assert len(starts) == len(times)
    assert all(b - a >= 2_500 for a, b in pairwise(starts))


def test_reading_time_counts_wide_characters_twice() -> None:
    assert reading_time("short") == 2_500
    assert reading_time("x" * 170) == 10_000
    assert reading_time("字" * 85) == 10_000
    assert reading_time("x" * 10_000) == 20_000
