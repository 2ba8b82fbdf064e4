"""Chapters as tags, in files whose sound need not be touched: MP3, Ogg and FLAC.

MP3 has ID3v2 chapter frames (CHAP and CTOC, the ID3v2 Chapter Frame Addendum 1.0); Ogg and FLAC
have Vorbis comments named ``CHAPTER000`` and ``CHAPTER000NAME``. FFmpeg writes neither well: no
chapters at all into Vorbis and FLAC, and ID3v2.4 titles that it cannot read back itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from timeline.errors import MediaError
from timeline.libraries import importing
from timeline.media.containers import translate_errors
from timeline.model import Chapter
from timeline.times import format_timestamp

#: An ID3 table of contents counts its entries in one byte.
MAX_TOC_ENTRIES = 255

_COMMENT = re.compile(r"chapter\d{3}(name|url)?", re.I)


def write_comments(path: Path, chapters: Sequence[Chapter]) -> None:
    """Replace the chapters in the Vorbis comments of the Ogg or FLAC file at ``path``."""
    with importing("mutagen", MediaError):
        import mutagen
    with translate_errors(path, "mutagen"):
        file: Any = mutagen.File(path)
        if file is None:
            raise MediaError("its tags cannot be read", where=str(path))
        if file.tags is None:
            file.add_tags()
        for key in {key for key, _ in file.tags if _COMMENT.fullmatch(key)}:
            del file.tags[key]
        for number, chapter in enumerate(chapters):
            file.tags[f"CHAPTER{number:03}"] = format_timestamp(chapter.start)
            file.tags[f"CHAPTER{number:03}NAME"] = chapter.title
        file.save()


def write_id3(path: Path, chapters: Sequence[Chapter]) -> None:
    """Replace the chapters in the ID3 tag of the MP3 file at ``path``.

    The tag becomes version 2.3, the one that all readers agree on; other tags are kept.
    """
    with importing("mutagen", MediaError):
        from mutagen.id3 import CHAP, CTOC, TIT2, CTOCFlags, Encoding, ID3NoHeaderError
        from mutagen.mp3 import MP3
    with translate_errors(path, "mutagen"):
        tag = _tag_in_order()
        try:
            tag.load(path)
        except ID3NoHeaderError:
            MP3(path)  # raises where this is no MP3 at all
        tag.delall("CHAP")
        tag.delall("CTOC")
        names = [f"chp{number}" for number in range(len(chapters))]
        for name, chapter in zip(names, chapters, strict=True):
            title = TIT2(encoding=Encoding.UTF16, text=[chapter.title])
            tag.add(
                CHAP(
                    element_id=name,
                    start_time=chapter.start,
                    end_time=chapter.end,
                    start_offset=_NOT_STATED,
                    end_offset=_NOT_STATED,
                    sub_frames=[title],
                )
            )
        flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
        listed = names[:MAX_TOC_ENTRIES]
        if listed:
            tag.add(CTOC(element_id="toc", flags=flags, child_element_ids=listed, sub_frames=[]))
        tag.update_to_v23()
        tag.save(path, v2_version=3)


def read_id3(path: Path) -> list[Chapter]:
    """The chapters in the ID3 tag of the MP3 file at ``path``; those hidden that no table of
    contents lists. FFmpeg gives none that ends before it begins, as an end of 0 does.

    An end that is not stated is 0. Raises MediaError where the tag is damaged.
    """
    with importing("mutagen", MediaError):
        from mutagen.id3 import ID3, ID3NoHeaderError
    with translate_errors(path, "mutagen"):
        try:
            tag = ID3(path)
        except ID3NoHeaderError:
            return []
        listed = _listed(tag.getall("CTOC"))
        frames = [frame for frame in tag.getall("CHAP") if frame.start_time != _NOT_STATED]
        return [
            Chapter(
                start=frame.start_time,
                end=0 if frame.end_time == _NOT_STATED else frame.end_time,
                title=" ".join(" ".join(map(str, frame.sub_frames.get("TIT2", ()))).split()),
                hidden=bool(listed) and frame.element_id not in listed,
            )
            for frame in frames
        ]


def _listed(tables: Sequence[Any]) -> set[str]:
    """The chapters that a reader of the tables of contents comes to, from the topmost one on; from
    any, where none says that it is.
    """
    top_level = 2  # the flag's bit; the other one says that the order counts, which is by time here
    waiting = [table for table in tables if table.flags & top_level] or list(tables)
    known = {table.element_id: table for table in tables}
    listed: set[str] = set()
    while waiting:
        for name in waiting.pop().child_element_ids:
            if name not in listed:
                listed.add(name)
                waiting += [known[name]] if name in known else []
    return listed


def _tag_in_order() -> Any:
    """An ID3 tag that writes chapters in their order: mutagen's own sorts them by size.

    FFmpeg, and so most players, shows them in the order of the file.
    """
    from mutagen import id3
    from mutagen.id3._tags import save_frame

    tag_class: Any = id3.ID3

    class Ordered(tag_class):  # type: ignore[misc]
        def _write(self, config: Any) -> bytearray:
            chapters = self.getall("CHAP")
            self.delall("CHAP")
            frames = bytearray(super()._write(config))
            for chapter in chapters:
                self.add(chapter)
                frames += save_frame(chapter, config=config)
            return frames

    return Ordered()


#: A chapter frame without byte offsets, or a time, says so with all bits set.
_NOT_STATED = 0xFFFFFFFF


def set_flac_length(path: Path, seconds: Fraction) -> None:
    """Write the true length into the header of a FLAC file that was cut from a longer one.

    FFmpeg copies the header as it was; the checksum of all samples is not known any more.
    """
    with importing("mutagen", MediaError):
        from mutagen.flac import FLAC
    with translate_errors(path, "mutagen"):
        file = FLAC(path)
        file.info.total_samples = round(seconds * file.info.sample_rate)
        file.info.md5_signature = 0
        file.save()
