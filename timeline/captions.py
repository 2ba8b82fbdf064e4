"""The speech of a video in all the languages that there are, beside the one that places points.

Subtitles beside a summary or its video (``talk.de.vtt``), those of the video's site, and the text
tracks inside the video.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from timeline.errors import TimelineError
from timeline.loader import Loaded, Notes, read_transcript
from timeline.model import Transcript
from timeline.subtitle_names import parse_subtitle_name

#: More languages than this are left out: sites translate into hundreds by machine.
MAX_LANGUAGES = 40


def all_transcripts(loaded: Loaded) -> tuple[tuple[Transcript, ...], Notes]:
    """Every transcript of what was loaded, the one that was used first, each with its language.

    The notes have a line for each that could not be read, and for those left out. The same text
    twice (``talk.en.srt`` beside ``talk.en.vtt``) counts once.
    """
    notes: list[str] = []
    used = loaded.transcript
    if used and loaded.transcript_path:
        used = named_by_file(used, loaded.transcript_path)
    found = {_content(used): used} if used else {}
    for transcript in chain(_from_files(loaded, notes), _from_media(loaded, notes)):
        if len(found) == MAX_LANGUAGES:
            notes.append(f"captions in {MAX_LANGUAGES} languages; the others are left out")
            break
        found.setdefault(_content(transcript), transcript)
    return tuple(found.values()), tuple(notes)


def named_by_file(transcript: Transcript, path: Path) -> Transcript:
    """The transcript with the language that its file's name has (``talk.de.srt``), where its text
    says none, and with the title: what it is for (``talk.de.sdh.srt``), or a name of its own
    (``talk.director.srt``).
    """
    name = parse_subtitle_name(path.stem)
    return replace(
        transcript,
        language=transcript.language or name.language,
        title=transcript.title or name.title,
    )


def _from_files(loaded: Loaded, notes: list[str]) -> Iterator[Transcript]:
    for path in loaded.other_transcripts:
        try:
            transcript, read_notes = read_transcript(path)
        except TimelineError as error:
            notes.append(f"{path} was not used: {error.message}")
            continue
        notes.extend(read_notes)
        yield named_by_file(transcript, path)


def _from_media(loaded: Loaded, notes: list[str]) -> Iterator[Transcript]:
    """The text tracks inside the video: read where there is one that was not."""
    info = loaded.media_info
    is_read = loaded.transcript is not None and info and info.transcript is loaded.transcript
    if info is None or len(info.speech_streams) <= (1 if is_read else 0):
        return
    from timeline.media import read_transcripts

    try:
        yield from read_transcripts(info.path)
    except TimelineError as error:
        notes.append(f"the text tracks in {info.path} were not used: {error.message}")


def _content(transcript: Transcript) -> tuple[object, ...]:
    return tuple((segment.start, segment.text) for segment in transcript.segments)
