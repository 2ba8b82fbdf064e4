"""Markdown: the canonical form of a summary."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chapter_ends import resolve_ends
from timeline.formats.markdown import escape, write
from timeline.model import (
    ActionItem,
    Chapter,
    Insight,
    Passage,
    Placement,
    Question,
    Timeline,
)
from timeline.parsing import parse


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (
            ActionItem(text="send the draft by Friday", owner="Design team", due="Friday"),
            "- [ ] **Design team:** send the draft by Friday",
        ),
        (ActionItem(text="Book a room", done=True), "- [x] Book a room"),
        (ActionItem(text="Pay", owner="@bo", due="3 May"), "- [ ] **\\@bo:** Pay (due: 3 May)"),
        (ActionItem(text="Pay", owner="whoever is in"), "- [ ] Pay (owner: whoever is in)"),
        (ActionItem(text="Note: Owner: none"), "- [ ] Note\\: Owner\\: none"),
        (
            ActionItem(text="Test", owner="Eva", placement=Placement.at(65_000, 70_000)),
            "- [ ] **Eva:** [1:05 - 1:10] Test",
        ),
    ],
)
def test_action_items_are_task_list_items(item: ActionItem, line: str) -> None:
    text = write(Timeline(points=(item,)))
    assert text == f"## Action items\n\n{line}\n"
    (back,) = parse(text).timeline.actions
    assert replace(back, line=None) == item


def test_several_moments_stand_at_the_end() -> None:
    text = (
        "## Key insights\n\n- 💡 Two bulges stand there (1:30, 7:05)\n\n"
        "## Q&A\n\n**Q: Why two?**\nA: Inertia. (1:30, 7:05)\n\n"
        "## Action items\n\n- [ ] **Ana:** Call the mill (due: Friday) (1:30, 7:05)\n\n"
    )
    timeline = parse(text).timeline
    assert {point.scope for point in timeline.points} == {"moments"}
    assert write(replace(timeline, language="", duration=0, duration_source="none")) == (
        text.rstrip("\n") + "\n"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/talk",
        "https://example.org/talk_(part_1)?a=1&copy=2",
        "https://example.org/#t=1:30",
        "https://example.org/[a](b).",
        "http://example.org/it's",
        "rtmp://live.example.org/hall",
        "file:///srv/talk%20one.mp4",
        "magnet:?xt=urn:btih:1",
    ],
)
def test_any_source_link_is_kept(url: str) -> None:
    timeline = Timeline(
        source_url=url, language="fr", duration=60_000, duration_source="summary", tldr="Words"
    )
    back = parse(write(timeline)).timeline
    assert (back.source_url, back.language, back.duration) == (url, "fr", 60_000)
    assert back.unparsed == ()


# What means something to the reader, each alone on a row or beside another.
_HOSTILE = st.sampled_from(
    [
        *("0:00", "0:00 Intro", "1:30 - 2:00 Why", "[2:15] So", "- 3:10 Bullet", "(5:10)", "12:75"),
        *("> 0:00 Quoted", "**0:30** bold", "💡 0:40 idea", "| 0:10 | a |", "#3 0:10 x", "`0:10`"),
        *("[a](https://youtu.be/x?t=83)", "00:01:02,500 --> 00:01:04,000", "Chapter 1: 0:00"),
        *("## Chapters", "# Head", "Chapters:", "Key insights", "Q&A", "FAQ", "TLDR", "Overview"),
        *("**Key points**", "Questions", "Action items", "Transcript", "Notes", "== Wiki =="),
        *("Q: Why?", "A: Because", "Why?", "How?", "- item", "* star", "1. one", "a) one", "• dot"),
        *("- [ ] do it", "```", "---", "***", "<li>0:10 a</li>", "<!-- x", "&lt;", "word", "a\\"),
        *(
            "83s of it",
            "1h2m3s",
            "1h 2m on",
            "2m",
            "0'30\" x",
            "３:２５",
            "１：３０ on",
            "at 1h2m3s",
        ),
        *("• 0'30\" x", "## Chapters: x", "https://youtu.be/x?t=1m2s", "00h01m02s", "5 min"),
        *(
            "P: ¿Por qué?\nR: Por eso",
            "Frage: Warum?",
            "Antwort: Darum",
            "Q: Why? A: So",
            "Q1. Who?",
        ),
        *("Q：为什么？", "A：月亮", "問：なぜ？\n答：月", "Q:Why?", "A:So", "❓ Q: Who?"),
        *("Question: Why?", "**Who?**", "Hiring (1:30): two", "Hiring - 1:30 - two", "❓ Why?"),
        *("Title: x", "Duration: 5:00", "Source: https://example.org", "language: fr"),
    ]
)
_ROWS = st.lists(_HOSTILE, min_size=1, max_size=3).map("\n".join)


@st.composite
def _hostile_timelines(draw: st.DrawFn) -> Timeline:
    starts = range(0, draw(st.integers(0, 3)) * 40_000, 40_000)
    chapters = [
        Chapter(start=start, end=start + 40_000, title=draw(_HOSTILE), text=draw(_ROWS))
        for start in starts
    ]
    points = (
        *draw(st.lists(st.builds(Insight, text=_ROWS), max_size=1)),
        *draw(st.lists(st.builds(Question, question=_HOSTILE, answer=_ROWS), max_size=1)),
        *draw(st.lists(st.builds(ActionItem, text=_ROWS), max_size=1)),
    )
    headings = st.sampled_from(
        ["", "Sources", "Thoughts", "Description", "Key insights", "Why?", "So?"]
    )
    passages = st.builds(
        Passage, text=_ROWS | _ROWS.map(lambda t: t.replace("\n", "\n\n")), heading=headings
    )
    return Timeline(
        title=draw(_HOSTILE),
        tldr=draw(_ROWS),
        chapters=tuple(chapters),
        points=points,
        unparsed=tuple(draw(st.lists(passages, max_size=2))),
    )


@given(_hostile_timelines())
def test_no_words_read_back_as_chapters_or_points(timeline: Timeline) -> None:
    back = parse(write(timeline)).timeline
    assert [chapter.start for chapter in back.chapters] == [c.start for c in timeline.chapters]
    assert [type(point) for point in back.points] == [type(point) for point in timeline.points]


#: What texts are glued together of, for the next test.
_PIECES = (
    "83s|1h2m3s|1h 2m|2m|1:30|01:02:03|[1:30]|(2:05)|1.30|0:00|12:00 - 13:00|- |* |1. |"
    "1) |# |## |> |**|__|*|`|```|~~~|---|===|\\|Q:|A:|Q1.|TLDR|Chapters|Key insights|"
    "Notes|Action items|?|!|<b>|&amp;|&lt;|&|<|word|two words|5 min|90 seconds|um 1:30|"
    "at 2:05|WEBVTT|@ana|Owner: x|[ ]|[x]|1:30Glued|t=90|#t=30|0'30\"|5'|٣:٤٥|１：３０|"
    "16:9|Chapter 1|00:01:02.500|1;30|12:60|min 5|3m20s|20s|00h01m02s|minute 3|:|.....|"
    "http://a.b/c?t=83|https://youtu.be/x?t=1m2s|[x](http://a.b?t=5)"
).split("|")


def _glued(dice: random.Random, most: int = 6) -> str:
    pieces = dice.choices([*_PIECES, " "], k=dice.randint(1, most))
    return " ".join(dice.choice(["", " "]).join(pieces).split()) or "x"


def test_three_thousand_texts_read_back_as_the_chapters_that_they_were() -> None:
    dice = random.Random(14)
    for _ in range(3_000):
        rows = ["\n".join(_glued(dice) for _ in range(dice.randint(0, 2))) for _ in range(3)]
        chapters = [
            Chapter(start=n * 60_000, end=0, title=_glued(dice), text=row)
            for n, row in enumerate(rows)
        ]
        points = [Insight(text=_glued(dice)), Question(question=_glued(dice), answer=_glued(dice))]
        passage = Passage(heading=dice.choice(["", _glued(dice, 2)]), text=_glued(dice))
        timeline = resolve_ends(
            Timeline(
                title=_glued(dice, 3),
                tldr=_glued(dice),
                chapters=tuple(chapters),
                points=tuple(points),
                unparsed=(passage,),
            ),
            600_000,
        )
        written = write(timeline)
        back = parse(written).timeline
        assert [(c.start, c.text) for c in back.chapters] == [
            (c.start, c.text) for c in timeline.chapters
        ], written
        assert len(back.insights) == 1, written
        twice = parse(write(resolve_ends(back, 600_000))).timeline
        assert [(c.start, c.title, c.text) for c in twice.chapters] == [
            (c.start, c.title, c.text) for c in back.chapters
        ], written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("83s of it", "&#56;3s of it"),
        ("1h2m3s", "&#49;h2m3s"),
        ("5 films, 16 GB", "5 films, 16 GB"),
        ("１：３０", "１\\：３０"),
    ],
)
def test_a_time_by_its_units_is_written_as_references(text: str, written: str) -> None:
    assert escape(text) == written
    (back,) = parse(f"## Chapters\n\n- **0:00** a\n  - {written}\n").timeline.chapters
    assert back.text == text


@pytest.mark.parametrize(
    "text", ["0:00 a\n1:00 b\n2:00 c", "See [the paper](https://example.org/a_b)", "Why?\nHow?"]
)
def test_a_passage_that_is_written_twice_stays(text: str) -> None:
    once = parse(write(Timeline(unparsed=(Passage(text=text),)))).timeline
    (passage,) = parse(write(once)).timeline.unparsed
    assert passage.text == once.unparsed[0].text
    assert not once.chapters
    assert not once.points


def test_the_last_chapter_may_be_the_questions() -> None:
    titles = ["Opening", "Middle", "Q&A"]
    chapters = tuple(
        Chapter(start=n * 60_000, end=0, title=title) for n, title in enumerate(titles)
    )
    back = parse(write(Timeline(chapters=chapters))).timeline
    assert [chapter.title for chapter in back.chapters] == titles


MARKED = (
    "→ In|• Dots|— Dash|» Mark|§ 5|▸ Go|├── Tree|… dots|»Zitat«|// lines|& more|+ plus|= same"
    "|min Max|s curve|title: x|[3] x|1/8 of it|① x"
)


@pytest.mark.parametrize("title", MARKED.split("|"))
@pytest.mark.parametrize("count", [1, 3])
def test_titles_keep_the_marks_that_open_them(title: str, count: int) -> None:
    chapters = tuple(Chapter(start=n * 60_000, end=0, title=title) for n in range(count))
    read = parse(write(Timeline(chapters=chapters, points=(Insight(text=title),)))).timeline
    assert [chapter.title for chapter in read.chapters] == [title] * count
    assert [insight.text for insight in read.insights] == [title]
