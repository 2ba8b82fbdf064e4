"""From what the user asks to see to entries: summaries, and what each is played with."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from timeline import files, loader
from timeline.captions import all_transcripts
from timeline.errors import InputError
from timeline.formats import json
from timeline.loader import Loaded, LoadRequest
from timeline.model import Timeline, Transcript
from timeline.text import printable
from timeline_web import sources
from timeline_web.exports import slug
from timeline_web.library import Entry
from timeline_web.sources import Source

_HERE = Path(__file__).parent


def expand(
    request: LoadRequest, video: str = "", *, follow_symlinks: bool = False
) -> tuple[LoadRequest, ...]:
    """As `timeline.loader.expand`, for summaries that are played with ``video``.

    A video that we can ask or look into gives the length. What lies beside a summary is only
    used where it is in the same folder, unless ``follow_symlinks``. Raises InputError, FetchError.
    """
    found = loader.expand(_with_video(request, video))
    if video and found[0].optional:
        raise InputError("a video is for one summary, not for several", where=str(request.source))
    if follow_symlinks:
        return found
    root = request.path if request.path and request.path.is_dir() else None
    return tuple(replace(one, within=_served_folder(one, root)) for one in found)


def _served_folder(request: LoadRequest, root: Path | None) -> Path | None:
    folder = root or (request.path.parent if request.path else None)
    return folder.resolve() if folder else None


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
    _require_plain_files(request)
    loaded = loader.load(request)
    if loaded.timeline.is_empty:
        raise InputError(
            "there are no chapters, insights or questions in this",
            where=request.name,
            hint="a chapter is a line such as 2:46 The title",
        )
    source = _requested_source(video)
    if source is None:
        source = find_source(request, loaded)
        if source.path and not _is_named(source.path, request):
            source = replace(source, within=request.within)
        if source.path and not _is_media(source.path):
            note = f"{source.path} is not played: its content is no video or audio"
            loaded, source = replace(loaded, notes=(*loaded.notes, note)), sources.NO_MEDIA
    transcripts, caption_notes = all_transcripts(loaded)
    loaded = replace(loaded, notes=(*loaded.notes, *caption_notes))
    placing = 1 if loaded.transcript else 0
    entry = Entry(
        id=entry_id(str(request.source)),
        name=printable(files.stem(request.path)) if request.path else "timeline",
        timeline=loaded.timeline,
        transcript=transcripts[0] if placing else None,
        further_transcripts=transcripts[placing:],
        source=source,
        folder=_folder(request),
        version=_version(loaded.timeline, transcripts, source),
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
    folder, name = os.path.split(summary)
    path = os.path.join(_resolved(folder), name)
    if os.path.islink(path):
        path = os.path.realpath(path)
    digest = blake2b(path.encode("utf-8", "surrogateescape"), digest_size=5).hexdigest()
    return f"{slug(files.stem(Path(summary)))}-{digest}"


@lru_cache(maxsize=1024)
def _resolved(folder: str) -> str:
    """A folder with no symbolic link in it; kept, as thousands may lie in the same."""
    return os.path.realpath(folder)


def _require_plain_files(request: LoadRequest) -> None:
    """Refuse pipes, devices and sockets, which may never end, and links that lead out."""
    for named in (request.path, request.media, request.transcript):
        if named is None or files.is_link(named):
            continue
        if os.path.exists(named) and not os.path.isfile(named):
            raise InputError("this is not a plain file", where=str(named))
    path = request.path
    if request.optional and request.within and path and not files.is_inside(path, request.within):
        raise InputError(
            "a symbolic link that leads out of the folder",
            where=str(path),
            hint="--follow-symlinks shows it all the same",
        )


def _requested_source(video: str) -> Source | None:
    if not video:
        return None
    source = sources.from_argument(video)
    if source.path and not source.path.is_file():
        raise InputError("there is no such file", where=video)
    return source


def _is_named(path: Path, request: LoadRequest) -> bool:
    """Whether the user named this very file: then it is played wherever a link leads."""
    named = (request.media, None if request.optional else request.path)
    return any(one is not None and Path(one) == path for one in named)


def _is_media(path: Path) -> bool:
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            plain = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            return plain and sources.is_media(file.read(sources.HEAD_BYTES))
    except OSError:
        return False


def _open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting for somebody to write to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _folder(request: LoadRequest) -> str:
    """Where a summary lies in the folder that is served; empty at its top."""
    if not (request.optional and request.within and request.path):
        return ""
    try:
        inside = request.path.parent.resolve().relative_to(request.within)
    except ValueError:
        return ""
    return "" if inside == Path() else printable(inside.as_posix())


def _version(timeline: Timeline, transcripts: tuple[Transcript, ...], source: Source) -> str:
    content = f"{json.write(timeline)}{transcripts!r}{source!r}"
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
