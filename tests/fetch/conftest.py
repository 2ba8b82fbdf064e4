"""A site on localhost that yt-dlp's generic extractor understands, with all a site's faults."""

from __future__ import annotations

import re
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:title" content="{title}"></head><body>
<video poster="/poster.jpg"><source src="{source}" type="video/mp4">{tracks}</video></body></html>
"""
TRACK = '<track kind="subtitles" srclang="{0}" src="/{1}">'
VTT = "WEBVTT\n\n00:00.000 --> 00:04.000\n{}\n"

PAGES = {
    "/talk": PAGE.format(
        title="A talk about <b>: &amp; more",
        source="/talk.mp4",
        tracks=TRACK.format("en", "en.vtt") + TRACK.format("de", "de.vtt"),
    ),
    "/silent": PAGE.format(title="Silent", source="/talk.mp4", tracks=""),
    "/half": PAGE.format(title="Half", source="/talk.mp4", tracks=TRACK.format("en", "404.vtt")),
    "/gone": PAGE.format(title="Gone", source="/404.mp4", tracks=""),
    "/nothing": "<!doctype html><title>No video</title><p>Words.</p>",
    "/en.vtt": VTT.format("Hello from the talk."),
    "/de.vtt": VTT.format("Hallo aus dem Vortrag."),
    "/feed": '<?xml version="1.0"?><rss version="2.0"><channel><title>Two talks</title>'
    "<item><title>First</title><link>{base}/talk</link></item>"
    "<item><title>Lost</title><link>{base}/404</link></item>"
    "<item><title>Second</title><link>{base}/silent</link></item></channel></rss>",
}
KINDS = {
    ".vtt": "text/vtt",
    ".mp4": "video/mp4",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".ts": "video/mp2t",
}


class Site(ThreadingHTTPServer):
    """Serves PAGES, the files of a folder, and errors: see `_Handler.do_GET`.

    ``breaks_left`` is how many more times /breaks.mp4 breaks off half-way; ``went_on_from`` are
    the first bytes of the ranges that were asked for.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.requests: list[str] = []
        self.went_on_from: list[int] = []
        self.breaks_left = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up: killed ones do."""


class _Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.requests.append(path)
        if path in PAGES:
            text = PAGES[path].replace("{base}", self.server.address)
            self._send(200, text.encode(), KINDS.get(Path(path).suffix, "text/html"))
        elif path == "/redirect":
            self._send(302, b"", "text/html", Location="/talk")
        elif status := re.fullmatch(r"/(\d{3})(\..*)?", path):
            self._send(int(status[1]), b"error", "text/html")
        elif path in {"/slow.mp4", "/breaks.mp4", "/lies.mp4"}:
            self._send_media((self.server.folder / "talk.mp4").read_bytes(), path)
        elif (file := self.server.folder / path[1:]).is_file():
            self._send_media(file.read_bytes(), path)
        else:
            self._send(404, b"", "text/html")

    def _send(self, status: int, body: bytes, kind: str, **more: str) -> None:
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), **more}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def _send_media(self, data: bytes, path: str) -> None:
        """A file, by ranges; slow, cut short, or with a length that is not true."""
        size, first = len(data), 0
        wanted = re.match(r"bytes=(\d+)-", self.headers.get("Range", ""))
        self.send_response(206 if wanted else 200)
        if wanted:
            first = int(wanted[1])
            self.server.went_on_from.append(first)
            self.send_header("Content-Range", f"bytes {first}-{size - 1}/{size}")
        self.send_header("Content-Type", KINDS.get(Path(path).suffix, "text/plain"))
        self.send_header("Accept-Ranges", "bytes")
        lie = 1_000_000 if path == "/lies.mp4" else 0
        self.send_header("Content-Length", str(size - first + lie))
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "GET":
            self._pour(data[first:], path)

    def _pour(self, data: bytes, path: str) -> None:
        if path == "/breaks.mp4" and self.server.breaks_left:
            self.server.breaks_left -= 1
            data = data[: len(data) // 2]
        slow = path == "/slow.mp4"
        step = 8192 if slow else 1 << 20
        try:
            for start in range(0, len(data), step):
                self.wfile.write(data[start : start + step])
                if slow:
                    time.sleep(0.02)
        except OSError:
            return


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, media_programs: None) -> Path:
    """A folder of media: talk.mp4, and the same as an HLS stream."""
    return fill(tmp_path_factory.mktemp("shelf"))


def fill(folder: Path) -> Path:
    """Make the site's media in ``folder``."""
    sound = ("-f", "lavfi", "-i", "sine=d=20")
    picture = ("-f", "lavfi", "-i", "testsrc2=d=20:s=320x180:r=10")
    codecs = ("-c:v", "libx264", "-g", "20", "-c:a", "aac")
    hls = ("-f", "hls", "-hls_time", "4", "-hls_list_size", "0", "stream.m3u8")
    for target in (("-movflags", "+faststart", "talk.mp4"), hls):
        command = ["ffmpeg", "-v", "error", *picture, *sound, *codecs, *target]
        subprocess.run(command, check=True, cwd=folder)
    return folder


@pytest.fixture
def site(shelf: Path) -> Iterator[Site]:
    """The site, running."""
    site = Site(shelf)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield site
    site.shutdown()
    thread.join()
    site.server_close()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: no yt-dlp configuration, no cache, no proxy of the machine's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    return home
