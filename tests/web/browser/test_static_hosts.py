"""The written page where people put it: on servers that know nothing of it, and on a disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.conftest import wait_until
from tests.web.browser.timelines import silent_wav, tides
from tests.web.conftest import hosted
from timeline_web import single_file, site
from timeline_web.assets import Assets
from timeline_web.publishing import publish
from timeline_web.sources import from_path

MEDIA = "document.getElementById('media')"
CANNOT = "Seeking does not work here"

Open = Callable[[str], Page]


@pytest.fixture
def visit_url(browser: Browser) -> Iterator[Open]:
    context = browser.new_context()

    def go(url: str) -> Page:
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector("html[data-ready]")
        return page

    yield go
    context.close()


class _Endless(SimpleHTTPRequestHandler):
    """Says of no file how long it is, and answers no ranges."""

    def send_header(self, keyword: str, value: str) -> None:
        if keyword != "Content-Length":
            super().send_header(keyword, value)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def endless(folder: Path) -> Iterator[str]:
    """The folder behind a server that sends media of any length, from the start only."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Endless, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_a_server_without_byte_ranges_is_said_and_made_up_for(
    visit_url: Open, tmp_path: Path, kind: str
) -> None:
    source = from_path(silent_wav(tmp_path / "silence.wav")) if kind == "audio" else tides().source
    publish(site.plan([tides(source=source)], Assets.read()), tmp_path / "out")
    with hosted(tmp_path / "out") as root:
        page = visit_url(root)
        expect(page.locator("#notice")).to_contain_text("no byte ranges")
        wait_until(page, f"{MEDIA}.currentSrc.startsWith('blob:') && {MEDIA}.readyState > 0")
        page.keyboard.press("9")
        wait_until(page, f"Math.abs({MEDIA}.currentTime - {MEDIA}.duration * .9) < .2")
        page = visit_url(f"{root}?t=62")
        wait_until(page, f"{MEDIA}.currentTime === 62 && {MEDIA}.currentSrc.startsWith('blob:')")


def test_what_is_too_large_to_fetch_is_only_said(visit_url: Open, tmp_path: Path) -> None:
    publish(site.plan([tides()], Assets.read()), tmp_path / "out")
    with endless(tmp_path / "out") as root:
        page = visit_url(root)
        wait_until(page, f"{MEDIA}.readyState > 0")
        page.wait_for_timeout(500)
        page.keyboard.press("9")
        expect(page.locator("#notice")).to_contain_text(CANNOT)
        assert page.evaluate(f"{MEDIA}.currentSrc").startswith("http")


def test_a_single_file_says_so_too(visit_url: Open, tmp_path: Path) -> None:
    """It may fetch nothing, so that there nothing can be done about it."""
    publish(single_file.plan([tides()], Assets.read()), tmp_path / "out")
    with hosted(tmp_path / "out") as root:
        page = visit_url(f"{root}tides.html")
        wait_until(page, f"{MEDIA}.readyState > 0")
        page.keyboard.press("9")
        expect(page.locator("#notice")).to_contain_text(CANNOT)


def test_a_folder_opened_from_disk_says_what_it_needs(browser: Browser, tmp_path: Path) -> None:
    publish(site.plan([tides()], Assets.read()), tmp_path)
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    note = page.locator(".not-started")
    expect(note).to_be_visible()
    expect(note).to_contain_text("timeline site --single-file")
    page.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_that_runs_or_needs_no_scripts_does_not(
    browser: Browser, tmp_path: Path, scripts: bool
) -> None:
    publish(site.plan([tides()], Assets.read()), tmp_path)
    page = browser.new_page(java_script_enabled=scripts)
    with hosted(tmp_path) as root:
        page.goto(root)
        page.wait_for_timeout(3_500)
        expect(page.locator(".not-started")).to_be_hidden()
    page.close()
