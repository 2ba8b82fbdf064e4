"""The model: one timeline, whatever it was read from and whatever it is written to.

Plain frozen dataclasses. Times are integer milliseconds. Nothing here reads, places, formats
or touches a file; every layer above takes these values and gives new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

DurationSource = Literal["given", "media", "summary", "transcript", "estimate", "none"]
"""Where a duration comes from, best first: the user's own word (``given``), the media file,
the summary or its metadata, the transcript's end, our estimate; ``none`` where nothing is
known, not even a chapter to estimate from."""

PlacedBy = Literal["summary", "chapters", "transcript", "editor", "none"]
"""Who gave a point its time: the summary itself, our comparison with the chapters' words or
with the transcript, a person in the editor; ``none`` while it is undated."""

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of the video with a title.

    ``end_given`` says that the source stated the end; otherwise it follows from the next
    chapter or the duration, and moves with them. ``line`` is the source line, counted from 1.
    ``hidden`` chapters (Podcasting 2.0 ``toc: false``, Matroska's hidden flag) work but are
    not listed.
    """

    start: int
    end: int
    title: str
    text: str = ""
    end_given: bool = False
    line: int | None = None
    url: str = ""
    image: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A moment that a point might belong to, with how sure we are (0 to 1) and the evidence."""

    start: int
    end: int
    confidence: float
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What insights and questions share: a place on the timeline, or none.

    ``start`` and ``end`` are both None while the point is undated; then ``reason`` says why.
    ``chapter`` is an index into ``Timeline.chapters``. ``confidence`` is 0 to 1, and 1 for a
    time that the summary states. ``quote`` is the passage that the point was placed by.
    """

    start: int | None = None
    end: int | None = None
    chapter: int | None = None
    confidence: float | None = None
    placed_by: PlacedBy = "none"
    reason: str = ""
    quote: str = ""
    candidates: tuple[Candidate, ...] = ()
    line: int | None = None

    @property
    def words(self) -> str:
        """Everything the point says, as one text to read or compare."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight(Point):
    """A key insight. ``icon`` is the emoji it opened with, if any."""

    text: str
    icon: str = ""

    @property
    def words(self) -> str:
        """The text."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Point):
    """A question and its answer. Either may be empty where the source left it out."""

    question: str
    answer: str = ""

    @property
    def words(self) -> str:
        """Question and answer."""
        return f"{self.question} {self.answer}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Text of the source that is no part of the timeline, kept as it stood."""

    text: str
    heading: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A video's summary on its time axis.

    Chapters stand in order of start; insights and questions in the order of the source.
    ``unparsed`` keeps what was not understood. ``duration`` is 0 exactly when its source is
    ``none``.
    """

    title: str = ""
    tldr: str = ""
    chapters: tuple[Chapter, ...] = ()
    insights: tuple[Insight, ...] = ()
    qa: tuple[Question, ...] = ()
    duration: int = 0
    duration_source: DurationSource = "none"
    language: str = ""
    source_url: str = ""
    unparsed: tuple[Passage, ...] = ()

    @property
    def points(self) -> tuple[Insight | Question, ...]:
        """Insights, then questions."""
        return (*self.insights, *self.qa)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing here that a viewer could be shown."""
        return not (self.chapters or self.insights or self.qa or self.tldr)

    def with_points(self, points: tuple[Insight | Question, ...]) -> Timeline:
        """This timeline with ``points`` (insights and questions, in any mix) for its own."""
        return replace(
            self,
            insights=tuple(p for p in points if isinstance(p, Insight)),
            qa=tuple(p for p in points if isinstance(p, Question)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of speech: one cue of a transcript."""

    start: int
    end: int
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What is said in the video, in order of time."""

    segments: tuple[Segment, ...] = ()
    language: str = ""

    @property
    def end(self) -> int:
        """When the last segment ends, in milliseconds; 0 for an empty transcript."""
        return max((segment.end for segment in self.segments), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a user should know about a source: what, where, and how to mend it.

    ``code`` is stable (``T012``), ``line`` and ``column`` count from 1; ``hint`` is empty where
    there is nothing to do.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedList:
    """A list of times in a source: where it begins, how many entries it has, how likely it is
    the chapters (0 to 1), whether it was taken for them, and why, in words.
    """

    line: int
    count: int
    confidence: float
    chosen: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseResult:
    """What reading a source gives: the timeline, what was odd about the source, and the lists
    of times in it (none from structured files), the one that is the chapters first.
    """

    timeline: Timeline
    problems: tuple[Problem, ...] = ()
    lists: tuple[TimedList, ...] = ()
