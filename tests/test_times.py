"""Times as people type them, and the one rounding rule."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import times
from timeline.errors import TimeError

TIMES = st.integers(0, times.MAX_TIME_MS)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        *(("0", 0), ("83", 83_000), ("83.5", 83_500), ("83s", 83_000), ("1h2m3s", 3_723_000)),
        *(("2:46", 166_000), ("75:30", 4_530_000), ("1:02:03", 3_723_000), ("2h", 7_200_000)),
        *(
            ("00:01:02.500", 62_500),
            ("00:01:02,500", 62_500),
            (" 1:00 ", 60_000),
            ("90m", 5_400_000),
        ),
    ],
)
def test_reads_what_people_type(text: str, ms: int) -> None:
    assert times.parse(text) == ms


@pytest.mark.parametrize("text", ["", "abc", "1:75", "1:60:00", "-3", "1:2:3:4", "9999999:00", "s"])
def test_refuses_what_is_no_time(text: str) -> None:
    with pytest.raises(TimeError):
        times.parse(text)


@given(TIMES)
def test_every_form_reads_back(ms: int) -> None:
    assert times.parse(times.format_time(ms)) == ms
    assert times.parse(times.format_timestamp(ms)) == ms
    assert times.parse(times.format_clock(ms)) == ms - ms % 1000
    assert times.from_seconds(times.to_seconds(ms)) == ms


@pytest.mark.parametrize(
    ("seconds", "ms"),
    [
        (259.0395, 259_040),
        (0.0005, 1),
        (0.00049, 0),
        (1.0015, 1_002),
        ("2.5", 2_500),
        (1e5, 100_000_000),
    ],
)
def test_rounds_to_the_nearest_millisecond_halves_up(seconds: float | str, ms: int) -> None:
    assert times.from_seconds(seconds) == ms


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), 1e308, "x"])
def test_no_number_is_an_error(seconds: float | str) -> None:
    with pytest.raises(TimeError):
        times.from_seconds(seconds)


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_an_error(text: str) -> None:
    with suppress(TimeError):
        assert 0 <= times.parse(text) <= times.MAX_TIME_MS
