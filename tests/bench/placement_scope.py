"""How well a second candidate tells that a point has several moments.

    python -m tests.bench.placement_scope FILE.jsonl.gz

A point has several moments if two parts of its evidence are more than a minute apart. It would
be told so if it is dated and its second candidate is sure enough. Also printed: how often that
second candidate is within 30 s of evidence. FILE is as ``tests.bench.placement`` describes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.bench.placement_data import KINDS, Spans, distance, moments, read
from timeline.model import Point
from timeline.placement import place

THRESHOLDS = (0.3, 0.45, 0.6)


def rows(points: list[tuple[Point, Spans]]) -> Iterator[str]:
    """For each threshold the confusion table, precision, recall and right second moments."""
    several = {id(spans) for _, spans in points if moments(spans) > 1}
    for threshold in THRESHOLDS:
        told = [
            (point.candidates[1], spans)
            for point, spans in points
            if point.start is not None
            and len(point.candidates) > 1
            and point.candidates[1].confidence >= threshold
        ]
        right = sum(id(spans) in several for _, spans in told)
        missed, wrong = len(several) - right, len(told) - right
        near = sum(distance(second.start / 1e3, spans) <= 30 for second, spans in told)
        yield (
            f"  from {threshold:.2f}: several, told {right:4}, not {missed:4}; "
            f"one, told several {wrong:4}, not {len(points) - len(several) - wrong:4}; "
            f"precision {100 * right / max(len(told), 1):.0f} %, "
            f"recall {100 * right / max(len(several), 1):.0f} %, "
            f"second moment right {100 * near / max(len(told), 1):.0f} %"
        )


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
        print(f"{kind}: {len(points)}, several {sum(moments(s) > 1 for _, s in points)}")
        for line in rows(points):
            print(line)


if __name__ == "__main__":
    main()
