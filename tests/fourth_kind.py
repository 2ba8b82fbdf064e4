"""A fourth kind of point, added at run time: a pytest plugin that tests/test_kinds.py loads.

It does what "Add a kind" in CONTRIBUTING asks for, and nothing else. It must be imported before
the rest of the program, which reads the table once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from timeline import kinds, model
from timeline.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(model.Point):
    """Something that was said, in the speaker's words."""

    kind: ClassVar[str] = "quote"

    text: str
    speaker: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The text."""
        return (self.text,)


ROW = kinds.Kind(
    id="quote",
    track="quotes",
    label="Quotes",
    heading="Quotes",
    tab="Quotes",
    nouns=("quote", "quotes"),
    point=Quote,
    asides=("speaker",),
    sign="“",
    gutter="“",
    cue=lambda quote: one_line(quote.text),
    read_cue=lambda text: Quote(text=one_line(text)),
)
kinds.KINDS = (*kinds.KINDS, ROW)

from timeline.parsing import READERS, headings, insights  # noqa: E402

headings.VOCABULARY["quotes"] = ("quotes", "en")  # type: ignore[assignment]
READERS["quotes"] = lambda lines: [
    Quote(text=item.text, placement=item.placement, line=item.line) for item in insights.find(lines)
]
