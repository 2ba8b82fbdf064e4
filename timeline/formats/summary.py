"""A summary as people paste it: read in any notation. Written as ``markdown``."""

from __future__ import annotations

from timeline.formats.base import EVERYTHING, Format
from timeline.parsing import parse
from timeline.tracks import TRACKS

FORMAT = Format(
    name="summary",
    title="Summary text in any notation",
    suffix=".txt",
    media_type="text/plain",
    tracks=TRACKS,
    single_file=True,
    capabilities=EVERYTHING,
    read=parse,
)
