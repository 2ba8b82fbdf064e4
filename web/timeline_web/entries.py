"""From what the user asks to see to entries: summaries, and what each is played with."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from timeline import files, loader
from timeline.errors import InputError
from timeline.formats import json
from timeline.loader import Loaded, LoadRequest
from timeline.model import Timeline, Transcript
from timeline_web import sources
from timeline_web.exports import slug
from timeline_web.library import Entry
from timeline_web.sources import Source

_HERE = Path(__file__).parent


def expand(request: LoadRequest, video: str = "") -> tuple[LoadRequest, ...]:
    """As `timeline.loader.expand`, for summaries that are played with ``video``.

    A video that we can ask or look into tells the length. Raises InputError, FetchError.
    """
    found = loader.expand(_with_video(request, video))
    if video and found[0].optional:
        raise InputError("a video is for one summary, not for several", where=str(request.source))
    return found


def _with_video(request: LoadRequest, video: str) -> LoadRequest:
    """The request with ``video`` for its media, unless another one is.

    The page can be watched without its site's data, and a browser may well play a file that we
    cannot look into.
    """
    source = _requested_source(video)
    if source is None or request.media or not (source.path or source.is_embed):
        return request
    return replace(request, media=source.path or video, optional_media=True)


def sample_summary() -> str:
    """The sample summary: in the installed package, or in the checkout."""
    for folder in (_HERE / "sample", _HERE.parents[1] / "samples"):
        path = folder / "tides.txt"
        if path.is_file():
            return str(path)
    raise InputError("the bundled sample is missing", hint="give a summary: timeline watch FILE")


def load_entry(request: LoadRequest, video: str = "") -> tuple[Entry, Loaded]:
    """Load the summary, and find what it plays with: ``video``, a path or an address, or what is
    found. Raises TimelineError.
    """
    loaded = loader.load(request)
    if loaded.timeline.is_empty:
        raise InputError(
            "there are no chapters, insights or questions in this",
            where=request.name,
            hint="a chapter is a line such as 2:46 The title",
        )
    source = _requested_source(video) or find_source(request, loaded)
    entry = Entry(
        id=entry_id(str(request.source)),
        name=files.stem(request.path) if request.path else "timeline",
        timeline=loaded.timeline,
        transcript=loaded.transcript,
        source=source,
        version=_version(loaded.timeline, loaded.transcript, source),
    )
    return entry, loaded


def find_source(request: LoadRequest, loaded: Loaded) -> Source:
    """What to play where the user named nothing.

    The summary itself when it is a media file, else the media file beside it, which needs no
    network, else the link that the summary gives, else nothing.
    """
    own = request.path
    if own and own.suffix.lower() in sources.MEDIA_TYPES:
        return sources.from_path(own)
    if loaded.media and loaded.media.suffix.lower() in sources.MEDIA_TYPES:
        return sources.from_path(loaded.media)
    link = loaded.timeline.source_url
    if files.is_link(link):
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


def _requested_source(video: str) -> Source | None:
    if not video:
        return None
    source = sources.from_argument(video)
    if source.path and not source.path.is_file():
        raise InputError("there is no such file", where=video)
    return source


def _version(timeline: Timeline, transcript: Transcript | None, source: Source) -> str:
    content = f"{json.write(timeline)}{transcript!r}{source!r}"
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
