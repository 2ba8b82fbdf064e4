"""What a source is, what lies beside it, and its bytes as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import files
from timeline.errors import InputError

TEXT = "0:00 Café “naïve”\n1:00 Fin"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16 bom", "utf-16-be", "utf-16-le", "utf-32", "cp1252"],
)
def test_every_encoding_reads_right(data: bytes) -> None:
    assert files.decode(data).text == TEXT


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_one_clear_error(data: bytes) -> None:
    try:
        files.decode(data)
    except InputError as error:
        message = str(error)
    else:
        message = ""
    assert "\n" not in message


def test_binary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(InputError, match=r"talk\.txt: this is not text"):
        files.read_text(path)


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(InputError, match="1,024 MB or more"):
        files.read_text(path)


def test_missing_and_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        files.read_text(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a directory"):
        files.read_text(tmp_path)


def test_what_lies_beside_a_summary(tmp_path: Path) -> None:
    for name in (
        *("talk.txt", "talk.mp4", "talk.vtt", "talk.en-GB.srt", "talk.chapters.vtt"),
        *("other.vtt", "talk2.mp4"),
    ):
        (tmp_path / name).touch()
    summary = tmp_path / "talk.txt"
    assert [p.name for p in files.siblings(summary, files.MEDIA_SUFFIXES)] == ["talk.mp4"]
    assert [p.name for p in files.siblings(summary, files.TRANSCRIPT_SUFFIXES)] == [
        "talk.en-GB.srt",
        "talk.vtt",
    ]


def test_the_summaries_of_a_folder(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "b.vtt", "c.mp4", "c.srt", "d.chapters.vtt", ".hidden.txt"):
        (tmp_path / name).touch()
    assert [p.name for p in files.summaries_in(tmp_path)] == ["a.txt", "b.md"]


def test_a_folder_with_nothing_to_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no summary in this folder"):
        files.summaries_in(tmp_path)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("talk.txt", "talk"),
        ("talk.timeline.json", "talk"),
        ("talk.chapters.vtt", "talk"),
        (".x", ".x"),
    ],
)
def test_the_stem_that_a_summarys_files_share(name: str, stem: str) -> None:
    assert files.stem(Path(name)) == stem


@pytest.mark.parametrize(
    ("source", "is_link"),
    [
        ("https://example.org/watch?v=1", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("Http://example.org", True),
        ("talk.mp4", False),
        ("C:\\talks\\http.mp4", False),
        ("ftp://example.org/talk.mp4", False),
        ("https", False),
        (Path("https://example.org"), False),
        (None, False),
    ],
)
def test_one_rule_says_what_a_link_is(source: object, is_link: bool) -> None:
    assert files.is_link(source) == is_link
