"""How often wrong chapter times are found, and right ones called wrong.

    python -m tests.bench.placement_alignment FILE.jsonl.gz

Each video's human chapters come in three lists: titles alone; titles with a text; ten short
ones, each a statement. Their times are changed alike (T041), or one in ten is moved to a random
place (T040). FILE is as ``tests.bench.placement`` describes it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.bench.placement_data import (
    Video,
    chapter_lists,
    moved,
    near_own,
    read,
    true_starts,
)
from timeline.model import Chapter, Timeline
from timeline.placement.alignment import Alignment, find_alignment
from timeline.placement.evidence import all_evidence, chapter_evidence
from timeline.placement.misalignment import MIN_PROBABILITY
from timeline.placement.moves import best_moves
from timeline.placement.transcript_index import TranscriptIndex, index_for
from timeline.placement.weights import load_weights, probability

LISTS = ("titles", "titles with a text", "ten statements")
#: How often chapters are moved at random.
REPEATS = 8
MINUTE = 60_000


@dataclass(frozen=True)
class Case:
    video: Video
    index: TranscriptIndex
    chapters: tuple[Chapter, ...]

    def timeline(self, chapters: Sequence[Chapter]) -> Timeline:
        return Timeline(
            chapters=tuple(chapters),
            duration=self.video.duration,
            duration_source="given",
            language="en",
        )

    def changed(self, change: Callable[[int], int], since: int = 0) -> list[Chapter]:
        """The chapters with their times changed; those that leave the video are gone."""
        duration, result = self.video.duration, []
        for number, chapter in enumerate(self.chapters):
            if number >= since:
                start, end = max(change(chapter.start), 0), min(change(chapter.end), duration)
                chapter = replace(chapter, start=start, end=end)
            if chapter.start < chapter.end:
                result.append(chapter)
        return sorted(result, key=lambda chapter: chapter.start)

    def found(self, chapters: Sequence[Chapter]) -> Alignment:
        return find_alignment(all_evidence(self.timeline(chapters), self.index))

    def found_after(self, scale: float = 1.0, shift: int = 0, since: int = 0) -> Alignment:
        return self.found(self.changed(lambda time: round(time * scale) + shift, since))


def percentage(count: float, total: int) -> str:
    return f"{100 * count / max(total, 1):6.1f} % of {total}"


def common_changes(cases: Sequence[Case]) -> Iterator[str]:
    """T041: reported, and of those reported, right."""
    wrong = [case for case in cases if not case.found(case.chapters).is_identity]
    yield f"    right times called wrong      {percentage(len(wrong), len(cases))} lists"
    for minutes in (1, -1, 3, -3, 8, -8):
        found = [case.found_after(shift=minutes * MINUTE) for case in cases]
        right = [a.scale == 1 and abs(a.shift + minutes * MINUTE) <= 30_000 for a in found]
        yield _row(f"shifted by {minutes} min", found, right)
    for scale in (24 / 25, 25 / 24, 1.25):
        found = [case.found_after(scale) for case in cases]
        right = [abs(a.scale * scale - 1) < 0.02 for a in found]
        yield _row(f"times {scale:.3f}", found, right)
    random = Random(0)
    long_lists = [case for case in cases if len(case.chapters) >= 5]
    found, right = [], []
    for case in long_lists:
        since = random.randrange(2, len(case.chapters) - 1)
        shift = random.choice((-1, 1)) * random.choice((1, 2, 4)) * MINUTE
        found.append(case.found_after(shift=shift, since=since))
        right.append(found[-1].scale == 1 and abs(found[-1].shift + shift) <= 30_000)
    yield _row("shifted from one on", found, right)


def _row(name: str, found: Sequence[Alignment], right: Sequence[bool]) -> str:
    reported = [flag for a, flag in zip(found, right, strict=True) if not a.is_identity]
    return (
        f"    {name:22}found {percentage(len(reported), len(found))}, "
        f"right {percentage(sum(reported), len(reported))}"
    )


@dataclass(frozen=True)
class Report:
    """A chapter, right or moved; whether it is reported, and whether the proposal is right:
    within 30 and 60 s of the true start, and in the true time (30 s around it).
    """

    is_moved: bool
    is_reported: bool
    is_right: tuple[bool, bool, bool]


def single_chapters(cases: Sequence[Case]) -> Iterator[str]:
    """T040: of the moved chapters, how many are reported; of the reports, how many are right."""
    for keep_ends in (True, False):
        found = list(_reports(cases, keep_ends=keep_ends))
        reported = [report for report in found if report.is_reported]
        right_ones = [report for report in found if not report.is_moved]
        noticed = sum(report.is_moved for report in reported)
        yield f"    one in ten moved, {'own ends' if keep_ends else 'until the next'}"
        yield f"      noticed        {percentage(noticed, len(found) - len(right_ones))}"
        for number, name in enumerate(("within 30 s", "within 60 s", "in its time")):
            right = sum(report.is_right[number] for report in reported)
            yield f"      {name:14} {percentage(right, len(reported))} proposals"
        yield f"      false alarms   {percentage(len(reported) - noticed, len(right_ones))}"


def _reports(cases: Sequence[Case], *, keep_ends: bool) -> Iterator[Report]:
    model = load_weights("move").confidence
    random = Random(0)
    for case in cases * REPEATS:
        stated, wrong = moved(
            case.chapters, case.video.duration, random, rate=0.1, keep_ends=keep_ends
        )
        evidence = chapter_evidence(case.timeline(stated), case.index)
        for chapter, move in zip(stated, best_moves(evidence), strict=True):
            off = min(abs(move.start - true) for true in true_starts(chapter, case.chapters))
            is_inside = near_own(chapter, move.start, case.chapters)
            is_moved = chapter in wrong
            right = (off <= 30_000, off <= 60_000, is_inside)
            yield Report(
                is_moved=is_moved,
                is_reported=probability(model, move.features) >= MIN_PROBABILITY,
                is_right=right if is_moved else (False, False, False),
            )


def main() -> None:
    by_list: dict[str, list[Case]] = {name: [] for name in LISTS}
    for video in read(sys.argv[1]):
        lists = chapter_lists(video, Random(video.name))
        index = index_for(Timeline(language="en"), video.transcript)
        for name, chapters in zip(LISTS, lists, strict=True):
            if chapters:
                by_list[name].append(Case(video, index, chapters))
    for name, cases in by_list.items():
        print(f"{name}: {len(cases)} lists, {sum(len(c.chapters) for c in cases)} chapters")
        for line in (*common_changes(cases), *single_chapters(cases)):
            print(line)


if __name__ == "__main__":
    main()
