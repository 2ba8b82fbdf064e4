"""One short round of the page in every browser engine that runs here."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Response, request
from playwright.sync_api import Browser, Page

from tests.web.browser.timelines import sample_library, tides
from tests.web.conftest import hosted, running_server
from tests.web.engines import drivers
from tests.web.engines.drivers import Engine
from timeline_web import create_app, site
from timeline_web.assets import Assets
from timeline_web.publishing import publish
from timeline_web.single_file import plan

#: Long, because nothing is measured here: it is only waited where something fails.
TIMEOUT = 25

#: WebDriver has no console to read: the page keeps what is reported to it.
RECORDER = """
window.reported = [];
// Not an error: what a frame had no time to tell is told in the next one.
const isLate = (text) => String(text).startsWith("ResizeObserver loop completed");
const keep = (text) => isLate(text) || reported.push(String(text));
addEventListener("error", (e) => keep(e.message ?? `not loaded: ${e.target.outerHTML}`), true);
addEventListener("unhandledrejection", (e) => keep(e.reason));
document.addEventListener("securitypolicyviolation", (e) => keep(`policy: ${e.blockedURI}`));
for (const name of ["error", "warn"]) console[name] = keep;
window.print = () => (window.printed = (window.printed ?? 0) + 1);
"""


class Chromium:
    """Chromium, as the other tests drive it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def open(self, url: str) -> None:
        self._page.goto(url)

    def evaluate(self, expression: str) -> Any:
        return self._page.evaluate(expression)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def click(self, selector: str) -> None:
        self._page.locator(selector).click()


@pytest.fixture(
    scope="module",
    params=[
        "chromium",
        pytest.param("firefox", marks=pytest.mark.engines),
        pytest.param("webkit", marks=pytest.mark.engines),
    ],
)
def engine(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Engine]:
    if request.param == "chromium":
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        yield Chromium(page)
        page.close()
    else:
        with getattr(drivers, request.param)() as opened:
            yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = create_app(sample_library(tmp_path_factory.mktemp("media")))
    _record(app)
    with running_server(app) as (host, port):
        yield f"http://{host}:{port}/t"


def _record(app: Flask) -> None:
    """Give each page the recorder as its first script."""

    @app.get("/recorder.js")
    def recorder() -> Response:
        return Response(RECORDER, mimetype="text/javascript")

    @app.before_request
    def ask_for_plain_text() -> None:
        request.environ.pop("HTTP_ACCEPT_ENCODING", None)

    @app.after_request
    def add(response: Response) -> Response:
        if response.mimetype == "text/html":
            script = b'<head><script src="/recorder.js"></script>'
            response.set_data(response.get_data().replace(b"<head>", script, 1))
        return response


def wait(engine: Engine, expression: str) -> None:
    """Wait until an expression holds in the page."""
    until = time.monotonic() + TIMEOUT
    while not engine.evaluate(f"Boolean({expression})"):
        assert time.monotonic() < until, (
            f"never became true: {expression}; {engine.evaluate(STATE)}"
        )
        time.sleep(0.05)


STATE = """((m) => ({ time: m?.currentTime, duration: m?.duration, paused: m?.paused,
  ready: document.documentElement.dataset.ready, reported: window.reported }))
  (document.getElementById("media"))"""
MEDIA = "document.getElementById('media')"
CURRENT = "document.querySelector('[data-kind=chapter][aria-current]')"


def opened(engine: Engine, url: str) -> None:
    engine.open("about:blank")
    engine.open(url)
    wait(engine, "'ready' in document.documentElement.dataset")


def at(engine: Engine, seconds: float) -> None:
    """The playhead comes to a moment and stays, and the text is there too."""
    wait(engine, f"Math.abs({MEDIA}.currentTime - {seconds}) < 0.3 && !{MEDIA}.seeking")
    wait(engine, f"{CURRENT}?.dataset.start <= {seconds} && {seconds} < {CURRENT}.dataset.end")
    title = f"{CURRENT}.querySelector('h2').textContent.trim()"
    wait(engine, f"document.querySelector('[data-role=current-chapter]').textContent === {title}")


@pytest.mark.parametrize("shape", ["tides", "audio", "timer"])
def test_a_round(engine: Engine, address: str, shape: str) -> None:
    opened(engine, f"{address}/{shape}/?t=62")
    at(engine, 62)
    length = engine.evaluate(f"{MEDIA}.duration")
    assert length == pytest.approx(216.5, abs=0.8), "the duration is not the media's"

    engine.evaluate(f"void ({MEDIA}.muted = true)")
    engine.press("k")
    wait(engine, f"{MEDIA}.currentTime > 62.6 && !{MEDIA}.paused")
    engine.press("k")
    wait(engine, f"{MEDIA}.paused")

    engine.click("#chapter-5 .time-link")
    at(engine, engine.evaluate("Number(document.getElementById('chapter-5').dataset.start)"))
    engine.press("9")
    at(engine, length * 0.9)
    wait(engine, f"((b) => b.top >= 0 && b.top < innerHeight)({CURRENT}.getBoundingClientRect())")
    engine.press("0")
    at(engine, 0)
    assert engine.evaluate(f"{MEDIA}.duration") == pytest.approx(length, abs=0.05)
    assert engine.evaluate("reported") == []


def test_deep_links(engine: Engine, address: str) -> None:
    """One address more than once: what depends on who comes first is not seen at the first."""
    for tail, seconds in (("?t=3m", 180), *[("#t=150", 150)] * 5):
        opened(engine, f"{address}/tides/{tail}")
        at(engine, seconds)
    opened(engine, f"{address}/tides/#chapter-3")
    at(engine, engine.evaluate("Number(document.getElementById('chapter-3').dataset.start)"))
    assert engine.evaluate("reported") == []


def test_find(engine: Engine, address: str) -> None:
    opened(engine, f"{address}/tides/")
    engine.press("/")
    wait(engine, "document.activeElement.id === 'find'")
    for letter in "moon":
        engine.press(letter)
    wait(engine, "document.getElementById('find-count').textContent.trim()")
    engine.press("Enter")
    wait(engine, f"{MEDIA}.currentTime > 1")
    assert engine.evaluate("reported") == []


def test_print(engine: Engine, address: str) -> None:
    """The dialog is the system's: what is asked for is that it be opened, once."""
    opened(engine, f"{address}/tides/?t=0")
    engine.click("[data-action=print]")
    wait(engine, "window.printed === 1")
    assert engine.evaluate("reported") == []


def test_a_single_file_from_disk(engine: Engine, tmp_path: Path) -> None:
    pages = publish(plan([tides()], Assets.read()), tmp_path)
    opened(engine, pages[0].as_uri() + "#chapter-3")
    at(engine, engine.evaluate("Number(document.getElementById('chapter-3').dataset.start)"))
    engine.press("9")
    at(engine, engine.evaluate(f"{MEDIA}.duration * 0.9"))


def test_a_server_without_byte_ranges(engine: Engine, tmp_path: Path) -> None:
    publish(site.plan([tides()], Assets.read()), tmp_path)
    with hosted(tmp_path) as root:
        opened(engine, f"{root}?t=62")
        at(engine, 62)
        engine.press("9")
        at(engine, engine.evaluate(f"{MEDIA}.duration * 0.9"))
