"""WebVTT: one track a file.

https://www.w3.org/TR/webvtt1/

webvtt-py reads and writes the file grammar. It neither escapes cue text nor checks it, so
what makes a cue legal is ours: character references for ``& < >``, one line a cue, ids that
are no block name, starts in order, ends after starts (``timeline.tracks`` sees to the last
two). A NOTE at the head carries what cues cannot: title, track, language, source, duration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.errors import FormatError, InputError, TimeError
from timeline.formats.assembly import (
    assemble,
    beginning,
    numbered_lines,
    refuse_transcript,
    time_of,
)
from timeline.formats.base import Format
from timeline.kinds import JOINT, Kind, by_track, counted
from timeline.libraries import importing
from timeline.model import (
    Chapter,
    Moment,
    ParseResult,
    Placement,
    Point,
    Problem,
    Timeline,
)
from timeline.text import one_line, printable
from timeline.times import format_timestamp
from timeline.times import parse as parse_time
from timeline.tracks import TRACKS, TrackName, track

if TYPE_CHECKING:
    from webvtt import WebVTT
    from webvtt.models import Caption

_SIGNATURE = re.compile("\ufeff?WEBVTT(?:[ \t\r\n]|$)")
_TIME = r"\d{1,4}(?::\d{1,2}){1,3}(?:[.,:]\d{1,3})?"
_TIMES = re.compile(rf"^[ \t]{{0,40}}({_TIME})[ \t]*-->[ \t]*({_TIME})(?=[ \t\r\n]|\Z)", re.M)
_SOUND = re.compile(r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}\.\d{1,3}")
_TAG = re.compile(r"<[^<>]{0,1000}>")
# All but the joints between the parts of a text.
_BLANKS = re.compile(rf"[^\S{JOINT}]+")
_OURS = "timeline\n"
_NOTE = re.compile(r"^(Title|Track|Language|Source|Duration): (.+)$", re.M)


def escape(text: str) -> str:
    """Text as a cue payload: the three characters that WebVTT reads as markup, referenced."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape_payload(payload: str) -> str:
    """A cue payload as the text that a browser shows: tags dropped, references resolved."""
    from html import unescape

    return unescape(_TAG.sub("", payload))


def write(timeline: Timeline, name: TrackName) -> str:
    """One track as WebVTT."""
    with importing("webvtt", FormatError):
        from webvtt import WebVTT
        from webvtt.models import Caption

    captions = [
        Caption(
            format_timestamp(cue.start),
            format_timestamp(cue.end),
            escape(cue.marked or cue.text),
            cue.id,
        )
        for cue in track(timeline, name).cues
    ]
    return WebVTT(captions=captions, header_comments=[_note(timeline, name)]).content


def read(text: str) -> ParseResult:
    """Read a WebVTT track: ours (its NOTE says which), or anybody's chapters.

    Raises InputError where the signature is missing, which browsers refuse too, and for
    subtitles, which are no chapters.
    """
    if not _SIGNATURE.match(text):
        raise InputError("this is not WebVTT", hint="its first line must be WEBVTT")
    repaired = with_points(text)
    parsed = parse_file(repaired)
    notes = _notes(parsed)
    cues = [
        _cue(caption, line)
        for caption, line in zip(parsed.captions, _lines(repaired, parsed.captions), strict=True)
    ]
    if not notes:
        refuse_transcript([(cue.start, cue.end) for cue in cues])
    result = _reading(notes, parsed.captions, cues)
    return replace(result, problems=(*_odd_lines(text, repaired, cues), *result.problems))


def with_points(text: str) -> str:
    """The text with the point that every time has before its milliseconds, where some have a
    comma or a colon for it, or neither.
    """

    def repaired(match: re.Match[str]) -> str:
        if all(_SOUND.fullmatch(time) for time in match.groups()):
            return match[0]
        return f"{_with_point(match[1])} --> {_with_point(match[2])}"

    return _TIMES.sub(repaired, text) if "-->" in text else text


def parse_file(text: str) -> WebVTT:
    """The file as webvtt-py reads it, leniently. Raises InputError, in one line."""
    with importing("webvtt", FormatError):
        from webvtt import WebVTT
        from webvtt.errors import MalformedFileError

    try:
        return WebVTT.from_string(text.removeprefix("\ufeff"))
    except MalformedFileError as error:
        raise InputError(f"this WebVTT cannot be read: {error}") from None


def own_track(file: WebVTT) -> str:
    """The name of the track (``insights``) where the file is one that `write` made, else ""."""
    return _notes(file).get("Track", "")


def _note(timeline: Timeline, name: TrackName) -> str:
    estimated = " (an estimate)" if timeline.duration_source == "estimate" else ""
    lines = {
        "Title": timeline.title,
        "Track": name,
        "Language": timeline.language,
        "Source": timeline.source_url,
        "Duration": format_timestamp(timeline.duration) + estimated if timeline.duration else "",
    }
    rows = (f"{key}: {escape(one_line(value))}" for key, value in lines.items() if value)
    # A first line of its own: webvtt-py writes a one-line NOTE without a break.
    return _OURS + "\n".join(rows)


