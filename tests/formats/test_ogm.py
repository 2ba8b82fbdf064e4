"""OGM chapters, checked with mkvmerge."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from timeline.errors import InputError
from timeline.formats import matroska
from timeline.formats.ogm import read, write
from timeline.model import Timeline


def test_a_file_reads_like_this(talk: Timeline) -> None:
    assert write(talk) == (
        "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Welcome\n"
        'CHAPTER02=00:01:15.500\nCHAPTER02NAME=a < b --> "Q&A"; #1 = C:\\\n'
        "CHAPTER03=00:10:00.000\nCHAPTER03NAME=Spring tides 🌊\n"
    )


def test_mkvmerge_reads_it(talk: Timeline, muxed: Callable[[str], str]) -> None:
    back = matroska.read(muxed(write(talk))).timeline
    assert [(c.start, c.title) for c in back.chapters] == [
        (c.start, c.title) for c in talk.chapters
    ]


def test_a_file_from_elsewhere_is_read() -> None:
    """Three digits, names first, one-digit fields, small letters, a missing name, a stray line."""
    parsed = read(
        "\ufeffchapter002NAME=Two = 2\r\nCHAPTER002= 0:1:0.5\r\nCHAPTER001=00:00:00.000\r\n"
        "CHAPTER003=00:02:00.000\r\nCHAPTER003URL=https://a.org\r\nLCHAPTER=x\r\n"
    )
    assert [(c.start, c.title, c.url, c.line) for c in parsed.timeline.chapters] == [
        (0, "Chapter 1", "", 3),
        (60_500, "Two = 2", "", 2),
        (120_000, "Chapter 3", "https://a.org", 4),
    ]
    assert [p.message for p in parsed.problems] == [
        "not used: LCHAPTER=x",
        "2 chapters without a title, the first at 0:00: they are called by their number",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("CHAPTER01NAME=x", "there is no CHAPTER01= line"),
        ("CHAPTER01=00:00:00:500", "line 1: '00:00:00:500' is not a time"),
        ("CHAPTER01=0:00\nCHAPTER1=0:01", "line 2: CHAPTER1 appears twice"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text)
