"""The kinds of points that a timeline holds: one row each, which all other modules read.

To add one, see "Add a kind" in CONTRIBUTING: its class in ``timeline.model``, its row here, its
headings in the vocabulary of ``timeline.parsing``, and a reader where its shape is new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, Generic, Literal, TypeVar

from timeline.model import ActionItem, Insight, Point, Question, Timeline
from timeline.text import one_line

P = TypeVar("P", bound=Point)

#: Between the parts of a cue's text. ``one_line`` leaves no such blank in a text, so that it
#: separates parts for certain, and every player shows it as a blank.
JOINT = "\u00a0"

_SHARED = frozenset(each.name for each in fields(Point))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[P]):
    """A kind of point: what it is called, and how it is written and read.

    ``id`` is its name in CSV and the ``kind`` of its class; ``track`` names its track, its list
    in JSON and its file (``talk.insights.vtt``), and its headings in the vocabulary. ``label``
    is the track's, ``heading`` Markdown's, ``tab`` the filter's on the page, ``nouns`` count it.
    ``columns`` are the CSV columns of the fields whose column has another name.

    ``headline`` and ``detail`` name the fields that the page shows as its text and what opens
    below it, ``asides`` those in small type. ``sign`` is its sign in the terminal, ``mark`` that
    of one point where they differ; ``gutter`` is its letter on the page, or ``symbol`` its drawing
    there (in ``templates/_macros.html``).

    ``cue`` is its text in a track, one line, its parts separated by `JOINT` where they could be
    misread; ``read_cue`` its inverse. ``placed_like`` names the kind whose weights place it.
    JSON always has the list of a ``required`` kind, an empty one too.
    """

    id: str
    track: str
    label: str
    heading: str
    tab: str
    nouns: tuple[str, str]
    point: type[P]
    columns: Mapping[str, str] = field(default_factory=dict)
    headline: str = "text"
    detail: str = ""
    asides: tuple[str, ...] = ()
    sign: str = "•"
    mark: Callable[[P], str] | None = None
    gutter: str = "•"
    symbol: str = ""
    cue: Callable[[P], str]
    read_cue: Callable[[str], P]
    placed_like: Literal["insight", "question"] = "insight"
    required: bool = False

    @property
    def anchor(self) -> str:
        """What the ids of its points begin with, in tracks and on the page: ``insight-2``."""
        return self.track.removesuffix("s")

    @property
    def fields(self) -> tuple[Field[Any], ...]:
        """The fields of its own: texts, and flags (those whose default is a bool)."""
        return tuple(each for each in fields(self.point) if each.name not in _SHARED)

    def column(self, name: str) -> str:
        """The CSV column of a field."""
        return self.columns.get(name, name)

    def sign_of(self, point: P) -> str:
        """The sign of one point in the terminal."""
        return self.mark(point) if self.mark else self.sign

    def points(self, timeline: Timeline) -> tuple[P, ...]:
        """A timeline's points of this kind, in order."""
        return timeline.points_of(self.point)


def _insight_cue(insight: Insight) -> str:
    return one_line(f"{insight.icon} {insight.text}")


_QUESTION_PARTS = re.compile(rf"(?:Q:{JOINT}([^{JOINT}]*?))?(?:(?:^| )A:{JOINT}([^{JOINT}]*))?")


def _question_cue(pair: Question) -> str:
    """``Q: ... A: ...``: with joints after the letters where blanks would be misread."""
    parts = [("Q:", one_line(pair.question)), ("A:", one_line(pair.answer))]
    plain, marked = (
        " ".join(f"{letter}{blank}{text}" for letter, text in parts if text)
        for blank in (" ", JOINT)
    )
    back = _read_question_cue(plain)
    return plain if (back.question, back.answer) == (parts[0][1], parts[1][1]) else marked


