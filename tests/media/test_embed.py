"""`embed` over real files: chapters go in, everything else stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.media.conftest import RECIPES, ffmpeg, ffprobe, packets, turn
from timeline.errors import MediaError
from timeline.media import TextTrack, ebml, embed, probe, read_transcript
from timeline.model import Chapter
from timeline.tracks import Cue

AWKWARD = (
    r"a = b; c # d \ e & f < g > h",
    "ends in a backslash \\",
    "🎬 שלום עולם – العربية 👩‍🔬",
    "'quotes' \"and\" [brackets]",
)
CHAPTERS = tuple(
    Chapter(start=start, end=start + 7500, title=title)
    for start, title in zip(range(0, 30_000, 7500), AWKWARD, strict=True)
)
INSIGHTS = TextTrack(
    label="Key insights",
    language="eng",
    cues=(
        Cue(start=1000, end=3000, text="💡 Tom & {Jerry} <3", id="insight-1"),
        Cue(start=20_000, end=25_000, text="שלום", id="insight-2"),
    ),
)


def shown(path: Path) -> list[tuple[float, str]]:
    """The chapters as Debian's ffprobe reads them: start in seconds, title."""
    chapters = ffprobe(path, "-show_chapters")["chapters"]
    return [(float(c["start_time"]), c["tags"]["title"]) for c in chapters]


def described(path: Path) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """All tags, and all that describes the picture and sound streams and survives a copy."""
    found = ffprobe(path)
    written_by_muxers = {"encoder", "ENCODER", "DURATION", "compatible_brands"}
    varying = {"index", "id", "duration", "duration_ts", "bit_rate", "extradata_size"}

    def tags(of: dict[str, Any]) -> dict[str, str]:
        return {k: v for k, v in of.get("tags", {}).items() if k not in written_by_muxers}

    streams = [
        {k: v for k, v in {**stream, "tags": tags(stream)}.items() if k not in varying}
        for stream in found["streams"]
        if stream["codec_type"] in {"video", "audio", "attachment"}
    ]
    return tags(found["format"]), sorted(streams, key=lambda stream: str(stream.get("codec_name")))


def attachments(path: Path) -> list[str]:
    """A line for each attachment, as mkvmerge shows it: type, size, name."""
    command = ["mkvmerge", "--identify", path]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if line.startswith("Attachment")]


