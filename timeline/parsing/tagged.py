"""Sections in tags of their names, as assistants are asked for them: ``<key_insights>``."""

from __future__ import annotations

import re

from timeline.parsing import headings, metadata

_NAME = r"[A-Za-z][A-Za-z_-]{2,40}"
_ALONE = re.compile(rf"^[ \t]*<(/?)({_NAME})>[ \t]*$", re.M)
_ON_ONE_LINE = re.compile(rf"^[ \t]*<({_NAME})>(?=\S)([^<>\n]{{1,2000}})</\1>[ \t]*$", re.M)
_WORD_BREAK = re.compile(r"[_-]|(?<=[a-z])(?=[A-Z])")


def headed(text: str) -> str:
    """The text with Markdown headings in place of such tags, line by line.

    Only where one of them names a section; ``<summary>`` may be HTML's, of ``<details>``.
    """
    if "</" not in text or "<details" in text.casefold():
        return text
    pairs = {name for slash, name in _ALONE.findall(text) if slash}
    sections = {
        name for name in pairs if headings.is_known(_words(name)) and not _holds(text, name)
    }
    lines = _ON_ONE_LINE.sub(_labelled, text)
    if not sections:
        return lines

    def heading(tag: re.Match[str]) -> str:
        if tag[2] not in pairs:
            return tag[0]
        # Of a tag around the sections nothing is left.
        return f"## {_words(tag[2])}" if tag[2] in sections and not tag[1] else ""

    return _ALONE.sub(heading, lines)


def _holds(text: str, name: str) -> bool:
    """Whether the tag is around others."""
    _, _, rest = text.partition(f"<{name}>")
    inside = rest.partition(f"</{name}>")[0]
    return bool(_ALONE.search(inside) or _ON_ONE_LINE.search(inside))


def _words(name: str) -> str:
    return _WORD_BREAK.sub(" ", name)


def _labelled(tag: re.Match[str]) -> str:
    words = _words(tag[1])
    is_section = headings.is_known(words) or metadata.is_field(words.casefold())
    return f"{words}: {tag[2]}" if is_section else tag[0]
