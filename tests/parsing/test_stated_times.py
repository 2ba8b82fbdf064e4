"""The time that a point states, in the many ways in which people write one beside its words."""

from __future__ import annotations

import pytest

from timeline.parsing import parse

POINTS = (("Clay shrinks", "2:10"), ("Glaze melts", "4:45"), ("Kilns cool", "1:02:03"))
STARTS = [130_000, 285_000, 3_723_000]
CHAPTERS = "\n\nChapters\n0:00 Clay\n2:00 Kiln\n50:00 Ends\n"
#: Each tells the time of a point by itself.
LONE = """
{text} ({time})
{text} (around {time})
{text} (Ines Marr, {time})
{text} (Ines, around {time})
{text} (approx. {time})
{text} (~{time})
{text} (see {time})
{text} (from {time})
{text} (timestamp: {time})
{text} (⏱ {time})
{text} (minute {time})
{text} (ab {time})
{text} (a partir de {time})
{text} (video: {time})
{text} [video {time}]
{text} ({time} min)
{text} [▶ {time}](https://youtu.be/abcdefghijk?t={seconds})
{text} [▶](https://youtu.be/abcdefghijk?t={seconds})
{text} (https://youtu.be/abcdefghijk?t={seconds})
{text}|  Timestamp: {time}
{text}|  at {time}
{text}|  - ({time})
[{time}] {text}
""".strip().splitlines()
#: These do where most points are so written.
REPEATED = """
Minute {time}: {text}
Timestamp: {time} - {text}
{text} at the {time} mark
{text} <{time}>
{text} // {time}
""".strip().splitlines()


def listed(form: str, lead: str = "- ", count: int = 3) -> str:
    rows = []
    for (text, time), start in list(zip(POINTS, STARTS, strict=True))[:count]:
        row = form.format(text=text, time=time, seconds=start // 1000)
        rows.append(lead + row.replace("|", "\n"))
    return "\n".join(rows)


@pytest.mark.parametrize("form", LONE + REPEATED)
def test_insights(form: str) -> None:
    timeline = parse(f"Key insights\n\n{listed(form)}{CHAPTERS}").timeline
    assert [insight.start for insight in timeline.insights] == STARTS
    assert [insight.text.split(" (")[0] for insight in timeline.insights] == [p for p, _ in POINTS]
    assert len(timeline.chapters) == 3


@pytest.mark.parametrize("form", LONE)
def test_a_lone_insight(form: str) -> None:
    (insight,) = parse(f"Key insights\n\n{listed(form, count=1)}{CHAPTERS}").timeline.insights
    assert insight.start == STARTS[0]


@pytest.mark.parametrize("form", LONE)
def test_action_items(form: str) -> None:
    timeline = parse(f"Action items\n\n{listed(form)}{CHAPTERS}").timeline
    assert [action.start for action in timeline.actions] == STARTS


@pytest.mark.parametrize("form", [form for form in LONE if "|" not in form])
def test_questions(form: str) -> None:
    rows = [f"Q: {row}?\nA: It does.\n" for row in listed(form, lead="").split("\n")]
    timeline = parse("Q&A\n\n" + "\n".join(rows) + CHAPTERS).timeline
    assert [pair.start for pair in timeline.qa] == STARTS


def test_several_moments_each_in_brackets() -> None:
    (insight,) = parse(
        f"Key insights\n- Clay shrinks [2:10] [7:05-8:00] (9:00){CHAPTERS}"
    ).timeline.insights
    assert insight.text == "Clay shrinks"
    assert [moment.start for moment in insight.moments] == [130_000, 425_000, 540_000]


@pytest.mark.parametrize(
    "words",
    [
        "Be kind (Matthew 8:10)",
        "Mixed well (ratio of 2:10)",
        "Home won (Leeds 3:10)",
        "We meet at 7:30",
    ],
)
def test_what_is_no_moment_stays_in_the_words(words: str) -> None:
    (insight,) = parse(f"Key insights\n- {words}{CHAPTERS}").timeline.insights
    assert (insight.text, insight.start) == (words, None)
