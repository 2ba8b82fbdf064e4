"""SubRip, checked with ffprobe."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.chapter_ends import resolve_ends
from timeline.errors import InputError
from timeline.formats import detect
from timeline.formats.srt import FORMAT, read, write
from timeline.model import Chapter, Timeline


def test_a_track_reads_like_this(talk: Timeline) -> None:
    assert write(talk, "insights") == (
        "1\n00:00:10,000 --> 00:00:15,000\n🌕 Two bulges\n\n"
        "2\n00:00:15,000 --> 00:00:30,000\n<\u2060i>Neap<\u2060/i> & spring\n"
    )


def test_what_players_take_for_markup_is_kept_apart_and_read_back() -> None:
    """A player shows these titles as they are: nothing bold, nothing moved, no cue inside."""
    title = "<b>bold</b> {\\an8} 00:00:01,000 --> 00:00:02,000"
    text = write(
        resolve_ends(Timeline(chapters=(Chapter(start=0, end=0, title=title),))), "chapters"
    )
    assert not any(markup in text for markup in ("<b>", "</b>", "{\\"))
    assert [chapter.title for chapter in read(text).timeline.chapters] == [title]


def test_anybodys_cues_are_read() -> None:
    """BOM, CRLF, short fields, a full stop, coordinates, styles, a missing number."""
    chapters = read(
        "\ufeff1\r\n0:0:00,000 --> 00:01:00.500 X1:40 X2:600\r\n{\\an8}<i>Welcome</i>\r\n\r\n"
        "00:01:00,500 --> 00:02:00,000\r\nTwo\r\nlines\r\n"
    ).timeline.chapters
    assert [(c.start, c.end, c.title) for c in chapters] == [
        (0, 60_500, "Welcome"),
        (60_500, 120_000, "Two lines"),
    ]


def test_a_transcript_is_refused() -> None:
    cues = (f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nword\n" for n in range(1, 60))
    with pytest.raises(InputError, match=r"transcript \(59 cues\) \(give it with --transcript\)"):
        read("\n".join(cues))


def test_other_text_is_refused() -> None:
    with pytest.raises(InputError, match="this is not SubRip"):
        read("0:00 Intro\n1:00 More\n")


def test_ffmpeg_reads_it(talk: Timeline, tmp_path: Path, run: Callable[..., str]) -> None:
    path = tmp_path / "talk.srt"
    path.write_text(write(talk, "chapters"), encoding="utf-8")
    printed = run("ffprobe", "-v", "error", "-show_packets", "-of", "json", path)
    packets = json.loads(printed)["packets"]
    assert [(p["pts"], p["pts"] + p["duration"]) for p in packets] == [
        (chapter.start, chapter.end) for chapter in talk.chapters
    ]


def test_short_times_after_a_number_are_subrips() -> None:
    text = "1\n00:00 --> 00:42\nHarbour\n\n2\n00:42 --> 02:05\nSea\n"
    assert FORMAT.sniff(text)
    assert [(c.start, c.title) for c in read(text).timeline.chapters] == [
        (0, "Harbour"),
        (42_000, "Sea"),
    ]
    assert FORMAT.sniff("00:00:00 --> 00:00:42\nHarbour\n")
    assert FORMAT.sniff("00:00.000 --> 00:42.000\nHarbour\n")
    assert not FORMAT.sniff("0:00 --> 0:42\nHarbour\n")


@pytest.mark.parametrize("arrow", ["->", " -> ", " → ", " => ", "–>"])
def test_another_arrow_is_read_and_said(arrow: str) -> None:
    text = f"1\n00:00:00,000{arrow}00:02:05,000\nHull\n\n2\n00:02:05,000{arrow}00:04:00,000\nKeel\n"
    assert detect(text).name == "srt"
    parsed = read(text)
    assert [(c.start, c.end, c.title) for c in parsed.timeline.chapters] == [
        (0, 125_000, "Hull"),
        (125_000, 240_000, "Keel"),
    ]
    assert [problem.code for problem in parsed.problems] == ["T111"]
