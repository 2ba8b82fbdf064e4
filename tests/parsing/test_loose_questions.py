"""Questions and answers that no heading announces."""

from __future__ import annotations

import pytest

from timeline.model import Question, Timeline
from timeline.parsing import parse

CHAPTERS = "0:00 Oars\n2:00 Sails\n5:00 Ropes\n"
PAIRS = [("Why two?", "One breaks."), ("Who mends them?", "The crew.")]
#: How a pair is written, and what is between two of them.
WAYS = [
    ("Q: {q}\nA: {a}", "\n\n"),
    ("Q: {q}\nA: {a}", "\n"),
    ("Q: {q} A: {a}", "\n"),
    ("**Q: {q}**\nA: {a}", "\n\n"),
    ("Q{n}. {q}\nA{n}. {a}", "\n\n"),
    ("- Q: {q}\n  A: {a}", "\n"),
    ("Question: {q}\nAnswer: {a}", "\n"),
    ("Question {n}: {q}\nAnswer: {a}", "\n\n"),
    ("P: {q}\nR: {a}", "\n\n"),
    ("Frage: {q}\nAntwort: {a}", "\n\n"),
    ("**{q}**\n{a}", "\n\n"),
    ("**{q}**\n\n{a}", "\n\n"),
    ("## {q}\n{a}", "\n\n"),
    ("### {q}\n\n{a}", "\n\n"),
]


def written(way: str, between: str) -> str:
    return between.join(way.format(n=n, q=q, a=a) for n, (q, a) in enumerate(PAIRS, 1)) + "\n"


def questions(timeline: Timeline) -> list[Question]:
    return [point for point in timeline.points if isinstance(point, Question)]


@pytest.mark.parametrize(("way", "between"), WAYS)
@pytest.mark.parametrize(
    "around",
    [
        "{pairs}",
        "{pairs}\n## Chapters\n{chapters}",
        "Chapters\n{chapters}\n{pairs}",
        "TLDR\nBoats need care.\n\n{pairs}\n## Chapters\n{chapters}",
        "Key insights\n- Oak lasts\n- Pine bends\n\n{pairs}\n## Chapters\n{chapters}",
        "# Boats\n\n{pairs}\n## Chapters\n{chapters}",
    ],
)
def test_their_own_marks_say_what_they_are(around: str, way: str, between: str) -> None:
    text = around.format(pairs=written(way, between), chapters=CHAPTERS)
    result = parse(text)
    timeline = result.timeline
    assert [(each.question, each.answer) for each in questions(timeline)] == PAIRS
    assert len(timeline.chapters) == (3 if CHAPTERS in text else 0)
    assert len(timeline.insights) == text.count("- Oak") * 2
    assert timeline.tldr == ("Boats need care." if "TLDR" in text else "")
    assert not timeline.unparsed
    assert not result.problems


def test_the_times_that_they_state_are_theirs() -> None:
    text = f"{CHAPTERS}\nQ: Why two? (2:10)\nA: One breaks.\n\n[4:05] Q: Who mends?\nA: We do.\n"
    starts = [each.moments[0].start for each in questions(parse(text).timeline)]
    assert starts == [130_000, 245_000]


def test_a_list_below_them_is_what_its_heading_says() -> None:
    """Such short gaps would be a transcript's, were they not announced."""
    spoken = "0:01 yes\n0:03 well i think so\n0:04 no\n0:06 you know\n0:08 so it is\n"
    timeline = parse(f"Chapters\nQ: Why two?\nA: One breaks.\n\n{spoken}").timeline
    assert len(timeline.chapters) == 5
    assert len(questions(timeline)) == 1


def test_a_list_that_ends_with_them_keeps_its_chapters() -> None:
    timeline = parse(f"{CHAPTERS}Q: Why two?\nA: One breaks.\n").timeline
    assert [chapter.text for chapter in timeline.chapters] == ["", "", ""]
    assert [each.answer for each in questions(timeline)] == ["One breaks."]


@pytest.mark.parametrize(
    "text",
    [
        "0:00 Oars\nQ: Why two?\nA: One breaks.\n2:00 Sails\nQ: Who?\nA: The crew.\n",
        "0:00 Oars\nThey are long.\n2:00 Sails\nThey are wide.\n4:00 Ropes\nQ: Why?\nA: So.\n",
        "0:00 Oars\n1:00 Sails\n2:00 Q: Why ropes?\nA: So.\n3:00 Knots\n",
        "**Why oars?**\n0:00 - 3:00\nThey last.\n\n**Why sails?**\n3:00 - 5:00\nThey are wide.\n",
        "## Why oars?\n0:00 Long ones\n1:00 Short\n\n## Why sails?\n3:00 Wide\n4:00 Red\n",
        "## Why oars? (0:00)\nThey last.\n\n## Why sails? (3:00)\nThey are wide.\n",
    ],
)
def test_what_is_between_times_is_the_chapters(text: str) -> None:
    timeline = parse(text).timeline
    assert len(timeline.chapters) >= 2
    assert not questions(timeline)


@pytest.mark.parametrize(
    "text",
    [
        f"{CHAPTERS}\nTom: Why two?\nAnn: One breaks.\n",
        f"{CHAPTERS}\n**Why two?**\nOne breaks.\n",
        f"{CHAPTERS}\nQ: Why two?\n",
        f"{CHAPTERS}\n## Why two?\nOne breaks.\n",
    ],
)
def test_a_dialogue_and_a_lone_question_are_text(text: str) -> None:
    timeline = parse(text).timeline
    assert not questions(timeline)
    assert timeline.unparsed
