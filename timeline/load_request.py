"""What to load: a summary and what to read it with, and the step from one request to many.

``expand`` makes one request of each summary: a folder, a link and a playlist become many. It is
the only step that asks the network.

To let users say more about how a summary is read: a field of LoadRequest, and the option of its
name in ``timeline.cli.options.source_options``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from timeline import files
from timeline.errors import FetchError, InputError

if TYPE_CHECKING:
    from timeline.fetch import FetchResult

#: What was found out or had to be assumed, one line each, in words for the user.
Notes = tuple[str, ...]

#: How the stored description of a link's video ends.
STORED = ".info.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRequest:
    """A summary to load, and how. Plain values, so that it can cross to another process.

    ``source`` is a path, a link, or ``-`` for standard input. ``format`` names its format where
    that cannot be told, ``encoding`` its encoding where it is no Unicode; ``duration`` is in
    milliseconds; ``media`` is a file or a link, and it and ``transcript`` default to files of
    the same name beside the source.

    Every time that the source states is multiplied by ``scale``, then ``shift`` (ms) is added.

    An ``optional`` source, such as a file of a folder, may turn out to be no summary. A video
    that is ``optional_media`` may be one that only a browser can read. ``notes`` are what was
    found out on the way here, for the user. Where there is a ``within``, a resolved folder, files
    beside the source are only used where they are inside it, wherever a symbolic link leads.
    """

    source: str | Path
    duration: int | None = None
    media: str | Path | None = None
    transcript: Path | None = None
    format: str | None = None
    encoding: str | None = None
    shift: int = 0
    scale: Fraction = Fraction(1)
    optional: bool = False
    optional_media: bool = False
    within: Path | None = None
    notes: Notes = ()

    @property
    def path(self) -> Path | None:
        """The source as a file; None for standard input."""
        return None if str(self.source) == files.STDIN else Path(self.source)

    @property
    def name(self) -> str:
        """The source as errors name it."""
        return str(self.path or "standard input")


def expand(request: LoadRequest) -> tuple[LoadRequest, ...]:
    """One request for each summary that ``request`` leads to, none of them about a link.

    A folder gives its summaries, a link the description that its site gives of its video, or of
    each video of a playlist; that is asked for once and stored, in this folder or beside the
    summary. Raises InputError, FetchError.
    """
    if files.is_link(request.source):
        found = _expand_link(request)
    elif request.path and os.path.isdir(request.path):
        paths = files.summaries_in(request.path)
        found = tuple(replace(request, source=str(path), optional=True) for path in paths)
    else:
        return (_with_site_data(request),)
    if found[0].optional and _says_of_one(request):
        raise InputError(
            "a video, transcript or duration is for one summary, not for several",
            where=str(request.source),
        )
    return tuple(_with_site_data(one) for one in found)


def _says_of_one(request: LoadRequest) -> bool:
    return bool(request.media or request.transcript or request.duration is not None)


def _expand_link(request: LoadRequest) -> tuple[LoadRequest, ...]:
    """The stored description of each video that a link leads to."""
    from timeline.fetch import fetch

    found = fetch(str(request.source))
    return tuple(
        replace(
            request,
            source=str(item.info),
            optional=len(found) > 1,
            notes=(*request.notes, *_missing(item)),
        )
        for item in found
    )


def _with_site_data(request: LoadRequest) -> LoadRequest:
    """The request with the stored description of its video instead of the link to it."""
    if not files.is_link(request.media):
        return request
    from timeline.fetch import FetchOptions, fetch

    path = request.path
    options = FetchOptions(folder=path.parent, name=files.stem(path)) if path else FetchOptions()
    try:
        found = fetch(str(request.media), options)
    except FetchError as error:
        if not request.optional_media:
            raise
        note = f"playing without the site's own data: {error}"
        return replace(request, media=None, notes=(*request.notes, note))
    if len(found) > 1:
        raise InputError(
            f"this is a list of {len(found)} videos, all stored now",
            where=str(request.media),
            hint=f"give one of the {STORED} files",
        )
    note = f"the video's description: {found[0].info}"
    return replace(request, media=found[0].info, notes=(*request.notes, *_missing(found[0]), note))


def _missing(item: FetchResult) -> Notes:
    return tuple(f"not got from {item.url}: {line}" for line in item.missing)
