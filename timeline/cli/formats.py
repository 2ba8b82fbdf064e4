"""``timeline formats``: what can be read and written, and what each format carries."""

from __future__ import annotations

import json
from typing import Any

import click

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
        rows = [_row(form) for form in FORMATS.values()]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo(table(list(FORMATS.values())))


def table(forms: list[Format]) -> str:
    """The formats as aligned text, at most 80 columns wide."""
    name = max(len(form.name) for form in forms)
    suffix = max(len(form.suffix) for form in forms)
    lines = [_heading(f"{'FORMAT':<{name}}  {'USE':<10}  {'FILE':<{suffix}}  WHAT IT IS")]
    for form in forms:
        lines.append(
            f"{form.name:<{name}}  {_use(form):<10}  {form.suffix:<{suffix}}  {form.title}"
        )
    lines += ["", _heading(f"{'CARRIES':<{name}} {' '.join(COLUMNS)}")]
    for form in forms:
        if form.write:
            cells = (f"{_mark(form, column):>{len(column)}}" for column in COLUMNS)
            lines.append(f"{form.name:<{name}} {' '.join(cells)}")
    return "\n".join((*lines, "", LEGEND))


def _row(form: Format) -> dict[str, Any]:
    return {
        "name": form.name,
        "title": form.title,
        "suffix": form.suffix,
        "media_type": form.media_type,
        "reads": form.read is not None,
        "writes": form.write is not None,
        "tracks": list(form.tracks),
        "whole": form.whole,
        "cannot_carry": sorted(EVERYTHING - form.keeps) if form.write else [],
    }


def _heading(text: str) -> str:
    return click.style(text, bold=True)


def _use(form: Format) -> str:
    ways = (("read", form.read), ("write", form.write))
    return " ".join(way for way, function in ways if function)


def _mark(form: Format, column: str) -> str:
    feature = COLUMNS[column]
    carried = feature in form.keeps if feature else len(form.tracks) > 1
    return "yes" if carried else "-"
