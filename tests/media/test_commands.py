"""``timeline embed`` and ``timeline split`` as users run them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.media.conftest import ffmpeg
from timeline.cli import timeline
from timeline.errors import TimelineError
from timeline.loader import LoadRequest, load
from timeline.media import probe, read_transcript

SUMMARY = """\
TLDR A talk.

Key insights

💡 Middle matters most (at 0:12)

Timestamped Summary

0:00 Opening
0:10 Middle
0:20 End
"""


@pytest.fixture
def folder(media: dict[str, Path], tmp_path: Path) -> Path:
    """A folder with a summary and a film."""
    shutil.copy(media["talk.mp4"], tmp_path)
    (tmp_path / "talk.txt").write_text(SUMMARY, encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(timeline, [str(a) for a in arguments], catch_exceptions=False)


def test_embed_writes_a_new_file_beside_the_media(folder: Path) -> None:
    done = run("embed", folder / "talk.txt", folder / "talk.mp4")
    assert done.exit_code == 0
    assert done.stdout == f"wrote {folder / 'talk.chapters.mp4'}  3 chapters\n"
    chapters = probe(folder / "talk.chapters.mp4").chapters
    assert [(c.start, c.title) for c in chapters] == [
        (0, "Opening"),
        (10_000, "Middle"),
        (20_000, "End"),
    ]
    assert probe(folder / "talk.mp4").chapters == ()


def test_embed_overwrites_only_with_force(folder: Path) -> None:
    target = folder / "out.mp4"
    target.write_bytes(b"mine")
    with pytest.raises(TimelineError, match="this file is not from an earlier run"):
        run("embed", folder / "talk.txt", folder / "talk.mp4", "-o", target)
    assert target.read_bytes() == b"mine"
    assert run("embed", folder / "talk.txt", folder / "talk.mp4", "-o", target, "--force")
    assert len(probe(target).chapters) == 3


def test_embed_in_place(folder: Path) -> None:
    run("embed", folder / "talk.txt", folder / "talk.mp4", "--in-place")
    assert len(probe(folder / "talk.mp4").chapters) == 3
    assert sorted(path.name for path in folder.iterdir()) == ["talk.mp4", "talk.txt"]


def test_embed_tracks(folder: Path) -> None:
    done = run("embed", folder / "talk.txt", folder / "talk.mp4", "--tracks")
    assert done.stdout.endswith("3 chapters, key insights\n")
    assert [s.title for s in probe(folder / "talk.chapters.mp4").text_streams] == ["Key insights"]


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_tracks_that_embed_added_are_no_transcript(folder: Path, suffix: str) -> None:
    media = folder / "talk.mp4"
    if suffix == ".mkv":
        ffmpeg("-i", media, "-c", "copy", folder / "talk.mkv")
        media.unlink()
        media = folder / "talk.mkv"
    run("embed", folder / "talk.txt", media, "--tracks", "--in-place")
    loaded = load(LoadRequest(source=folder / "talk.txt"))
    assert loaded.media == media
    assert loaded.transcript is None
    with pytest.raises(TimelineError, match="no such text track"):
        read_transcript(media)


def test_embed_says_what_it_had_to_change(folder: Path) -> None:
    (folder / "talk.txt").write_text("0:00 Opening\n0:10 Middle\n5:00 Never\n")
    done = run("embed", folder / "talk.txt", folder / "talk.mp4")
    assert "warning: chapter at 5:00, 'Never': left out: the media ends at 0:30" in done.stderr


def test_a_summary_without_chapters_is_one_clear_line(folder: Path) -> None:
    (folder / "talk.txt").write_text("TLDR Nothing more.\n")
    for command in ("embed", "split"):
        with pytest.raises(TimelineError, match="there are no chapters in it"):
            run(command, folder / "talk.txt", folder / "talk.mp4")


def test_split_writes_one_file_a_chapter(folder: Path) -> None:
    done = run("split", folder / "talk.txt", folder / "talk.mp4")
    assert done.exit_code == 0
    parts = sorted((folder / "talk.parts").iterdir())
    assert [part.name for part in parts] == ["01 Opening.mp4", "02 Middle.mp4", "03 End.mp4"]
    assert done.stdout.count("wrote ") == 3


def test_split_takes_the_chapters_of_the_file_itself(folder: Path) -> None:
    run("embed", folder / "talk.txt", folder / "talk.mp4", "--in-place")
    run("split", folder / "talk.mp4", folder / "talk.mp4", "-o", folder / "parts")
    assert len(list((folder / "parts").iterdir())) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("more", [[], ["--exact"]])
def test_an_output_that_takes_nothing_is_not_blamed_on_the_media(
    folder: Path, more: list[str]
) -> None:
    command = [sys.executable, "-m", "timeline", "split", "talk.txt", "talk.mp4", *more]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("error: standard output cannot be written")
