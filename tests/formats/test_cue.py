"""CUE sheets, checked with mkvmerge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from timeline.chapter_ends import resolve_ends
from timeline.errors import InputError
from timeline.formats import detect, matroska
from timeline.formats.cue import read, validate, write
from timeline.model import Chapter, Timeline


def test_a_sheet_reads_like_this(talk: Timeline) -> None:
    """Times in 75ths, minutes past 59, double quotes as single ones."""
    late = Chapter(start=4_500_013, end=0, title="Late")
    assert write(replace(talk, chapters=(talk.chapters[1], late))) == (
        'TITLE "Tides & the moon"\n'
        'FILE "media" WAVE\n'
        "  TRACK 01 AUDIO\n"
        "    TITLE \"a < b --> 'Q&A'; #1 = C:\\\"\n"
        "    INDEX 01 01:15:38\n"
        "  TRACK 02 AUDIO\n"
        '    TITLE "Late"\n'
        "    INDEX 01 75:00:01\n"
    )


def test_mkvmerge_reads_it(talk: Timeline, muxed: Callable[[str], str]) -> None:
    back = matroska.read(muxed(write(talk))).timeline
    # mkvmerge puts the performer before a title, and a dash where there is none.
    assert [c.title.removeprefix("- ") for c in back.chapters] == [
        c.title.replace('"', "'") for c in talk.chapters
    ]
    assert all(
        abs(ours.start - theirs.start) <= 7
        for ours, theirs in zip(talk.chapters, back.chapters, strict=True)
    )


SHEET = """\ufeffREM DATE 2026
PERFORMER "DJ Ann"
TITLE "Live "at" night"
FILE "live.mp3" MP3
  TRACK 01 AUDIO
    TITLE Opening
    PERFORMER "DJ Ann"
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "Waves"
    PERFORMER "Bo"
    INDEX 00 61:05:00
    INDEX 01 61:08:37
  TRACK 03 AUDIO
    INDEX 01 72:7:00
"""


def test_a_sheet_from_elsewhere_is_read() -> None:
    """A pause before a track, minutes past 59, another performer, no title, quotes in quotes."""
    parsed = read(SHEET.replace("\n", "\r\n"))
    assert parsed.timeline.title == 'Live "at" night'
    assert [(c.start, c.title, c.line) for c in parsed.timeline.chapters] == [
        (0, "Opening", 5),
        (3_668_493, "Bo - Waves", 9),
        (4_327_000, "Chapter 3", 14),
    ]
    assert [problem.code for problem in parsed.problems] == ["T101"]


def test_rules_tell_what_a_sheet_cannot_hold(talk: Timeline) -> None:
    many = resolve_ends(
        Timeline(
            chapters=tuple(Chapter(start=n, end=0, title="x") for n in range(0, 100_000, 1000))
        )
    )
    assert [problem.code for problem in validate(talk)] == ["T212"]
    assert [problem.code for problem in validate(many)] == ["T211"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("TITLE x", "there is no TRACK"),
        ("TRACK 01 AUDIO\nTITLE x", "line 1: this track has no INDEX 01"),
        ("FILE a MP3\nTRACK 01 AUDIO\nINDEX 01 zero", "line 3: INDEX 01 zero is not a time"),
        ("TRACK 01 AUDIO\nINDEX 01 00:00:75", "line 2: INDEX 01 00:00:75 is not a time"),
        ("FILE a WAVE\nTRACK 01 AUDIO\nFILE b WAVE", "line 3: this sheet spans several files"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text)


@pytest.mark.parametrize("head", ['FILE "a.mp3" MP3\n', "", "; ripped\n", "REM GENRE Folk\n"])
def test_times_without_frames_are_read_and_said(head: str) -> None:
    text = (
        f'{head}  TRACK 01 AUDIO\n    TITLE "Weir"\n    INDEX 01 00:00\n'
        "  track 02 audio\n    TITLE Mill\n    index 01 75:10.5\n"
    )
    assert detect(text).name == "cue"
    parsed = read(text)
    assert [(c.start, c.title) for c in parsed.timeline.chapters] == [
        (0, "Weir"),
        (4_510_500, "Mill"),
    ]
    assert "T113" in [problem.code for problem in parsed.problems]
    assert "T113" not in [problem.code for problem in read(SHEET).problems]


@pytest.mark.parametrize("index", ["", "    INDEX 01 zero\n", "    INDEX one 0:00\n"])
def test_a_sheet_whose_times_cannot_be_read_is_no_prose(index: str) -> None:
    sheet = f'FILE "a.mp3" MP3\n  TRACK 01 AUDIO\n    TITLE "Hull"\n{index}'
    assert detect(sheet).name == "cue"
