"""What commands print: lines about what they did, and data for other programs."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import click

from timeline.errors import OutputError
from timeline.model import Problem
from timeline.times import SECOND, format_clock


def tolerate_encodings() -> None:
    """Have what the locale's encoding lacks printed as a question mark, not raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


class NoteHandler(logging.Handler):
    """Prints what a library of ours logs as notes."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one line."""
        note(record.getMessage())


def data(text: str) -> None:
    """Print what a program reads: in UTF-8 whatever the locale, and with no line end changed.

    A terminal gets it in its own encoding.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    click.echo(text if sys.stdout.isatty() else text.encode(errors="replace"), nl=False)


def data_as_json(value: object) -> None:
    """Print a value as JSON that people can read, too."""
    import json

    data(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


#: What a terminal would obey: files' names may hold it.
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}


def shown(text: object) -> str:
    """A text as one line of a terminal, control characters written out."""
    return str(text).translate(_CONTROLS)


def wrote(path: Path, contents: str) -> None:
    """Say that a file was written, and what is in it."""
    inside = click.style(shown(contents), dim=True)
    click.echo(f"{click.style('wrote', fg='green')} {shown(path)}  {inside}")


def unprintable(error: OSError) -> int:
    """Say that standard output, or a file, cannot be written to; gives the exit code."""
    reason = (error.strerror or str(error)).lower()
    what = shown(error.filename or "standard output")
    # What is left in its buffer would fail again when Python ends.
    _discard(sys.stdout)
    with suppress(OSError, ValueError):
        click.echo(f"error: {what} cannot be written: {reason}", err=True)
    return 1


def flushed(code: str | int | None) -> str | int | None:
    """The exit code ``code``, or another one where what was printed does not arrive."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
        return 1 if code == 0 else code
    except OSError as error:
        return unprintable(error)
    return code


def _discard(stream: TextIO | None) -> None:
    """Have everything that is still printed to a stream go nowhere."""
    with suppress(OSError, ValueError):
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def note(text: str) -> None:
    """Say something that the user should know, on standard error."""
    click.echo(click.style(f"note: {shown(text)}", dim=True), err=True)


def error(text: str) -> None:
    """Say what went wrong, on standard error."""
    click.echo(f"{click.style('error:', fg='red', bold=True)} {shown(text)}", err=True)


def warnings(problems: Iterable[Problem]) -> None:
    """Say what had to be changed."""
    for problem in problems:
        click.echo(f"{click.style('warning:', fg='yellow')} {shown(problem.message)}", err=True)


_CLEAR = "\r\x1b[K"


@contextmanager
def progress(count: int) -> Iterator[Callable[[str], None]]:
    """A line on a terminal that says how far ``count`` tasks are; call it with each one done.

    Lines that are printed meanwhile are above it. Elsewhere there is none.
    """
    if count < 2 or not sys.stderr.isatty():
        yield lambda name: None
        return
    from time import monotonic

    began, done = monotonic(), 0

    def step(name: str) -> None:
        nonlocal done
        done += 1
        pace = done / max(monotonic() - began, 1e-3)
        left = format_clock(round((count - done) / pace * SECOND))
        line = f"{done:,} of {count:,}  {pace:.1f} files/s  {left} left"
        # Drawn, and cleared by whatever is printed next: the cursor stays at its beginning.
        click.echo(f"{_CLEAR}{line}\r", nl=False, err=True)

    try:
        yield step
    finally:
        click.echo(_CLEAR, nl=False, err=True)


@contextmanager
def bytes_bar(label: str, size: int) -> Iterator[Callable[[int], None]]:
    """A progress bar of ``size`` bytes on a terminal; give it the bytes done so far."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=size, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda done: bar.update(max(0, done - bar.pos))
        bar.update(size - bar.pos)
