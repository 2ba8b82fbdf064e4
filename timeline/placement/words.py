"""Text to terms: what two texts are compared by.

A term is a lower-case word, stemmed where Snowball knows the language
(https://snowballstem.org); scripts written without spaces give pairs of characters instead,
which needs no dictionary. Nothing here raises for a language or script it does not know.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache

from timeline.placement.languages import FUNCTION_WORDS, LANGUAGES_OF, SCRIPTS

Stem = Callable[[list[str]], list[str]]

#: Thai, Lao, Burmese, Khmer, kana, Han and Hangul: no spaces, or none that help.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
#: Vowel signs and accents, which ``\w`` leaves out although they stand inside words.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_ASCII_WORD = re.compile("[a-z0-9]+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")

#: Enough text to tell a language by.
_SAMPLE = 2_000


def guess_language(text: str) -> str:
    """The ISO 639-1 code of the language that ``text`` is probably in, "" where unsure.

    By its script where that settles it, else by which language's function words it has most of.
    """
    text = text[:_SAMPLE].lower()
    for code, letters in () if text.isascii() else SCRIPTS.items():
        if len(re.findall(letters, text)) * 2 > len(text):
            return code
    votes = Counter(code for word in split(text) for code in LANGUAGES_OF.get(word, ()))
    return max(votes, key=lambda code: (votes[code], code), default="")


def stemmer(language: str) -> Stem:
    """What stems words of ``language`` (``en``, ``eng``, ``en-GB``); unknown ones stay whole."""
    import Stemmer  # type: ignore[import-not-found]

    try:
        return Stemmer.Stemmer(re.split("[-_]", language.lower())[0]).stemWords  # type: ignore[no-any-return]
    except KeyError:
        return list


def split(text: str) -> list[str]:
    """The words of ``text`` in order, lower case, unspaced scripts as pairs of characters."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    text = unicodedata.normalize("NFKC", text).lower()
    words: list[str] = []
    any_word, unspaced = _patterns()
    for word in any_word.findall(text):
        if len(word) > 1 and unspaced.match(word):
            words += (word[i : i + 2] for i in range(len(word) - 1))
        else:
            words.append(word)
    return words


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A word of any script, and the beginning of an unspaced one. Costly to compile: most
    texts need neither.
    """
    return (
        re.compile(f"[{_UNSPACED}]+|(?:(?![_{_UNSPACED}])[\\w{_MARKS}])+"),
        re.compile(f"[{_UNSPACED}]"),
    )


def terms(text: str, stem: Stem) -> list[str]:
    """The terms of ``text`` in order, repeats included."""
    return stem(split(text))


@cache
def function_terms(language: str) -> frozenset[str]:
    """The terms of ``language`` that say little about a subject; empty for an unknown one."""
    words = FUNCTION_WORDS.get(language[:2].lower(), frozenset())
    return frozenset(stemmer(language)(sorted(words)))


def sentences(text: str) -> list[str]:
    """The sentences and lines of ``text``, trimmed, none of them empty."""
    return [part for piece in _SENTENCE.split(text) if (part := piece.strip())]


def shared_words(text: str, passage: str, language: str = "") -> list[str]:
    """The telling words of ``text``, as they stand there, that ``passage`` has too in any form."""
    language = language or guess_language(f"{text} {passage}")
    stem = stemmer(language)
    known = set(terms(passage, stem)) - function_terms(language)
    words = dict.fromkeys(split(text))
    return [word for word, term in zip(words, stem(list(words)), strict=True) if term in known]
