"""What FFmpeg's MP4 muxer needs as options, or leaves out, for a copy to be like its original.

Boxes: ISO/IEC 14496-12. Tags: Apple's ``ilst``, through mutagen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.errors import MediaError
from timeline.libraries import importing
from timeline.media.containers import translate_errors
from timeline.media.probe import MediaInfo
from timeline.media.remux import Muxer


def matching_muxer(media: MediaInfo, muxer: Muxer) -> Muxer:
    """``muxer`` with the brand of ``media``, and its index in front where it is there now.

    The brand distinguishes an audiobook from a film; the index in front lets a browser play the
    file before all of it has arrived.
    """
    brand = media.brand
    names = [name for name, _ in _boxes(media.path)]
    flags = muxer.options.get("movflags", "").split("+")
    if b"moov" in names and b"mdat" in names and names.index(b"moov") < names.index(b"mdat"):
        flags.append("faststart")
    if _are_indexed(_read_tags(media.path)) and "use_metadata_tags" not in flags:
        flags.append("use_metadata_tags")
    options = {**muxer.options, "movflags": "+".join(filter(None, flags))}
    if len(brand) == 4 and brand.isascii() and brand != "qt  ":
        options["brand"] = brand
    return replace(muxer, options={key: value for key, value in options.items() if value})


def copy_tags(source: Path, target: Path) -> None:
    """Copy the tags that FFmpeg does not know (an app's own, tempo, ratings ...)."""
    before = _read_tags(source)
    # FFmpeg has copied indexed ones; the numbers of one file mean nothing in another.
    if before is None or _are_indexed(before):
        return
    with importing("mutagen", MediaError):
        from mutagen.mp4 import MP4
    with translate_errors(source, "mutagen"):
        after: Any = MP4(target)
        if not _lacks(after.tags, before) or _are_indexed(after.tags):
            return
        if after.tags is None:
            after.add_tags()
        after.tags.clear()
        after.tags.update(before)
        after.save()


def _read_tags(path: Path) -> Any:
    """The tags as mutagen reads them; None where there are none, or nothing else to read."""
    with importing("mutagen", MediaError):
        from mutagen.mp4 import MP4, MP4StreamInfoError
    with translate_errors(path, "mutagen"):
        try:
            return MP4(path).tags
        except MP4StreamInfoError:
            return None


def _are_indexed(tags: Any) -> bool:
    """Whether tags are named by their place in the file's own list of keys (``keys``, QuickTime).

    FFmpeg reads and writes that list; mutagen shows the numbers for names.
    """
    return any(key.startswith("\0") for key in tags or ())


def _lacks(tags: Any, wanted: Any) -> bool:
    return any(tags is None or tags.get(key) != value for key, value in wanted.items())


def _boxes(path: Path) -> Iterator[tuple[bytes, int]]:
    """Name and size of the boxes at the top of a file."""
    with path.open("rb") as file:
        end = file.seek(0, 2)
        position = 0
        while position + 8 <= end:
            file.seek(position)
            size, name = int.from_bytes(file.read(4), "big"), file.read(4)
            if size == 1:
                size = int.from_bytes(file.read(8), "big")
            size = size or end - position
            if size < 8:
                return
            yield name, size
            position += size
