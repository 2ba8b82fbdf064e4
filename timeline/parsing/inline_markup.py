"""What surrounds words in pasted text: escapes, links, emphasis, emoji.

Text is *protected* while its structure is read: a character that the source escaped with a
backslash is swapped for a private one, so that no rule takes it for markup or for part of a
time. ``plain`` gives the words themselves back.
"""

from __future__ import annotations

import re

from timeline.text import ARROWS, BULLETS

# Plane 16's last private rows: nobody's text uses them, and they map to ASCII by their low byte.
_SHIFT = 0x10FF00
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~：])")
_REFERENCE = re.compile(r"&#(\d{2,5});")
_MARK = re.compile(f"[{ARROWS}{BULLETS}»›—–〜～−]")
# The same for what is beyond ASCII: Latin-1, and the rows of punctuation, arrows and shapes.
_LATIN = (range(0xA1, 0x100), 0x10FC00)
_ROWS = (range(0x2010, 0x2C00), 0x10F000 - 0x2000)
_WIDE_COLON = chr(_SHIFT + 1)
#: For a class of a pattern: what stands for a protected character.
PROTECTED = f"{chr(0x10F010)}-{chr(_SHIFT + 0x7E)}"
_PROTECTED = re.compile(f"[{PROTECTED}]")

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
    r"!?\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,2000})\]\(((?:[^\s()]|\([^\s()]{0,200}\)){1,2000})(?:\s\"[^\"]{0,500}\")?\)"
)
# Wiki links (``[[talk.mp4#t=83|01:23]]``) and the time macros of outliners
# (``{{youtube-timestamp 1:23}}``).
_WIKI_LINK = re.compile(r"!?\[\[([^\[\]|\n]{1,500})\|([^\[\]|\n]{1,500})\]\]")
_WIKI_MOMENT = re.compile(r"!?\[\[([^\[\]|\n]{1,500}#t=[\d:.,hms]{1,20})\]\]")
_TIME_MACRO = re.compile(r"\{\{[\w: -]{0,30}timestamp[\s,:]{1,3}([\d:.]{1,15})\s{0,3}\}\}")
_AUTOLINK = re.compile(r"<(https?://[^\s<>]{1,2000})>")
_EMPHASIS = re.compile(r"\*{1,3}|~~|`{1,3}|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_])")
_ADDRESS = re.compile(r"(https?://[^\s*`<>]{1,2000})")
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "「": "」", "『": "』"}


def protect(text: str) -> str:
    """Swap every backslash-escaped punctuation mark for a private character."""
    return _ESCAPE.sub(_private, text) if "\\" in text else text


def _private(match: re.Match[str]) -> str:
    return _WIDE_COLON if match[1] == "：" else chr(_SHIFT + ord(match[1]))


def protect_references(text: str) -> str:
    """Swap ASCII characters and marks that are references (``&#49;``, ``&#8594;``), as only who
    means no time and no bullet writes them.
    """
    return _REFERENCE.sub(_referred, text) if "&#" in text else text


def _referred(match: re.Match[str]) -> str:
    code = int(match[1])
    if 0x20 < code < 0x7F:
        return chr(_SHIFT + code)
    for codes, shift in (_LATIN, _ROWS):
        if code in codes and not chr(code).isalnum():
            return chr(shift + code)
    return match[0]


def refer_mark(text: str) -> str:
    """The text, the mark that opens it as a reference, so that it is read as words."""
    return f"&#{ord(text[0])};{text[1:]}" if _MARK.match(text) else text


def restore(text: str) -> str:
    """Undo ``protect``: the escaped marks as themselves."""
    if text.isascii():
        return text
    text = text.replace(_WIDE_COLON, "：")
    return _PROTECTED.sub(_unprotected, text)


def _unprotected(match: re.Match[str]) -> str:
    code = ord(match[0])
    for codes, shift in (_LATIN, _ROWS):
        if code - shift in codes:
            return chr(code - shift)
    return chr(code - _SHIFT)


def unlink(text: str) -> tuple[str, tuple[str, ...]]:
    """Links replaced by their labels, and the addresses they had.

    >>> unlink("[0:20](https://youtu.be/x?t=20) Intro")
    ('0:20 Intro', ('https://youtu.be/x?t=20',))
    """
    addresses: list[str] = []
    if "{{" in text:
        text = _TIME_MACRO.sub(lambda match: _clock(match[1]), text)
    if "[[" in text and "|" in text:
        text = _WIKI_LINK.sub(lambda match: _wiki_label(match, addresses), text)
    if "[[" in text and "#t=" in text:
        addresses += _WIKI_MOMENT.findall(text)
        text = _WIKI_MOMENT.sub("", text).strip()
    if "](" not in text:
        return text, tuple(addresses)

    def label(match: re.Match[str]) -> str:
        addresses.append(match[2])
        return match[1]

    return _LINK.sub(label, text), tuple(addresses)


def _clock(written: str) -> str:
    """A macro's time, which may be seconds alone, as one that opens a line."""
    if not written.isdigit():
        return written
    return f"{int(written) // 60}:{int(written) % 60:02}"


def _wiki_label(match: re.Match[str], addresses: list[str]) -> str:
    addresses.append(match[1])
    return match[2]


def plain(text: str) -> str:
    """The words: links as their labels, emphasis dropped, escapes undone, blanks single."""
    if not text:
        return ""
    text = unlink(text)[0]
    if "<http" in text:
        text = _AUTOLINK.sub(r"\1", text)
    if "*" in text or "_" in text or "`" in text or "~~" in text:
        text = _without_emphasis(text)
    return restore(" ".join(text.split()))


def _without_emphasis(text: str) -> str:
    """The text without marks of emphasis; an address keeps its underscores."""
    if "://" not in text:
        return _EMPHASIS.sub("", text)
    parts = _ADDRESS.split(text)
    return "".join(part if i % 2 else _EMPHASIS.sub("", part) for i, part in enumerate(parts))


def is_quoted(text: str) -> bool:
    """Whether one pair of quotes holds all of a text."""
    closing = _QUOTES.get(text[:1])
    return bool(closing and len(text) > 2 and text.endswith(closing) and closing not in text[1:-1])


def unquoted(text: str) -> str:
    """The text without one pair of quotes that holds all of it."""
    return text[1:-1].strip() if is_quoted(text) else text
