"""Problems, one example each."""

from __future__ import annotations

import pytest

import timeline
from timeline.chapter_ends import resolve_ends
from timeline.formats import get_format
from timeline.lint import check


def _codes(text: str, duration: int | None = None, fmt: str | None = None) -> list[tuple[str, int]]:
    read = resolve_ends(timeline.parse(text), duration)
    target = get_format(fmt) if fmt else None
    return [
        (problem.code, problem.line or 0) for problem in check(read, [target] if target else [])
    ]


def test_a_good_list_has_no_problems() -> None:
    assert _codes("0:00 Apples\n1:00 Pears\n2:00 Plums") == []


def test_the_line_that_breaks_the_order_is_named_not_its_neighbours() -> None:
    # 9:00 is the typo: without it all others rise.
    assert _codes("Chapters\n0:00 A\n9:00 B\n1:00 C\n2:00 D") == [("T002", 3)]
    assert _codes("Chapters\n0:00 A\n1:00 B\n0:30 C\n2:00 D") == [("T002", 4)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Chapters\n0:00 A\n1:00 B\n1:00 C", ("T003", 4)),
        ("Chapters\n0:00 A\n0:05 B\n1:00 C", ("T004", 2)),
        ("Chapters\n0:05 A\n1:00 B", ("T005", 2)),
        ("Chapters\n0:00\n1:00 B", ("T012", 2)),
        ("Chapters\n[0:00 - 5:00] A\n[1:00 - 2:00] B", ("T008", 3)),
    ],
)
def test_one_problem_each(text: str, problem: tuple[str, int]) -> None:
    assert _codes(text) == [problem]


def test_a_time_after_the_end() -> None:
    assert ("T006", 3) in _codes("Chapters\n0:00 A\n2:00 B", duration=60_000)
    assert "T006" not in dict(_codes("Chapters\n0:00 A\n2:00 B"))


LIST = "\n\nChapters\n0:00 Apples\n3:00 Pears\n6:00 Plums"


@pytest.mark.parametrize(
    "point",
    [
        "Key insights\n- At the 1:10 mark: apples fall",
        "Key insights\n- We see apples fall around 1:10 once more",
        "Action items\n- Ann: cut what is shown at 1:10 for us",
        "Q&A\nQ: What falls at 1:10 exactly?\nA: Apples.",
    ],
)
def test_a_time_that_a_point_speaks_of_and_does_not_state(point: str) -> None:
    assert _codes(point + LIST) == [("T026", 2)]


@pytest.mark.parametrize(
    "point", ["- Apples fall (1:10)", "- Apples fall at 23:10 every day", "- Of 16:9 pictures"]
)
def test_what_is_stated_or_no_time_of_the_video_is_not_told(point: str) -> None:
    assert _codes(f"Key insights\n{point}{LIST}") == []


def test_nothing_starts_at_the_end_but_it_may_end_there() -> None:
    chapters, insights = "Chapters\n0:00 A\n1:00 B", "Key insights\n- One (1:00)"
    assert ("T006", 3) in _codes(chapters, duration=60_000)
    assert "T006" not in dict(_codes(chapters, duration=60_001))
    assert ("T006", 2) in _codes(insights, duration=60_000)
    assert "T006" not in dict(_codes(insights, duration=60_001))


def test_what_a_format_would_lose() -> None:
    text = "TLDR: Fruit.\nChapters\n0:00 A\n  - text here\n1:00 B\n2:00 C"
    assert [code for code, _ in _codes(text, fmt="webvtt")] == ["T030", "T030"]
    assert _codes(text, fmt="json") == []
