"""From what the user asks to see to entries: summaries, and what each is played with."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from timeline import files
from timeline.errors import FetchError, InputError, MediaError, TimelineError
from timeline.formats import json
from timeline.loading import Loaded, load
from timeline.model import Timeline, Transcript
from web import sources
from web.exports import slug
from web.library import Entry
from web.sources import Source

_HERE = Path(__file__).parent
#: What may be said of all the summaries of a folder at once.
_FOR_EACH = ("read_as", "encoding")

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user asked to see: a summary, what to play with it, and how to read it.

    ``video`` is a path or an address, or empty: then it is found. ``notes`` are for the user.
    The rest is ``load``'s. ``optional`` are the files of a folder: one of them may be no summary
    at all.
    """

    summary: str
    video: str = ""
    read_as: str | None = None
    encoding: str | None = None
    duration: int | None = None
    media: str | None = None
    transcript: Path | None = None
    optional: bool = False
    notes: tuple[str, ...] = ()


def orders(summary: str, video: str, options: Mapping[str, Any]) -> Iterator[Order]:
    """One order for a file, one for each file of a folder or video of a link.

    What a link's site says of the video is asked for here, once, and stored: in this folder,
    or beside the summary. Raises InputError, FetchError.
    """
    if sources.is_address(summary):
        yield from _videos_at(summary, options)
        return
    if summary == files.STDIN or not os.path.isdir(summary):
        yield _described(Order(summary=summary, video=video, **options))
        return
    if video or any(value for name, value in options.items() if name not in _FOR_EACH):
        raise InputError(
            "a video, transcript or duration is for one summary, not a folder", where=summary
        )
    for path in files.summaries_in(Path(summary)):
        each_too: dict[str, Any] = {name: options.get(name) for name in _FOR_EACH}
        yield Order(summary=str(path), optional=True, **each_too)


def _videos_at(link: str, options: Mapping[str, Any]) -> Iterator[Order]:
    """An order for each video that a link leads to: its own chapters are the summary."""
    from timeline.fetch import Wish, fetch

    found = fetch(link, Wish())
    for item in found:
        missing = tuple(f"not got from {item.url}: {line}" for line in item.missing)
        yield Order(summary=str(item.info), optional=len(found) > 1, notes=missing, **options)


def _described(order: Order) -> Order:
    """The order with its video's page read, for the length, the chapters and the subtitles.

    The page can be watched without, so what cannot be got is only said.
    """
    if order.media or not sources.is_address(order.video):
        return order
    if not sources.decide(order.video).is_frame:
        return order
    from timeline.fetch import Wish, fetch

    summary = Path(order.summary)
    folder = Path() if order.summary == files.STDIN else summary.parent
    name = "" if order.summary == files.STDIN else files.stem(summary)
    try:
        fetch(order.video, Wish(folder=folder, name=name))
    except FetchError as error:
        return replace(order, notes=(f"playing without the site's own data: {error}",))
    return replace(order, media=order.video)


def each(
    ordered: Iterable[Order], make: Callable[[Order], Made], tell: Callable[[str], None]
) -> list[Made]:
    """What ``make`` makes of each order, told of those in a folder that are no summaries.

    Raises TimelineError for any other, and where nothing is left.
    """
    made = []
    for order in ordered:
        try:
            made.append(make(order))
        except TimelineError as error:
            if not order.optional:
                raise
            tell(f"skipped: {error}")
    if not made:
        raise InputError("there is no summary in this folder")
    return made


def sample() -> str:
    """The sample summary: in the installed package, or in the checkout."""
    for folder in (_HERE / "sample", _HERE.parent / "samples"):
        path = folder / "tides.txt"
        if path.is_file():
            return str(path)
    raise InputError("the bundled sample is missing", hint="give a summary: timeline watch FILE")


def read(order: Order) -> tuple[Entry, Loaded]:
    """Read and place the summary, and find what it plays with. Raises TimelineError."""
    source = _asked_for(order)
    loaded = _load(order, source.path if source else None)
    loaded = replace(loaded, notes=(*order.notes, *loaded.notes))
    if loaded.timeline.is_empty:
        raise InputError(
            "there are no chapters, insights or questions in this",
            where=order.summary,
            hint="a chapter is a line such as 2:46 The title",
        )
    stem = "timeline" if order.summary == files.STDIN else files.stem(Path(order.summary))
    source = source or find_source(order.summary, loaded)
    entry = Entry(
        id=identify(order.summary),
        name=stem,
        timeline=loaded.timeline,
        transcript=loaded.transcript,
        source=source,
        version=_version(loaded.timeline, loaded.transcript, source),
    )
    return entry, loaded


def find_source(summary: str, loaded: Loaded) -> Source:
    """What to play where the user named nothing.

    The summary itself when it is a media file, else the media file beside it, which needs no
    network, else the link that the summary gives, else nothing.
    """
    own = Path(summary)
    if own.suffix.lower() in sources.MEDIA_TYPES:
        return sources.from_path(own)
    if loaded.media and loaded.media.suffix.lower() in sources.MEDIA_TYPES:
        return sources.from_path(loaded.media)
    link = loaded.timeline.source_url
    if sources.is_address(link):
        try:
            found = sources.from_address(link)
        except InputError:
            return sources.NOTHING
        # A link without a media file's ending is most likely a page about the video.
        if found.is_frame or found.type:
            return found
    return sources.NOTHING


def identify(summary: str) -> str:
    """The id of a summary file: the same each time for the same file, and safe in an address."""
    path = os.path.realpath(summary)
    digest = blake2b(path.encode("utf-8", "surrogateescape"), digest_size=5).hexdigest()
    return f"{slug(files.stem(Path(summary)))}-{digest}"


def _load(order: Order, video: Path | None) -> Loaded:
    """What ``load`` gives, with the length of ``video`` where it can be told.

    A browser may well play a file that we cannot look into.
    """
    given: dict[str, Any] = {
        "form": order.read_as,
        "encoding": order.encoding,
        "duration": order.duration,
        "transcript": order.transcript,
    }
    if order.media or video is None:
        return load(order.summary, media=order.media, **given)
    try:
        return load(order.summary, media=video, **given)
    except MediaError as error:
        loaded = load(order.summary, **given)
        return replace(loaded, notes=(*loaded.notes, str(error)))


def _asked_for(order: Order) -> Source | None:
    if not order.video:
        return None
    source = sources.decide(order.video)
    if source.path and not source.path.is_file():
        raise InputError("there is no such file", where=order.video)
    return source


def _version(timeline: Timeline, transcript: Transcript | None, source: Source) -> str:
    content = f"{json.write(timeline)}{transcript!r}{source!r}"
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
