"""``timeline watch`` as people run it: a process, a link, a saved file, Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.message import Message
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from timeline.errors import InputError
from timeline.loader import LoadRequest
from timeline_web import serving
from timeline_web.entries import entry_id, expand, find_source, load_entry
from timeline_web.file_library import FileLibrary

SUMMARY = """\
How the tides work

TLDR
The Moon pulls harder on the near side.

Key insights
🌙The Moon matters twice as much as the Sun.

Timestamped Summary
00:00Why the sea moves
00:45The Moon pulls the water
01:50Spring and neap tides
"""


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(SUMMARY, encoding="utf-8")
    return path


@dataclass
class Running:
    process: subprocess.Popen[str]
    link: str

    @property
    def port(self) -> int:
        found = re.match(r"http://[^/]*:(\d+)/", self.link)
        assert found
        return int(found[1])

    def get(self, path: str = "", **headers: str) -> tuple[int, Message, bytes]:
        try:
            with urlopen(Request(self.link + path, headers=headers), timeout=20) as response:
                return response.status, response.headers, response.read()
        except HTTPError as error:
            with error:
                return error.code, error.headers, error.read()


@contextmanager
def watching(
    *arguments: str | Path, cwd: Path | None = None, browser: str = ""
) -> Iterator[Running]:
    quiet = [] if browser else ["--no-browser"]
    command = [sys.executable, "-m", "timeline", "watch", *quiet, *map(str, arguments)]
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=os.environ | {"BROWSER": browser, "DISPLAY": ":0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("Watching at http://"), line or process.communicate()[1]
        yield Running(process, line.removeprefix("Watching at ").strip())
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_until(ready: Callable[[], bool]) -> None:
    """Wait for something that another process does. How long it takes is not tested."""
    for _ in range(400):
        if ready():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def test_the_link_shows_the_page(summary: Path) -> None:
    with watching(summary) as running:
        assert running.link == f"http://127.0.0.1:{running.port}/t/{entry_id(str(summary))}/"
        status, headers, body = running.get()
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert b"How the tides work" in body
        _, _, data = running.get("timeline.json")
        assert [chapter["start"] for chapter in json.loads(data)["chapters"]] == [0, 45, 110]


def test_the_browser_is_opened_at_the_link(summary: Path) -> None:
    opened = summary.with_name("opened")
    script = summary.with_name("browser.py")
    script.write_text(f"import sys; open({str(opened)!r}, 'w').write(sys.argv[1])")
    with watching(summary, browser=f"{sys.executable} {script} %s") as running:
        wait_until(lambda: opened.exists() and opened.read_text() == running.link)


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGQUIT])
def test_it_stops_cleanly(summary: Path, number: signal.Signals, times: int) -> None:
    with watching(summary) as running:
        running.get("timeline.json")
        for _ in range(times):
            running.process.send_signal(number)
        out, err = running.process.communicate(timeout=30)
        assert running.process.returncode == 0
        assert "Traceback" not in out + err


def test_signals_to_the_very_end_change_nothing(summary: Path) -> None:
    with watching(summary) as running:
        while running.process.poll() is None:
            running.process.send_signal(signal.SIGTERM)
        assert running.process.returncode == 0


def test_a_lost_terminal_ends_nothing(summary: Path) -> None:
    with watching(summary) as running:
        running.process.send_signal(signal.SIGHUP)
        assert running.get("timeline.json")[0] == 200


@pytest.mark.parametrize("fate", ["closed", "full"])
def test_a_reader_that_is_gone_or_stands_still_stops_nothing(summary: Path, fate: str) -> None:
    """As with ``2>&1 | head -1``: what is said after each save and request goes nowhere."""
    with watching(summary, "--access-log", "json", "--port", "0") as running:
        assert running.process.stdout is not None
        assert running.process.stderr is not None
        streams = (running.process.stdout, running.process.stderr)
        if fate == "closed":
            _close(*streams)
        for number in range(5):
            summary.write_text(SUMMARY.replace("neap", f"{number}th"), encoding="utf-8")
            for _ in range(250):  # in all, more than a pipe holds
                status, _, body = running.get("timeline.json")
                assert (status, f"and {number}th" in body.decode()) == (200, True)
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(30) == 0
        _close(*streams)
        running.process.stdout = running.process.stderr = None


def _close(*streams: IO[str]) -> None:
    for stream in streams:
        stream.close()


@pytest.mark.parametrize(
    ("host", "listens"),
    [
        ("0", "0.0.0.0"),
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("::", "::"),
        ("[::1]", "::1"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("LOCALHOST", "localhost"),
        ("cafe", "cafe"),
        ("talks.example.org", "talks.example.org"),
    ],
)
def test_addresses_are_understood(host: str, listens: str) -> None:
    assert serving.checked_host(host) == listens


@pytest.mark.parametrize("host", ["", " ", "fe80::1%eth0", "a b", "http://x", "1.2.3.999", "x:80"])
def test_addresses_that_no_link_can_name_are_refused(host: str) -> None:
    with pytest.raises(InputError, match="not an address to listen on"):
        serving.checked_host(host)


@pytest.mark.parametrize("host", ["0", "127.1", "::"])
def test_the_link_of_any_host_works(summary: Path, host: str) -> None:
    with (
        watching(summary, "--host", host, "--port", "0") as running,
        urlopen(running.link, timeout=20) as response,
    ):
        assert response.status == 200


def test_a_key_of_the_users_is_not_printed(
    summary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_KEY", "a-key-of-some-length")
    with watching(summary, "--port", "0") as running:
        assert "key" not in running.link
        assert running.get()[0] == 401
    monkeypatch.delenv("TIMELINE_KEY")
    with watching(summary, "--require-key", "--port", "0") as running:
        assert "/login?token=" in running.link


def test_a_taken_port_picks_the_next_unless_it_was_asked_for(summary: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving.listen("127.0.0.1", port) as next_free:
            assert port < next_free.getsockname()[1] <= port + serving.MAX_PORT_TRIES
        command = [sys.executable, "-m", "timeline", "watch", "--no-browser", str(summary)]
        done = subprocess.run(
            [*command, "--port", str(port)], capture_output=True, text=True, timeout=60, check=False
        )
    assert (done.returncode, done.stdout) == (2, "")
    assert f"port {port} is taken" in done.stderr


def test_a_saved_summary_is_served_anew(summary: Path) -> None:
    with watching(summary) as running:
        _, headers, _ = running.get("timeline.json")
        etag = headers["ETag"]
        before = json.loads(running.get("status.json")[2])
        assert running.get("timeline.json", **{"If-None-Match": etag})[0] == 304
        summary.write_text(SUMMARY.replace("neap tides", "dead tides"), encoding="utf-8")
        status, _, body = running.get("timeline.json", **{"If-None-Match": etag})
        assert (status, b"dead tides" in body) == (200, True)
        after = json.loads(running.get("status.json")[2])
        assert after["version"] != before["version"]


def test_an_unreadable_save_keeps_the_last_good_version(summary: Path) -> None:
    with watching(summary) as running:
        version = json.loads(running.get("status.json")[2])["version"]
        summary.write_bytes(b"")
        status = json.loads(running.get("status.json")[2])
        assert status["version"] == version
        assert str(summary) in status["problem"]
        assert b"How the tides work" in running.get()[2]
        summary.write_text(SUMMARY.replace("How", "Why"), encoding="utf-8")
        assert json.loads(running.get("status.json")[2])["problem"] == ""
        assert b"Why the tides work" in running.get()[2]
        running.process.send_signal(signal.SIGINT)
        _, err = running.process.communicate(timeout=30)
        assert err.count("keeps the last good state") == 1


def test_other_hosts_need_the_token(summary: Path) -> None:
    with watching(summary, "--host", "0.0.0.0") as running:
        found = re.fullmatch(r"http://([\d.]+):\d+/login\?token=([\w-]{32,})", running.link)
        assert found
        root = f"http://127.0.0.1:{running.port}/"
        with pytest.raises(HTTPError, match="401") as caught:
            urlopen(root + "timeline.json", timeout=20)
        caught.value.close()
        with urlopen(f"{root}login?token={found[2]}", timeout=20) as welcome:
            cookie = welcome.headers["Set-Cookie"].partition(";")[0]
        page = f"{root}t/{entry_id(str(summary))}/timeline.json"
        with urlopen(Request(page, headers={"Cookie": cookie}), timeout=20) as response:
            assert response.status == 200


def test_a_folder_shows_an_index(summary: Path) -> None:
    (summary.parent / "other.md").write_text("# Another talk\n\n- 0:00 One\n- 1:00 Two\n")
    with watching(summary.parent) as running:
        assert running.link == f"http://127.0.0.1:{running.port}/"
        _, _, body = running.get()
        assert body.count(b'<a href="t/') == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.txt"], "missing.txt"),
        (["talk.txt", "missing.mp4"], "no such file"),
        (["talk.txt", "notes.txt"], "not a video or audio file"),
        (["talk.txt", "https://user:pass@example.org/a.mp4"], "not an address"),
        (["http://127.0.0.1:9/talk"], "http://127.0.0.1:9/talk"),
        (["empty.txt"], "empty"),
        (["talk.txt", "--host", "192.0.2.1"], "cannot listen"),
    ],
)
def test_errors_are_one_line(summary: Path, arguments: list[str], message: str) -> None:
    (summary.parent / "empty.txt").touch()
    (summary.parent / "notes.txt").touch()
    command = [sys.executable, "-m", "timeline", "watch", "--no-browser", *arguments]
    done = subprocess.run(
        command, cwd=summary.parent, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_ids_are_safe_and_stable(tmp_path: Path) -> None:
    hostile = tmp_path / "../..%2f <Ünïcode>?#.txt"
    assert re.fullmatch(r"[a-z0-9-]+", entry_id(str(hostile)))
    assert entry_id(str(tmp_path / "a.txt")) == entry_id(str(tmp_path / "x" / ".." / "a.txt"))
    assert entry_id(str(tmp_path / "a.txt")) != entry_id(str(tmp_path / "b" / "a.txt"))


def test_a_link_in_the_summary_is_played_where_there_is_no_file(summary: Path) -> None:
    def kind(link: str) -> str:
        summary.write_text(f"{SUMMARY}\nSource: {link}\n", encoding="utf-8")
        request = LoadRequest(source=summary)
        _, loaded = load_entry(request)
        loaded = replace(loaded, timeline=replace(loaded.timeline, source_url=link))
        return find_source(request, loaded).kind

    assert kind("https://youtu.be/aqz-KE-bpKQ") == "youtube"
    assert kind("https://example.org/talk.mp4") == "video"
    assert kind("https://example.org/about-the-talk") == "none"
    assert kind("javascript:alert(1)") == "none"
    assert kind("https://user:pass@example.org/talk.mp4") == "none"


def test_a_touched_file_gives_a_new_version_only_when_it_changed(summary: Path) -> None:
    messages: list[str] = []
    library = FileLibrary([LoadRequest(source=summary)], messages.append)
    id = entry_id(str(summary))
    first = library.get(id)
    assert library.get(id) is first
    os.utime(summary, ns=(1, 1))
    assert library.get(id) == first
    summary.unlink()
    gone = library.get(id)
    assert gone is not None
    assert gone.problem
    assert [line for line in messages if line.startswith(str(summary))] == messages[-1:]


def test_a_video_that_only_a_browser_understands_is_played(summary: Path) -> None:
    video = summary.with_name("other.mp4")
    video.write_bytes(b"not for us")
    [request] = expand(LoadRequest(source=summary), str(video))
    entry, loaded = load_entry(request, str(video))
    assert entry.source.path == video
    assert any(note.startswith(f"{video} was not used") for note in loaded.notes)


def test_no_free_port_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MAX_PORT_TRIES", 1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match="taken"):
            serving.listen("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("example.org", False),
        ("localhost.example.org", False),
    ],
)
def test_only_loopback_needs_no_token(host: str, local: bool) -> None:
    assert serving.is_loopback(host) == local


def test_without_a_summary_the_sample_plays(tmp_path: Path) -> None:
    with watching(cwd=tmp_path) as running:
        page = running.get()[2].decode()
        assert 'src="media"' in page
        status, _, part = running.get("media", Range="bytes=0-3")
        assert (status, part) == (206, b"\x1aE\xdf\xa3"), "what every WebM begins with"
        data = json.loads(running.get("timeline.json")[2])
        assert data["duration_source"] == "media"
        assert len(data["chapters"]) >= 5
