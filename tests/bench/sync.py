"""How late the page shows a point, beside what native cue events and timeupdate would give.

``python -m tests.bench.sync`` plays the sample in Chromium and prints, in milliseconds of real
time, the distribution of lateness: from the playhead passing a point's start to the change of
the panel and of the card. Ours happens inside an animation frame and is painted with it; an
event handler's change waits for the next one, which is not counted against it.

Then a timeline of 300 chapters and 5,000 points: until the page is ready, and the longest task
while it plays, scrolls and searches.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Page

from tests.chromium import opened
from tests.web.browser.timelines import FILM, long_film, tides
from tests.web.conftest import running_server
from tests.web.sample import FixedLibrary
from timeline.model import Insight, Placement, Timeline
from timeline_web import create_app
from timeline_web.library import Entry
from timeline_web.sources import NO_MEDIA, from_path

FRAME = 1000 / 60

WATCH = """() => {
  const player = document.getElementById("media");
  const cues = document.getElementById("overlay").cues.filter((c) => c.kind === "insight");
  const starts = new Map(cues.map((c) => [c.id, c.start]));
  const lateness = { panel: [], card: [], cuechange: [], timeupdate: [] };
  const note = (list, start) =>
    lateness[list].push(((player.currentTime - start) / player.playbackRate) * 1000);
  new MutationObserver((changes) => {
    for (const { target: { id, ariaCurrent } } of changes)
      if (ariaCurrent === "true" && starts.has(id)) note("panel", starts.get(id));
  }).observe(document.body, { subtree: true, attributeFilter: ["aria-current"] });
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const { dataset } of addedNodes)
        if (dataset?.point) note("card", starts.get(dataset.point));
  }).observe(document.getElementById("overlay"), { childList: true });
  const track = player.addTextTrack("metadata");
  track.mode = "hidden";
  for (const cue of cues) track.addCue(new VTTCue(cue.start, cue.end, cue.id));
  track.addEventListener("cuechange", () => {
    for (const cue of track.activeCues) {
      if (!cue.seen) note("cuechange", cue.startTime);
      cue.seen = true;
    }
  });
  let next = 0;
  player.addEventListener("timeupdate", () => {
    while (cues[next]?.start <= player.currentTime) note("timeupdate", cues[next++].start);
  });
  window.lateness = lateness;
}"""

PLAY = """rate =>
  Object.assign(document.getElementById("media"), { muted: true, playbackRate: rate }).play()"""

SEEKS = """async (times) => {
  const player = document.getElementById("media");
  const overlay = document.getElementById("overlay");
  player.pause();
  const frames = [];
  for (const { time, id } of times) {
    const item = document.getElementById(id);
    player.currentTime = time;
    let n = 0;
    while (item.ariaCurrent !== "true" && n < 60) { n++; await new Promise(requestAnimationFrame); }
    frames.push(n);
    await new Promise((done) => setTimeout(done, 120));
  }
  return frames;
}"""

LONG_TASKS = """() => {
  window.long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration)))
    .observe({ type: "longtask", buffered: false });
}"""


def dense() -> Timeline:
    """An insight every second or so, at uneven moments."""
    random = Random(7)
    at = 1_000
    insights = []
    while at < 200_000:
        insights.append(Insight(text=f"At {at}", placement=Placement.at(at, at + 700)))
        at += random.randint(400, 1_400)
    base = tides().timeline
    return Timeline(
        title="Dense",
        duration=216_000,
        duration_source="media",
        chapters=base.chapters,
        points=tuple(insights),
    )


def row(name: str, values: Sequence[float], unit: str = "ms") -> str:
    """Minimum, median, 95th percentile and worst of a list."""
    if not values:
        return f"{name:<28} nothing measured"
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    cells = (ordered[0], statistics.median(ordered), p95, ordered[-1])
    return (
        f"{name:<28} n={len(ordered):<4}" + "".join(f"{cell:>9.1f}" for cell in cells) + f"  {unit}"
    )


def playing(browser: Browser, url: str, rate: float, seconds: float) -> dict[str, list[float]]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    page.evaluate(WATCH)
    page.evaluate(PLAY, rate)
    page.wait_for_timeout(seconds * 1000)
    result: dict[str, list[float]] = page.evaluate("lateness")
    page.close()
    return result


def seeking(browser: Browser, url: str, timeline: Timeline) -> list[float]:
    page = browser.new_page()
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    goals = [
        {"time": (point.start or 0) / 1000 + 0.05, "id": f"insight-{n}"}
        for n, point in enumerate(timeline.insights, 1)
    ]
    Random(3).shuffle(goals)
    frames: list[float] = page.evaluate(SEEKS, goals[:40])
    page.close()
    return frames


def large(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url, wait_until="commit")
    page.wait_for_selector("html[data-ready]")
    ready = page.evaluate("performance.getEntriesByName('ready')[0].startTime")
    print(f"300 chapters, 5,000 points: ready after {ready:.0f} ms")
    page.wait_for_timeout(1_000)
    page.evaluate(LONG_TASKS)
    for name, act in (("playing", _play), ("scrolling", _scroll), ("typing in find", _type)):
        page.evaluate("long.length = 0")
        act(page)
        worst = max(page.evaluate("long"), default=0)
        print(f"  longest task while {name:<15} {f'{worst:.0f} ms' if worst else 'under 50 ms'}")
    page.close()


def _play(page: Page) -> None:
    page.evaluate(PLAY, 16)
    page.wait_for_timeout(3_000)


def _scroll(page: Page) -> None:
    page.locator("#panel").hover()
    for _ in range(30):
        page.mouse.wheel(0, 2_500)
        page.wait_for_timeout(60)


def _type(page: Page) -> None:
    page.locator("#find").press_sequentially("tide turns 42", delay=90)
    page.wait_for_timeout(1_500)
    page.locator("#find").fill("")
    page.wait_for_timeout(1_500)


def main(seconds: float = 20) -> None:
    """Print every figure."""
    timeline = dense()
    with tempfile.TemporaryDirectory() as folder:
        assert Path(folder).is_dir()
        library = FixedLibrary(
            Entry(id="dense", name="dense", timeline=timeline, source=from_path(FILM), version="1"),
            Entry(
                id="many",
                name="many",
                timeline=long_film(300, 5_000, 600),
                source=NO_MEDIA,
                version="1",
            ),
        )
        with running_server(create_app(library)) as (host, port), opened() as browser:
            url = f"http://{host}:{port}/t"
            print(f"{'late, ms':<28} {'':<6}{'min':>9}{'median':>9}{'95 %':>9}{'worst':>9}")
            for rate in (1, 2):
                for name, values in playing(browser, f"{url}/dense/", rate, seconds).items():
                    print(row(f"{name} at {rate}x", values))
            print(row("frames after a seek", seeking(browser, f"{url}/dense/", timeline), "frames"))
            large(browser, f"{url}/many/")


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2]))
