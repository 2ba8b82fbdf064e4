"""The table of shapes: windows, stages, themes, scripts, chapters and dating, each pair once.

A cell is one combination; the cells are chosen so that every two values of two columns that may
matter to each other are together in at least one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations, product
from pathlib import Path

from tests.web.browser.timelines import FILM, silent_wav
from timeline.model import (
    Chapter,
    Insight,
    Placement,
    Question,
    Segment,
    Timeline,
    Transcript,
)
from timeline_web.library import Entry
from timeline_web.sources import NO_MEDIA, Source, from_path, from_url

LENGTH_MS = 216_000

#: Windows by name: width, height, whether fingers use it.
WINDOWS = {
    "1440x900": (1440, 900, False),
    "1366x768": (1366, 768, False),
    "1280x720": (1280, 720, False),
    "1024x768": (1024, 768, False),
    "820x1180": (820, 1180, True),
    "640x360": (640, 360, True),
    "390x844": (390, 844, True),
    "320x640": (320, 640, True),
    "512x384": (512, 384, False),  # 1024x768 at 200 % zoom
    "large text": (1280, 720, False),  # the reader's own size of text is 200 %
}

THEMES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced light": {"color_scheme": "light", "forced_colors": "active"},
    "forced dark": {"color_scheme": "dark", "forced_colors": "active"},
}

STAGES = ("video", "audio", "youtube", "nothing")

#: A title, a sentence and a question in each script.
SCRIPTS = {
    "English": (
        "Why the harbour fills twice a day",
        "The moon draws the water up on both sides of the earth at once, and the coast turns.",
        "How high is the bulge out at sea?",
    ),
    "Arabic": (
        "لماذا يمتلئ الميناء مرتين في اليوم",
        "يرفع القمر الماء على جانبي الأرض معا، ثم يدور الساحل تحته.",
        "كم يبلغ ارتفاع الماء في عرض البحر؟",
    ),
    "Hebrew": (
        "מדוע הנמל מתמלא פעמיים ביום",
        "הירח מושך את המים משני צדי כדור הארץ בבת אחת, והחוף מסתובב תחתיהם.",
        "מה גובה הבליטה בלב הים?",
    ),
    "Japanese": (
        "港が一日に二度満ちる理由",
        "月は地球の両側の水を同時に引き上げ、海岸はその下を回っていく。",
        "沖ではどれくらい高くなりますか。",
    ),
}

#: The language that each script tells, and its direction.
LANGUAGES = {"English": ("en", "ltr"), "Arabic": ("ar", "rtl"), "Hebrew": ("he", "rtl"),
             "Japanese": ("ja", "ltr")}  # fmt: skip

CHAPTERS = (0, 8, 60, 300)
DATED = (True, False)


@dataclass(frozen=True)
class Shape:
    """A cell of the table."""

    window: str
    stage: str
    theme: str
    script: str
    chapters: int
    dated: bool

    def __str__(self) -> str:
        dating = "dated" if self.dated else "undated"
        return "-".join((self.window, self.stage, self.theme, self.script, f"{self.chapters}",
                         dating)).replace(" ", "_")  # fmt: skip


COLUMNS = (tuple(WINDOWS), STAGES, tuple(THEMES), tuple(SCRIPTS), CHAPTERS, DATED)


#: Values of some columns: ``{(0, "320x640"), (2, "dark")}``.
Values = frozenset[tuple[int, object]]


@cache
def table() -> tuple[Shape, ...]:
    """Cells that hold every pair of values, found greedily; the same ones each time."""
    missing = {
        frozenset(((a, x), (b, y)))
        for a, b in combinations(range(len(COLUMNS)), 2)
        for x, y in product(COLUMNS[a], COLUMNS[b])
    }
    cells = []
    while missing:
        cells.append(_fill(min(missing, key=lambda pair: sorted(map(repr, pair))), missing))
        missing -= _pairs(cells[-1])
    return tuple(Shape(*(value for _, value in sorted(cell, key=_column))) for cell in cells)  # type: ignore[arg-type]


def _fill(values: Values, missing: set[Values]) -> Values:
    """A whole cell that holds ``values`` and, column by column, most of what is missing."""
    for column in sorted(set(range(len(COLUMNS))) - {column for column, _ in values}):
        candidates = [values | {(column, value)} for value in COLUMNS[column]]
        values = max(candidates, key=lambda candidate: len(_pairs(candidate) & missing))
    return values


def _pairs(values: Values) -> set[Values]:
    return {frozenset(pair) for pair in combinations(values, 2)}


def _column(item: tuple[int, object]) -> int:
    return item[0]


def entry(shape: Shape, folder: Path) -> Entry:
    """What a cell's page is made of. ``folder`` takes the media that are made for it."""
    return Entry(
        id="shape",
        name="shape",
        timeline=_timeline(shape),
        transcript=Transcript(segments=(Segment(start=0, end=LENGTH_MS, text="Spoken."),)),
        source=_source(shape.stage, folder),
        version=str(shape),
    )


def _source(stage: str, folder: Path) -> Source:
    if stage == "audio":
        path = folder / "silence.wav"
        return from_path(path if path.exists() else silent_wav(path))
    if stage == "youtube":
        return from_url("https://www.youtube.com/watch?v=aaaaaaaaaaa")
    return from_path(FILM) if stage == "video" else NO_MEDIA


def _timeline(shape: Shape) -> Timeline:
    title, sentence, question = SCRIPTS[shape.script]
    step = LENGTH_MS // max(1, shape.chapters)

    def placement(n: int) -> Placement | None:
        return Placement.at(n * 6_000, n * 6_000 + 5_900) if shape.dated else None

    return Timeline(
        title=title,
        tldr=sentence,
        duration=LENGTH_MS,
        duration_source="media",
        chapters=tuple(
            Chapter(start=n * step, end=(n + 1) * step, title=f"{title} ({n + 1})", text=sentence)
            for n in range(shape.chapters)
        ),
        points=(
            *(Insight(text=f"{n}. {sentence}", placement=placement(n)) for n in range(36)),
            *(
                Question(question=question, answer=sentence, placement=placement(3 * n))
                for n in range(12)
            ),
        ),
    )
