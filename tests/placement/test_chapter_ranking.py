"""Placement by the chapters' words alone."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from timeline.chapter_ends import reading_time
from timeline.model import Chapter, Insight, Placement, Question, Timeline
from timeline.placement import place


def workshop(**changes: object) -> Timeline:
    """A short video about looking after a bicycle."""
    values: dict[str, object] = {
        "chapters": (
            Chapter(start=0, end=20_000, title="Why a dirty chain wears out the sprockets"),
            Chapter(start=20_000, end=95_000, title="Washing the frame with soap and warm water"),
            Chapter(start=95_000, end=180_000, title="Adjusting the rear derailleur"),
            Chapter(start=180_000, end=240_000, title="Pumping the tyres", text="5 bar is plenty."),
        ),
        "duration": 240_000,
        "duration_source": "given",
        "language": "en",
    }
    return Timeline(**(values | changes))


def test_a_point_goes_to_the_chapter_that_shares_its_rarest_words() -> None:
    timeline = place(
        workshop(
            points=(
                Insight(text="The derailleur needs only a quarter of a turn."),
                Insight(text="Soapy water is enough for a frame; no solvents."),
                Question(question="How hard should tyres be?", answer="About 5 bar."),
            )
        )
    )
    derailleur, soap, tyres = timeline.points
    assert (derailleur.chapter, soap.chapter, tyres.chapter) == (2, 1, 3)
    assert derailleur.start == 95_000
    assert derailleur.quote == "Adjusting the rear derailleur"
    assert {p.placed_by for p in timeline.points} == {"chapters"}
    assert all(p.confidence == p.candidates[0].confidence for p in timeline.points)


def test_the_question_outweighs_a_word_of_the_answer() -> None:
    (question,) = place(
        workshop(
            points=(Question(question="What about the tyres?", answer="Not on the derailleur."),)
        )
    ).qa
    assert question.chapter == 3


def test_a_point_with_a_time_keeps_it_and_gets_its_chapter() -> None:
    given = Insight(text="Pump the tyres.", placement=Placement.at(30_000, 33_000))
    (kept,) = place(workshop(points=(given,))).insights
    assert (kept.start, kept.end, kept.confidence, kept.chapter) == (30_000, 33_000, 1.0, 1)


@pytest.mark.parametrize(
    ("text", "chapters", "reason"),
    [
        ("Helmets save lives.", workshop().chapters, "no content word"),
        ("Lights with dynamos, and bells.", workshop().chapters, "no content word"),
        ("Pump the tyres.", (), "no chapters"),
        ("", workshop().chapters, "no text"),
    ],
)
def test_a_point_without_a_match_stays_undated_with_a_reason(
    text: str, chapters: tuple[Chapter, ...], reason: str
) -> None:
    (point,) = place(workshop(points=(Insight(text=text),), chapters=chapters)).insights
    assert (point.start, point.end, point.confidence) == (None, None, None)
    assert reason in point.reason


def test_a_tie_stays_undated_with_its_candidates() -> None:
    twins = tuple(
        Chapter(start=i * 60_000, end=(i + 1) * 60_000, title="Oil the chain") for i in range(8)
    )
    (point,) = place(workshop(points=(Insight(text="Oil it."),), chapters=twins)).insights
    assert point.start is None
    assert "several chapters" in point.reason
    assert point.candidates[0].quote == "Oil the chain"


def test_points_of_one_chapter_share_it_in_order_with_reading_time() -> None:
    texts = [f"Tyres, remark {n}: check the pressure every week." for n in range(3)]
    insights = place(workshop(points=tuple(Insight(text=text) for text in texts))).insights
    assert [p.chapter for p in insights] == [3, 3, 3]
    starts = [p.start for p in insights]
    assert starts == sorted(starts)
    for point, following in pairwise(insights):
        assert point.end - point.start >= reading_time(point.text)
        assert point.end <= following.start
    assert insights[-1].end <= 240_000


def test_a_last_chapter_too_short_for_its_points_uses_the_one_before() -> None:
    chapters = (
        Chapter(start=0, end=60_000, title="Wheels"),
        Chapter(start=60_000, end=64_000, title="Saddle height"),
    )
    insights = tuple(Insight(text=f"Saddle height, rule {n}") for n in range(4))
    placed = place(workshop(points=(*insights,), chapters=chapters, duration=64_000)).insights
    spans = sorted((p.start, p.end) for p in placed)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert spans[-1][1] <= 64_000


@pytest.mark.parametrize(
    ("language", "titles", "text", "chapter"),
    [
        ("de", ("Die Bremsen einstellen", "Den Sattel wählen"), "Eingestellte Bremse hält.", 0),
        ("", ("Réglage des freins de la roue", "Choisir la selle"), "Les selles sont dures.", 1),
        ("ja", ("自転車のブレーキ調整", "サドルの高さ"), "サドルは高すぎないように", 1),
        ("zh", ("调整刹车", "选择车座"), "车座太硬会疼", 1),
        ("", ("Настройка тормозов", "Выбор седла"), "Новые тормоза и колодки", 0),
        ("hi", ("साइकिल के ब्रेक", "गद्दी की ऊँचाई"), "गद्दी नीची रखें", 1),
        ("th", ("ปรับเบรก", "เลือกอานจักรยาน"), "อานแข็งเกินไป", 1),
        ("tlh", ("qaStaH nuq", "bIQ tu'lu'"), "bIQ vItlhutlh", 1),
    ],
)
def test_other_languages(language: str, titles: tuple[str, str], text: str, chapter: int) -> None:
    first, second = titles
    chapters = (
        Chapter(start=0, end=60_000, title=first),
        Chapter(start=60_000, end=120_000, title=second),
    )
    (point,) = place(
        workshop(points=(Insight(text=text),), chapters=chapters, language=language)
    ).insights
    assert point.chapter == chapter


def test_ranking_chapters_does_not_import_numpy() -> None:
    code = (
        "import sys; from timeline.placement import place; from timeline.model import *;"
        "place(Timeline(chapters=(Chapter(start=0, end=9, title='a b'),),"
        "points=(Insight(text='a b'),))); sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
