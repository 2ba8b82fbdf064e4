"""What surrounds words in pasted text: escapes, links, emphasis, emoji.

Text is *protected* while its structure is read: a character that the source escaped with a
backslash is swapped for a private one, so that no rule takes it for markup or for part of a
time. ``plain`` gives the words themselves back.
"""

from __future__ import annotations

import re

# Plane 16's last private rows: nobody's text uses them, and they map to ASCII by their low byte.
_SHIFT = 0x10FF00
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_PROTECTED = re.compile(f"[{chr(_SHIFT + 0x21)}-{chr(_SHIFT + 0x7E)}]")

_PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25b6\u25c0"
    "\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_TONE = "[\U0001f3fb-\U0001f3ff]?"
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_TAGS = "[\U000e0020-\U000e007f]{0,8}"
#: One emoji as people see it: keycaps, flags, variation selectors, skin tones, joined ones.
EMOJI = re.compile(
    rf"(?:[0-9#*]\ufe0f?\u20e3|{_FLAG}|"
    rf"{_PICTURE}[\ufe0e\ufe0f]?{_TONE}{_TAGS}(?:\u200d{_PICTURE}\ufe0f?{_TONE}){{0,6}})"
)

_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,2000})\]\(([^\s()]{1,2000})(?:\s\"[^\"]{0,500}\")?\)"
)
_AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>")
_EMPHASIS = re.compile(r"\*{1,3}|~~|`{1,3}|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_])")
_SPACES = re.compile(r"\s+")
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "「": "」", "『": "』"}


def protect(text: str) -> str:
    """Swap every backslash-escaped punctuation mark for a private character."""
    return _ESCAPE.sub(lambda match: chr(_SHIFT + ord(match[1])), text) if "\\" in text else text


def restore(text: str) -> str:
    """Undo ``protect``: the escaped marks as themselves."""
    if text.isascii():
        return text
    return _PROTECTED.sub(lambda match: chr(ord(match[0]) - _SHIFT), text)


def unlink(text: str) -> tuple[str, tuple[str, ...]]:
    """Links replaced by their labels, and the addresses they had.

    >>> unlink("[0:20](https://youtu.be/x?t=20) Intro")
    ('0:20 Intro', ('https://youtu.be/x?t=20',))
    """
    if "](" not in text:
        return text, ()
    addresses: list[str] = []

    def label(match: re.Match[str]) -> str:
        addresses.append(match[2])
        return match[1]

    return _LINK.sub(label, text), tuple(addresses)


def plain(text: str) -> str:
    """The words: links as their labels, emphasis dropped, escapes undone, blanks single."""
    text = unlink(text)[0]
    if "<http" in text:
        text = _AUTOLINK.sub(r"\1", text)
    if "*" in text or "_" in text or "`" in text or "~~" in text:
        text = _EMPHASIS.sub("", text)
    return restore(_SPACES.sub(" ", text).strip())


def unquoted(text: str) -> str:
    """The text without one pair of quotes that holds all of it."""
    closing = _QUOTES.get(text[:1])
    if closing and len(text) > 2 and text.endswith(closing) and closing not in text[1:-1]:
        return text[1:-1].strip()
    return text
