"""``<timeline-overlay>`` in the pages of strangers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.browser.conftest import Site, bottom_of, bounding_box, wait_until
from timeline_web.assets import Assets

CURRENT = "[data-role=current-chapter]"
CARD = "[data-role=insight-card]"
SHADOW_CARD = "timeline-overlay [part~=card]"
OVERLAY = '<timeline-overlay for="mine" src="/t/tides/timeline.json"></timeline-overlay>'
VIDEO = '<video id="mine" src="/t/tides/media" width="640" height="360" muted controls></video>'
#: The height of Chromium's own controls: a row of buttons and the bar above it.
NATIVE_CONTROLS = 72

Open = Callable[..., Page]


@pytest.fixture
def stranger(browser: Browser, site: Site) -> Iterator[Open]:
    """Open a page of these elements in a box of 640 pixels, with styles of its own."""
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    errors: list[str] = []

    def go(video: str = VIDEO, overlay: str = OVERLAY, style: str = "", box: str = "") -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        script = Assets.read().path("overlay.js")
        html = f"""<!doctype html><meta charset="utf-8"><style>{style}</style>
          <script>
            window.events = [];
            for (const name of ["load", "error", "chapterchange", "pointenter", "pointleave"])
              document.addEventListener(name, (e) => e.target.localName === "timeline-overlay" &&
                events.push(`${{name}} ${{e.detail?.cue?.id ?? ""}}`.trim()), true);
          </script>
          <div id="box" style="position: relative; width: 640px; {box}">{video}{overlay}</div>
          <script type="module" src="/{script}"></script>"""
        page.route(
            "**/foreign.html", lambda route: route.fulfill(body=html, content_type="text/html")
        )
        page.goto(f"{site.url}/foreign.html")
        return page

    yield go
    context.close()
    assert errors == []


def show_card(page: Page, id: str = "insight-2") -> None:
    """Play a little after a point's start."""
    wait_until(page, "document.querySelector('timeline-overlay').cues.length > 0")
    page.evaluate(
        """(id) => {
          const overlay = document.querySelector("timeline-overlay");
          const { start } = overlay.cues.find((cue) => cue.id === id);
          return Object.assign(overlay.media, { muted: true, currentTime: start + 0.1 }).play();
        }""",
        id,
    )
    expect(page.locator(CARD).first).to_be_visible()


def events(page: Page, name: str) -> list[str]:
    return [line for line in page.evaluate("events") if line.startswith(name)]


@pytest.mark.parametrize(
    ("video", "box"),
    [
        (VIDEO, ""),
        (VIDEO.replace('height="360"', 'height="240"'), ""),
        (VIDEO, "width: 900px; padding: 30px 0 80px"),
    ],
    ids=["alone", "low", "a larger box"],
)
def test_native_controls_stay_free(stranger: Open, video: str, box: str) -> None:
    page = stranger(video, box=box)
    show_card(page)
    page.wait_for_timeout(300)
    film, card = bounding_box(page, "#mine"), bounding_box(page, SHADOW_CARD)
    chapter = bounding_box(page, "timeline-overlay [part~=chapter]")
    assert bottom_of(card) <= bottom_of(film) - NATIVE_CONTROLS
    for shown in (card, chapter):
        assert shown["y"] >= film["y"]
        assert shown["x"] >= film["x"]
        assert shown["x"] + shown["width"] <= film["x"] + film["width"]


def test_controls_that_come_later_are_seen(stranger: Open) -> None:
    page = stranger(VIDEO.replace(" controls", ""))
    show_card(page)
    free = bottom_of(bounding_box(page, "#mine")) - bottom_of(bounding_box(page, SHADOW_CARD))
    assert free < NATIVE_CONTROLS
    page.evaluate("document.getElementById('mine').controls = true")
    page.wait_for_timeout(100)
    card = bounding_box(page, SHADOW_CARD)
    assert bottom_of(card) <= bottom_of(bounding_box(page, "#mine")) - NATIVE_CONTROLS


def test_the_controls_of_audio_are_not_covered(stranger: Open) -> None:
    page = stranger('<audio id="mine" src="/t/audio/media" controls></audio>')
    show_card(page)
    assert bounding_box(page, SHADOW_CARD)["y"] >= bottom_of(bounding_box(page, "#mine")) - 1


