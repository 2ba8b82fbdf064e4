"""Times that were meant: each near miss with the line proposed, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import lint, parsing
from timeline.cli import check_fix
from timeline.loader import Loaded
from timeline.model import Problem


def read(text: str) -> Loaded:
    parsed = parsing.parse(text)
    return Loaded(timeline=parsed.timeline, problems=parsed.problems, text=text)


def check_loaded(loaded: Loaded) -> list[Problem]:
    return lint.check(loaded.timeline, (), loaded.problems, loaded.text, loaded.timeline)


def check(text: str) -> list[Problem]:
    return check_loaded(read(text))


def fixed(text: str) -> check_fix.Fixed:
    return check_fix.fixed(text, read, check_loaded)


def proposed(text: str, code: str = "T016") -> list[tuple[int, str]]:
    """The lines that the problems of a code propose."""
    return [
        (number, line or "")
        for problem in check(text)
        if problem.code == code and problem.fix
        for number, line in problem.fix.lines
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1;30", "1:30"),
        ("1.30", "1:30"),
        ("1,30", "1:30"),
        ("1·30", "1:30"),
        ("1: 30", "1:30"),
        ("1 :30", "1:30"),
        ("1 : 30", "1:30"),
        ("1::30", "1:30"),
        ("l:30", "1:30"),
        ("I:30", "1:30"),
        ("1:3O", "1:30"),
        ("1:3o", "1:30"),
        ("0l:30", "01:30"),
        ("1:S0", "1:50"),
        ("1:3B", "1:38"),
        ("1:|0", "1:10"),
        ("1:3О", "1:30"),
        ("1°30", "1:30"),
        ("1/30", "1:30"),
        ("1_30", "1:30"),
        ("০১:৩০", "01:30"),
        ("1∶30", "1:30"),
        ("[1;30]", "[1:30]"),
        ("1;30 - 2;O0", "1:30 - 2:00"),
    ],
)
@pytest.mark.parametrize("bullet", ["", "- ", "🎬 "])
def test_a_slip_of_one_sign_is_told_with_the_line_that_was_meant(
    written: str, meant: str, bullet: str
) -> None:
    text = f"{bullet}0:00 Welcome\n{bullet}{written} The Moon\n{bullet}3:00 The Sun\n"
    assert proposed(text) == [(2, f"{bullet}{meant} The Moon")]
    assert not [p for p in check(text) if p.code in ("T001", "T020")], "reported twice"


def test_the_first_line_and_the_last_one_may_slip_too() -> None:
    text = "O:00 Welcome\n1:30 The Moon\n3:00 The Sun\n9;30 Goodbye\n"
    assert proposed(text) == [(1, "0:00 Welcome"), (4, "9:30 Goodbye")]


def test_a_whole_list_may_slip() -> None:
    text = "Chapters\n0;00 Welcome\n1;30 The Moon\n3;00 The Sun\n"
    assert [number for number, _ in proposed(text)] == [2, 3, 4]


@pytest.mark.parametrize(
    "line",
    [
        "1.30 million people live there",
        "2.50 € a litre",
        "1.5 is the factor",
        "Psalm 1;30 is read",
        "1/2 a pound of flour",
        "2:1 is the score",
        "1/30 of a second is enough",
        "1:3Sunrise",
    ],
)
def test_what_else_a_number_may_be_is_no_time(line: str) -> None:
    assert proposed(f"0:00 Welcome\n1:30 The Moon\n{line}\n3:00 The Sun\n") == []


def test_sections_with_numbers_are_no_list_of_times() -> None:
    assert proposed("Terms\n1.10 Scope\n1.20 Words\n1.30 Law\n") == []


@pytest.mark.parametrize(
    ("written", "meant"), [("１：３０", "1:30"), ("١:٣٠", "1:30"), ("०१:३०", "01:30")]
)
def test_digits_of_other_scripts_are_read_and_told(written: str, meant: str) -> None:
    text = f"0:00 Welcome\n{written} The Moon\n3:00 The Sun\n"
    found = [problem for problem in check(text) if problem.code == "T019"]
    assert [problem.severity for problem in found] == ["note"]
    assert proposed(text, "T019") == [(2, f"{meant} The Moon")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0:00 A\n30:00 B\n58:00 C\n1:02 D\n1:10 E", ["1:02:00 D", "1:10:00 E"]),
        ("58:00 C\n1:02 D\n1:10 E", ["1:02:00 D", "1:10:00 E"]),
        ("Chapters\n0:00 A\n58:00 C\n1:02 D\n1:10 E", ["1:02:00 D", "1:10:00 E"]),
        ("0:00 A\n52:10 B\n58:30 C\n02:15 D\n10:20 E", ["1:02:15 D", "1:10:20 E"]),
        ("- 0:00 A\n- 40:00 B\n- 59:59 C\n- 1:30 D", ["- 1:30:00 D"]),
    ],
)
def test_times_after_the_hour_lack_their_hour_or_their_seconds(text: str, meant: list[str]) -> None:
    assert [line for _, line in proposed(text, "T017")] == meant
    assert "T002" not in [problem.code for problem in check(text)], "58:00 is not to blame"


@pytest.mark.parametrize(
    "text", ["0:00 A\n50:00 B\n5:00 C\n10:00 D\n15:00 E", "0:00 A\n30:00 B\n1:00 C\n40:00 D"]
)
def test_one_time_out_of_order_is_no_missing_hour(text: str) -> None:
    assert proposed(text, "T017") == []
    assert "T002" in [problem.code for problem in check(text)]


def test_swapped_neighbours_are_swapped_back() -> None:
    text = "0:00 A\n5:00 C\n3:00 B\n9:00 D\n"
    assert proposed(text, "T002") == [(2, "3:00 B"), (3, "5:00 C")]
    assert [p.code for p in check(text)] == ["T002"]


def test_a_line_that_stands_twice_is_removed_once() -> None:
    text = "0:00 A\n1:00 B\n1:00 B\n2:00 C\n"
    assert fixed(text).after == "0:00 A\n1:00 B\n2:00 C\n"


@pytest.mark.parametrize("dash", ["-", " - ", " –"])
def test_a_range_without_its_end_gets_the_next_start(dash: str) -> None:
    text = f"[0:00{dash}1:00] A\n[1:00{dash}] B\n[2:00{dash}3:00] C\n"
    assert [p.code for p in check(text)] == ["T014"]
    assert proposed(text, "T014")[0][0] == 2
    assert "2:00]" in proposed(text, "T014")[0][1]


@pytest.mark.parametrize("bullet", ["- ", "• ", "* "])
def test_a_dropped_bullet_is_given_back(bullet: str) -> None:
    text = f"{bullet}0:00 A\n{bullet}1:00 B\n2:00 C\n{bullet}3:00 D\n"
    assert proposed(text, "T015") == [(3, f"{bullet}2:00 C")]


def test_an_insight_that_lost_its_bullet_is_told() -> None:
    text = "Key insights\n- One is here.\n- Two is here.\nThree lost its own.\n- Four.\n"
    assert proposed(text, "T015") == [(4, "- Three lost its own.")]


def test_a_list_without_bullets_has_dropped_none() -> None:
    assert proposed("0:00 A\n1:00 B\n- 2:00 C\n3:00 D\n", "T015") == []


TOKENS = [
    "1;30",
    "2.30",
    "3: 30",
    "O:00",
    "l:30",
    "1:3O",
    "４：３０",
    "6:00",
    "58:00",
    "1:02",
    "0:05",
]
LINES = st.builds(
    lambda bullet, token, words, end: f"{bullet}{token} {words}{end}",
    st.sampled_from(["", "- ", "\t", "• "]),
    st.sampled_from(TOKENS),
    st.sampled_from(["The Moon", "the sun", "", "月"]),
    st.sampled_from(["\n", "\r\n", "\n\n", "\n  text below\n"]),
)


@given(st.lists(LINES, max_size=8).map("".join))
def test_fixing_twice_changes_nothing(text: str) -> None:
    once = fixed(text)
    assert fixed(once.after).count == 0
    assert not [p for p in check(once.after) if p.fix and p.fix.certain]


@given(st.lists(LINES, max_size=8).map("".join))
def test_a_fix_changes_the_lines_that_it_names_and_no_other_byte(text: str) -> None:
    after = fixed(text).after
    assert after.count("\r\n") + (text != after) * text.count("\r\n") >= text.count("\r\n")
    changed = {line for line in text.splitlines() if line not in after.splitlines()}
    named = {
        text.splitlines()[number - 1]
        for problem in check(text)
        if problem.fix
        for number, _ in problem.fix.lines
    }
    assert changed <= named or fixed(text).count > len(named)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("The opening {}", ["The moon 1;30", "The moon 1:30"]),
        ("The opening {}", ["The moon l:30", "The moon 1:30"]),
        ("- Opening - {}", ["- Moon - 1.30", "- Moon - 1:30"]),
        ("Opening ({})", ["Moon (1: 3O)", "Moon (1:30)"]),
        ("Opening [{}]", ["Moon [0;01;30]", "Moon [0:01:30]"]),
    ],
)
def test_near_misses_at_the_end_of_lines(line: str, meant: list[str]) -> None:
    written, right = meant
    rows = [line.format("0:00"), written, *(line.format(time) for time in ("3:20", "5:00"))]
    assert proposed("\n".join(rows)) == [(2, right)]
    (problem,) = [each for each in check("\n".join(rows)) if each.code == "T016"]
    assert (problem.column or 0) > written.lower().index("moon") + len("moon")


@pytest.mark.parametrize(
    "line", ["We meet at 4; 30", "It costs 1.30", "See verse 4:75b", "A score of 3.20 to 2"]
)
def test_numbers_at_the_end_of_other_lines_are_none(line: str) -> None:
    rows = ["Opening (0:00)", "Moon (1:00)", line, "Sun (5:20)", "Last (6:00)"]
    assert proposed("\n".join(rows)) == []


@pytest.mark.parametrize(
    "written",
    "Z:00/:2:00/2.:00/2-00/2h00/2 00/²:00/2˸00/2:00am/2:/:00/2m00/2:B0/120/2•00/2=00/2: 0 0".split(
        "/"
    ),
)
def test_any_other_slip_in_the_midst_of_a_list_is_told_of(written: str) -> None:
    text = f"0:00 Apples\n1:00 Pears\n{written} Plums\n3:00 Figs\n4:00 Dates\n"
    problems = check(text)
    assert [problem.line for problem in problems] == [3]
    assert problems[0].code in ("T016", "T020", "T001")


@pytest.mark.parametrize(
    "text",
    [
        "0:00 Apples\n3 of them\n1:00 Pears\n2 more\n3:00 Figs\n5 left\n4:00 Dates\n",
        "0:00 Apples\n1:00 Pears that are\nlong and green\n3:00 Figs\n4:00 Dates\n",
    ],
)
def test_texts_of_chapters_are_no_slips(text: str) -> None:
    assert {problem.code for problem in check(text)} <= {"T025"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("00:01:3O B", "00:01:30 B"),
        ("00:0l:30 B", "00:01:30 B"),
        ("0:01;30 B", "0:01:30 B"),
        ("00:01;3O B", "00:01:30 B"),
    ],
)
def test_a_time_that_goes_on_behind_what_was_read_of_it_is_told(written: str, meant: str) -> None:
    text = f"00:00:00 A\n{written}\n00:03:00 C\n"
    assert proposed(text) == [(2, meant)]


@pytest.mark.parametrize("written", ["1:300", "1:305", "01:02:033"])
def test_a_third_digit_of_seconds_is_told(written: str) -> None:
    problems = check(f"0:00 Welcome\n{written} The Moon\n2:00:00 The Sun\n2:10:00 The end\n")
    assert [(p.code, p.line, p.column) for p in problems] == [("T001", 2, 1)]
    assert written in problems[0].message


def test_titles_that_stick_to_their_times_may_begin_with_digits() -> None:
    assert check("0:00Welcome\n1:303 printers\n3:00The Sun\n4:001984 again\n") == []


@pytest.mark.parametrize(
    ("end", "certain"),
    [("2;45", True), ("2.45", True), ("2:4O", False), ("2:75", False), ("2:", False)],
)
@pytest.mark.parametrize("frame", ["{} - {} ", "[{} - {}] ", "{} --> {} ", "- {}–{} "])
def test_a_damaged_end_of_a_range_is_told(end: str, certain: bool, frame: str) -> None:
    lines = [frame.format("0:00", "1:30"), frame.format("1:30", end), frame.format("2:45", "4:00")]
    text = "".join(f"{line}Part {number}\n" for number, line in enumerate(lines))
    (problem,) = [p for p in check(text) if p.code == "T014"]
    assert problem.line == 2
    assert problem.fix
    assert problem.fix.lines == ((2, f"{frame.format('1:30', '2:45')}Part 1"),)
    assert problem.fix.certain == certain


def test_the_last_range_may_have_a_damaged_end_too() -> None:
    text = "0:00 - 1:30 A\n1:30 - 2:45 B\n2:45 - 4;10 C\n"
    assert proposed(text, "T014") == [(3, "2:45 - 4:10 C")]


def test_a_fix_leaves_no_mark_of_the_seconds_behind() -> None:
    assert proposed("0:00 A\n1’30” – 2:45 B\n2:45 C\n", "T019") == [(2, "1:30 – 2:45 B")]


def test_half_of_a_time_is_not_mended() -> None:
    assert proposed("Chapters\n0∶00∶005 things\n0:03:20A - B\n0:28:20The Moon\n") == []


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_times_on_lines_of_their_own_may_slip(gap: str) -> None:
    text = f"0:00\nAlpha{gap}1;30\nBeta{gap}2:45\nGamma\n"
    assert [line for _, line in proposed(text)] == ["1:30"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "0:00 A\n30:00 B\n58:00 - 1:02 C\n1:02 - 1:10 D\n",
            "0:00 A\n30:00 B\n58:00 - 1:02:00 C\n1:02:00 - 1:10:00 D\n",
        ),
        ("A 58:00\nB 1:02\nC 1:10\n", "A 58:00\nB 1:02:00\nC 1:10:00\n"),
        (
            "0:00 A\n50:00 B\n58:00 C\n1:02:00 D\n1:10 E\n1:15:00 F\n",
            "0:00 A\n50:00 B\n58:00 C\n1:02:00 D\n1:10:00 E\n1:15:00 F\n",
        ),
        (
            "0:00 A\n20:00 B\n1:02:00 C\n04:10 D\n1:15:00 E\n",
            "0:00 A\n20:00 B\n1:02:00 C\n1:04:10 D\n1:15:00 E\n",
        ),
    ],
)
def test_the_missing_hour_is_given_to_every_time_of_a_line(text: str, meant: str) -> None:
    assert fixed(text).after == meant


def test_a_range_that_begins_with_its_hours_is_no_missing_hour() -> None:
    text = "0:00 A\n40:00 B\n1:16:30 C\n1:10:00 D\n51,30-1:16:30 E\n16:30 - 1:17:00 F\n"
    assert check(text)


def test_a_verse_below_the_list_lacks_no_hour() -> None:
    text = "0:00 A\n25:00 B\n52:10 C\n53:15 D\n56;35 John 3:16\n"
    assert fixed(text).after.endswith("56:35 John 3:16\n")


def test_what_a_reader_takes_less_of_is_no_fix() -> None:
    text = "Title\n\n00:00: O\n25: 00: The sun\n25:07: Part\n25:14: More\n\nKey insights\n- One.\n"
    before = read(text).timeline
    assert len(read(fixed(text).after).timeline.chapters) >= len(before.chapters)
