"""Make chapters fit a file before a muxer sees them.

Muxers change odd chapters in silence: ffmpeg's MP4 moves one to 0, its Matroska drops some. So
nothing odd reaches them: chapters are in order, apart, inside the recording, and have a title
that the container can hold. Every change is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.model import Chapter, Problem
from timeline.times import SECOND, format_clock
from timeline.tracks import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a container can hold: most chapters, longest title in UTF-8 bytes; 0 is no limit.

    ``gaps`` says whether a chapter can end before the next one starts, ``late`` whether the
    first one can start after 0:00.
    """

    count: int = 0
    title_bytes: int = 0
    gaps: bool = True
    late: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FitResult:
    """Chapters that can be written unchanged, and what was changed to get there."""

    chapters: tuple[Chapter, ...]
    problems: tuple[Problem, ...] = ()


def fit(chapters: Sequence[Chapter], duration: int, limits: Limits, opening: str) -> FitResult:
    """Chapters in order, apart, within ``duration`` (ms) and within ``limits``.

    ``opening`` is the title of a chapter at 0:00 where the container needs one.
    """
    problems: list[Problem] = []
    ordered = sorted(chapters, key=lambda chapter: (chapter.start, -chapter.end))
    if ordered != list(chapters):
        problems.append(_problem("M001", "the chapters were not in order of time, and are now"))
    inside = [chapter for chapter in ordered if chapter.start < duration]
    for lost in ordered[len(inside) :]:
        problems.append(
            _about(lost, "M002", f"left out: the media ends at {format_clock(duration)}")
        )
    merged, found = _merged(inside)
    problems += found
    if merged and merged[0].start and not limits.late:
        merged.insert(0, Chapter(start=0, end=merged[0].start, title=opening))
        problems.append(_problem("M010", f"a first chapter at 0:00, {opening!r}, was added"))
    fitted = []
    for number, chapter in enumerate(merged):
        after = merged[number + 1].start if number + 1 < len(merged) else duration
        title = _title(chapter, number + 1, limits.title_bytes)
        end = min(chapter.end, after) if chapter.end > chapter.start and limits.gaps else after
        problems += _changes(chapter, title, end, after)
        fitted.append(replace(chapter, title=title, end=end))
    if limits.count and len(fitted) > limits.count:
        message = f"{len(fitted)} chapters; many players show only the first {limits.count}"
        problems.append(_problem("M006", message))
    if any(chapter.url or chapter.image for chapter in fitted):
        problems.append(_problem("M007", "links and pictures of chapters are not embedded"))
    if any(chapter.hidden for chapter in fitted):
        problems.append(_problem("M008", "hidden chapters are listed like all others"))
    return FitResult(chapters=tuple(fitted), problems=tuple(problems))


def _merged(ordered: Sequence[Chapter]) -> tuple[list[Chapter], list[Problem]]:
    """Chapters that start at the same moment as one, with both titles."""
    merged: list[Chapter] = []
    problems = []
    for chapter in ordered:
        if merged and merged[-1].start == chapter.start:
            first = merged.pop()
            title = " / ".join(filter(None, (first.title, chapter.title)))
            problems.append(_about(chapter, "M003", "joined with the one at the same moment"))
            chapter = replace(chapter, title=title)
        merged.append(chapter)
    return merged, problems


def _title(chapter: Chapter, number: int, limit: int) -> str:
    """A title of one line that is not empty and no longer than ``limit`` bytes."""
    printable = "".join(
        char if char.isprintable() or char in _JOINERS else " " for char in chapter.title
    )
    title = one_line(printable) or f"Chapter {number}"
    encoded = title.encode()
    if not limit or len(encoded) <= limit:
        return title
    ellipsis = "…"
    return encoded[: limit - len(ellipsis.encode())].decode(errors="ignore").rstrip() + ellipsis


#: Format characters that are not printable but shape what is beside them: emoji joiners,
#: direction marks.
_JOINERS = set("\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _changes(chapter: Chapter, title: str, end: int, after: int) -> Iterator[Problem]:
    if title.endswith("…") and len(title) < len(chapter.title):
        yield _about(chapter, "M004", f"the title was cut to {len(title.encode())} bytes")
    if chapter.end > after:
        yield _about(
            chapter, "M005", f"now ends at {format_clock(after)}, where the next one starts"
        )
    if chapter.end_given and end - chapter.end > SECOND:
        yield _about(
            chapter, "M005", f"runs on to {format_clock(end)}: this container holds no ends"
        )


def _about(chapter: Chapter, code: str, message: str) -> Problem:
    problem = _problem(
        code, f"chapter at {format_clock(chapter.start)}, {chapter.title[:40]!r}: {message}"
    )
    return replace(problem, line=chapter.line)


def _problem(code: str, message: str) -> Problem:
    return Problem(code=code, severity="warning", message=message)
