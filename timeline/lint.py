"""What is wrong with a timeline, as a list of problems, under codes of ``timeline.problems``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from timeline import list_slips, lost_text, near_misses
from timeline.formats.base import Format
from timeline.kinds import kind_of
from timeline.model import Chapter, Problem, Severity, Timeline
from timeline.parsing.timeforms import clock_times
from timeline.parsing.timestamps import fold
from timeline.placement.confidence import is_guess
from timeline.source_lines import SourceLines, with_columns
from timeline.times import MAX_TIME_MS, SECOND, format_clock
from timeline.tracks import TRACKS, track

#: Ours say the same as these rules of YouTube's, when those are asked for.
_SAME = {"T004": "T203", "T005": "T201"}

#: YouTube shows no chapters where one is shorter.
MIN_CHAPTER_MS = 10 * SECOND
#: More are cut off where players list chapters.
MAX_TITLE_CHARS = 100


def check(
    timeline: Timeline,
    fmts: Sequence[Format] = (),
    reported: Sequence[Problem] = (),
    text: str = "",
    as_written: Timeline | None = None,
) -> list[Problem]:
    """The problems of a timeline with its ends resolved, in order of line, those
    ``reported`` in reading it among them; with ``fmts`` also what these lose or refuse.

    Where the ``text`` of the summary is given, problems have columns. Its lines are looked at, too,
    for what they seem to have meant, where the timeline is given with its times ``as_written``.
    """
    problems = [
        *reported,
        *_empty(timeline),
        *_order(timeline.chapters),
        *_chapters(timeline),
        *_ends(timeline),
        *_unread_times(timeline),
        *lost_text.bullets(timeline),
        *(problem for fmt in fmts for problem in _format(timeline, fmt)),
    ]
    seen = {(problem.code, problem.line) for problem in problems}
    problems = [p for p in problems if (_SAME.get(p.code), p.line) not in seen]
    source = SourceLines.of(text)
    if as_written:
        problems = _with_lines(problems, as_written, source)
    problems += lost_text.words(timeline, {problem.line for problem in problems})
    chapters = (as_written or timeline).chapters
    return in_order(with_columns(problems, source, chapters) if text else problems)


def _with_lines(problems: list[Problem], timeline: Timeline, source: SourceLines) -> list[Problem]:
    """The problems, with what the lines of the source say."""
    seen = {(problem.code, problem.line) for problem in problems}
    misses = [m for m in near_misses.find(source, timeline) if (m.code, m.line) not in seen]
    problems = [*near_misses.without_followers(problems, misses), *misses]
    # Slips are recognised by the chapters around them: first the times must be right.
    if not any(miss.code == "T017" for miss in misses):
        problems = list_slips.merged(problems, list(list_slips.find(source, timeline)))
    said = {problem.line for problem in problems}
    return [*problems, *(p for p in list_slips.unread(source, timeline) if p.line not in said)]


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Problems by line and column, those about the whole first."""
    return sorted(problems, key=lambda p: (p.line or 0, p.column or 0, p.code))


def _empty(timeline: Timeline) -> Iterator[Problem]:
    if timeline.is_empty:
        yield Problem(
            code="T009",
            severity="error",
            message="there is nothing to check: no chapters, insights or Q&A were found",
            hint="a chapter is a line such as 2:46 The title",
        )


def _order(chapters: Sequence[Chapter]) -> Iterator[Problem]:
    """The chapters that the longest run of rising times leaves out: the likely typos."""
    lines = sorted((c for c in chapters if c.line is not None), key=lambda c: c.line or 0)
    rising = _longest_rising([chapter.start for chapter in lines])
    kept = [chapter for index, chapter in enumerate(lines) if index in rising]
    passed = 0
    for index, chapter in enumerate(lines):
        if index in rising:
            passed += 1
            continue
        before = kept[passed - 1] if passed else None
        after = kept[passed] if passed < len(kept) else None
        if before and chapter.start < before.start:
            where, other = "after", before
        else:
            where, other = "before", after or chapter
        message = (
            f"{format_clock(chapter.start)} is {where} {format_clock(other.start)} "
            f"(line {other.line})"
        )
        yield _at(chapter, "T002", message, "it was put in order; is there a typo in the time?")


def _longest_rising(values: Sequence[int]) -> set[int]:
    """The indexes of a longest subsequence that never falls; of two, the one that keeps the
    earlier values, so that the later line is blamed.
    """
    tails: list[int] = []
    ends: list[int] = []
    following: list[int] = [-1] * len(values)
    for index in range(len(values) - 1, -1, -1):
        value = -values[index]
        place = bisect_right(tails, value)
        following[index] = ends[place - 1] if place else -1
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [index]
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = following[index]
    return kept


