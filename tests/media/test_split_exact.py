"""`split` with exact cuts: each picture of the source is in one part, the right one, once."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.media.conftest import ffmpeg, ffprobe, packets
from tests.media.test_commands import SUMMARY, run
from timeline.errors import MediaError
from timeline.media import Part, split
from timeline.media.h264 import Record
from timeline.model import Chapter, Problem

#: A grey, with noise, that tells the number of its picture: 25 a second.
PICTURES = (
    "nullsrc=s=96x64:r=25:d=12,format=gray,geq=lum='16+mod(N\\,100)*2+random(1)*8',format=yuv420p"
)
SOUND = "aevalsrc=0.4*sin(2*PI*(200+40*t)*t):d=12:s=48000"

RECIPES = {
    "plain.mp4": "-c:v libx264 -g 50 -bf 0 -c:a aac",
    "b-frames.mp4": "-c:v libx264 -g 50 -bf 2 -c:a aac -movflags +faststart",
    "open-gop.mp4": "-c:v libx264 -g 50 -bf 3 -x264-params open-gop=1:b-pyramid=normal -c:a aac",
    "baseline.mov": "-c:v libx264 -profile:v baseline -g 50 -c:a pcm_s16le",
    "b-frames.mkv": "-c:v libx264 -g 50 -bf 2 -c:a libopus",
    "ten-bit.mkv": "-c:v libx264 -g 50 -pix_fmt yuv422p10le -c:a flac",
    "silent.mkv": "-c:v libx264 -g 50 -an",
    "vp8.webm": "-c:v libvpx -g 50 -auto-alt-ref 1 -lag-in-frames 16 -b:v 1M -c:a libvorbis",
    "vp9.webm": "-c:v libvpx-vp9 -cpu-used 8 -g 50 -b:v 1M -c:a libopus",
    "hevc.mp4": "-c:v libx265 -g 50 -x265-params log-level=none -tag:v hvc1 -c:a aac",
    "mpeg4.mp4": "-c:v mpeg4 -g 50 -bf 2 -q:v 2 -c:a aac",
    "intra.mov": "-c:v mjpeg -q:v 2 -c:a pcm_s16le",
    "theora.mkv": "-c:v libtheora -q:v 3 -g 50 -c:a flac",
    "interlaced.mp4": "-c:v libx264 -flags +ildct+ilme -g 50 -c:a aac",
}

#: Between keyframes, at one (4 s), within one group of pictures, one picture long.
TIMES = (0, 1_400, 3_120, 4_000, 4_200, 7_440, 7_480, 9_000, 12_000)
CHAPTERS = tuple(
    Chapter(start=start, end=end, title=f"at {start}") for start, end in pairwise(TIMES)
)
JOINED = [name for name in RECIPES if name.split(".")[0] not in {"hevc", "mpeg4"}][:-2]
WHOLE = ["hevc.mp4", "mpeg4.mp4"]


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, media_programs: None) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exact")
    for name, recipe in RECIPES.items():
        inputs = ("-f", "lavfi", "-i", PICTURES, "-f", "lavfi", "-i", SOUND)
        keys = ("-sc_threshold", "0", "-force_key_frames", "expr:gte(t,n_forced*2)")
        ffmpeg(*inputs, *keys, *recipe.split(), folder / name)
    return {name: folder / name for name in RECIPES}


def greys(path: Path) -> list[int]:
    """The grey of each picture, as FFmpeg decodes the file. Nothing may be amiss with it."""
    to_raw = "-map 0:v -fps_mode passthrough -vf scale=1:1:flags=area,format=gray -f rawvideo -"
    command = ["ffmpeg", "-v", "error", "-i", str(path), *to_raw.split()]
    done = subprocess.run(command, check=True, capture_output=True)
    assert not done.stderr
    return list(done.stdout)


def samples(path: Path) -> list[int]:
    command = ["ffmpeg", "-v", "error", "-i", str(path), *"-map 0:a -ac 1 -f s16le -".split()]
    data = memoryview(subprocess.run(command, check=True, capture_output=True).stdout)
    return list(data.cast("h"))


def cut(path: Path, folder: Path) -> tuple[list[Part], list[Problem]]:
    said: list[Problem] = []

    def announce(parts: Sequence[Part], problems: Sequence[Problem]) -> None:
        assert not list(folder.iterdir())
        said.extend(problems)

    return list(split(CHAPTERS, path, folder, announce=announce, exact=True).parts), said


def assert_exact(source: Path, parts: Sequence[Part]) -> None:
    shown, whole = 0, greys(source)
    assert [part.start for part in parts] == list(TIMES[:-1])
    for part, end in zip(parts, TIMES[1:], strict=True):
        found = greys(part.path)
        # A container's own beginning may be some ms late.
        assert len(found) == (end - part.start) // 40
        wanted = whole[shown : shown + len(found)]
        assert all(abs(a - b) <= 2 for a, b in zip(found, wanted, strict=True)), part.path.name
        shown += len(found)
    assert shown == len(whole)


@pytest.mark.parametrize("name", JOINED)
def test_pictures_are_encoded_from_the_cut_to_the_next_keyframe(
    name: str, film: dict[str, Path], tmp_path: Path
) -> None:
    parts, said = cut(film[name], tmp_path)
    assert said == []
    assert_exact(film[name], parts)
    copied = {packet[-1] for packet in packets(film[name])["video 0"]}
    if name != "open-gop.mp4":  # there is one picture only that needs none before it
        kept = [[p[-1] in copied for p in packets(part.path)["video 0"]] for part in parts]
        assert all(kept[0][: 1_400 // 40 - 3]), "the first begins at a keyframe"
        assert sum(kept[-1]) >= 50, "copied from 10 s on"
        assert sum(kept[4]) >= 33, "from 6 s on, but for what is crossed at the end"


@pytest.mark.parametrize("name", WHOLE)
def test_a_codec_that_cannot_be_joined_is_encoded_as_a_whole_and_that_is_said(
    name: str, film: dict[str, Path], tmp_path: Path
) -> None:
    parts, said = cut(film[name], tmp_path)
    [problem] = said
    assert problem.code == "M012"
    assert "are encoded as a whole" in problem.message
    assert_exact(film[name], parts)


@pytest.mark.parametrize(
    ("name", "message"),
    [("theora.mkv", "no encoder for its pictures .theora."), ("interlaced.mp4", "are interlaced")],
)
def test_what_cannot_be_cut_exactly_is_one_line_and_no_file(
    name: str, message: str, film: dict[str, Path], tmp_path: Path
) -> None:
    with pytest.raises(MediaError, match=message + r".*leave out --exact"):
        cut(film[name], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_keyframes_alone_need_no_encoder(film: dict[str, Path], tmp_path: Path) -> None:
    at_keyframes = (
        Chapter(start=0, end=4_000, title="a"),
        Chapter(start=4_000, title="b", end=12_000),
    )
    keys = ffprobe(film["intra.mov"], "-show_packets", "-select_streams", "v")["packets"]
    assert all("K" in packet["flags"] for packet in keys)
    for name in ("b-frames.mp4", "vp9.webm", "intra.mov"):
        source = film[name]
        (tmp_path / name).mkdir()
        parts = split(at_keyframes, source, tmp_path / name, exact=True).parts
        hashes = [p[-1] for part in parts for p in packets(part.path)["video 0"]]
        assert hashes == [p[-1] for p in packets(source)["video 0"]]


@pytest.mark.parametrize(
    ("name", "near"), [("b-frames.mp4", 0), ("baseline.mov", 0), ("b-frames.mkv", 960)]
)
def test_sound_begins_at_the_cut(
    name: str, near: int, film: dict[str, Path], tmp_path: Path
) -> None:
    """At the sample in MP4; in Matroska, which has no way to say so, at the next packet."""
    source = samples(film[name])
    for part in cut(film[name], tmp_path)[0][1:3]:
        found, at = samples(part.path), part.start * 48
        offsets = range(near + 1)
        apart = [
            sum(abs(found[n] - source[at + late + n]) for n in range(6_000, 10_000, 137))
            for late in offsets
        ]
        assert min(apart) < 400 * 29, part.path.name
        length = len(found) - (TIMES[TIMES.index(part.start) + 1] - part.start) * 48
        assert abs(length) <= 1_024


def test_chapters_without_a_picture_between_them_are_one_file(
    film: dict[str, Path], tmp_path: Path
) -> None:
    chapters = [
        Chapter(start=start, end=end, title=str(start))
        for start, end in ((0, 1_010), (1_010, 1_030), (1_030, 12_000))
    ]
    done = split(chapters, film["plain.mp4"], tmp_path, exact=True)
    assert [part.path.stem for part in done.parts] == ["01 0", "02 1010 + 1030"]
    assert [problem.code for problem in done.problems] == ["M011"]
    assert "no picture between them" in done.problems[0].message


def test_a_film_of_one_keyframe_is_encoded_from_the_cut(tmp_path: Path) -> None:
    source = tmp_path / "long.mp4"
    ffmpeg("-f", "lavfi", "-i", PICTURES, *"-c:v libx264 -g 9999 -sc_threshold 0".split(), source)
    folder = tmp_path / "parts"
    folder.mkdir()
    parts, said = cut(source, folder)
    assert said == []
    assert_exact(source, parts)


def test_the_command_says_where_and_keeps_what_is_there(
    film: dict[str, Path], tmp_path: Path
) -> None:
    summary = tmp_path / "talk.txt"
    summary.write_text(SUMMARY.replace("0:10", "0:03").replace("0:20", "0:07"), encoding="utf-8")
    done = run("split", summary, film["b-frames.mp4"], "-o", tmp_path / "out", "--exact")
    assert "0:00 to 0:03" in done.stdout
    assert "0:03 to 0:07" in done.stdout
    assert "keyframe" not in done.stderr
    first = sorted((tmp_path / "out").iterdir())[0]
    first.write_bytes(b"mine")
    again = run("split", summary, film["b-frames.mp4"], "-o", tmp_path / "out", "--no-clobber")
    assert again.stderr.count("kept ") == 3
    assert first.read_bytes() == b"mine"


@pytest.mark.parametrize(
    "data", [b"", b"\x01", b"\x01\x64\x00\x1f\xff\xe1\xff\xff\x67", b"\0" * 40]
)
def test_what_is_no_record_of_parameter_sets_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        Record.read(data)
