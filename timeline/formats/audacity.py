"""Audacity label tracks: start, end and label a line, with tabs between, in seconds.

https://manual.audacityteam.org/man/importing_and_exporting_labels.html A label over some
frequencies only has a second line of them, which begins with a backslash; it is skipped. A
file does not say which track it holds: it is read as chapters.
"""

from __future__ import annotations

import re

from timeline.formats.assembly import assemble, bad_line, numbered_lines, seconds_of
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Timeline
from timeline.times import SECOND
from timeline.tracks import TRACKS, TrackName, track

# A comma before the fraction is what Audacity writes in some languages.
_LABEL = re.compile(r"[ ]*(\d+(?:[.,]\d+)?)\t(\d+(?:[.,]\d+)?)(?:\t(.*))?")
_FREQUENCIES = re.compile(r"\\\t.*")


def write(timeline: Timeline, name: TrackName) -> str:
    """One track as labels."""
    return "".join(
        f"{_seconds(cue.start)}\t{_seconds(cue.end)}\t{cue.text}\n"
        for cue in track(timeline, name).cues
    )


def read(text: str) -> ParseResult:
    """Read labels as chapters. Raises InputError, naming the line.

    A label at a point has an end like its start: that chapter ends where the next one starts.
    """
    chapters = [
        _chapter(line, content)
        for line, content in numbered_lines(text)
        if not _FREQUENCIES.fullmatch(content)
    ]
    points = all(not chapter.end_given for chapter in chapters)
    return assemble(chapters, every_end=not points)


def _seconds(ms: int) -> str:
    return f"{ms // SECOND}.{ms % SECOND:03}000"


def _chapter(line: int, content: str) -> Chapter:
    match = _LABEL.fullmatch(content)
    if not match:
        raise bad_line(line, "this is not a label", "write start, end and label with tabs between")
    start, end = (seconds_of(field.replace(",", "."), line) for field in match.group(1, 2))
    return Chapter(start=start, end=end, title=match[3] or "", end_given=end != start, line=line)


def _sniff(text: str) -> bool:
    """Whether every line is a label or the frequencies of one."""
    first = text.removeprefix("\ufeff").lstrip("\r\n ").split("\n", 1)[0].rstrip("\r")
    return bool(_LABEL.fullmatch(first)) and all(
        _LABEL.fullmatch(line) or _FREQUENCIES.fullmatch(line) for _, line in numbered_lines(text)
    )


FORMAT = Format(
    name="audacity",
    title="Audacity labels",
    suffix=".labels.txt",
    media_type="text/plain",
    tracks=TRACKS,
    capabilities=frozenset({"ends", "nesting", "milliseconds", "moments"}),
    sniff=_sniff,
    read=read,
    write=write,
)
