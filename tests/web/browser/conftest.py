"""A server with timelines of every shape, and a real Chromium to open them in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Page, expect

from tests.web.browser.timelines import sample_library
from tests.web.conftest import running_server
from tests.web.sample import FixedLibrary
from timeline_web import create_app

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

#: Long, because nothing is measured here: it is only waited where something fails.
TIMEOUT_MS = 25_000

expect.set_options(timeout=TIMEOUT_MS)


@dataclass
class Site:
    """The running application: where it is, and its library to change."""

    url: str
    library: FixedLibrary

    def change(self, id: str, **values: object) -> None:
        """Give an entry other values and another version, as saving its file would."""
        values = {"version": f"change-{next(_CHANGES)}", **values}
        self.library.entries = tuple(
            replace(entry, **values) if entry.id == id else entry  # type: ignore[arg-type]
            for entry in self.library.entries
        )


Opener = Callable[..., Page]
_CHANGES = count(1)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    library = sample_library(tmp_path_factory.mktemp("media"))
    with running_server(create_app(library)) as (host, port):
        yield Site(f"http://{host}:{port}", library)


@pytest.fixture(autouse=True)
def _restore_library(site: Site) -> Iterator[None]:
    """What a test changes in the library is put back."""
    entries = site.library.entries
    yield
    site.library.entries = entries


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Opener]:
    """Open a timeline's page; what the browser reports as an error fails the test.

    Takes the timeline's id, what follows it in the address, and the context's options;
    console errors that hold ``allow`` are let pass.
    """
    console_errors: list[str] = []
    contexts: list[BrowserContext] = []

    def go(id: str = "tides", tail: str = "", *, allow: str = "", **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}} | options)
        contexts.append(context)
        page = context.new_page()
        collect_console_errors(page, console_errors, allow)
        page.goto(f"{site.url}/t/{id}/{tail}")
        if options.get("java_script_enabled", True):
            page.wait_for_selector("html[data-ready]")
        return page

    yield go
    for context in contexts:
        context.close()
    assert console_errors == []


def collect_console_errors(page: Page, console_errors: list[str], allow: str = "") -> None:
    """Collect what the console and the page report, violations of the policy among it."""
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning")
            and not (allow and allow in message.text)
            and console_errors.append(message.text)
        ),
    )
    page.on("pageerror", lambda error: console_errors.append(str(error)))


def play(page: Page, at: float) -> None:
    """Play on from a moment, without sound."""
    page.evaluate(
        """t => {
          const player = document.getElementById("media");
          player.muted = true;
          player.currentTime = t;
          return player.play();
        }""",
        at,
    )


def wait_until(page: Page, expression: str, *, timeout: int = TIMEOUT_MS) -> None:
    """Wait until an expression holds, asked from out here: the policy lets no page evaluate."""
    for _ in range(timeout // 50):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never became true: {expression}")


def current_time(page: Page) -> float:
    """Where the playhead is, in seconds."""
    return float(page.evaluate("document.getElementById('media').currentTime"))


def bounding_box(page: Page, selector: str) -> FloatRect:
    """Where an element is on screen. It must be there."""
    rect = page.locator(selector).first.bounding_box()
    assert rect, f"{selector} has no box"
    return rect


def bottom_of(rect: FloatRect) -> float:
    """Where a box ends."""
    return rect["y"] + rect["height"]


def start_times(page: Page, kind: str) -> list[float]:
    """The moments of the panel's dated items of a kind."""
    return [
        float(item.get_attribute("data-start") or "nan")
        for item in page.locator(f"[data-kind={kind}][data-start]").all()
    ]


@pytest.fixture(scope="session")
def axe() -> str:
    return (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
