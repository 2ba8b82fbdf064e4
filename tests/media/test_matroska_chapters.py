"""Chapters of Matroska files as they were written: editions, languages, hidden, nested, ends."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.formats import matroska
from timeline.media import probe
from timeline.media.ebml import chapters_xml
from timeline.model import Chapter, Timeline

ATOM = """<ChapterAtom><ChapterTimeStart>{start}</ChapterTimeStart>{end}
<ChapterFlagHidden>{hidden}</ChapterFlagHidden>{displays}{inner}</ChapterAtom>"""
DISPLAY = (
    "<ChapterDisplay><ChapterString>{}</ChapterString>"
    "<ChapterLanguage>{}</ChapterLanguage></ChapterDisplay>"
)


def atom(start: int, end: int | None, *titles: str, hidden: int = 0, inner: str = "") -> str:
    stated = f"<ChapterTimeEnd>00:00:{end:02}.000</ChapterTimeEnd>" if end else ""
    languages = ("eng", "ger", "fre")
    displays = "".join(DISPLAY.format(*pair) for pair in zip(titles, languages, strict=False))
    return ATOM.format(
        start=f"00:00:{start:02}.000", end=stated, hidden=hidden, displays=displays, inner=inner
    )


def edition(atoms: str, default: int) -> str:
    flag = f"<EditionFlagDefault>{default}</EditionFlagDefault>"
    return f"<EditionEntry>{flag}{atoms}</EditionEntry>"


@pytest.fixture
def film(tmp_path: Path, media_programs: None) -> Path:
    path = tmp_path / "film.mkv"
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=duration=20", "-y", path], check=True
    )
    return path


def with_chapters(film: Path, *editions: str) -> Path:
    xml = film.with_suffix(".xml")
    xml.write_text(
        f'<?xml version="1.0"?>\n<Chapters>{"".join(editions)}</Chapters>', encoding="utf-8"
    )
    target = film.with_name("chapters.mkv")
    subprocess.run(["mkvmerge", "-q", "-o", target, "--chapters", xml, film], check=True)
    return target


def reported(chapters: tuple[Chapter, ...]) -> list[tuple[int, int, str, bool]]:
    return [(c.start // 1000, c.end // 1000, c.title, c.hidden) for c in chapters]


def test_the_default_edition_is_read_in_its_first_language(film: Path) -> None:
    path = with_chapters(
        film,
        edition(atom(0, 5, "Short cut") + atom(5, 20, "End of it"), 0),
        edition(atom(0, 10, "Sea", "Meer") + atom(10, 20, "Shore", "Strand"), 1),
    )
    found = probe(path)
    assert reported(found.chapters) == [(0, 10, "Sea", False), (10, 20, "Shore", False)]
    assert [problem.code for problem in found.parsed.problems] == ["T105"]


def test_nested_hidden_and_ending_chapters_come_out_as_they_went_in(film: Path) -> None:
    inner = atom(2, 4, "Wave") + atom(4, 6, "Foam", inner=atom(5, 6, "Bubble"))
    path = with_chapters(
        film, edition(atom(0, 8, "Sea", inner=inner) + atom(12, 15, "Shore", hidden=1), 1)
    )
    assert reported(probe(path).chapters) == [
        (0, 8, "Sea", False),
        (2, 4, "Wave", False),
        (4, 6, "Foam", False),
        (5, 6, "Bubble", False),
        (12, 15, "Shore", True),
    ]
    assert all(chapter.end_given for chapter in probe(path).chapters if chapter.title != "Wave")


def test_a_chapter_that_is_switched_off_is_hidden(film: Path) -> None:
    off = "<ChapterFlagEnabled>0</ChapterFlagEnabled>"
    path = with_chapters(film, edition(atom(0, 8, "Sea") + atom(8, 12, "Ad", inner=off), 1))
    assert reported(probe(path).chapters) == [(0, 8, "Sea", False), (8, 12, "Ad", True)]


def test_a_hidden_edition_is_read_only_where_it_is_the_only_one(film: Path) -> None:
    hidden = "<EditionFlagHidden>1</EditionFlagHidden>"
    one = edition(hidden + atom(0, 9, "Menu"), 1)
    path = with_chapters(film, one, edition(atom(0, 9, "Sea") + atom(9, 20, "Shore"), 0))
    assert [title for *_, title, _ in reported(probe(path).chapters)] == ["Sea", "Shore"]
    assert [c.title for c in probe(with_chapters(film, one)).chapters] == ["Menu"]


def test_what_we_write_is_read_back_from_the_file(film: Path) -> None:
    chapters = (
        Chapter(start=0, end=9000, title="Sea", end_given=True),
        Chapter(start=1000, end=3000, title="Wave & <foam>", end_given=True),
        Chapter(start=12000, end=15000, title="海", end_given=True, hidden=True),
    )
    xml = film.with_suffix(".xml")
    xml.write_text(matroska.write(Timeline(chapters=chapters)), encoding="utf-8")
    target = film.with_name("back.mkv")
    subprocess.run(["mkvmerge", "-q", "-o", target, "--chapters", xml, film], check=True)
    assert reported(probe(target).chapters) == reported(chapters)


def test_the_xml_is_what_mkvextract_gives(film: Path) -> None:
    path = with_chapters(film, edition(atom(0, 10, "Sea", "Meer") + atom(10, 20, "Shore"), 1))
    theirs = subprocess.run(
        ["mkvextract", path, "chapters", "-"], check=True, capture_output=True, text=True
    ).stdout
    ours = chapters_xml(path)
    assert ours is not None
    assert reported(matroska.read(ours).timeline.chapters) == reported(
        matroska.read(theirs).timeline.chapters
    )


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\xff"]))
def test_damage_gives_no_chapters_and_no_error(data: bytes, head: bytes) -> None:
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(suffix=".mkv") as file:
        file.write(head + data)
        file.flush()
        assert chapters_xml(Path(file.name)) is None or data
