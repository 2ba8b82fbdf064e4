"""yt-dlp's description of a video: what its chapters can be like."""

from __future__ import annotations

import json
from typing import Any

import pytest

from timeline.formats import detect
from timeline.formats.infojson import read


def info(*chapters: Any) -> str:
    return json.dumps(
        {
            "title": "Weir",
            "extractor": "x",
            "webpage_url": "https://a.org/v",
            "duration": 100,
            "chapters": chapters,
        }
    )


def chapter(start: Any, end: Any, title: str) -> dict[str, Any]:
    return {"start_time": start, "end_time": end, "title": title}


def test_a_placeholder_before_a_start_below_0_is_left_out_and_said() -> None:
    text = info(
        chapter(0, -0.5, "<Untitled Chapter 1>"), chapter(-0.5, 40, "Fog"), chapter(40, 99, "Ice")
    )
    assert detect(text).name == "infojson"
    parsed = read(text)
    assert [(c.start, c.end, c.title) for c in parsed.timeline.chapters] == [
        (0, 40_000, "Fog"),
        (40_000, 99_000, "Ice"),
    ]
    assert [p.code for p in parsed.problems] == ["T106", "T110"]


def test_a_placeholder_that_lasts_is_a_chapter() -> None:
    parsed = read(info(chapter(0, 10, "<Untitled Chapter 1>"), chapter(10, 100, "Fog")))
    assert [c.start for c in parsed.timeline.chapters] == [0, 10_000]
    assert parsed.problems == ()


@pytest.mark.parametrize("start", ["0", None, [], {}, True, 1e400])
def test_a_start_of_another_kind_is_no_traceback(start: Any) -> None:
    read(info(chapter(start, 5, "<Untitled Chapter 1>"), chapter(1, 50, "Fog")))
