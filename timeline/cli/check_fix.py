"""``check --fix``: a summary's certain fixes, written into its file and nothing else touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from timeline import atomic, files, formats
from timeline.chapter_ends import resolve_ends
from timeline.errors import InputError
from timeline.loader import Loaded
from timeline.model import Fix, Problem
from timeline.placement import place
from timeline.source_lines import SourceLines

#: A fix may uncover another one, as a new chapter makes two neighbours. No text needs so many.
_MAX_ROUNDS = 10


def reread(loaded: Loaded, text: str) -> Loaded:
    """What another text would give, read and placed with all that ``loaded`` was, its times as
    they are written. Raises TimelineError.
    """
    _, parsed = formats.read(text, loaded.format)
    before = loaded.timeline
    is_own = before.duration_source in ("summary", "estimate", "none")
    length = None if is_own else before.duration
    resolved = resolve_ends(parsed.timeline, length, before.duration_source)
    return replace(
        loaded,
        timeline=place(resolved, loaded.transcript),
        as_written=None,
        problems=parsed.problems,
        lists=parsed.lists,
        text=text,
    )


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text before and after, and how many problems were fixed."""

    before: str
    after: str
    count: int = 0


def fixed(
    text: str,
    read: Callable[[str], Loaded],
    check: Callable[[Loaded], Sequence[Problem]],
) -> Fixed:
    """The text with every certain fix that ``check`` knows, again until there is none.

    What a reader would take fewer chapters or points of is no fix.
    """
    now, loaded, count = text, read(text), 0
    for _ in range(_MAX_ROUNDS):
        fixes = certain(check(loaded))
        lines = SourceLines.of(now)
        after = lines.with_fixes(fixes)
        if after.text == now:
            break
        gone = len(lines.lines) - len(after.lines)
        reread = read(after.text)
        if _size(reread) + gone < _size(loaded):
            break
        now, loaded, count = after.text, reread, count + len(fixes)
    return Fixed(text, now, count)


def _size(loaded: Loaded) -> int:
    return len(loaded.timeline.chapters) + len(loaded.timeline.points)


def certain(problems: Sequence[Problem]) -> list[Fix]:
    """The fixes that can be made without asking."""
    return [problem.fix for problem in problems if problem.fix and problem.fix.certain]


def write(path: Path, change: Fixed, encoding: str | None) -> None:
    """Write a fixed text into its file, in the encoding and with the mark that it has.

    Raises InputError where its bytes cannot be kept, OutputError where it cannot be written.
    """
    data = path.read_bytes()
    decoded = files.read_decoded(path, encoding)
    mark, name = decoded.mark, decoded.encoding
    try:
        kept = mark + change.before.encode(name) == data
        new = mark + change.after.encode(name)
    except UnicodeEncodeError:
        kept, new = False, b""
    if not kept:
        raise InputError(
            "it is not fixed, since its other bytes would change",
            where=str(path),
            hint=f"save it as UTF-8: it was read as {name}",
        )
    atomic.write(path.resolve(), new)


def diff(name: str, change: Fixed) -> str:
    """The change as a unified diff."""
    before, after = (SourceLines.of(text).lines for text in (change.before, change.after))
    rows = unified_diff(before, after, name, name, lineterm="")
    return "".join(f"{row}\n" for row in rows)
