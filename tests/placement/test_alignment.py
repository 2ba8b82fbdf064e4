"""Times that the transcript contradicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline.model import Chapter, Insight, Placement, Segment, Timeline, Transcript
from timeline.placement import alignment_problems
from timeline.placement.alignment import Alignment, find_alignment
from timeline.placement.evidence import all_evidence
from timeline.placement.transcript_index import index_for

#: A minute of talk on each, in other words than the titles alone.
TOPICS = {
    "Patching a puncture with glue": "roughen the rubber, spread glue, press the patch down hard",
    "Truing a wobbly wheel": "tighten spokes by quarter turns until the rim stops wobbling",
    "Bleeding hydraulic brakes": "push fresh fluid through the hose until no bubbles come out",
    "Greasing the bottom bracket": "unscrew the cranks, clean the bearings, pack them with grease",
    "Wrapping handlebar tape": "pull cork tape tight around the bar and finish at the stem",
    "Replacing worn chainrings": "shark teeth mean the chainring is worn, so bolt on a new one",
    "Setting saddle height": "sit with a heel on the pedal and raise the post until it is straight",
    "Charging dynamo lights": "the hub dynamo feeds a lamp and even charges a telephone",
    "Packing panniers for a tour": "heavy things low, rain jacket on top, straps across the bag",
    "Locking up in the city": "one lock through frame and rack, another through the front wheel",
    "Cleaning after a muddy ride": "rinse mud off gently, never a jet of water into bearings",
    "Fitting mudguards in winter": "bend the stays so that the guard clears the tyre all round",
}
FILLER = ("well, that is how we do it here", "somebody asked about that last week", "right, go on")
MINUTE = 60_000


def transcript(slowness: int = 1) -> Transcript:
    """Each topic for two minutes (times ``slowness``), its title's words at its beginning."""
    segments, step = [], 10_000 * slowness
    for number, (title, text) in enumerate(TOPICS.items()):
        start = number * 12 * step
        lines = [f"Now: {title.lower()}.", *FILLER, text, *FILLER, text, *FILLER]
        segments += [
            Segment(start=start + i * step, end=start + (i + 1) * step, text=line)
            for i, line in enumerate(lines[:12])
        ]
    return Transcript(segments=tuple(segments), language="en")


def summary(times: dict[int, int] | None = None, *, scale: float = 1, shift: int = 0) -> Timeline:
    """The topics as chapters, at their times, changed in common or one by one (ms)."""
    starts = {n: max(round(n * 2 * MINUTE * scale) + shift, 0) for n in range(len(TOPICS))}
    starts |= times or {}
    order = sorted(starts, key=lambda n: starts[n])
    titles = list(TOPICS)
    ends = [starts[n] for n in order[1:]] + [max(starts[order[-1]] + 2 * MINUTE, 24 * MINUTE)]
    chapters = tuple(
        Chapter(start=starts[n], end=max(end, starts[n] + 1), title=titles[n], line=n + 1)
        for n, end in zip(order, ends, strict=True)
    )
    return Timeline(chapters=chapters, duration=24 * MINUTE, duration_source="given")


def found(timeline: Timeline) -> Alignment:
    return find_alignment(all_evidence(timeline, index_for(timeline, transcript())))


def test_right_times_are_left_alone() -> None:
    assert found(summary()).is_identity
    assert found(summary(shift=10_000)).is_identity
    assert alignment_problems(summary(), transcript()) == ()


@pytest.mark.parametrize("shift", [3 * MINUTE, -3 * MINUTE, MINUTE, 8 * MINUTE])
def test_a_common_shift_is_found(shift: int) -> None:
    alignment = found(summary(shift=shift))
    assert (alignment.scale, alignment.since) == (1.0, 0)
    assert abs(alignment.shift + shift) <= 30_000


@pytest.mark.parametrize("scale", [24 / 25, 25 / 24, 1.25, 0.5])
def test_a_common_factor_is_found(scale: float) -> None:
    slow = transcript(slowness=4)
    timeline = replace(summary(scale=4 * scale), duration=4 * 24 * MINUTE)
    alignment = find_alignment(all_evidence(timeline, index_for(timeline, slow)))
    assert alignment.scale == pytest.approx(1 / scale, abs=0.01)


def test_a_shift_from_a_chapter_on_is_found() -> None:
    alignment = found(summary({n: (n * 2 + 4) * MINUTE for n in range(6, 12)}))
    assert alignment.since == 16 * MINUTE
    assert abs(alignment.shift + 4 * MINUTE) <= 30_000
    (problem,) = alignment_problems(
        summary({n: (n * 2 + 4) * MINUTE for n in range(6, 12)}), transcript()
    )
    assert "all times from 16:00 on are 4:00 late" in problem.message
    assert problem.line == 7


