"""Placement by a transcript."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from timeline.model import Chapter, Insight, Question, Segment, Timeline, Transcript
from timeline.parsing import parse
from timeline.placement import alignment_problems, place
from timeline.transcripts import parse_transcript

SAMPLES = Path(__file__).parents[2] / "samples"

TALK = [
    "Hello and welcome to the workshop.",
    "Today we look after an old bicycle together.",
    "A dirty chain eats the sprockets alive.",
    "So wipe it with a rag before you oil it.",
    "One drop of oil on every link is plenty.",
    "Now the brakes, which squeal when the pads are glazed.",
    "Roughen the pads with sandpaper and the squeal is gone.",
    "The tyres want four bar, or five on smooth roads.",
    "Look for glass in the tread while you pump them.",
    "That is all for this week, ride safely.",
]


def talk(lines: list[str] = TALK, seconds: int = 20) -> Transcript:
    return Transcript(
        segments=tuple(
            Segment(start=i * seconds * 1_000, end=(i + 1) * seconds * 1_000, text=line)
            for i, line in enumerate(lines)
        ),
        language="en",
    )


def summary(*points: Insight | Question, **changes: object) -> Timeline:
    values = {"duration": 200_000, "duration_source": "given"} | changes
    return Timeline(**values).with_points(points)


def test_a_point_starts_at_the_sentence_that_supports_it() -> None:
    oil, squeal = place(
        summary(
            Insight(text="Each link of the chain needs just one drop of oil."),
            Question(question="Why do brakes squeal?", answer="Their pads are glazed."),
        ),
        talk(),
    ).points
    assert (oil.start, squeal.start) == (80_000, 100_000)
    assert oil.quote == "One drop of oil on every link is plenty."
    assert oil.placed_by == squeal.placed_by == "transcript"
    assert oil.candidates[0].start == 80_000


def test_the_sample_is_placed_where_people_found_the_evidence() -> None:
    timeline = parse((SAMPLES / "tides.txt").read_text(encoding="utf-8")).timeline
    transcript = parse_transcript((SAMPLES / "tides.vtt").read_text(encoding="utf-8"))
    moments = json.loads((Path(__file__).parent / "tides.moments.json").read_text(encoding="utf-8"))
    placed = place(replace(timeline, duration=transcript.end), transcript)
    for point, moment in zip(placed.points, moments["insights"] + moments["qa"], strict=True):
        assert moment["start"] <= point.start / 1_000 < moment["end"], point.words


def test_a_point_that_is_not_spoken_falls_back_to_the_chapters_or_stays_undated() -> None:
    chapters = (
        Chapter(start=0, end=100_000, title="Chain"),
        Chapter(start=100_000, end=200_000, title="Saddlebags from waxed canvas"),
    )
    by_chapter, undated = place(
        summary(
            Insight(text="Waxed canvas keeps saddlebags dry."),
            Insight(text="Xylophones resonate."),
            chapters=chapters,
        ),
        talk(TALK * 12, seconds=5),
    ).points
    assert (by_chapter.placed_by, by_chapter.chapter) == ("chapters", 1)
    assert undated.start is None
    assert "no content word" in undated.reason


def test_two_points_with_the_same_evidence_do_not_overlap() -> None:
    first, second = place(
        summary(
            Insight(text="Glazed pads make brakes squeal."),
            Insight(text="Brakes squeal because of glazed pads."),
        ),
        talk(),
    ).points
    assert {first.start, second.start} >= {100_000}
    assert first.end <= second.start or second.end <= first.start


def test_a_named_speaker_counts_as_evidence() -> None:
    lines = ["I like the red one.", "Fine weather today.", "I like the red one.", "So be it."] * 5
    names = ["Ana", "Bo", "Bo", "Ana"] * 5
    spoken = talk(lines)
    transcript = replace(
        spoken,
        segments=tuple(
            replace(segment, speaker=name)
            for segment, name in zip(spoken.segments, names, strict=True)
        ),
    )
    (point,) = place(summary(Insight(text="Bo likes the red one.")), transcript).points
    assert (point.candidates[0].start // 20_000) % 4 == 2


def test_chapters_boost_their_segments_but_exclude_none() -> None:
    lines = ["It wants one drop of oil.", *TALK[5:9], "It wants one drop of oil.", TALK[9]]
    chapters = (
        Chapter(start=0, end=60_000, title="Hello"),
        Chapter(start=60_000, end=140_000, title="Oil for the hinges"),
    )
    point = Insight(text="Hinges want one drop of oil.")
    (without_chapters,) = place(summary(point, duration=140_000), talk(lines)).points
    (with_chapters,) = place(
        summary(point, duration=140_000, chapters=chapters), talk(lines)
    ).points
    without = {c.start: c.confidence for c in without_chapters.candidates}
    boosted = {c.start: c.confidence for c in with_chapters.candidates}
    assert with_chapters.start == 100_000
    assert boosted[100_000] > without[100_000]
    assert boosted[0] > 0


def test_the_order_prior_applies_only_where_the_points_agree_with_it() -> None:
    lines = [f"{line} Part {n}." for n in range(2) for line in TALK]
    texts = [*TALK[2:9], *TALK[2:9]]
    ordered = place(summary(*map(insight, texts), duration=400_000), talk(lines)).points
    assert [p.candidates[0].start < 200_000 for p in ordered] == [True] * 7 + [False] * 7
    backwards = place(summary(*map(insight, texts[::-1]), duration=400_000), talk(lines)).points
    assert [p.candidates[0].start % 200_000 for p in backwards] == [
        p.candidates[0].start % 200_000 for p in ordered[::-1]
    ]


def insight(text: str) -> Insight:
    return Insight(text=text)


def test_a_long_segment_is_searched_by_sentence() -> None:
    transcript = Transcript(segments=(Segment(start=0, end=200_000, text=" ".join(TALK * 2)),))
    (point,) = place(
        summary(Insight(text="Sandpaper on the pads ends the squeal.")), transcript
    ).points
    assert "sandpaper" in point.quote
    assert point.start > 0


def test_chinese_is_compared_by_character_pairs() -> None:
    lines = [
        "大家好欢迎来到车间",
        "脏链条会磨损齿轮",
        "刹车片发亮就会尖叫",
        "轮胎需要四个大气压",
    ] * 4
    transcript = replace(talk(lines), language="zh")
    (point,) = place(summary(Insight(text="刹车尖叫是因为刹车片发亮")), transcript).points
    assert point.candidates[0].start // 20_000 % 4 == 2


def test_a_transcript_without_words_is_ignored() -> None:
    timeline = summary(
        Insight(text="Oil the chain."),
        chapters=(Chapter(start=0, end=200_000, title="Oil the chain"),),
    )
    silent = Transcript(segments=(Segment(start=0, end=9, text=" "),))
    assert place(timeline, silent) == place(timeline, Transcript()) == place(timeline)


ODD = st.lists(
    st.tuples(st.integers(0, 300_000), st.integers(0, 40_000), st.text(max_size=30)), max_size=12
)


@given(
    ODD,
    st.lists(st.text(max_size=30), max_size=4),
    st.sampled_from(["", "en", "ja", "xx"]),
)
def test_any_transcript_places_within_the_duration(
    cues: list[tuple[int, int, str]], texts: list[str], language: str
) -> None:
    segments = sorted((start, start + length, text) for start, length, text in cues)
    transcript = Transcript(
        segments=tuple(Segment(start=a, end=b, text=t, speaker=t[:2]) for a, b, t in segments),
        language=language,
    )
    timeline = summary(*(Insight(text=text) for text in texts), duration=400_000)
    placed = place(timeline, transcript)
    assert placed == place(timeline, transcript)
    alignment_problems(timeline, transcript)
    for point in placed.points:
        assert point.start is None or 0 <= point.start < point.end <= 400_000
        assert point.reason or point.start is not None
        confidences = [candidate.confidence for candidate in point.candidates]
        assert confidences == sorted(confidences, reverse=True)
