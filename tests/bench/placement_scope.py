"""How well `place` tells that a point has several moments, and whether these are right.

    python -m tests.bench.placement_scope FILE.jsonl.gz

A point has several moments if two parts of its evidence are more than a minute apart. Printed
for each kind: how many of those that are told so are, and how many that are are told; how many of
the further moments are within 30 s of evidence, and how many of a part of it that no better
moment is near; and the mean confidence that those state. FILE is as ``tests.bench.placement``
describes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from tests.bench.placement_data import KINDS, Spans, distance, moments, parts, read
from timeline.model import Moment, Point
from timeline.placement import place


def told_right(point: Point, spans: Spans) -> Iterator[tuple[Moment, bool, bool]]:
    """Each further moment, whether it is near evidence, and whether near a part of its own."""
    own = [parts_near(moment, spans) for moment in point.moments]
    for place_, moment in enumerate(point.moments[1:], 1):
        others = set().union(*own[:place_])
        yield moment, bool(own[place_]), bool(own[place_] - others)


def parts_near(moment: Moment, spans: Spans) -> set[int]:
    """Which parts of the evidence are within 30 s of a moment's start."""
    found = enumerate(parts(spans))
    return {number for number, part in found if distance(moment.start / 1e3, part) <= 30}


def row(points: Sequence[tuple[Point, Spans]]) -> str:
    several = [point.scope == "moments" for point, _ in points]
    true = [moments(spans) > 1 for _, spans in points]
    both = sum(a and b for a, b in zip(several, true, strict=True))
    further = [each for point, spans in points for each in told_right(point, spans)]
    return (
        f"told several {sum(several):4}, are {sum(true):4}, both {both:4}: "
        f"precision {percent(both, sum(several))}, recall {percent(both, sum(true))}; "
        f"further moments {len(further):4}: near evidence "
        f"{percent(sum(near for _, near, _ in further), len(further))}, of another part "
        f"{percent(sum(own for _, _, own in further), len(further))}, stated confidence "
        f"{sum(moment.confidence for moment, _, _ in further) / max(len(further), 1):.2f}"
    )


def percent(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.0f} %"


def main() -> None:
    videos = read(sys.argv[1])
    for kind in KINDS:
        points = [
            (point, spans)
            for video in videos
            for point, spans in zip(
                place(video.timeline(kind), video.transcript).points,
                video.spans[kind],
                strict=True,
            )
            if spans
        ]
        print(f"{kind} ({len(points)}): {row(points)}")


if __name__ == "__main__":
    main()
