"""How often wrong chapter times are reported, and right ones falsely.

    python -m tests.bench.placement_misaligned FILE.jsonl.gz

Human chapters as they are, then all shifted by some minutes (past the end: from the start), then
invented: the same titles over stretches of equal length in random order.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.bench.placement_data import Video, read
from timeline.model import Chapter, Timeline
from timeline.placement import misaligned_chapters

Change = Callable[[Video], tuple[Chapter, ...]]


def shifted(minutes: int) -> Change:
    def change(video: Video) -> tuple[Chapter, ...]:
        by = minutes * 60_000
        return tuple(
            replace(c, start=(c.start + by) % video.duration, end=(c.start + by) % video.duration
                    + c.end - c.start)
            for c in video.chapters
        )  # fmt: skip

    return change


def invented(video: Video) -> tuple[Chapter, ...]:
    titles = list(video.titles)
    Random(video.name).shuffle(titles)
    each = video.duration // max(len(titles), 1)
    return tuple(Chapter(start=i * each, end=(i + 1) * each, title=t) for i, t in enumerate(titles))


def contradicted(video: Video, chapter: Chapter) -> bool:
    """Whether people put this title nowhere near the chapter."""
    true = [c for c in video.chapters if c.title == chapter.title]
    return all(c.end + 30_000 < chapter.start or chapter.end + 30_000 < c.start for c in true)


def main() -> None:
    videos = read(sys.argv[1])
    changes: dict[str, Change] = {"right": lambda v: v.chapters, "invented": invented}
    changes |= {f"shifted {minutes} min": shifted(minutes) for minutes in (2, 5, 15)}
    print(f"{'':16}{'wrong':>8}{'reported':>10}{'right':>8}{'false alarms':>14}")
    for name, change in changes.items():
        wrong = reported = right = false_alarms = 0
        for video in videos:
            chapters = change(video)
            lines = tuple(replace(c, line=i) for i, c in enumerate(chapters))
            found = {
                p.line for p in misaligned_chapters(Timeline(chapters=lines), video.transcript)
            }
            for index, chapter in enumerate(chapters):
                is_wrong = contradicted(video, chapter)
                wrong, right = wrong + is_wrong, right + (not is_wrong)
                reported, false_alarms = (
                    reported + (is_wrong and index in found),
                    false_alarms + (not is_wrong and index in found),
                )
        shares = (100 * reported / max(wrong, 1), 100 * false_alarms / max(right, 1))
        print(f"{name:16}{wrong:8}{shares[0]:9.1f}%{right:8}{shares[1]:13.1f}%")


if __name__ == "__main__":
    main()
