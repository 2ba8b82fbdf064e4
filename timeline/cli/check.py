"""``timeline check``: what is wrong with a summary, the way a compiler tells it."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from typing import Any

import click

from timeline import files
from timeline.api import check as check_loaded
from timeline.cli import messages
from timeline.cli.options import SUMMARY, Command, FormatName, contents, source_options
from timeline.errors import TimelineError
from timeline.loader import Loaded, LoadRequest, load_one
from timeline.model import Problem
from timeline.problems import explain

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_BEFORE_TIME = re.compile(r"[^\d\w]*")


def _explain(context: click.Context, parameter: click.Parameter, code: str | None) -> None:
    if code is not None:
        click.echo(explain(code), nl=False)
        context.exit()


@click.command(cls=Command, short_help="List what is wrong with a summary.")
@click.argument("summary", type=SUMMARY)
@click.option(
    "--format",
    "fmt",
    type=FormatName(written=True),
    metavar="FORMAT",
    help="Also what this format would lose or refuse.",
)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Say what a code such as T021 means, why it matters and how to fix it.",
)
@source_options
def check(
    summary: str,
    fmt: str | None,
    output_format: str,
    **load_options: Any,
) -> None:
    """List problems: unreadable, unordered or doubled times, chapters that YouTube refuses,
    times after the end, lines that were not understood.

    Exit code 1 when there are errors, 0 when there are warnings or nothing at all.

    \b
    Examples:
      timeline check talk.txt
      timeline check talk.txt --format youtube
      timeline check talk.txt --media talk.mp4 --output-format json
      timeline check --explain T021
    """
    loaded = load_one(LoadRequest(source=summary, **load_options))
    problems = check_loaded(loaded, fmt)
    lines = _source_lines(summary, load_options["encoding"])
    problems = [_with_column(problem, lines) for problem in problems]
    if output_format == "json":
        messages.data_as_json([_as_dict(problem, summary) for problem in problems])
    else:
        _print(problems, summary, lines, loaded)
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


def _source_lines(summary: str, encoding: str | None) -> list[str]:
    """The source's lines to show; none for standard input and media files."""
    if summary == files.STDIN or files.is_media(summary):
        return []
    try:
        return files.read_text(summary, encoding).splitlines()
    except TimelineError:
        return []


def _with_column(problem: Problem, lines: list[str]) -> Problem:
    """A problem with the column of its line's first word, where reading gave none."""
    if problem.column or problem.line is None or problem.line > len(lines):
        return problem
    match = _BEFORE_TIME.match(lines[problem.line - 1])
    return replace(problem, column=(match.end() if match else 0) + 1)


def _as_dict(problem: Problem, summary: str) -> dict[str, Any]:
    return {
        "file": summary,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }


def _print(problems: list[Problem], summary: str, lines: list[str], loaded: Loaded) -> None:
    name = "<stdin>" if summary == files.STDIN else summary
    for problem in problems:
        _print_problem(problem, name, lines)
    for note in loaded.notes:
        messages.note(note)
    counts = [
        f"{count} {severity}{'s' if count > 1 else ''}"
        for severity in _COLOURS
        if (count := sum(problem.severity == severity for problem in problems))
    ]
    click.echo(f"{name}: {', '.join(counts) or 'no problems'} ({contents(loaded.timeline)})")


def _print_problem(problem: Problem, name: str, lines: list[str]) -> None:
    place = ":".join(str(part) for part in (name, problem.line, problem.column) if part)
    label = click.style(
        f"{problem.severity} {problem.code}", fg=_COLOURS[problem.severity], bold=True
    )
    click.echo(f"{click.style(place, bold=True)}: {label}: {problem.message}")
    if problem.line and problem.line <= len(lines):
        source, caret = _excerpt(lines[problem.line - 1], problem.column or 1)
        click.echo(f"    {source}")
        click.echo(f"    {caret}{click.style('^', fg=_COLOURS[problem.severity], bold=True)}")
    if problem.hint:
        click.echo(f"    {click.style('help:', fg='green')} {problem.hint}")


def _excerpt(line: str, column: int, width: int = 88) -> tuple[str, str]:
    """A line cut around a column, and the blanks before its caret."""
    first = max(0, column - width // 2) if column > width - 8 else 0
    shown = "".join(c if c.isprintable() else " " for c in line[first : first + width])
    return shown.rstrip(), " " * (column - 1 - first)
