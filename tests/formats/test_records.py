"""Chapters by shape: the files of many tools, any names and units, and what is no list at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.errors import InputError
from timeline.formats import FORMATS, detect
from timeline.formats.records import is_structured, read
from timeline.formats.records.documents import lists_in
from timeline.formats.records.members import meaning, words_of
from timeline.formats.records.values import times_of
from timeline.tracks import one_line

Row = tuple[float, str] | tuple[float, str, float | None]


def rows(text: str) -> list[Row]:
    """Start, title and, where one is given, end of each chapter, in seconds."""
    assert detect(text).name == "records"
    return [
        (c.start / 1000, c.title, c.end / 1000) if c.end_given else (c.start / 1000, c.title)
        for c in read(text).timeline.chapters
    ]


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


FILES: dict[str, tuple[str, list[Row]]] = {
    "seconds by their key": (
        dumps({"chapters": {"0": "Hull", "95": "Keel", "412": "Mast"}}),
        [(0, "Hull"), (95, "Keel"), (412, "Mast")],
    ),
    "arrays, the words first": (
        dumps([["Hull", 0], ["Keel", 95], ["Mast", 412]]),
        [(0, "Hull"), (95, "Keel"), (412, "Mast")],
    ),
    "REAPER's project": (
        '<REAPER_PROJECT 0.1 "7.0"\n  MARKER 1 0 "The hull" 0\n  MARKER 2 65.5 Keel 0 0 1 R\n>\n',
        [(0, "The hull"), (65.5, "Keel")],
    ),
    "PotPlayer's bookmarks": (
        "[Bookmark]\n0=0*Hull*2800\n1=65500*Keel*2800\n2=\n",
        [(0, "Hull"), (65.5, "Keel")],
    ),
    "VLC's bookmarks in a playlist": (
        "#EXTM3U\n#EXTVLCOPT:bookmarks={name=Hull,time=0},{name=Keel,time=65.5}\na.mp4\n",
        [(0, "Hull"), (65.5, "Keel")],
    ),
    "what ffmpeg prints": (
        "  Chapters:\n    Chapter #0:0: start 0.000000, end 65.500000\n      Metadata:\n"
        "        title           : Hull\n    Chapter #0:1: start 65.500000, end 90.000000\n"
        "      Metadata:\n        title           : Keel\n",
        [(0, "Hull"), (65.5, "Keel")],
    ),
    "milliseconds by name": (
        dumps(
            {"chapters": [{"startMs": 0, "title": "Hello"}, {"startMs": 65_500, "title": "Eggs"}]}
        ),
        [(0, "Hello"), (65.5, "Eggs")],
    ),
    "nanoseconds by name": (
        dumps([{"begin_ns": 0, "label": "Hull"}, {"begin_ns": 65_500_000_000, "label": "Keel"}]),
        [(0, "Hull"), (65.5, "Keel")],
    ),
    "Podigee": (
        dumps(
            {
                "chapters": [
                    {"start_time": "00:00:00.000", "title": "Hives"},
                    {"start_time": "00:03:10.500", "title": "Queens", "url": "https://a.org"},
                ]
            }
        ),
        [(0, "Hives"), (190.5, "Queens")],
    ),
    "Audible, parts with chapters in them": (
        dumps(
            {
                "content_metadata": {
                    "chapter_info": {
                        "brandIntroDurationMs": 2043,
                        "runtime_length_ms": 1_500_000,
                        "chapters": [
                            {
                                "length_ms": 1_000_000,
                                "start_offset_ms": 0,
                                "start_offset_sec": 0,
                                "title": "Part one",
                                "chapters": [
                                    {"length_ms": 400_500, "start_offset_ms": 0, "title": "1"},
                                    {
                                        "length_ms": 599_500,
                                        "start_offset_ms": 400_500,
                                        "title": "2. Fog",
                                    },
                                ],
                            },
                            {
                                "length_ms": 500_000,
                                "start_offset_ms": 1_000_000,
                                "start_offset_sec": 1000,
                                "title": "Part two",
                            },
                        ],
                    }
                }
            }
        ),
        [(0, "Part one", 1000), (0, "1"), (400.5, "2. Fog"), (1000, "Part two")],
    ),
    "ffprobe with ticks of its own": (
        dumps(
            {
                "streams": [{"index": 0, "start_time": "0.000000", "duration": "900.0"}],
                "chapters": [
                    {
                        "id": 1,
                        "time_base": "1/90000",
                        "start": 0,
                        "end": 5_490_000,
                        "tags": {"title": "Gate"},
                    },
                    {
                        "id": 2,
                        "time_base": "1/90000",
                        "start": 5_490_000,
                        "end": 9_000_000,
                        "tags": {"title": "Weir"},
                    },
                ],
            }
        ),
        [(0, "Gate"), (61, "Weir")],
    ),
    "ffprobe's own form": (
        "[CHAPTER]\nid=0\ntime_base=1/1000\nstart=0\nstart_time=0.000000\nend=61000\n"
        "end_time=61.000000\nTAG:title=Gate\n[/CHAPTER]\n"
        "[CHAPTER]\nid=1\ntime_base=1/1000\nstart=61000\nstart_time=61.000000\nend=99000\n"
        "end_time=99.000000\nTAG:title=Weir = dam\n[/CHAPTER]\n",
        [(0, "Gate"), (61, "Weir = dam")],
    ),
    "SponsorBlock: chapters among other segments": (
        dumps(
            [
                {"category": "sponsor", "actionType": "skip", "segment": [30.5, 60.1], "UUID": "a"},
                {
                    "category": "chapter",
                    "actionType": "chapter",
                    "segment": [0, 30.5],
                    "description": "Flour",
                },
                {
                    "category": "chapter",
                    "actionType": "chapter",
                    "segment": [60.1, 300],
                    "description": "Oven",
                },
            ]
        ),
        [(0, "Flour", 30.5), (60.1, "Oven")],
    ),
    "Twitch markers": (
        dumps(
            {
                "data": [
                    {
                        "user_id": "1",
                        "videos": [
                            {
                                "video_id": "9",
                                "markers": [
                                    {
                                        "id": "x",
                                        "created_at": "2024-01-01T10:00:00Z",
                                        "description": "Boss",
                                        "position_seconds": 244,
                                    },
                                    {
                                        "id": "y",
                                        "created_at": "2024-01-01T11:00:00Z",
                                        "description": "Bye",
                                        "position_seconds": 2440,
                                    },
                                ],
                            }
                        ],
                    }
                ]
            }
        ),
        [(244, "Boss"), (2440, "Bye")],
    ),
    "schema.org": (
        dumps(
            {
                "@type": "VideoObject",
                "name": "Kites",
                "duration": "PT10M",
                "hasPart": [
                    {"@type": "Clip", "name": "Sticks", "startOffset": 0, "endOffset": 60},
                    {"@type": "Clip", "name": "String", "startOffset": 60, "endOffset": 120},
                ],
            }
        ),
        [(0, "Sticks"), (60, "String", 120)],
    ),
    "Apple": (
        dumps(
            [
                {
                    "chapter": 1,
                    "start-time": 0,
                    "duration": 60.5,
                    "titles": [
                        {"language": "en", "title": "Dawn"},
                        {"language": "de", "title": "Morgen"},
                    ],
                },
                {
                    "chapter": 2,
                    "start-time": 60.5,
                    "titles": [{"language": "en", "title": "Noon"}],
                },
            ]
        ),
        [(0, "Dawn"), (60.5, "Noon")],
    ),
    "YouTube": (
        dumps(
            {
                "x": {
                    "markersMap": [
                        {
                            "key": "DESCRIPTION_CHAPTERS",
                            "value": {
                                "chapters": [
                                    {
                                        "chapterRenderer": {
                                            "title": {"simpleText": "Yeast"},
                                            "timeRangeStartMillis": 0,
                                            "thumbnail": {"thumbnails": [{"url": "u", "width": 9}]},
                                        }
                                    },
                                    {
                                        "chapterRenderer": {
                                            "title": {"simpleText": "Dough"},
                                            "timeRangeStartMillis": 95_000,
                                        }
                                    },
                                ]
                            },
                        }
                    ]
                }
            }
        ),
        [(0, "Yeast"), (95, "Dough")],
    ),
    "Jellyfin's ticks": (
        dumps(
            {
                "Name": "Film",
                "RunTimeTicks": 36_000_000_000,
                "Chapters": [
                    {"StartPositionTicks": 0, "Name": "Pier"},
                    {"StartPositionTicks": 6_000_000_000, "Name": "Storm"},
                ],
            }
        ),
        [(0, "Pier"), (600, "Storm")],
    ),
    "Plex": (
        '<MediaContainer size="1"><Video title="Film" duration="7200000">'
        '<Chapter id="1" tag="Pier" index="1" startTimeOffset="0" endTimeOffset="600000"/>'
        '<Chapter id="2" tag="Storm" index="2" startTimeOffset="600000" endTimeOffset="1200000"/>'
        "</Video></MediaContainer>",
        [(0, "Pier"), (600, "Storm", 1200)],
    ),
    "LosslessCut's project": (
        "{\n  version: 1,\n  // cuts\n  cutSegments: [\n    {\n      start: 0,\n      end: 12.5,\n"
        "      name: 'Don\\'t: look',\n    },\n    {\n      start: 12.5,\n"
        "      name: 'Run',\n    },\n"
        "  ],\n}\n",
        [(0, "Don't: look"), (12.5, "Run")],
    ),
    "LosslessCut's table": (
        '0,424.576,Ascent\n424.576,762.145,"Drift, and wind"\n762.145,,Landing\n',
        [(0, "Ascent"), (424.576, "Drift, and wind"), (762.145, "Landing")],
    ),
    "tabs, an end that the next start does not tell": (
        "00:00:00.000\t00:07:00.000\tAscent\n00:08:00.000\t00:12:42.145\tDrift, windy\n"
        "00:17:41.471\t\tLanding\n",
        [(0, "Ascent", 420), (480, "Drift, windy", 762.145), (1061.471, "Landing")],
    ),
    "PySceneDetect: a line above the header, no titles": (
        "Timecode List:,00:00:05.005\n"
        "Scene Number,Start Frame,Start Timecode,Start Time (seconds),End Frame,"
        "End Time (seconds),Length (seconds)\n"
        "1,1,00:00:00.000,0.000,120,5.005,5.005\n2,121,00:00:05.005,5.005,1680,70.010,65.005\n",
        [(0, "Chapter 1"), (5.005, "Chapter 2")],
    ),
    "REAPER": (
        '#,Name,Start,End,Length,Color\nM1,Pad,0:00.000,,,\nM2,"Verse, low",1:03.500,,,\n'
        "R1,Bridge,2:00.000,2:30.000,0:30.000,FF0000\n",
        [(0, "Pad"), (63.5, "Verse, low"), (120, "Bridge", 150)],
    ),
    "Premiere: frames, chapters among comments": (
        "Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\n"
        "Port\t\t00:00:00:00\t00:00:00:00\t00:00:00:00\tChapter\n"
        "Sea\tlook up\t00:01:03:12\t00:01:03:12\t00:00:00:00\tChapter\n"
        "fix this\t\t00:02:00:00\t00:02:00:00\t00:00:00:00\tComment\n",
        [(0, "Port"), (63.48, "Sea")],
    ),
    "Final Cut's fractions": (
        '<fcpxml version="1.9"><library><asset-clip name="clip" start="0s" duration="600s">'
        '<chapter-marker start="0s" duration="1/25s" value="Port"/>'
        '<chapter-marker start="90090/1001s" duration="1/25s" value="Sea"/>'
        "</asset-clip></library></fcpxml>",
        [(0, "Port"), (90, "Sea")],
    ),
    "Resolve's table: an hour to begin with": (
        '"#","Record In","Record Out","Name","Color"\n'
        "1,01:00:10:00,01:00:10:01,Port,Blue\n2,01:05:00:12,01:05:00:13,Sea,Blue\n",
        [(10, "Port"), (300.48, "Sea")],
    ),
    "a German spreadsheet": (
        "Startzeit;Titel;Dauer\n0,0;Anfang;65,5\n65,5;Das Meer; tief\n",
        [(0, "Anfang"), (65.5, "Das Meer")],
    ),
    "a column whose name says nothing": (
        "Time,Ref,What happens\n0:00,a1,Fog lifts\n1:30,a2,Sun comes out\n",
        [(0, "Fog lifts"), (90, "Sun comes out")],
    ),
    "hours, minutes and seconds apart": (
        "Hours,Minutes,Seconds,Title\n0,0,0,Base\n0,1,30,Ridge\n1,0,5,Summit\n",
        [(0, "Base"), (90, "Ridge"), (3605, "Summit")],
    ),
    "MediaInfo's JSON": (
        dumps(
            {
                "media": {
                    "track": [
                        {"@type": "General", "Duration": "900.0"},
                        {"extra": {"_00_00_00_000": "en:Reef", "_00_05_33_624": "en:Wreck"}},
                    ]
                }
            }
        ),
        [(0, "Reef"), (333.624, "Wreck")],
    ),
    "an object a line": (
        '{"start_ms": 0, "title": "Salt"}\n\n{"start_ms": 90000, "title": "Fat"}\n',
        [(0, "Salt"), (90, "Fat")],
    ),
    "arrays of arrays": (
        '[[0, "Salt"], [90.5, "Fat"], [120, "Acid"]]',
        [(0, "Salt"), (90.5, "Fat"), (120, "Acid")],
    ),
    "times for names": ('{"0:00": "Salt", "1:30": "Fat"}', [(0, "Salt"), (90, "Fat")]),
    "an open end": (
        dumps(
            [
                {"from": "0:00", "to": "0:50", "name": "Salt"},
                {"from": "1:00", "to": "open", "name": "Fat"},
            ]
        ),
        [(0, "Salt", 50), (60, "Fat")],
    ),
    "lengths alone": (
        dumps(
            {"chapters": [{"title": "Salt", "duration": 90.5}, {"title": "Fat", "duration": 60}]}
        ),
        [(0, "Salt"), (90.5, "Fat")],
    ),
    "OverDrive": (
        "<Markers><Marker><Name>Cover</Name><Time>00:00.000</Time></Marker>"
        "<Marker><Name>One: The weir</Name><Time>64:02.000</Time></Marker></Markers>",
        [(0, "Cover"), (3842, "One: The weir")],
    ),
    "any namespace": (
        '<c:list xmlns:c="urn:x"><c:mark c:at="0" c:label="Salt"/>'
        '<c:mark c:at="61.5" c:label="Fat &amp; oil"/></c:list>',
        [(0, "Salt"), (61.5, "Fat & oil")],
    ),
    "words beside elements": (
        '<cuts><cut at="0:00">Salt <i>and</i> oil</cut><cut at="1:01">Fat</cut></cuts>',
        [(0, "Salt and oil"), (61, "Fat")],
    ),
    "a list of one": (
        "<chapters><chapter><start>0:00</start><title>All of it</title></chapter></chapters>",
        [(0, "All of it")],
    ),
    "a property list": (
        '<?xml version="1.0"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
        '"http://www.apple.com/DTDs/PropertyList-1.0.dtd"><plist version="1.0"><array>'
        "<dict><key>title</key><string>Salt</string><key>time</key><real>0</real></dict>"
        "<dict><key>title</key><string>Fat</string><key>time</key><real>61.5</real></dict>"
        "</array></plist>",
        [(0, "Salt"), (61.5, "Fat")],
    ),
    "a Blu-ray's list, with names": (
        "Title: 1, Length: 01:30:00.00, Chapters: 002\n"
        "\tChapter: 001, Start: 00:00:00.00, Length: 00:45:00.00, Name: Port\n"
        "\tChapter: 002, Start: 00:45:00.00, Length: 00:45:00.00, Name: Sea\n",
        [(0, "Port"), (2700, "Sea")],
    ),
    "ffprobe's XML": (
        '<?xml version="1.0"?><ffprobe><chapters>'
        '<chapter id="0" time_base="1/1000" start="0" start_time="0.0" end="61000">'
        '<tag key="title" value="Gate"/></chapter>'
        '<chapter id="1" time_base="1/1000" start="61000" start_time="61.0" end="99000">'
        '<tag key="title" value="Weir"/></chapter></chapters></ffprobe>',
        [(0, "Gate"), (61, "Weir")],
    ),
    "Podcasting 2.0 with clock times, which it does not have": (
        dumps(
            {
                "version": "1.2.0",
                "chapters": [
                    {"startTime": "0:00", "title": "Salt"},
                    {"startTime": "1:01", "title": "Fat"},
                ],
            }
        ),
        [(0, "Salt"), (61, "Fat")],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_files_of_many_tools(name: str) -> None:
    text, expected = FILES[name]
    assert rows(text) == expected


@pytest.mark.parametrize("name", FILES)
def test_a_byte_order_mark_and_blanks_change_nothing(name: str) -> None:
    text, expected = FILES[name]
    assert rows(f"\ufeff\n{text}") == expected


def test_what_the_document_says_of_the_video_is_kept() -> None:
    timeline = read(FILES["schema.org"][0]).timeline
    assert (timeline.title, timeline.duration) == ("Kites", 600_000)
    timeline = read(FILES["Audible, parts with chapters in them"][0]).timeline
    assert timeline.duration == 1_500_000
    timeline = read(
        dumps(
            {
                "language": "pt-BR",
                "webpage_url": "https://a.org/v",
                "marks": [
                    {"time": 0, "name": "A", "summary": "All of a", "img": "https://a.org/a.png"},
                    {"time": 90, "name": "B", "link": "https://a.org/b", "hidden": True},
                ],
            }
        )
    ).timeline
    first, second = timeline.chapters
    assert (timeline.language, timeline.source_url) == ("pt-BR", "https://a.org/v")
    assert (first.text, first.image) == ("All of a", "https://a.org/a.png")
    assert (second.url, second.hidden) == ("https://a.org/b", True)


@pytest.mark.parametrize(
    ("starts", "unit", "seconds"),
    [
        ([0, 83.5, 330], "seconds", 83.5),
        ([0, 45, 99], "seconds", 45),
        ([0, 83_500, 330_000], "milliseconds", 83.5),
        ([0, 83_500_000, 330_000_000], "microseconds", 83.5),
        ([0, 83_500_000_000, 330_000_000_000], "nanoseconds", 83.5),
    ],
)
def test_a_unit_that_nobody_states_is_inferred_and_said(
    starts: list[float], unit: str, seconds: float
) -> None:
    text = dumps([{"start": start, "title": f"Part {start}"} for start in starts])
    parsed = read(text)
    assert parsed.timeline.chapters[1].start == seconds * 1000
    assert [(p.code, p.severity) for p in parsed.problems] == [("T107", "note")]
    assert f"'start' is read as {unit}" in parsed.problems[0].message


def test_a_unit_that_is_stated_is_not_doubted() -> None:
    for text in (
        '[{"offset_ms": 0, "title": "a"}, {"offset_ms": 500, "title": "b"}]',
        '[{"at": "0:00", "title": "a"}, {"at": "0:30", "title": "b"}]',
    ):
        assert read(text).problems == ()


#: One text that is a summary, or its lines, somewhere in JSON.
NOTES = "All about clay.\n\n0:00 The kiln\n2:05 Glazing\n14:50 Firing"


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ({"items": [{"snippet": {"title": "Clay", "description": NOTES}}]}, "Clay"),
        ({"choices": [{"message": {"role": "assistant", "content": NOTES}}]}, ""),
        (["0:00 The kiln", "2:05 Glazing", "14:50 Firing"], ""),
        ({"title": "Clay", "timestamps": NOTES.split("\n")[2:]}, "Clay"),
        (NOTES, ""),
    ],
)
def test_a_summary_in_a_text_of_json_is_read_and_said(value: Any, title: str) -> None:
    text = dumps(value)
    assert rows(text) == [(0, "The kiln"), (125, "Glazing"), (890, "Firing")]
    parsed = read(text)
    assert parsed.timeline.title == title
    assert [problem.code for problem in parsed.problems] == ["T116"]
    assert {chapter.line for chapter in parsed.timeline.chapters} == {None}


def test_sections_beside_the_chapters_of_json_are_read() -> None:
    chapters = [{"time": "0:00", "headline": "Kiln"}, {"time": "2:05", "headline": "Glaze"}]
    value = {
        "title": "Clay",
        "tldr": "On clay.",
        "chapters": chapters,
        "keyInsights": ["Clay shrinks", {"timestamp": "1:30", "insight": "Glaze is glass"}],
        "Q&A": [{"question": "Why?", "answer": "It dries.", "start": 150}],
        "actionItems": ["Ben: buy bricks"],
    }
    timeline = read(dumps(value)).timeline
    assert timeline.tldr == "On clay."
    assert [(each.text, each.start) for each in timeline.insights] == [
        ("Clay shrinks", None),
        ("Glaze is glass", 90_000),
    ]
    assert [(q.question, q.answer, q.start) for q in timeline.qa] == [
        ("Why?", "It dries.", 150_000)
    ]
    assert [(item.owner, item.text) for item in timeline.actions] == [("Ben", "buy bricks")]


def test_a_script_of_subtitles_is_refused_by_name() -> None:
    line = "Dialogue: 0,0:00:00.00,0:00:05.00,Default,,0,0,0,,hello"
    text = f"[Script Info]\nTitle: x\n\n[Events]\n{line}"
    assert is_structured(text)
    with pytest.raises(InputError, match="subtitles"):
        read(text)


def test_of_several_lists_one_is_read_and_the_others_are_named() -> None:
    episodes = [
        {
            "title": f"Episode {n}",
            "chapters": [{"start_ms": 0, "title": f"a{n}"}, {"start_ms": 60_000, "title": f"b{n}"}],
        }
        for n in (1, 2, 3)
    ]
    parsed = read(dumps({"episodes": episodes}))
    assert parsed.timeline.title == "Episode 1"
    assert [c.title for c in parsed.timeline.chapters] == ["a1", "b1"]
    assert [(p.code, p.message) for p in parsed.problems] == [
        ("T108", "another list was left alone: episodes[1].chapters, 2 entries from 0:00"),
        ("T108", "another list was left alone: episodes[2].chapters, 2 entries from 0:00"),
    ]


def test_a_list_called_chapters_goes_before_a_longer_one() -> None:
    words = [{"word": "sea", "start": n, "end": n + 1, "text": "sea"} for n in range(90)]
    chapters = [{"gist": "Salt", "start": 0, "end": 45}, {"gist": "Fat", "start": 45, "end": 90}]
    timeline = read(dumps({"words": words, "chapters": chapters})).timeline
    assert [c.title for c in timeline.chapters] == ["Salt", "Fat"]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            '[{"start_s": 0, "title": "a"}, {"start_s": null, "title": "b"}, '
            '{"start_s": "?", "title": "c"}, {"start_s": 90, "title": "d"}]',
            "T106",
            "2 entries of 4 without a time: left out",
        ),
        (
            '[{"start_s": 0, "title": "a"}, 7, {"start_s": 90, "title": "d"}]',
            "T106",
            "1 entry of 3 without a time: left out",
        ),
        (
            '[{"start_s": -0.25, "title": "a"}, {"start_s": 60, "title": "b"}]',
            "T110",
            "1 entry before 0: put at 0",
        ),
        (
            '[{"start_s": 1, "start_s": 2, "title": "a"}, {"start_s": 60, "title": "b"}]',
            "T114",
            "'start_s' stands more than once in one object: the last is read",
        ),
        (
            '[{"start_s": 0, "title": "a", "mood": "calm"}, {"start_s": 60, "title": "b"}]',
            "T104",
            "not used: mood",
        ),
        ("Start,Name\n0:00:00:12,A\n0:00:20:24,B\n", "T109", "frames are counted at 25 a second"),
        (
            "Start,Name\n01:00:00:00,A\n01:00:20:00,B\n",
            "T109",
            "the times begin at 01:00:00:00",
        ),
    ],
)
def test_what_is_changed_or_left_out_is_said(text: str, code: str, message: str) -> None:
    text = text.replace("0:00:00:12", "00:00:00:12").replace("0:00:20:24", "00:00:20:24")
    said = [(p.code, p.message) for p in read(text).problems]
    assert any(c == code and m.startswith(message) for c, m in said), said


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"chapters": []}', "there is no list of chapters in this JSON"),
        ('{"items": [{"id": 1, "ext": "mp4"}]}', "its largest list, items, has id, ext"),
        ('{"chapters": [{"start": 0, "title": "A"},', "this is not JSON: .*line 1 column"),
        ("<items><item><name>x</name></item></items>", "no list of chapters in this XML"),
        ("<?xml version='1.0'?><a><b></a>", "this is not well-formed XML"),
        ('<!DOCTYPE x [<!ENTITY b "c">]><x at="1">&b;</x>', "declares entities"),
        ('<tt><body><p begin="0:00" end="0:06">Hi.</p></body></tt>', "these are subtitles"),
        ('<transcript><text start="0" dur="2">hi</text></transcript>', "these are subtitles"),
        ("start\tend\ttext\n0\t6000\tHi.\n7000\t9000\tWell.\n9000\t9900\tYes\n", "a transcript"),
        ("Time,Talk\n09:00,Welcome\n09:45,Break\n10:30,Panel\n", "looks like a schedule"),
        (
            '[{"timestamp": 1700000000, "title": "a"}, {"timestamp": 1700000900, "title": "b"}]',
            "there is no list of chapters",
        ),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ('{"a": [{"start": ' + "9" * 5000 + "}]}", "a number of thousands of digits"),
    ],
)
def test_a_structured_file_without_chapters_is_refused_by_name(text: str, message: str) -> None:
    assert detect(text).name == "records"
    with pytest.raises(InputError, match=message) as caught:
        read(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "[0:00] Intro\n[1:30] Main\n",
        "[[lecture.mp4#t=0:12|0:12]] what it moves\n",
        "{{youtube-timestamp 12}} Pumps\n{{youtube-timestamp 119}} Valves\n",
        "<h2>Chapters</h2><ul><li>0:00 A</li><li>1:00 B</li></ul>",
        "<details><summary>0:00 A</summary></details>\n",
        "0:00, the start, with Ann\n1:00, the end, with Bo\n",
        "0:00 Start, again\n1:00 End; at last\n",
        "Times, and what happens:\n0:00 A\n1:00 B\n",
        "1, two\n3, four\n",
        "Summary: a talk, Length: long\n0:00 A\n",
        "",
    ],
)
def test_a_summary_is_not_taken_for_a_structured_file(text: str) -> None:
    assert not is_structured(text)
    assert detect(text).name == "summary"


#: How a time can be called and written: the name, and the value of milliseconds.
STARTS: list[tuple[str, Callable[[int], Any]]] = [
    ("start", lambda ms: ms / 1000),
    ("start", lambda ms: ms),
    ("startTime", lambda ms: ms / 1000),
    ("start_time", lambda ms: f"{ms / 1000:.3f}"),
    ("start_ms", lambda ms: ms),
    ("startMs", lambda ms: ms),
    ("positionSeconds", lambda ms: ms / 1000),
    ("positionMilliseconds", lambda ms: ms),
    ("offset_ms", lambda ms: str(ms)),
    ("Start Time (seconds)", lambda ms: ms / 1000),
    ("StartPositionTicks", lambda ms: ms * 10_000),
    ("start_us", lambda ms: ms * 1000),
    ("startNanos", lambda ms: ms * 1_000_000),
    ("timestamp", lambda ms: clock_time(ms)),
    ("Timecode", lambda ms: clock_time(ms)),
    ("begin", lambda ms: clock_time(ms)),
    ("from", lambda ms: clock_time(ms).replace(".", ",")),
    ("time", lambda ms: f"PT{ms // 1000}.{ms % 1000:03}S"),
    ("at", lambda ms: f"{ms}/1000s"),
]
ENDS = {
    "end": "end",
    "startTime": "endTime",
    "start_time": "end_time",
    "start_ms": "end_ms",
    "startMs": "endMs",
    "offset_ms": "length_ms",
    "positionMilliseconds": "durationMilliseconds",
    "begin": "finish",
    "from": "to",
}
TITLES = "title name label headline Titel chapterTitle marker_name description".split()
WRAPPERS = "data video result payload response attributes".split()
LISTS = "chapters markers moments clips edges results".split()


def clock_time(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A JSON document with one list of chapters, and that list: start, end, title."""
    words = st.text("abc déЖ字-:,&<\"'", min_size=1, max_size=20).filter(
        lambda text: any(char.isalpha() for char in text)
    )
    gaps = draw(st.lists(st.integers(15_000, 2_400_000), min_size=2, max_size=20))
    starts = [sum(gaps[:n]) for n in range(len(gaps))]
    titles = [draw(words) for _ in gaps]
    name, write = draw(st.sampled_from(STARTS))
    title = draw(st.sampled_from(TITLES))
    end = ENDS.get(name) if draw(st.booleans()) else None
    nodes = draw(st.booleans())
    records = []
    for number, (start, gap, text) in enumerate(zip(starts, gaps, titles, strict=True)):
        record = {"id": number, title: text, name: write(start), "uuid": f"x-{number}"}
        if end:
            is_length = "length" in end or "duration" in end
            record[end] = write(gap if is_length else start + gap)
        items = list(record.items())
        record = dict(draw(st.permutations(items)))
        records.append({"node": record} if nodes else record)
    value: Any = {draw(st.sampled_from(LISTS)): records}
    for wrapper in draw(st.lists(st.sampled_from(WRAPPERS), max_size=6)):
        value = {"id": "q", wrapper: value, "ok": True}
    ends = [start + gap for start, gap in zip(starts, gaps, strict=True)]
    return dumps(value), list(zip(starts, ends, titles, strict=True))


