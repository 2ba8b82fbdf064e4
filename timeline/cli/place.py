"""``timeline place``: where each insight and question belongs, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import click

from timeline.cli import messages
from timeline.cli.options import SUMMARY, Command, source_options
from timeline.errors import InputError
from timeline.loader import Loaded, LoadRequest, load_one
from timeline.model import Moment, PlacedBy, Point
from timeline.placement.confidence import format_confidence
from timeline.times import format_clock, to_seconds

_SOURCES: dict[PlacedBy | None, str] = {
    "summary": "stated in the summary",
    "chapters": "by the chapters' words",
    "transcript": "by the transcript",
    "editor": "set by hand",
}


@click.command(cls=Command, short_help="Show where insights and Q&A belong, and why.")
@click.argument("summary", type=SUMMARY)
@click.option("--explain", is_flag=True, help="Add the passage, the shared words, the runner-up.")
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text")
@source_options
def place(
    summary: str,
    explain: bool,
    output_format: str,
    **load_options: Any,
) -> None:
    """Show the moment that each insight, question and action item was given, how sure that is
    (100 % for a time that the summary states), and with --explain what it was decided by.

    \b
    Examples:
      timeline place talk.txt --transcript talk.en.vtt --explain
      timeline place talk.txt --output-format json
    """
    loaded = load_one(LoadRequest(source=summary, **load_options))
    points = loaded.timeline.points
    if not points:
        raise InputError("no insights, questions or action items to place", where=summary)
    if output_format == "json":
        messages.data_as_json([_as_dict(point) for point in points])
        return
    for note in loaded.notes:
        messages.note(note)
    for point in points:
        for line in _lines(point, loaded, explain=explain):
            click.echo(line)


def _lines(point: Point, loaded: Loaded, *, explain: bool) -> Iterator[str]:
    text = next(filter(None, point.parts), "")
    moment = format_clock(point.start) if point.start is not None else "-"
    confidence = _confidence(point.confidence, point.placed_by)
    if not explain:
        yield f"{moment:>8}{confidence:>7}  {textwrap.shorten(text, 80, placeholder=' ...')}"
        return
    yield click.style(f"{moment}  {text}", bold=True)
    if point.is_undated:
        yield f"  undated: {point.reason}"
    else:
        yield f"  {confidence}, {_SOURCES[point.placed_by]}".replace("  , ", "  ")
    if point.quote and point.placed_by:
        yield f"  passage    {_quoted(point.quote)}"
        if shared := _shared(point, loaded):
            yield f"  shared     {', '.join(shared)}"
    runners = point.candidates[1:] if point.start is not None else point.candidates
    for runner in runners[:1]:
        confidence = format_confidence(runner.confidence)
        yield f"  runner-up  {format_clock(runner.start)}, {confidence}: {_quoted(runner.quote)}"
    yield ""


def _confidence(confidence: float | None, placed_by: PlacedBy | None) -> str:
    return "" if confidence is None else format_confidence(confidence, placed_by)


def _quoted(text: str) -> str:
    return f"“{textwrap.shorten(text, 160, placeholder=' ...')}”"


def _shared(point: Point, loaded: Loaded) -> list[str]:
    from timeline.placement.analysis import shared_words

    language = loaded.transcript.language if loaded.transcript else ""
    return shared_words(point.words, point.quote, language or loaded.timeline.language)


def _as_dict(point: Point) -> dict[str, Any]:
    return {
        "text": point.words,
        "start": _seconds(point.start),
        "end": _seconds(point.end),
        "confidence": point.confidence,
        "placed_by": point.placed_by,
        "reason": point.reason,
        "quote": point.quote,
        "candidates": [_candidate(candidate) for candidate in point.candidates],
        "line": point.line,
    }


def _candidate(candidate: Moment) -> dict[str, Any]:
    return {
        "start": _seconds(candidate.start),
        "end": _seconds(candidate.end),
        "confidence": candidate.confidence,
        "quote": candidate.quote,
    }


def _seconds(ms: int | None) -> float | None:
    return None if ms is None else to_seconds(ms)
