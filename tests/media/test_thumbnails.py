"""Thumbnails, storyboards and contact sheets of real films, looked at pixel by pixel."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import av
import pytest
import webvtt

from tests.media.conftest import ffmpeg, turn
from timeline.errors import MediaError
from timeline.media import contact_sheet, storyboard, thumbnail
from timeline.model import Chapter


@pytest.fixture(scope="module")
def colours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds of red, ten of green, ten of blue; 160x90."""
    path = tmp_path_factory.mktemp("colours") / "three colours.mp4"
    parts = [f"color={name}:s=160x90:d=10:r=5[{name}]" for name in ("red", "lime", "blue")]
    graph = ";".join(parts) + ";[red][lime][blue]concat=n=3[v]"
    ffmpeg("-filter_complex", graph, "-map", "[v]", "-c:v", "libx264", "-g", "20", path)
    return path


def pixels(jpeg: bytes | Path, tmp_path: Path) -> Any:
    path = jpeg if isinstance(jpeg, Path) else tmp_path / "picture.jpg"
    if isinstance(jpeg, bytes):
        path.write_bytes(jpeg)
    with av.open(str(path)) as picture:
        return next(picture.decode(video=0)).to_ndarray(format="rgb24")


def colour(picture: Any) -> str:
    """The colour that fills most of a picture."""
    means = picture.reshape(-1, 3).mean(axis=0)
    return ("red", "green", "blue")[int(means.argmax())]


def test_a_thumbnail_is_of_the_moment(colours: Path, tmp_path: Path) -> None:
    for moment, name in ((0, "red"), (9_700, "red"), (10_000, "green"), (29_900, "blue")):
        picture = pixels(thumbnail(colours, moment, width=80), tmp_path)
        assert picture.shape == (45, 80, 3)
        assert colour(picture) == name


def test_a_storyboard_s_cues_point_at_what_is_seen_then(colours: Path, tmp_path: Path) -> None:
    board = storyboard(colours, tmp_path, "three colours")
    cues = webvtt.read(board.track)
    assert (cues[0].start, cues[-1].end) == ("00:00:00.000", "00:00:30.000")
    assert len(cues) == 15
    sheets = {path.name: pixels(path, tmp_path) for path in board.sheets}
    for number, cue in enumerate(cues):
        name, _, area = cue.text.partition("#xywh=")
        x, y, width, height = map(int, area.split(","))
        picture = sheets[unquote(name)][y : y + height, x : x + width]
        assert picture.shape == (135, 240, 3)
        # Keyframes, 4 s apart: the one before the moment.
        assert colour(picture) in {
            ("red", "green", "blue")[t // 10] for t in (number * 2, max(0, number * 2 - 4))
        }


def test_a_long_film_gets_several_sheets_and_no_more_pictures(
    media: dict[str, Path], tmp_path: Path
) -> None:
    long = tmp_path / "long.mkv"
    ffmpeg("-stream_loop", "59", "-i", media["talk.mkv"], "-map", "0:v", "-c", "copy", long)
    board = storyboard(long, tmp_path, "long")
    assert 100 <= len(webvtt.read(board.track)) <= 121
    assert [path.name for path in board.sheets][:2] == [
        "long.thumbnails-1.jpg",
        "long.thumbnails-2.jpg",
    ]


def test_pictures_stand_upright(colours: Path, tmp_path: Path) -> None:
    """As a phone films: lying, with a note to turn it."""
    turned = tmp_path / "turned.mp4"
    shutil.copy(colours, turned)
    turn(turned)
    height, width, _ = pixels(thumbnail(turned, 0, width=90), tmp_path).shape
    assert (width, height) == (90, 160)


def test_a_contact_sheet_shows_each_chapter(colours: Path) -> None:
    chapters = [
        Chapter(start=0, end=10_000, title='Red <&> "first"'),
        Chapter(start=10_000, end=20_000, title="Green"),
        Chapter(start=20_000, end=30_000, title="Blue " + "and a long title " * 9),
    ]
    root = ET.fromstring(contact_sheet(colours, chapters, title="Three & more"))
    space = "{http://www.w3.org/2000/svg}"
    texts = [text.text for text in root.iter(f"{space}text")]
    assert texts[:3] == ["Three & more", "0:00", 'Red <&> "first"']
    assert len(list(root.iter(f"{space}image"))) == 3
    assert str(texts[-1]).endswith("…")


def test_sound_has_no_pictures(media: dict[str, Path], tmp_path: Path) -> None:
    for name in ("talk.mp3", "talk.m4a"):
        with pytest.raises(MediaError, match="no picture in it"):
            storyboard(media[name], tmp_path, "talk")
        with pytest.raises(MediaError, match="no picture in it"):
            thumbnail(media[name], 0)
    assert list(tmp_path.iterdir()) == []
