"""The formats that timelines are read from and written to: one registry, one module each.

>>> get_format("webvtt").suffix
'.vtt'
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches

from timeline.errors import FormatError
from timeline.formats import (
    audacity,
    csv,
    cue,
    edl,
    feed,
    fenced,
    ffmetadata,
    infojson,
    infowriter,
    json,
    markdown,
    matroska,
    mediainfo,
    mp4chaps,
    ogm,
    podcasting,
    podlove,
    records,
    srt,
    summary,
    webvtt,
    youtube,
)
from timeline.formats.base import Format
from timeline.model import ParseResult

FORMATS: dict[str, Format] = {
    module.FORMAT.name: module.FORMAT
    for module in (
        webvtt,
        srt,
        json,
        csv,
        markdown,
        summary,
        youtube,
        podcasting,
        podlove,
        ffmetadata,
        matroska,
        ogm,
        mp4chaps,
        cue,
        audacity,
        infojson,
        feed,
        edl,
        mediainfo,
        infowriter,
        records,
    )
}

__all__ = ["FORMATS", "Format", "detect", "get_format", "read"]


def get_format(name: str) -> Format:
    """The format called ``name``. Raises FormatError, which lists the names there are."""
    try:
        return FORMATS[name]
    except KeyError:
        known = ", ".join(FORMATS)
        near = get_close_matches(name, FORMATS, 1, 0.5)
        hint = f"did you mean {near[0]}? There are: {known}" if near else f"there are: {known}"
        raise FormatError(f"there is no format {name!r}", hint=hint) from None


def read(text: str, name: str | None = None) -> tuple[Format, ParseResult]:
    """What a text says, and the format that it is in: the one called ``name``, or detected.

    Raises FormatError where that can only be written, TimelineError for a damaged file.
    """
    fmt = get_format(name) if name else detect(text)
    if fmt.read is None:
        raise FormatError(f"{fmt.name} can be written, not read")
    return fmt, fmt.read(text)


def detect(text: str) -> Format:
    """The format that ``text`` is in, detected by its content.

    A structured text that no format claims is read by its shape; any other is a summary, which
    may have a file in a code fence. Raises FormatError where several claim it.
    """
    claims = [fmt for fmt in FORMATS.values() if fmt.read and fmt.sniff(text)]
    if len(claims) > 1:
        names = " or ".join(fmt.name for fmt in claims)
        raise FormatError(f"this could be {names}", hint="say which with --from FORMAT")
    if claims:
        return claims[0]
    if records.is_structured(text):
        return FORMATS["records"]
    in_fence = fenced.read(text, detect)
    if in_fence is None:
        return summary.FORMAT
    return replace(summary.FORMAT, read=lambda _: in_fence)
