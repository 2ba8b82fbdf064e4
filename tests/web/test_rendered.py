"""Texts kept in memory: made once, and never more than the limit."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from tests.web.sample import ENTRY, TIMELINE, FixedLibrary
from timeline.model import Chapter
from timeline_web import create_app
from timeline_web.rendered import Rendered, RenderedCache, render


def test_a_text_is_made_once_for_all_who_ask_at_once() -> None:
    cache, made = RenderedCache(), []
    together = threading.Barrier(6)

    def make() -> Rendered:
        made.append(1)
        return render("text " * 1000)

    def ask(_: int) -> Rendered:
        together.wait(20)
        return cache.get("key", make)

    with ThreadPoolExecutor(6) as pool:
        assert len({id(text) for text in pool.map(ask, range(6))}) == 1
    assert made == [1]


def test_the_last_texts_stay_within_the_limit() -> None:
    cache = RenderedCache(max_bytes=10_000)
    for number in range(100):
        cache.get(number, lambda: render(b"x" * 1000, level=0))
        assert cache.size <= 10_000
    made: list[int] = []

    def again(number: int) -> Rendered:
        made.append(number)
        return render(b"")

    for number in (99, 95, 5):
        cache.get(number, lambda number=number: again(number))  # type: ignore[misc]
    assert made == [5]
    cache.get("large", lambda: render(b"x" * 10_001, level=0))
    assert cache.size <= 10_000


def test_a_failure_is_not_kept() -> None:
    cache = RenderedCache()

    def fail() -> Rendered:
        raise ValueError

    for _ in range(2):
        try:
            cache.get("key", fail)
        except ValueError:
            continue
        raise AssertionError
    assert cache.get("key", lambda: render("now")).plain == b"now"


def test_visits_at_many_moments_hold_one_page() -> None:
    chapters = tuple(
        Chapter(start=n * 1000, end=n * 1000 + 1000, title=f"Chapter {n}") for n in range(500)
    )
    entry = replace(ENTRY, timeline=replace(TIMELINE, chapters=chapters))
    app = create_app(FixedLibrary(entry))
    client, state = app.test_client(), app.extensions["player"]
    pages = {client.get(f"/t/{entry.id}/?t={second}").data for second in range(40)}
    assert len(pages) == 1
    assert state.rendered.size < 2 * len(pages.pop())