@given(document=documents())
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_list_comes_back(document: tuple[str, list[tuple[int, int, str]]]) -> None:
    text, expected = document
    assert is_structured(text)
    found = read(text).timeline.chapters
    assert [(c.start, c.title) for c in found] == [
        (start, one_line(title)) for start, _, title in expected
    ]
    # Ends that meet the next start are nobody's to state; the last is as it was, or unknown.
    assert [c.end for c in found[:-1]] == [end for _, end, _ in expected[:-1]]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.sampled_from(["start", "title", "end", "chapters", "time", "0:00", "duration", "x"]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=40,
)


@given(value=_JSON)
@settings(deadline=None, max_examples=300)
def test_any_json_is_read_or_refused(value: Any) -> None:
    text = json.dumps(value)
    try:
        timeline = read(text).timeline
    except InputError:
        return
    assert all(chapter.end > chapter.start >= 0 for chapter in timeline.chapters)
    for fmt in FORMATS.values():
        if fmt.write:
            fmt.write(timeline, "chapters")


@given(text=st.text("<>/a=\"' \n&;!-?xmlstartie0:", max_size=80))
@settings(deadline=None)
def test_any_xml_is_read_or_refused(text: str) -> None:
    for each in (text, f"<a>{text}</a>", f"<?xml?>{text}"):
        try:
            detect(each).read(each)  # type: ignore[misc]
        except InputError:
            continue


