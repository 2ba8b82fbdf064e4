"""mp4chaps text."""

from __future__ import annotations

import pytest

from timeline.errors import InputError
from timeline.formats.mp4chaps import FORMAT, read, write
from timeline.model import Timeline


def test_a_file_reads_like_this(talk: Timeline) -> None:
    assert write(talk) == (
        "00:00:00.000 Welcome\n"
        '00:01:15.500 a < b --> "Q&A"; #1 = C:\\ <https://a.org/>\n'
        "00:10:00.000 Spring tides 🌊\n"
    )


def test_a_file_from_elsewhere_is_read() -> None:
    """A link, angle brackets that are none, no title, blank lines."""
    parsed = read(
        "00:00:01.234 Intro\r\n\r\n00:01:59.000 a <b> c <https://a.org/x>\r\n"
        "00:03:00.000 List<int>\r\n00:04:00.000\r\n"
    )
    assert [(c.start, c.title, c.url) for c in parsed.timeline.chapters] == [
        (1_234, "Intro", ""),
        (119_000, "a <b> c", "https://a.org/x"),
        (180_000, "List<int>", ""),
        (240_000, "Chapter 4", ""),
    ]


def test_a_summary_is_not_claimed() -> None:
    """Only a text all of whose lines are full times is one of these."""
    assert FORMAT.sniff("00:00:00.000 A\n00:01:00.000 B\n")
    assert not FORMAT.sniff("Chapters\n00:00:00.000 A\n")
    assert not FORMAT.sniff("0:00 A\n1:00 B\n")
    assert not FORMAT.sniff("00:00:00.000 A\nand more of A\n")


def test_a_transcript_is_refused() -> None:
    lines = "".join(f"00:00:{n:02}.320 words\n" for n in range(0, 60))
    with pytest.raises(InputError, match="looks like a transcript"):
        read(lines)


def test_what_is_wrong_is_named() -> None:
    with pytest.raises(InputError, match="line 2: this is not a time and a title"):
        read("00:00:00.000 A\nB\n")


def test_a_length_on_top_and_slips_for_the_point() -> None:
    text = "## total-length 02:13:19.000\n00:00:00.000 Fog\n00:09:13,500 Ice \n02:10:30:002 Thaw\n"
    assert FORMAT.sniff(text)
    timeline = read(text).timeline
    assert [(c.start, c.title) for c in timeline.chapters] == [
        (0, "Fog"),
        (553_500, "Ice"),
        (7_830_002, "Thaw"),
    ]
    assert (timeline.duration, timeline.chapters[-1].end) == (7_999_000, 7_999_000)


@pytest.mark.parametrize(
    "text",
    [
        "00:00:00.000\t00:01:00.000\tFog\n00:01:00.000\t\tIce\n",
        "# Weather\n00:00:00.000 Fog\n",
        "# total-length 0:10:00\n",
    ],
)
def test_tables_and_headings_are_not_claimed(text: str) -> None:
    assert not FORMAT.sniff(text)
