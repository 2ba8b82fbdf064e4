"""Tasks that block the page's main thread: 300 chapters and 1,000 points, at load, seek and find.

``python -m tests.bench.player_tasks [--chapters N] [--points N] [--rounds N]``. For each step it
prints, over the rounds, the median number of long tasks (over 50 ms by the clock, as Chromium's
Long Tasks API reports them), the longest of them, and the median of the longest task's processor
time, which says the same on a machine that has other work; tracing costs some of it. Then what
that task of the median round consisted of, in milliseconds of processor time.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page

from tests.chromium import opened
from tests.web.browser.timelines import long_film, tides
from tests.web.conftest import running_server
from tests.web.sample import FixedLibrary
from timeline_web import create_app

OBSERVE = """window.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration)))
  .observe({ type: "longtask", buffered: true });"""

#: How long each step is watched, in milliseconds.
WATCHED_MS = 1500
#: What Chromium's trace calls a task.
TASK = "ThreadControllerImpl::RunTask"
CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]
#: What the events inside a task are; others belong to what is around them.
PARTS = {
    "ParseHTML": "parsing",
    "UpdateLayoutTree": "style",
    "Layout": "layout",
    **dict.fromkeys(("PrePaint", "Paint", "PaintImage", "Layerize", "Commit"), "paint"),
    **dict.fromkeys(("EvaluateScript", "v8.evaluateModule", "v8.compile", "v8.run"), "script"),
    **dict.fromkeys(("FunctionCall", "EventDispatch", "FireAnimationFrame", "TimerFire"), "script"),
    **dict.fromkeys(("MinorGC", "MajorGC", "BlinkGC.AtomicPhase"), "garbage"),
}

STEPS: dict[str, Callable[[Page], object]] = {
    "load": lambda page: page.wait_for_selector("html[data-ready]"),
    "far seek": lambda page: page.keyboard.press("9"),
    "seek back": lambda page: page.keyboard.press("2"),
    "play": lambda page: page.evaluate(
        "{ const media = document.getElementById('media'); media.muted = true; media.play(); }"
    ),
    "find, many": lambda page: page.locator("#find").press_sequentially("tide", delay=80),
    "find, one": lambda page: page.locator("#find").fill("What of 999"),
    "find, none": lambda page: page.locator("#find").fill(""),
    "filter": lambda page: page.locator("[data-filter=qa]").click(),
    "all again": lambda page: page.locator("[data-filter=all]").click(),
}


class Step(NamedTuple):
    """The long tasks of a step, the processor time of the one with most of it, and what of it was
    for what, all in milliseconds.
    """

    long_tasks: list[float]
    processor: float
    parts: Counter[str]


def measure(browser: Browser, url: str) -> dict[str, Step]:
    """Go through all steps in a fresh context."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(OBSERVE)
    found = {}
    for name, step in STEPS.items():
        browser.start_tracing(page=page, categories=CATEGORIES)
        if name == "load":
            page.goto(url)
        step(page)
        page.wait_for_timeout(WATCHED_MS)
        trace = json.loads(browser.stop_tracing())["traceEvents"]
        found[name] = Step(page.evaluate("tasks.splice(0)"), *longest_task(trace))
    context.close()
    return found


def longest_task(events: list[dict[str, Any]]) -> tuple[float, Counter[str]]:
    """The processor time of one task of the thread that lays out the page, and of its parts."""
    timed = [event for event in events if "tdur" in event]
    threads = Counter((e["pid"], e["tid"]) for e in timed if e["name"] == "UpdateLayoutTree")
    (main, _), *_ = threads.most_common(1)
    ours = [event for event in timed if (event["pid"], event["tid"]) == main]
    task = max((e for e in ours if e["name"] == TASK), key=lambda e: e["tdur"])
    end = task["ts"] + task["dur"]
    inside = [e for e in ours if e["ts"] >= task["ts"] and e["ts"] + e["dur"] <= end]
    return task["tdur"] / 1000, parts_of(inside)


def parts_of(events: list[dict[str, Any]]) -> Counter[str]:
    """Milliseconds of processor time for each kind of work; work inside other work counts once."""
    parts: Counter[str] = Counter()
    around: list[tuple[float, str]] = []
    for event in sorted(events, key=lambda e: (e["ts"], -e["dur"])):
        while around and around[-1][0] <= event["ts"]:
            around.pop()
        outer = around[-1][1] if around else ""
        part = PARTS.get(event["name"], outer or "other")
        parts[part] += event["tdur"] / 1000
        if around:
            parts[outer] -= event["tdur"] / 1000
        around.append((event["ts"] + event["dur"], part))
    return parts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, default=300)
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    timeline = long_film(options.chapters, options.points, 3.6)
    app = create_app(FixedLibrary(tides(id="long", timeline=timeline)))
    with running_server(app) as (host, port), opened() as browser:
        url = f"http://{host}:{port}/t/long/"
        rounds = [measure(browser, url) for _ in range(options.rounds)]
    print(f"{'':<12}{'long tasks':>12}{'longest, ms':>14}{'processor, ms':>16}  of it")
    for name in STEPS:
        steps = [one[name] for one in rounds]
        count = statistics.median(len(step.long_tasks) for step in steps)
        longest = max((ms for step in steps for ms in step.long_tasks), default=0)
        middle = sorted(steps, key=lambda step: step.processor)[len(steps) // 2]
        parts = ", ".join(f"{p} {ms:.0f}" for p, ms in middle.parts.most_common() if ms >= 0.5)
        print(f"{name:<12}{count:>12.0f}{longest:>14.0f}{middle.processor:>16.0f}  {parts}")


if __name__ == "__main__":
    main()
