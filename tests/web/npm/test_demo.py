"""The demo's pages with the real players, in Chromium. YouTube is a fake: it cannot be reached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response, send_from_directory
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.conftest import bottom_of, bounding_box, wait_until
from tests.web.browser.test_variants import fake_youtube
from tests.web.conftest import running_server
from tests.web.npm.conftest import ROOT

OVERLAY = "document.querySelector('timeline-overlay')"
CARD = "[data-role=insight-card]"
SHADOW_CARD = "timeline-overlay [part~=card]"
#: Each player's page, and the controls that nothing may cover.
CONTROLS = {
    "native": "",
    "plyr": ".plyr__controls",
    "video-js": ".vjs-control-bar",
    "vidstack": "media-time-slider",
    "media-chrome": "media-control-bar",
    "youtube": "youtube-video",
}


@pytest.fixture(scope="module")
def address(built: Path, modules: Path) -> Iterator[str]:
    """The repository, served with byte ranges, and the players where `npm install` puts them."""
    app = Flask(__name__)

    @app.get("/web/node_modules/<path:name>")
    def module(name: str) -> Response:
        return send_from_directory(modules, name)

    @app.get("/<path:name>")
    def file(name: str) -> Response:
        return send_from_directory(ROOT, name, conditional=True)

    with running_server(app) as (host, port):
        yield f"http://{host}:{port}/web/demo"


def opened(browser: Browser, url: str, errors: list[str]) -> Page:
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.on("pageerror", lambda error: errors.append(str(error)))
    fake_youtube(page)
    page.goto(url)
    wait_until(page, f"{OVERLAY}.cues?.length > 0 && {OVERLAY}.media?.duration > 0")
    return page


@pytest.mark.parametrize("player", CONTROLS)
def test_the_overlay_over(browser: Browser, address: str, player: str) -> None:
    errors: list[str] = []
    page = opened(browser, f"{address}/{player}.html", errors)
    page.evaluate(
        f"""() => {{
          const {{ media, cues }} = {OVERLAY};
          media.muted = true;
          media.currentTime = cues.find((cue) => cue.id === "insight-2").start + 0.3;
          void media.play();
        }}"""
    )
    expect(page.locator(CARD).first).to_be_visible()
    chapter = page.evaluate(f"{OVERLAY}.chapter.value.title")
    expect(page.locator("[data-role=current-chapter]")).to_have_text(chapter)
    page.wait_for_timeout(500)
    if controls := CONTROLS[player]:
        card, bar = bounding_box(page, SHADOW_CARD), bounding_box(page, controls)
        over = card["y"] < bottom_of(bar) and bottom_of(card) > bar["y"]
        assert not over, "the card lies on the controls"
    # Players hide what they have over the picture while nobody moves; this is to be read then.
    page.wait_for_timeout(3_000)
    assert page.evaluate(f"{OVERLAY}.checkVisibility({{ opacityProperty: true }})")
    page.close()
    assert errors == []


@pytest.mark.parametrize("player", ["plyr", "video-js", "vidstack", "media-chrome"])
def test_it_is_there_in_the_player_s_full_screen(
    browser: Browser, address: str, player: str
) -> None:
    page = opened(browser, f"{address}/{player}.html", [])
    page.evaluate(
        """() => {
          const box = document.querySelector(".plyr, .video-js, media-player, media-controller");
          return box.requestFullscreen();
        }"""
    )
    wait_until(page, f"document.fullscreenElement?.contains({OVERLAY})")
    page.close()


def test_the_list_leads_to_every_player(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/index.html")
    found = page.eval_on_selector_all("a", "(links) => links.map((one) => one.pathname)")
    assert [Path(one).stem for one in found] == list(CONTROLS)
    page.close()