def test_deep_xml_is_walked_without_recursion() -> None:
    deep = "<x-a>" * 20_000 + '<c at="0:00" n="y"/><c at="1:00" name="z"/>' + "</x-a>" * 20_000
    assert len(read(deep).timeline.chapters) == 2


def test_the_walk_is_linear() -> None:
    """Every value of a document is visited once: by count, not by time."""

    class Counting(dict[str, Any]):
        visits = 0

        def items(self) -> Any:
            Counting.visits += 1
            return super().items()

    def visits(depth: int) -> int:
        Counting.visits = 0
        value: Any = [Counting(start=0, title="a"), Counting(start=60, title="b")]
        for _ in range(depth):
            value = Counting(x=value)
        assert any(len(each.records) == 2 for each in lists_in(value))
        return Counting.visits

    assert visits(800) - visits(400) <= 2 * (visits(400) - visits(0)) + 20


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("startTimeMs", ("start", "time", "ms")),
        ("Start Time (ms)", ("start", "time", "ms")),
        ("start-time", ("start", "time")),
        ("starttime", ("start", "time")),
        ("timeRangeStartMillis", ("time", "range", "start", "millis")),
        ("UUID", ("uuid",)),
        ("開始時間", ("開始時間",)),
    ],
)
def test_names_are_read_word_by_word(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("created_at", None),
        ("start_frame", None),
        ("creator.displayName", None),
        ("tags.title", "title"),
        ("title.simpleText", "title"),
        ("endOffset", "end"),
        ("length_ms", "length"),
        ("thumbnail_url", "image"),
        ("toc", "hidden"),
        ("whatever", None),
    ],
)
def test_what_a_name_means(name: str, role: str | None) -> None:
    assert next((each.role for each in meaning(name)), None) == role


@pytest.mark.parametrize(
    ("value", "ms"),
    [
        ("1:02:03,5", 3_723_500),
        ("1:02:03:500", 3_723_500),
        ("01:02:03:12", 3_723_480),
        ("1h2m3s", 3_723_000),
        ("PT1H2M3.5S", 3_723_500),
        ("7/2s", 3_500),
        ("83", 83_000),
        (83.0005, 83_001),
        (1e300, None),
        (float("nan"), None),
        (True, None),
        ("2024-01-01T10:00:00Z", None),
        ("soon", None),
    ],
)
def test_times_in_every_form(value: Any, ms: int | None) -> None:
    from fractions import Fraction

    assert times_of([value], Fraction(1000)).values == [ms]
