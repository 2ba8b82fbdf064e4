"""Tasks that block the page's main thread: 300 chapters and 1,000 points, at load, seek and find.

``python -m tests.bench.player_tasks [--chapters N] [--points N] [--rounds N] [--phone]``. Chromium
reports tasks of more than 50 ms as long (the Long Tasks API); what is printed for each step is the
median number of them over the rounds, and the longest of all. Run it while nothing else runs.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable

from playwright.sync_api import Browser, Page

from tests.chromium import opened
from tests.web.browser.timelines import long_film, tides
from tests.web.conftest import running_server
from tests.web.sample import FixedLibrary
from timeline_web import create_app

OBSERVE = """window.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((e) => e.duration)))
  .observe({ type: "longtask", buffered: true });"""

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
#: How long each step is watched, in milliseconds.
WATCHED_MS = 1500

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


def measure(browser: Browser, url: str, options: dict[str, object]) -> dict[str, list[float]]:
    """The long tasks of each step, in milliseconds."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(OBSERVE)
    page.goto(url)
    found = {}
    for name, step in STEPS.items():
        step(page)
        page.wait_for_timeout(WATCHED_MS)
        found[name] = page.evaluate("tasks.splice(0)")
    context.close()
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chapters", type=int, default=300)
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--phone", action="store_true")
    options = parser.parse_args()
    timeline = long_film(options.chapters, options.points, 3.6)
    app = create_app(FixedLibrary(tides(id="long", timeline=timeline)))
    with running_server(app) as (host, port), opened() as browser:
        url = f"http://{host}:{port}/t/long/"
        shape = PHONE if options.phone else DESKTOP
        rounds = [measure(browser, url, shape) for _ in range(options.rounds)]
    print(f"{'':<12}{'long tasks':>12}{'longest, ms':>14}")
    for name in STEPS:
        tasks = [one[name] for one in rounds]
        longest = max((ms for one in tasks for ms in one), default=0)
        print(f"{name:<12}{statistics.median(map(len, tasks)):>12.0f}{longest:>14.0f}")


if __name__ == "__main__":
    main()
