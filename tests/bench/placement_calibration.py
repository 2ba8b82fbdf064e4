"""Whether confidence holds: on short and long videos, with chapters and without, by kind.

    python -m tests.bench.placement_calibration FILE.jsonl.gz

Whole videos (all points have their evidence in them) and pieces of 3 to 15 minutes, half of
them with as many points whose evidence is not there: those should stay undated. The error is
the mean gap between confidence and the share right (within 30 s; in the right chapter where
there is no transcript) over ten bins. Brackets: 95 % bootstrap over videos. Noise: the error that
a perfect confidence would show with as many points, on average and in 19 of 20 draws at most.
FILE is as ``tests.bench.placement`` describes it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.bench.placement_data import (
    KINDS,
    Video,
    distance,
    in_another_language,
    in_chapter,
    piece,
    read,
)
from timeline.model import Chapter
from timeline.placement import place

BINS, BOOTSTRAPS, PIECES, DRAWS = 10, 300, 4, 200
#: Points that are less sure are counted as undated, one row each.
THRESHOLDS = (0.45, 0.55, 0.65, 0.75, 0.85)


@dataclass(frozen=True)
class Start:
    """A point's best candidate: of which list, how sure, whether right, whether it is dated."""

    video: str
    kind: str
    setting: str
    minutes: float
    confidence: float
    is_right: bool
    is_dated: bool
    is_present: bool


def starts(video: Video, kind: str, setting: str, chapters: Sequence[Chapter]) -> Iterator[Start]:
    timeline = video.timeline(kind, tuple(chapters))
    placed = place(timeline, None if setting == "no transcript" else video.transcript)
    for point, spans in zip(placed.points, video.spans[kind], strict=True):
        best = point.candidates[0] if point.candidates else None
        if best is None:
            is_right = False
        elif setting == "no transcript":
            is_right = in_chapter(video, best.quote, spans)
        else:
            is_right = distance(best.start / 1e3, spans) <= 30
        yield Start(
            video=video.name,
            kind=kind,
            setting=setting,
            minutes=video.duration / 60_000,
            confidence=best.confidence if best else 0.0,
            is_right=is_right,
            is_dated=point.start is not None,
            is_present=bool(spans),
        )


def all_starts(video: Video) -> Iterator[Start]:
    titles: dict[str, Chapter] = {}
    for chapter in video.chapters:
        titles.setdefault(chapter.title, replace(chapter, text=""))
    random = Random(video.name)
    for kind in KINDS:
        yield from starts(video, kind, "whole", ())
        yield from starts(video, kind, "with chapters", video.chapters)
        foreign = in_another_language(video, random)
        yield from starts(foreign, kind, "two languages", ())
        yield from starts(video, kind, "no transcript", list(titles.values()))
        for _ in range(PIECES):
            for with_absent in (False, True):
                if part := piece(video, random, kind, with_absent=with_absent):
                    yield from starts(part, kind, "piece", ())


def error(found: Sequence[Start]) -> float:
    total = 0.0
    for number in range(BINS):
        inside = [s for s in found if min(int(s.confidence * BINS), BINS - 1) == number]
        if inside:
            gap = sum(s.confidence - s.is_right for s in inside) / len(inside)
            total += len(inside) / len(found) * abs(gap)
    return total


def interval(found: Sequence[Start]) -> str:
    by_video: dict[str, list[Start]] = {}
    for start in found:
        by_video.setdefault(start.video, []).append(start)
    groups, random = list(by_video.values()), Random(0)
    errors = sorted(
        error([start for group in random.choices(groups, k=len(groups)) for start in group])
        for _ in range(BOOTSTRAPS)
    )
    return f"[{errors[int(0.025 * BOOTSTRAPS)]:.3f}, {errors[int(0.975 * BOOTSTRAPS)]:.3f}]"


def noise(found: Sequence[Start]) -> str:
    """The error that is left where each start is right as often as its confidence says."""
    random = Random(0)
    errors = sorted(
        error([replace(s, is_right=random.random() < s.confidence) for s in found])
        for _ in range(DRAWS)
    )
    return f"{sum(errors) / DRAWS:.3f} {errors[int(0.95 * DRAWS)]:.3f}"


def row(name: str, found: Sequence[Start]) -> str:
    """One line of the table."""

    def share(of: Callable[[Start], bool], among: Sequence[Start]) -> str:
        return f"{100 * sum(map(of, among)) / len(among):8.1f}" if among else f"{'-':>8}"

    absent, dated = [s for s in found if not s.is_present], [s for s in found if s.is_dated]
    present = [s for s in found if s.is_present]
    return (
        f"{name:34}{len(found):6}{error(found):7.3f} {interval(found)}  {noise(found)}"
        f"{share(lambda s: s.is_right, present)}{share(lambda s: s.is_right, dated)}"
        f"{share(lambda s: not s.is_dated, present)}{share(lambda s: not s.is_dated, absent)}"
    )


def threshold_row(threshold: float, found: Sequence[Start]) -> str:
    """What a threshold leaves undated, of absent points and of right starts."""
    absent, right = [s for s in found if not s.is_present], [s for s in found if s.is_right]
    dated = [s for s in found if s.confidence >= threshold]

    def undated(among: Sequence[Start]) -> float:
        return 100 * sum(s.confidence < threshold for s in among) / max(len(among), 1)

    share = 100 * sum(s.is_right for s in dated) / max(len(dated), 1)
    return (
        f"  from {threshold:.2f}: absent undated {undated(absent):5.1f} %, "
        f"right starts undated {undated(right):5.1f} %, right of dated {share:5.1f} %"
    )


def main() -> None:
    found = [start for video in read(sys.argv[1]) for start in all_starts(video)]
    spoken = [s for s in found if s.setting in ("whole", "piece")]
    groups: dict[str, list[Start]] = {
        "all": [s for s in found if s.setting in ("whole", "piece", "with chapters")],
        "under 6 minutes": [s for s in spoken if s.minutes < 6],
        "6 to 20 minutes": [s for s in spoken if 6 <= s.minutes < 20],
        "over 20 minutes": [s for s in spoken if s.minutes >= 20],
        "with chapters": [s for s in found if s.setting == "with chapters"],
        "without chapters": spoken,
    }
    for kind in KINDS:
        groups[kind] = [s for s in spoken if s.kind == kind]
        for name, low, high in (("under 6", 0, 6), ("6 to 20", 6, 20), ("over 20", 20, 9999)):
            groups[f"  {kind}, {name}"] = [
                s for s in spoken if s.kind == kind and low <= s.minutes < high
            ]
        groups[f"  {kind}, no transcript"] = [
            s for s in found if s.kind == kind and s.setting == "no transcript"
        ]
    groups["two languages"] = [s for s in found if s.setting == "two languages"]
    groups["no transcript"] = [s for s in found if s.setting == "no transcript"]
    print(f"{'':34}{'':6}{'':7} {'':14}  {'':11}{'right, %':>8}{'':8}{'undated, %':>16}")
    print(
        f"{'':34}{'n':>6}{'error':>7} {'':14}  {'noise':11}"
        f"{'there':>8}{'dated':>8}{'there':>8}{'absent':>8}"
    )
    for name, members in groups.items():
        if members:
            print(row(name, members))
    for kind in KINDS:
        print(f"{kind}, without chapters, by threshold")
        for threshold in THRESHOLDS:
            print(threshold_row(threshold, groups[kind]))


if __name__ == "__main__":
    main()
