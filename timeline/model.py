"""The model: one timeline, whatever it was read from and whatever it is written to.

Plain frozen dataclasses. Times are integer milliseconds. Nothing here reads, places, formats
or touches a file; every layer above takes these values and gives new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal, TypeVar

DurationSource = Literal["given", "media", "summary", "transcript", "estimate", "none"]
"""Where a duration comes from, best first: the user's own word (``given``), the media file,
the summary or its metadata, the transcript's end, our estimate; ``none`` where nothing is
known, not even a chapter to estimate from."""

PlacedBy = Literal["summary", "chapters", "transcript", "editor"]
"""Who gave a point its time: the summary itself, our comparison with the chapters' words or
with the transcript, a person in the editor."""

Scope = Literal["moment", "moments", "video"]
"""What a point speaks of: one moment, several, or the whole video."""

Severity = Literal["error", "warning", "note"]

P = TypeVar("P", bound="Point")


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
class Moment:
    """A stretch of the video that a point belongs to, or may belong to.

    ``confidence`` is 0 to 1, and 1 for a time that the summary states. ``quote`` is the passage
    that it was found by.
    """

    start: int
    end: int
    confidence: float = 1.0
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a point belongs, and who says so.

    ``moments`` hold one moment, or several where ``scope`` says so, the leading one first; none
    for the whole video, and none while the point is undated: then ``placed_by`` is None and
    ``reason`` says why. ``chapter`` is an index into ``Timeline.chapters``. ``candidates`` are
    the moments that were weighed, best first.
    """

    placed_by: PlacedBy | None = None
    scope: Scope = "moment"
    moments: tuple[Moment, ...] = ()
    chapter: int | None = None
    candidates: tuple[Moment, ...] = ()
    reason: str = ""

    @classmethod
    def at(
        cls,
        start: int,
        end: int,
        *,
        placed_by: PlacedBy = "summary",
        confidence: float = 1.0,
        quote: str = "",
        chapter: int | None = None,
        candidates: tuple[Moment, ...] = (),
    ) -> Placement:
        """A placement at one moment, from ``start`` to ``end`` (milliseconds)."""
        moment = Moment(start=start, end=end, confidence=confidence, quote=quote)
        return cls(placed_by=placed_by, moments=(moment,), chapter=chapter, candidates=candidates)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What all kinds of points share: a text, and a placement once somebody tried to place it.

    ``kind`` is the id of a row of ``timeline.kinds``, which says how the kind is written, read
    and called. ``line`` is the source line, counted from 1.
    """

    kind: ClassVar[str] = ""

    placement: Placement | None = None
    line: int | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """Its texts: what names its subject first."""
        raise NotImplementedError

    @property
    def words(self) -> str:
        """Everything the point says, as one text to read or compare."""
        return " ".join(part for part in self.parts if part)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments that it belongs to, the leading one first."""
        return self.placement.moments if self.placement else ()

    @property
    def moment(self) -> Moment | None:
        """The leading moment; None while undated and for a point about the whole video."""
        return next(iter(self.moments), None)

    @property
    def is_undated(self) -> bool:
        """Whether it has no moment, and is not known to be about the whole video."""
        return not self.moments and self.scope != "video"

    @property
    def start(self) -> int | None:
        """Where the leading moment starts, in milliseconds."""
        return self.moment.start if self.moment else None

    @property
    def end(self) -> int | None:
        """Where the leading moment ends, in milliseconds."""
        return self.moment.end if self.moment else None

    @property
    def confidence(self) -> float | None:
        """How sure the leading moment is, 0 to 1."""
        return self.moment.confidence if self.moment else None

    @property
    def quote(self) -> str:
        """The passage that the leading moment was found by."""
        return self.moment.quote if self.moment else ""

    @property
    def placed_by(self) -> PlacedBy | None:
        """Who placed it; None while undated."""
        return self.placement.placed_by if self.placement else None

    @property
    def scope(self) -> Scope:
        """Whether it speaks of a moment, of several, or of the whole video."""
        return self.placement.scope if self.placement else "moment"

    @property
    def chapter(self) -> int | None:
        """The chapter that it belongs to: an index into ``Timeline.chapters``."""
        return self.placement.chapter if self.placement else None

    @property
    def candidates(self) -> tuple[Moment, ...]:
        """The moments that were weighed for it, best first."""
        return self.placement.candidates if self.placement else ()

    @property
    def reason(self) -> str:
        """Why it is undated, where somebody tried to place it."""
        return self.placement.reason if self.placement else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight(Point):
    """A key insight. ``icon`` is the emoji it opened with, if any."""

    kind: ClassVar[str] = "insight"

    text: str
    icon: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The text."""
        return (self.text,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Point):
    """A question and its answer. Either may be empty where the source left it out."""

    kind: ClassVar[str] = "question"

    question: str
    answer: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Question and answer."""
        return (self.question, self.answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem(Point):
    """Something that somebody is to do.

    ``owner`` is who and ``due`` until when, as the source states them, or empty. A due date that
    is in the middle of the text stays there, too.
    """

    kind: ClassVar[str] = "action"

    text: str
    owner: str = ""
    due: str = ""
    done: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """Owner, text and due date, as one text."""
        owner = f"{self.owner}: " if self.owner else ""
        due = "" if self.due in self.text else f" ({self.due})"
        return (f"{owner}{self.text}{due}",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Text of the source that is no part of the timeline, kept as it was."""

    text: str
    heading: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A video's summary on its time axis.

    Chapters are in order of start; points kind by kind, as ``timeline.kinds`` lists them, and
    in the order of the source within a kind. ``unparsed`` keeps what was not understood.
    ``duration`` is 0 exactly when its source is ``none``.
    """

    title: str = ""
    tldr: str = ""
    chapters: tuple[Chapter, ...] = ()
    points: tuple[Point, ...] = ()
    duration: int = 0
    duration_source: DurationSource = "none"
    language: str = ""
    source_url: str = ""
    unparsed: tuple[Passage, ...] = ()

    def points_of(self, kind: type[P]) -> tuple[P, ...]:
        """The points of one kind, in order."""
        return tuple(point for point in self.points if isinstance(point, kind))

    @property
    def insights(self) -> tuple[Insight, ...]:
        """The key insights."""
        return self.points_of(Insight)

    @property
    def qa(self) -> tuple[Question, ...]:
        """The questions with their answers."""
        return self.points_of(Question)

    @property
    def actions(self) -> tuple[ActionItem, ...]:
        """The action items."""
        return self.points_of(ActionItem)

    def with_points(self, points: tuple[Point, ...]) -> Timeline:
        """This timeline with ``points`` for its own."""
        return replace(self, points=points)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing here that a viewer could be shown."""
        return not (self.chapters or self.points or self.tldr)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of speech: one cue of a transcript."""

    start: int
    end: int
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What is said in the video, in order of time.

    ``title`` is what its track is called, beside the language: ``SDH``, ``Commentary``.
    """

    segments: tuple[Segment, ...] = ()
    language: str = ""
    title: str = ""

    @property
    def end(self) -> int:
        """When the last segment ends, in milliseconds; 0 for an empty transcript."""
        return max((segment.end for segment in self.segments), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Lines of a source as they should be: each its number, from 1, and its new text without a
    line break; None where it should go. ``certain`` where nothing else can be meant.
    """

    lines: tuple[tuple[int, str | None], ...]
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a user should know about a source: what, where, and how to fix it.

    ``code`` is stable (``T012``), ``line`` and ``column`` count from 1; ``hint`` is empty where
    there is nothing to do. ``fix`` says how the lines would read without the problem, where that
    is known.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    line: int | None = None
    column: int | None = None
    fix: Fix | None = None


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
