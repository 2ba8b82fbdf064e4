"""The public functions, as ``import timeline`` offers them."""

from __future__ import annotations

from pathlib import Path

from timeline import atomic, formats, loader, parsing
from timeline.errors import FormatError
from timeline.formats import Format
from timeline.lint import check as _check
from timeline.model import Problem, Timeline
from timeline.placement import place
from timeline.tracks import TrackName

__all__ = ["check", "parse", "place", "read", "write"]


def parse(text: str) -> Timeline:
    """A pasted summary as a timeline. Undated insights and Q&A stay undated: see ``place``.

    Never raises; what is not understood is in ``unparsed``.
    """
    return parsing.parse(text).timeline


def read(path: str | Path, format: str | None = None, encoding: str | None = None) -> Timeline:
    """A file in any format as a timeline, told by its content unless ``format`` names it.

    Text that is not Unicode is guessed at, unless ``encoding`` names what it is in.

    Raises TimelineError, which names the file.
    """
    return loader.read(path, format, encoding).timeline


def write(
    timeline: Timeline, path: str | Path, format: str | None = None, track: TrackName = "chapters"
) -> None:
    """Write a timeline, or one track of it, to ``path``, whole or not at all.

    The format is told by the file's ending unless ``format`` names it. Raises TimelineError.
    """
    path = Path(path)
    fmt = formats.get_format(format) if format else _by_ending(path)
    if fmt.write is None:
        raise FormatError(f"{fmt.name} can be read, not written")
    atomic.write(path, fmt.write(timeline, track))


def check(timeline: Timeline, format: str | None = None) -> list[Problem]:
    """What is wrong with a timeline, and what ``format`` would lose of it."""
    return _check(timeline, formats.get_format(format) if format else None)


def _by_ending(path: Path) -> Format:
    """The format with the longest suffix that the name ends in."""
    name = path.name.lower()
    endings = [fmt for fmt in formats.FORMATS.values() if fmt.write]
    fitting = [fmt for fmt in endings if name.endswith(fmt.suffix)]
    if ".chapters." not in name and not any(fmt.single_file for fmt in fitting):
        # ".json" and ".md" alone stand for our own.
        own = [
            f for f in endings if f.single_file and path.suffix and f.suffix.endswith(path.suffix)
        ]
        fitting = own or fitting
    if not fitting:
        names = ", ".join(fmt.name for fmt in endings)
        raise FormatError(
            f"{path.name!r} tells no format", where=str(path), hint=f"name one of {names}"
        )
    return max(fitting, key=lambda fmt: len(fmt.suffix))