def _chapters(timeline: Timeline) -> Iterator[Problem]:
    chapters = timeline.chapters
    if chapters and chapters[0].start > 0:
        yield _at(
            chapters[0],
            "T005",
            f"the first chapter starts at {format_clock(chapters[0].start)}, not at 0:00",
            "YouTube shows no chapters then: add a line 0:00 Intro",
        )
    reach: Chapter | None = None
    previous: Chapter | None = None
    for chapter in chapters:
        if not chapter.title.strip():
            message = f"the chapter at {format_clock(chapter.start)} has no title"
            yield _at(chapter, "T012", message, "write one beside the time")
        if len(chapter.title) > MAX_TITLE_CHARS:
            message = f"this title has {len(chapter.title)} characters"
            hint = "100 fit where chapters are listed: shorten it"
            yield _at(chapter, "T013", message, hint, severity="note")
        if previous and previous.start == chapter.start:
            yield _doubled(chapter, previous)
        elif chapter.end - chapter.start < MIN_CHAPTER_MS and not _is_last_guess(timeline, chapter):
            message = f"this chapter lasts {(chapter.end - chapter.start) / SECOND:g} s"
            yield _at(chapter, "T004", message, "YouTube wants 10 s at least: join it with another")
        if reach and previous and previous.start < chapter.start < reach.end:
            where = "inside" if chapter.end <= reach.end else "across the end of"
            message = f"this chapter lies {where} the one at {format_clock(reach.start)}"
            yield _at(chapter, "T008", message, severity="note")
        if reach is None or chapter.end > reach.end:
            reach = chapter
        previous = chapter


def _doubled(chapter: Chapter, other: Chapter) -> Problem:
    where = f" (line {other.line})" if other.line else ""
    message = f"two chapters start at {format_clock(chapter.start)}{where}"
    return _at(chapter, "T003", message, "give one of them another time, or join them")


def _at(
    chapter: Chapter, code: str, message: str, hint: str = "", severity: Severity = "warning"
) -> Problem:
    return Problem(code=code, severity=severity, message=message, hint=hint, line=chapter.line)


def _is_last_guess(timeline: Timeline, chapter: Chapter) -> bool:
    return timeline.duration_source == "estimate" and chapter.end == timeline.duration


def _ends(timeline: Timeline) -> Iterator[Problem]:
    """What starts after a known end. A time that we gave is not the summary's fault, and the
    end of a transcript is only where nobody speaks any more.
    """
    if timeline.duration_source in ("estimate", "none", "transcript"):
        return
    late = [(c.start, c.line, "chapter") for c in timeline.chapters]
    late += [
        (moment.start, point.line, kind_of(point).nouns[0])
        for point in timeline.points
        if not is_guess(point.placed_by)
        for moment in point.moments
    ]
    for start, line, what in late:
        if start >= timeline.duration:
            yield Problem(
                code="T006",
                severity="error",
                message=f"this {what} starts at {format_clock(start)}, after the end at "
                f"{format_clock(timeline.duration)}",
                hint="fix the time, or the duration",
                line=line,
            )


def _unread_times(timeline: Timeline) -> Iterator[Problem]:
    """The points that speak of a time of the video, and do not state it as theirs."""
    end = max((chapter.end for chapter in timeline.chapters), default=MAX_TIME_MS)
    for point in timeline.points:
        if point.moments and not is_guess(point.placed_by):
            continue
        words = fold(point.words)
        spot = next((spot for spot in clock_times(words) if spot.value < end), None)
        if spot is not None:
            written = words[spot.position : spot.until]
            yield Problem(
                code="T026",
                severity="note",
                message=f"{written} is not read as the time of this {kind_of(point).nouns[0]}",
                hint=f"if it is, put it in brackets at the end: ({written})",
                line=point.line,
            )


def _format(timeline: Timeline, fmt: Format) -> Iterator[Problem]:
    for loss in fmt.unsupported(timeline, TRACKS):
        yield Problem(
            code="T030",
            severity="warning",
            message=f"{fmt.name} would lose {loss}",
            hint="--format json keeps everything",
        )
    if not timeline.is_empty and not any(track(timeline, name).cues for name in fmt.tracks):
        yield Problem(
            code="T031",
            severity="error",
            message=f"there is nothing that {fmt.name} could hold",
            hint=f"it holds {', '.join(fmt.tracks)}, each with a time",
        )
    yield from fmt.validate(timeline)
