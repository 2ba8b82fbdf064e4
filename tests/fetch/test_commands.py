"""``timeline fetch`` and ``timeline prompt`` as users run them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.fetch.conftest import Site
from timeline.cli import timeline
from timeline.errors import TimelineError


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
