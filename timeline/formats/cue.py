"""CUE sheets: a disc's tracks, which mkvmerge and audio players take as chapters.

https://wyday.com/cuesharp/specification.php Times are ``mm:ss:ff`` with 75 frames a second,
minutes without a limit; some write ``mm:ss``. Text stands in double quotes, which cannot be
escaped: those inside become single ones. There are no ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.errors import InputError
from timeline.formats.assembly import assemble, bad_line, not_kept, numbered_lines
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Problem, Timeline
from timeline.times import MAX_TIME_MS, SECOND, format_clock, from_fields
from timeline.tracks import TrackName, listed, one_line

FRAMES = 75
MAX_TRACKS = 99

_COMMAND = re.compile(r"\s*([A-Za-z]+)(?:\s+(.*))?")
_INDEX = re.compile(r"(\d{1,2})\s+(\d{1,5}):(\d{1,2})(?::(\d{1,2})|\.(\d{1,3}))?")
_IGNORED = {"REM", "FLAGS", "PREGAP", "POSTGAP", "ISRC", "CATALOG", "CDTEXTFILE"}
_TRACK = re.compile(r"^[ \t]{0,40}TRACK[ \t]{1,9}\d+[ \t]{1,9}\w+[ \t]{0,9}\r?$", re.M | re.I)
_FILE_LINE = re.compile(r"^[ \t]{0,40}FILE[ \t]{1,9}\S", re.M | re.I)
_INDEX_LINE = re.compile(r"^[ \t]{0,40}INDEX[ \t]{1,9}\d+[ \t]{1,9}\d+:\d", re.M | re.I)


@dataclass
class _Track:
    """One TRACK of a sheet: ``index`` holds its times, by number."""

    line: int
    title: str = ""
    performer: str = ""
    index: dict[int, int] | None = None
    without_frames: bool = False


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The chapters as tracks of one file. The sheet does not know the media's name."""
    lines = [f"TITLE {_quoted(timeline.title)}"] if one_line(timeline.title) else []
    lines.append('FILE "media" WAVE')
    for number, chapter in enumerate(listed(timeline.chapters), 1):
        lines.append(f"  TRACK {number:02} AUDIO")
        lines.append(f"    TITLE {_quoted(chapter.title)}")
        lines.append(f"    INDEX 01 {_time(chapter.start)}")
    return "\n".join(lines) + "\n"


def read(text: str) -> ParseResult:
    """Read the tracks of a sheet with one file. Raises InputError, naming the line."""
    sheet, tracks, others, files = _Track(1), [], [], 0
    current = sheet
    for line, content in numbered_lines(text):
        match = _COMMAND.fullmatch(content)
        command, rest = (match[1].upper(), (match[2] or "").strip()) if match else ("", "")
        if command == "TRACK":
            current = _Track(line, index={})
            tracks.append(current)
        elif command == "FILE":
            files += 1
            if files > 1:
                raise bad_line(line, "this sheet spans several files, each with times of its own")
        elif command == "INDEX" and current.index is not None:
            number, start, current.without_frames = _index(rest, line)
            current.index[number] = start
        elif command == "TITLE":
            current.title = _unquoted(rest)
        elif command == "PERFORMER":
            current.performer = _unquoted(rest)
        elif command not in _IGNORED:
            others.append(command or content)
    if not tracks:
        raise InputError("there is no TRACK in this CUE sheet")
    return assemble(
        [_chapter(track, sheet.performer) for track in tracks],
        Timeline(title=sheet.title),
        problems=[*_frameless(tracks), *not_kept(others)],
    )


def validate(timeline: Timeline) -> Iterator[Problem]:
    """What a sheet cannot hold as it is."""
    if len(timeline.chapters) > MAX_TRACKS:
        message = (
            f"a CUE sheet has at most {MAX_TRACKS} tracks, and these are {len(timeline.chapters)}"
        )
        yield Problem(code="T211", severity="error", message=message)
    for chapter in timeline.chapters:
        if '"' in chapter.title:
            message = (
                f"CUE, {format_clock(chapter.start)}: double quotes are written as single ones"
            )
            yield Problem(code="T212", severity="warning", message=message, line=chapter.line)


def _quoted(text: str) -> str:
    return '"' + one_line(text).replace('"', "'") + '"'


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _time(ms: int) -> str:
    frames = (ms * FRAMES + SECOND // 2) // SECOND
    seconds, frame = divmod(frames, FRAMES)
    return f"{seconds // 60:02}:{seconds % 60:02}:{frame:02}"


def _frameless(tracks: list[_Track]) -> Iterator[Problem]:
    """That some times have no frames, which players refuse."""
    lines = [track.line for track in tracks if track.without_frames]
    if lines:
        message = "this sheet has times without frames: they are read as minutes and seconds"
        hint = "players want mm:ss:ff, as export --format cue writes it"
        yield Problem(code="T113", severity="warning", message=message, hint=hint, line=lines[0])


def _index(text: str, line: int) -> tuple[int, int, bool]:
    """The number of an index, its milliseconds, and whether it has no frames."""
    match = _INDEX.fullmatch(text)
    if not match or int(match[3]) > 59 or int(match[4] or 0) >= FRAMES:
        raise bad_line(line, f"INDEX {text} is not a time", "write it like INDEX 01 61:08:37")
    number, minutes, seconds, frames = (int(field or 0) for field in match.group(1, 2, 3, 4))
    ms = from_fields(None, str(minutes), str(seconds), match[5])
    ms += (frames * SECOND + FRAMES // 2) // FRAMES
    if ms > MAX_TIME_MS:
        raise bad_line(line, f"INDEX {text} is longer than 999 hours")
    return number, ms, match[4] is None


def _chapter(track: _Track, performer: str) -> Chapter:
    """A track's chapter. It starts at INDEX 01; INDEX 00 is the silence before it."""
    index = track.index or {}
    start = index.get(1, index.get(0))
    if start is None:
        raise bad_line(track.line, "this track has no INDEX 01")
    own = track.performer if track.performer != performer else ""
    title = " - ".join(part for part in (own, track.title) if part)
    return Chapter(start=start, end=start, title=title, line=track.line)


def _sniff(text: str) -> bool:
    if not _TRACK.search(text):
        return False
    # A sheet without times is a broken one, and no prose.
    return bool(_INDEX_LINE.search(text) or _FILE_LINE.search(text))


FORMAT = Format(
    name="cue",
    title="CUE sheet",
    suffix=".cue",
    media_type="application/x-cue",
    capabilities=frozenset({"late", "title"}),
    sniff=_sniff,
    read=read,
    write=write,
    validate=validate,
)
