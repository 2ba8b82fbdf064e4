"""Cut a media file into one file a chapter.

Without decoding, a picture can only be cut where one stands on its own, at a keyframe: each cut
moves back to the last one before it, so that nothing of a chapter is lost and every packet lands
in one file only. Exact cuts are made of pictures that are encoded anew (`timeline.media.exact`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.atomic import atomic_path
from timeline.errors import MediaError
from timeline.media import mp4, tags
from timeline.media.containers import open_media, writing
from timeline.media.embed import container_of
from timeline.media.exact import Cutter
from timeline.media.limits import Limits, fit
from timeline.media.parts import Part, copy_part
from timeline.media.probe import MediaInfo, is_cover, probed, ticks_to_ms
from timeline.media.remux import Muxer, copy_streams, file_tags, packets, read_covers
from timeline.model import Chapter, Problem
from timeline.times import MINUTE, SECOND, format_clock

if TYPE_CHECKING:
    from av.container import InputContainer

#: How the containers are written that `embed` only re-tags.
_SOUND_MUXERS = {
    ".mp3": Muxer(name="mp3", text_codec="", options={"id3v2_version": "3"}, covers="stream"),
    ".flac": Muxer(name="flac", text_codec="", covers="stream"),
    ".opus": Muxer(name="opus", text_codec="", covers="none"),
}
_OGG = Muxer(name="ogg", text_codec="", covers="none")

#: Muxers that take a recording's tags from its stream.
_TAGGED_STREAMS = {"ogg", "opus"}

#: How far before a moment to look for its keyframe, step by step (ms).
_LOOK_BACK = (0, 30 * SECOND, 10 * MINUTE)

#: A file's name holds 255 bytes; this much of a title is enough to know it by.
_NAME_BYTES = 80

#: A keyframe this little after a moment (ms) counts as at it: files round their times.
_NEAR = 100

#: Interleaved sound may be this much before its picture in the file (ms).
_INTERLEAVED = 5 * SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """What `split` wrote, and what had to be changed."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...] = ()


def split(
    chapters: Sequence[Chapter],
    media: Path | MediaInfo,
    folder: Path,
    progress: Callable[[Part], None] = lambda part: None,
    announce: Callable[[Sequence[Part], Sequence[Problem]], None] = lambda parts, problems: None,
    *,
    wanted: Callable[[Part], bool] = lambda part: True,
    exact: bool = False,
) -> Split:
    """Write each of ``chapters`` of ``media`` to a file of its own in ``folder``.

    ``media`` is a file, or what `probe` said of it. The files are called ``01 Title.mp4``.
    Chapters without a keyframe between them are one file: there is no picture to cut at. With
    ``exact`` the pictures from a cut to the next keyframe are encoded anew instead.
    ``announce`` is called with all parts, and which chapters were joined, before the first is
    written, and may raise; those that are not ``wanted`` are left out; ``progress`` is called with
    each part that is done. Raises MediaError, OutputError; parts that were finished stay then, and
    no half one does.
    """
    found = probed(media)
    muxer = _muxer(found)
    fitted = fit(chapters, found.duration, Limits(), opening="")
    if not fitted.chapters:
        raise MediaError("there are no chapters to cut at", where=str(found.path))
    cutter = Cutter(found) if exact and found.has_video else None
    parts, joined = plan(fitted.chapters, found, folder, cutter)
    if cutter:
        joined = (*joined, *_encoded_whole(cutter, parts))
    announce(parts, joined)
    lost: tuple[str, ...] = ()
    # Outside of it: what a callback raises is not about the media.
    for part, missing in _written(found.path, parts, muxer, wanted, cutter):
        lost = missing
        progress(part)
    problems = [Problem(code="M009", severity="warning", message=f"not kept: {x}") for x in lost]
    return Split(parts=parts, problems=(*fitted.problems, *joined, *problems))


def _written(
    media: Path,
    parts: Sequence[Part],
    muxer: Muxer,
    wanted: Callable[[Part], bool],
    cutter: Cutter | None,
) -> Iterator[tuple[Part, tuple[str, ...]]]:
    """Each part as it is written, with a line for each stream that is not in it."""
    # Opened anew for this: no seek leads back to what is before 0, as a sound's run-in may.
    with open_media(media) as source:
        covers = read_covers(media, source, muxer)
        for number, part in enumerate(parts, 1):
            if not wanted(part):
                continue
            if number > 1:
                source.seek(max(0, part.start - _INTERLEAVED) * 1000)
            position = f"{number}/{len(parts)}"
            yield part, _write(source, media, part, muxer, covers, position, cutter)


