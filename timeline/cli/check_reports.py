"""How ``check`` tells what it found: to people, to programs, to GitHub, and as SARIF 2.1.0."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import click

from timeline import __version__
from timeline.cli import messages
from timeline.kinds import counted
from timeline.model import Problem
from timeline.problems import problem_codes

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
#: GitHub's names: https://docs.github.com/actions/reference/workflow-commands
_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A source that was checked: its name, its lines, what was found, and what it holds."""

    name: str
    lines: Sequence[str] = ()
    problems: Sequence[Problem] = ()
    notes: Sequence[str] = ()
    contents: str = ""


class Report(Protocol):
    """Told of one source after another, then that it was the last."""

    def add(self, checked: Checked) -> None:
        """Tell of a source, at once where the form allows."""

    def close(self) -> None:
        """Tell of all."""


def counts(problems: Sequence[Problem]) -> str:
    """``2 errors, 1 warning``; empty where there is nothing."""
    found = [
        f"{count} {severity}{'s' if count > 1 else ''}"
        for severity in _COLOURS
        if (count := sum(problem.severity == severity for problem in problems))
    ]
    return ", ".join(found)


@dataclass
class Human:
    """Lines for a terminal: the place, what is wrong, the line itself, and how to fix it."""

    several: bool = False
    files: int = 0
    found: list[Problem] = field(default_factory=list)

    def add(self, checked: Checked) -> None:
        """Print the problems of a source, and a line of what it holds."""
        for problem in checked.problems:
            _print_problem(problem, checked.name, checked.lines)
        for note in checked.notes:
            messages.note(f"{checked.name}: {note}" if self.several else note)
        self.files += 1
        self.found += checked.problems
        inside = f" ({checked.contents})" if checked.contents else ""
        name = messages.shown(checked.name)
        click.echo(f"{name}: {counts(checked.problems) or 'no problems'}{inside}")

    def close(self) -> None:
        """Print the summary of several sources."""
        if self.several:
            files = counted(self.files, ("summary", "summaries"))
            click.echo(f"{files} checked: {counts(self.found) or 'no problems'}")


@dataclass
class Json:
    """A JSON array with an object for each problem, written as they are found."""

    several: bool = False
    is_open: bool = False

    def add(self, checked: Checked) -> None:
        """Print the problems of a source."""
        import json

        for problem in checked.problems:
            text = json.dumps(_as_dict(problem, checked.name), ensure_ascii=False, indent=2)
            rows = "\n".join(f"  {row}" for row in text.split("\n"))
            messages.data((",\n" if self.is_open else "[\n") + rows)
            self.is_open = True

    def close(self) -> None:
        """End the array."""
        messages.data("\n]\n" if self.is_open else "[]\n")


@dataclass
class GitHub:
    """Workflow commands, which GitHub shows as annotations beside the lines."""

    several: bool = False

    def add(self, checked: Checked) -> None:
        """Print a command for each problem of a source."""
        for problem in checked.problems:
            place = {"file": checked.name, "line": problem.line, "col": problem.column}
            place |= {"title": problem.code}
            given = ",".join(f"{k}={_escaped(str(v), ',:')}" for k, v in place.items() if v)
            text = f"{problem.message}: {problem.hint}" if problem.hint else problem.message
            messages.data(f"::{_GITHUB[problem.severity]} {given}::{_escaped(text)}\n")

    def close(self) -> None:
        """Nothing is left to tell."""


def _escaped(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


@dataclass
class Sarif:
    """One SARIF document of everything, which code hosts and editors take."""

    several: bool = False
    results: list[dict[str, Any]] = field(default_factory=list)

    def add(self, checked: Checked) -> None:
        """Keep the results of a source."""
        self.results += [_sarif_result(problem, checked) for problem in checked.problems]

    def close(self) -> None:
        """Print the document."""
        codes = sorted({result["ruleId"] for result in self.results})
        driver = {
            "name": "timeline",
            "version": __version__,
            "rules": [_sarif_rule(code) for code in codes],
        }
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "results": self.results,
        }
        messages.data_as_json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(code: str) -> dict[str, Any]:
    row = problem_codes()[code]
    return {
        "id": code,
        "shortDescription": {"text": row.summary},
        "fullDescription": {"text": row.why},
        "help": {"text": row.fix},
        "defaultConfiguration": {"level": row.severity},
    }


def _sarif_result(problem: Problem, checked: Checked) -> dict[str, Any]:
    from urllib.parse import quote

    place: dict[str, Any] = {"artifactLocation": {"uri": quote(checked.name.replace("\\", "/"))}}
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": problem.column or 1}
    text = f"{problem.message}: {problem.hint}" if problem.hint else problem.message
    return {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


REPORTS: dict[str, Callable[[bool], Report]] = {
    "human": Human,
    "json": Json,
    "github": GitHub,
    "sarif": Sarif,
}


def _as_dict(problem: Problem, name: str) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "file": name,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }
    if problem.fix:
        lines = [{"line": number, "text": text} for number, text in problem.fix.lines]
        fields["fix"] = {"certain": problem.fix.certain, "lines": lines}
    return fields


def _print_problem(problem: Problem, name: str, lines: Sequence[str]) -> None:
    numbers = (str(number) for number in (problem.line, problem.column) if number)
    place = ":".join((messages.shown(name), *numbers))
    colour = _COLOURS[problem.severity]
    label = click.style(f"{problem.severity} {problem.code}", fg=colour, bold=True)
    click.echo(f"{click.style(place, bold=True)}: {label}: {messages.shown(problem.message)}")
    if problem.line and problem.line <= len(lines):
        source, caret = excerpt(lines[problem.line - 1], problem.column or 1)
        click.echo(f"    {source}")
        click.echo(f"    {caret}{click.style('^', fg=colour, bold=True)}")
    if problem.hint:
        click.echo(f"    {click.style('help:', fg='green')} {messages.shown(problem.hint)}")


def excerpt(line: str, column: int, width: int = 88) -> tuple[str, str]:
    """A line cut around a column, and the blanks before its caret in a terminal."""
    first = max(0, column - width // 2) if column > width - 8 else 0
    # A joiner makes one picture of several, which terminals draw each in its own way: the
    # pictures are shown side by side, so that the caret is where it should.
    shown = "".join(_shown(char) for char in line[first : first + width])
    before = "".join(_shown(char) for char in line[first : column - 1])
    return shown.rstrip(), " " * sum(map(_columns, before))


def _shown(char: str) -> str:
    if char.isprintable():
        return char
    return "" if unicodedata.category(char) == "Cf" else " "


def _columns(char: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
