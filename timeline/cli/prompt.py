"""``timeline prompt``: a prompt for any assistant, from a link, a transcript or a media file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from timeline import files
from timeline.cli import messages
from timeline.errors import InputError
from timeline.model import Chapter, Transcript
from timeline.prompt import MAX_LENGTH, build_prompt


@click.command(short_help="Print a prompt for any assistant.")
@click.argument("source", metavar="URL|TRANSCRIPT|MEDIA")
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
    from timeline.fetch import is_url

    if is_url(source):
        return _fetched(source)
    path = Path(source)
    if path.suffix.lower() in files.MEDIA_SUFFIXES:
        from timeline.media import probe

        found = probe(path)
        return found.title or path.stem, found.chapters, _of_media(path)
    return "", (), _read(path)


def _fetched(url: str) -> tuple[str, tuple[Chapter, ...], Transcript]:
    from timeline.fetch import fetch

    item = fetch(url)[0]
    for line in item.missing:
        messages.note(f"not got: {line}")
    if not item.subtitles:
        raise InputError("the site has no subtitles for it", where=url)
    timeline = item.parsed.timeline
    return timeline.title, timeline.chapters, _read(item.subtitles[0])


def _of_media(path: Path) -> Transcript:
    from timeline.media import probe, read_transcript

    if siblings := files.siblings(path, files.TRANSCRIPT_SUFFIXES):
        return _read(siblings[0])
    if probe(path).text_streams:
        return read_transcript(path)
    raise InputError("it has no text track, and there is no transcript beside it", where=str(path))


def _read(path: Path) -> Transcript:
    from timeline.errors import TimelineError
    from timeline.transcripts import parse_transcript

    text, note = files.read_decoded(path)
    if note:
        messages.note(f"{path}: {note}")
    try:
        return parse_transcript(text)
    except TimelineError as error:
        raise error.at(str(path)) from None
