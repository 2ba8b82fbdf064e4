"""What the page promises in every shape: the table of `tests.web.browser.shapes`, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import ARGUMENTS, executable
from tests.web.browser import shapes
from tests.web.browser.conftest import Site, collect_console_errors, wait_until
from tests.web.browser.shapes import Shape
from tests.web.browser.test_variants import fake_youtube

#: Functions for all checks. A point counts as pressed where it or what it holds is hit there,
#: through shadow roots; what the browser draws for a page that scrolls is left to it.
TOOLS = """
  const deepest = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    for (let next; hit?.shadowRoot && (next = hit.shadowRoot.elementFromPoint(x, y)) && next !== hit;) hit = next;
    return hit;
  };
  const contains = (element, hit) => {
    for (let node = hit; node; node = node.parentNode ?? node.host) if (node === element) return true;
    return false;
  };
  const everything = (root) => [...root.querySelectorAll("*")].flatMap(
    (e) => [e, ...(e.shadowRoot && e.localName === "timeline-overlay" ? everything(e.shadowRoot) : [])]);
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: false });
  const nameOf = (e) => [e.localName, e.id && "#" + e.id, e.dataset?.action ?? e.getAttribute?.("aria-label") ?? "",
    (e.textContent ?? "").trim().slice(0, 30)].join(" ");
  const stage = document.getElementById("stage");
  const panel = document.getElementById("panel");
  const isBeside = getComputedStyle(panel).overflowY === "auto";
  const area = () => {
    const bar = document.getElementById("toolbar");
    const covered = [...document.querySelectorAll(".stage, .toolbar")]
      .filter((e) => shown(e) && (e.id !== "stage" || !isBeside) && ["sticky", "fixed"].includes(getComputedStyle(e).position))
      .map((e) => e.getBoundingClientRect()).filter((box) => box.top < innerHeight / 2).map((box) => box.bottom);
    const cards = isBeside ? 0 : document.getElementById("overlay").cardsEnd;
    return { top: Math.max(0, cards, ...covered), bottom: innerHeight };
  };