def _notes(parsed: WebVTT) -> dict[str, str]:
    """What our NOTE says, by name; nothing for a file that is not ours."""
    # Without a cue, webvtt-py takes the comments at the head for those at the foot.
    comments = parsed.header_comments or parsed.footer_comments
    ours = next((comment for comment in comments if comment.startswith(_OURS)), "")
    from html import unescape

    return {key: unescape(value) for key, value in _NOTE.findall(ours)}


def _lines(text: str, captions: Sequence[Caption]) -> Iterator[int | None]:
    """The number of each caption's line of times. Lines that are no cue are passed over."""
    arrows = (
        (number, line.split("-->")[0]) for number, line in numbered_lines(text) if "-->" in line
    )
    for caption in captions:
        yield next((number for number, start in arrows if _same(start, caption.start)), None)


def _with_point(time: str) -> str:
    fields = re.split("[:.,]", time)
    # 1:02:03:500 and 02:03:500: the last is a fraction by its place, or by its length.
    if len(fields) > 3 or len(fields[-1]) > 2 or not set(time).isdisjoint(".,"):
        *fields, fraction = fields
        return f"{':'.join(fields)}.{fraction}"
    return f"{time}.000"


def _odd_lines(text: str, repaired: str, cues: list[Chapter]) -> Iterator[Problem]:
    """The lines of times that are not as WebVTT has them, and those that became no cue."""
    read = {cue.line for cue in cues}
    odd, lost = [], []
    for (number, line), (_, after) in zip(
        numbered_lines(text), numbered_lines(repaired), strict=True
    ):
        if "-->" in line and number not in read:
            lost.append(number)
        elif line != after:
            odd.append(number)
    if len(lost) + len(cues) > repaired.count("-->"):
        # The lines of some cues were not found again.
        lost = []
    for code, lines, what in (
        ("T111", odd, "with times that are not WebVTT's: read all the same, but not by players"),
        ("T112", lost, "with --> and no times that can be read: what is under it was left out"),
    ):
        if lines:
            count = counted(len(lines), ("line", "lines"))
            message, hint = f"{count} {what}", "write them like 00:01:02.500 --> 00:02:00.000"
            yield Problem(code=code, severity="warning", message=message, hint=hint, line=lines[0])


def _same(written: str, start: str) -> bool:
    try:
        return parse_time(written) == parse_time(start)
    except TimeError:
        return False


def _cue(caption: Caption, line: int | None) -> Chapter:
    return Chapter(
        start=time_of(caption.start, line),
        end=time_of(caption.end, line),
        end_given=True,
        title=one_line(unescape_payload(caption.raw_text)),
        line=line,
    )


def _reading(
    notes: dict[str, str], captions: Sequence[Caption], cues: Sequence[Chapter]
) -> ParseResult:
    format_clock, _, estimated = notes.get("Duration", "").partition(" ")
    kind = by_track(notes.get("Track", "chapters"))
    points = _points(captions, cues, kind) if kind else []
    about = Timeline(
        title=notes.get("Title", ""),
        language=notes.get("Language", ""),
        source_url=notes.get("Source", ""),
        points=tuple(points),
    )
    return assemble(
        [] if points else cues,
        about,
        duration=time_of(format_clock) if format_clock else None,
        estimated=bool(estimated),
        every_end=True,
    )


def _points(captions: Sequence[Caption], cues: Sequence[Chapter], kind: Kind[Point]) -> list[Point]:
    """The points of a track of ours. A cue ``insight-2.2`` is a further moment of ``insight-2``."""
    pairs = list(zip(captions, cues, strict=True))
    first = {caption.identifier for caption, _ in pairs if caption.identifier}
    further: dict[str, list[Moment]] = {}
    points: list[tuple[str, Point]] = []
    for caption, cue in pairs:
        name, dot, _ = (caption.identifier or "").rpartition(".")
        moment = Moment(start=cue.start, end=max(cue.end, cue.start + 1))
        if dot and name in first:
            further.setdefault(name, []).append(moment)
        else:
            point = kind.read_cue(_BLANKS.sub(" ", printable(unescape_payload(caption.raw_text))))
            placement = Placement(placed_by="summary", moments=(moment,))
            point = replace(point, placement=placement, line=cue.line)
            points.append((caption.identifier or "", point))
    return [_with_moments(point, further.get(name, ())) for name, point in points]


def _with_moments(point: Point, further: Sequence[Moment]) -> Point:
    if not further or point.placement is None:
        return point
    moments = (*point.moments, *further)
    return replace(point, placement=replace(point.placement, scope="moments", moments=moments))


FORMAT = Format(
    name="webvtt",
    title="WebVTT, a file for each track",
    suffix=".vtt",
    media_type="text/vtt",
    tracks=TRACKS,
    capabilities=frozenset(
        {"title", "language", "source", "ends", "nesting", "milliseconds", "moments"}
    ),
    # With blank lines above it, too: it is refused then, as players do, not taken for prose.
    sniff=lambda text: bool(_SIGNATURE.match(beginning(text))),
    read=read,
    write=write,
)
