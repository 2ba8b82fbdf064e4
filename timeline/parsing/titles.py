"""A chapter's words to its title and its text."""

from __future__ import annotations

import re

from timeline.parsing.inline_markup import plain, unquoted

_BOLD = re.compile(r"(?:\*{2,3}|__)?([^*]+?)[:：]?(?:\*{2,3}|__)[:：]?")
_SEPARATOR = re.compile(r"\s{0,3}[-–—:：|→]{1,2}\s{0,3}|\s{1,3}")
_COLON = re.compile(r"(?<=\S)(?::\s|：\s{0,3})(?=\S)")
_SENTENCE_END = re.compile(r"[.!?。！？](?:\s|$)")
# "Part 2: The sea" names one thing.
_NUMBERED = re.compile(r"(?:\d|\b[ivxlc]{1,6}|^\w{1,12}\s[a-z])$", re.I)

#: A longer head is a sentence with a colon in it, not a title.
MAX_HEAD_CHARS = 80


def split_title(words: str) -> tuple[str, str]:
    """Title and text of what stands beside a time, markup dropped.

    >>> split_title("**Setup** - what you need")
    ('Setup', 'what you need')
    >>> split_title("Setup: what you need")
    ('Setup', 'what you need')
    >>> split_title("Part 2: The sea")
    ('Part 2: The sea', '')
    """
    words = words.strip()
    bold = _BOLD.match(words) if "**" in words or "__" in words else None
    if bold and (words.startswith(("**", "__")) or _is_closing(words)):
        rest = words[bold.end() :]
        separator = _SEPARATOR.match(rest)
        if not rest or separator:
            text = rest[separator.end() :] if separator else ""
            return _title(bold[1]), plain(text)
    if colon := _COLON.search(words[: MAX_HEAD_CHARS + 2]):
        head, text = words[: colon.start()], words[colon.end() :]
        if not _SENTENCE_END.search(head) and not _NUMBERED.search(plain(head)):
            return _title(head), plain(text)
    return _title(words), ""


def _title(words: str) -> str:
    return unquoted(plain(words))


def _is_closing(words: str) -> bool:
    """Whether the first ``**`` closes a bold run that began before the time."""
    return words.count("**") % 2 == 1