"""

#: Everything wrong with what is on screen now, one line each.
FAULTS = (
    "() => {"
    + TOOLS
    + """
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
  if (isBeside && root.scrollHeight > innerHeight + 1) faults.push(`the page is ${root.scrollHeight} px high`);
  const PRESSABLE = "button, a[href], summary, select, input, [role=slider], media-play-button, " +
    "media-mute-button, media-volume-range, media-pip-button, media-fullscreen-button";
  const { top, bottom } = area();
  for (const element of everything(document.body)) {
    if (!element.matches(PRESSABLE) || !shown(element) || element.closest("[popover], dialog, .skip-link")) continue;
    const target = element.closest("label") ?? element;
    const box = target.getBoundingClientRect();
    const inStage = contains(stage, element);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (!inStage && (y < top + 1 || y > bottom - 1)) continue;
    if (Math.min(box.width, box.height) < 20) faults.push(`${nameOf(element)} is ${box.width} x ${box.height}`);
    const card = element.closest("[part~=card]")?.getBoundingClientRect();
    if (card && (y < card.top || y > card.bottom)) { faults.push(`${nameOf(element)} is cut by its card`); continue; }
    if (box.left < -1 || box.right > innerWidth + 1 || (inStage && (box.top < -1 || box.bottom > innerHeight + 1)))
      faults.push(`${nameOf(element)} is off screen: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`);
    else if (!contains(target, deepest(x, y)) && !contains(deepest(x, y), target))
      faults.push(`${nameOf(element)} is covered by ${nameOf(deepest(x, y))}`);
  }
  for (const element of everything(document.body)) {
    if (!shown(element) || element.closest(".visually-hidden, [popover], dialog, svg, .skip-link")) continue;
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const style = getComputedStyle(element);
    if (own && style.overflow !== "visible" && (element.scrollHeight > element.clientHeight + 3 || element.scrollWidth > element.clientWidth + 2))
      faults.push(`the text of ${nameOf(element)} is cut`);
    if (!own || !contains(stage, element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width && (box.left < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1))
      faults.push(`the text of ${nameOf(element)} is off screen`);
  }
  for (const card of document.getElementById("overlay").shadowRoot.querySelectorAll("[part~=card]")) {
    if (card.scrollHeight > card.clientHeight + 1) faults.push(`a card shows ${card.clientHeight} px of ${card.scrollHeight}`);
  }
  return faults;
}"""
)

#: Why the newest current item cannot be read now, "" where it can.
OUT_OF_VIEW = (
    "() => {"
    + TOOLS
    + """
  const items = [...panel.querySelectorAll("[aria-current=true][data-start]")].filter((e) => e.checkVisibility());
  if (!items.length) return "nothing is current";
  const item = items.reduce((a, b) => (Number(b.dataset.start) >= Number(a.dataset.start) ? b : a));
  const box = item.getBoundingClientRect();
  const { top, bottom } = area();
  const where = `${nameOf(item)} is at ${Math.round(box.top)} to ${Math.round(box.bottom)} of ${Math.round(top)} to ${bottom}`;
  if (box.top < top - 1 || box.top > bottom - Math.min(box.height, 44)) return where;
  if (box.bottom > bottom + 1 && box.height < bottom - top) return where;
  const hit = deepest(box.x + box.width / 2, box.top + Math.min(box.height / 2, 30));
  return contains(item, hit) ? "" : `${where}, covered by ${nameOf(hit)}`;
}"""
)


@pytest.fixture(scope="module")
def large_text(browser: Browser) -> Iterator[Browser]:
    """The browser of a reader who wants text of twice the size."""
    wanted = ["--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"]
    launched = browser.browser_type.launch(
        executable_path=executable(), args=[*ARGUMENTS, *wanted]
    )
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shapes")


@pytest.fixture
def shaped(
    request: pytest.FixtureRequest, browser: Browser, site: Site, folder: Path
) -> Iterator[Page]:
    """The page of a cell."""
    shape: Shape = request.param
    if shape.window == "large text":
        browser = request.getfixturevalue("large_text")
    site.library.entries = (*site.library.entries, shapes.entry(shape, folder))
    width, height, touch = shapes.WINDOWS[shape.window]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=touch,
        is_mobile=touch,
        reduced_motion="reduce",
        **shapes.THEMES[shape.theme],  # type: ignore[arg-type]
    )
    page = context.new_page()
    errors: list[str] = []
    collect_console_errors(page, errors)
    fake_youtube(page)
    page.goto(f"{site.url}/t/shape/")
    page.wait_for_selector("html[data-ready]")
    wait_until(page, "document.getElementById('media').duration > 0")
    yield page
    context.close()
    assert errors == []


def far_seek(page: Page, key: str) -> str:
    """Press a key that seeks; what is then wrong with the current item's place."""
    page.keyboard.press(key)
    for _ in range(30):
        page.wait_for_timeout(50)
        if not (fault := str(page.evaluate(OUT_OF_VIEW))):
            break
    return fault


@pytest.mark.parametrize("shaped, shape", [(s, s) for s in shapes.table()], indirect=["shaped"],
                         ids=str)  # fmt: skip
def test_shape(shaped: Page, shape: Shape) -> None:
    faults = [f"at first: {fault}" for fault in shaped.evaluate(FAULTS)]
    for key in ("9", "2", "0", "7") if shape.chapters or shape.dated else ():
        if fault := far_seek(shaped, key):
            faults.append(f"after {key}: {fault}")
        if key in "97":
            faults += [f"after {key}: {fault}" for fault in shaped.evaluate(FAULTS)]
    html = shaped.locator("html")
    told = (html.get_attribute("lang"), html.get_attribute("dir") or "ltr")
    if told != shapes.LANGUAGES[shape.script]:
        faults.append(f"language and direction are {told}")
    assert faults == []
