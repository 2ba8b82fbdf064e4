"""A description shaped like YouTube's (made by hand: no site is asked), through real yt-dlp."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from yt_dlp import YoutubeDL
from yt_dlp.extractor.common import InfoExtractor

from timeline import formats
from timeline.fetch import find_cached
from timeline.fetch.session import choose_subtitles
from timeline.formats.infojson import from_info
from timeline.model import Chapter

STORED = Path(__file__).parent / "data" / "youtube.info.json"
TITLES = ["Why bridges fall", "Beams", "Arches", "Cables"]
STARTS = [0, 125_000, 330_000, 550_000]


@pytest.fixture
def info() -> dict[str, Any]:
    """The description as yt-dlp makes it of the stored file."""
    with YoutubeDL({"quiet": True, "simulate": True}) as downloader:
        loaded = json.loads(STORED.read_text(encoding="utf-8"))
        return dict(downloader.process_ie_result(loaded, download=False))


def test_the_site_s_chapters_become_the_timeline(info: dict[str, Any]) -> None:
    timeline = from_info(info).timeline
    assert [c.title for c in timeline.chapters] == TITLES
    assert [c.start for c in timeline.chapters] == STARTS
    assert timeline.chapters[-1].end == timeline.duration == 754_000
    assert (timeline.title, timeline.language) == ("How bridges carry weight", "en")
    assert timeline.source_url == "https://www.youtube.com/watch?v=x1YtShaped0"
    assert "Beams, arches and cables" in timeline.unparsed[0].text


def test_without_them_the_description_s_do(info: dict[str, Any]) -> None:
    """The same ones that yt-dlp's own reading of a description finds."""
    del info["chapters"]
    ours = from_info(info).timeline.chapters
    theirs = InfoExtractor()._extract_chapters_from_description(info["description"], 754)
    assert [(c.start / 1000, c.title) for c in ours] == [
        (c["start_time"], c["title"]) for c in theirs
    ]
    assert len(ours) == 4


def test_a_person_s_subtitles_come_before_a_machine_s(info: dict[str, Any]) -> None:
    found = choose_subtitles(info, "")
    assert found
    assert (found[0], found[1]["ext"]) == ("de", "vtt")
    found = choose_subtitles(info, "en")
    assert found
    assert found[0] == "en-orig"
    assert choose_subtitles(info, "pt") is None
    assert choose_subtitles({}, "") is None


def test_it_is_found_by_either_address(tmp_path: Path) -> None:
    shutil.copy(STORED, tmp_path)
    [by_page] = find_cached("https://www.youtube.com/watch?v=x1YtShaped0", tmp_path)
    [by_link] = find_cached("https://youtu.be/x1YtShaped0", tmp_path)
    assert by_page == by_link
    assert find_cached("https://youtu.be/other", tmp_path) == ()


def test_the_format_is_told_by_its_content() -> None:
    text = STORED.read_text(encoding="utf-8")
    fmt = formats.detect(text)
    assert fmt.name == "infojson"
    assert fmt.read
    assert fmt.read(text).timeline.duration == 754_000


@pytest.mark.parametrize(
    "chapters",
    [
        None,
        [],
        "x",
        [None],
        [{}],
        [{"start_time": "x", "title": 3}],
        [{"start_time": float("nan")}],
    ],
)
def test_odd_chapters_do_no_harm(chapters: Any) -> None:
    from_info({"chapters": chapters, "title": None, "duration": "long", "description": 4})


def test_ends_count_as_stated_only_where_they_leave_a_gap() -> None:
    items = [
        {"start_time": 0, "end_time": 10, "title": "one"},
        {"start_time": 20, "end_time": 30, "title": "two"},
        {"start_time": 30, "title": "three"},
    ]
    found = from_info({"chapters": items, "duration": 40}).timeline.chapters
    plain = [replace(c, line=None) for c in found]
    assert plain[0] == Chapter(start=0, end=10_000, title="one", end_given=True)
    assert plain[1] == Chapter(start=20_000, end=30_000, title="two")
    assert plain[2].start == 30_000
