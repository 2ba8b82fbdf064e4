"""`probe` and `read_transcript` over real files: good, odd and hostile ones."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.media.conftest import RECIPES, ffmpeg
from timeline.errors import MediaError
from timeline.media import probe, read_transcript
from timeline.model import Chapter, Segment

CHAPTERS = """\
;FFMETADATA1
title=A talk
[CHAPTER]
TIMEBASE=1/1000
START=0
END=10000
title=Start \\= here
[CHAPTER]
TIMEBASE=1/1000
START=10000
END=20000
title=Ende שלום 🎬
"""


def with_chapters(source: Path, path: Path) -> Path:
    """A copy of ``source`` with the two chapters above."""
    sheet = path.with_suffix(".ffmetadata")
    sheet.write_text(CHAPTERS, encoding="utf-8")
    ffmpeg("-i", source, "-i", sheet, "-map", "0", "-map_chapters", "1", "-c", "copy", path)
    return path


@pytest.mark.parametrize("name", RECIPES)
def test_every_container_is_probed(name: str, media: dict[str, Path]) -> None:
    found = probe(media[name])
    assert abs(found.duration - 30_000) < 100
    assert found.title == "Talk"
    assert found.has_video == (Path(name).suffix in {".mp4", ".mov", ".mkv", ".webm"})
    assert found.chapters == ()
    assert found.parsed.timeline.duration_source == "media"


def test_the_spoken_language_is_the_first_audio_stream_s(media: dict[str, Path]) -> None:
    assert probe(media["talk.mkv"]).language == "deu"
    assert probe(media["talk.webm"]).language == ""


@pytest.mark.parametrize(
    "name", ["talk.mp4", "talk.mkv", "talk.webm", "talk.m4a", "talk.mp3", "talk.opus"]
)
def test_chapters_that_a_file_carries_are_read(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    assert probe(with_chapters(media[name], tmp_path / name)).chapters[:1] == (
        Chapter(start=0, end=10_000, title="Start = here"),
    )
    assert probe(tmp_path / name).chapters[1].title == "Ende שלום 🎬"


def test_an_end_that_leaves_a_gap_counts_as_stated(media: dict[str, Path], tmp_path: Path) -> None:
    first, last = probe(with_chapters(media["talk.mkv"], tmp_path / "talk.mkv")).chapters
    assert (first.end_given, last.end_given) == (False, True)


@pytest.mark.parametrize(
    ("suffix", "codec"),
    [
        (".mkv", "subrip"),
        (".mkv", "ass"),
        (".mkv", "webvtt"),
        (".mp4", "mov_text"),
        (".webm", "webvtt"),
    ],
)
def test_text_tracks_are_read_without_markup(
    suffix: str, codec: str, media: dict[str, Path], tmp_path: Path
) -> None:
    cues = tmp_path / "cues.srt"
    cues.write_text("1\n00:00:01,000 --> 00:00:04,000\nTom & <i>Jerry</i>\n", encoding="utf-8")
    path = tmp_path / f"talk{suffix}"
    language = ("-metadata:s:s", "language=eng")
    source = media[f"talk{suffix}"]
    ffmpeg(
        "-i",
        source,
        "-i",
        cues,
        "-map",
        "0",
        "-map",
        "1",
        "-c",
        "copy",
        "-c:s",
        codec,
        *language,
        path,
    )
    assert [s.language for s in probe(path).text_streams] == ["eng"]
    transcript = read_transcript(path)
    [segment] = transcript.segments
    assert segment == Segment(start=segment.start, end=segment.start + 3000, text="Tom & Jerry")
    assert abs(segment.start - 1000) < 50
    assert transcript.language == "eng"


def test_no_text_track_is_an_error(media: dict[str, Path]) -> None:
    with pytest.raises(MediaError, match="no such text track"):
        read_transcript(media["talk.mp4"])


def test_a_cover_is_not_moving_pictures(
    media: dict[str, Path], cover: Path, tmp_path: Path
) -> None:
    path = tmp_path / "talk.m4a"
    pictured = ("-map", "0", "-map", "1", "-c", "copy", "-disposition:v", "attached_pic")
    ffmpeg("-i", media["talk.m4a"], "-i", cover, *pictured, path)
    found = probe(path)
    assert found.has_cover
    assert not found.has_video


def test_a_file_without_a_duration_is_measured(media: dict[str, Path], tmp_path: Path) -> None:
    """As a browser's MediaRecorder writes WebM."""
    path = tmp_path / "live.webm"
    ffmpeg("-i", media["talk.webm"], "-c", "copy", "-f", "webm", "-live", "1", path)
    assert abs(probe(path).duration - 30_000) < 200


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.mp4", b"", "the file is empty"),
        ("text.mp4", b"Just words, no media.\n", "not a media file"),
        ("zeros.mkv", bytes(1000), "not a media file"),
        (
            "list.mp4",
            b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n/etc/passwd\n",
            "not a media file",
        ),
        ("list.mp4", b"ffconcat version 1.0\nfile /etc/passwd\n", "not a media file"),
        ("name.mp4", b"\x00\x00\x00\x08ftyp" * 9, "not a media file"),
    ],
)
def test_what_is_no_media_is_one_clear_line(
    name: str, content: bytes, says: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(MediaError) as caught:
        probe(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_a_picture_is_no_recording(cover: Path) -> None:
    with pytest.raises(MediaError, match="not a media file"):
        probe(cover)


def test_a_missing_file_a_folder_and_an_address(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="no such file"):
        probe(tmp_path / "nothing.mp4")
    with pytest.raises(MediaError, match="folder"):
        probe(tmp_path)
    with pytest.raises(MediaError, match="no such file"):
        probe(Path("concat:a.mp4|b.mp4"))


def test_a_header_cut_off_is_one_clear_line(media: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "cut.mp4"
    path.write_bytes(media["talk.mp4"].read_bytes()[:2000])
    with pytest.raises(MediaError, match="damaged"):
        probe(path)


@pytest.mark.parametrize("name", ["talk.mp4", "talk.mkv", "talk.mp3", "talk.ogg", "talk.flac"])
def test_damaged_bytes_give_media_or_an_error_never_a_crash(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    whole, dice = media[name].read_bytes(), random.Random(name)
    path = tmp_path / name
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(dice.choice([1, 20, 400])):
            damaged[dice.randrange(dice.choice([200, 4000, len(whole)]))] = dice.randrange(256)
        path.write_bytes(damaged)
        with suppress(MediaError):
            assert probe(path).duration > 0


def test_without_pyav_the_error_says_how_to_get_it(media: dict[str, Path]) -> None:
    script = (
        "import sys; sys.modules['av'] = None\n"
        "from pathlib import Path; from timeline.errors import MediaError\n"
        "from timeline.media import probe\n"
        "try: probe(Path(sys.argv[1]))\n"
        "except MediaError as error: print(error)\n"
    )
    command = [sys.executable, "-c", script, str(media["talk.mp4"])]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said == "media files need the package av (pip install 'video-timeline[media]')\n"


def test_importing_the_package_imports_neither_av_nor_mutagen() -> None:
    script = "import sys, timeline.media; print({'av', 'mutagen', 'numpy'} & set(sys.modules))"
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout == "set()\n"
