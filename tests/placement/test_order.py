"""The order of a list as a prior on where its points are."""

from __future__ import annotations

import numpy as np
import pytest

from timeline.model import Segment, Transcript
from timeline.placement.analysis import analyzer
from timeline.placement.order import (
    apply_position_prior,
    apply_step_prior,
    with_order,
)
from timeline.placement.transcript_index import TranscriptIndex, build_index

SEGMENTS = 120


@pytest.fixture
def index() -> TranscriptIndex:
    """An hour of talk, a segment every half minute."""
    segments = tuple(
        Segment(start=n * 30_000, end=(n + 1) * 30_000, text=f"remark {n}") for n in range(SEGMENTS)
    )
    return build_index(Transcript(segments=segments), analyzer("en"))


def even(*places: tuple[int, int]) -> np.ndarray:
    """For each point, two segments that are equally likely."""
    rows = np.full((len(places), SEGMENTS), 1e-4)
    for row, both in zip(rows, places, strict=True):
        row[list(both)] = 1
    return rows / rows.sum(axis=1, keepdims=True)


FIRST_IN_ORDER = [(10, 100), (25, 3), (40, 90), (55, 5), (70, 12), (85, 20), (100, 30)]


def test_a_list_in_order_decides_what_the_words_leave_open(index: TranscriptIndex) -> None:
    found = with_order(even(*FIRST_IN_ORDER), index).argmax(axis=1)
    assert found.tolist() == [first for first, _ in FIRST_IN_ORDER]


def test_a_shuffled_list_is_left_as_it_is(index: TranscriptIndex) -> None:
    shuffled = even(*((n, n) for n in (100, 10, 70, 25, 85, 40, 5, 110, 55)))
    assert np.allclose(with_order(shuffled, index), shuffled, atol=0.02)


@pytest.mark.parametrize("prior", [apply_position_prior, apply_step_prior])
def test_agreement_tells_order_from_disorder(prior: object, index: TranscriptIndex) -> None:
    places = [5, 20, 40, 60, 80, 100, 115]
    _, ordered = prior(even(*((n, n) for n in places)), index)  # type: ignore[operator]
    _, backwards = prior(even(*((n, n) for n in places[::-1])), index)  # type: ignore[operator]
    assert ordered > 2 > 0 > backwards


def test_rows_stay_probabilities(index: TranscriptIndex) -> None:
    rows = with_order(even(*FIRST_IN_ORDER), index)
    assert np.allclose(rows.sum(axis=1), 1)
    assert (rows >= 0).all()


def test_a_single_point_has_no_order(index: TranscriptIndex) -> None:
    row = even((3, 90))
    assert (with_order(row, index) == row).all()
