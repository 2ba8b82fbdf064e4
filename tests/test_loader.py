"""One way in: a request becomes many, each is loaded, and every step gives its value and notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from timeline import assumptions, loader
from timeline.errors import InputError, TimelineError
from timeline.loader import Loaded, LoadRequest, expand, load, load_all, load_one

SUMMARY = "Key insights\n- Plums split in the rain\nChapters\n0:00 Apples\n0:20 Plums in the rain\n"
SPOKEN = "WEBVTT\n\n00:21.000 --> 00:25.000\nPlums split when there is too much rain.\n"


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    path = tmp_path / "fruit.txt"
    path.write_text(SUMMARY, encoding="utf-8")
    return path


def test_a_file_is_one_request(summary: Path) -> None:
    request = LoadRequest(source=summary, duration=60_000, notes=("said before",))
    assert expand(request) == (request,)
    loaded = load(request)
    assert [chapter.end for chapter in loaded.timeline.chapters] == [20_000, 60_000]
    assert loaded.notes == ("said before",)
    assert loaded.path == summary


def test_a_folder_is_one_request_a_summary(summary: Path) -> None:
    (summary.parent / "other.md").write_text(SUMMARY, encoding="utf-8")
    (summary.parent / "noise.txt").write_bytes(bytes(range(256)) * 9)
    requests = expand(LoadRequest(source=str(summary.parent), format="summary"))
    assert [Path(request.source).name for request in requests] == [
        "fruit.txt",
        "noise.txt",
        "other.md",
    ]
    assert all(request.optional and request.format == "summary" for request in requests)
    loaded, skipped = load_all(requests, load)
    assert [len(one.timeline.chapters) for one in loaded] == [2, 2]
    noise = summary.parent / "noise.txt"
    assert skipped == (f"skipped: {noise}: this is not text (give a summary as a text file)",)


def test_nothing_left_and_what_was_asked_for_are_errors(summary: Path) -> None:
    empty = summary.with_name("empty.txt")
    empty.touch()
    with pytest.raises(InputError, match="no summary in this folder"):
        load_all([LoadRequest(source=empty, optional=True)], load)
    with pytest.raises(InputError, match=r"empty\.txt: this is empty"):
        load_all([LoadRequest(source=empty), LoadRequest(source=summary)], load)


@pytest.mark.parametrize(
    "given", [{"duration": 0}, {"media": "a.mp4"}, {"transcript": Path("a.vtt")}]
)
def test_what_is_said_of_one_summary_is_refused_of_a_folder(
    given: dict[str, Any], summary: Path
) -> None:
    with pytest.raises(InputError, match="for one summary, not for several"):
        expand(LoadRequest(source=summary.parent, **given))


def test_one_summary_was_wanted(summary: Path) -> None:
    assert load_one(LoadRequest(source=summary)).timeline.chapters
    with pytest.raises(InputError, match=r"this is a folder \(give one of its files"):
        load_one(LoadRequest(source=summary.parent))


def test_a_request_is_not_changed_and_gives_the_same_twice(summary: Path) -> None:
    summary.with_suffix(".vtt").write_text(SPOKEN, encoding="utf-8")
    request = LoadRequest(source=summary)
    assert load(request) == load(request)
    assert request.notes == ()


def test_what_lies_beside_it_is_used_and_noted(summary: Path) -> None:
    spoken = summary.with_suffix(".vtt")
    spoken.write_text(SPOKEN, encoding="utf-8")
    loaded = load(LoadRequest(source=summary))
    assert loaded.transcript_path == spoken
    assert loaded.timeline.insights[0].start == 21_000
    assert loaded.notes == (f"transcript: {spoken}", "duration 0:25 from the transcript's end")


def test_a_bad_file_beside_it_is_noted_and_a_bad_one_that_was_given_is_an_error(
    summary: Path,
) -> None:
    spoken = summary.with_suffix(".vtt")
    spoken.write_text("no subtitles", encoding="utf-8")
    loaded = load(LoadRequest(source=summary))
    assert loaded.transcript is loaded.transcript_path is None
    assert loaded.notes[0].startswith(f"{spoken} was not used: ")
    with pytest.raises(TimelineError, match=r"fruit\.vtt: "):
        load(LoadRequest(source=summary, transcript=spoken))


def test_a_default_install_says_nothing_of_what_it_does_not_need(
    summary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (assumptions, loader):
        monkeypatch.setattr(module, "is_installed", lambda name: False)
    video = summary.with_suffix(".mp4")
    video.write_bytes(b"never looked into")
    assert load(LoadRequest(source=summary, duration=60_000)).notes == ()
    [note] = load(LoadRequest(source=summary)).notes
    assert note == (
        f"the duration, 0:40, is an estimate: {video} has the true one once its reader is "
        "installed: pip install 'video-timeline[media]'"
    )
    summary.with_suffix(".vtt").write_text(SPOKEN, encoding="utf-8")
    assert not any(str(video) in note for note in load(LoadRequest(source=summary)).notes)


def test_a_missing_file_is_named(tmp_path: Path, summary: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: no such file"):
        load(LoadRequest(source=tmp_path / "none.txt"))
    with pytest.raises(InputError, match=r"none\.mp4: there is no such file"):
        load(LoadRequest(source=summary, media=tmp_path / "none.mp4"))


def test_loaded_says_all_that_was_used(summary: Path) -> None:
    fields = set(Loaded.__dataclass_fields__)
    assert {"timeline", "transcript", "media", "problems", "notes"} <= fields
