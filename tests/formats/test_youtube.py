"""YouTube descriptions, checked with yt-dlp's own extraction of chapters."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chapter_ends import resolve_ends
from timeline.formats.youtube import validate, write
from timeline.model import Chapter, Timeline


def timeline_of(*chapters: tuple[int, str], duration: int | None = None) -> Timeline:
    """A timeline of chapters that start at whole seconds."""
    made = (
        Chapter(start=s * 1000, end=0, title=title, line=n)
        for n, (s, title) in enumerate(chapters, 1)
    )
    return resolve_ends(Timeline(chapters=tuple(made)), duration and duration * 1000)


def codes(timeline: Timeline) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in validate(timeline)]


def yt_dlp_chapters(description: str, duration: int) -> list[tuple[int, str]]:
    yt_dlp: Any = import_module("yt_dlp")
    youtube: Any = import_module("yt_dlp.extractor.youtube")
    extractor = youtube.YoutubeIE(yt_dlp.YoutubeDL({"quiet": True}))
    found = extractor._extract_chapters_from_description(description, duration)
    return [(int(chapter["start_time"]), chapter["title"]) for chapter in found or ()]


def test_lines_read_like_this(talk: Timeline) -> None:
    assert write(
        replace(talk, chapters=(*talk.chapters, Chapter(start=3_723_900, end=0, title="Late")))
    ) == ('0:00 Welcome\n1:15 a ‹ b --› "Q&A"; #1 = C:\\\n10:00 Spring tides 🌊\n1:02:03 Late\n')


def test_yt_dlp_finds_the_same_chapters(talk: Timeline) -> None:
    assert yt_dlp_chapters(write(talk), 900) == [
        (0, "Welcome"),
        (75, 'a ‹ b --› "Q&A"; #1 = C:\\'),
        (600, "Spring tides 🌊"),
    ]


words = st.text("abcdéüЖ字 &?!;#=\\'\"", min_size=1).map(lambda text: f"x{text}x")


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(10, 3600), words), min_size=1, max_size=40))
def test_yt_dlp_finds_them_whatever_the_titles(steps: list[tuple[int, str]]) -> None:
    start, chapters = 0, []
    for length, title in steps:
        chapters.append((start, " ".join(title.split())))
        start += length
    assert yt_dlp_chapters(write(timeline_of(*chapters, duration=start)), start) == chapters


def test_a_list_that_youtube_takes_breaks_no_rule() -> None:
    assert codes(timeline_of((0, "A"), (10, "B"), (20, "C"), duration=30)) == []


def test_each_rule_names_its_chapter() -> None:
    assert codes(timeline_of((5, "A"), (20, "B"), (40, "C"), duration=60)) == [("T201", 1)]
    assert codes(timeline_of((0, "A"), (20, "B"), duration=60)) == [("T202", 2)]
    assert codes(timeline_of((0, "A"), (9, "B"), (20, "C"), duration=29)) == [
        ("T203", 1),
        ("T203", 3),
    ]
    assert codes(timeline_of((0, "A"), (10, "a < b"), (20, "C"), duration=30)) == [("T204", 2)]
    assert codes(timeline_of(*((n * 10, "title" * 10) for n in range(100)), duration=1000)) == [
        ("T205", 100)
    ]
    assert codes(Timeline()) == []


def test_a_last_chapter_of_unknown_length_is_not_called_short() -> None:
    assert codes(timeline_of((0, "A"), (10, "B"), (20, "C"))) == []
