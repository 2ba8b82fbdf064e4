"""A hand-made timeline for tests, and a server to look at it: ``python -m tests.web.sample``."""

import sys
from pathlib import Path

from timeline.model import Chapter, Insight, Question, Segment, Timeline, Transcript
from web.library import Entry
from web.sources import NOTHING, decide

TIMELINE = Timeline(
    title="How the tides work",
    tldr="The Moon pulls harder on the near side of the Earth than on the far side.",
    duration=180_000,
    duration_source="media",
    language="en",
    chapters=(
        Chapter(
            start=0, end=45_000, title="Why the sea moves", text="Twice a day the sea comes in."
        ),
        Chapter(
            start=45_000,
            end=110_000,
            title="The Moon's pull",
            text="Gravity weakens with distance.",
        ),
        Chapter(start=110_000, end=180_000, title="Spring and neap tides"),
    ),
    insights=(
        Insight(
            text="The Moon matters twice as much as the Sun.",
            icon="🌙",
            start=50_000,
            end=58_000,
            chapter=1,
            confidence=0.62,
            placed_by="chapters",
            quote="twice as much as the Sun",
        ),
        Insight(
            text="Spring tides come at new and full moon.",
            icon="🌊",
            start=115_000,
            end=123_000,
            chapter=2,
            confidence=1,
            placed_by="summary",
        ),
        Insight(text="Tides slow the Earth down.", icon="🌍", reason="no chapter speaks of it"),
    ),
    qa=(
        Question(
            question="Why are there two tides a day?",
            answer="There are two bulges, and the Earth turns under both.",
            start=70_000,
            end=82_000,
            chapter=1,
            confidence=0.8,
            placed_by="transcript",
            quote="two bulges",
        ),
        Question(
            question="What is a neap tide?",
            answer="The small tide at half moon.",
            start=140_000,
            end=150_000,
            chapter=2,
            confidence=0.4,
            placed_by="chapters",
        ),
    ),
)
TRANSCRIPT = Transcript(
    segments=tuple(
        Segment(start=n * 6_000, end=n * 6_000 + 5_500, text=f"This is spoken line number {n + 1}.")
        for n in range(30)
    ),
    language="en",
)


def entry(video: str | Path | None = None, **changes) -> Entry:
    values = {
        "id": "tides-1a2b3c",
        "name": "tides",
        "timeline": TIMELINE,
        "transcript": TRANSCRIPT,
        "version": "1",
    }
    return Entry(**(values | {"source": decide(str(video)) if video else NOTHING} | changes))


class Shelf:
    """A library of fixed entries."""

    def __init__(self, *entries: Entry) -> None:
        self.entries = entries

    def get(self, id: str) -> Entry | None:
        return next((e for e in self.entries if e.id == id), None)

    def list(self):
        return self.entries


if __name__ == "__main__":
    from waitress import serve

    from web import create_app

    app = create_app(Shelf(entry(*sys.argv[1:2])))
    app.debug = True  # static files and templates are read anew each time
    print("Watching at http://127.0.0.1:8123/t/tides-1a2b3c/", flush=True)
    serve(app, listen="127.0.0.1:8123", threads=8)