@pytest.mark.parametrize("name", RECIPES)
def test_chapters_go_in_and_everything_else_stays(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    source, target = media[name], tmp_path / name
    before = source.read_bytes()
    embedded = embed(CHAPTERS, source, target)
    assert embedded.problems == ()
    assert shown(target) == [(c.start / 1000, c.title) for c in CHAPTERS]
    assert [(c.start, c.title) for c in probe(target).chapters] == [
        (c.start, c.title) for c in CHAPTERS
    ]
    assert packets(target) == packets(source)
    assert described(target) == described(source)
    assert source.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", RECIPES)
def test_new_chapters_replace_the_old_ones(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    first, second = tmp_path / f"first{Path(name).suffix}", tmp_path / f"second{Path(name).suffix}"
    embed(CHAPTERS, media[name], first)
    embed(CHAPTERS[:2], first, second)
    assert [title for _, title in shown(second)] == [c.title for c in CHAPTERS[:2]]
    assert packets(second) == packets(media[name])
    streams = [s["codec_type"] for s in ffprobe(second)["streams"]]
    assert streams.count("data") == (Path(name).suffix in {".mp4", ".mov", ".m4a", ".m4b"})


@pytest.mark.parametrize("name", RECIPES)
def test_no_chapters_take_the_old_ones_out(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    first, second = tmp_path / f"first{Path(name).suffix}", tmp_path / f"second{Path(name).suffix}"
    embed(CHAPTERS, media[name], first)
    embed((), first, second)
    assert shown(second) == []


@pytest.mark.parametrize("name", RECIPES)
def test_in_place_replaces_the_file_itself(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / name
    shutil.copy(media[name], path)
    path.chmod(0o640)
    embed(CHAPTERS, path, path)
    assert shown(path) == [(c.start / 1000, c.title) for c in CHAPTERS]
    assert packets(path) == packets(media[name])
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_in_place_without_mkvpropedit_rewrites_the_file(
    media: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "talk.mkv"
    shutil.copy(media["talk.mkv"], path)
    monkeypatch.setenv("PATH", "")
    embed(CHAPTERS, path, path)
    monkeypatch.undo()
    assert len(shown(path)) == 4


@pytest.mark.parametrize("name", RECIPES)
def test_three_hundred_chapters(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    many = [
        Chapter(start=n * 100, end=n * 100 + 100, title=f"Chapter {n}" + "x" * (n % 90))
        for n in range(300)
    ]
    target = tmp_path / name
    embedded = embed(many, media[name], target)
    assert shown(target) == [(c.start / 1000, c.title) for c in many]
    warned = [p.code for p in embedded.problems]
    assert warned == (["M006"] if Path(name).suffix in _HOLDING_255 else [])


_HOLDING_255 = {".mp4", ".mov", ".m4a", ".m4b", ".mp3"}


@pytest.mark.parametrize("name", RECIPES)
def test_a_title_of_a_kilobyte(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    """MP4 holds 255 bytes; FFmpeg would cut them inside a letter, and mutagen refuse the file."""
    long = "é" * 200 + "語" * 200
    target = tmp_path / name
    embedded = embed([Chapter(start=0, end=30_000, title=long)], media[name], target)
    [(_, title)] = shown(target)
    if Path(name).suffix in _HOLDING_255 - {".mp3"}:
        import mutagen.mp4

        assert title == "é" * 126 + "…"
        assert [p.code for p in embedded.problems] == ["M004"]
        assert [c.title for c in mutagen.mp4.MP4(target).chapters] == [title]
    else:
        assert title == long


def test_mutagen_and_ffmpeg_read_the_same_chapters_of_an_mp4(
    media: dict[str, Path], tmp_path: Path
) -> None:
    """The two lists that an MP4 carries: mutagen reads Nero's, FFmpeg QuickTime's."""
    from mutagen.mp4 import MP4

    target = tmp_path / "talk.mp4"
    embed(CHAPTERS, media["talk.mp4"], target)
    nero = [(c.start, c.title) for c in MP4(target).chapters]
    assert nero == shown(target)


@pytest.mark.parametrize("name", RECIPES)
def test_a_late_first_chapter_stays_late(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    """QuickTime's list starts at 0:00: FFmpeg would move the first chapter there."""
    target = tmp_path / name
    embedded = embed(CHAPTERS[1:], media[name], target)
    assert shown(target)[-3:] == [(c.start / 1000, c.title) for c in CHAPTERS[1:]]
    if Path(name).suffix in _HOLDING_255 - {".mp3"}:
        assert shown(target)[0] == (0, "Talk")
        assert [p.code for p in embedded.problems] == ["M010"]


def test_odd_chapters_are_mended_and_reported(media: dict[str, Path], tmp_path: Path) -> None:
    """What muxers would change in silence: order, overlap, same start, nothing, past the end."""
    odd = [
        Chapter(start=20_000, end=40_000, title="reaches past the end", end_given=True, line=7),
        Chapter(start=0, end=15_000, title="overlaps", end_given=True, line=3),
        Chapter(start=10_000, end=10_000, title="takes no time", end_given=True),
        Chapter(start=15_000, end=20_000, title="twin"),
        Chapter(start=15_000, end=18_000, title=""),
        Chapter(start=99_000, end=100_000, title="never reached", line=9),
    ]
    target = tmp_path / "talk.mkv"
    embedded = embed(odd, media["talk.mkv"], target)
    assert [(c.start, c.end, c.title) for c in embedded.chapters] == [
        (0, 10_000, "overlaps"),
        (10_000, 15_000, "takes no time"),
        (15_000, 18_000, "twin"),
        (20_000, probe(target).duration, "reaches past the end"),
    ]
    assert [p.code for p in embedded.problems] == ["M001", "M002", "M003", *["M005"] * 3]
    assert [p.line for p in embedded.problems] == [None, 9, None, 3, None, 7]
    assert shown(target) == [(c.start / 1000, c.title) for c in embedded.chapters]


def test_line_breaks_and_controls_leave_a_title_on_one_line(
    media: dict[str, Path], tmp_path: Path
) -> None:
    target = tmp_path / "talk.ogg"
    embed(
        [Chapter(start=0, end=9000, title="two\r\nlines\0and\x1b[31m more")],
        media["talk.ogg"],
        target,
    )
    assert shown(target) == [(0, "two lines and [31m more")]


@pytest.mark.parametrize("name", ["talk.mp4", "talk.mov", "talk.mkv", "talk.webm"])
def test_tracks_go_in_as_text_tracks(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    target = tmp_path / name
    embed(CHAPTERS, media[name], target, tracks=[INSIGHTS])
    [stream] = probe(target).text_streams
    assert (stream.title, stream.language) == ("Key insights", "eng")
    found = [(s.start, s.end, s.text) for s in read_transcript(target, stream.index).segments]
    assert found == [(cue.start, cue.end, cue.text) for cue in INSIGHTS.cues]
    ours = packets(target)
    assert {key: ours[key] for key in packets(media[name])} == packets(media[name])
    assert len(shown(target)) == 4


def test_a_cue_after_the_end_does_not_make_the_media_longer(
    media: dict[str, Path], tmp_path: Path
) -> None:
    late = replace(INSIGHTS, cues=(Cue(start=29_000, end=60_000, text="late", id="i"),))
    target = tmp_path / "talk.mp4"
    embed(CHAPTERS, media["talk.mp4"], target, tracks=[late])
    assert abs(probe(target).duration - 30_000) < 100


@pytest.mark.parametrize("name", ["talk.mp3", "talk.ogg", "talk.flac"])
def test_sound_files_hold_no_text_tracks(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="holds no text tracks"):
        embed(CHAPTERS, media[name], tmp_path / name, tracks=[INSIGHTS])
    assert list(tmp_path.iterdir()) == []


def test_an_audiobook_keeps_cover_brand_and_private_tags(
    media: dict[str, Path], cover: Path, tmp_path: Path
) -> None:
    from mutagen.mp4 import MP4

    source, target = tmp_path / "book.m4b", tmp_path / "out.m4b"
    pictured = ("-map", "0", "-map", "1", "-c", "copy", "-disposition:v", "attached_pic")
    ffmpeg("-i", media["talk.m4a"], "-i", cover, *pictured, "-f", "ipod", source)
    tagged = MP4(source)
    tagged["----:com.example:SHELF"] = [b"left"]
    tagged["tmpo"] = [90]
    tagged.save()
    embed(CHAPTERS, source, target)
    after = MP4(target)
    assert dict(after.tags or {}) == dict(MP4(source).tags or {})
    assert bytes(after["covr"][0]) == cover.read_bytes()
    assert ffprobe(target)["format"]["tags"]["major_brand"] == "M4A "
    assert len(shown(target)) == 4
    assert packets(target) == packets(source)


def test_matroska_keeps_covers_attachments_titles_and_dispositions(
    media: dict[str, Path], cover: Path, tmp_path: Path
) -> None:
    source, target = tmp_path / "talk.mkv", tmp_path / "out.mkv"
    font, cues = tmp_path / "font.ttf", tmp_path / "cues.srt"
    font.write_bytes(b"no real font")
    cues.write_text("1\n00:00:01,000 --> 00:00:04,000\nHello\n")
    attached = ("-attach", cover, "-metadata:s:t:0", "mimetype=image/jpeg", "-attach", font)
    font_type = ("-metadata:s:t:1", "mimetype=application/x-truetype-font")
    flags = ("-disposition:a", "0", "-disposition:s", "forced+hearing_impaired")
    inputs = ("-i", media["talk.mkv"], "-i", cues, "-map", "0", "-map", "1", "-c", "copy")
    ffmpeg(*inputs, "-c:s", "srt", *flags, *attached, *font_type, source)
    embed(CHAPTERS, source, target, tracks=[INSIGHTS])
    assert described(target) == described(source)
    # What mkvmerge calls a font's type depends on its version, not on the file.
    assert attachments(target) == attachments(source)
    assert len(attachments(target)) == 2
    before, after = (
        [s["disposition"] for s in ffprobe(p)["streams"] if s["codec_type"] == "subtitle"]
        for p in (source, target)
    )
    assert after[:1] == before
    assert after[0]["forced"] == after[0]["hearing_impaired"] == 1


def test_hevc_keeps_the_tag_that_apple_s_players_need(tmp_path: Path) -> None:
    source, target = tmp_path / "talk.mp4", tmp_path / "out.mp4"
    hevc = "-c:v libx265 -x265-params log-level=none -tag:v hvc1 -vf setsar=4/3"
    picture = "testsrc2=d=5:s=160x90:r=30000/1001"
    ffmpeg("-f", "lavfi", "-i", picture, *hevc.split(), source)
    turn(source)
    embed([Chapter(start=0, end=5000, title="All")], source, target)
    assert described(target) == described(source)
    stream = ffprobe(target)["streams"][0]
    assert stream["codec_tag_string"] == "hvc1"
    assert [abs(data["rotation"]) for data in stream["side_data_list"]] == [90]


def test_the_index_stays_in_front_where_it_was(media: dict[str, Path], tmp_path: Path) -> None:
    for name, in_front in (("talk.mp4", True), ("talk.mov", False)):
        embed(CHAPTERS, media[name], tmp_path / name)
        data = (tmp_path / name).read_bytes()
        assert (data.index(b"moov") < data.index(b"mdat")) == in_front


@pytest.mark.parametrize("name", ["talk.mov", "talk.mp4"])
def test_a_phone_s_own_keys_stay(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    """Twice, as our own file is a source, too; the keys come in another order then."""
    source, target, again = (tmp_path / part / name for part in ("source", "first", "second"))
    for path in (source, target, again):
        path.parent.mkdir()
    keys = {"com.apple.quicktime.model": "Phone 9", "com.example.place": "By the sea"}
    tagged = [f for key, value in keys.items() for f in ("-metadata", f"{key}={value}")]
    ffmpeg("-i", media[name], "-c", "copy", "-movflags", "use_metadata_tags", *tagged, source)
    embed(CHAPTERS, source, target)
    embed(CHAPTERS[:2], target, again)
    for path in (target, again):
        tags = ffprobe(path)["format"]["tags"]
        assert keys.items() <= tags.items()
        assert tags["title"] == "Talk"


def test_a_time_code_stays(media: dict[str, Path], tmp_path: Path) -> None:
    source, target = tmp_path / "talk.mp4", tmp_path / "out.mp4"
    ffmpeg("-i", media["talk.mp4"], "-c", "copy", "-timecode", "01:00:00:00", source)
    assert embed(CHAPTERS, source, target).problems == ()
    assert "tmcd" in [s["codec_tag_string"] for s in ffprobe(target)["streams"]]


def test_an_mp3_keeps_its_other_tags_as_version_2_3(media: dict[str, Path], tmp_path: Path) -> None:
    from mutagen.id3 import APIC, ID3, TXXX, USLT

    source, target = tmp_path / "talk.mp3", tmp_path / "out.mp3"
    shutil.copy(media["talk.mp3"], source)
    tag = ID3(source)
    tag.add(TXXX(encoding=3, desc="shelf", text=["left"]))
    tag.add(USLT(encoding=3, lang="eng", desc="", text="la la"))
    tag.add(APIC(encoding=3, mime="image/png", type=3, desc="", data=b"picture"))
    tag.save()
    embed(CHAPTERS, source, target)
    after = ID3(target, translate=False)
    assert after.version == (2, 3, 0)
    assert after["TXXX:shelf"].text == ["left"]
    assert after["USLT::eng"].text == "la la"
    assert after["APIC:"].data == b"picture"
    assert after["CTOC:toc"].child_element_ids == ["chp0", "chp1", "chp2", "chp3"]
    assert packets(target) == packets(source)


def test_an_mp3_without_a_tag(media: dict[str, Path], tmp_path: Path) -> None:
    from mutagen.id3 import ID3

    source, target = tmp_path / "talk.mp3", tmp_path / "out.mp3"
    shutil.copy(media["talk.mp3"], source)
    ID3(source).delete(source)
    embed(CHAPTERS, source, target)
    assert len(shown(target)) == 4


@pytest.mark.parametrize("name", ["talk.m4a", "talk.opus", "talk.mkv"])
def test_three_hours(name: str, media: dict[str, Path], tmp_path: Path) -> None:
    source, target = tmp_path / f"long{Path(name).suffix}", tmp_path / name
    ffmpeg("-stream_loop", "359", "-i", media[name], "-map", "0", "-c", "copy", source)
    hours = [
        Chapter(start=n * 3_600_000, end=(n + 1) * 3_600_000, title=f"Hour {n}") for n in range(3)
    ]
    embed(hours, source, target)
    assert shown(target) == [(0, "Hour 0"), (3600, "Hour 1"), (7200, "Hour 2")]
    assert abs(probe(target).duration - 10_800_000) < 60_000


@pytest.mark.parametrize("name", ["talk.mkv", "talk.mp4", "talk.mov"])
def test_tags_that_are_not_utf_8_are_shown_with_a_mark_and_copied_as_they_are(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    source, target = tmp_path / f"old-{name}", tmp_path / name
    latin = b"title=Stra\xdfe und B\xfccher"
    command = [b"ffmpeg", b"-v", b"error", b"-i", os.fsencode(media[name]), b"-c", b"copy"]
    subprocess.run([*command, b"-metadata", latin, os.fsencode(source)], check=True)
    assert probe(source).title == "Stra\ufffde und B\ufffdcher"
    embed((Chapter(start=0, end=9000, title="Straße"),), source, target)
    assert probe(target).title == "Stra\ufffde und B\ufffdcher"
    assert latin.partition(b"=")[2] in target.read_bytes()


@pytest.fixture
def recorded(media: dict[str, Path], tmp_path: Path) -> Path:
    """A film with a camera's telemetry beside picture and sound, as action cameras write it.

    No program here writes such a track: it is a text track whose names were changed.
    """
    cues = tmp_path / "cues.srt"
    cues.write_text("1\n00:00:01,000 --> 00:00:02,000\nHi\n", encoding="utf-8")
    path = tmp_path / "recorded.mp4"
    both = ("-i", media["talk.mp4"], "-i", cues, "-map", "0:v", "-map", "0:a", "-map", "1")
    ffmpeg(*both, "-c", "copy", "-c:s", "mov_text", path)
    data = path.read_bytes()
    assert data.count(b"sbtl") == data.count(b"tx3g") == 1
    path.write_bytes(data.replace(b"sbtl", b"meta").replace(b"tx3g", b"gpmd"))
    cues.unlink()
    return path


@pytest.mark.parametrize("chapters", [CHAPTERS, CHAPTERS[:1], ()])
def test_lost_data_streams_are_told(chapters: Sequence[Chapter], recorded: Path) -> None:
    lost = "not kept: stream 2: data that FFmpeg cannot copy"
    done = embed(chapters, recorded, recorded.with_name("new.mp4"))
    assert [(p.code, p.message) for p in done.problems if p.code == "M009"] == [("M009", lost)]
    before = recorded.read_bytes()
    with pytest.raises(MediaError, match="data that FFmpeg cannot copy"):
        embed(chapters, recorded, recorded)
    assert recorded.read_bytes() == before


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_the_old_chapter_track_is_no_loss(
    count: int, media: dict[str, Path], tmp_path: Path
) -> None:
    for name in ("talk.mp4", "talk.mov", "talk.m4b"):
        first, second = tmp_path / f"first-{name}", tmp_path / f"second-{name}"
        embed(CHAPTERS[:count], media[name], first)
        assert [p.code for p in embed(CHAPTERS[::-1], first, second).problems] == ["M001"]


@pytest.mark.parametrize("name", ["talk.mkv", "talk.webm"])
def test_what_mkvpropedit_edits_in_place_is_not_opened_with_ffmpeg(
    name: str, media: dict[str, Path], tmp_path: Path
) -> None:
    """Loading PyAV takes longer than the whole edit."""
    path = tmp_path / name
    shutil.copy(media[name], path)
    script = (
        "import sys; from pathlib import Path; from timeline.media import embed\n"
        "from timeline.model import Chapter\n"
        "path = Path(sys.argv[1])\n"
        "starts = {'A': (0, 9_000), 'B': (9_000, 99_000)}\n"
        "chapters = [Chapter(start=s, end=e, title=t) for t, (s, e) in starts.items()]\n"
        "print([c.end for c in embed(chapters, path, path).chapters], 'av' in sys.modules)\n"
    )
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = probe(path)
    assert done.stdout == f"[9000, {found.duration}] False\n"
    assert [c.title for c in found.chapters] == ["A", "B"]
    assert ebml.info(path) == (found.duration, found.title)


def test_a_file_that_does_not_say_how_long_it_is_is_still_embedded_in_place(
    media: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "talk.mkv"
    ffmpeg("-i", media["talk.mkv"], "-c", "copy", "-live", "1", path)
    assert ebml.info(path) is None
    embed([Chapter(start=0, end=9_000, title="A")], path, path)
    assert [c.title for c in probe(path).chapters] == ["A"]


@pytest.mark.parametrize(
    "data", [b"", b"\x1a\x45\xdf\xa3", bytes(100), b"\x1a\x45\xdf\xa3\x80" * 9]
)
def test_what_is_no_matroska_says_nothing(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.mkv"
    path.write_bytes(data)
    assert ebml.info(path) is None
