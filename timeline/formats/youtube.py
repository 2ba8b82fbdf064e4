"""YouTube: the lines of a video's description that become its chapters.

YouTube wants the first chapter at 0:00, three or more, in order, ten seconds long or longer,
one a line; it shows whole seconds, and takes no angle brackets in a description.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.formats.base import Format
from timeline.model import Chapter, Problem, Severity, Timeline
from timeline.parsing import parse
from timeline.times import SECOND, format_clock
from timeline.tracks import TrackName, listed

MIN_CHAPTER_MS = 10 * SECOND
MIN_CHAPTERS = 3
#: What a description may hold, in bytes of UTF-8.
MAX_DESCRIPTION_CHARS = 5000

_BRACKETS = str.maketrans("<>", "‹›")


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The chapters as lines such as ``1:02:03 Title``."""
    return "".join(
        f"{format_clock(chapter.start)} {chapter.title.translate(_BRACKETS)}\n"
        for chapter in listed(timeline.chapters)
    )


def validate(timeline: Timeline) -> Iterator[Problem]:
    """What makes YouTube show no chapters, or others than these."""
    chapters = timeline.chapters
    if not chapters:
        return
    if format_clock(chapters[0].start) != "0:00":
        yield _problem("T201", "the first chapter is not at 0:00", chapters[0])
    if len(chapters) < MIN_CHAPTERS:
        yield _problem("T202", "there are fewer than three chapters", chapters[-1])
    yield from _short(chapters, timeline)
    for chapter in chapters:
        if "<" in chapter.title or ">" in chapter.title:
            message = "a description has no < or >: written as ‹ ›"
            yield _problem("T204", message, chapter, severity="warning")
    size = len(write(timeline).encode())
    if size > MAX_DESCRIPTION_CHARS:
        message = (
            f"these lines are {size:,} bytes, and a description holds {MAX_DESCRIPTION_CHARS:,}"
        )
        yield _problem("T205", message, chapters[-1])


def _short(chapters: tuple[Chapter, ...], timeline: Timeline) -> Iterator[Problem]:
    """Chapters under ten seconds, as YouTube counts: by whole seconds, up to the next start."""
    known = timeline.duration_source not in ("estimate", "none")
    ends = [chapter.start for chapter in chapters[1:]]
    if known:
        ends.append(timeline.duration)
    for chapter, end in zip(chapters, ends, strict=False):
        length = end // SECOND - chapter.start // SECOND
        if length < MIN_CHAPTER_MS // SECOND:
            yield _problem("T203", f"this chapter lasts {max(0, length)} s, less than 10", chapter)


def _problem(code: str, message: str, chapter: Chapter, severity: Severity = "error") -> Problem:
    return Problem(
        code=code,
        severity=severity,
        message=f"YouTube, {format_clock(chapter.start)}: {message}",
        hint="see YouTube's rules for chapters",
        line=chapter.line,
    )


FORMAT = Format(
    name="youtube",
    title="YouTube description",
    suffix=".youtube.txt",
    media_type="text/plain",
    capabilities=frozenset({"late"}),
    read=parse,
    write=write,
    validate=validate,
)
