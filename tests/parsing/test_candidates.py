"""The lists that times could form: where they are cut, and what is measured of them."""

from __future__ import annotations

import pytest

from timeline.parsing import candidates, document
from timeline.parsing.candidates import Run
from timeline.parsing.features import features, survey
from timeline.times import format_clock


def runs(text: str) -> tuple[list[Run], document.Outline]:
    outline = document.read(text).outline
    return candidates.runs(outline), outline


def list_of(*seconds: int, blanks: dict[int, int] | None = None) -> str:
    """A list of these times; below the row of an index, that many lines of prose."""
    rows = []
    for index, second in enumerate(seconds):
        rows.append(f"{format_clock(second * 1000)} Topic {index}")
        rows += ["some words of prose"] * (blanks or {}).get(index, 0)
    return "\n".join(rows)


def lists(text: str) -> set[tuple[int, ...]]:
    """The starts of every candidate, in seconds."""
    found, outline = runs(text)
    return {
        tuple(run.start // 1000 for run in each) for each in candidates.candidates(found, outline)
    }


@pytest.mark.parametrize(
    ("seconds", "anew"),
    [
        ((0, 100, 300, 900, 0, 90, 280), True),  # back to the beginning
        ((0, 100, 300, 900, 100, 120, 280), True),  # to the second of the first list
        ((0, 100, 300, 900, 90, 95, 280), True),  # before it
        ((0, 100, 300, 900, 140, 150, 280), False),  # beyond it, and not near the beginning
        ((0, 10, 300, 2400, 110, 150, 280), True),  # beyond it, within a twentieth of the whole
        ((0, 10, 300, 2400, 130, 150, 280), False),  # beyond a twentieth
        ((0, 100, 300, 900, 50, 1000, 1200), False),  # one time out of order
        ((0, 100, 300, 900, 0, 1000, 1200), True),  # but not at the very beginning
        ((0, 900, 60, 70, 80), False),  # two times are no list to begin anew
        ((0, 900, 0, 70, 80), True),  # unless they go back to its first
        ((0, 100, 300, 900), False),
        ((0, 100, 100, 900), False),
    ],
)
def test_a_list_begins_anew_near_its_beginning(seconds: tuple[int, ...], anew: bool) -> None:
    found, _ = runs(list_of(*seconds))
    assert candidates.begins_anew(tuple(found)) is anew


def test_both_parts_are_candidates() -> None:
    found = lists(list_of(0, 100, 300, 900, 0, 90, 280))
    assert {(0, 100, 300, 900), (0, 90, 280)} <= found


@pytest.mark.parametrize(("lines", "cut"), [(8, False), (9, True)])
def test_a_list_is_cut_where_far_more_lines_lie_between(lines: int, cut: bool) -> None:
    """One line of prose below each row is usual: more than 4 + 4 times as many are not."""
    gaps = {0: 1, 1: 1, 2: lines, 3: 1, 4: 1}
    found = lists(list_of(0, 60, 120, 200, 300, 400, blanks=gaps))
    assert ((0, 60, 120) in found) is cut


def test_a_list_is_cut_at_a_label() -> None:
    found = lists("0:00 Hull\n1:00 Keel\n2:00 Mast\nErrata:\n0:30 Oak\n1:20 Pine\n2:40 Ash")
    assert {(0, 60, 120), (30, 80, 160)} <= found
    assert (0, 60) not in found


def measured(text: str, seconds: tuple[int, ...]) -> dict[str, float]:
    found, outline = runs(text)
    every = candidates.candidates(found, outline)
    chosen = next(each for each in every if tuple(r.start // 1000 for r in each) == seconds)
    return features(chosen, survey(outline, found))


def test_how_a_list_lies_to_other_times() -> None:
    text = "0:00 Hull\n1:00 Keel\n2:00 Mast\n3:00 Sail\nErrata:\n0:30 Oak\n1:20 Pine"
    first = measured(text, (0, 60, 120, 180))
    assert first["left out after"] == pytest.approx(2 / 6)
    assert first["left out before"] == first["left out inside"] == 0
    assert first["next in line"] == pytest.approx(0.2197, abs=1e-4)
    second = measured(text, (30, 80))
    assert second["left out before"] == pytest.approx(4 / 6)
    assert second["next in line"] == 0
    assert second["aside"] == 1


@pytest.mark.parametrize(("first", "length"), [("30s", False), ("31s", True)])
def test_units_from_the_first_half_minute_on_are_moments(first: str, length: bool) -> None:
    found, outline = runs(f"Times:\n{first} Hull\n2m10s Keel\n5m Mast\n")
    values = features(tuple(found), survey(outline, found))
    assert values["units"] == 1
    assert bool(values["units without zero"]) is length


def test_titles_are_measured_by_their_letters() -> None:
    values = measured("0:00 Hull\n1:00 keel.\n2:00 Hull\n", (0, 60, 120))
    assert values["sentences"] == pytest.approx(1 / 3)
    assert values["lower case"] == pytest.approx(1 / 3)
    assert values["repeats"] == pytest.approx(2 / 3)
    assert values["untitled"] == values["long"] == 0
    assert values["nothing else"] == pytest.approx(2 / 3)


def test_times_of_a_day_and_verses_are_measured() -> None:
    day = measured("9:00 Doors\n9:30 Talk\n10:15 Break\n", (540, 570, 615))
    assert day["times of day"] == day["round"] == 1
    night = measured("0:00 Doors\n9:30 Talk\n10:15 Break\n", (0, 570, 615))
    assert night["times of day"] == 0
    verses = measured("4:01 Hear\n4:02 How\n4:03 Know\n", (241, 242, 243))
    assert verses["steps of one"] == 1


def test_speech_is_letters_a_second() -> None:
    talk = "\n".join(f"0:{second:02} {'word ' * 12}" for second in range(0, 40, 5))
    found, outline = runs(talk)
    values = features(tuple(found), survey(outline, found))
    assert values["short gaps"] == 1
    assert values["speech"] == pytest.approx((12 * 5 + 4 - 2 * 5) / 5 / 4, abs=0.1)