def _read_question_cue(text: str) -> Question:
    if JOINT in text and (match := _QUESTION_PARTS.fullmatch(text)):
        return Question(question=match[1] or "", answer=match[2] or "")
    question, _, answer = f" {one_line(text)}".partition(" A: ")
    return Question(question=question.removeprefix(" Q:").strip(), answer=answer)


TODO, DONE = "☐", "☑"
_ACTION_PARTS = re.compile(
    rf"(?:([{TODO}{DONE}])(?: |{JOINT}([^{JOINT}]*):{JOINT}))?(.*?)(?:{JOINT}\(([^{JOINT}]*)\))?"
)


def _action_mark(item: ActionItem) -> str:
    return DONE if item.done else TODO


def _action_cue(item: ActionItem) -> str:
    """``☐ Owner: text (due)``; a due date inside the text is marked by joints around its words."""
    owner, text, due = one_line(item.owner), one_line(item.text), one_line(item.due)
    if not text:
        return ""
    start = f"{JOINT}{owner}:{JOINT}" if owner else " "
    inside = text.replace(f" {due}", f"{JOINT}{due.replace(' ', JOINT)}", 1) if due else text
    head = f"{_action_mark(item)}{start}"
    back = _read_action_cue(head + inside)
    if (back.text, back.owner, back.due) == (text, owner, due):
        return head + inside
    return f"{head}{text}{JOINT}({due})" if due else head + text


def _read_action_cue(text: str) -> ActionItem:
    match = _ACTION_PARTS.fullmatch(text)
    if match is None:
        return ActionItem(text=one_line(text))
    mark, owner, rest, due = match.groups()
    if not due and JOINT in rest:
        due = rest.partition(JOINT)[2].partition(" ")[0].rstrip(".,;:!?)")
    return ActionItem(
        text=one_line(rest), owner=owner or "", due=one_line(due or ""), done=mark == DONE
    )


KINDS: tuple[Kind[Any], ...] = (
    Kind(
        id="insight",
        track="insights",
        label="Key insights",
        heading="Key insights",
        tab="Insights",
        nouns=("insight", "insights"),
        point=Insight,
        mark=lambda insight: insight.icon or "•",
        cue=_insight_cue,
        read_cue=lambda text: Insight(text=one_line(text)),
        required=True,
    ),
    Kind(
        id="question",
        track="qa",
        label="Questions and answers",
        heading="Q&A",
        tab="Q&A",
        nouns=("question", "questions"),
        point=Question,
        columns={"question": "title", "answer": "text"},
        headline="question",
        detail="answer",
        sign="?",
        gutter="Q",
        cue=_question_cue,
        read_cue=_read_question_cue,
        placed_like="question",
        required=True,
    ),
    Kind(
        id="action",
        track="actions",
        label="Action items",
        heading="Action items",
        tab="Actions",
        nouns=("action item", "action items"),
        point=ActionItem,
        asides=("owner", "due"),
        sign=TODO,
        mark=_action_mark,
        symbol="todo",
        cue=_action_cue,
        read_cue=_read_action_cue,
    ),
)


def kind_of(point: Point) -> Kind[Any]:
    """The row of a point's kind."""
    return next(kind for kind in KINDS if kind.id == point.kind)


def by_track(track: str) -> Kind[Any] | None:
    """The kind whose points a track holds; None for the chapters and an unknown track."""
    return next((kind for kind in KINDS if kind.track == track), None)


def in_order(points: Iterable[Point]) -> tuple[Point, ...]:
    """Points as a timeline holds them: kind by kind, in their order within a kind."""
    order = {kind.id: place for place, kind in enumerate(KINDS)}
    return tuple(sorted(points, key=lambda point: order[point.kind]))


def present(timeline: Timeline) -> tuple[Kind[Any], ...]:
    """The kinds that a timeline has points of, and those that are always written."""
    held = {point.kind for point in timeline.points}
    return tuple(kind for kind in KINDS if kind.required or kind.id in held)


def counted(count: int, nouns: tuple[str, str]) -> str:
    """``1 chapter``, ``5 insights``."""
    return f"{count} {nouns[count != 1]}"
