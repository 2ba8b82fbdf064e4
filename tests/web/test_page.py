"""What the page shows of a timeline."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.web.sample import ENTRY, TIMELINE
from timeline.model import (
    Chapter,
    Insight,
    Moment,
    Placement,
    Question,
    Segment,
    Timeline,
    Transcript,
)
from timeline.placement import place
from timeline_web.page import build, group_points
from timeline_web.sources import from_url


def test_points_are_grouped_by_chapter_in_order_of_time() -> None:
    page = build(ENTRY)
    assert [
        (group.chapter and group.chapter.id, [point.id for point in group.points])
        for group in page.groups
    ] == [
        (None, ["insight-3"]),
        ("chapter-1", []),
        ("chapter-2", ["insight-1", "qa-1"]),
        ("chapter-3", ["insight-2", "qa-2"]),
    ]
    assert page.groups[0].title == "Without a time"


def test_points_before_the_first_chapter_are_a_group_of_their_own() -> None:
    timeline = Timeline(
        chapters=(Chapter(start=10_000, end=20_000, title="Late"),),
        points=(Insight(text="Early", placement=Placement.at(2_000, 4_000)),),
    )
    first, second = group_points(timeline)
    assert (first.chapter, first.title, len(first.points)) == (None, "", 1)
    assert second.chapter is not None
    assert second.chapter.time_text == "0:10"


def test_hidden_chapters_are_not_listed_and_not_counted() -> None:
    timeline = Timeline(
        chapters=(
            Chapter(start=0, end=1_000, title="Shown"),
            Chapter(start=1_000, end=2_000, title="Hidden", hidden=True),
            Chapter(start=2_000, end=3_000, title="Shown too"),
        )
    )
    page = build(replace(ENTRY, timeline=timeline))
    assert [chapter.id for chapter in page.chapters] == ["chapter-1", "chapter-2"]
    assert page.counts["chapters"] == 2


def test_only_placed_points_are_guessed() -> None:
    guessed = {point.id: point.guessed for group in build(ENTRY).groups for point in group.points}
    assert guessed == {
        "insight-1": True,
        "insight-2": False,
        "insight-3": False,
        "qa-1": True,
        "qa-2": True,
    }


def test_a_title_is_never_empty() -> None:
    assert build(replace(ENTRY, timeline=replace(TIMELINE, title=""))).title == "tides"


def test_links_of_other_schemes_are_dropped() -> None:
    timeline = Timeline(
        source_url="javascript:alert(1)",
        chapters=(Chapter(start=0, end=1_000, title="A", url="JavaScript:alert(1)"),),
    )
    page = build(replace(ENTRY, timeline=timeline))
    assert page.source_url == ""
    assert page.chapters[0].url == ""


def test_tracks_and_downloads_are_those_there_is_something_in() -> None:
    full = build(ENTRY)
    assert [track.kind for track in full.tracks] == ["chapters", "captions"]
    bare = build(replace(ENTRY, transcript=None, timeline=Timeline(tldr="Only this.")))
    assert (bare.tracks, bare.downloads) == ((), ())
    assert {"export/webvtt/tides.chapters.vtt", "export/json/tides.timeline.json"} <= {
        download.url for download in full.downloads
    }


def test_every_address_of_the_page_is_relative() -> None:
    page = build(replace(ENTRY, name="../../Ünsafe <name>?#"))
    urls = [*(t.url for t in page.tracks), *(d.url for d in page.downloads)]
    assert not [url for url in urls if ".." in url or url.startswith("/") or ":" in url]
    assert {d.name for d in page.downloads} >= {"unsafe-name.chapters.vtt"}


def test_another_host_is_left_as_it_is() -> None:
    source = from_url("https://example.org/talk.mp4")
    assert build(replace(ENTRY, source=source)).source.url == "https://example.org/talk.mp4"


TIMES = st.integers(0, 1_000_000)
POINTS = st.lists(
    st.one_of(
        st.none().map(lambda _: Insight(text="undated")),
        TIMES.map(lambda start: Insight(text="dated", placement=Placement.at(start, start + 1))),
        TIMES.map(
            lambda start: Question(question="dated", placement=Placement.at(start, start + 1))
        ),
    ),
    max_size=30,
)


@given(st.lists(TIMES, max_size=8, unique=True), POINTS)
def test_every_point_is_shown_once(starts: list[int], points: list[Insight | Question]) -> None:
    chapters = tuple(Chapter(start=s, end=s + 1, title="A chapter") for s in sorted(starts))
    timeline = Timeline(chapters=chapters).with_points(tuple(points))
    groups = list(group_points(timeline))
    shown = [point for group in groups for point in group.points]
    assert len({point.id for point in shown}) == len(shown) == len(points)
    assert [group.chapter.number for group in groups if group.chapter] == list(
        range(1, len(chapters) + 1)
    )
    for group in groups:
        times = [point.start for point in group.points if point.start is not None]
        assert times == sorted(times)
        assert bool(group.title) == (not times and bool(group.points))


def test_why_a_point_is_where_it_is_names_its_words() -> None:
    transcript = Transcript(
        segments=(
            Segment(start=0, end=9_000, text="Welcome to the yard."),
            Segment(start=9_000, end=20_000, text="We caulk the hull with oakum from Riga."),
        ),
        language="en",
    )
    points = (Insight(text="The hull is caulked with oakum, and with glue, too"),)
    timeline = place(Timeline(points=points, duration=20_000), transcript)
    (group,) = group_points(timeline, transcript)
    (view,) = group.points
    assert view.quote == "We caulk the hull with oakum from Riga."
    assert set(view.found) == {"hull", "caulked", "oakum"}
    assert view.missing == ("glue",)


def test_further_moments_say_how_sure_they_are_and_by_what() -> None:
    moments = (
        Moment(start=5_000, end=9_000, confidence=0.8, quote="Oil it."),
        Moment(start=65_000, end=69_000, confidence=0.62, quote="Tighten it."),
    )
    placement = Placement(placed_by="transcript", scope="moments", moments=moments)
    insight = Insight(text="Oil and tighten it.", placement=placement)
    (group,) = group_points(Timeline(points=(insight,), duration=90_000))
    (further,) = group.points[0].further
    assert (further.start, further.time_text) == (65, "1:05")
    assert (further.confidence, further.quote) == ("62 %", "Tighten it.")