#: How everything that is shown looks; of the element itself, its box: its texts have their own.
LOOK = """() => {
  const overlay = document.querySelector("timeline-overlay");
  const root = overlay.shadowRoot;
  const parts = [overlay, ...overlay.children, ...root.querySelectorAll("*")];
  const box = ["paddingTop", "marginTop", "borderTopWidth", "backgroundColor", "display", "opacity",
    "pointerEvents", "position", "overflowY", "float"];
  const names = ["fontSize", "fontFamily", "fontWeight", "lineHeight", "letterSpacing", "color",
    "backgroundColor", "textTransform", "textAlign", "textShadow", "paddingTop", "marginTop",
    "borderTopWidth", "display", "opacity", "whiteSpace", "wordSpacing", "fontStyle", "textIndent",
    "pointerEvents", "position", "maxWidth", "overflowY", "boxSizing"];
  return parts.map((part) => [part.localName, part.getAttribute("part"),
    Object.fromEntries((part === overlay ? box : names)
      .map((name) => [name, getComputedStyle(part)[name]]))]);
}"""


@pytest.mark.parametrize(
    "style",
    [
        "* { padding: 0; margin: 0; box-sizing: content-box; border: 1px solid red }",
        "div { background: #fff; color: #111; padding: 3em; display: flex; opacity: .5 }",
        "span { font-size: 11px; display: inline; white-space: nowrap; max-width: 3em }",
        "body { text-transform: uppercase; letter-spacing: .3em; font: italic 11px/1 Arial; "
        "text-align: center; word-spacing: 1em; text-indent: 4em; white-space: pre; color: red }",
        "#box > * { position: relative; background: #fff; padding: 1em; margin: 1em; float: left }",
        "html { font-size: 62.5% } button, p, section { font-size: 8px !important; color: red }",
        "* { font-family: fantasy; line-height: 3; text-shadow: 1px 1px red }",
    ],
)
def test_resets_are_kept_out(stranger: Open, style: str) -> None:
    page = stranger()
    show_card(page)
    page.wait_for_timeout(400)  # the card has come in
    plain = page.evaluate(LOOK)
    page.close()
    page = stranger(style=style)
    show_card(page)
    page.wait_for_timeout(400)
    for now, before in zip(page.evaluate(LOOK), plain, strict=True):
        assert now == before


@pytest.mark.parametrize("size", ["200%", "32px"])
def test_texts_grow_with_the_page(stranger: Open, size: str) -> None:
    sizes = """() => [...document.querySelectorAll("timeline-overlay > *")]
      .map((e) => parseFloat(getComputedStyle(e).fontSize))"""
    page = stranger()
    show_card(page)
    plain = page.evaluate(sizes)
    page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
    assert page.evaluate(sizes) == [2 * one for one in plain]


def test_a_replaced_video_is_followed(stranger: Open) -> None:
    page = stranger()
    show_card(page)
    page.evaluate(
        """() => {
          const other = document.getElementById("mine").cloneNode();
          document.getElementById("mine").replaceWith(other);
        }"""
    )
    wait_until(page, "document.getElementById('mine').readyState > 0")
    show_card(page, "insight-3")
    expect(page.locator(CARD)).to_have_attribute("data-point", "insight-3")


def test_a_late_video_is_followed(stranger: Open) -> None:
    page = stranger("")
    wait_until(page, "events.includes('load')")
    page.evaluate("(html) => box.insertAdjacentHTML('afterbegin', html)", VIDEO)
    show_card(page)


@pytest.mark.parametrize(
    "change",
    [
        "box.innerHTML = `<div id=mine>${VIDEO}</div>` + box.lastElementChild.outerHTML",
        "mine.id = 'other'; box.insertAdjacentHTML('beforeend', VIDEO.replace('>', ' id=mine>'))",
        "mine.outerHTML = `<section id=mine><p><b>${VIDEO}</b></p></section>`",
    ],
    ids=["inside a box", "by its id", "deeper"],
)
def test_whatever_has_the_id_is_followed(stranger: Open, change: str) -> None:
    page = stranger()
    wait_until(page, "events.includes('load')")
    page.evaluate(f"() => {{ const VIDEO = '<video src=/t/tides/media></video>'; {change} }}")
    wait_until(page, "document.querySelector('timeline-overlay').media?.src.endsWith('media')")
    show_card(page)


