"""Chapters of MP3 files whose tags others wrote: ends of 0, tables of contents, odd flags."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mutagen.id3 import CHAP, CTOC, ID3, TIT2, Encoding

from timeline.media import probe

TOP_LEVEL, ORDERED = 2, 1
NONE = 0xFFFFFFFF
Chap, Toc = tuple[int, int, str], tuple[str, int, list[str]]


@pytest.fixture
def song(media: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(media["talk.mp3"], tmp_path))


def tagged(path: Path, chapters: list[Chap], tables: list[Toc], version: int = 3) -> Path:
    """The file with these chapters, called c0, c1, ... in its tables."""
    tag = ID3(path)
    for number, (start, end, title) in enumerate(chapters):
        name = [TIT2(encoding=Encoding.UTF16, text=[title])] if title else []
        times = {"start_time": start, "end_time": end, "start_offset": NONE, "end_offset": NONE}
        tag.add(CHAP(element_id=f"c{number}", sub_frames=name, **times))
    for element_id, flags, listed in tables:
        tag.add(CTOC(element_id=element_id, flags=flags, child_element_ids=listed, sub_frames=[]))
    tag.save(path, v2_version=version)
    return path


def reported(path: Path) -> list[tuple[int, int, str]]:
    return [(c.start, c.end, c.title) for c in probe(path).chapters]


def hidden(path: Path) -> list[str]:
    return [chapter.title for chapter in probe(path).chapters if chapter.hidden]


@pytest.mark.parametrize("end", [0, 5, NONE])
@pytest.mark.parametrize("version", [3, 4])
def test_an_end_that_is_none_is_the_next_start(song: Path, end: int, version: int) -> None:
    """FFmpeg gives no chapter that ends before it begins."""
    chapters = [(0, end if end != 5 else 0, "A"), (10_000, end, "B"), (20_000, end, "C")]
    path = tagged(song, chapters, [("toc", TOP_LEVEL | ORDERED, ["c0", "c1", "c2"])], version)
    length = probe(path).duration
    assert reported(path) == [(0, 10_000, "A"), (10_000, 20_000, "B"), (20_000, length, "C")]
    assert not any(chapter.end_given for chapter in probe(path).chapters)


def test_what_no_table_lists_is_hidden_though_it_starts_with_another(song: Path) -> None:
    chapters = [(0, 9_000, "A"), (9_000, 20_000, "B"), (9_000, 20_000, "Ad"), (20_000, 30_000, "C")]
    path = tagged(song, chapters, [("toc", TOP_LEVEL | ORDERED, ["c3", "c0", "c1"])])
    assert hidden(path) == ["Ad"]
    assert [title for *_, title in reported(path)] == ["A", "Ad", "B", "C"]


def test_a_table_that_the_topmost_one_does_not_lead_to_is_hidden(song: Path) -> None:
    chapters = [(n * 5_000, n * 5_000 + 5_000, title) for n, title in enumerate("ABCDE")]
    tables = [
        ("extras", ORDERED, ["c4"]),
        ("toc", TOP_LEVEL, ["c0", "part"]),
        ("part", ORDERED, ["c1", "c2", "toc"]),  # a circle, too
    ]
    assert hidden(tagged(song, chapters, tables)) == ["D", "E"]


@pytest.mark.parametrize("tables", [[], [("toc", 0, ["c0", "c1"])], [("toc", TOP_LEVEL, [])]])
def test_nothing_is_hidden_where_nothing_says_so(song: Path, tables: list[Toc]) -> None:
    assert hidden(tagged(song, [(0, 9_000, "A"), (9_000, 30_000, "B")], tables)) == []


def test_a_chapter_without_a_title_or_a_time(song: Path) -> None:
    chapters = [(0, 9_000, ""), (NONE, NONE, "nowhere"), (9_000, 30_000, "B")]
    assert [title for *_, title in reported(tagged(song, chapters, []))] == ["", "B"]
