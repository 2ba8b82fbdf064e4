"""Write chapters and text tracks into a media file, and leave everything else as it was.

MP4, MOV, Matroska and WebM are copied packet by packet into a new file; MP3, Ogg and FLAC are
copied byte by byte, and their tags rewritten. Either way the new file takes its name when it is
whole, so the original is never at risk. The one exception is asked for: in place, mkvpropedit
edits a Matroska file itself.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from timeline.atomic import atomic_path
from timeline.errors import MediaError
from timeline.media import ebml, mkvpropedit, mp4, tags
from timeline.media.limits import Limits, fit
from timeline.media.probe import MediaInfo, probe, probed
from timeline.media.remux import Muxer, Progress, remux
from timeline.media.subtitle_tracks import TextTrack
from timeline.model import Chapter, Problem
from timeline.times import MAX_TIME_MS

TagWriter = Callable[[Path, Sequence[Chapter]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A kind of file that chapters can be written into: its suffixes, limits and writer."""

    name: str
    suffixes: tuple[str, ...]
    limits: Limits = field(default_factory=Limits)
    writer: Muxer | TagWriter


_MP4 = Limits(count=255, title_bytes=255, gaps=False, late=False)
_COMMENTS = Limits(count=1000, gaps=False)
_PASS = {"default_mode": "passthrough"}

CONTAINERS = (
    Container(
        name="MP4",
        suffixes=(".mp4", ".m4v", ".m4a", ".m4b"),
        limits=_MP4,
        writer=Muxer(name="mp4", text_codec="mov_text", is_mp4=True, covers="stream"),
    ),
    Container(
        name="MP4",
        suffixes=(".mov",),
        limits=_MP4,
        # Without this flag QuickTime's own keys (a phone's place and model) are lost.
        writer=Muxer(
            name="mov",
            text_codec="mov_text",
            options={"movflags": "use_metadata_tags"},
            is_mp4=True,
            covers="stream",
        ),
    ),
    Container(
        name="Matroska",
        suffixes=(".mkv", ".mka", ".mk3d"),
        writer=Muxer(name="matroska", text_codec="subrip", options=_PASS),
    ),
    Container(
        name="Matroska",
        suffixes=(".webm",),
        writer=Muxer(name="webm", text_codec="webvtt", options=_PASS),
    ),
    Container(
        name="MP3",
        suffixes=(".mp3",),
        limits=Limits(count=tags.MAX_TOC_ENTRIES),
        writer=tags.write_id3,
    ),
    Container(
        name="Ogg",
        suffixes=(".ogg", ".oga", ".ogv", ".opus"),
        limits=_COMMENTS,
        writer=tags.write_comments,
    ),
    Container(name="FLAC", suffixes=(".flac",), limits=_COMMENTS, writer=tags.write_comments),
)

SUFFIXES = tuple(suffix for container in CONTAINERS for suffix in container.suffixes)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedResult:
    """What `embed` wrote: the file, its chapters as written, and what had to be changed."""

    path: Path
    chapters: tuple[Chapter, ...]
    problems: tuple[Problem, ...] = ()


