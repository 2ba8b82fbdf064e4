"""What a source is, and how it is read: a link, standard input, a file, a folder of files.

Reading decodes (``timeline.decoding``). Writing is ``timeline.atomic``'s.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from timeline.decoding import Decoded, decode
from timeline.errors import InputError
from timeline.kinds import KINDS
from timeline.subtitle_names import parse_subtitle_name

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
#: What may lie beside a summary and belong to it.
_BESIDE = {*MEDIA_SUFFIXES, *TRANSCRIPT_SUFFIXES}


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


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a file is in ``folder``, which is resolved, once every symbolic link is followed."""
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):  # a link that leads to itself
        return False


def summaries_in(folder: Path) -> list[Path]:
    """The files of a folder that may be summaries, in order of name, tracks of ours left out.

    Raises InputError where there is none.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise InputError(_reason(error), where=str(folder)) from None
    found = summaries_among(files)
    if not found:
        raise InputError("there is no summary in this folder", where=str(folder))
    return found


def summaries_among(files: Sequence[Path]) -> list[Path]:
    """Those of a folder's files that may be summaries, by their names, in the order given.

    Subtitles beside a summary or media of their name are its transcript.
    """
    beside = {path.stem for path in files if path.suffix.lower() not in TRANSCRIPT_SUFFIXES}
    return [
        path
        for path in files
        if path.suffix.lower() in SUMMARY_SUFFIXES
        and not path.name.startswith(".")
        and not is_generated(path)
        and not (path.suffix.lower() in TRANSCRIPT_SUFFIXES and beside.intersection(_bases(path)))
    ]


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
    """Files next to ``path`` with its stem (``talk.en.vtt`` for ``talk.txt``) and a suffix.

    In order of name, after those that are called the default: ``talk.en.default.srt``.
    """
    first = path.name.split(".")[0] if path.suffix else path.name
    try:
        by_base = _names_by_base(path.parent)
    except OSError:
        return []
    names = {name for base in {first, path.stem, stem(path)} for name in by_base.get(base, ())}
    files = (path.parent / name for name in sorted(names, key=_rank))
    return [
        file
        for file in files
        if file.suffix.lower() in suffixes and file != path and file.is_file()
    ]


def first_full(subtitles: Iterable[Path]) -> Path | None:
    """The first that has all that is said: forced ones have only what is in other languages."""
    return next((path for path in subtitles if not parse_subtitle_name(path.stem).is_forced), None)


def is_settled(changed: int) -> bool:
    """Whether a further change now would give another time than ``changed`` (nanoseconds).

    The clocks of file systems are coarse: to some milliseconds, or where there are no fractions
    of a second at all, to two seconds.
    """
    tick = 20_000_000 if changed % 1_000_000_000 else 2_000_000_000
    return abs(time.time_ns() - changed) > tick


def _names_by_base(folder: Path) -> Mapping[str, Sequence[str]]:
    """The names in a folder that may be beside a summary, by their own name without suffix.

    Kept for as long as the folder does not change: a summary of thousands in a folder does not
    list it again.
    """
    changed = os.stat(folder).st_mtime_ns
    return (_listed if is_settled(changed) else _listed.__wrapped__)(folder, changed)


@lru_cache(maxsize=16)
def _listed(folder: Path, changed: int) -> Mapping[str, Sequence[str]]:
    by_base: dict[str, list[str]] = {}
    for name in os.listdir(folder):
        file = Path(name)
        if file.suffix.lower() in _BESIDE and not is_generated(file):
            for base in _bases(file):
                by_base.setdefault(base, []).append(name)
    return by_base


def _bases(file: Path) -> Sequence[str]:
    """What the name without suffix, and of subtitles without language, may be: ``talk`` of
    ``talk.en-GB.vtt``.
    """
    if file.suffix.lower() in TRANSCRIPT_SUFFIXES:
        return parse_subtitle_name(file.stem).bases
    return (file.stem,)


def _rank(name: str) -> tuple[bool, str]:
    return not parse_subtitle_name(Path(name).stem).is_default, name


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
