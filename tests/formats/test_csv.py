"""CSV tables."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chapter_ends import resolve_ends
from timeline.errors import InputError
from timeline.formats.csv import FORMAT, read, write
from timeline.model import ActionItem, Chapter, Insight, Moment, Placement, Timeline


def test_a_table_reads_like_this(talk: Timeline) -> None:
    rows = list(csv.DictReader(io.StringIO(write(talk), newline="")))
    assert [(r["kind"], r["start"], r["end"], r["title"], r["text"]) for r in rows] == [
        ("video", "00:00:00.000", "00:15:00.000", talk.title, talk.tldr),
        ("chapter", "00:00:00.000", "00:01:15.500", "Welcome", ""),
        ("chapter", "00:01:15.500", "00:10:00.000", talk.chapters[1].title, ""),
        ("chapter", "00:10:00.000", "00:15:00.000", "Spring tides 🌊", ""),
        ("insight", "00:00:10.000", "00:00:20.000", "", "Two bulges"),
        ("insight", "00:00:15.000", "00:00:30.000", "", "<i>Neap</i> & spring"),
        ("insight", "", "", "", "Undated"),
        ("question", "00:01:20.000", "00:01:30.000", "Why two?", "Inertia."),
    ]


def test_columns_of_action_items_are_there_where_there_are_any(talk: Timeline) -> None:
    item = ActionItem(
        text="Mill by it", owner="Ana", due="Friday", done=True, placement=Placement.at(0, 5_000)
    )
    table = write(replace(talk, points=(*talk.points, item)))
    assert table.splitlines()[0].endswith("placed_by,confidence,owner,due,done")
    assert "action,00:00:00.000,00:00:05.000,,Mill by it,,,,,summary,1.0,Ana,Friday,yes" in table
    (back,) = read(table).timeline.actions
    assert replace(back, line=None) == item
    assert "owner" not in write(talk)


@settings(deadline=None)
@given(st.text("=+-@'\t\r\n a1(＝", max_size=12))
def test_no_cell_is_a_formula_and_none_is_changed(text: str) -> None:
    timeline = Timeline(
        points=(
            Insight(text=text, placement=Placement.at(0, 1000)),
            Insight(text="x"),
        )
    )
    table = write(timeline)
    for row in csv.reader(io.StringIO(table, newline="")):
        assert not any(cell.lstrip(" ").startswith(tuple("=+-@\t\r＝")) for cell in row)
    assert [insight.text for insight in read(table).timeline.insights] == [text, "x"]


def test_an_estimated_end_is_left_open(talk: Timeline) -> None:
    table = write(resolve_ends(replace(talk, duration=0, duration_source="none")))
    assert ",00:10:00.000,,Spring" in table
    assert read(table).timeline.duration_source == "estimate"


def test_a_table_from_elsewhere_is_read() -> None:
    """Semicolons, other columns and order, no kind, capital letters, CRLF, short times."""
    text = '\ufeffStart;"Title";Speaker\r\n1:30;Two;Ann\r\n0:00;"One; first";\r\n\r\n'
    assert FORMAT.sniff(text)
    parsed = read(text)
    assert [(c.start, c.title, c.line) for c in parsed.timeline.chapters] == [
        (0, "One; first", 3),
        (90_000, "Two", 2),
    ]
    assert next(p.message for p in parsed.problems) == "not used: speaker"


def test_points_that_nobody_signed_are_the_tables_own() -> None:
    insight, other = read("kind,start,text\ninsight,1:00,A\ninsight,,B\n").timeline.insights
    assert insight.end == 62_500  # as long as it takes to read
    assert (insight.start, insight.placed_by) == (60_000, "summary")
    assert (other.start, other.placed_by) == (None, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "no columns start and title"),
        ("start,title\n,x\n", "line 2: this chapter has no start"),
        ("start,title\n1:99,x\n", "line 2: '1:99' is not a time"),
        ("kind,start,title\nscene,0,x\n", "line 2: there is no kind 'scene'"),
        ("kind,start,text,confidence\ninsight,0,x,2\n", "line 2: confidence '2' is not between"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text)


def test_chapters_keep_text_links_images_and_flags() -> None:
    chapter = Chapter(
        start=0, end=5000, end_given=True, title="A", text="=1", url="u", image="i", hidden=True
    )
    back = read(write(resolve_ends(Timeline(chapters=(chapter,)), 9000))).timeline.chapters[0]
    assert replace(back, line=None) == chapter


def test_numbers_in_a_table_of_another_kind_are_left_to_the_reader_by_shape() -> None:
    assert not FORMAT.sniff("start,title\n0,Fog\n83500,Ice\n")
    assert FORMAT.sniff("kind,start,title\nchapter,0,Fog\nchapter,83,Ice\n")
    assert [c.start for c in read("start,title\n0,Fog\n83,Ice\n").timeline.chapters] == [0, 83_000]


def test_further_moments_and_the_whole_video_have_a_column() -> None:
    moments = (Moment(start=60_000, end=70_000), Moment(start=5_000, end=9_000, confidence=0.5))
    points = (
        Insight(
            text="A", placement=Placement(placed_by="editor", scope="moments", moments=moments)
        ),
        Insight(text="B", placement=Placement(placed_by="summary", scope="video")),
    )
    table = write(Timeline(points=points))
    assert table.splitlines()[2].endswith(",00:00:05.000 - 00:00:09.000 (0.5)")
    assert [replace(point, line=None) for point in read(table).timeline.points] == list(points)
    with pytest.raises(InputError, match="line 2: 'soon' is no moment"):
        read("kind,start,text,moments\ninsight,1:00,A,soon\n")
