"""What a format is.

To add one:

1. Write ``timeline/formats/NAME.py`` with a ``read(text) -> ParseResult`` and a
   ``write(timeline, track) -> str``, or one of them; both are pure.
2. End it with ``FORMAT = Format(name=..., ...)``: what it is called, which tracks it can
   carry, what of the model it keeps.
3. Register it: one line in ``timeline/formats/__init__.py``.
4. Name its test file ``tests/formats/test_NAME.py``; ``tests/formats/test_registry.py``
   already proves the round trip of what it says it keeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from timeline.chapter_ends import resolve_stated_ends, within
from timeline.kinds import KINDS, counted, kind_of
from timeline.model import Chapter, ParseResult, Problem, Timeline
from timeline.times import SECOND
from timeline.tracks import TrackName

Feature = Literal[
    "title",
    "tldr",
    "language",
    "source",
    "texts",
    "ends",
    "links",
    "images",
    "hidden",
    "nesting",
    "milliseconds",
    "undated",
    "moments",
    "placing",
    "unparsed",
    "late",
]
"""What of the model a format may keep.

``ends`` are ends that neither the next chapter's start nor the duration tells; ``nesting`` is
that a chapter holds others; ``undated`` are points without a time, ``moments`` all that a point
has; ``placing`` is who placed a point and how sure they were; ``late`` is what starts after the
end of the video.
"""

EVERYTHING: frozenset[Feature] = frozenset(get_args(Feature))


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One notation that timelines are read from or written to.

    ``suffix`` is what a file of it ends in; ``tracks`` what it carries, in one file when
    ``single_file``, else one file a track. ``sniff`` tells the format by a text's content.
    ``validate`` are the demands of those who read it (YouTube's ten seconds, say).
    """

    name: str
    title: str
    suffix: str
    media_type: str
    tracks: tuple[TrackName, ...] = ("chapters",)
    single_file: bool = False
    capabilities: frozenset[Feature] = frozenset()
    sniff: Callable[[str], bool] = lambda text: False
    read: Callable[[str], ParseResult] | None = None
    write: Callable[[Timeline, TrackName], str] | None = None
    validate: Callable[[Timeline], Iterator[Problem]] = lambda timeline: iter(())

    def file_name(self, stem: str, track: TrackName) -> str:
        """What ``export`` calls the file of ``track``: ``talk.chapters.vtt``."""
        return f"{stem}{self.suffix}" if self.single_file else f"{stem}.{track}{self.suffix}"

    def unsupported(self, timeline: Timeline, tracks: tuple[TrackName, ...]) -> list[str]:
        """What of ``timeline`` a user will not find in these tracks, in words."""
        written = [name for name in self.tracks if self.single_file or name in tracks]
        lost = [
            words
            for feature, words in _present(timeline, written)
            if feature not in self.capabilities
        ]
        kinds = (kind for kind in KINDS if kind.track not in self.tracks)
        counts = ((len(kind.points(timeline)), kind.nouns) for kind in kinds)
        return [*lost, *(counted(count, nouns) for count, nouns in counts if count)]


def _present(timeline: Timeline, tracks: list[TrackName]) -> Iterator[tuple[Feature, str]]:
    """What somebody wrote that this timeline holds, by feature, each with the words for it.

    Our own guesses, a language and how sure a time is, are nobody's loss.
    """
    if timeline.title:
        yield "title", "the title"
    if timeline.tldr:
        yield "tldr", "the TLDR"
    if timeline.source_url:
        yield "source", "the link to the video"
    if "chapters" in tracks:
        yield from _chapter_features(timeline)
    points = [point for point in timeline.points if kind_of(point).track in tracks]
    if undated := sum(point.moment is None for point in points):
        yield "undated", _counted(undated, "point without a time", "points without a time")
    shown = within(timeline)
    late = len(timeline.chapters) - len(shown.chapters) if "chapters" in tracks else 0
    if late:
        yield "late", _counted(late, "chapter after the end", "chapters after the end")
    if further := sum(len(point.moments[1:]) for point in points):
        yield "moments", _counted(further, "further moment of a point", "further moments of points")
    if timeline.unparsed:
        yield "unparsed", "text around the summary"


def _chapter_features(timeline: Timeline) -> Iterator[tuple[Feature, str]]:
    chapters = timeline.chapters
    stated = resolve_stated_ends(timeline, timeline.duration, timeline.duration_source).chapters
    counts: tuple[tuple[Feature, int, str, str], ...] = (
        ("texts", sum(bool(c.text) for c in chapters), "chapter text", "chapter texts"),
        ("ends", sum(c.end_given for c in stated), "chapter end", "chapter ends"),
        ("nesting", _inside(chapters), "chapter inside another", "chapters inside others"),
        ("links", sum(bool(c.url) for c in chapters), "link", "links"),
        ("images", sum(bool(c.image) for c in chapters), "image", "images"),
        ("hidden", sum(c.hidden for c in chapters), "hidden flag", "hidden flags"),
        (
            "milliseconds",
            sum(bool(c.start % SECOND) for c in chapters),
            "fraction of a second",
            "fractions of a second",
        ),
    )
    for feature, count, one, many in counts:
        if count:
            yield feature, _counted(count, one, many)


def _inside(chapters: tuple[Chapter, ...]) -> int:
    """How many chapters start before an earlier one has ended."""
    latest = count = 0
    for chapter in chapters:
        count += chapter.start < latest
        latest = max(latest, chapter.end)
    return count


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count} {many}"
