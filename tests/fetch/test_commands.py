"""``timeline fetch`` and ``timeline prompt`` as users run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.fetch.conftest import Site
from timeline.cli import timeline
from timeline.errors import TimelineError
from timeline.fetch import FetchOptions, FetchResult
from timeline.loader import LoadRequest, expand, load, load_all
from timeline_web.entries import load_entry


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(timeline, [str(a) for a in arguments], catch_exceptions=False)


def test_fetch_says_what_it_stored(site: Site, tmp_path: Path) -> None:
    done = run("fetch", f"{site.address}/talk", "-o", tmp_path, "--name", "talk", "--video")
    assert done.exit_code == 0
    first, second, third = done.stdout.splitlines()
    assert first.startswith(f"wrote {tmp_path / 'talk.info.json'}  A talk about <b>: & more")
    assert second == f"wrote {tmp_path / 'talk.en.vtt'}  subtitles"
    assert third == f"wrote {tmp_path / 'talk.mp4'}  0.6 MB"


def test_fetch_tells_what_it_could_not_get(site: Site, tmp_path: Path) -> None:
    done = run("fetch", f"{site.address}/talk", "-o", tmp_path, "--lang", "fr")
    assert "note: not got: there are no subtitles in 'fr'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["talk.mp4"], "this is not a link"),
        (["http://127.0.0.1:9/", "--video", "--audio"], "not both"),
        (["http://127.0.0.1:9/", "--yt-dlp-args", "'"], "no closing quotation"),
        (["http://127.0.0.1:9/", "--yt-dlp-args", "--nope"], "no such option: --nope"),
        (["http://127.0.0.1:9/"], "the site cannot be reached"),
    ],
)
def test_fetch_s_errors_are_one_clear_line(arguments: list[str], says: str, tmp_path: Path) -> None:
    with pytest.raises(TimelineError) as caught:
        run("fetch", *arguments, "-o", tmp_path)
    assert says in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["0", "-720", "720p", "high", ""])
@pytest.mark.parametrize("option", ["--max-height", "--quality"])
def test_fetch_refuses_what_is_no_number_of_pixels(option: str, given: str) -> None:
    done = run("fetch", "http://127.0.0.1:9/", option, given)
    assert done.exit_code == 2
    assert "not" in done.stderr


@pytest.mark.parametrize("option", ["--max-height", "--quality"])
def test_fetch_gets_no_higher_picture(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[FetchOptions] = []

    def fake_fetch(url: str, options: FetchOptions) -> tuple[FetchResult, ...]:
        seen.append(options)
        return ()

    monkeypatch.setattr("timeline.cli.fetch.fetch_from", fake_fetch)
    assert run("fetch", "https://example.org", option, "720", "-o", tmp_path).exit_code == 0
    assert [options.max_height for options in seen] == [720]
    assert "--quality" not in run("fetch", "--help").stdout


@pytest.mark.parametrize("command", ["show", "check", "export"])
def test_a_link_is_one_in_any_case(
    command: str, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    summary = tmp_path / "mine.txt"
    summary.write_text(SUMMARY, encoding="utf-8")
    link = f"{site.address}/talk".replace("http", "HTTP", 1)
    run(command, summary, "--media", link)
    assert (tmp_path / "mine.info.json").is_file()


def test_prompt_and_watch_take_a_link_in_any_case(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    link = f"{site.address}/talk".replace("http", "Http", 1)
    assert "Hello from the talk." in run("prompt", link).stdout
    [request] = expand(LoadRequest(source=link))
    assert load(request).transcript


def test_a_playlist_becomes_a_summary_a_video(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    requests = expand(LoadRequest(source=f"{site.address}/feed"))
    assert [request.optional for request in requests] == [True, True]
    assert any("not got from" in note for note in requests[0].notes)
    loaded, skipped = load_all(requests, load)
    assert [one.timeline.title[:6] for one in loaded] == ["A talk", "Silent"]
    assert skipped == ()
    with pytest.raises(TimelineError, match="a list of 2 videos, all stored now"):
        run("show", f"{site.address}/feed")
    with pytest.raises(TimelineError, match="for one summary, not for several"):
        expand(LoadRequest(source=f"{site.address}/feed", duration=1))


def test_a_stored_description_stands_for_its_video(site: Site, tmp_path: Path) -> None:
    run("fetch", f"{site.address}/talk", "-o", tmp_path, "--name", "v1.2 talk")
    summary = tmp_path / "mine.txt"
    summary.write_text(SUMMARY, encoding="utf-8")
    stored = tmp_path / "v1.2 talk.info.json"
    loaded = load(LoadRequest(source=summary, media=stored))
    assert loaded.transcript_path == tmp_path / "v1.2 talk.en.vtt"
    assert load(LoadRequest(source=stored)).transcript_path == loaded.transcript_path
    stored.write_text("[]", encoding="utf-8")
    with pytest.raises(TimelineError, match="no description of a video"):
        load(LoadRequest(source=summary, media=stored))


def test_prompt_of_a_transcript(tmp_path: Path) -> None:
    path = tmp_path / "talk.en.vtt"
    path.write_text("WEBVTT\n\n00:05.000 --> 00:09.000\nHello & welcome.\n", encoding="utf-8")
    done = run("prompt", path)
    assert done.stdout.endswith("Transcript:\n\n[0:05] Hello & welcome.\n")


def test_prompt_of_a_link(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("prompt", f"{site.address}/talk")
    assert "called “A talk about <b>: & more" in done.stdout
    assert "[0:00] Hello from the talk." in done.stdout
    with pytest.raises(TimelineError, match="no subtitles"):
        run("prompt", f"{site.address}/silent")


def test_prompt_of_media_without_words(shelf: Path) -> None:
    with pytest.raises(TimelineError, match="no text track"):
        run("prompt", shelf / "talk.mp4")


SUMMARY = "Key insights\n- A warm welcome to everybody\nChapters\n0:00 Opening\n0:06 The rest\n"


def test_a_link_for_the_video_gives_length_and_transcript(site: Site, tmp_path: Path) -> None:
    summary = tmp_path / "mine.txt"
    summary.write_text(SUMMARY, encoding="utf-8")
    done = run("export", summary, "--media", f"{site.address}/talk", "--format", "json")
    assert done.exit_code == 0
    assert f"note: transcript: {tmp_path / 'mine.en.vtt'}" in done.stderr
    assert (tmp_path / "mine.info.json").is_file()
    before = len(site.requests)
    assert run("show", summary, "--media", f"{site.address}/talk").exit_code == 0
    assert len(site.requests) == before


def test_a_link_that_leads_nowhere_writes_nothing(tmp_path: Path) -> None:
    summary = tmp_path / "mine.txt"
    summary.write_text(SUMMARY, encoding="utf-8")
    with pytest.raises(TimelineError, match="the site cannot be reached"):
        run("show", summary, "--media", "http://127.0.0.1:9/talk")
    assert list(tmp_path.iterdir()) == [summary]


STORED = {
    "id": "AbCdEfGhIjK",
    "title": "How bridges carry weight",
    "webpage_url": "https://www.youtube.com/watch?v=AbCdEfGhIjK",
    "duration": 120,
    "extractor": "youtube",
    "chapters": [
        {"start_time": 0, "end_time": 50, "title": "Arches"},
        {"start_time": 50, "end_time": 120, "title": "Cables"},
    ],
}


def test_a_link_alone_is_a_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """YouTube cannot be reached here: what it said is a stored description of our own making."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bridges.info.json").write_text(json.dumps(STORED), encoding="utf-8")
    done = run("export", STORED["webpage_url"])
    assert done.exit_code == 0
    assert done.stdout.startswith("wrote bridges.chapters.vtt  2 chapters, 0:00 to 2:00")


def test_a_link_alone_can_be_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As above: the stored description stands in for YouTube."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bridges.info.json").write_text(json.dumps(STORED), encoding="utf-8")
    [request] = expand(LoadRequest(source=str(STORED["webpage_url"])))
    entry, _ = load_entry(request)
    assert [chapter.title for chapter in entry.timeline.chapters] == ["Arches", "Cables"]
    assert entry.source.kind == "youtube"
