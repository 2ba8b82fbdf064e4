"""Reading bytes as text and writing files whole."""

from __future__ import annotations

import os
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
    assert files.decode(data) == TEXT


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


def test_a_write_replaces_whole_and_keeps_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.vtt"
    path.write_text("old")
    path.chmod(0o640)
    files.write_atomically(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["out.vtt"]


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.vtt"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputError, match="no space left"):
        files.write_atomically(path, "new")
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.vtt"]


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
