"""The storyboard of a local video, made when first asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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
