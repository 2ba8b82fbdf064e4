"""What commands print: lines about what they did, and data for other programs."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from timeline.model import Problem


def tolerate_encodings() -> None:
    """Have what the locale's encoding lacks printed as a question mark, not raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def data(text: str) -> None:
    """Print what a program reads: in UTF-8 whatever the locale, and with no line end changed.

    A terminal gets it in its own encoding.
    """
    click.echo(text if sys.stdout.isatty() else text.encode(errors="replace"), nl=False)


def data_as_json(value: object) -> None:
    """Print a value as JSON that people can read, too."""
    import json

    data(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def wrote(path: Path, contents: str) -> None:
    """Say that a file was written, and what is in it."""
    click.echo(f"{click.style('wrote', fg='green')} {path}  {click.style(contents, dim=True)}")


def note(text: str) -> None:
    """Say something that the user should know, on standard error."""
    click.echo(click.style(f"note: {text}", dim=True), err=True)


def error(text: str) -> None:
    """Say what went wrong, on standard error."""
    click.echo(f"{click.style('error:', fg='red', bold=True)} {text}", err=True)


def warnings(problems: Iterable[Problem]) -> None:
    """Say what had to be changed."""
    for problem in problems:
        click.echo(f"{click.style('warning:', fg='yellow')} {problem.message}", err=True)


@contextmanager
def bytes_bar(label: str, size: int) -> Iterator[Callable[[int], None]]:
    """A progress bar of ``size`` bytes on a terminal; give it the bytes done so far."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=size, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda done: bar.update(max(0, done - bar.pos))
        bar.update(size - bar.pos)
