"""The exchange format: the whole model as JSON, and back without loss.

Times are seconds, rounded to milliseconds; null where there is none. Keys that other programs
rely on: ``version``, ``title``, ``tldr``, ``duration``, ``duration_source``, ``language``,
``source_url``, ``chapters[]`` (``start``, ``end``, ``title``, ``text``, ``line``),
``insights[]`` (``start``, ``end``, ``text``, ``icon``, ``confidence``, ``placed_by``,
``line``), ``qa[]`` (``question`` and ``answer`` for ``text`` and ``icon``), ``unparsed[]``
(``text``, ``heading``, ``line``). Other kinds of points have a list where there are any:
``actions[]`` (``text``, ``owner``, ``due``, ``done``).

Chapters add ``end_given``, ``url``, ``image`` and ``hidden`` where they say something; points
add ``chapter`` (an index into ``chapters``, from 0), ``reason``, ``quote`` and
``candidates[]`` (``start``, ``end``, ``confidence``, ``quote``), and where it is not a single
moment ``scope`` (``moments`` or ``video``) and ``moments[]`` (as ``candidates[]``, the leading
one first, whose ``start`` and ``end`` are the point's).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, TypeVar, cast, get_args

from timeline.chapter_ends import reading_time
from timeline.errors import InputError
from timeline.formats.assembly import confidence_of
from timeline.formats.base import EVERYTHING, Format
from timeline.kinds import KINDS, Kind, present
from timeline.model import (
    Chapter,
    DurationSource,
    Moment,
    ParseResult,
    Passage,
    PlacedBy,
    Placement,
    Point,
    Scope,
    Timeline,
)
from timeline.times import from_seconds, to_seconds
from timeline.tracks import TRACKS, TrackName

VERSION = 1

P = TypeVar("P", bound=Point)


def to_dict(timeline: Timeline) -> dict[str, Any]:
    """The timeline as the plain dict that the JSON shows."""
    return {
        "version": VERSION,
        "title": timeline.title,
        "tldr": timeline.tldr,
        "duration": None if timeline.duration_source == "none" else to_seconds(timeline.duration),
        "duration_source": timeline.duration_source,
        "language": timeline.language,
        "source_url": timeline.source_url,
        "chapters": [_chapter_dict(chapter) for chapter in timeline.chapters],
        **{kind.track: _point_dicts(timeline, kind) for kind in present(timeline)},
        "unparsed": [
            {"text": passage.text, "heading": passage.heading, "line": passage.line}
            for passage in timeline.unparsed
        ],
    }


def from_dict(data: Any) -> Timeline:
    """The timeline of such a dict. Raises InputError, naming the key that is wrong."""
    root = _Keys(data, "")
    version = root.data.get("version")
    if version != VERSION:
        raise InputError(
            f"this timeline has version {version!r}", hint=f"this program reads version {VERSION}"
        )
    source = root.text("duration_source") or "none"
    return Timeline(
        title=root.text("title"),
        tldr=root.text("tldr"),
        chapters=tuple(
            sorted((_chapter(item) for item in root.items("chapters")), key=lambda c: c.start)
        ),
        points=tuple(_point(item, kind) for kind in KINDS for item in root.items(kind.track)),
        duration=root.time("duration") or 0,
        duration_source=cast(DurationSource, root.among(source, "duration_source", DurationSource)),
        language=root.text("language"),
        source_url=root.text("source_url"),
        unparsed=tuple(
            Passage(text=item.text("text"), heading=item.text("heading"), line=item.whole("line"))
            for item in root.items("unparsed")
        ),
    )


def read(text: str) -> ParseResult:
    """Read the exchange format. Raises InputError."""
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"this is not JSON: {error}") from None
    return ParseResult(timeline=from_dict(data))


def write(timeline: Timeline, track: TrackName = "chapters") -> str:
    """Write the exchange format: the whole timeline, whichever track is asked for."""
    return json.dumps(to_dict(timeline), ensure_ascii=False, indent=2) + "\n"


def _chapter_dict(chapter: Chapter) -> dict[str, Any]:
    extras = {
        "end_given": chapter.end_given,
        "url": chapter.url,
        "image": chapter.image,
        "hidden": chapter.hidden,
    }
    return {
        "start": to_seconds(chapter.start),
        "end": to_seconds(chapter.end),
        "title": chapter.title,
        "text": chapter.text,
        "line": chapter.line,
        **{key: value for key, value in extras.items() if value},
    }


def _point_dicts(timeline: Timeline, kind: Kind[P]) -> list[dict[str, Any]]:
    names = [field.name for field in kind.fields]
    return [
        {name: getattr(point, name) for name in names} | _placement_dict(point)
        for point in kind.points(timeline)
    ]


def _placement_dict(point: Point) -> dict[str, Any]:
    scope = {"scope": point.scope} if point.scope != "moment" else {}
    several = {"moments": [_moment_dict(moment) for moment in point.moments]}
    return {
        "start": None if point.start is None else to_seconds(point.start),
        "end": None if point.end is None else to_seconds(point.end),
        "chapter": point.chapter,
        "confidence": point.confidence,
        "placed_by": point.placed_by,
        "reason": point.reason,
        "quote": point.quote,
        **scope,
        **(several if len(point.moments) > 1 else {}),
        "candidates": [_moment_dict(candidate) for candidate in point.candidates],
        "line": point.line,
    }


def _moment_dict(moment: Moment) -> dict[str, Any]:
    return {
        "start": to_seconds(moment.start),
        "end": to_seconds(moment.end),
        "confidence": moment.confidence,
        "quote": moment.quote,
    }


def _chapter(item: _Keys) -> Chapter:
    start = item.time("start") or 0
    end = item.time("end")
    return Chapter(
        start=start,
        end=start if end is None else end,
        title=item.text("title"),
        text=item.text("text"),
        end_given=item.flag("end_given"),
        line=item.whole("line"),
        url=item.text("url"),
        image=item.text("image"),
        hidden=item.flag("hidden"),
    )


def _point(item: _Keys, kind: Kind[P]) -> P:
    values: dict[str, Any] = {
        field.name: item.flag(field.name) if field.default is False else item.text(field.name)
        for field in kind.fields
    }
    point = kind.point(**values, line=item.whole("line"))
    return replace(point, placement=_placement(item, reading_time(point.words)))


def _placement(item: _Keys, length: int) -> Placement | None:
    """Where the point is; ``length`` is how long it lasts where it states no end.

    A time that nobody signed is the source's own.
    """
    start = item.time("start")
    signed = item.text("placed_by") and item.among(item.text("placed_by"), "placed_by", PlacedBy)
    placed_by: PlacedBy = signed or "summary"
    scope: Scope = item.among(item.text("scope") or "moment", "scope", Scope)
    moments = tuple(_moment(each, placed_by, length) for each in item.items("moments"))
    if start is not None and not moments:
        moments = (_moment(item, placed_by, length),)
    candidates = tuple(_moment(each, "chapters", length) for each in item.items("candidates"))
    placement = Placement(
        placed_by=placed_by if moments or scope == "video" else None,
        scope=scope,
        moments=moments,
        chapter=item.whole("chapter"),
        candidates=candidates,
        reason=item.text("reason"),
    )
    return None if placement == Placement() else placement


def _moment(item: _Keys, placed_by: PlacedBy, length: int) -> Moment:
    start, end = item.time("start") or 0, item.time("end")
    return Moment(
        start=start,
        end=start + length if end is None else end,
        confidence=confidence_of(item.share("confidence"), placed_by),
        quote=item.text("quote"),
    )


class _Keys:
    """One JSON object, read key by key; each wrong value is an InputError that names its key."""

    def __init__(self, data: Any, where: str) -> None:
        self.where = where
        if not isinstance(data, dict):
            raise InputError(f"{where or 'the text'} is not a JSON object")
        self.data: dict[str, Any] = data

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if value is not None and not isinstance(value, str):
            raise self._wrong(key, "a text")
        return value or ""

    def flag(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def whole(self, key: str) -> int | None:
        value = self.data.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self._wrong(key, "a whole number or null")
        return value

    def time(self, key: str) -> int | None:
        value = self._number(key)
        return None if value is None else from_seconds(value)

    def share(self, key: str) -> float | None:
        value = self._number(key)
        if value is not None and value > 1:
            raise self._wrong(key, "between 0 and 1")
        return value

    def items(self, key: str) -> list[_Keys]:
        value = self.data.get(key)
        if value is not None and not isinstance(value, list):
            raise self._wrong(key, "a list")
        return [_Keys(item, f"{self._name(key)}[{i}]") for i, item in enumerate(value or ())]

    def among(self, value: str, key: str, choices: object) -> Any:
        if value not in get_args(choices):
            raise self._wrong(key, f"one of {', '.join(get_args(choices))}")
        return value

    def _number(self, key: str) -> float | None:
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 4e6:
            raise self._wrong(key, "a number from 0 up, or null")
        return value

    def _name(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def _wrong(self, key: str, wanted: str) -> InputError:
        return InputError(f"{self._name(key)} is not {wanted}")


_KEY = re.compile(r'"duration_source"\s*:')


def _sniff(text: str) -> bool:
    start = text.removeprefix("\ufeff").lstrip()[:1]
    return start == "{" and bool(_KEY.search(text))


FORMAT = Format(
    name="json",
    title="Timeline JSON, everything in one file",
    suffix=".timeline.json",
    media_type="application/json",
    tracks=TRACKS,
    single_file=True,
    capabilities=EVERYTHING,
    sniff=_sniff,
    read=read,
    write=write,
)
