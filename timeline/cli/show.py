"""``timeline show``: the timeline drawn in the terminal."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import click

from timeline.cli import messages
from timeline.cli.options import SUMMARY, Command, contents, source_options
from timeline.errors import InputError
from timeline.kinds import counted, kind_of
from timeline.loader import Loaded, LoadRequest, load_one
from timeline.model import Chapter, Point, TimedList, Timeline
from timeline.placement.confidence import format_confidence, is_guess
from timeline.times import format_clock
from timeline.tracks import one_line

#: Two quiet blues of the 256, so that neighbours on the bar can be distinguished.
_BAR_COLOURS = (24, 60)


@click.command(cls=Command, short_help="Draw the timeline in the terminal.")
@click.argument("summary", type=SUMMARY)
@click.option(
    "--width", type=click.IntRange(30), help="Columns to draw in. [default: the terminal's]"
)
@click.option(
    "--why", is_flag=True, help="Say what made the reader take one list for the chapters."
)
@source_options
def show(
    summary: str,
    width: int | None,
    why: bool,
    **load_options: Any,
) -> None:
    """Draw chapters as a bar in proportion, and list them with the insights and questions under
    them at their times. A time that was found by us, not stated, has a ~ before it.

    \b
    Examples:
      timeline show talk.txt
      timeline show talk.mkv
      timeline show talk.txt --why
    """
    loaded = load_one(LoadRequest(source=summary, **load_options))
    columns = width or min(shutil.get_terminal_size((80, 24)).columns, 110)
    reasons = [*explain(loaded.lists)] if why else []
    if loaded.timeline.is_empty:
        click.echo("\n".join(reasons), nl=bool(reasons))
        raise InputError(
            "no chapters, insights or Q&A were found",
            where=summary,
            hint="a chapter is a line such as 2:46 The title",
        )
    for note in loaded.notes:
        messages.note(note)
    for line in (*draw(loaded, columns), *([""] if reasons else []), *reasons):
        click.echo(line)


def explain(lists: Sequence[TimedList]) -> Iterator[str]:
    """Why one list of times is the chapters and the others are not, line by line."""
    if not lists:
        yield "The source has no list of times in prose: nothing had to be weighed."
    for found in lists:
        verdict = "taken for the chapters" if found.chosen else "left alone"
        size = counted(found.count, ("time", "times"))
        sure = f"{found.confidence:.0%} likely to be chapters"
        head = f"The list at line {found.line} ({size}): {verdict}, {sure}"
        yield click.style(head, bold=found.chosen)
        yield from (f"  {reason}" for reason in found.reasons)


def draw(loaded: Loaded, columns: int) -> Iterator[str]:
    """The drawing, line by line, at most ``columns`` wide. Styles vanish when piped."""
    timeline = loaded.timeline
    if timeline.title:
        yield from (click.style(row, bold=True) for row in _wrapped(timeline.title, columns))
    yield click.style(_facts(timeline), dim=True)
    if timeline.duration and timeline.chapters:
        yield ""
        yield from _bar(timeline, columns)
    if timeline.tldr:
        yield ""
        yield from _wrapped(one_line(timeline.tldr), columns)
    whole = [point for point in timeline.points if point.scope == "video" and not point.moments]
    undated = [point for point in timeline.points if point.is_undated]
    for title, points in (("About the whole video", whole), ("Without a time", undated)):
        if points:
            yield ""
            yield click.style(title, bold=True)
            yield from (row for point in points for row in _point(point, columns))
    yield from _chapters(timeline, columns)


def _facts(timeline: Timeline) -> str:
    parts = []
    if timeline.duration:
        guess = " (estimated)" if timeline.duration_source == "estimate" else ""
        parts.append(f"{format_clock(timeline.duration)}{guess}")
    if counts := contents(timeline, " · "):
        parts.append(counts)
    return " · ".join(parts)


def _bar(timeline: Timeline, columns: int) -> Iterator[str]:
    """Chapters as blocks with their numbers, and a mark below for each point."""
    longest = max(timeline.duration, *(chapter.start + 1 for chapter in timeline.chapters))
    edges = [min(chapter.start * columns // longest, columns - 1) for chapter in timeline.chapters]
    blocks = []
    first = edges[0]
    for number, (edge, after) in enumerate(zip(edges, [*edges[1:], columns], strict=True), 1):
        label = str(number)
        room = max(after - edge, 0)
        text = f"▏{label}" if room > len(label) else "▏"
        if room:
            style = _BAR_COLOURS[number % 2]
            blocks.append(click.style(text[:room].ljust(room), fg=231, bg=style))
    yield " " * first + "".join(blocks)
    marks = [" "] * columns
    for point in timeline.points:
        for moment in point.moments:
            column = min(moment.start * columns // longest, columns - 1)
            mine = kind_of(point).sign
            marks[column] = mine if marks[column] in (" ", mine) else "*"
    if row := "".join(marks).rstrip():
        yield click.style(row, fg="yellow")
    end = format_clock(timeline.duration)
    yield click.style(f"{format_clock(0)}{end.rjust(columns - len(format_clock(0)))}", dim=True)


def _chapters(timeline: Timeline, columns: int) -> Iterator[str]:
    digits = len(str(len(timeline.chapters)))
    clocks = max((len(format_clock(chapter.start)) for chapter in timeline.chapters), default=4)
    margin = digits + clocks + 4
    for index, chapter in enumerate(timeline.chapters):
        yield ""
        head = f"{index + 1:>{digits}}  {format_clock(chapter.start):>{clocks}}  "
        rows = _wrapped(one_line(chapter.title) or "(no title)", columns - margin)
        yield click.style(head, fg="cyan") + click.style(rows[0], bold=True)
        yield from (" " * margin + click.style(row, bold=True) for row in rows[1:])
        yield from (
            " " * margin + row
            for paragraph in chapter.text.split("\n")
            if paragraph
            for row in _wrapped(paragraph, columns - margin)
        )
        for point in _points_of(timeline, index, chapter):
            yield from _point(point, columns, margin)
    strays = [
        p for p in timeline.points if p.start is not None and _chapter_of(timeline, p) is None
    ]
    if strays:
        yield ""
        yield from (row for point in strays for row in _point(point, columns, margin))


def _points_of(timeline: Timeline, index: int, chapter: Chapter) -> Sequence[Point]:
    mine = [p for p in timeline.points if p.start is not None and _chapter_of(timeline, p) == index]
    return sorted(mine, key=lambda point: point.start or 0)


def _chapter_of(timeline: Timeline, point: Point) -> int | None:
    if point.chapter is not None and point.chapter < len(timeline.chapters):
        return point.chapter
    return None


def _point(point: Point, columns: int, margin: int = 2) -> Iterator[str]:
    guess = "~" if is_guess(point.placed_by) else ""
    times = ", ".join(f"{guess}{format_clock(moment.start)}" for moment in point.moments)
    time = f"{times} " if times else ""
    sure = ""
    if guess and point.confidence is not None:
        sure = click.style(
            f"  {format_confidence(point.confidence, point.placed_by)} sure", dim=True
        )
    text, *more = [part for part in point.parts if part] or [""]
    head = f"{kind_of(point).sign_of(point)} {time}"
    indent = " " * margin
    hang = " " * _width(head)
    rows = _wrapped(one_line(text), columns - margin - _width(head) - 12 * bool(sure))
    yield indent + click.style(head, fg="yellow") + rows[0] + (sure if len(rows) == 1 else "")
    for place, row in enumerate(rows[1:], 2):
        yield indent + hang + row + (sure if place == len(rows) else "")
    for detail in more:
        answer = textwrap.shorten(one_line(detail), 2 * (columns - margin), placeholder=" …")
        for row in _wrapped(answer, columns - margin - len(hang)):
            yield indent + hang + click.style(row, dim=True)


def _wrapped(text: str, columns: int) -> list[str]:
    safe = "".join(c if c.isprintable() else " " for c in text)
    columns = max(columns, 20)
    wide = sum(map(_is_wide, safe))
    # Wide characters take two columns each; textwrap counts one.
    share = columns * len(safe) // (len(safe) + wide) if safe else columns
    return textwrap.wrap(safe, max(share, 10)) or [""]


def _width(text: str) -> int:
    """Columns that a text takes in the terminal."""
    width = 0
    for before, char in zip(f" {text}", text, strict=False):
        if char == "\ufe0f":  # makes a narrow character before it a wide emoji
            width += not _is_wide(before)
        elif not unicodedata.combining(char) and char != "\u200d":
            width += 1 + _is_wide(char)
    return width


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
