"""`fetch` with real yt-dlp against real HTTP on localhost."""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fetch.conftest import Site
from timeline.errors import FetchError
from timeline.fetch import FetchOptions, fetch
from timeline.media import probe
from timeline.written import Overwriting


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_page_with_a_video_is_described_and_stored(site: Site, tmp_path: Path) -> None:
    [talk] = fetch(f"{site.address}/talk", FetchOptions(folder=tmp_path, name="talk"))
    assert talk.parsed.timeline.title.startswith("A talk about <b>: & more")
    assert talk.parsed.timeline.source_url == f"{site.address}/talk"
    assert names(tmp_path) == ["talk.en.vtt", "talk.info.json"]
    assert talk.subtitles == (tmp_path / "talk.en.vtt",)
    assert "Hello from the talk." in talk.subtitles[0].read_text()
    assert talk.missing == ()


def test_the_next_run_needs_no_network(site: Site, tmp_path: Path) -> None:
    url, options = f"{site.address}/talk", FetchOptions(folder=tmp_path, name="talk")
    first = fetch(url, options)
    asked = list(site.requests)
    assert fetch(url, options) == first
    assert fetch(url, FetchOptions(folder=tmp_path)) == first
    assert site.requests == asked
    fetch(url, FetchOptions(folder=tmp_path, name="talk", refresh=True))
    assert len(site.requests) > len(asked)


def test_a_stored_description_does_not_load_yt_dlp(site: Site, tmp_path: Path) -> None:
    url = f"{site.address}/talk"
    fetch(url, FetchOptions(folder=tmp_path))
    script = (
        "import sys; from pathlib import Path; from timeline.fetch import FetchOptions, fetch\n"
        "found = fetch(sys.argv[1], FetchOptions(folder=Path(sys.argv[2])))\n"
        "print(len(found), 'yt_dlp' in sys.modules)"
    )
    command = [sys.executable, "-c", script, url, str(tmp_path)]
    assert subprocess.check_output(command, text=True) == "1 False\n"


def test_without_a_name_the_files_are_called_after_the_title(site: Site, tmp_path: Path) -> None:
    fetch(f"{site.address}/silent", FetchOptions(folder=tmp_path / "new" / "folder"))
    assert names(tmp_path / "new" / "folder") == ["Silent (1) [silent-1].info.json"]


def test_a_redirect_is_followed_and_remembered(site: Site, tmp_path: Path) -> None:
    [talk] = fetch(f"{site.address}/redirect", FetchOptions(folder=tmp_path))
    assert talk.url == f"{site.address}/talk"
    asked = list(site.requests)
    fetch(f"{site.address}/redirect", FetchOptions(folder=tmp_path))
    assert site.requests == asked


def test_another_language_is_asked_for(site: Site, tmp_path: Path) -> None:
    fetch(f"{site.address}/talk", FetchOptions(folder=tmp_path, name="talk"))
    [talk] = fetch(
        f"{site.address}/talk", FetchOptions(folder=tmp_path, name="talk", language="de")
    )
    assert names(tmp_path) == ["talk.de.vtt", "talk.en.vtt", "talk.info.json"]
    assert talk.missing == ()


def test_a_language_that_is_not_there_is_told(site: Site, tmp_path: Path) -> None:
    [talk] = fetch(
        f"{site.address}/talk", FetchOptions(folder=tmp_path, name="talk", language="fr")
    )
    assert talk.missing == ("there are no subtitles in 'fr'",)


