"""The timelines that the application serves, behind one small interface.

Today they are the files that ``timeline watch`` was given; a stored, searchable library can
take their place without the pages noticing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from timeline.model import Timeline, Transcript
from timeline_web.sources import NO_MEDIA, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One timeline, ready to show.

    ``id`` is its address: a safe slug, stable for as long as the timeline is the same one.
    ``name`` is what its downloads are called. ``version`` changes whenever the content does.
    ``problem`` says, in one line, why the newest content could not be read, and that this is
    therefore the last that could.
    """

    id: str
    name: str
    timeline: Timeline
    transcript: Transcript | None = None
    source: Source = NO_MEDIA
    version: str = ""
    problem: str = ""


class Library(Protocol):
    """Where the application gets its timelines. Safe to call from many threads."""

    def get(self, id: str) -> Entry | None:
        """The entry of that id, or None."""

    def list(self) -> Sequence[Entry]:
        """Every entry, in the order to show them."""
