"""`split` over real files: every packet lands in one part, and nothing is decoded."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from tests.media.conftest import RECIPES, ffmpeg, ffprobe, packets
from timeline.errors import MediaError
from timeline.media import probe, split
from timeline.media.split import safe_name
from timeline.model import Chapter

CHAPTERS = (
    Chapter(start=0, end=8_000, title="Opening: a/b"),
    Chapter(start=8_000, end=20_000, title="..\\Middle?"),
    Chapter(start=20_000, end=30_000, title="🎬 Ende"),
)


def hashes(path: Path, kind: str) -> list[str]:
    """The data hashes of the packets of all streams of a kind."""
    return [packet[-1] for key, found in packets(path).items() if kind in key for packet in found]


@pytest.mark.parametrize("name", RECIPES)
def test_every_packet_lands_in_one_part(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    done = split(CHAPTERS, media[name], tmp_path)
    paths = [part.path for part in done.parts]
    suffix = Path(name).suffix
    assert [path.name for path in paths] == [
        f"01 Opening- a-b{suffix}",
        f"02 Middle{suffix}",
        f"03 🎬 Ende{suffix}",
    ]
    assert sorted(tmp_path.iterdir()) == paths
    for kind in ("video", "audio"):
        parts = [packet for path in paths for packet in hashes(path, kind)]
        assert parts == hashes(media[name], kind)
    for part, chapter in zip(done.parts, CHAPTERS, strict=True):
        found = probe(part.path)
        assert found.title == chapter.title
        assert found.chapters == ()
        assert part.start < chapter.start + 100
    lengths = [probe(path).duration for path in paths]
    assert abs(sum(lengths) - 30_000) < 500
    assert done.problems == ()


@pytest.mark.parametrize("name", ["talk.mp4", "talk.mkv", "talk.webm"])
def test_cuts_move_back_to_a_keyframe(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    done = split(CHAPTERS, media[name], tmp_path)
    pictures = ffprobe(media[name], "-show_packets", "-select_streams", "v")["packets"]
    keys = [float(p["pts_time"]) * 1000 for p in pictures if "K" in p["flags"]]
    for part in done.parts[1:]:
        assert part.start == round(max(key for key in keys if key < part.chapter.start + 100))
    for part in done.parts:
        first = ffprobe(part.path, "-show_packets", "-select_streams", "v")["packets"][0]
        assert "K" in first["flags"]
        decoded = ffprobe(part.path, "-count_frames", "-show_streams", "-select_streams", "v")
        assert int(decoded["streams"][0]["nb_read_frames"]) > 0


def test_sound_is_cut_where_it_was_asked_for(media: dict[str, Path], tmp_path: Path) -> None:
    done = split(CHAPTERS, media["talk.flac"], tmp_path)
    assert [part.start for part in done.parts] == [0, 8_000, 20_000]
    assert [round(probe(p.path).duration, -3) for p in done.parts] == [8_000, 12_000, 10_000]


def test_what_no_chapter_covers_is_in_no_part(media: dict[str, Path], tmp_path: Path) -> None:
    gaps = [Chapter(start=5_000, end=8_000, title="Only this", end_given=True)]
    [part] = split(gaps, media["talk.mp3"], tmp_path).parts
    assert abs(probe(part.path).duration - 3_000) < 150


def test_an_audiobook_s_parts_keep_the_cover(
    media: dict[str, Path], cover: Path, tmp_path: Path
) -> None:
    for name in ("talk.m4a", "talk.mp3", "talk.flac"):
        source = tmp_path / name
        pictured = ("-map", "0", "-map", "1", "-c", "copy", "-disposition:v", "attached_pic")
        ffmpeg("-i", media[name], "-i", cover, *pictured, source)
        folder = tmp_path / source.suffix[1:]
        folder.mkdir()
        for part in split(CHAPTERS, source, folder).parts:
            assert probe(part.path).has_cover, name


def test_no_chapters_is_one_clear_line(media: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="no chapters to cut at"):
        split((), media["talk.mp4"], tmp_path)


def test_kill_9_at_any_moment_leaves_the_original_and_no_half_part(
    media: dict[str, Path], tmp_path: Path
) -> None:
    source, folder = tmp_path / "talk.mkv", tmp_path / "parts"
    folder.mkdir()
    ffmpeg("-stream_loop", "20", "-i", media["talk.mkv"], "-map", "0", "-c", "copy", source)
    digest = sha256(source.read_bytes()).digest()
    script = (
        "import sys; from pathlib import Path\n"
        "from timeline.media import split; from timeline.model import Chapter\n"
        "print('go', flush=True)\n"
        "parts = [Chapter(start=n, end=n + 60_000, title='x') for n in range(0, 600_000, 60_000)]\n"
        "split(parts, Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    command = [sys.executable, "-c", script, str(source), str(folder)]
    dice = random.Random(9)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    whole = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert len(whole) == 10
    for _ in range(int(os.environ.get("KILLS", "5"))):
        for path in folder.glob("[!.]*"):
            path.unlink()
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(dice.uniform(0, 0.7))
            process.kill()
        assert sha256(source.read_bytes()).digest() == digest
        named = {p.name: p.stat().st_size for p in folder.iterdir() if not p.name.startswith(".")}
        assert named.items() <= whole.items()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert {path.name: path.stat().st_size for path in folder.iterdir()} == whole


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b\\c:d", "a-b-c-d"),
        ("../../etc/passwd", "etc-passwd"),
        ("  spaces\tand\nbreaks  ", "spaces-and-breaks"),
        ("...", "chapter"),
        ("", "chapter"),
        ("語" * 90, "語" * 26),
        (
            "many words " * 20,
            "many words many words many words many words many words many words many words",
        ),
        ("What? Why*", "What- Why"),
    ],
)
def test_safe_names(title: str, name: str) -> None:
    assert safe_name(title) == name


@pytest.mark.parametrize("name", ["talk.mp4", "talk.mkv"])
def test_chapters_without_a_keyframe_between_them_are_one_file(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    picture = ffprobe(media[name], "-show_packets", "-select_streams", "v")["packets"]
    keys = [float(p["pts_time"]) for p in picture if "K" in p["flags"]]
    second, third = round(keys[1] * 1000), round(keys[2] * 1000)
    chapters = (
        Chapter(start=0, end=300, title="A"),
        Chapter(start=300, end=second, title="B"),
        Chapter(start=second, end=second + 200, title="C"),
        Chapter(start=second + 200, end=second + 350, title="D"),
        Chapter(start=third, end=30_000, title="E"),
    )
    said: list[tuple[int, list[str]]] = []
    done = split(
        chapters,
        media[name],
        tmp_path,
        announce=lambda parts, problems: said.append((len(parts), [p.code for p in problems])),
    )
    assert said == [(3, ["M011", "M011"])], "reported before the first file is written"
    titles = [part.path.stem for part in done.parts]
    assert titles == ["01 A + B", "02 C + D", "03 E"]
    assert all(probe(part.path).duration > 200 for part in done.parts)
    for kind in ("video", "audio"):
        parts = [packet for part in done.parts for packet in hashes(part.path, kind)]
        assert len(parts) <= len(hashes(media[name], kind))
        assert parts


def test_what_is_announced_may_be_refused_and_nothing_is_written(
    media: dict[str, Path], tmp_path: Path
) -> None:
    def refuse(parts: object, problems: object) -> None:
        raise MediaError("not so")

    with pytest.raises(MediaError, match="not so"):
        split(CHAPTERS, media["talk.mp4"], tmp_path, announce=refuse)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["CON", "aux.", "NUL:", "a" * 300, "..", "C:\\x", "梨" * 90])
def test_titles_become_names_that_windows_takes_too(title: str) -> None:
    name = f"01 {safe_name(title)}.mp4"
    assert not set(name) & set('<>:"/\\|?*')
    assert not name.removesuffix(".mp4").endswith((".", " "))
    assert len(name.encode()) < 200
