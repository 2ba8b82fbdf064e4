"""Rows of text to lines: each line's dress (heading, bullet, icon) separated from its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from timeline.parsing.inline_markup import EMOJI, protect, unlink
from timeline.text import BULLETS, QUESTION_MARKS

_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Zero-width joiner and non-joiner stay: emoji and Persian need them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_BULLET = re.compile(
    r"[-*+–—»›]\s+|\d{1,3}\s?[-–]\s+(?=[^\w\s])|\(?\d{1,3}[.)]\s+"
    r"|#\d{1,3}[.:)]?\s+(?=[\[(@]{0,2}\d)|[a-z]\)\s+"
    rf"|(?:[{BULLETS}]\ufe0f?\s{{0,3}}){{1,4}}(?![\s{BULLETS}])"
)
#: What rules are drawn with.
_RULE = "-_*=~ ━─═┄┈╌▬▁▔—–‒―⸺⸻"
#: ``**1. Words**``: the number is none of the words.
_BOLD_NUMBER = re.compile(r"(\*\*|__)(\d{1,3}[.)])\s+(?=\D)")
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_DOT = re.compile(rf"[{BULLETS}]\s*")
# Of Markdown, and of wikis and AsciiDoc: ``== Words`` and ``== Words ==``.
_HEADING = re.compile(r"(#{1,6})(?:\s+|(?=[^\s#\w]))|(={2,6})\s+(?=\S)")
_CALLOUT = re.compile(r"\[![\w-]{1,20}\][+-]?\s*")
# Only from where a run of blanks begins: a search from each of them would be quadratic.
_CLOSING_HASHES = re.compile(r"(?<!\s)\s+(?:#+|={2,6})$")


class Line(NamedTuple):
    """One line of the source.

    ``text`` is what is left of it without indent, quote marks, heading hashes, bullet,
    numbering and opening emoji (``icon``); protected (see ``markup``), links replaced by
    labels, their addresses in ``links``. ``level`` is a heading's (1 to 6), else 0. ``fenced``
    lines are in a code fence. ``column`` is where ``text`` begins, from 1.
    ``goes_on``: the line ends with a backslash, Markdown's hard break, so it is prose.
    """

    number: int
    raw: str
    text: str = ""
    indent: int = 0
    level: int = 0
    bullet: str = ""
    icon: str = ""
    links: tuple[str, ...] = ()
    fenced: bool = False
    column: int = 1
    goes_on: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether the line says nothing."""
        return not self.text and not self.icon

    @property
    def is_rule(self) -> bool:
        """Whether the line is a rule across the page, which says nothing."""
        return bool(self.text) and not self.text.strip(_RULE)

    @property
    def asks(self) -> bool:
        """Whether the line ends as a question does."""
        return self.text.rstrip('*_ `)"”»」').endswith(QUESTION_MARKS)

    @property
    def is_item(self) -> bool:
        """Whether the line opens an item of a list: a bullet, a number or an emoji."""
        return bool(self.bullet or self.icon)


def even(text: str) -> str:
    """The text with one kind of line break, and without characters that nobody sees."""
    text = _NEWLINES.sub("\n", text)
    return text if text.isascii() else _INVISIBLE.sub("", text)


def split(rows: Iterable[tuple[int, str]]) -> list[Line]:
    """The lines of these rows, each a line's number in the source and its text."""
    lines: list[Line] = []
    fenced = False
    for number, raw in rows:
        bare = raw if raw.isascii() and "\t" not in raw else _BLANKS.sub(" ", raw)
        if bare.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        lines.append(_line(number, raw, bare, fenced))
    return lines


def row(number: int, raw: str, text: str) -> Line:
    """A line that stands for part of the source line ``raw``, all of it words."""
    text, links = unlink(protect(_BLANKS.sub(" ", text).strip()))
    return Line(number, raw, text, links=links, column=len(raw) - len(raw.lstrip()) + 1)


def _line(number: int, raw: str, bare: str, fenced: bool) -> Line:
    text = bare.strip()
    if not text:
        return Line(number, raw, fenced=fenced)
    indent = _indent(raw)
    if text.startswith(">"):
        text = text.lstrip("> ")
        text = text[match.end() :] if (match := _CALLOUT.match(text)) else text
    level, bullet, icon = 0, "", ""
    if match := _HEADING.match(text):
        level = len(match[1] or match[2])
        text = _CLOSING_HASHES.sub("", text[match.end() :])
    if match := _BULLET.match(text):
        bullet, text = match[0].strip(), text[match.end() :]
        # Pasted HTML lists often bring a bullet of their own.
        for inner in (_CHECKBOX, _DOT):
            if match := inner.match(text):
                text = text[match.end() :]
    elif match := _BOLD_NUMBER.match(text):
        bullet, text = match[2], match[1] + text[match.end() :]
    if not text.isascii() and (match := EMOJI.match(text)):
        icon, text = match[0], text[match.end() :].lstrip()
    column = max(raw.find(text[:20]), 0) + 1 if text else 1
    text, links = unlink(protect(text))
    if "'''" in text:
        # What wikis write for bold.
        text = text.replace("'''", "**")
    goes_on = text[1:].endswith("\\")
    text = text[:-1].rstrip() if goes_on else text
    return Line(number, raw, text, indent, level, bullet, icon, links, fenced, column, goes_on)


def _indent(raw: str) -> int:
    expanded = raw[:200].expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
