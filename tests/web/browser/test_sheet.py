"""The sheet with Find, chapters and points: on a phone, and over the picture in full screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import PHONE, Opener, play, wait_until
from tests.web.browser.test_shapes import FAULTS, OUT_OF_VIEW

TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True}
SMALL = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
SHAPES = {"phone": PHONE, "tablet": TABLET, "small": SMALL}


def swipe(page: Page, selector: str, down: int) -> None:
    """Pull something by a finger, so many pixels."""
    page.evaluate(
        """([selector, down]) => {
          const element = document.querySelector(selector);
          const box = element.getBoundingClientRect();
          const send = (type, y) => {
            const at = { clientX: box.x + 9, clientY: y };
            const touch = new Touch({ identifier: 1, target: element, ...at });
            const touches = type === "touchstart" ? [touch] : [];
            const init = { bubbles: true, touches, changedTouches: [touch] };
            element.dispatchEvent(new TouchEvent(type, init));
          };
          send("touchstart", box.y + 5);
          send("touchend", box.y + 5 + down);
        }""",
        [selector, down],
    )


NAMES_CURRENT = """document.querySelector(".sheet-bar-name").textContent.trim()
  === document.querySelector(".chapter[aria-current=true] h2").textContent.trim()"""


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("id", ["tides", "audio", "timer", "arabic", "forty"])
def test_the_current_chapter_is_one_press_away_from_anywhere(
    visit: Opener, id: str, shape: str
) -> None:
    page = visit(id, reduced_motion="reduce", **SHAPES[shape])
    page.keyboard.press("7")
    expect(page.locator(".chapter[aria-current=true]")).not_to_have_id("chapter-1")
    wait_until(page, NAMES_CURRENT)
    page.mouse.wheel(0, 100_000)
    page.wait_for_timeout(200)
    page.locator("#sheet-bar").tap()
    expect(page.locator("#sheet-bar")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#panel")).to_be_focused()
    wait_until(page, f"{OUT_OF_VIEW} === ''")
    assert page.evaluate(FAULTS) == []
    expect(page.get_by_role("searchbox")).to_be_in_viewport()
    page.locator("#sheet-bar").tap()
    expect(page.locator("#sheet-bar")).to_have_attribute("aria-expanded", "false")
    assert page.evaluate(FAULTS) == []


def test_escape_closes_it_and_gives_the_focus_back(visit: Opener) -> None:
    page = visit(**PHONE)
    page.locator("#sheet-bar").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    page.keyboard.type("moon")
    expect(page.locator("#find-count")).not_to_be_empty()
    page.keyboard.press("Escape")  # empties the field
    expect(page.locator("#sheet-bar")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#sheet-bar")).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#sheet-bar")).to_be_focused()


def test_fingers_pull_it_up_and_down(visit: Opener) -> None:
    page = visit(**PHONE)
    expanded = page.locator("#sheet-bar[aria-expanded=true]")
    swipe(page, "#sheet-bar", 80)
    expect(expanded).to_have_count(0)
    swipe(page, "#sheet-bar", -80)
    expect(expanded).to_have_count(1)
    swipe(page, "#sheet-bar", 10)
    expect(expanded).to_have_count(1)
    swipe(page, ".toolbar", 80)
    expect(expanded).to_have_count(0)


def test_it_follows_the_film_and_a_press_on_a_chapter_seeks(visit: Opener) -> None:
    page = visit(**PHONE)
    page.locator("#sheet-bar").tap()
    page.locator("#chapter-2 .time-link").tap()
    expect(page.locator(".sheet-bar-name")).to_have_text(page.locator("#chapter-2 h2").inner_text())
    play(page, 150)
    wait_until(page, f"{OUT_OF_VIEW} === ''")


def test_who_had_gone_elsewhere_is_back_at_what_is_said(visit: Opener) -> None:
    page = visit("forty", **PHONE)
    page.keyboard.press("5")
    wait_until(page, f"{OUT_OF_VIEW} === ''")
    page.mouse.move(200, 700)
    page.mouse.wheel(0, 1500)
    expect(page.locator("#follow")).to_be_visible()
    page.locator("#sheet-bar").tap()
    wait_until(page, f"{OUT_OF_VIEW} === ''")
    page.locator("#sheet-bar").tap()
    expect(page.locator("#follow")).to_be_hidden()
    wait_until(page, f"{OUT_OF_VIEW} === ''")


def test_it_goes_when_there_is_room_beside_the_picture(visit: Opener) -> None:
    page = visit(**PHONE)
    page.locator("#sheet-bar").tap()
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(page.locator("#sheet-bar")).to_be_hidden()
    expect(page.locator("#panel.sheet")).to_have_count(0)
    page.keyboard.press("t")
    expect(page.locator("#panel.sheet")).to_have_count(0)


def test_inside_another_page_there_is_none(visit: Opener) -> None:
    page = visit("tides", "?embed", **PHONE)
    expect(page.locator("#sheet-bar")).to_be_hidden()
    page.keyboard.press("t")
    expect(page.locator("#panel.sheet")).to_have_count(0)


def test_in_full_screen_it_covers_neither_chapter_nor_card(visit: Opener) -> None:
    page = visit()
    page.keyboard.press("f")
    wait_until(page, "document.fullscreenElement !== null")
    play(page, 52)
    page.keyboard.press("t")
    expect(page.locator("#stage > #panel.sheet")).to_have_count(1)
    right = "(selector) => document.querySelector(selector).getBoundingClientRect().right"
    left = page.locator("#panel").bounding_box()
    assert left is not None
    for selector in ("[data-role=current-chapter]", "[data-role=insight-card]"):
        expect(page.locator(selector).first).to_be_visible()
        assert page.evaluate(right, selector) <= left["x"]


def test_nothing_to_show_has_no_bar(visit: Opener) -> None:
    page = visit("empty", **PHONE)
    expect(page.locator("#sheet-bar")).to_be_hidden()


def test_in_full_screen_notices_and_follow_are_seen(visit: Opener) -> None:
    page = visit("forty")
    page.keyboard.press("f")
    wait_until(page, "document.fullscreenElement !== null")
    page.keyboard.press("b")
    expect(page.locator("#stage #notice")).to_contain_text("Bookmarked")
    page.keyboard.press("t")
    page.locator("#panel").hover()
    page.mouse.wheel(0, 800)
    follow = page.locator("#stage #follow")
    expect(follow).to_be_visible()
    follow.click()
    expect(follow).to_be_hidden()
    page.evaluate("document.exitFullscreen()")
    expect(page.locator("main > #notice")).to_have_count(1)