def test_a_video_that_goes_leaves_nothing(stranger: Open) -> None:
    page = stranger()
    show_card(page)
    page.evaluate("document.getElementById('mine').remove()")
    expect(page.locator(CURRENT)).to_be_empty()
    assert events(page, "chapterchange")[-1] == "chapterchange"


def test_a_chapter_is_told_once(stranger: Open) -> None:
    page = stranger()
    wait_until(page, "events.includes('load')")
    assert events(page, "chapterchange") == ["chapterchange chapter-1"]
    page.evaluate("document.getElementById('mine').currentTime = 100")
    wait_until(page, "events.filter((one) => one.startsWith('chapterchange')).length > 1")
    page.wait_for_timeout(300)
    assert len(events(page, "chapterchange")) == 2


def test_no_src_is_nothing_to_fetch(stranger: Open, site: Site) -> None:
    page = stranger()
    wait_until(page, "events.includes('load')")
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    overlay = "document.querySelector('timeline-overlay')"
    for change in ("removeAttribute('src')", "setAttribute('src', '')", "removeAttribute('for')"):
        page.evaluate(f"{overlay}.{change}")
    page.evaluate(f"box.append({overlay})")
    page.wait_for_timeout(200)
    assert [url for url in requested if not url.endswith("media")] == []
    assert page.evaluate(f"{overlay}.timeline") is None


@pytest.mark.parametrize("loaded", [True, False])
def test_it_may_be_moved(stranger: Open, loaded: bool) -> None:
    """Into a player's box, say, before its timeline is there or after."""
    move = "const o = document.querySelector('timeline-overlay'); box.prepend(o); box.append(o)"
    page = stranger(overlay=OVERLAY + ("" if loaded else f'<script type="module">{move}</script>'))
    if loaded:
        wait_until(page, "events.includes('load')")
        page.evaluate(f"() => {{ {move} }}")
    show_card(page)
    assert events(page, "load") == ["load"]


@pytest.mark.parametrize(
    "src", ["/none.json", "/foreign.html", "/t/tides/chapters.vtt", "data:,null", "data:,[]"]
)
def test_an_address_without_timeline_leaves_none(stranger: Open, src: str) -> None:
    page = stranger()
    show_card(page)
    page.evaluate(
        "(src) => document.querySelector('timeline-overlay').setAttribute('src', src)", src
    )
    wait_until(page, "events.includes('error')")
    expect(page.locator(CURRENT)).to_be_empty()
    expect(page.locator(CARD)).to_have_count(0)
    assert page.evaluate("document.querySelector('timeline-overlay').cues") == []


@pytest.mark.parametrize(
    "value",
    [
        {"chapters": [None, {"start": 0, "end": 200, "title": "Here"}]},
        {
            "chapters": [{"start": "0", "title": "No"}, {"start": 0, "title": "Here"}],
            "duration": "x",
        },
        {"chapters": [{"start": 0, "title": "Here"}], "insights": ["text", 3, {"start": 1}]},
        {"chapters": [7, [], {"start": 0, "end": 99, "title": "Here"}], "qas": None, "more": {}},
        {
            "chapters": [{"start": 0, "title": "Here"}],
            "actions": [{"start": 0, "text": 5, "due": 4}],
        },
    ],
)
def test_what_is_no_entry_is_left_out_and_said(stranger: Open, value: object) -> None:
    page = stranger(overlay='<timeline-overlay for="mine"></timeline-overlay>')
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    wait_until(page, "Boolean(customElements.get('timeline-overlay'))")
    page.evaluate("(v) => { document.querySelector('timeline-overlay').timeline = v }", value)
    expect(page.locator(CURRENT)).to_have_text("Here")
    assert any(line.startswith("timeline-overlay: left out, ") for line in said), said


@pytest.mark.parametrize("value", ["text", 5, [], True])
def test_what_is_no_timeline_is_refused(stranger: Open, value: object) -> None:
    page = stranger(overlay='<timeline-overlay for="mine"></timeline-overlay>')
    wait_until(page, "Boolean(customElements.get('timeline-overlay'))")
    raised = page.evaluate(
        """(value) => {
          try { document.querySelector("timeline-overlay").timeline = value; }
          catch (error) { return error.message; }
        }""",
        value,
    )
    assert "no timeline" in raised, json.dumps(value)


