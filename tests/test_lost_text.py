"""Text that is kept and shown nowhere is told of."""

from __future__ import annotations

import pytest

from timeline import lint
from timeline.model import Problem
from timeline.parsing import parse

CHAPTERS = "Chapters\n0:00 Oars\n2:00 Sails\n5:00 Ropes\n"


def check(text: str) -> list[Problem]:
    result = parse(text)
    return lint.check(result.timeline, (), result.problems, text, result.timeline)


@pytest.mark.parametrize(
    ("rest", "line", "count"),
    [
        ("Many thanks to all who helped.\n", 6, 1),
        ("Tom: Why two?\nAnn: One breaks.\n", 6, 2),
        ("## Sponsors\nA yard by the river.\n\nAnd another.\n", 7, 2),
        ("https://example.org\n#boats #oars\nSee you soon.\n", 8, 1),
    ],
)
def test_words_in_no_section_are_one_note(rest: str, line: int, count: int) -> None:
    [problem] = check(f"{CHAPTERS}\n{rest}")
    assert (problem.code, problem.severity, problem.line) == ("T025", "note", line)
    assert problem.message.startswith(f"{count} line")


@pytest.mark.parametrize(
    "rest",
    [
        "https://example.org\n#boats #oars\n---\n",
        "Transcript\nTom says a few words.\n",
    ],
)
def test_addresses_tags_and_transcripts_are_not(rest: str) -> None:
    assert not check(f"{CHAPTERS}\n{rest}")


def test_nothing_is_told_of_twice() -> None:
    codes = [problem.code for problem in check("0:00 Oars\n1:00 Sails\nZ:00 Ropes\n3:00 Knots\n")]
    assert codes == ["T020"]
    codes = [problem.code for problem in check(f"{CHAPTERS}\n- oak\n- pine\n- ash\n")]
    assert codes == ["T023"]
