"""What the player page reads: plain values, with times in seconds, as in timeline.json.

``time_text`` is how people read a time.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.chapter_ends import CHARACTERS_PER_SECOND, MAX_READING_MS, MIN_READING_MS
from timeline.text_language import direction_of
from timeline.times import to_seconds
from timeline_web.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterView:
    """A chapter as the page shows it. ``id`` is its anchor, ``number`` counts from 1."""

    id: str
    number: int
    start: float
    end: float
    time_text: str
    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """A further moment of a point: where, how sure ("52 %"), and what is said there."""

    start: float
    time_text: str
    confidence: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """A point as the page shows it, by its row in ``timeline.kinds``.

    ``kind`` is what its id begins with (``insight``, ``qa``).
    ``text`` is what is read first, ``detail`` below it where it ``opens`` (an answer), ``aside``
    is in small type (who, until when). Beside it is its ``icon``, else ``symbol`` or
    ``gutter``. ``done`` is None for what cannot be done.

    ``start`` and ``end`` are None and ``time_text`` empty for a point without a time, or about the
    ``whole`` video; ``reason`` then says why. ``further`` are its moments beside the leading one.
    ``guessed`` is true where we chose the time: ``quote`` is what it was chosen by, ``found`` its
    words in there, the rarest first, ``missing`` those that are not, ``confidence`` how sure we
    are ("85 %"), ``lead`` how many points less sure we are of the runner-up.
    """

    id: str
    kind: str
    start: float | None
    end: float | None
    time_text: str
    further: tuple[MomentView, ...] = ()
    whole: bool = False
    text: str = ""
    detail: str = ""
    opens: bool = False
    aside: str = ""
    icon: str = ""
    gutter: str = ""
    symbol: str = ""
    done: bool | None = None
    confidence: str = ""
    placed_by: str = ""
    guessed: bool = False
    reason: str = ""
    quote: str = ""
    found: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lead: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A chapter with the points under it, in order of time.

    ``chapter`` is None for points that are under none: those with a ``title`` have no time, and
    are ``folded`` away where they would push the chapters down.
    """

    chapter: ChapterView | None
    points: tuple[PointView, ...]
    title: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A line of the transcript. ``chapter`` is the title of the chapter that begins with it."""

    start: float
    end: float
    time_text: str
    text: str
    speaker: str
    chapter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackView:
    """A ``<track>`` child of the player. ``language`` is a BCP 47 tag, of which follows the
    ``direction``; ``version`` tells its words from those that another state of it has.
    """

    kind: str
    label: str
    url: str
    language: str
    default: bool = False
    version: str = ""

    @property
    def direction(self) -> str:
        """How the language is written: ``ltr`` or ``rtl``."""
        return direction_of(self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """An entry of the download menu. ``name`` is the file name to save under.

    ``is_captions`` says that it is one of the captions, which come in the order of the tracks.
    """

    label: str
    url: str
    name: str
    is_captions: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long a card is shown: characters a second, and seconds at least and at most."""

    speed: float
    min: float
    max: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that the player page shows.

    ``language`` is a BCP 47 tag, detected from the text where no line says it, and empty where that
    fails; ``direction`` is ``ltr`` or ``rtl``.

    ``groups`` hold every chapter and point once, in the column's order: points about the whole
    video, points before the first chapter, then the chapters. ``start`` is where a ``?t=``
    link wants to begin, in seconds. ``live`` says that a server is behind the page, which
    reports changes at ``status.json``. ``data`` is timeline.json's text, escaped for a script
    element, on a page that cannot fetch it; empty otherwise. ``index_url`` leads to the list
    of all timelines, where there is one; ``logout_url`` ends the visitor's session, where there
    are any. ``storyboard`` is the address of the track of pictures for the seek bar's preview.
    ``root`` is the relative address of the folder that holds ``static/``. ``counts`` are
    numbers of points by track, and of chapters and lines;
    ``contents`` says them in words, ``filters`` are the kinds to show alone, each with its name.
    ``pace`` says how long a card is shown. ``transcript`` is the text of the first captions.
    """

    id: str
    title: str
    tldr: str
    language: str
    direction: str
    source: Source
    source_url: str
    duration: float
    duration_text: str
    estimated: bool
    groups: tuple[Group, ...]
    transcript: tuple[LineView, ...]
    tracks: tuple[TrackView, ...]
    downloads: tuple[Download, ...]
    counts: dict[str, int]
    contents: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]
    version: str
    live: bool = True
    problem: str = ""
    data: str = ""
    root: str = "../../"
    index_url: str = ""
    logout_url: str = ""
    storyboard: str = ""
    pace: Pace = Pace(
        speed=CHARACTERS_PER_SECOND, min=to_seconds(MIN_READING_MS), max=to_seconds(MAX_READING_MS)
    )

    @property
    def has_points(self) -> bool:
        """Whether there is any point."""
        return any(group.points for group in self.groups)

    @property
    def has_items(self) -> bool:
        """Whether there is anything to find."""
        return bool(self.groups or self.transcript)

    @property
    def captions(self) -> tuple[TrackView, ...]:
        """The captions among the tracks, the transcript's own first."""
        return tuple(track for track in self.tracks if track.kind == "captions")

    @property
    def chapters(self) -> tuple[ChapterView, ...]:
        """The chapters alone, in order."""
        return tuple(group.chapter for group in self.groups if group.chapter)
