"""The forms of transcripts that people have, each with what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from timeline.cli.place import place
from timeline.errors import InputError, TimelineError
from timeline.loader import LoadRequest, load
from timeline.times import format_clock
from timeline.transcripts import FORMATS, parse_transcript

Row = tuple[float, str, str]

PANEL = """Transcript
0:00
Beavers build dams.
0:04
They use sticks and mud.
{title}
1:02
A dam makes a pond.
1:09
Frogs like it.
1:15
So do fish.
"""

TTML = """<?xml version="1.0"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
 ttp:tickRate="10000000" xml:lang="de"><body><div>
<p begin="10000000t" end="30000000t">Der <span>Biber</span></p>
<p begin="00:01:30.500" dur="2s">baut<br/>Burgen</p><p begin="420s" end="426s">und D&#228;mme</p>
</div></body></tt>"""

ASS = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:05.00,0:00:06.00,Default,Bo,0,0,0,,There, and back
Dialogue: 0,0:00:01.00,0:00:04.00,Default,Ines,0,0,0,,{\\i1}Over{\\i0}\\Nhere
Comment: 0,0:00:01.00,0:00:04.00,Default,Ines,0,0,0,,a note
"""

FORMS: dict[str, tuple[str, list[Row]]] = {
    "YouTube's panel": (
        PANEL.replace("{title}\n", ""),
        [
            (0, "", "Beavers build dams."),
            (4, "", "They use sticks and mud."),
            (62, "", "A dam makes a pond."),
            (69, "", "Frogs like it."),
            (75, "", "So do fish."),
        ],
    ),
    "YouTube's panel with the titles of chapters": (
        PANEL.format(title="Ponds"),
        [
            (0, "", "Beavers build dams."),
            (4, "", "They use sticks and mud."),
            (62, "", "A dam makes a pond."),
            (69, "", "Frogs like it."),
            (75, "", "So do fish."),
        ],
    ),
    "YouTube's panel with spoken times": (
        "0:00\n0 seconds\nBeavers build.\n1:02\n1 minute, 2 seconds\nA pond.\n",
        [(0, "", "Beavers build."), (62, "", "A pond.")],
    ),
    "YouTube's panel with spoken times, glued": (
        "0:022 secondsBeavers build.\n1:231 minute, 23 secondsDams hold.\n",
        [(2, "", "Beavers build."), (83, "", "Dams hold.")],
    ),
    "YouTube's panel in German": (
        "0:022 SekundenBiber bauen.\n1:231 Minute und 23 SekundenBurgen.\n",
        [(2, "", "Biber bauen."), (83, "", "Burgen.")],
    ),
    "bracketed times and names": (
        "[00:00] Ines: Hello all.\n[00:12] Bo: Hi.\n[01:05] Ines: To the dams.\n",
        [(0, "Ines", "Hello all."), (12, "Bo", "Hi."), (65, "Ines", "To the dams.")],
    ),
    "Descript": (
        "[00:00:00] Ines Marr: Hello all.\n\n[00:00:12] Bo Lind: Hi\nand more.\n",
        [(0, "Ines Marr", "Hello all."), (12, "Bo Lind", "Hi and more.")],
    ),
    "Otter": (
        "Ines Marr  0:02  \nHello all.\n\nBo Lind  0:14  \nThanks.\n\nInes Marr  1:02:14  \nRight.",
        [(2, "Ines Marr", "Hello all."), (14, "Bo Lind", "Thanks."), (3734, "Ines Marr", "Right.")],
    ),
    "a name, and its time in brackets": (
        "Speaker 1 (00:02):\nHello you.\n\nSpeaker 2 (00:09):\nHi.\n",
        [(2, "Speaker 1", "Hello you."), (9, "Speaker 2", "Hi.")],
    ),
    "bold names": (
        "**Ines** (00:02): Hello you.\n**Bo** (00:09): Hi.\n",
        [(2, "Ines", "Hello you."), (9, "Bo", "Hi.")],
    ),
    "Zoom": (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\nInes Marr: Hello.\n\n"
        "2\n00:00:05.000 --> 00:00:09.000\nBo Lind: Hi.\n\n"
        "3\n00:00:10.000 --> 00:00:12.000\nInes Marr: Dams.\n",
        [(1, "Ines Marr", "Hello."), (5, "Bo Lind", "Hi."), (10, "Ines Marr", "Dams.")],
    ),
    "Teams": (
        "0:0:0.0 --> 0:0:5.290\nInes Marr\nHello all.\n0:0:6.0 --> 0:0:9.5\nBo Lind\nHi there.\n"
        "0:0:10.0 --> 0:0:12.5\nInes Marr\nDams.\n",
        [(0, "Ines Marr", "Hello all."), (6, "Bo Lind", "Hi there."), (10, "Ines Marr", "Dams.")],
    ),
    "Teams, copied": (
        "Ines Marr   0:03\nHello all.\n\nBo Lind   0:09\nHi there.\n",
        [(3, "Ines Marr", "Hello all."), (9, "Bo Lind", "Hi there.")],
    ),
    "Google Meet": (
        "Transcript\n\n00:00:00\n \nInes Marr: Hello, all of you.\nBo Lind: Hi.\n \n"
        "00:05:00\n \nInes Marr: Dams hold water.\nBo Lind: Yes.\n",
        [
            (0, "Ines Marr", "Hello, all of you."),
            (212.195, "Bo Lind", "Hi."),
            (300, "Ines Marr", "Dams hold water."),
            (301.928, "Bo Lind", "Yes."),
        ],
    ),
    "an editor's, with frames": (
        "00:00:02:10 - 00:00:05:03\nAnn\nHello you.\n\n00:00:09:00 - 00:00:12:00\nBo\nHi.\n\n"
        "00:00:19:00 - 00:00:22:00\nAnn\nHi.\n",
        [(2, "Ann", "Hello you."), (9, "Bo", "Hi."), (19, "Ann", "Hi.")],
    ),
    "SBV": (
        "0:00:01.000,0:00:04.000\nHello\nthere\n\n0:00:05.000,0:00:06.000\nMore\n",
        [(1, "", "Hello there"), (5, "", "More")],
    ),
    "SRT with tags, codes and names": (
        "1\n00:00:00,000 --> 00:00:02,500\n{\\an8}<i>>> INES: Good</i>\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n- Bo: hi\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nINES: yes\n",
        [(0, "INES", "Good"), (3, "Bo", "hi"), (5, "INES", "yes")],
    ),
    "ASS": (ASS, [(1, "Ines", "Over here"), (5, "Bo", "There, and back")]),
    "SAMI": (
        "<SAMI><BODY><SYNC Start=0><P Class=ENCC>Hello<SYNC Start=2000><P Class=ENCC>&nbsp;"
        "<SYNC Start=3000><P Class=ENCC>There</BODY></SAMI>",
        [(0, "", "Hello"), (3, "", "There")],
    ),
    "TTML": (TTML, [(1, "", "Der Biber"), (90.5, "", "baut Burgen"), (420, "", "und Dämme")]),
    "TTML whose parts have times": (
        '<tt:tt xmlns:tt="x" xmlns:ttp="y" ttp:frameRate="25"><tt:body><tt:div begin="60s">'
        '<tt:p begin="00:00:01:05" end="3s">One</tt:p>'
        '<tt:p><tt:span begin="4.5s" end="5s">two</tt:span> <tt:span begin="100f">three</tt:span>'
        "</tt:p></tt:div></tt:body></tt:tt>",
        [(61.2, "", "One"), (64, "", "three"), (64.5, "", "two")],
    ),
    "YouTube's srv3": (
        '<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><body>'
        '<p t="80" d="4000"><s>Beavers</s><s t="400"> build</s></p>'
        '<p t="90000" d="6500">it &amp;#39;s a dam</p></body></timedtext>',
        [(0.08, "", "Beavers build"), (90, "", "it 's a dam")],
    ),
    "YouTube's srv1": (
        '<transcript><text start="0.08" dur="4">Beavers build</text>'
        '<text start="90" dur="6.5">A dam</text></transcript>',
        [(0.08, "", "Beavers build"), (90, "", "A dam")],
    ),
    "whisper's JSON": (
        json.dumps(
            {
                "text": "Beavers build. A dam slows the river.",
                "segments": [
                    {"id": 0, "seek": 0, "start": 0.0, "end": 6.0, "text": " Beavers build."},
                    {"id": 1, "start": 90.0, "end": 96.5, "text": " A dam slows the river."},
                ],
                "language": "en",
            }
        ),
        [(0, "", "Beavers build."), (90, "", "A dam slows the river.")],
    ),
    "whisperX, whose words have times": (
        json.dumps(
            {
                "segments": [
                    {
                        "start": 0.0,
                        "end": 20.0,
                        "text": "Beavers build. A dam slows.",
                        "speaker": "SPEAKER_00",
                        "words": [
                            {"word": "Beavers", "start": 0.1, "end": 0.5, "score": 0.9},
                            {"word": "build.", "start": 0.6, "end": 1.0},
                            {"word": "A", "start": 12.0, "end": 12.1},
                            {"word": "dam", "start": 12.1, "end": 12.5},
                            {"word": "slows.", "start": 12.6, "end": 13.2},
                        ],
                    }
                ],
                "word_segments": [{"word": "Beavers", "start": 0.1, "end": 0.5}],
            }
        ),
        [(0.1, "SPEAKER_00", "Beavers build."), (12, "SPEAKER_00", "A dam slows.")],
    ),
    "whisper's table, in milliseconds": (
        "start\tend\ttext\n0\t6000\tBeavers build.\n90000\t96500\tA dam slows the river.\n",
        [(0, "", "Beavers build."), (90, "", "A dam slows the river.")],
    ),
    "Podcasting 2.0": (
        json.dumps(
            {
                "version": "1.0.0",
                "segments": [
                    {"speaker": "Ines", "startTime": 0.5, "endTime": 2, "body": "Hello"},
                    {"speaker": "Bo", "startTime": 2, "endTime": 4, "body": "Hi all"},
                ],
            }
        ),
        [(0.5, "Ines", "Hello"), (2, "Bo", "Hi all")],
    ),
    "a service's utterances, in milliseconds": (
        json.dumps(
            {
                "utterances": [
                    {"speaker": 0, "text": "Hello, all of you", "start": 250, "end": 1900},
                    {"speaker": 1, "text": "Good to be here", "start": 2000, "end": 4100},
                ],
                "words": [{"text": "Hello,", "start": 250, "end": 400}],
            }
        ),
        [(0.25, "0", "Hello, all of you"), (2, "1", "Good to be here")],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_read_by_its_content(form: str) -> None:
    text, rows = FORMS[form]
    wanted = [(round(start * 1000), speaker, words) for start, speaker, words in rows]
    for line_end in ("\n", "\r\n"):
        segments = parse_transcript(text.replace("\n", line_end)).segments
        assert [(s.start, s.speaker, s.text) for s in segments] == wanted


def test_languages_that_a_file_states() -> None:
    assert parse_transcript(TTML).language == "de"
    assert parse_transcript(FORMS["whisper's JSON"][0]).language == "en"


@pytest.mark.parametrize("track", ["chapters", "insights", "qa"])
def test_a_track_of_ours_is_no_transcript(track: str) -> None:
    text = f"WEBVTT\n\nNOTE\ntimeline\nTrack: {track}\n\n1\n00:00:01.000 --> 00:00:04.000\nA dam\n"
    with pytest.raises(InputError, match=f"the track of {track} that timeline wrote"):
        parse_transcript(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\nlet us meet at 10:30 am.\n",
        "[Events]\nDialogue: broken\n",
        "[Script Info]\n[Events]\nDialogue: 0,x,y\n",
        '<tt xmlns="x"><body><p begin="soon">Hi</p></body></tt>',
        '<!DOCTYPE tt [<!ENTITY a "b">]><tt><body><p begin="1s">&a;</p></body></tt>',
        "<timedtext><body><p>no time</p></body></timedtext>",
        '{"segments": [{"start": 1}]}',
        '<timedtext><body><p t="99999999999999999999" d="4">Hi</p></body></timedtext>',
        '{"events": [{"tStartMs": 99999999999999999999, "segs": [{"utf8": "Hi"}]}]}',
        '<tt xmlns="x"><body><p begin="999999999999999999h">Hi</p></body></tt>',
        '<transcript><text start="1e308" dur="4">Hi</text></transcript>',
        "start\tend\ttext\n",
    ],
)
def test_what_is_no_transcript_is_one_line(text: str) -> None:
    with pytest.raises(TimelineError) as caught:
        parse_transcript(text)
    assert "\n" not in str(caught.value)


_WORDS = st.text("abcde", min_size=1, max_size=6)
_SPOKEN = st.lists(_WORDS, min_size=3, max_size=8).map(" ".join)


@given(st.lists(st.tuples(st.integers(1, 9), _SPOKEN), min_size=2, max_size=12))
def test_every_word_of_a_paste_is_read_once(rows: list[tuple[int, str]]) -> None:
    start, lines, words = 0, [], []
    for gap, text in rows:
        lines += [format_clock(start * 1000), text]
        words += text.split()
        start += gap
    read = parse_transcript("\n".join(lines)).segments
    assert [word for segment in read for word in segment.text.split()] == words


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    for fmt in FORMATS:
        fmt.matches(text)
    try:
        segments = parse_transcript(text).segments
    except TimelineError:
        return
    assert segments


POND = [(1.0, "Beavers build dams."), (4.0, "They use sticks.")]


@pytest.mark.parametrize(
    "text",
    [
        # What whisper and whisper.cpp print, as it is and in a fence.
        "[00:01.000 --> 00:04.000]  Beavers build dams.\n"
        "[00:04.000 --> 00:06.000]  They use sticks.",
        "[00:00:01.000 --> 00:00:04.000]   Beavers build dams.\n"
        "[00:00:04.000 --> 00:00:06.000]   They use sticks.",
        "```\n[00:01.000 --> 00:04.000] Beavers build dams.\n"
        "[00:04.000 --> 00:06.000] They use sticks.\n```",
        "00:00:01.000 --> 00:00:04.000 Beavers build dams.\n"
        "00:00:04.000 --> 00:00:06.000 They use sticks.",
        "1\n00:00:01 --> 00:00:04\nBeavers build dams.\n\n"
        "2\n00:00:04 --> 00:00:06\nThey use sticks.",
        # Glued, as some browsers copy YouTube's panel.
        "0:01Beavers build dams.\n0:04They use sticks.",
        "0:011 secondBeavers build dams.\n0:044 secondsThey use sticks.",
        # Lyrics.
        "[ar:Pond]\n[00:01.00]Beavers build dams.\n[00:04.00]They use sticks.",
        "[00:01.00]<00:01.00>Beavers <00:02.50>build dams.\n[00:04.00]<00:04.00>They use sticks.",
    ],
)
def test_forms_that_look_like_others(text: str) -> None:
    segments = parse_transcript(text).segments
    assert [(segment.start / 1000, segment.text) for segment in segments] == POND


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_name_above_each_time_is_not_said(gap: str) -> None:
    blocks = ["Ines Marr\n0:01\nBeavers build.\n", "Bo\n0:04\nSo?\n", "Ines Marr\n0:09\nYes.\n"]
    segments = parse_transcript(gap.join(blocks)).segments
    assert [segment.text for segment in segments] == ["Beavers build.", "So?", "Yes."]


def test_lines_above_times_that_do_not_come_again_are_said() -> None:
    text = "Ponds\n0:01\nBeavers build\nall their dams\n0:04\nthey use\nmuch mud\n0:09\nYes.\n"
    said = " ".join(segment.text for segment in parse_transcript(text).segments)
    assert said == "Beavers build all their dams they use much mud Yes."


SUMMARY = """# Ponds
## Chapters
0:00 Beavers
5:00 Frogs

## Key insights
- Dams make ponds
- Frogs like ponds

## Transcript
0:02 Beavers build dams with mud.
1:00 A dam makes a pond behind it.

5:10 Frogs like ponds to breed in.
6:00 Herons eat frogs.
"""


def test_a_section_of_the_summary_is_its_transcript(tmp_path: Path) -> None:
    path = tmp_path / "ponds.md"
    path.write_text(SUMMARY, encoding="utf-8")
    loaded = load(LoadRequest(source=path))
    assert [point.moments[0].start for point in loaded.timeline.points] == [60_000, 310_000]
    assert not loaded.timeline.unparsed
    assert "transcript: the section 'Transcript' at line 11" in loaded.notes


def test_a_paste_comes_by_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "ponds.md"
    path.write_text(SUMMARY.partition("## Transcript")[0], encoding="utf-8")
    runner, paste = CliRunner(), FORMS["YouTube's panel"][0]
    done = runner.invoke(place, [str(path), "--transcript", "-"], input=paste)
    assert "1:02" in done.stdout
    done = runner.invoke(place, ["-", "--transcript", "-"], input=paste)
    assert "the summary or the transcript, not both" in str(done.exception or done.output)
