"""Every transcript of a video: beside the summary, and inside the film."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.media.conftest import ffmpeg
from timeline.captions import MAX_LANGUAGES, all_transcripts
from timeline.loader import LoadRequest, load
from timeline.media import read_transcript, read_transcripts
from timeline_web import exports

SUMMARY = "Chapters\n0:00 Welcome\n0:10 Apples\n0:20 Goodbye\n"


def srt(words: str) -> str:
    return f"1\n00:00:01,000 --> 00:00:02,000\n{words}\n"


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(SUMMARY, encoding="utf-8")
    return path


def film(media: dict[str, Path], target: Path, *tracks: tuple[str, str, str]) -> Path:
    """The film with a text track for each language, title and words; as MP4 or Matroska."""
    inputs: list[str | Path] = ["-i", media["talk" + target.suffix]]
    options: list[str] = []
    for number, (language, title, words) in enumerate(tracks):
        source = target.parent / f"words{number}.srt"
        source.write_text(srt(words), encoding="utf-8")
        inputs += ["-i", source]
        options += ["-map", f"{number + 1}", f"-metadata:s:s:{number}", f"language={language}"]
        options += [f"-metadata:s:s:{number}", f"title={title}"] if title else []
    codec = "mov_text" if target.suffix == ".mp4" else "copy"
    ffmpeg(*inputs, "-map", "0", *options, "-c", "copy", "-c:s", codec, target)
    for number in range(len(tracks)):
        (target.parent / f"words{number}.srt").unlink()
    return target


def offered(summary: Path, **options: object) -> list[tuple[str, str, str]]:
    """Address, language and label of each of a summary's captions."""
    found, _ = all_transcripts(load(LoadRequest(source=summary, **options)))  # type: ignore[arg-type]
    return [(one.url, one.language, one.label) for one in exports.captions(found)]


def test_subtitles_beside_the_summary_are_all_offered_the_used_one_first(summary: Path) -> None:
    for name, words in (
        ("de", "Willkommen."),
        ("en", "Welcome."),
        ("pt-BR", "Boas-vindas."),
        ("director", "Bo Kai Lu."),
    ):
        summary.with_suffix(f".{name}.srt").write_text(srt(words), encoding="utf-8")
    assert load(LoadRequest(source=summary)).transcript_path == summary.with_suffix(".de.srt")
    assert offered(summary) == [
        ("transcript.vtt", "de", "de"),
        ("transcript.other.vtt", "", "director"),
        ("transcript.en.vtt", "en", "en"),
        ("transcript.pt-br.vtt", "pt-BR", "pt-BR"),
    ]


def test_the_same_words_in_two_formats_are_one_and_bad_files_are_noted(summary: Path) -> None:
    summary.with_suffix(".en.srt").write_text(srt("Welcome."), encoding="utf-8")
    summary.with_suffix(".en.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nWelcome.\n")
    summary.with_suffix(".fr.vtt").write_text("nothing of the kind")
    found, notes = all_transcripts(load(LoadRequest(source=summary)))
    assert len(found) == 1
    assert len(notes) == 1
    assert notes[0].startswith(f"{summary.with_suffix('.fr.vtt')} was not used: ")


@pytest.mark.parametrize("suffix", [".mkv", ".mp4"])
def test_text_tracks_inside_the_film_are_offered(
    summary: Path, media: dict[str, Path], suffix: str
) -> None:
    tracks = (
        ("eng", "", "Welcome."),
        ("eng", "SDH", "[music] Welcome."),
        ("ger", "Deutsch", "Willkommen."),
        ("eng", "Key insights", "A point of ours."),
    )
    path = film(media, summary.with_suffix(suffix), *tracks)
    assert [one.language for one in read_transcripts(path)] == ["eng", "eng", "ger"]
    assert offered(summary, media=path) == [
        ("transcript.vtt", "en", "en"),
        ("transcript.en.vtt", "en", "en (SDH)"),
        ("transcript.de.vtt", "de", "de (Deutsch)"),
    ]


def test_a_forced_text_track_is_offered_and_no_transcript(
    summary: Path, media: dict[str, Path]
) -> None:
    tracks = (("ger", "", "Foreign."), ("ger", "", "Willkommen."))
    path = film(media, summary.with_suffix(".mkv"), *tracks)
    forced = path.with_name("forced.mkv")
    options = ("-disposition:s:0", "forced", "-disposition:s:1", "0")
    ffmpeg("-i", path, "-map", "0", "-c", "copy", *options, forced)
    loaded = load(LoadRequest(source=summary, media=forced))
    assert loaded.transcript
    assert loaded.transcript.segments[0].text == "Willkommen."
    assert read_transcript(forced).segments[0].text == "Willkommen."
    assert offered(summary, media=forced) == [
        ("transcript.vtt", "de", "de"),
        ("transcript.de.vtt", "de", "de (forced)"),
    ]


def test_a_film_beside_subtitles_adds_its_own(summary: Path, media: dict[str, Path]) -> None:
    summary.with_suffix(".en.srt").write_text(srt("Welcome."), encoding="utf-8")
    film(media, summary.with_suffix(".mkv"), ("ita", "", "Benvenuti."), ("und", "", "Welcome."))
    assert offered(summary) == [
        ("transcript.vtt", "en", "en"),
        ("transcript.it.vtt", "it", "it"),
    ]


def test_of_too_many_the_rest_is_left_out_and_that_is_said(summary: Path) -> None:
    for number in range(MAX_LANGUAGES + 2):
        path = summary.with_suffix(f".v{number:02}.srt")
        path.write_text(srt(f"Version {number}."), encoding="utf-8")
    found, notes = all_transcripts(load(LoadRequest(source=summary)))
    assert len(found) == MAX_LANGUAGES
    assert notes == (f"captions in {MAX_LANGUAGES} languages; the others are left out",)


def test_a_link_that_leads_out_of_the_folder_is_not_read(summary: Path, tmp_path: Path) -> None:
    outside = tmp_path / "private"
    outside.mkdir()
    (outside / "diary.srt").write_text(srt("Private."), encoding="utf-8")
    inside = tmp_path / "served"
    inside.mkdir()
    served = inside / summary.name
    served.write_text(SUMMARY, encoding="utf-8")
    served.with_suffix(".de.srt").write_text(srt("Willkommen."), encoding="utf-8")
    served.with_suffix(".en.srt").symlink_to(outside / "diary.srt")
    assert offered(served, within=inside.resolve()) == [("transcript.vtt", "de", "de")]
