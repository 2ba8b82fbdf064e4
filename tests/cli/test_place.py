"""``timeline place`` as users meet it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from timeline.cli.export import export
from timeline.cli.place import place
from timeline.formats import json as timeline_json
from timeline.model import Insight, Moment, Placement, Timeline

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


def twice(path: Path) -> Path:
    """A timeline with one insight at two moments, and a runner-up."""
    moments = (
        Moment(start=60_000, end=65_000, confidence=0.8, quote="Oil the chain."),
        Moment(start=300_000, end=305_000, confidence=0.6, quote="Tighten the belt."),
    )
    runner_up = Moment(start=500_000, end=505_000, confidence=0.2, quote="Belts are cheap.")
    placement = Placement(
        placed_by="transcript",
        scope="moments",
        moments=moments,
        candidates=(*moments, runner_up),
    )
    insight = Insight(text="Oil the chain, and tighten the belt.", placement=placement)
    timeline = Timeline(points=(insight,), duration=600_000, duration_source="given")
    path.write_text(timeline_json.write(timeline), encoding="utf-8")
    return path


def test_further_moments_are_shown_with_what_is_said_there(tmp_path: Path) -> None:
    path = str(twice(tmp_path / "care.timeline.json"))
    runner = CliRunner()
    (line,) = runner.invoke(place, [path]).stdout.splitlines()
    assert line.endswith("(also at 5:00)")
    text = runner.invoke(place, [path, "--explain"]).stdout
    assert "also at    5:00, 60 %: “Tighten the belt.”" in text
    assert "runner-up  8:20, 20 % (60 points behind): “Belts are cheap.”" in text
    (data,) = json.loads(runner.invoke(place, [path, "--output-format", "json"]).stdout)
    assert data["scope"] == "moments"
    assert [moment["start"] for moment in data["moments"]] == [60, 300]


def test_a_point_with_two_moments_is_counted_once_in_what_is_written(tmp_path: Path) -> None:
    path = str(twice(tmp_path / "care.timeline.json"))
    result = CliRunner().invoke(export, [path, "-o", str(tmp_path / "out")])
    assert "  1 insight" in result.output