def test_stated_points_are_evidence_too() -> None:
    texts = list(TOPICS.values())
    points = tuple(
        Insight(
            text=text,
            placement=Placement.at((n * 2 + 4) * MINUTE + 40_000, (n * 2 + 4) * MINUTE + 45_000),
        )
        for n, text in enumerate(texts)
    )
    timeline = Timeline(points=points, duration=24 * MINUTE, duration_source="given")
    assert abs(found(timeline).shift + 4 * MINUTE) <= 60_000
    guesses = tuple(
        replace(point, placement=replace(point.placement, placed_by="chapters"))
        for point in points
        if point.placement
    )
    assert found(replace(timeline, points=guesses)).is_identity


def test_one_problem_tells_the_shift_and_its_evidence() -> None:
    (problem,) = alignment_problems(summary(shift=3 * MINUTE), transcript())
    assert problem.code == "T041"
    assert "all times are 3:00 late" in problem.message
    assert "“" in problem.hint
    (problem,) = alignment_problems(summary(shift=-3 * MINUTE), transcript())
    assert "early" in problem.message
    (problem,) = alignment_problems(summary(scale=1.25), transcript())
    assert "0.8 times" in problem.message


def test_a_single_wrong_chapter_is_found_with_its_right_time() -> None:
    problems = alignment_problems(summary({9: 3 * MINUTE}), transcript())
    assert [(problem.code, problem.line) for problem in problems] == [("T040", 10)]
    assert "18:" in problems[0].hint


def with_ends(moved: dict[int, int], titles: dict[int, str] | None = None) -> Timeline:
    """The topics as ranges of two minutes, some at another start (ms) or with another title."""
    chapters = [
        Chapter(
            start=(start := moved.get(n, n * 2 * MINUTE)),
            end=start + 2 * MINUTE,
            title=(titles or {}).get(n, title),
            line=n + 1,
        )
        for n, title in enumerate(TOPICS)
    ]
    chapters.sort(key=lambda chapter: chapter.start)
    return Timeline(chapters=tuple(chapters), duration=24 * MINUTE, duration_source="given")


@pytest.mark.parametrize(("number", "start"), [(9, 3), (2, 19), (5, 1), (7, 21)])
def test_a_wrong_range_is_put_where_the_others_leave_room(number: int, start: int) -> None:
    (problem,) = alignment_problems(with_ends({number: start * MINUTE}), transcript())
    assert (problem.code, problem.line) == ("T040", number + 1)
    assert f"{number * 2}:00 fits better" in problem.hint
    assert "Now:" in problem.hint


def test_right_ranges_are_left_alone_however_they_lie() -> None:
    ranges = with_ends({})
    assert alignment_problems(ranges, transcript()) == ()
    with_gaps = replace(ranges, chapters=ranges.chapters[::3])
    assert alignment_problems(with_gaps, transcript()) == ()
    whole = Chapter(start=0, end=24 * MINUTE, title="Bicycle repairs")
    assert (
        alignment_problems(replace(ranges, chapters=(whole, *ranges.chapters)), transcript()) == ()
    )


@pytest.mark.parametrize("title", ["Zebra crossings", "Of the and", ""])
def test_a_chapter_that_is_not_spoken_of_is_not_moved_by_its_gap_alone(title: str) -> None:
    timeline = with_ends({9: 3 * MINUTE}, {9: title})
    assert alignment_problems(timeline, transcript()) == ()


def test_a_title_that_is_said_twice_stays() -> None:
    said = transcript()
    again = replace(said.segments[20], text="Now: locking up in the city.")
    segments = (*said.segments[:20], again, *said.segments[21:])
    assert alignment_problems(summary(), replace(said, segments=segments)) == ()


def test_a_transcript_of_one_instant_gives_no_warning() -> None:
    said = Transcript(segments=(Segment(start=0, end=0, text="Locking up in the city"),))
    chapters = (Chapter(start=7, end=8, title="Locking up"),)
    assert alignment_problems(Timeline(chapters=chapters), said) == ()


def test_an_alignment_corrects_the_stated_times_only() -> None:
    timeline = replace(
        summary(shift=3 * MINUTE),
        points=(
            Insight(text="stated", placement=Placement.at(5 * MINUTE, 6 * MINUTE)),
            Insight(
                text="guessed",
                placement=Placement.at(5 * MINUTE, 6 * MINUTE, placed_by="transcript"),
            ),
            Insight(text="undated"),
        ),
    )
    corrected = Alignment(shift=-3 * MINUTE).correct(timeline)
    assert corrected.chapters[:11] == tuple(
        replace(chapter, line=n + 1) for n, chapter in enumerate(summary().chapters[:11])
    )
    assert [point.start for point in corrected.insights] == [2 * MINUTE, 5 * MINUTE, None]
    assert Alignment().correct(timeline) == timeline
    since = Alignment(shift=MINUTE, since=9 * MINUTE).correct(summary())
    assert [c.start // MINUTE for c in since.chapters] == [
        0,
        2,
        4,
        6,
        8,
        11,
        13,
        15,
        17,
        19,
        21,
        23,
    ]
    assert all(chapter.end <= 24 * MINUTE for chapter in since.chapters)
