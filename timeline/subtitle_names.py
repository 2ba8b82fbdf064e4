"""What the name of a subtitle file says, as media players have it: ``talk.pt-BR.forced.srt``.

The notation is shared by Plex, Jellyfin, Kodi and mpv: after the video's own name, in any order
and case, the language and what the subtitles are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.language_tags import is_language, language_tag

#: What subtitles are for, and what menus call it. A default is only listed first.
_ROLES = {
    "forced": "forced",
    "foreign": "forced",
    "sdh": "SDH",
    "cc": "CC",
    "default": "",
}
#: The hearing impaired beside a language, Hindi alone.
_HEARING_IMPAIRED = "hi"
#: A language, or a short name of the subtitles' own (``director``).
_WORD = re.compile(r"[^\W_](?:[^\W_]|-){0,9}")


@dataclass(frozen=True, slots=True)
class SubtitleName:
    """A name without its suffix, taken apart.

    ``bases`` are what the video's own name may be, the longest first: a word at the end may be a
    part of it. ``language`` is a BCP 47 tag or "", ``title`` what a menu says beside the language.
    """

    bases: tuple[str, ...]
    language: str = ""
    title: str = ""
    is_forced: bool = False
    is_default: bool = False


@lru_cache(maxsize=4096)
def parse_subtitle_name(stem: str) -> SubtitleName:
    """Take a file's name without suffix apart. What it cannot tell stays a part of the base."""
    parts = stem.split(".")
    bases = [stem]
    words: list[str] = []
    roles: list[str] = []
    while len(parts) > 1:
        part = parts[-1]
        if part.lower() in _ROLES or _is_hearing_impaired(part, parts[1:-1], words):
            roles.append(part.lower())
        elif not words and (_WORD.fullmatch(part) or is_language(part)):
            words.append(part)
        else:
            break
        parts.pop()
        bases.append(".".join(parts))
    language = next((language_tag(word) for word in words if is_language(word)), "")
    titles = [] if language else words
    return SubtitleName(
        bases=tuple(filter(None, bases)),
        language=language,
        title=", ".join(dict.fromkeys([*titles, *_titles(reversed(roles))])),
        is_forced=any(_ROLES.get(role) == "forced" for role in roles),
        is_default="default" in roles,
    )


def _is_hearing_impaired(part: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether ``hi`` has a language beside it, roles between them aside."""
    if part.lower() != _HEARING_IMPAIRED:
        return False
    nearest = [word for word in before if word.lower() not in _ROLES][-1:]
    return any(is_language(word) for word in (*nearest, *after))


def _titles(roles: Iterator[str]) -> Iterator[str]:
    for role in roles:
        if title := _ROLES.get(role, "SDH"):
            yield title
