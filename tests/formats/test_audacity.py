"""Audacity label tracks."""

from __future__ import annotations

import pytest

from timeline.errors import InputError
from timeline.formats.audacity import FORMAT, read, write
from timeline.model import Timeline


def test_a_track_reads_like_this(talk: Timeline) -> None:
    assert write(talk, "insights") == (
        "10.000000\t15.000000\t🌕 Two bulges\n15.000000\t30.000000\t<i>Neap</i> & spring\n"
    )


def test_labels_from_elsewhere_are_read() -> None:
    """Commas for points, frequencies, a point label, no text, six digits."""
    text = (
        "75,250000\t1800,000000\tInterview\r\n\\\t200,000000\t4000,000000\r\n"
        "0,000000\t0,000000\tStart\r\n1900,0004999\t2000\t\r\n"
    )
    assert FORMAT.sniff(text)
    parsed = read(text)
    assert [(c.start, c.end, c.end_given, c.title) for c in parsed.timeline.chapters] == [
        (0, 75_250, False, "Start"),
        (75_250, 1_800_000, True, "Interview"),
        (1_900_000, 2_000_000, False, "Chapter 3"),
    ]
    assert [problem.code for problem in parsed.problems] == ["T101"]


def test_point_labels_alone_end_where_the_next_begins() -> None:
    timeline = read("0\t0\tA\n60\t60\tB\n").timeline
    assert [(c.start, c.end) for c in timeline.chapters] == [(0, 60_000), (60_000, 120_000)]
    assert timeline.duration_source == "estimate"


def test_what_is_wrong_is_named() -> None:
    with pytest.raises(InputError, match="line 2: this is not a label"):
        read("0\t1\tA\n0:01\t2\tB\n")
