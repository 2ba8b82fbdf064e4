"""What the open page does when its summary is saved."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import PHONE, Opener, Site, current_time, wait_until
from tests.web.browser.timelines import tides
from timeline.model import Chapter, Timeline


def save(page: Page, site: Site, id: str, timeline: Timeline) -> None:
    """Save it under another title, and wait until the page shows that."""
    title = f"{timeline.title}, again"
    site.change(id, timeline=replace(timeline, title=title))
    expect(page.locator("h1")).to_have_text(title)


FOCUSED = """(() => {
  const { activeElement: element } = document;
  const item = element.closest("[id]")?.id;
  return `${item}: ${element.getAttribute("aria-label") ?? element.textContent.trim()}`;
})()"""


@pytest.mark.parametrize(
    "selector",
    ["#chapter-3 .time-link", "[data-filter=qa]", "#downloads-button", "#qa-1 .answer summary"],
)
def test_the_focus_stays_where_it_is(visit: Opener, site: Site, selector: str) -> None:
    page = visit()
    page.locator(selector).focus()
    before = page.evaluate(FOCUSED)
    save(page, site, "tides", tides().timeline)
    assert page.evaluate(FOCUSED) == before


def test_the_focus_on_what_is_gone_stays_in_the_text(visit: Opener, site: Site) -> None:
    page = visit()
    page.locator("#chapter-8 .time-link").focus()
    timeline = tides().timeline
    save(page, site, "tides", replace(timeline, chapters=timeline.chapters[:3]))
    expect(page.locator("#panel")).to_be_focused()


def test_an_open_menu_stays_open(visit: Opener, site: Site) -> None:
    page = visit()
    page.locator("#downloads-button").click()
    page.keyboard.press("Tab")
    before = page.evaluate(FOCUSED)
    save(page, site, "tides", tides().timeline)
    expect(page.locator("#downloads")).to_be_visible()
    expect(page.locator("#downloads-button")).to_have_attribute("aria-expanded", "true")
    assert page.evaluate(FOCUSED) == before


def test_what_chapters_and_questions_need_comes_with_them(visit: Opener, site: Site) -> None:
    page = visit("empty", **PHONE)
    parts = [page.locator(name) for name in ("#sheet-bar", "#controls .find-button")]
    settings = [page.locator(f"#{name}-toggle") for name in ("quiz", "loop", "cards")]
    for part in parts:
        expect(part).to_be_hidden()
    save(page, site, "empty", tides().timeline)
    for part in parts:
        expect(part).to_be_visible()
    page.get_by_role("button", name="Settings").tap()
    for part in settings:
        expect(part).to_be_visible()
    save(page, site, "empty", Timeline(title="Nothing", duration=216_000))
    for part in (*parts, *settings):
        expect(part).to_be_hidden()


def test_the_timer_is_as_long_as_the_summary_now(visit: Opener, site: Site) -> None:
    page = visit("timer")
    timeline = tides().timeline
    later = Chapter(start=300_000, end=400_000, title="Later")
    longer = replace(timeline, duration=400_000, chapters=(*timeline.chapters, later))
    save(page, site, "timer", longer)
    expect(page.locator("#duration")).to_have_text("6:40")
    page.locator("#chapter-9 .time-link").click()
    wait_until(page, "document.getElementById('media').currentTime === 300")
    expect(page.locator("#chapter-9")).to_have_attribute("aria-current", "true")
    assert current_time(page) == 300


def test_the_seek_bar_says_the_chapter_that_is_on_now(visit: Opener, site: Site) -> None:
    page = visit()
    page.keyboard.press("5")
    bar = page.locator("#seek-bar")
    timeline = tides().timeline
    chapters = tuple(replace(chapter, title="New words") for chapter in timeline.chapters)
    save(page, site, "tides", replace(timeline, chapters=chapters))
    expect(bar).to_have_attribute("aria-valuetext", re.compile("New words"))
    save(page, site, "tides", replace(timeline, chapters=()))
    expect(bar).to_have_attribute("aria-valuetext", re.compile("seconds$"))
