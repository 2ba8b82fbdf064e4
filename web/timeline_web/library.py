"""The timelines that the application serves, behind one small interface.

Today they are the files that ``timeline watch`` was given (``file_library``); a stored,
searchable library can take their place without the pages noticing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from timeline.model import Timeline, Transcript
from timeline_web.sources import NO_MEDIA, Source

#: What a list of timelines can be sorted by.
Order = Literal["name", "newest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One timeline, ready to show.

    ``id`` is its address: a safe slug, stable for as long as the timeline is the same one.
    ``name`` is what its downloads are called, ``folder`` where it lies in the library
    (``2024/talks``, empty at the top). ``transcript`` is what places its points,
    ``further_transcripts`` are what is said in other languages. ``version`` changes whenever
    the content does. ``problem`` says, in one line, why the newest content could not be read,
    and that this is therefore the last that could.
    """

    id: str
    name: str
    timeline: Timeline
    transcript: Transcript | None = None
    further_transcripts: tuple[Transcript, ...] = ()
    source: Source = NO_MEDIA
    folder: str = ""
    version: str = ""
    problem: str = ""

    @property
    def transcripts(self) -> tuple[Transcript, ...]:
        """All of them, the one that places the points first."""
        first = (self.transcript,) if self.transcript else ()
        return (*first, *self.further_transcripts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a list shows of an entry. ``contents`` says what it holds: ``7 chapters``, ..."""

    id: str
    title: str
    folder: str = ""
    tldr: str = ""
    duration_text: str = ""
    estimated: bool = False
    contents: tuple[str, ...] = ()


class Status(NamedTuple):
    """An entry's ``version`` and ``problem``."""

    version: str
    problem: str


class Library(Protocol):
    """Where the application gets its timelines. Safe to call from many threads.

    Of thousands it is only asked for what a page shows.
    """

    def count(self) -> int:
        """How many entries there are."""

    def page(self, start: int, size: int, order: Order = "name") -> Sequence[Listing]:
        """``size`` of the entries, from number ``start`` on (from 0); fewer at the end."""

    def get(self, id: str) -> Entry | None:
        """The entry of that id, or None."""

    def status(self, id: str) -> Status | None:
        """The version of that entry, without the entry; None where there is none."""
