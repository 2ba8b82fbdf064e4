"""Text for one line: no character that a file cannot hold, no run of white space."""

from __future__ import annotations

import re

_SPACES = re.compile(r"\s+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without the characters that no text format holds (XML forbids them all)."""
    return _UNPRINTABLE.sub("", text)


def one_line(text: str) -> str:
    """The printable text with every run of white space, line breaks too, as one blank."""
    return _SPACES.sub(" ", printable(text)).strip()
