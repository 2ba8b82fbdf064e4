"""What a watcher meets besides the film: links, keys, notices, what cannot be played, the quiz."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.browser.conftest import (
    PHONE,
    Opener,
    Site,
    bottom_of,
    bounding_box,
    current_time,
    play,
    start_times,
    wait_until,
)
from tests.web.browser.shapes import LENGTH_MS
from tests.web.browser.test_shapes import FAULTS
from tests.web.browser.timelines import FILM
from timeline.model import Chapter, Insight, Moment, Placement, Timeline
from timeline_web.sources import from_path


def start_quiz(page: Page) -> None:
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Quiz me as it plays").check()
    page.keyboard.press("Escape")


def test_the_last_chapter_is_on_at_the_end(visit: Opener) -> None:
    page = visit()
    page.locator("#seek-bar").press("End")
    expect(page.locator("#chapter-8")).to_have_attribute("aria-current", "true")
    expect(page.locator("[data-role=current-chapter]")).not_to_be_empty()


def test_an_address_that_is_no_text_changes_nothing(visit: Opener) -> None:
    page = visit(tail="#50%")
    assert current_time(page) == 0
    for fragment, seconds in (("t=83", 83), ("100%", 83), ("t=0:50", 50)):
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        wait_until(page, f"Math.abs(document.getElementById('media').currentTime - {seconds}) < 1")


def test_every_key_of_the_list_works_on_a_fresh_page(visit: Opener) -> None:
    page = visit()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.getElementById('media').volume") == pytest.approx(0.95)
    expect(page.locator("#bubble")).to_have_text("Volume 95 %")
    page.keyboard.press("End")
    assert current_time(page) > 215
    page.keyboard.press("Home")
    assert current_time(page) == 0
    page.keyboard.press(">")
    expect(page.locator("#bubble")).to_have_text("1.25×")
    page.keyboard.press("l")
    expect(page.locator("#bubble")).to_have_text("0:10")
    page.keyboard.press(".")
    assert current_time(page) == pytest.approx(10.04, abs=0.01)
    times = sorted(start_times(page, "insight") + start_times(page, "qa"))
    after = next(time for time in times if time > 10.1)
    page.keyboard.press("n")
    assert current_time(page) == pytest.approx(after, abs=0.05)


def test_keys_that_were_switched_off_stay_off(visit: Opener) -> None:
    page = visit()
    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("l")
    page.wait_for_timeout(200)
    assert current_time(page) == 0


@pytest.mark.parametrize("shape", [{}, PHONE], ids=["window", "phone"])
def test_where_it_resumed_covers_nothing(visit: Opener, shape: dict[str, object]) -> None:
    page = visit(**shape)
    play(page, 100)
    page.wait_for_timeout(300)
    page.keyboard.press("k")
    page.reload()
    notice = page.locator("#notice")
    expect(notice).to_contain_text("Resumed at 1:40")
    box = notice.bounding_box()
    assert box
    stage = bounding_box(page, "#stage")
    assert box["x"] >= stage["x"] + stage["width"] or box["y"] >= bottom_of(stage)
    assert box["x"] + box["width"] <= page.viewport_size["width"]  # type: ignore[index]


def test_a_file_that_cannot_be_played_leaves_the_timer(
    visit: Opener, site: Site, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.webm"
    broken.write_bytes(b"This is no film." * 500)
    site.change("tides", source=from_path(broken))
    page = visit()
    expect(page.get_by_role("alert").first).to_contain_text("can’t be played here")
    page.wait_for_selector("html[data-source=none]")
    page.get_by_role("button", name="play", exact=False).first.click()
    wait_until(page, "document.getElementById('media').currentTime > 0.3")
    page.keyboard.press("9")
    expect(page.locator("#chapter-8")).to_have_attribute("aria-current", "true")
    expect(page.locator("[data-role=current-chapter]")).to_be_visible()


def test_a_save_that_cannot_be_read_is_said_where_it_is_seen(visit: Opener, site: Site) -> None:
    page = visit()
    page.keyboard.press("9")
    site.change("tides", problem="tides.txt:3: no time here")
    alert = page.locator("#problem")
    expect(alert).to_have_text("tides.txt:3: no time here")
    expect(alert).to_be_in_viewport()
    site.change("tides", problem="")
    expect(alert).to_be_hidden()


def test_the_quiz_is_a_dialog(visit: Opener) -> None:
    page = visit()
    start_quiz(page)
    end = float(page.locator("[data-kind=qa][data-end]").first.get_attribute("data-end") or 0)
    play(page, end - 0.3)
    dialog = page.locator("dialog.quiz-dialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("k")
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('main > :not(.stage), .controls')")
    assert page.evaluate("document.getElementById('media').paused")
    page.evaluate("document.getElementById('media').currentTime = 5")
    expect(dialog).to_have_count(0)


def test_the_quiz_ends_with_a_result(visit: Opener) -> None:
    page = visit()
    start_quiz(page)
    dialog = page.locator("dialog.quiz-dialog")
    for answer in ("Not yet", "I knew it"):
        item = page.locator("[data-kind=qa][data-end]").nth(0 if answer == "Not yet" else 1)
        play(page, float(item.get_attribute("data-end") or 0) - 0.3)
        dialog.get_by_role("button", name="Show the answer").click()
        dialog.get_by_role("button", name=answer).click()
    play(page, 215.5)
    while page.locator(".quiz-label").first.inner_text() != "Quiz: result":
        dialog.get_by_role("button", name="Show the answer").click()
        dialog.get_by_role("button", name="I knew it").click()
    expect(dialog).to_contain_text("known")
    missed = page.locator(".quiz-missed li")
    expect(missed).to_have_count(1)
    question = missed.inner_text()
    dialog.get_by_role("button", name="Only those I missed").click()
    expect(dialog.get_by_role("heading")).to_have_text(question)
    dialog.get_by_role("button", name="Show the answer").click()
    dialog.get_by_role("button", name="I knew it").click()
    expect(missed).to_have_count(0)
    dialog.get_by_role("button", name="Start anew").click()
    expect(dialog).to_have_count(0)
    assert current_time(page) < 5


def several_moments() -> Timeline:
    moments = tuple(Moment(start=at, end=at + 5_000) for at in (120_000, 30_000, 200_000))
    return Timeline(
        title="Said more than once",
        duration=LENGTH_MS,
        duration_source="media",
        chapters=(Chapter(start=0, end=LENGTH_MS, title="All of it"),),
        points=(
            Insight(
                text="The moon pulls.",
                placement=Placement(placed_by="summary", scope="moments", moments=moments),
            ),
            Insight(
                text="It is about tides.", placement=Placement(placed_by="summary", scope="video")
            ),
            *(Insight(text=f"Undated {n}") for n in range(30)),
        ),
    )


def test_every_moment_of_a_point_is_shown_and_gone_to(visit: Opener, site: Site) -> None:
    site.change("one", timeline=several_moments())
    page = visit("one")
    point = page.locator("#insight-1")
    expect(point.locator(".time-link")).to_have_text(["0:30", "3:20", "2:00"])
    point.get_by_role("link", name="Go to 3:20").click()
    assert current_time(page) == pytest.approx(200, abs=0.05)
    expect(point).to_have_attribute("aria-current", "true")
    page.keyboard.press("p")
    assert current_time(page) == pytest.approx(120, abs=0.05)
    expect(page.get_by_text("It is about tides.")).to_be_visible()
    expect(page.get_by_text("Undated 3", exact=True)).to_be_hidden()
    page.locator("#find").fill("Undated 3")
    expect(page.get_by_text("Undated 3", exact=True)).to_be_visible()


SHIFTS = """() => performance.getEntriesByType ? new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => (sum += e.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
}) : 0"""


@pytest.mark.parametrize("id", ["tides", "audio", "youtube", "timer"])
@pytest.mark.parametrize("shape", [{}, PHONE], ids=["window", "phone"])
def test_nothing_moves_as_the_page_loads(visit: Opener, id: str, shape: dict[str, object]) -> None:
    page = visit("tides", **shape)
    page.context.route("https://www.youtube.com/**", lambda route: _never(route))
    page.goto(page.url.replace("/tides/", f"/{id}/"))
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate(SHIFTS) < 0.02


def _never(route: Route) -> None:
    """A FAKE of a site that does not answer: the request is left waiting."""


def test_the_first_load(visit: Opener, site: Site) -> None:
    page = visit()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    with page.expect_request("**/status.json"):  # what watches for saves is there, too
        page.reload()
    ours = {url for url in asked if not url.endswith(("/media", "/status.json"))}
    assert len(ours) <= 12, ours
    sizes = {url: len(_sent(url)) for url in ours if url.startswith(site.url)}
    assert sum(sizes.values()) <= 100_000, sizes


def _sent(url: str) -> bytes:
    """What a server that compresses sends; a font is compressed already."""
    with urlopen(url) as response:
        body: bytes = response.read()
    return body if url.endswith(".woff2") else gzip.compress(body, 9)


def test_a_link_to_this_moment_and_code_to_embed(visit: Opener, site: Site) -> None:
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("document.getElementById('media').currentTime = 83.4")
    page.keyboard.press("y")
    expect(page.locator("#notice")).to_have_text("Link to 1:23 copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}/t/tides/?t=83"
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("button", name="Copy code to embed this").click()
    expect(page.locator("#notice")).to_have_text("Embed code copied")
    code = page.evaluate("navigator.clipboard.readText()")
    assert f'src="{site.url}/t/tides/?embed"' in code


def test_embedded_the_player_is_alone(visit: Opener) -> None:
    page = visit(tail="?embed", viewport={"width": 640, "height": 460})
    expect(page.locator("#panel")).to_be_hidden()
    assert bottom_of(bounding_box(page, "#controls")) <= 460
    assert bounding_box(page, "#stage")["width"] == 640
    play(page, start_times(page, "insight")[0] + 0.1)
    expect(page.locator("[data-role=insight-card]")).to_be_visible()


def test_the_speed_is_on_the_bar(visit: Opener) -> None:
    page = visit()
    speed = page.locator("#bar-speed")
    speed.select_option("1.5")
    assert page.evaluate("document.getElementById('media').playbackRate") == 1.5
    page.locator("#stage").click(position={"x": 5, "y": 5})
    page.keyboard.press("<")
    expect(speed).to_have_value("1.25")


def test_a_loop_between_two_moments(visit: Opener) -> None:
    page = visit()
    page.evaluate("document.getElementById('media').currentTime = 60")
    page.keyboard.press("[")
    expect(page.locator("#bubble")).to_have_text("Loop from 1:00")
    page.evaluate("document.getElementById('media').currentTime = 62")
    page.keyboard.press("]")
    expect(page.locator("#bubble")).to_have_text("Loop from 1:00 to 1:02")
    play(page, 61.2)
    wait_until(page, "document.getElementById('media').currentTime < 61.1")
    assert current_time(page) >= 60
    page.keyboard.press("\\")
    expect(page.locator("#bubble")).to_have_text("No loop")


def test_the_button_shows_all_of_the_player_in_full_screen(visit: Opener) -> None:
    page = visit()
    page.get_by_role("button", name="enter fullscreen mode").click()
    wait_until(page, "document.fullscreenElement?.id === 'stage'")
    page.get_by_role("button", name="exit fullscreen mode").click()
    wait_until(page, "document.fullscreenElement === null")


def test_in_full_screen_the_text_is_a_sheet(visit: Opener) -> None:
    page = visit()
    page.keyboard.press("f")
    wait_until(page, "document.fullscreenElement !== null")
    page.get_by_role("button", name="Chapters and points").click()
    expect(page.locator("#stage #chapter-3 h2")).to_be_visible()
    page.locator("#chapter-3 .time-link").click()
    expect(page.locator("#chapter-3")).to_have_attribute("aria-current", "true")
    page.evaluate("document.exitFullscreen()")
    expect(page.locator("main > #panel")).to_be_visible()


def test_chapters_and_cards_are_announced_on_request(visit: Opener) -> None:
    page = visit()
    announcer = page.locator("#announcer")
    page.evaluate("document.getElementById('media').currentTime = 30")
    expect(announcer).to_be_empty()
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Announce to screen readers").check()
    page.evaluate("document.getElementById('media').currentTime = 50")
    expect(announcer).to_have_text(page.locator("#chapter-3 h2").inner_text())


def test_the_transcript_stands_between_its_chapters_and_is_copied(visit: Opener) -> None:
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Transcript", exact=True).click()
    headings = page.locator(".line-chapter h3")
    assert headings.all_inner_texts() == page.locator("#outline h2").all_text_contents()
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.locator("#notice")).to_have_text("Transcript copied")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith(headings.first.inner_text())
    assert page.locator("#line-2 p").inner_text() in text


def test_a_file_of_the_viewers_plays_on_a_page_without_one(visit: Opener) -> None:
    page = visit("timer")
    page.evaluate("document.getElementById('media').currentTime = 100")
    page.locator("#media-hint input").set_input_files(FILM)
    page.wait_for_selector("html[data-source=video]")
    expect(page.locator("#media-hint")).to_be_hidden()
    wait_until(page, "document.querySelector('.dropped').videoWidth > 0")
    assert current_time(page) == pytest.approx(100, abs=0.1)
    page.evaluate("document.querySelector('.dropped').muted = true")
    page.get_by_role("button", name="play", exact=False).first.click()
    wait_until(page, "document.querySelector('.dropped').currentTime > 100.2")
    page.keyboard.press("9")
    expect(page.locator("#chapter-8")).to_have_attribute("aria-current", "true")


def test_bookmarks_and_notes_stay_and_are_saved_with_the_summary(visit: Opener) -> None:
    page = visit()
    page.evaluate("document.getElementById('media').currentTime = 83")
    page.keyboard.press("b")
    expect(page.locator("#notice")).to_contain_text("Bookmarked 1:23")
    page.get_by_role("button", name="Add a note").click()
    page.get_by_role("textbox", name="Note at 1:23").fill("Ask about the mill")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.get_by_role("button", name="Notes").click()
    expect(page.get_by_role("textbox", name="Note at 1:23")).to_have_value("Ask about the mill")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save with the summary").click()
    text = download.value.path().read_text("utf-8")
    assert text.startswith("# Why the sea rises twice a day")
    assert "?t=83) Ask about the mill" in text
    page.get_by_role("button", name="Go to 1:23").click()
    assert current_time(page) == pytest.approx(83, abs=0.1)


def test_sound_alone_gives_the_stage_to_the_text(visit: Opener, site: Site, tmp_path: Path) -> None:
    """In a file that could hold a picture, and in one of the viewer's."""
    sound = tmp_path / "talk.mp4"
    _sound(sound)
    site.change("tides", source=from_path(sound))
    for id in ("tides", "timer"):
        page = visit(id)
        page.keyboard.press("Shift+>")
        if id == "timer":
            page.locator("#media-hint input").set_input_files(sound)
        expect(page.locator("html")).to_have_attribute("data-source", "audio")
        stage, player = bounding_box(page, "#stage"), bounding_box(page, ".player")
        assert player["height"] == stage["height"]
        assert page.evaluate("document.getElementById('media').playbackRate") == 1.25
        expect(page.locator("#bar-speed")).to_have_value("1.25")


