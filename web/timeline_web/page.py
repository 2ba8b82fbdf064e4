"""What the page shows, as plain values: a pure function from an entry to what the template reads.

Times are seconds here, as in timeline.json; ``time_text`` is how people read them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from operator import attrgetter, itemgetter
from typing import Any

from timeline.files import is_link
from timeline.kinds import KINDS, Kind, counted
from timeline.model import Chapter, Point, Timeline, Transcript
from timeline.placement.confidence import format_confidence, is_guess
from timeline.placement.explanation import Explainer
from timeline.text_language import direction_of, language_of
from timeline.times import format_clock, to_seconds
from timeline.tracks import NOUNS
from timeline_web import exports
from timeline_web.exports import Captions
from timeline_web.library import Entry, Listing
from timeline_web.page_model import (
    ChapterView,
    Download,
    Group,
    LineView,
    MomentView,
    Page,
    PointView,
    TrackView,
)

#: A list shows no more than three lines.
_LISTED_CHARACTERS = 400
#: So many points without a time may be above the first chapter.
MAX_UNFOLDED = 3


def build(entry: Entry) -> Page:
    """The page values of ``entry``, as a server shows it.

    A static page replaces what differs: ``live``, ``root``, ``index_url``, ``data``.
    """
    timeline = entry.timeline
    counts = _counts(entry)
    language = timeline.language or language_of(_all_text(timeline))
    captions = exports.captions(entry.transcripts)
    return Page(
        id=entry.id,
        title=timeline.title or entry.name,
        tldr=timeline.tldr,
        language=language,
        direction=direction_of(language),
        source=entry.source,
        source_url=_http_url(timeline.source_url),
        duration=to_seconds(timeline.duration),
        duration_text=format_clock(timeline.duration),
        estimated=timeline.duration_source == "estimate",
        groups=tuple(group_points(timeline, entry.transcript)),
        transcript=tuple(_lines(entry)),
        tracks=tuple(_tracks(timeline, captions, language)),
        downloads=tuple(_downloads(entry, captions)),
        counts=counts,
        contents=_contents(counts),
        filters=tuple(_filters(counts)),
        version=entry.version,
        problem=entry.problem,
    )


def listing(entry: Entry) -> Listing:
    """What a list shows of ``entry``."""
    timeline = entry.timeline
    return Listing(
        id=entry.id,
        title=timeline.title or entry.name,
        folder=entry.folder,
        tldr=timeline.tldr[:_LISTED_CHARACTERS],
        duration_text=format_clock(timeline.duration) if timeline.duration else "",
        estimated=timeline.duration_source == "estimate",
        contents=_contents(_counts(entry)),
    )


def _contents(counts: dict[str, int]) -> tuple[str, ...]:
    return tuple(counted(counts[name], nouns) for name, nouns in NOUNS.items() if counts[name])


def _all_text(timeline: Timeline) -> str:
    """What a timeline says, for telling its language: the title first, the points last."""
    titles = (chapter.title for chapter in timeline.chapters)
    points = (getattr(p, kind.headline) for kind in KINDS for p in kind.points(timeline))
    return "\n".join([timeline.title, timeline.tldr, *titles, *points])


def group_points(timeline: Timeline, transcript: Transcript | None = None) -> Iterable[Group]:
    """The column's groups, empty ones left out except for chapters. What placed the points is
    explained by ``transcript``, or by the chapters.
    """
    explainer = Explainer(timeline, transcript)
    views = [
        replace(_point(kind, number, point), **_why(point, explainer))
        for kind in KINDS
        for number, point in enumerate(kind.points(timeline), 1)
    ]
    undated = [view for view in views if view.start is None]
    for title, whole in (("About the whole video", True), ("Without a time", False)):
        if points := tuple(view for view in undated if view.whole is whole):
            folded = len(points) > MAX_UNFOLDED and len(points) < len(views) + len(
                timeline.chapters
            )
            yield Group(chapter=None, points=points, title=title, folded=folded)
    chapters = [chapter for chapter in timeline.chapters if not chapter.hidden]
    starts = [to_seconds(chapter.start) for chapter in chapters]
    # Slot 0 is before the first chapter, slot n under the n-th.
    slots: list[list[PointView]] = [[] for _ in range(len(chapters) + 1)]
    for start, view in sorted(_dated(views), key=itemgetter(0)):
        slots[bisect_right(starts, start)].append(view)
    if slots[0]:
        yield Group(chapter=None, points=tuple(slots[0]))
    for number, chapter in enumerate(chapters, 1):
        yield Group(chapter=_chapter(number, chapter), points=tuple(slots[number]))


def _dated(views: Iterable[PointView]) -> Iterator[tuple[float, PointView]]:
    return ((view.start, view) for view in views if view.start is not None)


def _chapter(number: int, chapter: Chapter) -> ChapterView:
    return ChapterView(
        id=f"chapter-{number}",
        number=number,
        start=to_seconds(chapter.start),
        end=to_seconds(chapter.end),
        time_text=format_clock(chapter.start),
        title=chapter.title,
        text=chapter.text,
        url=_http_url(chapter.url),
    )


def _point(kind: Kind[Point], number: int, point: Point) -> PointView:
    asides = (getattr(point, name) for name in kind.asides)
    return PointView(
        id=f"{kind.anchor}-{number}",
        kind=kind.anchor,
        text=getattr(point, kind.headline),
        detail=getattr(point, kind.detail) if kind.detail else "",
        opens=bool(kind.detail),
        aside=" · ".join(aside for aside in asides if aside),
        icon=getattr(point, "icon", ""),
        gutter=kind.gutter,
        symbol=kind.symbol,
        done=getattr(point, "done", None),
        **_placement(point),
    )


def _counts(entry: Entry) -> dict[str, int]:
    timeline = entry.timeline
    return {
        "chapters": sum(not chapter.hidden for chapter in timeline.chapters),
        **{kind.track: len(kind.points(timeline)) for kind in KINDS},
        "transcript": sum(len(one.segments) for one in entry.transcripts[:1]),
    }


def _filters(counts: dict[str, int]) -> Iterator[tuple[str, str]]:
    yield "all", "All"
    if counts["chapters"]:
        yield "chapter", "Chapters"
    for kind in KINDS:
        if counts[kind.track]:
            yield kind.anchor, kind.tab
    if counts["transcript"]:
        yield "line", "Transcript"


def _placement(point: Point) -> dict[str, Any]:
    dated = point.start is not None
    return {
        "start": None if point.start is None else to_seconds(point.start),
        "end": None if point.end is None else to_seconds(point.end),
        "time_text": "" if point.start is None else format_clock(point.start),
        "further": tuple(
            MomentView(
                start=to_seconds(moment.start),
                time_text=format_clock(moment.start),
                confidence=format_confidence(moment.confidence, point.placed_by),
                quote=moment.quote,
            )
            for moment in point.moments[1:]
        ),
        "whole": point.scope == "video",
        "confidence": ""
        if point.confidence is None
        else format_confidence(point.confidence, point.placed_by),
        "placed_by": point.placed_by or "",
        "guessed": dated and is_guess(point.placed_by),
        "reason": point.reason,
        "quote": point.quote,
    }


def _why(point: Point, explainer: Explainer) -> dict[str, Any]:
    explanation = explainer.explain(point) if is_guess(point.placed_by) else None
    if explanation is None:
        return {}
    return {
        "quote": explanation.passage,
        "found": tuple(word for word, _ in explanation.found),
        "missing": explanation.missing,
        "lead": None if explanation.lead is None else round(explanation.lead * 100),
    }


def _lines(entry: Entry) -> Iterable[LineView]:
    chapters = [chapter for chapter in entry.timeline.chapters if not chapter.hidden]
    begun = 0
    for segment in (each for one in entry.transcripts[:1] for each in one.segments):
        before, begun = begun, bisect_right(chapters, segment.start, key=attrgetter("start"))
        yield LineView(
            start=to_seconds(segment.start),
            end=to_seconds(segment.end),
            time_text=format_clock(segment.start),
            text=segment.text,
            speaker=segment.speaker,
            chapter=chapters[begun - 1].title if begun > before else "",
        )


def _tracks(timeline: Timeline, captions: Sequence[Captions], language: str) -> Iterable[TrackView]:
    language = language or "en"
    if timeline.chapters:
        yield TrackView(
            kind="chapters", label="Chapters", url="chapters.vtt", language=language, default=True
        )
    for one in captions:
        spoken = one.language or language
        yield TrackView(
            kind="captions",
            label=one.label,
            url=one.url,
            language=spoken,
            version=_digest(one.transcript),
        )


def _digest(transcript: Transcript) -> str:
    content = repr(transcript).encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=3).hexdigest()


def _downloads(entry: Entry, captions: Sequence[Captions]) -> Iterable[Download]:
    stem = exports.slug(entry.name)
    for export in exports.exports(entry.timeline, stem):
        yield Download(label=export.label, url=export.path, name=export.name)
    for one in captions:
        label = f"WebVTT: transcript, {one.label}" if len(captions) > 1 else "WebVTT: transcript"
        yield Download(label=label, url=one.url, name=f"{stem}.{one.url}", is_captions=True)


def _http_url(url: str) -> str:
    """``url`` where it is a plain web address; empty for any other scheme."""
    return url if is_link(url) else ""
