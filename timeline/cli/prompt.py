"""``timeline prompt``: a prompt for any assistant, from a link, a transcript or a media file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from timeline import files
from timeline.cli import messages
from timeline.cli.options import SUMMARY
from timeline.errors import InputError
from timeline.loader import LoadRequest, load_one, read_transcript
from timeline.model import Chapter, Transcript
from timeline.prompt import MAX_LENGTH, build_prompt


@click.command(short_help="Print a prompt for any assistant.")
@click.argument("source", type=SUMMARY, metavar="URL|TRANSCRIPT|MEDIA")
@click.option(
    "--length",
    type=click.IntRange(2000),
    default=MAX_LENGTH,
    show_default=True,
    metavar="CHARACTERS",
    help="Cut the transcript so that the prompt is no longer.",
)
@click.option("--lang", default="", metavar="LANG", help="Language of the summary: German.")
def prompt(source: str, length: int, lang: str) -> None:
    """Print a prompt, the transcript with its times in it, to paste into any assistant.

    Its answer is a summary that all other commands read. Nothing is sent anywhere. A link's
    subtitles are fetched and stored in this folder; a media file has a text track, or a
    transcript of its name beside it.

    \b
    Examples:
      timeline prompt talk.en.vtt | pbcopy
      timeline prompt https://www.youtube.com/watch?v=... --length 40000
    """
    title, chapters, transcript = _transcript_of(source)
    if not transcript.segments:
        raise InputError("there is no speech in it", where=source)
    text = build_prompt(
        transcript, title=title, language=lang, chapters=chapters, max_length=length
    )
    messages.data(text)
    if not sys.stdout.isatty():
        messages.note(f"{len(text):,} characters")


def _transcript_of(source: str) -> tuple[str, tuple[Chapter, ...], Transcript]:
    """Title, own chapters and transcript of the source."""
    if not (files.is_link(source) or files.is_media(source)):
        transcript, notes = read_transcript(Path(source))
        for note in notes:
            messages.note(note)
        return "", (), transcript
    loaded = load_one(LoadRequest(source=source, transcript=_beside(source)))
    for note in loaded.notes:
        messages.note(note)
    if loaded.transcript is None:
        what = "the site has no subtitles for it"
        if loaded.media_info:
            what = "it has no text track, and there is no transcript beside it"
        raise InputError(what, where=source)
    title = loaded.timeline.title or (loaded.media.stem if loaded.media else "")
    return title, loaded.timeline.chapters, loaded.transcript


def _beside(source: str) -> Path | None:
    """The transcript beside a media file: the prompt cannot do without, so it must be readable."""
    if files.is_link(source):
        return None
    return files.first_full(files.siblings(Path(source), files.TRANSCRIPT_SUFFIXES))
