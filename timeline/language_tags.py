"""Languages as BCP 47 has them, whatever a media file, a file's name or a site writes."""

from __future__ import annotations

import re

from timeline.errors import TimelineError
from timeline.libraries import importing

#: A language of two letters, with a script and a region or neither: a tag as it should be.
_SHORT = re.compile(r"[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
#: The codes of no language, of several, and of one that is not known.
_NONE = {"mis", "mul", "und", "zxx"}


def language_tag(language: str) -> str:
    """``language`` as a BCP 47 tag, the shortest: ``de`` for ``ger``, ``pt-BR`` for ``pt_br``.

    Of what is no valid tag as a whole its language is taken: ``en`` for ``en-orig``, as YouTube
    calls what is spoken. "" for what is none, and for the codes of an unknown language.
    """
    language = language.strip()
    with importing("langcodes", TimelineError):
        import langcodes
    primary = re.split(r"[-_\W]", language, maxsplit=1)[0]
    for candidate in (language, primary):
        if langcodes.tag_is_valid(candidate):
            tag = langcodes.standardize_tag(candidate)
            return "" if tag in _NONE else tag
    return ""


def is_language(word: str) -> bool:
    """Whether a word of a file's name is meant for a language.

    Nearly every word of three letters is the code of one (``new``, ``raw``, ``sub``): those of
    two count, and what is written shorter so (``ger``).
    """
    return bool(_SHORT.fullmatch(language_tag(word)))
