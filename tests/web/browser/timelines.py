"""Timelines of every shape, for the browser: ``python -m tests.web.browser.timelines [PORT]``."""

from __future__ import annotations

import sys
import wave
from dataclasses import replace
from pathlib import Path

import webvtt

from tests.web.sample import FixedLibrary
from timeline.chapter_ends import resolve_ends
from timeline.loader import read
from timeline.model import (
    ActionItem,
    Chapter,
    Insight,
    Placement,
    Question,
    Segment,
    Timeline,
    Transcript,
)
from timeline.placement import place
from timeline.times import parse
from timeline_web.library import Entry
from timeline_web.sources import NO_MEDIA, Source, from_path, from_url

SAMPLES = Path(__file__).parents[3] / "samples"
FILM = SAMPLES / "tides.webm"

SENTENCE = (
    "The tide turns twice a day because the Earth carries every coast through two high places, "
    "and nothing about that is quite as simple as it sounds"
)
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=alert(1)>"
    " \u202egnp.exe\u202c {{7*7}}"
)


def tides(**changes: object) -> Entry:
    """The bundled sample, with its film and transcript."""
    spoken = Transcript(
        segments=tuple(
            Segment(start=parse(c.start), end=parse(c.end), text=" ".join(c.lines))
            for c in webvtt.read(str(SAMPLES / "tides.vtt"))
        ),
        language="en",
    )
    entry = Entry(
        id="tides",
        name="tides",
        timeline=place(
            resolve_ends(read(SAMPLES / "tides.txt").timeline, 216_000, "media"), spoken
        ),
        transcript=spoken,
        source=from_path(FILM),
        version="1",
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


def translated(language: str, words: str) -> Transcript:
    """The sample's transcript in another language: as long, each line numbered."""
    spoken = tides().transcript
    assert spoken is not None
    return Transcript(
        segments=tuple(
            replace(segment, text=f"{words} {number}", speaker="Ada" if number == 1 else "")
            for number, segment in enumerate(spoken.segments, 1)
        ),
        language=language,
    )


def long_film(chapters: int, points: int, minutes: float = 90, **changes: object) -> Timeline:
    """So many chapters and points, evenly over a film of so many minutes."""
    length = round(minutes * 60_000)
    step, stride = length // max(1, chapters), length // max(1, points)
    values: dict[str, object] = {
        "title": f"A film of {chapters} chapters",
        "tldr": f"{SENTENCE}.",
        "duration": length,
        "duration_source": "media",
        "chapters": tuple(
            Chapter(
                start=n * step, end=(n + 1) * step, title=f"Part {n + 1}: {SENTENCE[: 12 + n % 60]}"
            )
            for n in range(chapters)
        ),
        "points": (
            *(_insight(n, stride) for n in range(0, points, 2)),
            *(_question(n, stride) for n in range(1, points, 2)),
        ),
    }
    return Timeline(**(values | changes))  # type: ignore[arg-type]


def _insight(n: int, stride: int) -> Insight:
    start = n * stride
    return Insight(
        text=f"{n}: {SENTENCE}.",
        placement=Placement.at(start, start + stride, placed_by="chapters", confidence=0.7),
    )


def _question(n: int, stride: int) -> Question:
    start = n * stride
    return Question(
        question=f"What of {n}?",
        answer=f"{SENTENCE}.",
        placement=Placement.at(start, start + stride),
    )


def hostile() -> Timeline:
    """Markup, code and direction marks in every field, and titles of 100 KB."""
    return Timeline(
        title=HOSTILE + "W" * 100_000,
        tldr=HOSTILE,
        duration=216_000,
        duration_source="given",
        source_url="javascript:alert(1)",
        chapters=(
            Chapter(start=0, end=60_000, title=HOSTILE, text=HOSTILE, url="javascript:alert(1)"),
            Chapter(start=60_000, end=216_000, title="W" * 100_000, text=HOSTILE),
        ),
        points=(
            Insight(
                text=HOSTILE,
                icon="<b>",
                placement=Placement.at(
                    2_000, 9_000, placed_by="chapters", confidence=0.5, quote=HOSTILE
                ),
            ),
            Question(question=HOSTILE, answer=HOSTILE, placement=Placement.at(10_000, 20_000)),
        ),
    )


def arabic() -> Timeline:
    """Right-to-left text throughout."""
    return Timeline(
        title="لماذا يرتفع البحر مرتين في اليوم",
        tldr="يشد القمر المحيط من طرفيه، وتدور الأرض فتحمل كل ساحل عبر الارتفاعين.",
        language="ar",
        duration=216_000,
        duration_source="given",
        chapters=(
            Chapter(start=0, end=60_000, title="الميناء يمتلئ ويفرغ", text="ما الذي يحرك الماء؟"),
            Chapter(start=60_000, end=216_000, title="جذب القمر"),
        ),
        points=(
            Insight(
                text="للماء انتفاخان لا واحد.",
                icon="🌊",
                placement=Placement.at(5_000, 15_000, placed_by="chapters", confidence=0.6),
            ),
            Question(
                question="كم يبلغ ارتفاع الانتفاخ؟",
                answer="نحو نصف متر في عرض المحيط.",
                placement=Placement.at(70_000, 80_000),
            ),
        ),
    )


def one_chapter() -> Timeline:
    return Timeline(
        title="A single scene",
        duration=216_000,
        duration_source="media",
        chapters=(Chapter(start=0, end=216_000, title="The whole of it"),),
    )


def silent_wav(path: Path, seconds: int = 216) -> Path:
    """A WAV file of silence."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(4000)
        file.writeframes(b"\x80" * 4000 * seconds)
    return path


def meeting() -> Timeline:
    """The film, with what is to be done after it: undated, open, done, with owner and date."""
    base = tides().timeline
    items = (
        ("Add the spring tides to the mill's calendar", "Ana", "Friday", True, 95_000),
        ("Ask the harbour master for the tables by 3 May", "Design team", "3 May", False, 120_000),
        ("Measure the depth at the mouth of the bay", "", "", False, 185_000),
        ("Book the boat", "@bo", "", False, None),
    )
    actions = tuple(
        ActionItem(
            text=text,
            owner=owner,
            due=due,
            done=done,
            placement=None
            if start is None
            else Placement.at(start, start + 9_000, placed_by="transcript", confidence=0.8),
        )
        for text, owner, due, done, start in items
    )
    return base.with_points((*base.points, *actions))


def sample_library(folder: Path) -> FixedLibrary:
    """All of them. ``folder`` takes the media files that are made for it."""
    film = from_path(FILM)
    audio = from_path(silent_wav(folder / "silence.wav"))
    base = tides()

    def entry(id: str, timeline: Timeline, source: Source = film) -> Entry:
        return Entry(id=id, name=id, timeline=timeline, source=source, version="1")

    spoken = (translated("de", "Gesprochene Zeile"), translated("ar", "سطر منطوق"))

    return FixedLibrary(
        base,
        replace(base, id="languages", further_transcripts=spoken),
        replace(base, id="languages-timer", further_transcripts=spoken, source=NO_MEDIA),
        replace(base, id="audio", source=audio),
        replace(base, id="timer", source=NO_MEDIA),
        replace(base, id="youtube", source=from_url("https://www.youtube.com/watch?v=aaaaaaaaaaa")),
        replace(base, id="vimeo", source=from_url("https://vimeo.com/123456")),
        entry("forty", long_film(40, 60, 3.6)),
        entry("many", long_film(300, 5000, 600), NO_MEDIA),
        entry("hostile", hostile()),
        entry("arabic", arabic()),
        entry("meeting", meeting()),
        entry("one", one_chapter()),
        entry("empty", Timeline(title="Nothing here", duration=216_000, duration_source="media")),
    )


if __name__ == "__main__":
    from tempfile import mkdtemp

    from waitress import serve

    from timeline_web import create_app

    app = create_app(sample_library(Path(mkdtemp())))
    app.debug = True  # static files and templates are read anew for each request
    serve(app, listen=f"127.0.0.1:{sys.argv[1] if sys.argv[1:] else 8124}", threads=8)
