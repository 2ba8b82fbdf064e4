"""``timeline place`` as users meet it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from timeline.cli.place import place

SAMPLES = Path(__file__).parents[2] / "samples"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(place, [str(SAMPLES / "tides.txt"), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_each_point_has_a_line_with_its_moment() -> None:
    lines = run("--transcript", str(SAMPLES / "tides.vtt")).splitlines()
    assert len(lines) == 11
    assert any("2:38" in line and "tide mill" in line for line in lines)


def test_explain_quotes_the_passage_and_the_runner_up() -> None:
    text = run("--explain")
    assert "passage    “A tide mill let the rising sea fill a pond" in text
    assert "found      along 1x" in text.replace("\n", " ")
    assert "runner-up  0:25, 15 % (84 points behind): “" in text
    assert "by the transcript" in text


def test_json_for_programs() -> None:
    points = json.loads(run("--output-format", "json"))
    assert len(points) == 11
    assert points[0]["placed_by"] == "transcript"
    assert points[0]["candidates"][0]["confidence"] == points[0]["confidence"]