def _sound(path: Path) -> None:
    """Two seconds of silence in MP4."""
    import av
    import numpy

    with av.open(str(path), "w") as target:
        stream = target.add_stream("aac", rate=8000, layout="mono")
        for n in range(16):
            frame = av.AudioFrame.from_ndarray(numpy.zeros((1, 1024), "f4"), "fltp", "mono")
            frame.sample_rate, frame.pts = 8000, n * 1024
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))


def test_what_is_played_again_from_its_end_is_no_failed_seek(visit: Opener) -> None:
    page = visit()
    page.keyboard.press("9")
    wait_until(page, "!document.getElementById('media').seeking")
    page.wait_for_load_state("networkidle")
    play(page, 216.3)
    wait_until(page, "document.getElementById('media').ended")
    page.keyboard.press("k")
    wait_until(page, "(t => t > 0.2 && t < 9)(document.getElementById('media').currentTime)")
    expect(page.locator("#notice")).to_be_empty()


@pytest.mark.parametrize("id", ["timer", "audio"])
@pytest.mark.parametrize("size", [(640, 360), (844, 390), (1024, 500)])
def test_low_windows_without_a_picture_show_all_of_the_text(
    visit: Opener, id: str, size: tuple[int, int]
) -> None:
    page = visit(id, viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    play(page, 148)
    page.keyboard.press("k")
    expect(page.locator("[data-role=insight-card]")).to_be_visible()
    wait_until(page, f"{FAULTS}.length === 0", timeout=3000)
