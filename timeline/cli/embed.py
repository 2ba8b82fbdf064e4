"""``timeline embed``: chapters and text tracks into a media file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from timeline.cli import messages
from timeline.cli.options import (
    FILE,
    SUMMARY,
    Command,
    OutputPath,
    encoding_option,
    from_option,
    overwriting_options,
    scale_option,
    shift_option,
    transcript_option,
)
from timeline.errors import InputError, MediaError
from timeline.kinds import KINDS, counted
from timeline.loader import Loaded, LoadRequest, load_one
from timeline.media import TextTrack
from timeline.media import embed as embed_into
from timeline.tracks import NOUNS, track
from timeline.written import Overwriting, remember


@click.command(cls=Command, short_help="Write chapters into a media file.")
@click.argument("summary", type=SUMMARY)
@click.argument("media", type=FILE)
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
    metavar="FILE",
    help="The new file. [default: NAME.chapters.mp4 beside MEDIA]",
)
@click.option("--in-place", is_flag=True, help="Replace MEDIA itself instead.")
@click.option("--tracks", is_flag=True, help="Add insights, Q&A and transcript as text tracks.")
@overwriting_options
@transcript_option
@from_option
@encoding_option
@shift_option
@scale_option
def embed(
    summary: str,
    media: Path,
    output: Path | None,
    in_place: bool,
    tracks: bool,
    force: bool,
    no_clobber: bool,
    **load_options: Any,
) -> None:
    """Write a summary's chapters into MEDIA, without re-encoding it.

    MP4, M4A, M4B, MOV, MKV, WebM, MP3, Ogg, Opus and FLAC. Picture, sound, tags and cover stay
    as they are. A new file is written atomically.

    \b
    Examples:
      timeline embed talk.txt talk.mp4
      timeline embed talk.txt talk.mkv --tracks -o talk-with-notes.mkv
      timeline embed book.txt book.m4b --in-place
    """
    loaded = load_one(LoadRequest(source=summary, media=media, **load_options))
    for note in loaded.notes:
        messages.note(note)
    if not loaded.timeline.chapters:
        raise InputError("there are no chapters in it", where=summary)
    target = _target(media, output, in_place=in_place)
    if not in_place and not Overwriting(force=force, no_clobber=no_clobber).allows(target):
        messages.note(f"kept {target}, which is there")
        return
    texts = _texts(loaded) if tracks else []
    with messages.bytes_bar(media.name, media.stat().st_size) as progress:
        done = embed_into(
            loaded.timeline.chapters,
            loaded.media_info or media,
            target,
            tracks=texts,
            progress=progress,
        )
    messages.warnings(done.problems)
    contents = [
        counted(len(done.chapters), NOUNS["chapters"]),
        *(text.label.lower() for text in texts),
    ]
    if not in_place:
        remember([done.path])
    messages.wrote(done.path, ", ".join(contents))


def _target(media: Path, output: Path | None, *, in_place: bool) -> Path:
    if in_place:
        if output:
            raise InputError("give --in-place or -o, not both")
        return media
    target = output or media.with_name(f"{media.stem}.chapters{media.suffix}")
    if target.is_dir():
        target = target / media.name
    if os.path.exists(target) and target.samefile(media):
        raise MediaError("this is MEDIA itself", where=str(target), hint="--in-place replaces it")
    return target


def _texts(loaded: Loaded) -> list[TextTrack]:
    """The tracks of points and the transcript: those that have a cue."""
    texts = [TextTrack.of_track(track(loaded.timeline, kind.track)) for kind in KINDS]
    inside = loaded.media_info.transcript if loaded.media_info else None
    if loaded.transcript and loaded.transcript is not inside:
        texts.append(TextTrack.of_transcript(loaded.transcript))
    return [text for text in texts if text.cues]
