"""Watching: what is shown when, and every way to get somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.conftest import (
    Opener,
    Site,
    bottom_of,
    bounding_box,
    current_time,
    play,
    start_times,
    wait_until,
)
from timeline_web.sources import from_path

CURRENT = "[data-role=current-chapter]"
CARD = "[data-role=insight-card]"


def title(page: Page, number: int) -> str:
    return page.locator(f"#chapter-{number} h2").inner_text()


def test_the_chapter_on_screen_follows_the_playhead(visit: Opener) -> None:
    page = visit()
    expect(page.locator(CURRENT)).to_have_text(title(page, 1))
    third = start_times(page, "chapter")[2]
    play(page, third - 0.4)
    expect(page.locator("#chapter-2")).to_have_attribute("aria-current", "true")
    expect(page.locator("#chapter-3")).to_have_attribute("aria-current", "true")
    expect(page.locator(CURRENT)).to_have_text(title(page, 3))
    assert page.locator("[data-kind=chapter][aria-current]").count() == 1


def test_a_card_is_shown_at_its_time_and_removed_when_read(visit: Opener) -> None:
    page = visit()
    insight = page.locator("#insight-1")
    start = float(insight.get_attribute("data-start") or 0)
    expect(page.locator(CARD)).to_have_count(0)
    play(page, start - 0.3)
    card = page.locator(CARD)
    expect(card).to_have_text(insight.locator(".point-text").inner_text())
    expect(insight).to_have_attribute("aria-current", "true")
    page.evaluate("document.getElementById('media').playbackRate = 3")
    expect(page.locator("[data-point=insight-1]")).to_have_count(0)


LEFT = """() => new Promise((done) => {
  const overlay = document.getElementById("overlay");
  overlay.addEventListener("pointleave", ({ detail: { cue } }) =>
    requestAnimationFrame(() => requestAnimationFrame(() =>
      done(overlay.querySelectorAll(`[data-point=${cue.id}]`).length))), { once: true });
  Object.assign(document.getElementById("media"), { playbackRate: 2 }).play();
})"""


@pytest.mark.parametrize(("seconds", "cards"), [(0.1, 0), (600, 1)])
def test_a_card_is_shown_for_as_long_as_the_page_says(
    visit: Opener, seconds: float, cards: int
) -> None:
    page = visit()
    page.evaluate(
        """seconds => {
          for (const end of ["min", "max"])
            document.getElementById("overlay").setAttribute(`${end}-reading-time`, seconds);
        }""",
        seconds,
    )
    play(page, start_times(page, "insight")[0] + 0.1)
    expect(page.locator(CARD)).to_have_count(1)
    assert page.evaluate(LEFT) == cards


def test_a_card_waits_while_the_pointer_is_on_it(visit: Opener) -> None:
    page = visit()
    play(page, start_times(page, "insight")[0] + 0.1)
    page.locator(CARD).hover()
    page.evaluate("document.getElementById('media').playbackRate = 4")
    page.wait_for_timeout(6_000)
    expect(page.locator(CARD).first).to_be_visible()


def test_cards_can_be_pinned_dismissed_and_turned_off(visit: Opener) -> None:
    page = visit()
    start = start_times(page, "insight")[0]
    play(page, start + 0.1)
    page.get_by_role("button", name="Keep this card").click()
    page.evaluate("document.getElementById('media').currentTime = 200")
    expect(page.locator(CARD).first).to_be_visible()
    page.get_by_role("button", name="Dismiss this card").first.click()
    page.evaluate(f"document.getElementById('media').currentTime = {start + 0.2}")
    expect(page.locator(CARD)).to_have_count(1)
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Cards on the picture").uncheck()
    expect(page.locator(CARD)).to_have_count(0)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    play(page, start + 0.1)
    expect(page.locator("#insight-1")).to_have_attribute("aria-current", "true")
    expect(page.locator(CARD)).to_have_count(0)


@pytest.mark.parametrize("captions", [False, True])
def test_a_card_covers_neither_captions_nor_controls(visit: Opener, captions: bool) -> None:
    page = visit()
    if captions:
        page.get_by_role("button", name="Captions").click()
    play(page, start_times(page, "insight")[0] + 0.1)
    card, frame = bounding_box(page, "timeline-overlay [part~=card]"), bounding_box(page, "#frame")
    assert frame["y"] <= card["y"]
    assert bottom_of(card) <= bounding_box(page, "#seek-bar")["y"] + 1
    if captions:
        assert bottom_of(card) < frame["y"] + frame["height"] * 0.75


def test_every_item_of_the_panel_seeks(visit: Opener) -> None:
    page = visit()
    chapters = start_times(page, "chapter")
    page.locator("#chapter-4 h2 a").click()
    assert current_time(page) == pytest.approx(chapters[3], abs=0.01)
    page.locator("#chapter-2 .time-link").click()
    assert current_time(page) == pytest.approx(chapters[1], abs=0.01)
    page.locator("#insight-3 .point-text").click()
    assert current_time(page) == pytest.approx(start_times(page, "insight")[2], abs=0.01)
    page.get_by_role("button", name="Transcript").click()
    page.locator("#line-5 p").click()
    assert current_time(page) == pytest.approx(start_times(page, "line")[4], abs=0.01)
    expect(page.locator("#line-5")).to_have_attribute("aria-current", "true")


def test_the_seek_bar_previews_and_seeks(visit: Opener) -> None:
    page = visit()
    bar = bounding_box(page, "#seek-bar")
    length = float(page.evaluate("document.getElementById('media').duration"))
    insight = start_times(page, "insight")[1]
    page.mouse.move(bar["x"] + bar["width"] * insight / length, bar["y"] + bar["height"] / 2)
    preview = page.locator(".seek-bar-preview")
    expect(preview).to_contain_text(page.locator("#insight-2 .point-text").inner_text())
    expect(preview).to_contain_text(page.locator("#insight-2 .time-link").inner_text())
    page.mouse.down()
    page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2, steps=5)
    page.mouse.up()
    assert current_time(page) == pytest.approx(length / 2, abs=0.5)
    page.mouse.move(10, 10)
    expect(preview).to_be_hidden()


def test_the_seek_bar_is_a_slider_to_the_keyboard(visit: Opener) -> None:
    page = visit()
    bar = page.get_by_role("slider", name="Seek")
    bar.focus()
    for key, there in (("ArrowRight", 5), ("ArrowLeft", 0), ("End", 216.6), ("Home", 0)):
        page.keyboard.press(key)
        assert current_time(page) == pytest.approx(there, abs=0.7), key
    page.keyboard.press("PageUp")
    expect(bar).to_have_attribute("aria-valuenow", "21")
    text = bar.get_attribute("aria-valuetext") or ""
    assert text.startswith("21 seconds of 3 minutes 3")
    assert title(page, 1)[:20] in text


KEYS = [
    ("l", 60, 70),
    ("j", 60, 50),
    ("ArrowRight", 60, 65),
    ("ArrowLeft", 60, 55),
    ("5", 60, 107.9),
    ("0", 60, 0),
]


@pytest.mark.parametrize(("key", "before", "after"), KEYS)
def test_keys_that_seek(visit: Opener, key: str, before: float, after: float) -> None:
    page = visit()
    page.evaluate(f"document.getElementById('media').currentTime = {before}")
    page.keyboard.press(key)
    assert current_time(page) == pytest.approx(after, abs=0.6)


def test_keys_that_play_and_set(visit: Opener) -> None:
    page = visit()
    state = "document.getElementById('media')"
    for key in (" ", "k"):
        page.keyboard.press(key)
        wait_until(page, f"!{state}.paused")
        page.keyboard.press(key)
        wait_until(page, f"{state}.paused")
    page.keyboard.press("m")
    wait_until(page, f"{state}.muted")
    page.keyboard.press(">")
    wait_until(page, f"{state}.playbackRate === 1.25")
    page.keyboard.press("<")
    wait_until(page, f"{state}.playbackRate === 1")
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Captions")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("slider", name="Seek").focus()
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="Captions")).to_have_attribute("aria-pressed", "false")


def test_keys_for_chapters(visit: Opener) -> None:
    page = visit()
    chapters = start_times(page, "chapter")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Control+ArrowRight")
    assert current_time(page) == pytest.approx(chapters[2], abs=0.01)
    page.keyboard.press("Control+ArrowLeft")
    assert current_time(page) == pytest.approx(chapters[1], abs=0.01)


def test_keys_leave_fields_and_the_browser_alone(visit: Opener) -> None:
    page = visit()
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("k m 5?")
    expect(page.locator("#find")).to_have_value("k m 5?")
    assert current_time(page) == 0
    assert page.evaluate("document.getElementById('media').paused")
    page.locator("#find").blur()
    page.keyboard.press("Alt+ArrowRight")
    assert current_time(page) == 0


def test_the_list_of_keys_opens_and_can_turn_them_off(visit: Opener) -> None:
    page = visit()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard")
    expect(keys).to_be_visible()
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("l")
    assert current_time(page) == 0


def test_previous_next_and_loop(visit: Opener) -> None:
    page = visit()
    chapters = start_times(page, "chapter")
    page.get_by_role("button", name="Next chapter").click()
    assert current_time(page) == pytest.approx(chapters[1], abs=0.01)
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Loop this chapter").check()
    page.keyboard.press("Escape")
    play(page, chapters[2] - 0.4)
    page.wait_for_timeout(1_200)
    assert chapters[1] <= current_time(page) < chapters[1] + 2


def test_full_screen_keeps_the_overlay(visit: Opener) -> None:
    page = visit()
    page.keyboard.press("f")
    wait_until(page, "document.fullscreenElement?.id === 'stage'")
    play(page, start_times(page, "insight")[0] + 0.1)
    for part in (CURRENT, CARD, "#seek-bar", "#controls"):
        expect(page.locator(part)).to_be_visible()
    assert (
        bottom_of(bounding_box(page, "timeline-overlay [part~=card]"))
        <= bounding_box(page, "#seek-bar")["y"] + 1
    )
    page.mouse.move(300, 300)
    page.evaluate("document.activeElement.blur()")
    expect(page.locator("#stage[data-idle]")).to_have_count(1)
    page.mouse.move(320, 320)
    expect(page.locator("#stage[data-idle]")).to_have_count(0)
    page.keyboard.press("f")
    wait_until(page, "!document.fullscreenElement")


def test_a_click_on_the_picture_plays(visit: Opener) -> None:
    page = visit()
    page.locator("#frame").click(position={"x": 500, "y": 300})
    wait_until(page, "!document.getElementById('media').paused")


def test_the_media_session_has_the_chapter(visit: Opener) -> None:
    page = visit(tail="#chapter-2")
    expect(page.locator("#chapter-2")).to_have_attribute("aria-current", "true")
    assert page.evaluate("navigator.mediaSession.metadata.title") == title(page, 2)


def test_letters_and_digits_are_the_players_on_the_volume_too(visit: Opener) -> None:
    page = visit()
    wait_until(page, "Boolean(customElements.get('media-volume-range'))")
    page.locator("media-volume-range").click()
    page.keyboard.press("5")
    wait_until(page, "document.getElementById('media').currentTime > 100")
    before = page.evaluate("document.getElementById('media').volume")
    page.keyboard.press("ArrowLeft")
    assert current_time(page) > 100
    assert page.evaluate("document.getElementById('media').volume") < before


def test_keys_seek_where_the_media_do_not_know_how_long_they_are(
    visit: Opener, site: Site, tmp_path: Path
) -> None:
    """As what a browser has recorded: it has no end until that is reached."""
    recording = tmp_path / "recording.webm"
    _record(recording)
    site.change("tides", source=from_path(recording))
    page = visit()
    wait_until(page, "document.getElementById('media').duration === Infinity")
    expect(page.locator("#duration")).to_have_text("3:36")
    page.keyboard.press("1")
    assert current_time(page) == pytest.approx(21.6, abs=0.1)
    page.keyboard.press("0")
    assert current_time(page) == 0
    page.keyboard.press("End")
    wait_until(page, "document.getElementById('media').currentTime > 29")


def _record(path: Path) -> None:
    """Half a minute of WebM that does not say its length."""
    from fractions import Fraction

    import av
    import numpy

    with av.open(str(path), "w", format="webm", options={"live": "1"}) as target:
        stream = target.add_stream("libvpx", rate=2)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for n in range(60):
            image = numpy.full((36, 64, 3), n, dtype=numpy.uint8)
            frame = av.VideoFrame.from_ndarray(image, format="rgb24")
            frame.pts, frame.time_base = n, Fraction(1, 2)
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))


@pytest.mark.parametrize("button", ["#settings-button", "#downloads-button"])
def test_an_open_menu_stays_on_screen_when_the_window_changes(visit: Opener, button: str) -> None:
    page = visit()
    page.locator(button).click()
    for size in ((500, 620), (1024, 640), (390, 844)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        wait_until(
            page,
            """(({ left, right, top, bottom }) =>
              left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight)(
              document.querySelector(":popover-open").getBoundingClientRect())""",
            timeout=4000,
        )
