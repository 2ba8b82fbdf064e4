"""Reachable by everyone: axe's rules in every state, the keyboard alone, what the page weighs."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from tests.web.browser.conftest import PHONE, Opener, Site, play, start_times
from tests.web.browser.vendored import (
    CHECKSUMS,
    STYLE_HASHES,
    VENDOR,
    checksums,
    style_hashes,
)

STYLES = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": PHONE}


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds, one line each."""
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run({ resultTypes: ['violations'] })).violations")
    return [f"{v['id']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in found]


def resting(page: Page) -> None:
    pass


def a_card(page: Page) -> None:
    play(page, start_times(page, "insight")[0] + 0.1)
    page.get_by_role("button", name="Captions").click()
    expect(page.locator("[data-role=insight-card]")).to_be_visible()


def settings(page: Page) -> None:
    page.get_by_role("button", name="Settings").click()


def downloads(page: Page) -> None:
    page.get_by_role("button", name="Download").click()


def keys(page: Page) -> None:
    page.keyboard.press("?")


def quiz(page: Page) -> None:
    settings(page)
    page.get_by_label("Quiz me as it plays").check()
    page.keyboard.press("Escape")
    end = float(page.locator("[data-kind=qa][data-end]").first.get_attribute("data-end") or 0)
    play(page, end - 0.2)
    expect(page.locator(".quiz-dialog")).to_be_visible()
    page.get_by_role("button", name="Show the answer").click()


def finding(page: Page) -> None:
    page.locator("#find").fill("moon")
    expect(page.locator("#find-count")).not_to_be_empty()


def transcript(page: Page) -> None:
    page.get_by_role("button", name="Transcript").click()


def opened(page: Page) -> None:
    for details in page.locator("#panel details").all():
        details.evaluate("d => d.open = true")
    page.locator("#panel").hover(position={"x": 60, "y": 500})
    page.mouse.wheel(0, 300)
    expect(page.get_by_role("button", name="Follow")).to_be_visible()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "state",
    [resting, a_card, settings, downloads, keys, quiz, finding, transcript, opened],
    ids=lambda state: state.__name__,
)
def test_axe(visit: Opener, axe: str, state, style: str) -> None:
    page = visit(allow="Canvas", bypass_csp=True, **STYLES[style])
    state(page)
    page.wait_for_timeout(300)
    assert violations(page, axe) == []


@pytest.mark.parametrize("id", ["audio", "timer", "arabic", "empty", "hostile"])
def test_axe_on_other_shapes(visit: Opener, axe: str, id: str) -> None:
    page = visit(id, bypass_csp=True)
    page.wait_for_timeout(300)
    assert violations(page, axe) == []


def test_axe_on_the_index(visit: Opener, site: Site, axe: str) -> None:
    page = visit(bypass_csp=True)
    page.goto(site.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert violations(page, axe) == []


FOCUSED = """(({ id, dataset, localName }) =>
  id || dataset.action || dataset.filter || localName)(document.activeElement)"""


def test_everything_is_reached_by_tab_in_the_order_of_the_page(visit: Opener) -> None:
    page = visit()
    seen: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUSED))
    wanted = [
        "seek-bar",
        "media-play-button",
        "previous",
        "next",
        "media-mute-button",
        "captions",
        "settings-button",
        "media-fullscreen-button",
        "downloads-button",
        "print",
        "all",
        "line",
        "find",
    ]
    places = [seen.index(name) for name in wanted]
    assert places == sorted(places)


def test_the_keyboard_alone_works_the_panel(visit: Opener) -> None:
    page = visit()
    page.locator("#chapter-2 h2 a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#chapter-2")).to_have_attribute("aria-current", "true")
    page.locator("#insight-1 .explanation summary").focus()
    page.keyboard.press("Space")
    expect(page.locator("#insight-1 .explanation p").first).to_be_visible()
    page.locator("#settings-button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#speed")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#settings-button")).to_be_focused()
    page.get_by_role("button", name="Insights").focus()
    page.keyboard.press("Space")
    expect(page.locator("#chapter-1")).to_be_hidden()


def test_reduced_motion_animates_nothing(visit: Opener) -> None:
    page = visit(reduced_motion="reduce")
    play(page, start_times(page, "insight")[0] + 0.1)
    running = page.evaluate(
        "document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 1).length"
    )
    assert running == 0


def test_no_text_is_smaller_than_13_pixels(visit: Opener) -> None:
    page = visit()
    transcript(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
          .filter((e) => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 13)
          .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_the_size_of_the_first_load(visit: Opener, site: Site) -> None:
    page = visit()
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.reload()
    page.wait_for_selector("html[data-ready]")
    ours = [r for r in loaded if r.request.resource_type in ("script", "stylesheet")]
    assert len(ours) <= 12, [r.url for r in ours]
    assert sum(len(gzip.compress(r.body(), 9)) for r in ours) <= 75_000
    assert all(r.url.startswith((site.url, "data:")) for r in loaded)


def test_vendored_files_are_the_ones_that_were_checked() -> None:
    assert json.loads(CHECKSUMS.read_text("utf-8")) == checksums()
    for name in ("media-chrome", "hls.js", "vimeo-player", "fonts/newsreader"):
        assert (VENDOR / f"{name}.LICENSE.txt").is_file()


def test_the_policy_knows_every_style_of_the_vendored_elements(visit: Opener) -> None:
    page = visit(bypass_csp=True)
    assert json.loads(Path(STYLE_HASHES).read_text("utf-8")) == style_hashes(page)


def test_the_focus_is_never_lost_with_the_button_that_was_pressed(visit: Opener) -> None:
    page = visit("forty")
    page.locator("#panel").hover()
    page.mouse.wheel(0, 800)
    page.get_by_role("button", name="Follow").press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    page.locator("#seek-bar").press("b")
    page.get_by_role("button", name="Add a note").press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#seek-bar")).to_be_focused()
    page.locator("#settings-button").press("Enter")
    page.get_by_role("button", name="Keyboard shortcuts").press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#settings-button")).to_be_focused()
