"""The viewer's own bookmarks and notes."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.web.browser.conftest import Opener, Site, play, wait_until

STORED = "JSON.parse(localStorage.getItem('timeline:notes:tides') ?? '[]')"


def bookmark(page: Page, key: str) -> None:
    """Set one at so many tenths of the film."""
    page.bring_to_front()
    page.keyboard.press(key)
    page.keyboard.press("b")
    expect(page.locator("#notice")).to_contain_text("Bookmarked")


def test_two_tabs_keep_the_notes_of_both(visit: Opener, site: Site) -> None:
    one = visit()
    other = one.context.new_page()
    other.goto(one.url)
    other.wait_for_selector("html[data-ready]")
    bookmark(one, "1")
    bookmark(other, "2")
    bookmark(one, "3")
    wait_until(one, f"{STORED}.length === 3")
    one.get_by_role("button", name="Add a note").click()
    one.keyboard.type("Mine")
    expect(other.locator("#notes")).to_be_hidden()
    other.get_by_role("button", name="Notes", exact=True).click()
    expect(other.locator("#notes textarea").last).to_have_value("Mine")
    other.locator("#notes textarea").first.fill("Theirs")
    expect(one.locator("#notes textarea").first).to_have_value("Theirs")
    expect(one.locator("#notes textarea").last).to_be_focused()


def test_what_is_not_kept_is_said(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page = context.new_page()
    page.goto(f"{site.url}/t/tides/")
    page.wait_for_selector("html[data-ready]")
    bookmark(page, "1")
    expect(page.locator("#notice")).to_contain_text("this browser keeps nothing")
    page.get_by_role("button", name="Add a note").click()
    expect(page.locator("#notes .empty-state")).to_contain_text("save your notes before you leave")
    context.close()


def test_deleting_keeps_the_focus(visit: Opener) -> None:
    page = visit()
    for key in "123":
        bookmark(page, key)
    page.get_by_role("button", name="Notes", exact=True).click()
    buttons = page.locator("#notes li").get_by_role("button", name="Delete")
    for index, after in (
        (1, "Delete the note at 1:05"),
        (1, "Delete the note at 0:21"),
        (0, "Add at 1:05"),
    ):
        buttons.nth(index).press("Enter")
        expect(page.get_by_role("button", name=after)).to_be_focused()


def test_a_note_is_set_where_the_button_says(visit: Opener) -> None:
    page = visit()
    play(page, 100)
    page.get_by_role("button", name="Notes", exact=True).click()
    wait_until(page, "document.getElementById('media').currentTime > 102")
    page.get_by_role("button", name="Add at 1:40").click()
    assert page.evaluate(f"{STORED}.map((note) => note.time)") == [100]
