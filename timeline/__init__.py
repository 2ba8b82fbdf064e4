"""Video summaries as timelines: chapters, insights and Q&A on the video's time axis.

    >>> import timeline
    >>> talk = timeline.parse("0:00 Intro\\n1:30 Bees")
    >>> [chapter.title for chapter in talk.chapters]
    ['Intro', 'Bees']

``load`` reads a summary with its transcript and video, and places it. Step by step: ``parse``
reads text, ``read`` a file in any format, ``read_transcript`` subtitles, ``place`` dates the
undated points, ``check`` lists problems, ``write`` writes a file. The model is plain
dataclasses with times in integer milliseconds.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from timeline.api import check, load, parse, place, read, read_transcript, write
    from timeline.bulk import ReadResult, read_many, to_arrow
    from timeline.errors import TimelineError
    from timeline.loader import Loaded
    from timeline.model import (
        ActionItem,
        Chapter,
        Insight,
        Moment,
        Passage,
        Placement,
        Point,
        Problem,
        Question,
        Segment,
        Timeline,
        Transcript,
    )

_HOMES = {
    "timeline.api": ("check", "load", "parse", "place", "read", "read_transcript", "write"),
    "timeline.bulk": ("ReadResult", "read_many", "to_arrow"),
    "timeline.errors": ("TimelineError",),
    "timeline.loader": ("Loaded",),
    "timeline.model": (
        "ActionItem",
        "Chapter",
        "Insight",
        "Moment",
        "Passage",
        "Placement",
        "Point",
        "Problem",
        "Question",
        "Segment",
        "Timeline",
        "Transcript",
    ),
}

__all__ = [
    "ActionItem",
    "Chapter",
    "Insight",
    "Loaded",
    "Moment",
    "Passage",
    "Placement",
    "Point",
    "Problem",
    "Question",
    "ReadResult",
    "Segment",
    "Timeline",
    "TimelineError",
    "Transcript",
    "check",
    "load",
    "parse",
    "place",
    "read",
    "read_many",
    "read_transcript",
    "to_arrow",
    "write",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the command starts without most of them."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(home), name)
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
