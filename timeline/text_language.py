"""The language and direction of a text, detected from its letters and commonest words.

A guess for what states none: enough to choose a voice, a font and a side of the page. Latin
letters name a language only where its stop words do; other scripts stand for the language that
is written in them most.
"""

from __future__ import annotations

import re
from collections import Counter

from timeline.placement.languages import LANGUAGES_BY_STOP_WORD

#: Letters enough to tell by, of a long text.
MAX_SAMPLE = 4_000

#: Each script by its commonest language: code and letters. The first that fits counts.
_SCRIPTS = {
    "ja": "\u3041-\u30ff\u31f0-\u31ff",
    "zh": "\u3400-\u4dbf\u4e00-\u9fff",
    "ko": "\u1100-\u11ff\uac00-\ud7af",
    "ar": "\u0620-\u064a\u066e-\u06d3\u0750-\u077f",
    "he": "\u05d0-\u05ea",
    "ru": "\u0400-\u04ff",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "th": "\u0e00-\u0e7f",
    "hy": "\u0531-\u0587",
    "ka": "\u10a0-\u10ff",
    "am": "\u1200-\u137f",
    "dv": "\u0780-\u07bf",
    "syr": "\u0710-\u074f",
    "": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
}
_LETTERS = {code: re.compile(f"[{letters}]") for code, letters in _SCRIPTS.items()}

#: Letters that one language of a script has, and its commonest one does not.
_VARIANTS = {
    "ar": {"ur": re.compile("[ٹڈڑںے]"), "fa": re.compile("[پچژگی]")},
    "ru": {"uk": re.compile("[іїєґІЇЄҐ]")},
    "he": {"yi": re.compile("[װױײ]")},
}

#: Other languages by the script that they share.
_SAME_SCRIPT = {
    "ar": frozenset("ckb fa ks ku ps sd ug ur".split()),
    "he": frozenset({"yi", "iw"}),
    "ru": frozenset("be bg kk ky mk mn sr tg tt uk".split()),
    "hi": frozenset("mr ne sa".split()),
    "zh": frozenset({"yue"}),
    "am": frozenset({"ti"}),
}

#: Languages, by the first part of their tag, that are written from right to left.
RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ku nqo ps sd syr ug ur yi".split())

_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The language of ``text`` as a BCP 47 tag; empty where nothing tells it."""
    text = text[:MAX_SAMPLE]
    code = script_of(text)
    if code is None:
        return ""
    for variant, letters in _VARIANTS.get(code, {}).items():
        if len(letters.findall(text)) * 50 > len(text):
            return variant
    return code or _by_stop_words(text)


def direction_of(language: str) -> str:
    """``rtl`` or ``ltr``: how a language is written, by its tag (``ar-EG``, ``az-Arab``)."""
    first, *rest = language.lower().replace("_", "-").split("-")
    if scripts := {"arab", "hebr", "latn", "cyrl"}.intersection(rest):
        return "rtl" if scripts & {"arab", "hebr"} else "ltr"
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"


def script_of_language(language: str) -> str:
    """The script that a language is written in, named as `script_of` names it; Latin for most."""
    first = language.lower().replace("_", "-").split("-")[0]
    if first in _SCRIPTS:
        return first
    return next((code for code, others in _SAME_SCRIPT.items() if first in others), "")


def script_of(text: str) -> str | None:
    """The script of most of a text's letters, named by its commonest language.

    Empty for Latin, None where there are no letters. Japanese is written in two, of which the
    one that it has for itself counts for both.
    """
    if text.isascii():
        return "" if _LETTERS[""].search(text) else None
    counts = {code: len(letters.findall(text)) for code, letters in _LETTERS.items()}
    if counts["ja"] * 10 >= counts["zh"]:
        counts["ja"] += counts["zh"] if counts["ja"] else 0
    code, most = max(counts.items(), key=lambda item: item[1])
    return code if most else None


def _by_stop_words(text: str) -> str:
    """The language with the most stop words: two at least, and more than any other."""
    words = _WORD.findall(text.lower())
    votes = Counter(code for word in words for code in LANGUAGES_BY_STOP_WORD.get(word, ()))
    (code, most), (_, second) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return code if most >= 2 and most > second else ""
