"""The picture that the rail shows of the moment under the pointer."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.browser.conftest import Opener, until

PICTURE = ".seek-bar-preview-image"


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_the_preview_shows_the_moment_under_the_pointer(visit: Opener) -> None:
    page = visit()
    rail = page.locator("#seek-bar").bounding_box()
    assert rail
    middle = rail["y"] + rail["height"] / 2
    page.mouse.move(rail["x"] + rail["width"] * 0.4, middle)
    until(page, "performance.getEntriesByType('resource').some(e => e.name.endsWith('.vtt'))")
    page.mouse.move(rail["x"] + rail["width"] * 0.5, middle)
    expect(page.locator(PICTURE)).to_be_visible()
    first = page.locator(PICTURE).get_attribute("style")
    page.mouse.move(rail["x"] + rail["width"] * 0.9, middle)
    expect(page.locator(PICTURE)).not_to_have_attribute("style", first or "")


def test_without_a_video_there_is_none(visit: Opener) -> None:
    page = visit("silent")
    page.locator("#seek-bar").hover()
    expect(page.locator(".seek-bar-preview")).to_be_visible()
    expect(page.locator(PICTURE)).to_be_hidden()