def embed(
    chapters: Sequence[Chapter],
    media: Path | MediaInfo,
    target: Path,
    *,
    tracks: Sequence[TextTrack] = (),
    progress: Progress = lambda done: None,
) -> EmbedResult:
    """Write ``media`` to ``target`` with ``chapters`` instead of its own, and ``tracks`` added.

    ``media`` is a file, or what `probe` said of it, so that it need not be opened for that again.
    ``target`` may be ``media`` itself: then it is replaced, in one step, by the whole new file;
    a Matroska file is edited by mkvpropedit instead where that is installed. ``progress`` is
    called with how many bytes of ``media`` are done. Raises MediaError, OutputError, and
    nothing has changed then.
    """
    found = _known(media, target) if not tracks else probed(media)
    media = found.path
    container = container_of(found)
    check_suffix(container, target)
    if tracks and not isinstance(container.writer, Muxer):
        raise MediaError(
            f"{container.name} holds no text tracks",
            where=str(media),
            hint="leave out --tracks, or use MP4 or Matroska",
        )
    fitted = fit(chapters, found.duration, container.limits, found.title or "Start")
    tracks = [_within(track, found.duration) for track in tracks]
    in_place = os.path.exists(target) and target.samefile(media)
    if in_place and not tracks and container.name == "Matroska" and mkvpropedit.is_installed():
        mkvpropedit.write_chapters(media, fitted.chapters)
        return EmbedResult(path=target, chapters=fitted.chapters, problems=fitted.problems)
    with atomic_path(target, mode_from=media) as temporary:
        lost = _write(container.writer, found, temporary, fitted.chapters, tracks, progress)
        if lost and in_place:
            raise MediaError(lost[0], where=str(media), hint="write to a new file with -o instead")
        _check(temporary, found, len(fitted.chapters))
    problems = [
        Problem(code="M009", severity="warning", message=f"not kept: {line}") for line in lost
    ]
    return EmbedResult(
        path=target, chapters=fitted.chapters, problems=(*fitted.problems, *problems)
    )


def _known(media: Path | MediaInfo, target: Path) -> MediaInfo:
    """What is known of a file; of one that mkvpropedit edits no more than that takes."""
    suffixes = {s for c in CONTAINERS if c.name == "Matroska" for s in c.suffixes}
    if isinstance(media, MediaInfo) or media.suffix.lower() not in suffixes:
        return probed(media)
    if not (target.exists() and target.samefile(media) and mkvpropedit.is_installed()):
        return probe(media)
    said = ebml.info(media)
    if said is None or said.duration <= 0:
        return probe(media)
    duration = min(said.duration, MAX_TIME_MS)
    return MediaInfo(path=media, container="Matroska", duration=duration, title=said.title)


def container_of(media: MediaInfo) -> Container:
    """The container of a media file, one that chapters can be written into.

    Raises MediaError where there is none, or where the file's suffix belongs to another one.
    """
    known = [container for container in CONTAINERS if container.name == media.container]
    if not known:
        raise MediaError(
            f"chapters cannot be written into {media.container}",
            where=str(media.path),
            hint=f"they can into {', '.join(SUFFIXES)}",
        )
    for container in known:
        if media.path.suffix.lower() in container.suffixes:
            return container
    raise MediaError(
        f"this is {media.container}, whatever its name says",
        where=str(media.path),
        hint=f"rename it to {media.path.with_suffix(known[0].suffixes[0]).name}",
    )


def _within(track: TextTrack, duration: int) -> TextTrack:
    """The track without what would come after the end of the media, and make it longer."""
    cues = (replace(cue, end=min(cue.end, duration)) for cue in track.cues if cue.start < duration)
    return replace(track, cues=tuple(cues))


def check_suffix(container: Container, target: Path) -> None:
    """Raise MediaError where ``target`` is named as another kind of file."""
    if target.suffix.lower() not in container.suffixes:
        raise MediaError(
            f"the new file must be of the same kind: {' or '.join(container.suffixes)}",
            where=str(target),
        )


def _write(
    writer: Muxer | TagWriter,
    media: MediaInfo,
    temporary: Path,
    chapters: Sequence[Chapter],
    tracks: Sequence[TextTrack],
    progress: Progress,
) -> tuple[str, ...]:
    if not isinstance(writer, Muxer):
        shutil.copyfile(media.path, temporary)
        writer(temporary, chapters)
        return ()
    if not writer.is_mp4:
        return remux(media.path, temporary, writer, chapters, tracks, progress)
    writer = mp4.matching_muxer(media, writer)
    lost = remux(media.path, temporary, writer, chapters, tracks, progress)
    mp4.copy_tags(media.path, temporary)
    return lost


def _check(temporary: Path, before: MediaInfo, chapters: int) -> None:
    """Read the new file back before it takes its name."""
    after = probe(temporary)
    if len(after.chapters) != chapters:
        raise MediaError(
            f"only {len(after.chapters)} of {chapters} chapters could be written",
            where=str(before.path),
        )
