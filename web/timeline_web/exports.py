"""What a page offers to read and to save: one address for every format and track.

Addresses are ``export/FORMAT/NAME``, so that the same one works as a route and as a file on a
static host. Everything here is pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from timeline.formats import FORMATS, Format, webvtt
from timeline.kinds import by_track
from timeline.language_tags import language_tag
from timeline.model import Timeline, Transcript
from timeline.text_language import MAX_SAMPLE, language_of
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Captions:
    """A transcript as captions: its address relative to the page, the language as a BCP 47 tag
    ("" where nothing tells it), and what players list it under.
    """

    url: str
    language: str
    label: str
    transcript: Transcript

    def text(self) -> str:
        """The captions track."""
        return transcript_webvtt(self.transcript)


def captions(transcripts: Sequence[Transcript]) -> tuple[Captions, ...]:
    """Each transcript as captions, under addresses and labels that are given only once.

    The first is always ``transcript.vtt``, the others ``transcript.LANGUAGE.vtt``.
    """
    made: dict[str, Captions] = {}
    labels: set[str] = set()
    for transcript in transcripts:
        language = language_tag(transcript.language) or language_of(_sample(transcript))
        stem = f"transcript.{language.lower() or 'other'}" if made else "transcript"
        url = _unique(stem, ".vtt", {name.removesuffix(".vtt") for name in made})
        label = _unique(_label(language, transcript.title), "", labels, " ")
        labels.add(label)
        made[url] = Captions(url=url, language=language, label=label, transcript=transcript)
    return tuple(made.values())


def _sample(transcript: Transcript) -> str:
    """As much of what is said as tells the language."""
    return " ".join(segment.text for segment in transcript.segments[:200])[:MAX_SAMPLE]


def _label(language: str, title: str) -> str:
    """``en``, ``en (SDH)``. The page's script puts the language's name in the place of its tag."""
    title = one_line(title)[:60]
    if not title or title == "Transcript":
        return language or "Captions"
    return f"{language} ({title})" if language else title


def _unique(stem: str, suffix: str, taken: Collection[str], join: str = "-") -> str:
    numbered = (f"{stem}{join}{number}" for number in count(2))
    return next(name for name in chain((stem,), numbered) if name not in taken) + suffix


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
