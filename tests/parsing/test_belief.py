"""What is believed, and what is said of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.parsing import belief, document, lists, parse
from timeline.parsing.belief import Weighed
from timeline.parsing.features import is_point
from timeline.times import format_clock

LIST = "0:00 Warp\n2:00 Weft\n5:00 Selvage\n9:00 Fringe\n"


@pytest.mark.parametrize(("bias", "chapters"), [(0.01, 4), (-0.01, 0)])
def test_a_list_is_taken_if_it_is_likelier_than_not(
    bias: float, chapters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(belief, "weights", lambda: {"bias": bias})
    assert len(parse(LIST).timeline.chapters) == chapters


def test_a_heading_that_says_chapters_goes_before_every_doubt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(belief, "weights", lambda: {"bias": -5.0})
    parsed = parse("# Chapters\n" + LIST)
    assert len(parsed.timeline.chapters) == 4
    assert parsed.lists[0].reasons[0].startswith("for: its heading says chapters")


@pytest.mark.parametrize(("evidence", "spoken"), [(-1.9, False), (-2.1, True)])
def test_what_reads_like_speech_is_called_a_transcript(evidence: float, spoken: bool) -> None:
    runs = lists.choose(document.read(LIST).outline).document.runs
    assert lists.is_spoken(Weighed(tuple(runs), 0.1, {"speech": evidence})) is spoken
    assert not lists.is_spoken(Weighed(tuple(runs[:3]), 0.1, {"speech": evidence}))


_LINES = st.sampled_from(
    ["", "Words in between.", "## A heading", "Insights", "Q&A", "Why tar?", "- An item"]
)
_TIMED = st.builds(
    "{} {}".format,
    st.integers(0, 9000).map(lambda seconds: format_clock(seconds * 1000)),
    st.sampled_from(["Hull", "so it goes on", "Ada: yes.", "A sentence, and its end.", "Keel"]),
)


@given(st.lists(st.one_of(_LINES, _TIMED, _TIMED), max_size=14))
def test_two_times_or_more_are_taken_or_spoken_of(rows: list[str]) -> None:
    parsed = parse("\n".join(rows))
    timeline = parsed.timeline
    starts = {chapter.start for chapter in timeline.chapters}
    starts |= {moment.start for point in timeline.points for moment in point.moments}
    outline = document.read("\n".join(rows)).outline
    runs = lists.choose(outline).document.runs
    missed = [run for run in runs if run.start not in starts and not is_point(run, outline)]
    assert len(missed) < 2 or parsed.problems


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Dear all,\n12:30 soup\n14:00 raft race\n", "2-3"),
        ("12:30 soup\nand then\n\n14:00 raft race\n\nwith us\n15:00 tea\n", "1, 4, 7"),
    ],
)
def test_lines_left_alone_are_named(text: str, lines: str) -> None:
    messages = [problem.message for problem in parse(text).problems]
    assert any(f"the times at lines {lines} were left alone" in message for message in messages)
