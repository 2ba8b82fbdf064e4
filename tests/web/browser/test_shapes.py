"""What the page promises in every shape: the table of `tests.web.browser.shapes`, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import ARGUMENTS, executable
from tests.web.browser import shapes
from tests.web.browser.conftest import Site, collect_console_errors, wait_until
from tests.web.browser.shapes import Shape
from tests.web.browser.test_accessibility import violations
from tests.web.browser.test_variants import fake_youtube

CHECKS = Path(__file__).with_name("shapes.js").read_text("utf-8").strip()
FAULTS = f"({CHECKS}).faults()"
OUT_OF_VIEW = f"({CHECKS}).outOfView()"


@pytest.fixture(scope="module")
def large_text(browser: Browser) -> Iterator[Browser]:
    """The browser of a reader who wants text of twice the size."""
    wanted = ["--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"]
    launched = browser.browser_type.launch(executable_path=executable(), args=[*ARGUMENTS, *wanted])
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shapes")


@pytest.fixture
def shape(request: pytest.FixtureRequest) -> Shape:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def shaped(
    request: pytest.FixtureRequest, shape: Shape, browser: Browser, site: Site, folder: Path
) -> Iterator[Page]:
    """The page of a cell."""
    if shape.window == "large text":
        browser = request.getfixturevalue("large_text")
    site.library.entries = (*site.library.entries, shapes.entry(shape, folder))
    width, height, touch = shapes.WINDOWS[shape.window]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=touch,
        is_mobile=touch,
        reduced_motion="reduce",
        bypass_csp="axe" in request.fixturenames,
        **shapes.THEMES[shape.theme],  # type: ignore[arg-type]
    )
    page = context.new_page()
    errors: list[str] = []
    collect_console_errors(page, errors)
    fake_youtube(page)
    page.goto(f"{site.url}/t/shape/")
    page.wait_for_selector("html[data-ready]")
    wait_until(page, "document.getElementById('media').duration > 0")
    yield page
    context.close()
    assert errors == []


def far_seek(page: Page, key: str) -> str:
    """Press a key that seeks; what is then wrong with the current item's place."""
    page.keyboard.press(key)
    for _ in range(30):
        page.wait_for_timeout(50)
        if not (fault := str(page.evaluate(OUT_OF_VIEW))):
            break
    return fault


#: The first cell of each window: axe takes its time.
WINDOWS = list({shape.window: shape for shape in reversed(shapes.table())}.values())


@pytest.mark.parametrize("shape", WINDOWS, indirect=True, ids=str)
def test_axe_in_every_window(shaped: Page, axe: str) -> None:
    assert violations(shaped, axe) == []


@pytest.mark.parametrize("shape", shapes.table(), indirect=True, ids=str)
def test_shape(shaped: Page, shape: Shape) -> None:
    faults = [f"at first: {fault}" for fault in shaped.evaluate(FAULTS)]
    for key in ("9", "2", "0", "7") if shape.chapters or shape.dated else ():
        if fault := far_seek(shaped, key):
            faults.append(f"after {key}: {fault}")
        if key in "97":
            faults += [f"after {key}: {fault}" for fault in shaped.evaluate(FAULTS)]
    html = shaped.locator("html")
    reported = (html.get_attribute("lang"), html.get_attribute("dir") or "ltr")
    if reported != shapes.LANGUAGES[shape.script]:
        faults.append(f"language and direction are {reported}")
    assert faults == []
