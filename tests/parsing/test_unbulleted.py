"""Insights in lists whose bullets no table names, or that lost theirs when they were copied."""

from __future__ import annotations

import pytest

from timeline.parsing import parse

TEXTS = ["Clay shrinks as it dries", "Glaze melts to glass", "Slow cooling saves pots"]
FORMS = """
{text}
“{text}”
-{text}
*{text}
•{text}
-> {text}
=> {text}
~ {text}
¤ {text}
⦁ {text}
\uf0b7 {text}
▪️ {text}
{n}.{text}
{n}){text}
{n}: {text}
{n} - {text}
{n}/ {text}
{n}/3 {text}
#{n} {text}
[{n}] {text}
**{n}.** {text}
Insight {n}: {text}
Takeaway #{n} - {text}
Punkt {n}. {text}
""".strip().splitlines()


def insights(section: str) -> list[str]:
    text = f"Key insights\n\n{section}\n\nChapters\n0:00 Clay\n2:00 Kiln\n4:00 Ends\n"
    return [insight.text for insight in parse(text).timeline.insights]


@pytest.mark.parametrize("form", FORMS)
def test_each_line_is_an_insight(form: str) -> None:
    rows = (form.format(text=text, n=number) for number, text in enumerate(TEXTS, 1))
    assert insights("\n".join(rows)) == TEXTS


def test_lines_between_numbered_ones_go_on_with_them() -> None:
    assert insights("Clay shrinks as it dries, which\ncracks what is thick.") == [
        "Clay shrinks as it dries, which\ncracks what is thick."
    ]


@pytest.mark.parametrize(
    "section",
    [
        "Clay shrinks as it dries, and\nGlaze, which is glass,\nMelts late.",
        "Clay shrinks. It cracks as\nIt dries in the sun.\nSlow drying helps",
        "Clay shrinks\nIt loses its water.\n\nGlaze melts\nIt is glass.",
    ],
)
def test_a_paragraph_stays_one(section: str) -> None:
    assert insights(section) == section.split("\n\n")


def test_a_heading_may_be_a_sentence() -> None:
    text = (
        "The key takeaways are:\n- Clay shrinks\n- Glaze melts\n\n0:00 Clay\n2:00 Kiln\n4:00 Ends\n"
    )
    assert [each.text for each in parse(text).timeline.insights] == ["Clay shrinks", "Glaze melts"]
