"""What a page offers to read and to save: one address for every format and track.

Addresses are ``export/FORMAT/NAME``, so that the same one works as a route and as a file on a
static host. Everything here is pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.formats import FORMATS, Format, webvtt
from timeline.kinds import by_track
from timeline.model import Timeline, Transcript
from timeline.times import format_timestamp
from timeline.tracks import LABELS, TRACKS, TrackName, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One file that a timeline can be saved as. ``name`` is safe in an address."""

    fmt: Format
    track: TrackName
    name: str

    @property
    def label(self) -> str:
        """What the download menu calls it."""
        if self.fmt.single_file or len(self.fmt.tracks) == 1:
            return self.fmt.title
        return f"{self.fmt.title.partition(',')[0]}: {LABELS[self.track].lower()}"

    @property
    def path(self) -> str:
        """Its address, relative to the page."""
        return f"export/{self.fmt.name}/{self.name}"

    def text(self, timeline: Timeline) -> str:
        """What the file holds."""
        assert self.fmt.write is not None  # exports() gives none that cannot be written
        return self.fmt.write(timeline, self.track)


def exports(timeline: Timeline, stem: str) -> Iterator[Export]:
    """Every file that there is something to write into, under names that begin with ``stem``."""
    present = [name for name in TRACKS if _holds(timeline, name)]
    for fmt in FORMATS.values():
        if fmt.write is None:
            continue
        tracks = [name for name in fmt.tracks if name in present]
        for name in tracks[:1] if fmt.single_file else tracks:
            yield Export(fmt=fmt, track=name, name=fmt.file_name(stem, name))


def transcript_webvtt(transcript: Transcript) -> str:
    """A transcript as a captions track, speakers as WebVTT's voices."""
    cues = (
        f"{format_timestamp(segment.start)} --> "
        f"{format_timestamp(max(segment.end, segment.start + 1))}\n"
        f"{_voice(segment.speaker)}{webvtt.escape(one_line(segment.text))}\n"
        for segment in transcript.segments
        if segment.text.strip()
    )
    return "\n".join(("WEBVTT\n", *cues))


def slug(text: str) -> str:
    """Letters, digits and single hyphens, in lower case: safe in addresses and file names."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "timeline"


def _holds(timeline: Timeline, track: TrackName) -> bool:
    kind = by_track(track)
    return bool(kind.points(timeline) if kind else timeline.chapters)


def _voice(speaker: str) -> str:
    return f"<v {webvtt.escape(one_line(speaker))}>" if speaker.strip() else ""
