"""The storyboard of a local video, made when first asked for."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore

import pytest

from tests.web.sample import ENTRY, FixedLibrary
from timeline_web import create_app, storyboards
from timeline_web.sources import NO_MEDIA, from_path

FILM = Path(__file__).parents[2] / "samples" / "tides.webm"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "video-timeline"


def test_the_track_and_its_sheets_are_served_and_cached(cache: Path) -> None:
    entry = replace(ENTRY, id="film", source=from_path(FILM))
    client = create_app(FixedLibrary(entry)).test_client()
    assert 'data-storyboard="storyboard/video.thumbnails.vtt"' in client.get("/t/film/").text
    track = client.get("/t/film/storyboard/video.thumbnails.vtt", buffered=True)
    assert track.mimetype == "text/vtt"
    name = next(row for row in track.text.splitlines() if ".jpg" in row).partition("#")[0]
    sheet = client.get(f"/t/film/storyboard/{name}", buffered=True)
    assert sheet.mimetype == "image/jpeg"
    assert sheet.data[:2] == b"\xff\xd8"
    made = [path.stat().st_mtime_ns for path in sorted(cache.rglob("*.*"))]
    client.get("/t/film/storyboard/video.thumbnails.vtt", buffered=True)
    assert made == [path.stat().st_mtime_ns for path in sorted(cache.rglob("*.*"))]


@pytest.mark.parametrize("name", ["no.jpg", "..%2Fvideo.thumbnails.vtt", "%2Fetc%2Fpasswd"])
def test_no_other_file_is_served(name: str) -> None:
    client = create_app(
        FixedLibrary(replace(ENTRY, id="film", source=from_path(FILM)))
    ).test_client()
    assert client.get(f"/t/film/storyboard/{name}", buffered=True).status_code == 404


def test_without_video_there_is_no_storyboard(tmp_path: Path) -> None:
    assert not storyboards.is_available(NO_MEDIA)
    fake = tmp_path / "talk.mp4"
    fake.write_bytes(b"no video at all")
    assert storyboards.find(from_path(fake), storyboards.TRACK_NAME) is None


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.webm"
    path.write_bytes(FILM.read_bytes())
    return path


def asked(film: Path, name: str = storyboards.TRACK_NAME) -> int:
    entry = replace(ENTRY, id="film", source=from_path(film))
    client = create_app(FixedLibrary(entry)).test_client()
    return client.get(f"/t/film/storyboard/{name}", buffered=True).status_code


def test_what_cannot_be_had_is_404(
    film: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(film, "x" * 300) == 404
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/cache")
    assert asked(film) == 404
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert asked(film) == 404
    film.unlink()
    assert asked(film) == 404


def test_a_failure_is_told_once_and_not_tried_again(
    film: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import timeline.media

    tries = []

    def full(*arguments: object) -> None:
        tries.append(arguments)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(timeline.media, "storyboard", full)
    assert [asked(film) for _ in range(5)] == [404] * 5
    assert len(tries) == 1
    assert len([r for r in caplog.records if "No space left" in r.getMessage()]) == 1


def test_the_cache_has_a_limit(film: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        folder = cache / f"old{number}"
        folder.mkdir(parents=True)
        (folder / "sheet.jpg").write_bytes(bytes(1000))
        os.utime(folder, (number, number))
    monkeypatch.setattr(storyboards, "MAX_CACHE_BYTES", 1500)
    assert asked(film) == 200
    assert sorted(path.name for path in cache.glob("old*")) == ["old2"]


def test_storyboards_leave_threads_to_the_others(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storyboards, "_waiting", BoundedSemaphore(1))
    with storyboards._waiting:
        assert asked(film) == 503
    assert asked(film) == 200
