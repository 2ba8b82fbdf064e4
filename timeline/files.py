"""What a source is, and how it is read: a link, standard input, a file, a folder of files.

Reading decodes (``timeline.decoding``). Writing is ``timeline.atomic``'s.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from timeline.decoding import Decoded, decode
from timeline.errors import InputError
from timeline.kinds import KINDS

#: A summary is text that somebody reads. Ten hours of transcript are under 2 MB.
MAX_TEXT_BYTES = 64 * 1024 * 1024

STDIN = "-"

MEDIA_SUFFIXES = (
    ".mp4 .m4v .mov .mkv .webm .mp3 .m4a .m4b .ogg .oga .ogv .opus .flac .wav .aac .avi .ts"
).split()
#: What ``export`` puts before the suffix of the files it writes.
_GENERATED = ("chapters", *(kind.track for kind in KINDS), "timeline", "thumbnails")

#: What is a transcript by its name alone; `timeline.transcripts` reads more, when it is given.
TRANSCRIPT_SUFFIXES = tuple(
    ".vtt .srt .json3 .srv1 .srv2 .srv3 .ttml .dfxp .sbv .ass .ssa .smi".split()
)
SUMMARY_SUFFIXES = (
    ".txt .md .markdown .html .htm .vtt .srt .json .xml .psc .cue .csv .ffmetadata .ffmeta"
).split()


def read_text(path: Path | str, encoding: str | None = None) -> str:
    """The text of a file, or of standard input for ``-``. Raises InputError, naming the file."""
    return read_decoded(path, encoding).text


def read_decoded(path: Path | str, encoding: str | None = None) -> Decoded:
    """``read_text``, with what was assumed of the encoding where none is named."""
    if str(path) == STDIN:
        if sys.stdin is None:
            raise InputError("it is closed", where="standard input")
        return decode(
            _bounded(sys.stdin.buffer.read(MAX_TEXT_BYTES + 1)), "standard input", encoding
        )
    try:
        size = os.stat(path).st_size
        if size > MAX_TEXT_BYTES:
            raise _too_large(size, str(path))
        with open(path, "rb") as file:
            data = file.read(MAX_TEXT_BYTES + 1)
    except OSError as error:
        raise InputError(_reason(error), where=str(path)) from None
    return decode(_bounded(data, str(path)), str(path), encoding)


def is_link(source: object) -> bool:
    """Whether a source is the http or https address of something, rather than a path."""
    return isinstance(source, str) and source.lower().startswith(("http://", "https://"))


def is_media(path: Path | str) -> bool:
    """Whether a file is video or audio, by its ending."""
    return Path(path).suffix.lower() in MEDIA_SUFFIXES


def summaries_in(folder: Path) -> list[Path]:
    """The files of a folder that may be summaries, in order of name, tracks of ours left out.

    Raises InputError where there is none.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise InputError(_reason(error), where=str(folder)) from None
    media = {path.stem for path in files if path.suffix.lower() in MEDIA_SUFFIXES}
    found = [
        path
        for path in files
        if path.suffix.lower() in SUMMARY_SUFFIXES
        and not path.name.startswith(".")
        and not is_generated(path)
        and not _is_sibling_transcript(path, media, files)
    ]
    if not found:
        raise InputError("there is no summary in this folder", where=str(folder))
    return found


def stem(path: Path) -> str:
    """The name that a summary's files share: ``talk`` of ``talk.txt`` or ``talk.timeline.json``."""
    name = path.stem
    for part in (*_GENERATED, "info"):
        name = name.removesuffix(f".{part}")
    return name or path.name


def is_generated(path: Path) -> bool:
    """Whether a file is named as ``export`` names what it writes (``talk.chapters.vtt``)."""
    inner = path.name.lower().split(".")[1:-1]
    return any(part in _GENERATED for part in inner)


def siblings(path: Path, suffixes: tuple[str, ...] | list[str]) -> list[Path]:
    """Files next to ``path`` with its stem (``talk.en.vtt`` for ``talk.txt``) and a suffix."""
    first = path.name.split(".")[0] if path.suffix else path.name
    wanted = {first, path.stem, stem(path)}
    try:
        files = sorted(path.parent.iterdir())
    except OSError:
        return []
    return [
        file
        for file in files
        if file.suffix.lower() in suffixes
        and file != path
        and _base(file) in wanted
        and not is_generated(file)
        and file.is_file()
    ]


def _base(file: Path) -> str:
    """The name without suffix and language: ``talk`` of ``talk.en-GB.vtt``."""
    stem = file.stem
    head, dot, tail = stem.rpartition(".")
    language = dot and len(tail) <= 10 and tail.replace("-", "").isalnum()
    return head if language and file.suffix.lower() in TRANSCRIPT_SUFFIXES else stem


def _is_sibling_transcript(path: Path, media: set[str], files: list[Path]) -> bool:
    """A subtitle file next to a summary or media of its name is their transcript."""
    if path.suffix.lower() not in TRANSCRIPT_SUFFIXES:
        return False
    base = _base(path)
    others = (file for file in files if file != path and file.suffix not in TRANSCRIPT_SUFFIXES)
    return base in media or any(file.stem == base for file in others)


def _bounded(data: bytes, where: str = "standard input") -> bytes:
    if len(data) > MAX_TEXT_BYTES:
        raise _too_large(len(data), where)
    return data


def _too_large(size: int, where: str) -> InputError:
    return InputError(
        f"this is {size / 1_048_576:,.0f} MB or more; a summary has at most "
        f"{MAX_TEXT_BYTES // 1_048_576} MB",
        where=where,
    )


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
