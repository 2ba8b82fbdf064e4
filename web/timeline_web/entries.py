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
from timeline.libraries import is_installed
from timeline.loader import Loaded, load
from timeline.model import Timeline, Transcript
from timeline_web import sources
from timeline_web.exports import slug
from timeline_web.library import Entry
from timeline_web.sources import Source

_HERE = Path(__file__).parent
#: What may be said of all the summaries of a folder at once.
_FOR_EACH = ("input_format", "encoding")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRequest:
    """What the user asks to see: a summary, what to play with it, and how to read it.

    ``video`` is a path or an address, or empty: then it is found. ``notes`` are for the user.
    The rest is ``load``'s. ``optional`` are the files of a folder: one of them may be no summary
    at all.
    """

    summary: str
    video: str = ""
    input_format: str | None = None
    encoding: str | None = None
    duration: int | None = None
    media: str | None = None
    transcript: Path | None = None
    optional: bool = False
    notes: tuple[str, ...] = ()


def expand(summary: str, video: str, options: Mapping[str, Any]) -> Iterator[LoadRequest]:
    """One request for a file, one for each file of a folder or video of a link.

    What a link's site says of the video is asked for here, once, and stored: in this folder,
    or beside the summary. Raises InputError, FetchError.
    """
    if sources.is_url(summary):
        yield from _expand_link(summary, options)
        return
    if summary == files.STDIN or not os.path.isdir(summary):
        yield _with_site_data(LoadRequest(summary=summary, video=video, **options))
        return
    if video or any(value for name, value in options.items() if name not in _FOR_EACH):
        raise InputError(
            "a video, transcript or duration is for one summary, not a folder", where=summary
        )
    for path in files.summaries_in(Path(summary)):
        shared: dict[str, Any] = {name: options.get(name) for name in _FOR_EACH}
        yield LoadRequest(summary=str(path), optional=True, **shared)


def _expand_link(link: str, options: Mapping[str, Any]) -> Iterator[LoadRequest]:
    """One request for each video that a link leads to: its own chapters are the summary."""
    from timeline.fetch import FetchOptions, fetch

    found = fetch(link, FetchOptions())
    for item in found:
        missing = tuple(f"not got from {item.url}: {line}" for line in item.missing)
        yield LoadRequest(summary=str(item.info), optional=len(found) > 1, notes=missing, **options)


def _with_site_data(request: LoadRequest) -> LoadRequest:
    """The request with its video's page read, for the length, the chapters and the subtitles.

    The page can be watched without, so what cannot be fetched is only noted.
    """
    if request.media or not sources.is_url(request.video):
        return request
    if not sources.from_argument(request.video).is_embed:
        return request
    from timeline.fetch import FetchOptions, fetch

    summary = Path(request.summary)
    folder = Path() if request.summary == files.STDIN else summary.parent
    name = "" if request.summary == files.STDIN else files.stem(summary)
    try:
        fetch(request.video, FetchOptions(folder=folder, name=name))
    except FetchError as error:
        return replace(request, notes=(f"playing without the site's own data: {error}",))
    return replace(request, media=request.video)


def load_all(
    requests: Iterable[LoadRequest], make: Callable[[LoadRequest], T], report: Callable[[str], None]
) -> list[T]:
    """What ``make`` makes of each request; files of a folder that are no summaries are reported.

    Raises TimelineError for any other, and where nothing is left.
    """
    made = []
    for request in requests:
        try:
            made.append(make(request))
        except TimelineError as error:
            if not request.optional:
                raise
            report(f"skipped: {error}")
    if not made:
        raise InputError("there is no summary in this folder")
    return made


def sample_summary() -> str:
    """The sample summary: in the installed package, or in the checkout."""
    for folder in (_HERE / "sample", _HERE.parents[1] / "samples"):
        path = folder / "tides.txt"
        if path.is_file():
            return str(path)
    raise InputError("the bundled sample is missing", hint="give a summary: timeline watch FILE")


def load_entry(request: LoadRequest) -> tuple[Entry, Loaded]:
    """Read and place the summary, and find what it plays with. Raises TimelineError."""
    source = _requested_source(request)
    loaded = _load(request, source.path if source else None)
    loaded = replace(loaded, notes=(*request.notes, *loaded.notes))
    if loaded.timeline.is_empty:
        raise InputError(
            "there are no chapters, insights or questions in this",
            where=request.summary,
            hint="a chapter is a line such as 2:46 The title",
        )
    stem = "timeline" if request.summary == files.STDIN else files.stem(Path(request.summary))
    source = source or find_source(request.summary, loaded)
    entry = Entry(
        id=entry_id(request.summary),
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
    if sources.is_url(link):
        try:
            found = sources.from_url(link)
        except InputError:
            return sources.NO_MEDIA
        # A link without a media file's ending is most likely a page about the video.
        if found.is_embed or found.type:
            return found
    return sources.NO_MEDIA


def entry_id(summary: str) -> str:
    """The id of a summary file: the same each time for the same file, and safe in an address."""
    path = os.path.realpath(summary)
    digest = blake2b(path.encode("utf-8", "surrogateescape"), digest_size=5).hexdigest()
    return f"{slug(files.stem(Path(summary)))}-{digest}"


def _load(request: LoadRequest, video: Path | None) -> Loaded:
    """What ``load`` gives, with the length of ``video`` where it can be found.

    A browser may well play a file that we cannot look into.
    """
    given: dict[str, Any] = {
        "fmt": request.input_format,
        "encoding": request.encoding,
        "duration": request.duration,
        "transcript": request.transcript,
    }
    if request.media or video is None:
        return load(request.summary, media=request.media, **given)
    try:
        return load(request.summary, media=video, **given)
    except MediaError as error:
        loaded = load(request.summary, **given)
        if not is_installed("av"):  # `load` says so where it matters
            return loaded
        return replace(loaded, notes=(*loaded.notes, str(error)))


def _requested_source(request: LoadRequest) -> Source | None:
    if not request.video:
        return None
    source = sources.from_argument(request.video)
    if source.path and not source.path.is_file():
        raise InputError("there is no such file", where=request.video)
    return source


def _version(timeline: Timeline, transcript: Transcript | None, source: Source) -> str:
    content = f"{json.write(timeline)}{transcript!r}{source!r}"
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
