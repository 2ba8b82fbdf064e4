"""The image that the seek bar shows of the moment under the pointer."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.browser.conftest import Opener, wait_until

IMAGE = ".seek-bar-preview-image"


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


def test_without_a_video_there_is_no_image(visit: Opener) -> None:
    page = visit("timer")
    page.locator("#seek-bar").hover()
    expect(page.locator(".seek-bar-preview")).to_be_visible()
    expect(page.locator(IMAGE)).to_be_hidden()
