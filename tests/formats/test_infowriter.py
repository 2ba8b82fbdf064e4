"""OBS InfoWriter's log."""

from __future__ import annotations

import pytest

from timeline.errors import InputError
from timeline.formats import detect
from timeline.formats.infowriter import read

STREAM = """EVENT:START STREAM @ 2024-05-01 09:00:00
0:00:00 Record Time Marker (not recording)
0:00:00 Stream Time Marker

HOTKEY:second half @ 2024-05-01 09:30:00
0:00:00 Record Time Marker (not recording)
0:30:00 Stream Time Marker
"""


def block(what: str, time: str) -> str:
    return (
        f"{what} @ 2024-05-01 09:00:00\n{time} Record Time Marker\n"
        "0:00:00 Stream Time Marker (not streaming)\n\n"
    )


def test_the_recordings_times_count() -> None:
    text = (
        block("EVENT:START RECORDING", "0:00:00")
        + block("EVENT:SCENE CHANGED TO Kiln", "0:02:05")
        + block("HOTKEY:glaze: blue", "1:02:05")
        + block("EVENT:STOP RECORDING", "1:10:00")
    )
    assert detect(text).name == "infowriter"
    timeline = read(text).timeline
    assert [(c.start, c.title, c.line) for c in timeline.chapters] == [
        (0, "START RECORDING", 2),
        (125_000, "SCENE CHANGED TO Kiln", 6),
        (3_725_000, "glaze: blue", 10),
    ]
    assert (timeline.duration, timeline.duration_source) == (4_200_000, "summary")


def test_the_streams_where_nothing_is_recorded() -> None:
    assert [(c.start, c.title) for c in read(STREAM).timeline.chapters] == [
        (0, "START STREAM"),
        (1_800_000, "second half"),
    ]


def test_two_recordings_in_one_log_are_said() -> None:
    text = block("EVENT:START RECORDING", "0:00:00") * 2
    assert "T115" in [problem.code for problem in read(text).problems]


def test_a_log_without_marks_is_refused() -> None:
    with pytest.raises(InputError, match="no mark of a recording"):
        read("EVENT:X\n0:00:00 Record Time Marker (not recording)\n")
