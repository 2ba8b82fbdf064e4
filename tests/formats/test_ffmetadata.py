"""ffmetadata, checked with ffprobe and by putting it into a file with ffmpeg."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from timeline.chapter_ends import resolve_ends
from timeline.errors import InputError
from timeline.formats.ffmetadata import read, write
from timeline.model import Chapter, Timeline


def test_a_file_reads_like_this(talk: Timeline) -> None:
    assert write(replace(talk, chapters=talk.chapters[1:2])) == (
        ";FFMETADATA1\n"
        "title=Tides & the moon\n"
        "description=Why the sea rises\\\n"
        "twice a day.\n"
        "language=en\n"
        "purl=https://example.org/v?id\\=1&t\\=0\n"
        "\n"
        "[CHAPTER]\n"
        "TIMEBASE=1/1000\n"
        "START=75500\n"
        "END=600000\n"
        # The blank after the last backslash keeps ffmpeg from swallowing the next section.
        'title=a < b --> "Q&A"\\; \\#1 \\= C:\\\\ \n'
    )


def probe(path: Path, run: Callable[..., str]) -> list[tuple[int, int, str]]:
    printed = run("ffprobe", "-v", "error", "-show_chapters", "-of", "json", path)
    return [
        (
            round(float(chapter["start_time"]) * 1000),
            round(float(chapter["end_time"]) * 1000),
            chapter["tags"]["title"].rstrip(),
        )
        for chapter in json.loads(printed)["chapters"]
    ]


def test_ffprobe_finds_the_same_chapters(
    talk: Timeline, tmp_path: Path, run: Callable[..., str]
) -> None:
    path = tmp_path / "talk.ffmetadata"
    path.write_text(write(talk), encoding="utf-8")
    assert probe(path, run) == [(c.start, c.end, c.title) for c in talk.chapters]


@pytest.mark.parametrize("suffix", ["mkv", "mp4"])
def test_ffmpeg_puts_nested_chapters_into_media_flat(
    suffix: str, silence: Path, tmp_path: Path, run: Callable[..., str]
) -> None:
    nested = resolve_ends(
        Timeline(
            chapters=(
                Chapter(start=0, end=600_000, title="Part", end_given=True),
                Chapter(start=0, end=0, title="First\\"),
                Chapter(start=60_000, end=120_000, title="Second", end_given=True),
                Chapter(start=600_000, end=0, title="End"),
            )
        ),
        900_000,
    )
    source, target = tmp_path / "in.ffmetadata", tmp_path / f"out.{suffix}"
    source.write_text(write(nested), encoding="utf-8")
    run(
        *("ffmpeg", "-v", "error", "-i", silence, "-i", source, "-map", "0", "-map_metadata", "1"),
        *("-c:a", "copy" if suffix == "mkv" else "aac", target),
    )
    starts = [(start, title) for start, _, title in probe(target, run)]
    assert starts == [(0, "Part"), (1, "First\\"), (60_000, "Second"), (600_000, "End")]


def test_a_file_from_elsewhere_is_read() -> None:
    """BOM, CRLF, other tags and sections, comments, nanoseconds, a title of two lines."""
    parsed = read(
        "\ufeff;FFMETADATA1\r\nmajor_brand=isom\r\ntitle=A \\= B\r\n# remark\r\n"
        "[STREAM]\r\ntitle=Video\r\n"
        "[CHAPTER]\r\nTIMEBASE=1/1000\r\nSTART=60000\r\nEND=90000\r\ntitle=Two\\\r\nlines\r\n"
        "[CHAPTER]\r\nSTART=0\r\nEND=60000000000\r\nartist=Ann\r\ntitle=One\r\n"
    )
    assert parsed.timeline.title == "A = B"
    assert [(c.start, c.end, c.title, c.end_given, c.line) for c in parsed.timeline.chapters] == [
        (0, 60_000, "One", False, 13),
        (60_000, 90_000, "Two lines", False, 7),
    ]
    assert (parsed.timeline.duration, parsed.timeline.duration_source) == (90_000, "summary")
    assert [problem.message for problem in parsed.problems] == ["not used: major_brand, [STREAM]"]


def test_an_estimate_says_so_and_stays_one(talk: Timeline) -> None:
    guessed = resolve_ends(replace(talk, duration=0, duration_source="none"))
    text = write(guessed)
    assert text.splitlines()[1].startswith("; The last end is an estimate")
    assert read(text).timeline.duration_source == "estimate"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title=x", "its first line must be ;FFMETADATA1"),
        (";FFMETADATA1\n[CHAPTER]\ntitle=x", "line 2: this chapter has no START"),
        (";FFMETADATA1\n\n[CHAPTER]\nSTART=0:10", "line 3: START=0:10 is not a whole number"),
        (";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/0\nSTART=0", "line 2: TIMEBASE=1/0 is not"),
        (";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=99999999", "longer than 999 hours"),
    ],
)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(text)
