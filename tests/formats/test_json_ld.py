"""Chapters in the JSON-LD of a page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from timeline.formats import get_format
from timeline.model import ParseResult

_CLIPS: list[dict[str, Any]] = [
    {"@type": "Clip", "name": "Arches", "startOffset": 0, "endOffset": 60},
    {"@type": "Clip", "name": "Cables", "startOffset": 60.5, "url": "https://example.org/v?t=60"},
]
_VIDEO = {"@context": "https://schema.org", "@type": "VideoObject", "name": "Bridges"}


def _read(*scripts: str, body: str = "<p>All about bridges</p>") -> ParseResult:
    data = "\n".join(f'<script type="application/ld+json">{each}</script>' for each in scripts)
    page = f"<!doctype html>\n<html><head>\n{data}\n</head><body>{body}</body></html>"
    read = get_format("summary").read
    assert read
    return read(page)


@pytest.mark.parametrize(
    "value",
    [
        {**_VIDEO, "hasPart": _CLIPS},
        {**_VIDEO, "clip": _CLIPS},
        {"@graph": [{"@type": "WebPage"}, {**_VIDEO, "hasPart": _CLIPS}]},
        [{"@type": "Article", "video": {**_VIDEO, "hasPart": _CLIPS}}],
        {**_VIDEO, "hasPart": [{**clip, "@type": ["schema:Clip"]} for clip in _CLIPS]},
    ],
)
def test_clips_of_a_page_are_its_chapters(value: Any) -> None:
    parsed = _read(json.dumps({"@type": "Organization"}), "{broken", json.dumps(value))
    chapters = [(c.start, c.title, c.url) for c in parsed.timeline.chapters]
    assert chapters == [(0, "Arches", ""), (60_500, "Cables", "https://example.org/v?t=60")]
    assert (parsed.timeline.chapters[0].end, parsed.timeline.title) == (60_000, "Bridges")
    assert parsed.problems[0].code == "T116"


def test_a_list_of_times_in_the_page_comes_first() -> None:
    body = "<ul><li>0:00 One</li><li>1:10 Two</li><li>2:20 Three</li></ul>"
    parsed = _read(json.dumps({**_VIDEO, "hasPart": _CLIPS}), body=body)
    assert [chapter.title for chapter in parsed.timeline.chapters] == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    "value",
    [
        {**_VIDEO, "hasPart": []},
        {**_VIDEO, "hasPart": [{"@type": "Clip", "name": "x", "startOffset": "soon"}]},
        {**_VIDEO, "hasPart": [{"@type": "Clip", "name": "x", "startOffset": -1}]},
        {"@type": "WebPage", "hasPart": [{"@type": "WebPageElement", "startOffset": 0}]},
        {**_VIDEO, "hasPart": "https://example.org/"},
        [[[[1]]]],
    ],
)
def test_other_data_has_none(value: Any) -> None:
    parsed = _read(json.dumps(value), '<script type="application/ld+json">')
    assert not parsed.timeline.chapters
