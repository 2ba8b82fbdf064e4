"""A media file is opened once to load it, whoever needs to know something of it."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import av
import pytest
from click.testing import CliRunner

from tests.media.conftest import ffmpeg
from timeline.cli import timeline
from timeline.loader import LoadRequest, load

TITLES = "Welcome Apples Pears Plums Cherries Goodbye".split()
CHAPTERS = "Chapters\n" + "".join(f"0:{5 * n:02} {title}\n" for n, title in enumerate(TITLES))
SPOKEN = "1\n00:00:01,000 --> 00:00:02,000\nWords of welcome.\n"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each file is opened to be read, by name."""
    counts: Counter[str] = Counter()
    really = av.open

    def counting(file: str, *args: object, **options: object) -> object:
        if "w" not in args:
            counts[Path(file.removeprefix("file:")).name] += 1
        return really(file, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(av, "open", counting)
    return counts


@pytest.fixture
def folder(media: dict[str, Path], tmp_path: Path) -> Path:
    """A summary, and films of its name: one of them holds a text track."""
    (tmp_path / "talk.txt").write_text(CHAPTERS, encoding="utf-8")
    (tmp_path / "words.srt").write_text(SPOKEN, encoding="utf-8")
    shutil.copy(media["talk.mp3"], tmp_path)
    both = ("-i", media["talk.mkv"], "-i", tmp_path / "words.srt")
    ffmpeg(*both, "-c", "copy", tmp_path / "talk.mkv")
    (tmp_path / "words.srt").unlink()
    return tmp_path


def test_a_load_opens_it_once_for_length_and_text_track(folder: Path, opened: Counter[str]) -> None:
    loaded = load(LoadRequest(source=folder / "talk.txt", media=folder / "talk.mkv"))
    assert loaded.media_info
    assert loaded.timeline.duration == loaded.media_info.duration
    assert loaded.transcript
    assert [segment.text for segment in loaded.transcript.segments] == ["Words of welcome."]
    assert opened == {"talk.mkv": 1}


def test_a_film_that_is_its_own_summary_is_opened_once(folder: Path, opened: Counter[str]) -> None:
    loaded = load(LoadRequest(source=str(folder / "talk.mkv")))
    assert loaded.media == folder / "talk.mkv"
    assert loaded.transcript
    assert opened == {"talk.mkv": 1}


def test_one_with_subtitles_beside_it_is_not_read_for_its_own(
    folder: Path, opened: Counter[str]
) -> None:
    (folder / "talk.en.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n")
    loaded = load(LoadRequest(source=folder / "talk.txt", media=folder / "talk.mkv"))
    assert loaded.transcript_path == folder / "talk.en.vtt"
    assert loaded.media_info
    assert loaded.media_info.transcript is None
    assert opened == {"talk.mkv": 1}


@pytest.mark.parametrize(
    ("command", "name", "times"),
    [
        ("split", "talk.mp3", 2),  # once to load it, once to copy all parts
        ("split", "talk.mkv", 3),  # once more to look for keyframes
        ("embed", "talk.mp3", 1),  # the new file is a copy of its bytes
        ("embed", "talk.mkv", 2),
    ],
)
def test_no_command_opens_it_once_a_chapter(
    command: str, name: str, times: int, folder: Path, opened: Counter[str]
) -> None:
    done = CliRunner().invoke(timeline, [command, str(folder / "talk.txt"), str(folder / name)])
    assert done.exit_code == 0, done.output
    assert opened[name] == times
