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
