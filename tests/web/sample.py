"""A hand-made timeline, and a server to look at it: ``python -m tests.web.sample [VIDEO]``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from timeline.model import Chapter, Insight, Placement, Question, Segment, Timeline, Transcript
from timeline_web.library import Entry, Listing, Order, Status
from timeline_web.page import listing
from timeline_web.sources import NO_MEDIA, from_argument

TIMELINE = Timeline(
    title="How the tides work",
    tldr="The Moon pulls harder on the near side of the Earth than on the far side.",
    duration=180_000,
    duration_source="media",
    language="en",
    chapters=(
        Chapter(start=0, end=45_000, title="Why the sea moves", text="The sea comes in twice."),
        Chapter(start=45_000, end=110_000, title="The Moon's pull", text="Gravity weakens."),
        Chapter(start=110_000, end=180_000, title="Spring and neap tides"),
    ),
    points=(
        Insight(
            text="The Moon matters twice as much as the Sun.",
            icon="🌙",
            placement=Placement.at(
                50_000,
                58_000,
                placed_by="chapters",
                confidence=0.62,
                quote="twice as much as the Sun",
                chapter=1,
            ),
        ),
        Insight(
            text="Spring tides come at new and full moon.",
            icon="🌊",
            placement=Placement.at(115_000, 123_000, chapter=2),
        ),
        Insight(
            text="Tides slow the Earth down.",
            icon="🌍",
            placement=Placement(reason="no chapter speaks of it"),
        ),
        Question(
            question="Why are there two tides a day?",
            answer="There are two bulges, and the Earth turns under both.",
            placement=Placement.at(
                70_000,
                82_000,
                placed_by="transcript",
                confidence=0.8,
                quote="two bulges",
                chapter=1,
            ),
        ),
        Question(
            question="What is a neap tide?",
            answer="The small tide at half moon.",
            placement=Placement.at(
                140_000, 150_000, placed_by="chapters", confidence=0.4, chapter=2
            ),
        ),
    ),
)

TRANSCRIPT = Transcript(
    segments=tuple(
        Segment(start=n * 6_000, end=n * 6_000 + 5_500, text=f"This is spoken line {n + 1}.")
        for n in range(30)
    ),
    language="en",
)

ENTRY = Entry(
    id="tides-1a2b3c", name="tides", timeline=TIMELINE, transcript=TRANSCRIPT, version="1"
)


class FixedLibrary:
    """A library of fixed entries."""

    def __init__(self, *entries: Entry) -> None:
        self.entries = entries

    def count(self) -> int:
        return len(self.entries)

    def page(self, start: int, size: int, order: Order = "name") -> Sequence[Listing]:
        return [listing(entry) for entry in self.entries[start : start + size]]

    def get(self, id: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.id == id), None)

    def status(self, id: str) -> Status | None:
        entry = self.get(id)
        return Status(entry.version, entry.problem) if entry else None


if __name__ == "__main__":
    from waitress import serve

    from timeline_web import create_app

    source = from_argument(sys.argv[1]) if len(sys.argv) > 1 else NO_MEDIA
    app = create_app(FixedLibrary(replace(ENTRY, source=source)))
    app.debug = True  # static files and templates are read anew for each request
    print("Watching at http://127.0.0.1:8123/t/tides-1a2b3c/", flush=True)
    serve(app, listen="127.0.0.1:8123", threads=8)
