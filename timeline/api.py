"""The public functions, as ``import timeline`` offers them."""

from __future__ import annotations

from pathlib import Path

from timeline import files, formats, loading, reading
from timeline.checking import check as _check
from timeline.errors import FormatError
from timeline.formats import Format
from timeline.model import Problem, Timeline
from timeline.placement import place
from timeline.tracks import TrackName

__all__ = ["check", "parse", "place", "read", "write"]


def parse(text: str) -> Timeline:
    """A pasted summary as a timeline. Undated insights and Q&A stay undated: see ``place``.

    Never raises; what is not understood is in ``unparsed``.
    """
    return reading.parse(text).timeline


def read(path: str | Path, format: str | None = None) -> Timeline:
    """A file in any format as a timeline, told by its content unless ``format`` names it.

    Raises TimelineError, which names the file.
    """
    return loading.read(path, format).timeline


def write(
    timeline: Timeline, path: str | Path, format: str | None = None, track: TrackName = "chapters"
) -> None:
    """Write a timeline, or one track of it, to ``path``, whole or not at all.

    The format is told by the file's ending unless ``format`` names it. Raises TimelineError.
    """
    path = Path(path)
    form = formats.get_format(format) if format else _by_ending(path)
    if form.write is None:
        raise FormatError(f"{form.name} can be read, not written")
    files.write_atomically(path, form.write(timeline, track))


def check(timeline: Timeline, format: str | None = None) -> list[Problem]:
    """What is wrong with a timeline, and what ``format`` would lose of it."""
    return _check(timeline, formats.get_format(format) if format else None)


def _by_ending(path: Path) -> Format:
    """The format with the longest suffix that the name ends in."""
    name = path.name.lower()
    endings = [form for form in formats.FORMATS.values() if form.write]
    fitting = [form for form in endings if name.endswith(form.suffix)]
    if ".chapters." not in name and not any(form.whole for form in fitting):
        # ".json" and ".md" alone stand for our own.
        own = [f for f in endings if f.whole and path.suffix and f.suffix.endswith(path.suffix)]
        fitting = own or fitting
    if not fitting:
        names = ", ".join(form.name for form in endings)
        raise FormatError(
            f"{path.name!r} tells no format", where=str(path), hint=f"name one of {names}"
        )
    return max(fitting, key=lambda form: len(form.suffix))
