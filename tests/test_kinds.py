"""The table of kinds: what each row says, and that a new row is all that most modules need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.kinds import JOINT, KINDS, Kind, counted, in_order, kind_of
from timeline.model import ActionItem, Insight, Point, Question
from timeline.text import one_line

ROOT = Path(__file__).parents[1]

TEXTS = st.lists(
    st.sampled_from(
        ("Q:", "A:", "A", ":", "☐", "☑", "by", "Friday", "3 May", "(3 May)", "()", ".", "B:", "x")
    ),
    max_size=5,
).map(" ".join)


def test_no_two_rows_share_a_name() -> None:
    for names in (
        [kind.id for kind in KINDS],
        [kind.track for kind in KINDS],
        [kind.anchor for kind in KINDS],
        [kind.point for kind in KINDS],
    ):
        assert len(set(names)) == len(names)
    assert not {"chapter", "video", "line"} & {name for k in KINDS for name in (k.id, k.anchor)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_a_row_names_fields_that_its_class_has(kind: Kind[Point]) -> None:
    names = {field.name for field in kind.fields}
    assert kind.point.kind == kind.id
    assert {kind.headline, *([kind.detail] if kind.detail else []), *kind.asides} <= names
    assert kind.columns.keys() <= names


def test_points_stand_in_the_order_of_the_table() -> None:
    mixed = [
        ActionItem(text="a"),
        Question(question="b"),
        Insight(text="c"),
        Question(question="d"),
    ]
    assert [point.words for point in in_order(mixed)] == ["c", "b", "d", "a"]
    assert [kind_of(point).id for point in mixed] == ["action", "question", "insight", "question"]


def test_counts_are_words() -> None:
    nouns = KINDS[2].nouns
    assert [counted(n, nouns) for n in (0, 1, 2)] == [
        "0 action items",
        "1 action item",
        "2 action items",
    ]


@given(TEXTS, TEXTS)
@example("Is vitamin A: still good?", "Yes.")
@example("", "A: x")
@example("A: x", "")
@example("Ends in A:", "B")
def test_a_question_and_its_answer_are_told_apart_in_a_cue(question: str, answer: str) -> None:
    kind = KINDS[1]
    back = kind.read_cue(kind.cue(Question(question=question, answer=answer)))
    assert (back.question, back.answer) == (one_line(question), one_line(answer))


def test_a_plain_question_has_plain_blanks() -> None:
    kind = KINDS[1]
    assert kind.cue(Question(question="Why two?", answer="Inertia.")) == "Q: Why two? A: Inertia."
    assert JOINT in kind.cue(Question(question="Is A: a letter?", answer="Yes."))


@given(TEXTS.filter(str.strip), TEXTS, TEXTS, st.booleans())
@example("send it by Friday.", "Ana", "Friday", False)
@example("send it by 3 May, please", "", "3 May", True)
def test_an_action_item_survives_as_a_cue(text: str, owner: str, due: str, done: bool) -> None:
    kind = KINDS[2]
    item = ActionItem(text=text, owner=owner, due=due, done=done)
    back = kind.read_cue(kind.cue(item))
    assert (back.text, back.owner, back.due, back.done) == (text, owner, due, done)


def test_a_date_inside_the_text_is_not_repeated_in_a_cue() -> None:
    cue = KINDS[2].cue
    item = ActionItem(text="send it by Friday", owner="Design team", due="Friday")
    assert one_line(cue(item)) == "☐ Design team: send it by Friday"
    assert one_line(cue(ActionItem(text="send it", due="Friday", done=True))) == (
        "☑ send it (Friday)"
    )


def test_a_fourth_kind_is_carried_by_everything() -> None:
    """A row added at run time, in a process of its own, walks through all formats and the page.

    Two property tests of the formats run with it, too: their points are drawn from the table.
    """
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-n0", "-p", "tests.fourth_kind"),
            "tests/fourth_kind_walk.py",
            "tests/formats/test_json.py::test_reading_gives_back_the_same_timeline",
            "tests/formats/test_registry.py::test_points_survive_as_cues[quotes]",
        ],
        cwd=ROOT,
        env=os.environ | {"HYPOTHESIS_PROFILE": "brief"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
