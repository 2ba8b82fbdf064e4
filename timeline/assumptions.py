"""What had to be assumed of a summary and what it was read with, in words for the user."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.libraries import is_installed
from timeline.model import Timeline, Transcript
from timeline.placement.bilingual import language_notes
from timeline.times import format_clock

if TYPE_CHECKING:
    from timeline.media import MediaInfo


def about(
    timeline: Timeline, transcript: Transcript | None, video: Path | None, info: MediaInfo | None
) -> Iterator[str]:
    """What is odd about a summary and what it was read with, taken together."""
    if timeline.duration_source == "estimate":
        yield _estimated(timeline, video, info)
    elif timeline.duration_source != "none":
        yield from _past_the_end(timeline)
    yield from language_notes(timeline, transcript)


def _past_the_end(timeline: Timeline) -> Iterator[str]:
    """That chapters start after a known end: outputs with a length leave them out."""
    late = [chapter for chapter in timeline.chapters if chapter.start >= timeline.duration]
    if late:
        what = "1 chapter starts" if len(late) == 1 else f"{len(late)} chapters start"
        yield (
            f"{what} after the end at {format_clock(timeline.duration)}, "
            f"the first at {format_clock(late[0].start)}: fix the time, or the duration"
        )


def _estimated(timeline: Timeline, video: Path | None, info: MediaInfo | None) -> str:
    """That the duration is a guess, and what would make it certain."""
    better = "give --duration or --media for the true one"
    if video and info is None and not is_installed("av"):
        better = f"{video} has the true one once its reader is installed: "
        better += "pip install 'video-timeline[media]'"
    return f"the duration, {format_clock(timeline.duration)}, is an estimate: {better}"
