"""Subtitle files.

WebVTT (https://www.w3.org/TR/webvtt1/) goes through webvtt-py; SRT is WebVTT with commas in its
times and no signature. SAMI and ASS go through pysubs2. SBV is what YouTube's studio exports:
``0:00:01.000,0:00:04.000``, then the lines.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from timeline import times
from timeline.errors import FormatError, InputError
from timeline.formats import webvtt
from timeline.libraries import importing
from timeline.transcripts.captions import Caption, caption

if TYPE_CHECKING:
    from pysubs2 import SSAFile

_COMMA = re.compile(r"(?<=\d),(?=\d{1,3}\b)")
_LANGUAGE = re.compile(r"language:\s*([\w-]+)", re.I)
# The styles of SRT, and the codes in braces that players take from ASS: {\an8}.
_CODES = re.compile(r"\{\\[^{}\n]{0,99}\}")
_SBV = re.compile(r"(\d{1,3}:\d\d:\d\d\.\d{3}),(\d{1,3}:\d\d:\d\d\.\d{3})$", re.M)


_WHOLE = re.compile(r"(?<![\d.:])(?:\d{1,3}:)?\d{1,2}:\d\d(?![\d.:])")
#: Whisper prints brackets around the times, and the words behind them: lines with times.
_TIMES = re.compile(
    r"^[ \t]*[\d:.,]{3,20}[ \t]*-->[ \t]*[\d:.,]{3,20}"
    r"(?:[ \t]+[A-Za-z]\w{0,20}:\S{1,40}){0,9}[ \t]*$",
    re.M,
)


def is_webvtt(text: str) -> bool:
    """Whether there is a line of two times and an arrow, and no words, or WebVTT's signature."""
    return text.startswith("WEBVTT") or ("-->" in text and bool(_TIMES.search(text)))


def read_webvtt(text: str) -> tuple[list[Caption], str]:
    """The captions of WebVTT and SRT. Raises InputError, for tracks that we write, too."""
    with importing("webvtt", FormatError):
        from webvtt import WebVTT
        from webvtt.errors import MalformedFileError

    text = _with_decimal_points(text)
    text = text if text.startswith("WEBVTT") else f"WEBVTT\n\n{text}"
    try:
        file = WebVTT.from_string(text)
    except MalformedFileError:
        raise InputError("not a transcript") from None
    if track := webvtt.own_track(file):
        raise InputError(
            f"this is the track of {track} that timeline wrote, not a transcript",
            hint="give the video's own subtitles",
        )
    language = _LANGUAGE.search("\n".join(file.metadata))
    return [_of_webvtt(each) for each in file.captions], language[1] if language else ""


def _with_decimal_points(text: str) -> str:
    """The text, its times with the milliseconds that WebVTT wants, after a point."""
    return "\n".join(
        _WHOLE.sub(r"\g<0>.000", _COMMA.sub(".", line)) if "-->" in line else line
        for line in text.split("\n")
    )


def _of_webvtt(cue: Any) -> Caption:
    text = _CODES.sub("", html.unescape(cue.text))
    voice = html.unescape(cue.voice or "")
    return caption(times.parse(cue.start), times.parse(cue.end), text, voice)


def is_sami(text: str) -> bool:
    """Whether the root is ``SAMI``."""
    return text[:500].lstrip().upper().startswith("<SAMI")


def read_sami(text: str) -> tuple[list[Caption], str]:
    """The captions of SAMI. Raises InputError where it is broken."""
    return _captions(_with_pysubs2(text, "sami", "SAMI")), ""


def is_ass(text: str) -> bool:
    """Whether there are the sections of ASS or SSA."""
    return "[Events]" in text and "\nDialogue:" in text


def read_ass(text: str) -> tuple[list[Caption], str]:
    """The captions of ASS and SSA, without comments. Raises InputError where it is broken."""
    older = "v4+" not in text.casefold()
    return _captions(_with_pysubs2(text, "ssa" if older else "ass", "ASS")), ""


def _with_pysubs2(text: str, fmt: str, name: str) -> SSAFile:
    with importing("pysubs2", FormatError):
        from pysubs2 import Pysubs2Error, SSAFile
    try:
        return SSAFile.from_string(text, format_=fmt)
    except (Pysubs2Error, ValueError, NotImplementedError, LookupError, AttributeError) as error:
        raise InputError(f"this {name} cannot be read: {error}") from None


def _captions(file: SSAFile) -> list[Caption]:
    return [
        caption(max(0, event.start), max(0, event.end), event.plaintext, event.name)
        for event in file
        if not event.is_comment and not event.is_drawing
    ]


def is_sbv(text: str) -> bool:
    """Whether the first line is two times of SBV."""
    return bool(_SBV.match(text))


def read_sbv(text: str) -> tuple[list[Caption], str]:
    """The captions of SBV."""
    matches = list(_SBV.finditer(text))
    ends = [*(match.start() for match in matches[1:]), len(text)]
    return [
        caption(times.parse(match[1]), times.parse(match[2]), text[match.end() : end])
        for match, end in zip(matches, ends, strict=True)
    ], ""
