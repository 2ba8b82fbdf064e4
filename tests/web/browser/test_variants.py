"""Every kind of source, of timeline, of window and of reader."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.web.browser.conftest import (
    PHONE,
    Opener,
    Site,
    bottom_of,
    bounding_box,
    collect_console_errors,
    current_time,
    play,
    start_times,
    wait_until,
)
from tests.web.browser.timelines import FILM, tides
from timeline_web.assets import Assets
from timeline_web.publishing import publish
from timeline_web.single_file import MediaMode, plan
from timeline_web.sources import NO_MEDIA, from_url

CURRENT = "[data-role=current-chapter]"
CARD = "[data-role=insight-card]"
FAKE = Path(__file__).with_name("fake_youtube.js")


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def test_phone(visit: Opener) -> None:
    page = visit(**PHONE)
    assert width(page) == 390
    assert bounding_box(page, "#seek-bar")["width"] >= 340
    assert bounding_box(page, "#seek-bar")["height"] >= 44
    play(page, start_times(page, "insight")[2] + 0.1)
    expect(page.locator(CARD)).to_be_visible()
    page.wait_for_timeout(700)
    card, item = (
        bounding_box(page, "timeline-overlay [part~=card]"),
        bounding_box(page, "#insight-3"),
    )
    assert card["y"] >= bottom_of(bounding_box(page, "#controls")) - 1
    assert item["y"] >= bottom_of(card) - 1, "the text is not under the card"
    assert bottom_of(item) <= 844


def test_phone_touch_on_the_seek_bar_seeks(visit: Opener) -> None:
    page = visit(**PHONE)
    bar = bounding_box(page, "#seek-bar")
    page.touchscreen.tap(bar["x"] + bar["width"] / 2, bar["y"] + 24)
    assert current_time(page) == pytest.approx(108, abs=2)


SMALL_TARGETS = """() => {
  const pressable = "button, a, summary, select, input, [role=slider], media-play-button, " +
    "media-fullscreen-button";
  return [...document.querySelectorAll(pressable)]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }))
    .filter((e) => !e.matches("h2 a, .skip-link"))
    .map((e) => ({ e, box: (e.closest("label") ?? e).getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && (box.width < 43.5 || box.height < 43.5))
    .map(({ e, box }) => `${e.id || e.className || e.tagName} ${box.width}x${box.height}`);
}"""


def test_phone_targets_are_big_enough(visit: Opener) -> None:
    """A chapter's title may be lower than that: the whole chapter takes the finger."""
    page = visit(**PHONE)
    assert page.evaluate(SMALL_TARGETS) == []


def test_zoomed_to_200_percent(visit: Opener) -> None:
    page = visit(viewport={"width": 720, "height": 450}, device_scale_factor=2)
    assert width(page) <= 720
    assert bottom_of(bounding_box(page, "#controls")) <= 450
    page.locator("#chapter-3 .time-link").click()
    expect(page.locator("#chapter-3")).to_have_attribute("aria-current", "true")
    expect(page.locator("#chapter-3")).to_be_in_viewport()


@pytest.mark.parametrize("id", ["audio", "timer"])
def test_without_video(visit: Opener, id: str) -> None:
    page = visit(id)
    expect(page.locator(CURRENT)).to_be_visible()
    page.get_by_role("button", name="play", exact=False).first.click()
    wait_until(page, "document.getElementById('media').currentTime > 0.3")
    play(page, start_times(page, "insight")[0] + 0.1)
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Control+ArrowRight")
    expect(page.locator("#chapter-3")).to_have_attribute("aria-current", "true")


def test_the_timer_ends_and_starts_again(visit: Opener) -> None:
    page = visit("timer")
    play(page, 215.6)
    wait_until(page, "document.getElementById('media').paused")
    page.keyboard.press("k")
    wait_until(page, "(t => t > 0.2 && t < 5)(document.getElementById('media').currentTime)")


def test_an_empty_timeline(visit: Opener, site: Site) -> None:
    page = visit("empty")
    expect(page.get_by_text("This summary has no chapters")).to_be_visible()
    for absent in ("#toolbar", "[data-action=next]"):
        expect(page.locator(absent)).to_be_hidden()
    expect(page.locator("timeline-overlay [part~=chapter]")).to_be_hidden()


def test_right_to_left(visit: Opener) -> None:
    page = visit("arabic")
    assert (
        bounding_box(page, "#chapter-1 .gutter")["x"]
        > bounding_box(page, "#chapter-1 .time-link")["x"]
    )
    assert width(page) == 1440


def test_hostile_text_is_only_shown(visit: Opener) -> None:
    dialogs: list[str] = []
    page = visit("hostile")
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    play(page, 2.1)
    expect(page.locator(CARD)).to_contain_text("<script>document.title='owned'</script>")
    page.locator("#seek-bar").hover(position={"x": 10, "y": 20})
    page.locator("#find").fill("<img src=x")
    expect(page.locator("#find-count")).not_to_be_empty()
    assert page.locator("#panel img, #panel script, #overlay img, [href^=javascript]").count() == 0
    assert page.title().startswith("<script>")
    assert width(page) == 1440
    assert dialogs == []


def test_many_points_are_ready_and_found(visit: Opener) -> None:
    page = visit("many")
    play(page, 18_000)
    # Not by expect: where it must ask twice, it describes the whole page first, which lays out all
    # of its thousands of items one by one, for half a minute on a busy machine.
    current = "document.querySelector('[data-kind=chapter][aria-current]')"
    wait_until(page, f"{current}?.getBoundingClientRect().top > 0")
    wait_until(page, f"{current}.getBoundingClientRect().bottom < innerHeight")
    page.locator("#find").fill("What of 4999")
    wait_until(page, "document.getElementById('find-count').textContent === '1'")


# ---- Scripts off, files on disk, other people's pages ----


def test_scripts_off(visit: Opener) -> None:
    page = visit(java_script_enabled=False)
    there = (
        "video[controls]",
        "h1",
        "#chapter-8 h2",
        "#insight-1 .point-text",
        "#qa-1 .answer summary",
        "#line-1",
    )
    for shown in there:
        expect(page.locator(shown)).to_be_visible()
    for hidden in ("#seek-bar", "#controls", "#toolbar", ".copy-link", "#follow"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.locator("track[kind=chapters]").count() == 1
    page.locator("#chapter-3 h2 a").click()
    assert "?t=" in page.url


def test_a_single_file_opens_from_disk(browser: Browser, tmp_path: Path) -> None:
    console_errors: list[str] = []
    pages = publish(plan([tides()], Assets.read()), tmp_path)
    context = browser.new_context()
    context.set_offline(True)
    page = context.new_page()
    collect_console_errors(page, console_errors)
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(pages[0].as_uri() + "#chapter-3")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#chapter-3")).to_have_attribute("aria-current", "true")
    play(page, start_times(page, "insight")[2] + 0.1)
    expect(page.locator(CARD)).to_be_visible()
    page.locator("#find").fill("moon")
    expect(page.locator("#find-count")).not_to_be_empty()
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("Quiz me as it plays").check()
    assert not [url for url in requested if url.startswith("http")]
    assert console_errors == []
    context.close()


@pytest.mark.parametrize("kind", ["none", "youtube", "left out"])
def test_a_single_file_without_media_runs_on_the_timer(
    browser: Browser, tmp_path: Path, kind: str
) -> None:
    console_errors: list[str] = []
    video = from_url("https://www.youtube.com/watch?v=aaaaaaaaaaa")
    source = {"none": NO_MEDIA, "youtube": video, "left out": tides().source}[kind]
    media: MediaMode = "none" if kind == "left out" else "copy"
    pages = publish(plan([tides(source=source)], Assets.read(), media), tmp_path)
    page = browser.new_page()
    collect_console_errors(page, console_errors)
    page.goto(pages[0].as_uri() + "#chapter-3")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#controls")).to_be_visible()
    expect(page.locator("#chapter-3")).to_have_attribute("aria-current", "true")
    page.keyboard.press("k")
    wait_until(page, "!document.getElementById('media').paused")
    page.keyboard.press("9")
    expect(page.locator("#chapter-8")).to_have_attribute("aria-current", "true")
    assert console_errors == []
    page.close()


FOREIGN = """<!doctype html><div style="position: relative; width: 640px">
<video id="mine" src="/t/tides/media" width="640" controls></video>
<timeline-overlay for="mine" src="/t/tides/timeline.json"></timeline-overlay></div>
<script type="module" src="{overlay}"></script>
<script>
  window.events = [];
  for (const name of ["load", "chapterchange", "pointenter", "pointleave"]) {{
    addEventListener(name, (event) => event.detail !== undefined && events.push(
      name + " " + (event.detail?.cue?.id ?? "")));
  }}
</script>"""


def test_the_overlay_in_a_foreign_page(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    overlay = f"/{Assets.read().path('overlay.js')}"

    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body=FOREIGN.format(overlay=overlay))

    page.route("**/foreign.html", answer)
    page.goto(f"{site.url}/foreign.html")
    expect(page.locator(CURRENT)).not_to_be_empty()
    page.evaluate(
        """() => {
          const { start } = document.querySelector("timeline-overlay").cues
            .find((cue) => cue.id === "insight-2");
          const player = document.getElementById("mine");
          return Object.assign(player, { muted: true, currentTime: start + 0.1 }).play();
        }"""
    )
    expect(page.locator(CARD)).to_be_visible()
    page.evaluate("document.getElementById('mine').currentTime = 100")
    wait_until(page, "events.some((h) => h.startsWith('pointleave insight-2'))")
    events = page.evaluate("events")
    assert any(line.startswith("chapterchange chapter-") for line in events)
    assert "pointenter insight-2" in events
    page.close()


# ---- Sites of others ----


def fake_youtube(page: Page) -> None:
    """Answer for YouTube, which cannot be reached here."""

    def script(route: Route) -> None:
        route.fulfill(path=FAKE, content_type="text/javascript")

    def frame(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<p>A fake of YouTube's player")

    page.context.route("https://www.youtube.com/iframe_api", script)
    page.context.route("https://www.youtube*.com/embed/**", frame)


def test_nothing_covers_the_youtube_player(browser: Browser, site: Site) -> None:
    console_errors: list[str] = []
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    collect_console_errors(page, console_errors)
    fake_youtube(page)
    page.goto(f"{site.url}/t/youtube/#chapter-3")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#chapter-3")).to_have_attribute("aria-current", "true")
    page.evaluate("void document.getElementById('media').play()")
    page.evaluate(
        "t => { document.getElementById('media').currentTime = t; }",
        start_times(page, "insight")[2] + 0.4,
    )
    expect(page.locator(CARD)).to_be_visible()
    page.locator("#seek-bar").hover(position={"x": 300, "y": 20})
    bottom = bottom_of(bounding_box(page, "#frame"))
    parts = ("timeline-overlay [part~=card]", "timeline-overlay [part~=chapter]", "#seek-bar")
    for part in (*parts, ".seek-bar-preview"):
        assert bounding_box(page, part)["y"] >= bottom - 1, part
    page.get_by_role("button", name="Settings").click()
    assert bounding_box(page, "#settings")["y"] >= bottom - 1
    assert console_errors == []
    page.close()


def test_an_unreachable_site_leaves_the_text(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.context.route("https://www.youtube.com/**", lambda route: route.abort())
    page.goto(f"{site.url}/t/youtube/")
    expect(page.get_by_role("alert")).to_contain_text("can’t be reached")
    expect(page.locator("#chapter-3")).to_be_visible()
    page.close()


@pytest.fixture(scope="module")
def playlist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The film as an HLS playlist on another port, its packets as they are."""
    folder = tmp_path_factory.mktemp("hls")
    _cut_into_hls(FILM, folder / "tides.m3u8")
    handler = functools.partial(_Open, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/tides.m3u8"
    server.shutdown()
    server.server_close()
    thread.join(5)


class _Open(SimpleHTTPRequestHandler):
    """Files for any origin."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def _cut_into_hls(film: Path, playlist: Path) -> None:
    import av

    options = {"hls_segment_type": "fmp4", "hls_time": "10", "hls_playlist_type": "vod"}
    with (
        av.open(str(film)) as source,
        av.open(str(playlist), "w", format="hls", options=options) as target,
    ):
        picked = [s for s in source.streams if s.type in ("video", "audio")]
        streams = {s.index: target.add_stream_from_template(s) for s in picked}
        for packet in source.demux(*picked):
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                target.mux(packet)


@pytest.mark.parametrize("own", [True, False], ids=["browser", "hls.js"])
def test_hls(browser: Browser, site: Site, playlist: str, own: bool) -> None:
    console_errors: list[str] = []
    site.change("one", source=from_url(playlist), timeline=tides().timeline)
    context = browser.new_context()
    page = context.new_page()
    collect_console_errors(page, console_errors)
    if not own:
        page.add_init_script("HTMLMediaElement.prototype.canPlayType = () => ''")
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(f"{site.url}/t/one/")
    page.wait_for_selector("html[data-ready]")
    wait_until(page, "document.getElementById('media').readyState > 0")
    play(page, 48)
    wait_until(page, "document.getElementById('media').currentTime > 48.5")
    expect(page.locator("#chapter-3")).to_have_attribute("aria-current", "true")
    assert any("hls-video-element" in url for url in requested) is not own
    assert console_errors == []
    context.close()