def test_full_screen_with_the_text(stranger: Open) -> None:
    page = stranger(style="video { max-width: 100% }")
    show_card(page)
    page.get_by_role("button", name="Full screen with the text").click()
    wait_until(page, "document.fullscreenElement === box")
    wait_until(page, "mine.getBoundingClientRect().width >= innerWidth - 1")
    expect(page.locator(CARD).first).to_be_visible()
    page.wait_for_timeout(200)
    card = bounding_box(page, SHADOW_CARD)
    assert bottom_of(card) <= bottom_of(bounding_box(page, "#mine")) - NATIVE_CONTROLS
    page.evaluate("document.exitFullscreen()")
    wait_until(page, "mine.getBoundingClientRect().width === 640")
    wait_until(page, "!mine.getAttribute('style')")


def test_the_native_full_screen_is_said_to_be_without_the_text(stranger: Open) -> None:
    page = stranger()
    show_card(page)
    page.evaluate("mine.requestFullscreen()")
    wait_until(page, "document.fullscreenElement === mine")
    page.evaluate("document.exitFullscreen()")
    notice = page.locator("timeline-overlay [part~=notice]")
    expect(notice).to_contain_text("shows the video alone")


def test_a_player_of_its_own_is_offered_no_button(stranger: Open) -> None:
    for video, overlay in (
        (VIDEO.replace(" controls", ""), OVERLAY),
        (VIDEO, OVERLAY.replace(" for", " nofullscreen for")),
    ):
        page = stranger(video, overlay)
        show_card(page)
        expect(page.locator("timeline-overlay [part~=fullscreen]")).to_be_hidden()


def test_what_a_page_sets_before_the_script_runs_is_taken(stranger: Open) -> None:
    early = "document.querySelector('timeline-overlay').timeline = { chapters: [HERE] }"
    page = stranger(
        overlay='<timeline-overlay for="mine"></timeline-overlay>'
        f"<script>{early.replace('HERE', '{ start: 0, end: 99, title: `Early` }')}</script>"
    )
    expect(page.locator(CURRENT)).to_have_text("Early")


def test_a_video_in_the_place_of_audio_has_the_text_over_it(stranger: Open) -> None:
    page = stranger('<audio id="mine" src="/t/audio/media" controls></audio>')
    overlay = page.locator("timeline-overlay")
    expect(overlay).to_have_attribute("placement", "below")
    page.evaluate("(html) => { mine.outerHTML = html }", VIDEO)
    expect(overlay).not_to_have_attribute("placement", "below")


def test_cards_that_are_wanted_again_are_shown_at_once(stranger: Open) -> None:
    page = stranger()
    show_card(page)
    toggle = "document.querySelector('timeline-overlay').toggleAttribute('nocards')"
    page.evaluate(f"mine.pause(), {toggle}")
    expect(page.locator(CARD)).to_have_count(0)
    page.evaluate(toggle)
    expect(page.locator(CARD)).to_have_count(1)


def test_in_a_shadow_tree_full_screen_works_as_well(stranger: Open) -> None:
    page = stranger("", "")
    page.evaluate(
        """(html) => {
          const host = document.createElement("section");
          host.attachShadow({ mode: "open" }).innerHTML = `<div style="width: 640px;
            position: relative">${html}</div>`;
          box.append(host);
          window.shadow = host.shadowRoot;
        }""",
        VIDEO + OVERLAY,
    )
    button = page.get_by_role("button", name="Full screen with the text")
    button.click()
    wait_until(page, "shadow.fullscreenElement?.localName === 'div'")
    wait_until(page, "shadow.getElementById('mine').style.width === '100%'")
    button.click()
    wait_until(page, "!document.fullscreenElement && !shadow.getElementById('mine').style.width")
    page.evaluate("shadow.getElementById('mine').requestFullscreen()")
    wait_until(page, "shadow.fullscreenElement?.localName === 'video'")
    page.evaluate("document.exitFullscreen()")
    expect(page.locator("timeline-overlay [part~=notice]")).to_contain_text("the video alone")
