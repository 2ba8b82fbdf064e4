"""What `embed` does with files it cannot serve, full disks and sudden ends: no harm."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from tests.media.conftest import ffmpeg
from timeline.errors import MediaError, OutputError, TimelineError
from timeline.media import embed, probe
from timeline.model import Chapter

CHAPTERS = (
    Chapter(start=0, end=10_000, title="One"),
    Chapter(start=10_000, end=30_000, title="Two"),
)
KEY = "76a6c65c5ea762046bd749a2e632ccbb"


def refused(source: Path, target: Path) -> str:
    """The one line that `embed` refuses with, having written nothing."""
    before = sorted(target.parent.iterdir())
    with pytest.raises(MediaError) as caught:
        embed(CHAPTERS, source, target)
    assert sorted(target.parent.iterdir()) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_wrong_suffix_is_named(media: dict[str, Path], tmp_path: Path) -> None:
    source = tmp_path / "talk.mp4"
    shutil.copy(media["talk.mkv"], source)
    said = refused(source, tmp_path / "out.mp4")
    assert said == f"{source}: this is Matroska, whatever its name says (rename it to talk.mkv)"


def test_another_kind_of_target_is_refused(media: dict[str, Path], tmp_path: Path) -> None:
    assert "same kind: .mkv or" in refused(media["talk.mkv"], tmp_path / "out.mp4")


def test_a_container_without_chapters_is_named(media: dict[str, Path], tmp_path: Path) -> None:
    source = tmp_path / "talk.wav"
    ffmpeg("-i", media["talk.flac"], source)
    assert "chapters cannot be written into wav" in refused(source, tmp_path / "out.wav")


@pytest.mark.parametrize("name", ["talk.mp4", "talk.mkv", "talk.webm"])
def test_a_file_cut_short_is_refused(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    source = tmp_path / name
    whole = media[name].read_bytes()
    source.write_bytes(whole[: len(whole) * 6 // 10])
    said = refused(source, tmp_path / f"out{source.suffix}")
    assert "cut short" in said or "damaged" in said


def test_an_encrypted_file_is_refused(media: dict[str, Path], tmp_path: Path) -> None:
    source = tmp_path / "talk.mp4"
    key = ("-encryption_scheme", "cenc-aes-ctr", "-encryption_key", KEY, "-encryption_kid", KEY)
    ffmpeg("-i", media["talk.mp4"], "-c", "copy", *key, source)
    assert "encrypted" in refused(source, tmp_path / "out.mp4")


@pytest.mark.parametrize("name", ["talk.mp4", "talk.mkv", "talk.mp3", "talk.ogg", "talk.flac"])
def test_damaged_bytes_do_no_harm(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    whole, dice = media[name].read_bytes(), random.Random(name)
    source, target = tmp_path / name, tmp_path / f"out{Path(name).suffix}"
    for _ in range(15):
        damaged = bytearray(whole)
        for _ in range(dice.choice([1, 20, 400])):
            damaged[dice.randrange(dice.choice([200, 4000, len(whole)]))] = dice.randrange(256)
        source.write_bytes(damaged)
        with suppress(MediaError):
            embed(CHAPTERS, source, target)
            assert len(probe(target).chapters) >= 1
        assert source.read_bytes() == damaged
        assert {file.name for file in tmp_path.iterdir()} <= {source.name, target.name}


def test_a_folder_that_cannot_be_written_to(media: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: no such file or directory"):
        embed(CHAPTERS, media["talk.mp4"], tmp_path / "nowhere" / "out.mp4")


@pytest.mark.parametrize("name", ["talk.mp4", "talk.mkv", "talk.mp3", "talk.flac"])
def test_a_full_disk_leaves_nothing_behind(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    """A limit on file size fails a write just as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(TimelineError) as caught:
            embed(CHAPTERS, media[name], tmp_path / name)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert "too large" in str(caught.value).lower()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["talk.mp4", "talk.mkv", "talk.mp3"])
def test_kill_9_at_any_moment_leaves_the_original_and_no_half_file(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    source, target = tmp_path / name, tmp_path / f"out{Path(name).suffix}"
    ffmpeg("-stream_loop", "40", "-i", media[name], "-map", "0", "-c", "copy", source)
    digest = sha256(source.read_bytes()).digest()
    script = (
        "import sys; from pathlib import Path\n"
        "from timeline.media import embed; from timeline.model import Chapter\n"
        "print('go', flush=True)\n"
        "embed([Chapter(start=0, end=9000, title='One')], Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    dice = random.Random(name)
    for _ in range(int(os.environ.get("KILLS", "5"))):
        target.unlink(missing_ok=True)
        command = [sys.executable, "-c", script, str(source), str(target)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(dice.uniform(0, 0.5))
            process.kill()
        assert sha256(source.read_bytes()).digest() == digest
        if target.exists():
            assert len(probe(target).chapters) == 1
    embed(CHAPTERS, source, target)
    assert sorted(tmp_path.iterdir()) == sorted([source, target])
