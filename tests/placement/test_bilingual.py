"""Summaries in another language than the video."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.placement.test_alignment import TOPICS, transcript
from timeline.model import Chapter, Insight, Timeline
from timeline.placement import place
from timeline.placement.analysis import bilingual_analyzer, detect_language
from timeline.placement.bilingual import language_notes, two_languages

GERMAN = (
    "Der Schlauch wird mit dem Flicken und etwas Kleber wieder dicht, wenn man ihn fest drückt.",
    "Die Speichen sind in kleinen Schritten zu spannen, bis die Felge nicht mehr eiert.",
    "In der kalten Zeit sind die Schutzbleche so zu biegen, dass sie den Reifen nicht berühren.",
)
ENGLISH = (
    "The tube is tight again with a patch and some glue if you press it on hard.",
    "The spokes are tightened in small steps until the rim does not wobble any more.",
    "In winter the mudguards have to be bent so that they do not touch the tyre.",
)


def summary(texts: tuple[str, ...], *more: str) -> Timeline:
    insights = tuple(Insight(text=text) for text in (*texts, *more))
    return Timeline(points=insights, duration=24 * 60_000, duration_source="given")


def test_two_languages_are_told_only_where_both_are_clear() -> None:
    assert two_languages(summary(GERMAN), transcript()) == ("de", "en")
    assert two_languages(summary(ENGLISH), transcript()) is None
    assert two_languages(summary(("Bremse",)), transcript()) is None
    assert two_languages(summary(()), transcript()) is None


def test_a_note_says_so_in_one_line() -> None:
    (note,) = language_notes(summary(GERMAN), transcript())
    assert note.startswith("the summary is in German, the transcript in English:")
    assert "\n" not in note
    assert language_notes(summary(ENGLISH), transcript()) == ()


def test_without_common_words_nothing_is_placed_by_the_transcript() -> None:
    for point in place(summary(GERMAN), transcript()).points:
        assert point.placed_by is None
        assert point.reason


def test_chapters_in_the_language_of_the_summary_still_place() -> None:
    titles = ("Einen Schlauch flicken", "Speichen spannen", "Schutzbleche montieren")
    chapters = tuple(
        Chapter(start=n * 8 * 60_000, end=(n + 1) * 8 * 60_000, title=title)
        for n, title in enumerate(titles)
    )
    placed = place(replace(summary(GERMAN), chapters=chapters), transcript())
    assert [point.chapter for point in placed.points] == [0, 1, 2]


def test_what_both_languages_share_is_compared() -> None:
    terms = bilingual_analyzer("de", "en").content_terms
    assert terms("Die Hydraulik der Zigarette von Müller, 2025") == [
        "hydrau",
        "zigare",
        "muller",
        "2025",
    ]
    assert set(terms("hydraulic brakes and Müller 2025")) & set(terms("Hydraulik Muller 2025")) == {
        "hydrau",
        "muller",
        "2025",
    }
    assert terms("also in the hat") == []


def test_a_rare_common_word_leads_to_the_right_place() -> None:
    texts = (*GERMAN, "Die hydraulischen Bremsen sind mit Fluid zu entlüften, bis alles frei ist.")
    point = place(summary(texts), transcript()).points[-1]
    assert [c.start // 120_000 for c in point.candidates[:1]] == [
        list(TOPICS).index("Bleeding hydraulic brakes")
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(GERMAN), "de"),
        (" ".join(ENGLISH), "en"),
        ("и в не на что с как это по из к у", "ru"),
        ("og i at det som en på er for med til den har de ikke om et men", ""),
        ("the of and", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_from_enough_stop_words(text: str, language: str) -> None:
    assert detect_language(text, 12) == language
