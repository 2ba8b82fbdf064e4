"""Every problem code, once: what it means, why it matters, an example, and the fix.

The table is ``problems.toml`` beside this file. Who finds a problem words it
(`timeline.model.Problem`), under a code of the table; the table in CONTRIBUTING is made from it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import fill, indent

from timeline.errors import InputError
from timeline.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemCode:
    """A row of the table.

    ``severity`` is the gravest that its problems have. ``example`` is a file that has the
    problem, empty where it takes a media file or a transcript to have it.
    """

    code: str
    severity: Severity
    summary: str
    why: str
    fix: str
    example: str = ""


@cache
def problem_codes() -> dict[str, ProblemCode]:
    """Every row by its code, in order."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {code: ProblemCode(code=code, **row) for code, row in tomllib.loads(text).items()}


def explain(code: str) -> str:
    """All that is known of a code, as text for a terminal. Raises InputError."""
    row = problem_codes().get(code.strip().upper())
    if row is None:
        known = ", ".join(problem_codes())
        raise InputError(f"there is no problem {code!r}", hint=f"there are: {known}")
    why, fix = (fill(text, 88) for text in (f"Why: {row.why}", f"Fix: {row.fix}"))
    example = f"\nExample:\n{indent(row.example, '    ')}" if row.example else ""
    return f"{row.severity} {row.code}: {row.summary}\n\n{why}\n{example}\n{fix}\n"


def as_markdown() -> str:
    """The table of the documents."""
    rows = problem_codes().values()
    head = "| code | severity | what it means |\n|---|---|---|\n"
    return head + "".join(f"| {row.code} | {row.severity} | {row.summary} |\n" for row in rows)
