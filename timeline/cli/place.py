"""``timeline place``: where each insight and question belongs, and why."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import click

from timeline.cli import messages
from timeline.cli.options import SUMMARY, Command, source_options
from timeline.errors import InputError
from timeline.loader import LoadRequest, load_one
from timeline.model import Moment, PlacedBy, Point
from timeline.placement.confidence import format_confidence
from timeline.placement.explanation import Explainer, runners_up
from timeline.times import format_clock, to_seconds

_SOURCES: dict[PlacedBy | None, str] = {
    "summary": "stated in the summary",
    "chapters": "by the chapters' words",
    "transcript": "by the transcript",
    "editor": "set by hand",
}


@click.command(cls=Command, short_help="Show where insights and Q&A belong, and why.")
@click.argument("summary", type=SUMMARY)
@click.option(
    "--explain", is_flag=True, help="Add the passage, the words found there, the runner-up."
)
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
    explainer = Explainer(loaded.timeline, loaded.transcript)
    if output_format == "json":
        messages.data_as_json([_as_dict(point, explainer) for point in points])
        return
    for note in loaded.notes:
        messages.note(note)
    for point in points:
        for line in _explained(point, explainer) if explain else [_line(point)]:
            click.echo(line)


def _line(point: Point) -> str:
    text = next(filter(None, point.parts), "")
    confidence = _confidence(point.confidence, point.placed_by)
    also = ", ".join(format_clock(moment.start) for moment in point.moments[1:])
    shortened = textwrap.shorten(text, 80, placeholder=" ...")
    return f"{_moment(point):>8}{confidence:>7}  {shortened}{also and f'  (also at {also})'}"


def _explained(point: Point, explainer: Explainer) -> Iterator[str]:
    confidence = _confidence(point.confidence, point.placed_by)
    yield click.style(f"{_moment(point)}  {next(filter(None, point.parts), '')}", bold=True)
    if point.is_undated:
        yield f"  undated: {point.reason}"
    elif point.scope == "video":
        yield "  about the whole video"
    else:
        yield f"  {confidence}, {_SOURCES[point.placed_by]}".replace("  , ", "  ")
    explanation = explainer.explain(point) if point.placed_by else None
    if explanation:
        yield from _wrapped("passage", f"“{explanation.passage}”")
        yield from _wrapped("found", _found(explanation.found))
        if explanation.missing:
            yield from _wrapped("not found", ", ".join(explanation.missing))
    for moment in point.moments[1:]:
        confidence = _confidence(moment.confidence, point.placed_by)
        yield from _wrapped("also at", _quoted(moment, confidence, explainer))
    for runner in runners_up(point)[:1]:
        behind = _behind(explanation.lead) if explanation and explanation.lead else ""
        confidence = f"{format_confidence(runner.confidence)}{behind}"
        yield from _wrapped("runner-up", _quoted(runner, confidence, explainer))
    yield ""


def _quoted(moment: Moment, confidence: str, explainer: Explainer) -> str:
    """A moment with the passage that it is known by, if it is."""
    passage = f": “{explainer.passage(moment)}”" if moment.quote else ""
    return f"{format_clock(moment.start)}, {confidence}{passage}"


def _wrapped(label: str, text: str) -> list[str]:
    """A labelled text in lines of a terminal's width, hanging below its beginning."""
    width = max(60, min(100, shutil.get_terminal_size().columns))
    first, rest = f"  {label:<11}", " " * 13
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False
    )


def _found(found: Sequence[tuple[str, int]]) -> str:
    """The words with how often they are said: what is said once says more."""
    if not found:
        return "none of its words: only forms of them"
    return ", ".join(f"{word} {count}x" for word, count in found)


def _behind(lead: float) -> str:
    return f" ({round(lead * 100)} points behind)"


def _moment(point: Point) -> str:
    return format_clock(point.start) if point.start is not None else "-"


def _confidence(confidence: float | None, placed_by: PlacedBy | None) -> str:
    return "" if confidence is None else format_confidence(confidence, placed_by)


def _as_dict(point: Point, explainer: Explainer) -> dict[str, Any]:
    explanation = explainer.explain(point)
    return {
        "text": point.words,
        "start": _seconds(point.start),
        "end": _seconds(point.end),
        "confidence": point.confidence,
        "placed_by": point.placed_by,
        "reason": point.reason,
        "scope": point.scope,
        "quote": point.quote,
        "passage": explanation.passage if explanation else "",
        "found": dict(explanation.found) if explanation else {},
        "missing": list(explanation.missing) if explanation else [],
        "moments": [_candidate(moment) for moment in point.moments],
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
