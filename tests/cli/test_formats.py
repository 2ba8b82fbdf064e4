"""``timeline formats``."""

from __future__ import annotations

import json

from click.testing import CliRunner

from timeline.cli.formats import formats
from timeline.formats import FORMATS


def test_the_table_names_every_format_and_fits_a_terminal() -> None:
    done = CliRunner().invoke(formats)
    lines = done.output.splitlines()
    assert done.exit_code == 0
    assert max(map(len, lines)) <= 80
    assert "webvtt      read write  .vtt            WebVTT, a file for each track" in lines
    assert "youtube     read write  .youtube.txt    YouTube description" in lines
    assert all(any(line.startswith(f"{name} ") for line in lines) for name in FORMATS)


def test_the_json_has_all_of_it() -> None:
    rows = json.loads(CliRunner().invoke(formats, ["--output-format", "json"]).output)
    srt = next(row for row in rows if row["name"] == "srt")
    assert [row["name"] for row in rows] == list(FORMATS)
    assert srt["tracks"] == ["chapters", "insights", "qa", "actions"]
    assert "hidden" in srt["cannot_carry"]
    assert (srt["reads"], srt["writes"]) == (True, True)
