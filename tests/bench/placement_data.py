"""The benchmark's data: one video a line, as ``python -m tests.bench.placement`` describes it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from timeline.model import Chapter, Insight, Question, Segment, Timeline, Transcript

KINDS = ("qa", "insight", "statement")
Spans = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Video:
    """A transcript, its human chapters, and for each kind the points with their evidence.

    ``spans`` are seconds; ``right_chapters`` are indexes into ``titles``, or None.
    """

    name: str
    duration: int
    transcript: Transcript
    titles: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    points: dict[str, list[Insight | Question]]
    spans: dict[str, list[Spans]]
    right_chapters: list[list[int] | None]

    def timeline(self, kind: str, chapters: tuple[Chapter, ...] = ()) -> Timeline:
        """A summary with the points of one kind."""
        return Timeline(
            chapters=chapters, duration=self.duration, duration_source="given", language="en"
        ).with_points(tuple(self.points[kind]))


def read(path: str) -> list[Video]:
    """All videos of a ``.jsonl`` or ``.jsonl.gz`` file."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.endswith(".gz")
        else Path(path).open(encoding="utf-8") as lines
    ):
        return [_video(json.loads(line)) for line in lines if line.strip()]


def _video(row: dict[str, Any]) -> Video:
    segments = tuple(
        Segment(start=_ms(start), end=_ms(end), text=text, speaker=speaker)
        for start, end, speaker, text in row["cues"]
    )
    by_kind = {kind: [p for p in row["points"] if p["kind"] == kind] for kind in KINDS}
    return Video(
        name=row["id"],
        duration=max(_ms(row["duration"]), segments[-1].end),
        transcript=Transcript(segments=segments, language="en"),
        titles=tuple(chapter["title"] for chapter in row["chapters"]),
        chapters=tuple(sorted(_chapters(row["chapters"]), key=lambda c: c.start)),
        points={kind: [_point(p) for p in points] for kind, points in by_kind.items()},
        spans={kind: [p["spans"] for p in points] for kind, points in by_kind.items()},
        right_chapters=[p.get("chapters") for p in by_kind["qa"]],
    )


def _ms(seconds: float) -> int:
    return round(seconds * 1_000)


def _point(row: dict[str, Any]) -> Insight | Question:
    if row["kind"] == "qa":
        return Question(question=row["question"], answer=row["answer"])
    return Insight(text=row["text"])


def _chapters(rows: list[dict[str, Any]]) -> Iterator[Chapter]:
    for row in rows:
        for start, end in row["spans"]:
            yield Chapter(start=_ms(start), end=_ms(end), title=row["title"])


def distance(start: float, spans: Spans) -> float:
    """Seconds from ``start`` to the nearest span, 0 inside one."""
    return min(0.0 if a <= start < b else max(a - start, start - b, 0.0) for a, b in spans)


def hit(start: float, spans: Spans) -> bool:
    """Whether ``start`` lies inside a span."""
    return any(a <= start < b for a, b in spans)


def shuffled(video: Video, kind: str, random: Random) -> Video:
    """The same video with the points of one kind in another order."""
    order = list(range(len(video.points[kind])))
    random.shuffle(order)
    return replace(
        video,
        points=video.points | {kind: [video.points[kind][i] for i in order]},
        spans=video.spans | {kind: [video.spans[kind][i] for i in order]},
    )


def with_word_errors(video: Video, rate: float, random: Random) -> Video:
    """The same video as a bad recogniser hears it: no punctuation, words lost, changed or inserted.

    A wrong word is one of the video's, common ones more often: recognisers mishear into what
    they expect.
    """
    vocabulary = [word for s in video.transcript.segments for word in _words(s.text)]
    segments = tuple(
        replace(s, text=" ".join(_with_errors(_words(s.text), vocabulary, rate, random)))
        for s in video.transcript.segments
    )
    return replace(video, transcript=replace(video.transcript, segments=segments))


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() or c == "'" else " " for c in text.lower()).split()


def _with_errors(
    words: list[str], vocabulary: list[str], rate: float, random: Random
) -> Iterator[str]:
    for word in words:
        if random.random() >= rate:
            yield word
        elif (kind := random.random()) >= 1 / 3:
            yield random.choice(vocabulary)
            if kind >= 2 / 3:
                yield word
