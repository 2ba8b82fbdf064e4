"""Confidence as users see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner

from timeline.cli.place import place
from timeline.cli.show import show
from timeline.formats import json
from timeline.model import Insight, Moment, PlacedBy, Placement, Timeline
from timeline.placement.confidence import format_confidence
from timeline_web.page import group_points


@pytest.mark.parametrize(
    ("confidence", "placed_by", "text"),
    [
        (1.0, "summary", "100 %"),
        (1.0, "editor", "100 %"),
        (0.996, "transcript", "99 %"),
        (1.0, "transcript", "99 %"),
        (0.999, "chapters", "99 %"),
        (0.999, None, "99 %"),
        (0.854, "transcript", "85 %"),
        (0.0, "transcript", "0 %"),
    ],
)
def test_only_stated_times_are_certain(
    confidence: float, placed_by: PlacedBy | None, text: str
) -> None:
    assert format_confidence(confidence, placed_by) == text


def guessed(confidence: float) -> Timeline:
    """One insight that was placed by a transcript, with a runner-up as likely."""
    candidates = tuple(
        Moment(start=start, end=start + 5_000, confidence=confidence) for start in (0, 60_000)
    )
    insight = Insight(
        text="Oil the chain.",
        placement=Placement.at(
            0, 5_000, placed_by="transcript", confidence=confidence, candidates=candidates
        ),
    )
    return Timeline(points=(insight,), duration=90_000, duration_source="given")


@pytest.mark.parametrize(("command", "option"), [(place, ""), (place, "--explain"), (show, "")])
@pytest.mark.parametrize("confidence", [0.996, 1.0])
def test_commands_never_show_a_guess_as_certain(
    command: Command, option: str, confidence: float, tmp_path: Path
) -> None:
    path = tmp_path / "talk.timeline.json"
    path.write_text(json.write(guessed(confidence)), encoding="utf-8")
    text = CliRunner().invoke(command, [str(path), *option.split()]).output
    assert "99 %" in text
    assert "100 %" not in text


def test_the_page_never_shows_a_guess_as_certain() -> None:
    (group,) = group_points(guessed(0.996))
    assert [point.confidence for point in group.points] == ["99 %"]
