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
from timeline.model import Timeline, Transcript
from timeline.times import timestamp
from timeline.tracks import LABELS, TRACKS, TrackName, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One file that a timeline can be saved as. ``name`` is safe in an address."""

    form: Format
    track: TrackName
    name: str

    @property
    def label(self) -> str:
        """What the download menu calls it."""
        if self.form.whole or len(self.form.tracks) == 1:
            return self.form.title
        return f"{self.form.title.partition(',')[0]}: {LABELS[self.track].lower()}"

    @property
    def path(self) -> str:
        """Its address, relative to the page."""
        return f"export/{self.form.name}/{self.name}"

    def text(self, timeline: Timeline) -> str:
        """What the file holds."""
        assert self.form.write is not None  # exports() gives none that cannot be written
        return self.form.write(timeline, self.track)


def exports(timeline: Timeline, stem: str) -> Iterator[Export]:
    """Every file that there is something to write into, under names that begin with ``stem``."""
    present = [name for name in TRACKS if _holds(timeline, name)]
    for form in FORMATS.values():
        if form.write is None:
            continue
        tracks = [name for name in form.tracks if name in present]
        for name in tracks[:1] if form.whole else tracks:
            yield Export(form=form, track=name, name=form.file_name(stem, name))


def transcript_webvtt(transcript: Transcript) -> str:
    """A transcript as a captions track, speakers as WebVTT's voices."""
    cues = (
        f"{timestamp(segment.start)} --> {timestamp(max(segment.end, segment.start + 1))}\n"
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
    held = {"chapters": timeline.chapters, "insights": timeline.insights, "qa": timeline.qa}
    return bool(held[track])


def _voice(speaker: str) -> str:
    return f"<v {webvtt.escape(one_line(speaker))}>" if speaker.strip() else ""
