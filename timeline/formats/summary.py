"""A summary as people paste it: read in any notation. Written as ``markdown``."""

from __future__ import annotations

from timeline.formats.assembly import with_words_around
from timeline.formats.base import EVERYTHING, Format
from timeline.model import ParseResult
from timeline.parsing import parse
from timeline.tracks import TRACKS


def read(text: str) -> ParseResult:
    """Read a summary; of a page without a list of times, the chapters that it has as data."""
    parsed = parse(text)
    if parsed.timeline.chapters or "ld+json" not in text:
        return parsed
    from timeline.formats import json_ld

    found = json_ld.read(text)
    if found is None:
        return parsed
    # What looked like the title of a page without a list is as often a button's.
    timeline = with_words_around(found.timeline, parsed.timeline)
    problems = (*found.problems, *parsed.problems)
    return ParseResult(timeline=timeline, problems=problems, lists=parsed.lists)


FORMAT = Format(
    name="summary",
    title="Summary text in any notation",
    suffix=".txt",
    media_type="text/plain",
    tracks=TRACKS,
    single_file=True,
    capabilities=EVERYTHING,
    read=read,
)
