"""Real media for the tests, made once a run by Debian's ffmpeg."""

from __future__ import annotations

import json
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest

PICTURE = "testsrc2=d=30:s=160x90:r=5"
TONE = "sine=d=30:r=44100"

#: How to make a 30 s file of each container.
RECIPES = {
    "talk.mp4": "-c:v libx264 -g 25 -bf 2 -c:a aac -metadata title=Talk -metadata:s:a language=deu"
    " -movflags +faststart",
    "talk.mov": "-c:v libx264 -g 25 -bf 2 -c:a aac -metadata title=Talk",
    "talk.mkv": "-c:v libx264 -g 25 -bf 2 -c:a aac -metadata title=Talk -metadata:s:a language=deu"
    " -metadata:s:a title=Ton",
    "talk.webm": "-c:v libvpx -g 25 -b:v 200k -c:a libopus -metadata title=Talk",
    "talk.m4a": "-vn -c:a aac -metadata title=Talk -metadata artist=Speaker",
    "talk.m4b": "-vn -c:a aac -metadata title=Talk -f ipod",
    "talk.mp3": "-vn -c:a libmp3lame -metadata title=Talk -metadata artist=Speaker",
    "talk.ogg": "-vn -c:a libvorbis -metadata title=Talk -metadata artist=Speaker",
    "talk.opus": "-vn -c:a libopus -metadata title=Talk -metadata artist=Speaker",
    "talk.flac": "-vn -c:a flac -metadata title=Talk -metadata artist=Speaker",
}


def ffmpeg(*arguments: str | Path) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, arguments)], check=True)


def ffprobe(path: Path, *arguments: str) -> dict[str, Any]:
    """What ffprobe says about a file: chapters, streams and format, or what is asked for."""
    shown = arguments or ("-show_chapters", "-show_streams", "-show_format")
    command = ["ffprobe", "-v", "error", *shown, "-of", "json", str(path)]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True).stdout
    )
    return found


def packets(path: Path) -> dict[str, list[tuple[str, ...]]]:
    """Every packet (times and data hash) of the sound, picture and text streams, by stream.

    Keyed by place among the streams of its type, as a muxer may put data streams in between.
    """
    streams = {s["index"]: s["codec_type"] for s in ffprobe(path, "-show_streams")["streams"]}
    fields = ("pts_time", "dts_time", "flags", "data_hash")
    entries = f"packet=stream_index,{','.join(fields)}"
    shown = ffprobe(path, "-show_data_hash", "md5", "-show_entries", entries)["packets"]
    found: dict[int, list[tuple[str, ...]]] = {}
    for packet in shown:
        # By name: a newer ffprobe also lists a packet's side data, unasked.
        values = tuple(str(packet.get(field)) for field in fields)
        found.setdefault(packet["stream_index"], []).append(values)
    kept = sorted(index for index in found if streams[index] in {"video", "audio", "subtitle"})
    return {f"{streams[index]} {kept.index(index)}": found[index] for index in kept}


#: The matrix of ISO/IEC 14496-12 for a picture turned by a quarter: a, b, u, c, d, v, x, y, w.
_TURNED = struct.pack(">9i", 0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30)


def turn(path: Path) -> None:
    """Note in the header of an MP4's first track that its picture is to be turned.

    Written here: FFmpeg's own option for it is another one in each major version.
    """
    data = bytearray(path.read_bytes())
    box = data.index(b"tkhd") + 4
    assert data[box] == 0, "the times of version 1 are wider"
    data[box + 40 : box + 40 + len(_TURNED)] = _TURNED
    path.write_bytes(data)


@pytest.fixture(autouse=True)
def _driven(media_programs: None) -> None:
    """All tests of this folder drive the programs."""


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory, media_programs: None) -> dict[str, Path]:
    """A 30 s file of each container, by name; only to be read."""
    folder = tmp_path_factory.mktemp("media")
    for name, recipe in RECIPES.items():
        ffmpeg(
            "-f", "lavfi", "-i", PICTURE, "-f", "lavfi", "-i", TONE, *recipe.split(), folder / name
        )
    return {name: folder / name for name in RECIPES}


@pytest.fixture(scope="session")
def cover(tmp_path_factory: pytest.TempPathFactory, media_programs: None) -> Path:
    """A small JPEG picture."""
    path = tmp_path_factory.mktemp("cover") / "cover.jpg"
    ffmpeg("-f", "lavfi", "-i", "color=red:s=100x100", "-frames:v", "1", path)
    return path
