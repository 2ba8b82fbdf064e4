"""WebVTT: what we write is legal to the letter; what others write is read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from webvtt import WebVTT

from tests.strategies import timelines
from timeline.errors import InputError
from timeline.formats.webvtt import FORMAT, read, write
from timeline.model import ActionItem, Insight, Moment, Placement, Question, Timeline
from timeline.times import parse
from timeline.tracks import TRACKS, TrackName

strict = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def test_a_track_reads_like_this(talk: Timeline) -> None:
    assert write(talk, "chapters") == (
        "WEBVTT\n"
        "\n"
        "NOTE\n"
        "timeline\n"
        "Title: Tides &amp; the moon\n"
        "Track: chapters\n"
        "Language: en\n"
        "Source: https://example.org/v?id=1&amp;t=0\n"
        "Duration: 00:15:00.000\n"
        "\n"
        "chapter-1\n"
        "00:00:00.000 --> 00:01:15.500\n"
        "Welcome\n"
        "\n"
        "chapter-2\n"
        "00:01:15.500 --> 00:10:00.000\n"
        'a &lt; b --&gt; "Q&amp;A"; #1 = C:\\\n'
        "\n"
        "chapter-3\n"
        "00:10:00.000 --> 00:15:00.000\n"
        "Spring tides 🌊\n"
    )


def test_a_track_of_ours_is_read_back(talk: Timeline) -> None:
    back = read(write(talk, "chapters")).timeline
    assert back.title == "Tides & the moon"
    assert (back.language, back.source_url) == ("en", "https://example.org/v?id=1&t=0")
    assert (back.duration, back.duration_source) == (900_000, "summary")
    assert back.chapters[1].title == 'a < b --> "Q&A"; #1 = C:\\'
    assert not any(chapter.end_given for chapter in back.chapters)


def test_points_do_not_overlap_and_keep_their_track(talk: Timeline) -> None:
    back = read(write(talk, "insights")).timeline
    assert [(i.text, i.start, i.end) for i in back.insights] == [
        ("🌕 Two bulges", 10_000, 15_000),
        ("<i>Neap</i> & spring", 15_000, 30_000),
    ]
    question = read(write(talk, "qa")).timeline.qa[0]
    assert (question.question, question.answer) == ("Why two?", "Inertia.")


def test_questions_and_action_items_keep_their_parts() -> None:
    timeline = Timeline(
        points=(
            Question(
                question="Is vitamin A: still good?",
                answer="A: is.",
                placement=Placement.at(0, 9_000),
            ),
            ActionItem(
                text="send it by Friday",
                owner="Design: print",
                due="Friday",
                done=True,
                placement=Placement.at(9_000, 20_000),
            ),
        )
    )
    for name in ("qa", "actions"):
        (point,) = read(write(timeline, name)).timeline.points
        (sent,) = (p for p in timeline.points if p.kind == point.kind)
        assert replace(point, line=None) == sent


def test_each_moment_of_a_point_has_a_cue() -> None:
    moments = (Moment(start=60_000, end=65_000), Moment(start=5_000, end=9_000))
    several = Placement(placed_by="summary", scope="moments", moments=moments)
    timeline = Timeline(
        points=(
            Insight(text="Once", placement=Placement.at(0, 4_000)),
            Insight(text="Twice", placement=several),
        )
    )
    text = write(timeline, "insights")
    assert [cue.identifier for cue in WebVTT.from_string(text).captions] == [
        "insight-1",
        "insight-2.2",
        "insight-2",
    ]
    assert [replace(p, line=None) for p in read(text).timeline.points] == list(timeline.points)


def test_anybodys_chapters_are_read() -> None:
    """BOM, CRLF, one-digit hours, no ids, tags, references, comments, a gap."""
    parsed = read(
        "\ufeffWEBVTT - Some talk\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
        "0:00:00.000 --> 0:01:00.000 align:start\r\n<v Ann>Hello &amp; <b>welcome</b>\r\n\r\n"
        "NOTE Track: nothing\r\n\r\n"
        "01:00.000 --> 01:30.500\r\nTwo\r\nlines\r\n\r\n"
        "02:00.000 --> 03:00.000\r\nEnd\r\n"
    )
    assert [(c.start, c.end, c.title, c.end_given, c.line) for c in parsed.timeline.chapters] == [
        (0, 60_000, "Hello & welcome", False, 6),
        (60_000, 90_500, "Two lines", True, 11),
        (120_000, 180_000, "End", False, 15),
    ]
    assert (parsed.timeline.duration, parsed.timeline.duration_source) == (180_000, "summary")
    assert parsed.problems == ()


def test_oddities_are_kept_and_reported() -> None:
    parsed = read(
        "WEBVTT\n\n00:50.000 --> 01:00.000\nLate\n\n00:00.000 --> 00:20.000\n\n"
        "00:20.000 --> 00:10.000\nBackward\n"
    )
    assert [(c.start, c.end, c.title) for c in parsed.timeline.chapters] == [
        (0, 20_000, "Chapter 1"),
        (20_000, 50_000, "Backward"),
        (50_000, 60_000, "Late"),
    ]
    assert [(p.code, p.line) for p in parsed.problems] == [("T101", 6), ("T103", 8)]


def test_an_estimated_duration_stays_an_estimate() -> None:
    guessed = read(
        "WEBVTT\n\nNOTE\ntimeline\nTrack: chapters\nDuration: 00:01:00.000 (an estimate)\n\n"
        "00:00.000 --> 01:00.000\nAll\n"
    ).timeline
    assert (guessed.duration, guessed.duration_source) == (60_000, "estimate")
    assert not guessed.chapters[0].end_given


@pytest.mark.parametrize("text", ["WEBVTTX\n", "WEB VTT", "1\n00:00 --> 00:01\nHi", ""])
def test_a_wrong_signature_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="its first line must be WEBVTT"):
        read(text)


def test_subtitles_are_no_chapters() -> None:
    cues = "".join(f"\n00:{n:02}.000 --> 00:{n + 1:02}.000\nword\n" for n in range(58))
    with pytest.raises(InputError, match=r"transcript \(58 cues\)"):
        read("WEBVTT\n" + cues)


@pytest.mark.parametrize("name", TRACKS)
@given(timeline=timelines())
@strict
def test_what_we_write_is_conforming(name: TrackName, timeline: Timeline) -> None:
    text = write(timeline, name)
    cues = WebVTT.from_string(text, strict=True).captions
    spans = [(parse(cue.start), parse(cue.end)) for cue in cues]
    ids = [cue.identifier for cue in cues]
    assert text.count("-->") == len(cues)
    assert len(set(ids)) == len(ids)
    assert not {"NOTE", "STYLE", "REGION", None, ""} & set(ids)
    assert all(len(cue.lines) == 1 and "<" not in cue.raw_text for cue in cues)
    assert all(start < end for start, end in spans)
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    assert nests(spans) if name == "chapters" else disjoint(spans)


def nests(spans: list[tuple[int, int]]) -> bool:
    """Whether of any two cues one holds the other, or they are apart."""
    around: list[int] = []
    for start, end in spans:
        while around and around[-1] <= start:
            around.pop()
        if around and around[-1] < end:
            return False
        around.append(end)
    return True


def disjoint(spans: list[tuple[int, int]]) -> bool:
    return all(spans[n][1] <= spans[n + 1][0] for n in range(len(spans) - 1))


def test_chromium_shows_the_same_cues(page: Any, talk: Timeline) -> None:
    text = write(talk, "chapters")
    page.route(
        "http://player.test/talk.vtt",
        lambda route: route.fulfill(body=text, content_type=FORMAT.media_type),
    )
    page.route(
        "http://player.test/",
        lambda route: route.fulfill(
            body="<video><track kind=chapters src=talk.vtt></video>", content_type="text/html"
        ),
    )
    page.goto("http://player.test/")
    cues = page.evaluate(
        """() => new Promise((resolve, reject) => {
            const track = document.querySelector("track");
            track.onerror = () => reject(new Error("the track was refused"));
            track.onload = () => resolve(Array.from(track.track.cues, cue =>
                [cue.id, cue.startTime, cue.endTime, cue.getCueAsHTML().textContent]));
            track.track.mode = "hidden";
        })"""
    )
    assert cues == [
        [f"chapter-{n}", chapter.start / 1000, chapter.end / 1000, chapter.title]
        for n, chapter in enumerate(talk.chapters, 1)
    ]


@pytest.mark.parametrize(
    ("start", "end", "ms"),
    [
        ("00:00:00,000", "00:00:42,500", 42_500),
        ("00:00:00:000", "00:00:42:500", 42_500),
        (" 00:00:00", "00:00:42", 42_000),
        ("0:00", "0:42.5", 42_500),
        ("00:00:00.000", "00:00:42:50", 42_500),
    ],
)
def test_times_that_are_nearly_webvtts_are_read_and_said(start: str, end: str, ms: int) -> None:
    parsed = read(
        f"WEBVTT\n\n{start} --> {end} align:start\nHarbour\n\n1:00.000 --> 2:00.000\nSea\n"
    )
    first, second = parsed.timeline.chapters
    assert (first.start, first.end, first.title, first.line) == (0, ms, "Harbour", 3)
    assert second.title == "Sea"
    assert [(p.code, p.line) for p in parsed.problems] == [("T111", 3)]


def test_a_cue_that_cannot_be_read_is_said() -> None:
    parsed = read("WEBVTT\n\n00:00.000 --> 01:00.000\nHarbour\n\nnoon --> later\nSea\n")
    assert [c.title for c in parsed.timeline.chapters] == ["Harbour"]
    assert [(p.code, p.line) for p in parsed.problems] == [("T112", 6)]