def plan(
    chapters: Sequence[Chapter], media: MediaInfo, folder: Path, cutter: Cutter | None = None
) -> tuple[tuple[Part, ...], tuple[Problem, ...]]:
    """Where ``chapters`` (in order, apart) are cut and what the files are called; and which of
    them are one file, since they have one keyframe (or with a ``cutter``, picture) in common.
    """
    starts = [chapter.start for chapter in chapters]
    near = 0 if cutter else _NEAR
    groups = _by_cut(chapters, cutter.cuts(starts) if cutter else _cuts(media, starts), near)
    cuts = [cut for cut, _ in groups] + [None]
    digits = max(2, len(str(len(groups))))
    parts = []
    for number, (cut, group) in enumerate(groups, 1):
        chapter = _joined(group)
        name = f"{number:0{digits}} {safe_name(chapter.title)}{media.path.suffix.lower()}"
        after = groups[number][1][0].start if number < len(groups) else media.duration
        end = cuts[number] if chapter.end >= after - near else chapter.end
        parts.append(Part(path=folder / name, chapter=chapter, start=cut, end=end))
    what = "picture" if cutter else "keyframe"
    problems = [_told(group, what) for _, group in groups if len(group) > 1]
    return tuple(parts), tuple(problems)


def _by_cut(
    chapters: Sequence[Chapter], cuts: Sequence[int], near: int
) -> list[tuple[int, list[Chapter]]]:
    """The chapters that are cut at one place, or this ``near`` to it (ms), by that place (ms)."""
    groups: list[tuple[int, list[Chapter]]] = []
    for chapter, cut in zip(chapters, cuts, strict=True):
        if groups and cut <= groups[-1][0] + near:
            groups[-1][1].append(chapter)
        else:
            groups.append((cut, [chapter]))
    return groups


def _joined(group: Sequence[Chapter]) -> Chapter:
    """One chapter of several, with all their titles."""
    title = " + ".join(chapter.title for chapter in group)
    return replace(group[0], end=group[-1].end, title=title)


def _told(group: Sequence[Chapter], what: str) -> Problem:
    times = ", ".join(format_clock(chapter.start) for chapter in group)
    return Problem(
        code="M011",
        severity="warning",
        message=f"the chapters at {times} are one file: the video has no {what} between them",
    )


def _encoded_whole(cutter: Cutter, parts: Sequence[Part]) -> list[Problem]:
    """What is said where copied pictures cannot follow those that are encoded anew."""
    count = cutter.check(cutter.stretches(part.start, part.end) for part in parts)
    message = (
        f"{count} of {len(parts)} files are encoded as a whole, not only from the cut to the next "
        f"keyframe: {cutter.codec} cannot be joined in these files"
    )
    return [Problem(code="M012", severity="warning", message=message)] if count else []


def safe_name(title: str) -> str:
    """A title as a file name that every file system takes, not too long, no ``/``."""
    text = unicodedata.normalize("NFC", title)
    text = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]+', "-", text)
    if len(text.encode()) > _NAME_BYTES:
        text = text.encode()[:_NAME_BYTES].decode(errors="ignore")
        text = text.rpartition(" ")[0] or text
    return " ".join(text.split()).strip(" .-") or "chapter"


def _muxer(media: MediaInfo) -> Muxer:
    writer = container_of(media).writer
    suffix = media.path.suffix.lower()
    if not isinstance(writer, Muxer):
        return _SOUND_MUXERS.get(suffix, _OGG)
    return mp4.matching_muxer(media, writer) if writer.is_mp4 else writer


def _cuts(media: MediaInfo, starts: Sequence[int]) -> list[int]:
    """The last keyframe at or before each moment; where there is no picture, the moment."""
    if not media.has_video:
        return list(starts)
    with open_media(media.path) as source:
        picture = next(stream for stream in source.streams.video if not is_cover(stream))
        return [_keyframe_before(source, picture, start) if start else 0 for start in starts]


def _keyframe_before(source: InputContainer, stream: Any, moment: int) -> int:
    latest = moment + _NEAR
    for back in _LOOK_BACK:
        found = None
        source.seek(max(0, moment - back) * 1000)
        for packet in packets(source, [stream.index]):
            if packet.dts is not None and ticks_to_ms(packet.dts, packet.time_base) > latest:
                break
            at = ticks_to_ms(packet.pts or 0, packet.time_base)
            if packet.is_keyframe and at <= latest:
                found = at
        if found is not None:
            return found
    return 0


def _write(
    source: InputContainer,
    media: Path,
    part: Part,
    muxer: Muxer,
    covers: Mapping[int, bytes],
    position: str,
    cutter: Cutter | None,
) -> tuple[str, ...]:
    """Copy one part to its file; gives a line for each stream that is not in it."""
    with atomic_path(part.path, mode_from=media) as temporary:
        with writing(temporary, muxer.name, muxer.options) as target:
            tagged = {"title": part.chapter.title, "track": position}
            target.metadata.update({**file_tags(source), **tagged})
            copies, lost = copy_streams(source, target, muxer, covers)
            if muxer.name in _TAGGED_STREAMS:
                for copy in copies.values():
                    copy.metadata.update(tagged)
            length = copy_part(source, target, copies, part, cutter, is_mp4=muxer.is_mp4)
        if muxer.name == "flac":
            tags.set_flac_length(temporary, length)
    return lost
