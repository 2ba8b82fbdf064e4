"""Names of subtitle files, as media players have them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from timeline import files
from timeline.cli.prompt import prompt
from timeline.loader import LoadRequest, load
from timeline.subtitle_names import parse_subtitle_name

SUMMARY = "0:00 The start\n1:00 The end\n"
SRT = "1\n00:00:01,000 --> 00:00:04,000\n{}\n"


@pytest.mark.parametrize(
    ("name", "language", "title"),
    [
        ("talk", "", ""),
        ("talk.de", "de", ""),
        ("talk.ger", "de", ""),
        ("talk.de.forced", "de", "forced"),
        ("talk.forced.de", "de", "forced"),
        ("talk.de.foreign", "de", "forced"),
        ("talk.EN.SDH", "en", "SDH"),
        ("talk.en.cc", "en", "CC"),
        ("talk.en.default", "en", ""),
        ("talk.default.en.forced", "en", "forced"),
        ("talk.en.forced.sdh", "en", "forced, SDH"),
        ("talk.pt-BR.hi", "pt-BR", "SDH"),
        ("talk.pt_BR.hi", "pt-BR", "SDH"),
        ("talk.hi.en", "en", "SDH"),
        ("talk.hi", "hi", ""),
        ("talk.hi.forced", "hi", "forced"),
        ("talk.hi.hi", "hi", "SDH"),
        ("talk.zh-Hant-TW.sdh", "zh-Hant-TW", "SDH"),
        ("talk.director", "", "director"),
        ("talk.director.forced", "", "director, forced"),
        ("talk.forced", "", "forced"),
        ("Back.to.the.sea.hi", "hi", ""),
    ],
)
def test_what_a_name_says(name: str, language: str, title: str) -> None:
    found = parse_subtitle_name(name)
    assert (found.language, found.title) == (language, title)


@given(st.text(st.sampled_from("aehi.- dforce"), max_size=30))
def test_any_name_is_taken_apart_and_begins_with_each_of_its_bases(stem: str) -> None:
    bases = parse_subtitle_name(stem).bases
    assert all(stem == base or stem.startswith(f"{base}.") for base in bases)
    assert not stem or bases[0] == stem


def write(folder: Path, *names: str) -> Path:
    """A summary with subtitles beside it, each of its own words."""
    summary = folder / "talk.txt"
    summary.write_text(SUMMARY, encoding="utf-8")
    for name in names:
        (folder / name).write_text(SRT.format(f"Said in {name}."), encoding="utf-8")
    return summary


@pytest.mark.parametrize(
    "forced", ["talk.de.forced.srt", "talk.FORCED.de.srt", "talk.a.forced.srt", "talk.foreign.srt"]
)
def test_forced_subtitles_are_no_transcript_but_captions(tmp_path: Path, forced: str) -> None:
    full = tmp_path / "talk.en.srt"
    summary = write(tmp_path, forced, full.name)
    loaded = load(LoadRequest(source=summary))
    assert loaded.transcript_path == full
    assert loaded.other_transcripts == (tmp_path / forced,)
    full.unlink()
    loaded = load(LoadRequest(source=summary))
    assert loaded.transcript is None
    assert loaded.other_transcripts == (tmp_path / forced,)
    loaded = load(LoadRequest(source=summary, transcript=tmp_path / forced))
    assert loaded.transcript is not None


def test_the_default_comes_first(tmp_path: Path) -> None:
    summary = write(tmp_path, "talk.de.srt", "talk.en.default.srt", "talk.de.forced.default.srt")
    assert load(LoadRequest(source=summary)).transcript_path == tmp_path / "talk.en.default.srt"


@pytest.mark.media
def test_a_prompt_is_not_made_of_forced_subtitles(tmp_path: Path) -> None:
    write(tmp_path, "talk.de.forced.srt", "talk.en.srt")
    film = tmp_path / "talk.webm"
    film.write_bytes((Path(__file__).parents[1] / "samples" / "tides.webm").read_bytes())
    result = CliRunner().invoke(prompt, [str(film)])
    assert "Said in talk.en.srt." in result.stdout, result.output


def test_they_are_no_summaries_of_their_own(tmp_path: Path) -> None:
    names = ("talk.de.forced.srt", "talk.en.sdh.vtt", "talk.pt-BR.hi.srt", "My.2nd.Talk.srt")
    (tmp_path / "My.2nd.Talk.md").write_text(SUMMARY, encoding="utf-8")
    write(tmp_path, *names)
    assert [path.name for path in files.summaries_in(tmp_path)] == ["My.2nd.Talk.md", "talk.txt"]
    beside = files.siblings(tmp_path / "My.2nd.Talk.md", files.TRANSCRIPT_SUFFIXES)
    assert [path.name for path in beside] == ["My.2nd.Talk.srt"]
