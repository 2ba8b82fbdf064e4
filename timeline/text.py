"""Text for one line: no character that a file cannot hold, no run of white space."""

from __future__ import annotations

import re

#: For a class of a pattern: arrows, and what people open an item with beside ``-``, ``*``, ``+``
#: and ``»`` (dots, shapes, arrows, the lines of a tree, those of Word's symbol fonts).
#: No bullet is an emoji.
ARROWS = "\u2190-\u21ff\u2794\u2798-\u27be\u27f0-\u27ff\u2900-\u297f\u2b05-\u2b11\u2b30-\u2b4f"
BULLETS = (
    "§¶·•‣※⁃⁌⁍∙⋅⦁⦾⦿・･＊\uf076\uf0a7\uf0b7\uf0d8\uf0fc\u2190-\u2193\u21d0-\u21ff\u27f0-\u27ff"
    "\u2500-\u25b5\u25b7-\u25bf\u25c1-\u25ff"
)

#: What opens an item with any of these marks, as a pattern.
BULLET = rf"[-*+–—»›]\s+|[{BULLETS}]\s*"

#: How a question ends.
QUESTION_MARKS = ("?", "？", "؟")

_SPACES = re.compile(r"\s+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the characters that no text format holds (XML forbids them all)."""
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """The printable text with every run of white space, line breaks too, as one blank."""
    return _SPACES.sub(" ", printable(text)).strip()
