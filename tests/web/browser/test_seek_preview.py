"""The image that the seek bar shows of the moment under the pointer."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browser.conftest import Opener, collect_console_errors, wait_until
from tests.web.browser.timelines import tides
from tests.web.conftest import hosted
from timeline_web import single_file, site
from timeline_web.assets import Assets
from timeline_web.publishing import publish

IMAGE = ".seek-bar-preview-image"


#: The sheet that is shown can be decoded: its address is one, and the policy lets it in.
LOADED = """(async () => {
  const { backgroundImage } = document.querySelector(".seek-bar-preview-image").style;
  const image = new Image();
  image.src = /url\\("(.*)"\\)/.exec(backgroundImage)[1];
  await image.decode();
  return image.naturalWidth > 0;
})()"""


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_the_preview_shows_the_image_at_the_pointer(visit: Opener) -> None:
    page = visit()
    bar = page.locator("#seek-bar").bounding_box()
    assert bar
    middle = bar["y"] + bar["height"] / 2
    page.mouse.move(bar["x"] + bar["width"] * 0.4, middle)
    wait_until(
        page, "performance.getEntriesByType('resource').some(e => e.name.includes('/storyboard/'))"
    )
    page.mouse.move(bar["x"] + bar["width"] * 0.5, middle)
    expect(page.locator(IMAGE)).to_be_visible()
    first = page.locator(IMAGE).get_attribute("style")
    page.mouse.move(bar["x"] + bar["width"] * 0.9, middle)
    expect(page.locator(IMAGE)).not_to_have_attribute("style", first or "")


@pytest.mark.parametrize("single", [True, False], ids=["single file", "folder"])
def test_pages_without_a_server_have_images_too(
    browser: Browser, tmp_path: Path, single: bool
) -> None:
    console_errors: list[str] = []
    planned = (single_file if single else site).plan([tides()], Assets.read())
    pages = publish(planned, tmp_path / "out")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    collect_console_errors(page, console_errors)
    with hosted(tmp_path / "out") as root:
        page.goto(pages[0].as_uri() if single else root)
        page.wait_for_selector("html[data-ready]")
        bar = page.locator("#seek-bar").bounding_box()
        assert bar
        for x in (0.4, 0.5):
            page.mouse.move(bar["x"] + bar["width"] * x, bar["y"] + bar["height"] / 2)
            page.wait_for_timeout(200)
        expect(page.locator(IMAGE)).to_be_visible()
        wait_until(page, LOADED)
    page.close()
    assert console_errors == []


def test_without_a_video_there_is_no_image(visit: Opener) -> None:
    page = visit("timer")
    page.locator("#seek-bar").hover()
    expect(page.locator(".seek-bar-preview")).to_be_visible()
    expect(page.locator(IMAGE)).to_be_hidden()
