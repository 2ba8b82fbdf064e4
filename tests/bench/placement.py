"""How well points are placed, beside chance and a plain search, on human ground truth.

    python -m tests.bench.placement FILE.jsonl.gz [--json]

FILE holds one video a line: ``id``, ``duration``, ``cues`` [start, end, speaker, text],
``chapters`` {title, spans}, ``points`` {kind: qa|insight|statement, question and answer or text,
spans, chapters}, times in seconds. Each kind is placed as one list, without chapters.

Hit: the start lies where people found the evidence. N30: within 30 seconds of it. A point that
is left undated counts with its best candidate, as the methods beside it never abstain; the
share left undated is printed. By length: the videos, and pieces of 3 to 15 minutes of them with
the points whose evidence is there. Brackets: 95 % bootstrap over videos.

The plain search needs bm25s: pip install --group bench
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from tests.bench.placement_data import (
    KINDS,
    Video,
    distance,
    hit,
    piece,
    read,
    shuffled,
    with_word_errors,
)
from timeline.model import Chapter, Timeline
from timeline.placement import place
from timeline.placement.analysis import analyzer

REPEATS = 3
#: How many pieces are cut from each video, for the figures by length.
PIECES = 4
#: Lengths of video in minutes: the least, and what is more.
LENGTHS = {"under 6 minutes": (0, 6), "6 to 20 minutes": (6, 20), "over 20 minutes": (20, 1e9)}
TIMED_RUNS = 3
BOOTSTRAPS = 1_000
WORD_ERROR_RATE = 0.15


@dataclass(frozen=True)
class Prediction:
    """One placed point: its video, whether it hit or was near, confidence, left undated or not."""

    video: str
    hit: bool
    near: bool
    confidence: float
    undated: bool = False


Placer = Callable[[Video, str], list[tuple[float, float, bool]]]


def ours(video: Video, kind: str) -> list[tuple[float, float, bool]]:
    """Our start (seconds), confidence, and whether the point is left undated."""
    found = []
    for point in place(video.timeline(kind), video.transcript).points:
        best = point.candidates[0] if point.candidates else None
        start = point.start if point.start is not None else best.start if best else 0
        found.append((start / 1000, best.confidence if best else 0.0, point.start is None))
    return found


def evenly_spread(video: Video, kind: str) -> list[tuple[float, float, bool]]:
    """The points spread evenly over the video."""
    count = len(video.points[kind])
    return [((i + 0.5) / count * video.duration / 1000, 0.0, False) for i in range(count)]


def bm25_windows(video: Video, kind: str) -> list[tuple[float, float, bool]]:
    """The 30-second window that bm25s (https://bm25s.github.io) ranks first."""
    import bm25s
    import numpy as np

    english = analyzer("en")
    segments = video.transcript.segments
    tokens = [english.terms(segment.text) for segment in segments]
    middles = np.array([(s.start + s.end) / 2 for s in segments])
    first = np.searchsorted(middles, middles - 15_000, "left")
    last = np.searchsorted(middles, middles + 15_000, "right")
    windows = [
        [t for segment in tokens[a:b] for t in segment] for a, b in zip(first, last, strict=True)
    ]
    retriever = bm25s.BM25()
    retriever.index(windows, show_progress=False)
    best = [
        int(
            retriever.get_scores(
                sorted(set(english.terms(point.words)) & retriever.vocab_dict.keys())
            ).argmax()
        )
        for point in video.points[kind]
    ]
    return [(segments[i].start / 1000, 0.0, False) for i in best]


def predictions(videos: Sequence[Video], kind: str, placer: Placer) -> list[Prediction]:
    return [
        Prediction(video.name, hit(start, spans), distance(start, spans) <= 30, confidence, undated)
        for video in videos
        for (start, confidence, undated), spans in zip(
            placer(video, kind), video.spans[kind], strict=True
        )
    ]


def chance(videos: Sequence[Video], kind: str, reach: float) -> float:
    """What a random moment scores, in per cent: exact."""
    shares = []
    for video in videos:
        seconds = video.duration // 1000
        for spans in video.spans[kind]:
            right = sum(distance(second, spans) <= reach for second in range(0, seconds, 2))
            shares.append(right / max(len(range(0, seconds, 2)), 1))
    return 100 * sum(shares) / max(len(shares), 1)


def percentage(flags: Sequence[bool]) -> float:
    return 100 * sum(flags) / max(len(flags), 1)


def interval(found: Sequence[Prediction], of: Callable[[Prediction], bool]) -> str:
    """The 95 % bootstrap interval over videos, as text."""
    by_video: dict[str, list[bool]] = {}
    for prediction in found:
        by_video.setdefault(prediction.video, []).append(of(prediction))
    groups, random = list(by_video.values()), Random(0)
    means = sorted(
        percentage([flag for group in random.choices(groups, k=len(groups)) for flag in group])
        for _ in range(BOOTSTRAPS)
    )
    return f"[{means[int(0.025 * BOOTSTRAPS)]:.1f}, {means[int(0.975 * BOOTSTRAPS)]:.1f}]"


def calibration_error(found: Sequence[Prediction], bins: int = 10) -> float:
    """The mean gap between confidence and share right (N30) over ten bins, weighted by size."""
    error = 0.0
    for number in range(bins):
        inside = [o for o in found if min(int(o.confidence * bins), bins - 1) == number]
        if inside:
            mean = sum(o.confidence for o in inside) / len(inside)
            error += (
                len(inside) / len(found) * abs(mean - percentage([o.near for o in inside]) / 100)
            )
    return error


def section_titles_only(videos: Sequence[Video]) -> list[Prediction]:
    """Whether the right chapter comes first when a Q&A pair meets the titles alone."""
    found = []
    for video in videos:
        chapters = tuple(
            Chapter(start=i * 60_000, end=(i + 1) * 60_000, title=title)
            for i, title in enumerate(video.titles)
        )
        timeline = Timeline(chapters=chapters, duration=60_000 * len(chapters), language="en")
        placed = place(timeline.with_points(tuple(video.points["qa"])))
        for point, right in zip(placed.qa, video.right_chapters, strict=True):
            if right:
                first = point.candidates[0] if point.candidates else None
                good = first is not None and first.start // 60_000 in right
                found.append(Prediction(video.name, good, good, first.confidence if first else 0.0))
    return found


def seconds_per_1000_points(videos: Sequence[Video]) -> float:
    """Indexing included: each video once, with all its points; the quickest of three runs."""
    summaries = [
        video.timeline("qa").with_points(tuple(p for kind in KINDS for p in video.points[kind]))
        for video in videos
    ]
    points = sum(len(summary.points) for summary in summaries)
    runs = []
    for _ in range(TIMED_RUNS):
        began = time.perf_counter()
        for video, summary in zip(videos, summaries, strict=True):
            place(summary, video.transcript)
        runs.append(time.perf_counter() - began)
    return min(runs) / max(points, 1) * 1_000


def measure(videos: Sequence[Video]) -> tuple[dict[str, float], dict[str, list[Prediction]]]:
    """The figures by key, and the predictions they come from by kind."""
    random = Random(0)
    found = {kind: predictions(videos, kind, ours) for kind in KINDS}
    found["section"] = section_titles_only(videos)
    near = percentage([o.near for o in found["insight"]])
    reordered = [
        o
        for _ in range(REPEATS)
        for o in predictions([shuffled(v, "insight", random) for v in videos], "insight", ours)
    ]
    noisy = [
        o
        for _ in range(REPEATS)
        for o in predictions(
            [with_word_errors(v, WORD_ERROR_RATE, random) for v in videos], "insight", ours
        )
    ]
    figures = {
        "qa_hit": percentage([o.hit for o in found["qa"]]),
        "insight_n30": near,
        "insight_hit": percentage([o.hit for o in found["insight"]]),
        "statement_n30": percentage([o.near for o in found["statement"]]),
        "section_titles_only": percentage([o.hit for o in found["section"]]),
        "calibration_error": calibration_error([o for kind in KINDS for o in found[kind]]),
        "shuffled_loss_n30": near - percentage([o.near for o in reordered]),
        "noisy_loss_n30": near - percentage([o.near for o in noisy]),
        "seconds_per_1000_points": seconds_per_1000_points(videos),
    }
    return {key: round(value, 4) for key, value in figures.items()}, found


def by_length(videos: Sequence[Video], kind: str) -> dict[str, list[Video]]:
    """The videos and pieces of them that hold evidence of the kind's points, by length."""
    parts = [*videos]
    for video in videos:
        random = Random(video.name)
        cuts = [piece(video, random, kind, with_absent=False) for _ in range(PIECES)]
        parts += [cut for cut in cuts if cut]
    found = {
        name: [part for part in parts if low <= part.duration / 60_000 < high]
        for name, (low, high) in LENGTHS.items()
    }
    return {name: parts for name, parts in found.items() if any(p.points[kind] for p in parts)}


def comparison(videos: Sequence[Video], kind: str) -> Iterator[str]:
    """Our row, and the other methods' on the same videos."""
    rows = {
        "ours": predictions(videos, kind, ours),
        "bm25s, 30 s windows": predictions(videos, kind, bm25_windows),
        "evenly spread": predictions(videos, kind, evenly_spread),
    }
    for name, row in rows.items():
        cells = [
            f"{percentage([of(o) for o in row]):.1f} {interval(row, of)}"
            for of in (lambda o: o.hit, lambda o: o.near)
        ]
        yield f"  {name:26}{cells[0]:>24}{cells[1]:>24}"
    yield f"  {'chance':26}{chance(videos, kind, 0):>24.1f}{chance(videos, kind, 30):>24.1f}"


def report(videos: Sequence[Video]) -> Iterator[str]:
    """The figures for people, beside other methods."""
    figures, found = measure(videos)
    yield f"{len(videos)} videos, {sum(v.duration for v in videos) / 3.6e6:.1f} h"
    yield ""
    yield f"{'':28}{'Hit':>24}{'N30':>24}"
    for kind in KINDS:
        yield f"{kind} ({len(found[kind])})"
        yield from comparison(videos, kind)
        dated = [o for o in found[kind] if not o.undated]
        yield (
            f"  left undated {percentage([o.undated for o in found[kind]]):.1f} %; of the dated, "
            f"within 30 s {percentage([o.near for o in dated]):.1f} %"
        )
        for name, parts in by_length(videos, kind).items():
            yield f"{kind}, {name} ({sum(len(part.points[kind]) for part in parts)})"
            yield from comparison(parts, kind)
    section = found["section"]
    yield f"Q&A's section, titles only    {percentage([o.hit for o in section]):.1f} " + interval(
        section, lambda o: o.hit
    )
    yield ""
    for key, value in figures.items():
        yield f"{key:28}{value:10.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file", help="videos with human evidence, .jsonl or .jsonl.gz")
    parser.add_argument("--json", action="store_true", help="print one object")
    options = parser.parse_args()
    videos = read(options.file)
    if options.json:
        print(json.dumps(measure(videos)[0], indent=2))
    else:
        sys.stdout.writelines(line + "\n" for line in report(videos))


if __name__ == "__main__":
    main()