def test_subtitles_that_fail_do_not_take_the_rest_along(site: Site, tmp_path: Path) -> None:
    [half] = fetch(f"{site.address}/half", FetchOptions(folder=tmp_path, name="half"))
    assert names(tmp_path) == ["half.info.json"]
    assert half.missing == ("subtitles (en): there is no such video, or no longer",)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/404", "there is no such video, or no longer"),
        ("/403", "refuses to give it (403)"),
        ("/429", "asked too often"),
        ("/500", "an error of its own"),
        ("/nothing", "no video that yt-dlp can find on this page"),
    ],
)
def test_a_site_s_error_is_one_clear_line(path: str, says: str, site: Site, tmp_path: Path) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(site.address + path, FetchOptions(folder=tmp_path))
    assert str(caught.value).startswith(f"{site.address}{path}: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert names(tmp_path) == []


def test_no_network_is_one_clear_line(tmp_path: Path) -> None:
    for url in ("http://127.0.0.1:9/talk", "http://nowhere.invalid/talk"):
        with pytest.raises(FetchError, match="the site cannot be reached"):
            fetch(url, FetchOptions(folder=tmp_path))


def test_a_playlist_gives_one_timeline_an_entry(site: Site, tmp_path: Path) -> None:
    first, second = fetch(f"{site.address}/feed", FetchOptions(folder=tmp_path, name="feed"))
    assert names(tmp_path) == ["feed-01.en.vtt", "feed-01.info.json", "feed-03.info.json"]
    assert first.missing == (f"{site.address}/404: there is no such video, or no longer",)
    assert second.parsed.timeline.title.startswith("Silent")
    asked = list(site.requests)
    again = fetch(f"{site.address}/feed", FetchOptions(folder=tmp_path, name="feed"))
    assert [item.info for item in again] == [first.info, second.info]
    assert site.requests == asked


@pytest.mark.parametrize("path", ["/talk", "/talk.mp4", "/stream.m3u8", "/slow.mp4"])
def test_the_video_itself(path: str, site: Site, tmp_path: Path) -> None:
    lines: list[str] = []
    options = FetchOptions(folder=tmp_path, name="talk", media="video", progress=lines.append)
    [talk] = fetch(site.address + path, options)
    assert talk.media == tmp_path / "talk.mp4"
    assert abs(probe(talk.media).duration - 20_000) < 300
    assert any("%" in line for line in lines)
    assert [name for name in names(tmp_path) if name.startswith(".")] == []
    asked = list(site.requests)
    assert fetch(site.address + path, options)[0].media == talk.media
    assert site.requests == asked


def test_a_download_that_broke_off_goes_on(site: Site, shelf: Path, tmp_path: Path) -> None:
    site.breaks_left = 2  # the first look at the page, and the download
    once = ("--retries", "0")
    options = FetchOptions(folder=tmp_path, name="talk", media="video", arguments=once)
    with pytest.raises(FetchError, match="broke off"):
        fetch(f"{site.address}/breaks.mp4", options)
    assert names(tmp_path) == [".talk.timeline-fetch", "talk.info.json"]
    [part] = (tmp_path / ".talk.timeline-fetch").iterdir()
    got = part.stat().st_size
    assert got > 0
    [talk] = fetch(f"{site.address}/breaks.mp4", options)
    assert talk.media
    assert talk.media.read_bytes() == (shelf / "talk.mp4").read_bytes()
    assert site.went_on_from[-1] == got
    assert names(tmp_path) == ["talk.info.json", "talk.mp4"]


def test_a_length_that_is_not_true(site: Site, tmp_path: Path) -> None:
    once = ("--retries", "0")
    options = FetchOptions(folder=tmp_path, name="talk", media="video", arguments=once)
    with pytest.raises(FetchError, match="broke off"):
        fetch(f"{site.address}/lies.mp4", options)
    assert "talk.mp4" not in names(tmp_path)


def test_a_video_that_is_gone_leaves_its_description(site: Site, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no such video"):
        fetch(f"{site.address}/gone", FetchOptions(folder=tmp_path, name="gone", media="video"))
    assert names(tmp_path) == ["gone.info.json"]


def test_kill_9_at_any_moment_leaves_no_half_video(site: Site, shelf: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from timeline.fetch import FetchOptions, fetch\n"
        "import timeline.fetch.session, yt_dlp; print('go', flush=True)\n"
        "fetch(sys.argv[1], FetchOptions(folder=Path(sys.argv[2]), name='talk', media='video'))"
    )
    whole, dice = (shelf / "talk.mp4").read_bytes(), random.Random(5)
    command = [sys.executable, "-c", script, f"{site.address}/slow.mp4", str(tmp_path)]
    for _ in range(int(os.environ.get("KILLS", "5"))):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(dice.uniform(0, 2.5))
            process.kill()
        if (tmp_path / "talk.info.json").exists():
            json.loads((tmp_path / "talk.info.json").read_text())
        if (video := tmp_path / "talk.mp4").exists():
            assert video.read_bytes() == whole
            video.unlink()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert (tmp_path / "talk.mp4").read_bytes() == whole
    assert names(tmp_path) == ["talk.info.json", "talk.mp4"]


def test_the_user_s_own_configuration_counts(site: Site, home: Path, tmp_path: Path) -> None:
    """A proxy that is not there: yt-dlp must have read it from its configuration file."""
    config = home / "config" / "yt-dlp" / "config"
    config.parent.mkdir(parents=True)
    config.write_text("--proxy http://127.0.0.1:9\n--output elsewhere.%(ext)s\n")
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch(f"{site.address}/talk", FetchOptions(folder=tmp_path))
    fetch(
        f"{site.address}/talk", FetchOptions(folder=tmp_path, name="t", arguments=("--proxy", ""))
    )
    assert "t.info.json" in names(tmp_path)


def test_an_option_that_yt_dlp_does_not_know(site: Site, tmp_path: Path) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"{site.address}/talk", FetchOptions(folder=tmp_path, arguments=("--no-such-thing",)))
    assert str(caught.value) == "yt-dlp --no-such-thing: no such option: --no-such-thing"


def test_a_relative_folder_holds_the_video_and_no_rubbish(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options = FetchOptions(folder=Path("new/folder"), name="talk", media="video")
    [talk] = fetch(f"{site.address}/talk", options)
    assert talk.media == Path("new/folder/talk.mp4")
    assert names(tmp_path) == ["new"]
    assert names(Path("new/folder")) == ["talk.en.vtt", "talk.info.json", "talk.mp4"]


def _mounted(folder: Path, size: int) -> bool:
    """Make ``folder`` a disk of ``size`` bytes, as only root can."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # yt-dlp's file
@pytest.mark.parametrize("path", ["/talk.mp4", "/stream.m3u8"])
def test_after_a_full_disk_it_goes_on(path: str, site: Site, shelf: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    options = FetchOptions(folder=disk, name="talk", media="video", arguments=("--retries", "0"))
    if not _mounted(disk, 256 * 1024):
        pytest.skip("only root can make a small disk")
    try:
        with pytest.raises(FetchError, match=r"the disk is full.*run it again to go on"):
            fetch(site.address + path, options)
        assert "talk.mp4" not in names(disk)
        kept = sum(part.stat().st_size for part in (disk / ".talk.timeline-fetch").iterdir())
        assert kept > 100_000
        subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
        asked = list(site.requests)
        [talk] = fetch(site.address + path, options)
        assert talk.media
        assert abs(probe(talk.media).duration - 20_000) < 300
        if path == "/talk.mp4":
            assert talk.media.read_bytes() == (shelf / "talk.mp4").read_bytes()
            assert site.went_on_from[-1] > 100_000
        else:
            again = [name for name in site.requests[len(asked) :] if name.endswith(".ts")]
            assert 0 < len(again) < len(list(shelf.glob("*.ts"))), "some were there already"
        assert names(disk) == ["talk.info.json", "talk.mp4"]
    finally:
        gc.collect()  # yt-dlp leaves a file open where writing to it failed
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("ours", ["talk.info.json", "talk.en.vtt", "talk.mp4"])
def test_what_is_there_is_only_replaced_if_it_is_ours(
    ours: str, site: Site, tmp_path: Path
) -> None:
    url, mine = f"{site.address}/talk", tmp_path / ours
    options = FetchOptions(folder=tmp_path, name="talk", media="video", refresh=True)
    mine.write_bytes(b"mine")
    with pytest.raises(FetchError, match=r"not from an earlier run.*--force"):
        fetch(url, options)
    assert names(tmp_path) == [ours]
    assert mine.read_bytes() == b"mine"

    [kept] = fetch(url, replace(options, overwriting=Overwriting(no_clobber=True)))
    assert mine.read_bytes() == b"mine"
    assert kept.kept == {mine}
    assert names(tmp_path) == ["talk.en.vtt", "talk.info.json", "talk.mp4"]

    [got] = fetch(url, replace(options, overwriting=Overwriting(force=True)))
    assert mine.read_bytes() != b"mine"
    assert got.kept == frozenset()

    fetch(url, options)
    mine.write_bytes(mine.read_bytes() + b"edited")
    with pytest.raises(FetchError, match="not from an earlier run"):
        fetch(url, options)
