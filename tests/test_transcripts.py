"""Reading transcripts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import InputError, TimelineError
from timeline.model import Segment
from timeline.transcripts import parse_transcript

VTT = """WEBVTT
Kind: captions
Language: en-GB

NOTE nothing to hear here

intro
00:00.000 --> 00:02.500 align:start
<v Ines>Good <i>morning</i> &amp; welcome
to the workshop.

01:00:02.500 --> 01:00:04.000
Bring a rag.
"""

SRT = """1
00:00:00,000 --> 00:00:02,500
Good morning, 1,5 bar
to all.

2
01:00:02,500 --> 01:00:04,000
<b>Bring</b> a rag.
"""

#: Two lines on screen, the lower one growing, and a ten-millisecond cue after each: how
#: YouTube's automatic captions look when saved as WebVTT. (A bar stands for a blank.)
ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:00.000 --> 00:00:02.000 align:start position:0%
|
first<00:00:00.500><c> we</c><00:00:00.900><c> take</c><00:00:01.200><c> the</c>

00:00:02.000 --> 00:00:02.010 align:start position:0%
first we take the

00:00:02.010 --> 00:00:04.000 align:start position:0%
first we take the
wheel<00:00:02.400><c> off</c><00:00:03.000><c> the</c><00:00:03.300><c> bike</c>

00:00:04.000 --> 00:00:04.010 align:start position:0%
wheel off the bike

00:00:04.010 --> 00:00:06.500 align:start position:0%
wheel off the bike
then<00:00:04.400><c> the</c><00:00:05.000><c> tyre</c>
""".replace("|", " ")

JSON3 = {
    "wireMagic": "pb3",
    "events": [
        {"tStartMs": 0, "dDurationMs": 60_000, "id": 1, "wpWinPosId": 1},
        {
            "tStartMs": 80,
            "dDurationMs": 4_000,
            "segs": [{"utf8": "first"}, {"utf8": " we take", "tOffsetMs": 400}],
        },
        {"tStartMs": 2_000, "dDurationMs": 10, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 2_080, "dDurationMs": 4_000, "segs": [{"utf8": "the wheel\noff"}]},
    ],
}


def test_webvtt() -> None:
    transcript = parse_transcript(VTT)
    assert transcript.language == "en-GB"
    assert transcript.segments == (
        Segment(start=0, end=2_500, text="Good morning & welcome to the workshop.", speaker="Ines"),
        Segment(start=3_602_500, end=3_604_000, text="Bring a rag."),
    )


@pytest.mark.parametrize(
    "text", [SRT, "\ufeff" + SRT.replace("\n", "\r\n"), SRT.replace("1\n", "")]
)
def test_srt_with_or_without_numbers(text: str) -> None:
    assert parse_transcript(text).segments == (
        Segment(start=0, end=2_500, text="Good morning, 1,5 bar to all."),
        Segment(start=3_602_500, end=3_604_000, text="Bring a rag."),
    )


def test_rolling_captions_are_read_once() -> None:
    assert parse_transcript(ROLLING).segments == (
        Segment(start=0, end=2_000, text="first we take the"),
        Segment(start=2_010, end=4_000, text="wheel off the bike"),
        Segment(start=4_010, end=6_500, text="then the tyre"),
    )


def test_a_line_said_twice_is_kept_where_captions_do_not_roll() -> None:
    lines = ["No.", "No.", "Yes.", "Maybe.", "Never.", "Always."]
    text = "WEBVTT\n\n" + "".join(
        f"00:0{n}.000 --> 00:0{n}.900\n{line}\n\n" for n, line in enumerate(lines)
    )
    assert [segment.text for segment in parse_transcript(text).segments] == lines


def test_json3() -> None:
    assert parse_transcript(json.dumps(JSON3)).segments == (
        Segment(start=80, end=4_080, text="first we take"),
        Segment(start=2_080, end=6_080, text="the wheel off"),
    )


def test_cues_out_of_order_and_backwards_are_put_right() -> None:
    text = "WEBVTT\n\n00:09.000 --> 00:08.000\nlast\n\n00:01.000 --> 00:02.000\nfirst\n"
    assert [(s.start, s.end, s.text) for s in parse_transcript(text).segments] == [
        (1_000, 2_000, "first"),
        (9_000, 9_000, "last"),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "WEBVTT\n", "Just a letter.", "{}", "{", '{"events": 3}', '{"events": [7]}', "[1]", "\0"],
)
def test_what_is_no_transcript_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_transcript(text)
    assert "\n" not in str(caught.value)
    assert "speech" in str(caught.value) or "transcript" in str(caught.value)


@given(
    st.text() | st.text(alphabet="0123456789:.,-> \nWEBVT<v/&;{}[]\"'").map("WEBVTT\n\n".__add__)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        transcript = parse_transcript(text)
    except TimelineError:
        return
    starts = [segment.start for segment in transcript.segments]
    assert starts == sorted(starts)
    assert all(s.end >= s.start and s.text for s in transcript.segments)
