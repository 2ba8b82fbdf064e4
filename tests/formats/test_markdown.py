"""Markdown: the canonical form of a summary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline.formats.markdown import write
from timeline.model import ActionItem, Placement, Timeline
from timeline.parsing import parse


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (
            ActionItem(text="send the draft by Friday", owner="Design team", due="Friday"),
            "- [ ] **Design team:** send the draft by Friday",
        ),
        (ActionItem(text="Book a room", done=True), "- [x] Book a room"),
        (ActionItem(text="Pay", owner="@bo", due="3 May"), "- [ ] **\\@bo:** Pay (due: 3 May)"),
        (ActionItem(text="Pay", owner="whoever is in"), "- [ ] Pay (owner: whoever is in)"),
        (ActionItem(text="Note: Owner: none"), "- [ ] Note\\: Owner\\: none"),
        (
            ActionItem(text="Test", owner="Eva", placement=Placement.at(65_000, 70_000)),
            "- [ ] **Eva:** [1:05 - 1:10] Test",
        ),
    ],
)
def test_action_items_are_task_list_items(item: ActionItem, line: str) -> None:
    text = write(Timeline(points=(item,)))
    assert text == f"## Action items\n\n{line}\n"
    (back,) = parse(text).timeline.actions
    assert replace(back, line=None) == item


def test_several_moments_stand_at_the_end() -> None:
    text = (
        "## Key insights\n\n- 💡 Two bulges stand there (1:30, 7:05)\n\n"
        "## Q&A\n\n**Q: Why two?**\nA: Inertia. (1:30, 7:05)\n\n"
        "## Action items\n\n- [ ] **Ana:** Call the mill (due: Friday) (1:30, 7:05)\n\n"
    )
    timeline = parse(text).timeline
    assert {point.scope for point in timeline.points} == {"moments"}
    assert write(replace(timeline, language="", duration=0, duration_source="none")) == (
        text.rstrip("\n") + "\n"
    )
