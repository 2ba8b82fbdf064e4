"""``timeline formats``: what can be read and written, and what each format carries."""

from __future__ import annotations

from typing import Any

import click

from timeline.cli import messages
from timeline.formats import FORMATS, Format
from timeline.formats.base import EVERYTHING, Feature

#: The columns of what a file carries. ``points`` are insights and Q&A; the rest of what a
#: format may keep, which fewer people miss, is in the JSON.
COLUMNS: dict[str, Feature | None] = {
    "ends": "ends",
    "nested": "nesting",
    "msec": "milliseconds",
    "texts": "texts",
    "links": "links",
    "images": "images",
    "hidden": "hidden",
    "points": None,
    "undated": "undated",
    "title": "title",
    "TLDR": "tldr",
}

LEGEND = """\
ends    stated ends of chapters          nested   chapters inside others
msec    times finer than a second        texts    text besides the title
points  insights and Q&A                 undated  those without a time

Write one with: timeline export SUMMARY --format NAME\
"""


@click.command()
@click.option(
    "--output-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A table for people, or JSON for programs.",
)
def formats(output_format: str) -> None:
    """List the formats that can be read and written."""
    if output_format == "json":
        messages.data_as_json([_row(fmt) for fmt in FORMATS.values()])
    else:
        click.echo(table(list(FORMATS.values())))


def table(fmts: list[Format]) -> str:
    """The formats as aligned text, at most 80 columns wide."""
    name = max(len(fmt.name) for fmt in fmts)
    suffix = max(len(fmt.suffix) for fmt in fmts)
    lines = [_heading(f"{'FORMAT':<{name}}  {'USE':<10}  {'FILE':<{suffix}}  WHAT IT IS")]
    for fmt in fmts:
        lines.append(f"{fmt.name:<{name}}  {_use(fmt):<10}  {fmt.suffix:<{suffix}}  {fmt.title}")
    lines += ["", _heading(f"{'CARRIES':<{name}} {' '.join(COLUMNS)}")]
    for fmt in fmts:
        if fmt.write:
            cells = (f"{_mark(fmt, column):>{len(column)}}" for column in COLUMNS)
            lines.append(f"{fmt.name:<{name}} {' '.join(cells)}")
    return "\n".join((*lines, "", LEGEND))


def _row(fmt: Format) -> dict[str, Any]:
    return {
        "name": fmt.name,
        "title": fmt.title,
        "suffix": fmt.suffix,
        "media_type": fmt.media_type,
        "reads": fmt.read is not None,
        "writes": fmt.write is not None,
        "tracks": list(fmt.tracks),
        "whole": fmt.single_file,
        "cannot_carry": sorted(EVERYTHING - fmt.capabilities) if fmt.write else [],
    }


def _heading(text: str) -> str:
    return click.style(text, bold=True)


def _use(fmt: Format) -> str:
    ways = (("read", fmt.read), ("write", fmt.write))
    return " ".join(way for way, function in ways if function)


def _mark(fmt: Format, column: str) -> str:
    feature = COLUMNS[column]
    carried = feature in fmt.capabilities if feature else len(fmt.tracks) > 1
    return "yes" if carried else "-"
