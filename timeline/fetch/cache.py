"""What was fetched, as values and as files: ``NAME.info.json`` and what lies beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from typing import Any, Literal

from timeline import files
from timeline.errors import InputError
from timeline.formats.infojson import from_info
from timeline.model import ParseResult
from timeline.written import Overwriting

MediaChoice = Literal["none", "video", "audio"]

#: Told one line of yt-dlp's progress at a time.
Progress = Callable[[str], None]

Info = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchResult:
    """One video's description, stored.

    ``parsed`` is its timeline; ``subtitles`` are files, a person's before a machine's;
    ``missing`` has a line for each thing that was wanted and could not be got; ``runtime`` is the
    JavaScript runtime that the site made necessary. ``kept`` are the files that were there before.
    """

    url: str
    info: Path
    parsed: ParseResult
    subtitles: tuple[Path, ...] = ()
    media: Path | None = None
    missing: tuple[str, ...] = ()
    runtime: str = ""
    kept: frozenset[Path] = field(default=frozenset(), compare=False)

    @property
    def files(self) -> tuple[Path, ...]:
        """All that is stored."""
        return (self.info, *self.subtitles, *filter(None, [self.media]))


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """What to get and how. ``name`` is what the files are called, else the video's title.

    ``language`` is the subtitles' (``de``); ``max_height`` the most pixels that the picture may
    be high (1080), 0 for the best; ``arguments`` are options of the yt-dlp command.
    ``overwriting`` is what may be done to files that are there.
    """

    folder: Path = Path()
    name: str = ""
    language: str = ""
    media: MediaChoice = "none"
    max_height: int = 0
    refresh: bool = False
    arguments: tuple[str, ...] = ()
    overwriting: Overwriting = field(default_factory=Overwriting)
    progress: Progress = lambda line: None


def read_cached(path: Path) -> FetchResult:
    """What an earlier `fetch` stored as ``NAME.info.json``. Raises InputError."""
    info = _stored_info(path)
    if not info:
        raise InputError("this is no description of a video as fetch stores it", where=str(path))
    return describe(path, info)


def find_cached(url: str, folder: Path, name: str = "") -> tuple[FetchResult, ...]:
    """What an earlier `fetch` of ``url`` stored in ``folder``; without network."""
    pattern = f"{escape(name)}*.info.json" if name else "*.info.json"
    found = [(path, _stored_info(path)) for path in sorted(folder.glob(pattern))]
    mine = [(path, info) for path, info in found if url in _addresses(info)]
    mine.sort(key=lambda item: item[1].get("playlist_index") or 0)
    return tuple(describe(path, info) for path, info in mine)


def _stored_info(path: Path) -> Info:
    try:
        info = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return info if isinstance(info, dict) else {}


def _addresses(info: Mapping[str, Any]) -> set[object]:
    return {info.get(key) for key in ("webpage_url", "original_url")} - {None}


def describe(path: Path, info: Info, missing: Sequence[str] = ()) -> FetchResult:
    """The stored description at ``path``, with the files that lie beside it."""
    stem = path.name.removesuffix(".info.json")
    siblings = sorted(file for file in path.parent.glob(f"{escape(stem)}.*") if file.is_file())
    subtitles = [file for file in siblings if file.suffix in files.TRANSCRIPT_SUFFIXES]
    media = [file for file in siblings if file.suffix in files.MEDIA_SUFFIXES and file.stem == stem]
    return FetchResult(
        url=str(info.get("webpage_url") or info.get("original_url") or ""),
        info=path,
        parsed=from_info(info),
        subtitles=tuple(f for f in subtitles if not files.is_generated(f)),
        media=media[0] if media else None,
        missing=tuple(missing),
    )
