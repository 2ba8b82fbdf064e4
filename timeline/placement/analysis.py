"""Text analysis: what two texts are compared by.

A term is a lower-case word, stemmed where Snowball knows the language
(https://snowballstem.org); scripts written without spaces give pairs of characters instead,
which needs no dictionary. Nothing here raises for a language or script it does not know.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from timeline.errors import PlacementError
from timeline.libraries import importing
from timeline.placement.languages import LANGUAGES_BY_STOP_WORD, SCRIPTS, STOP_WORDS

Stemmer = Callable[[list[str]], list[str]]

#: Thai, Lao, Burmese, Khmer, kana, Han and Hangul: no spaces, or none that help.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
#: Vowel signs and accents, which ``\w`` leaves out although they are inside words.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_ASCII_WORD = re.compile("[a-z0-9]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])|\n+")

#: Characters that a language is detected by; more change nothing.
_SAMPLE_LENGTH = 2_000
#: A language is detected clearly by this many times the stop words of the next one.
_CLEARLY = 1.5
#: The letters at the start that match long words of two languages, and the fewest letters
#: of a word that is compared at all.
_COGNATE_LENGTH, _MIN_COGNATE_LENGTH = 6, 4
#: The same for forms of one word in one language, which the stemmer keeps apart.
_PREFIX_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Analyzer:
    """How texts become terms: by a stemmer, and a set of stop words, stemmed.

    A bilingual one keeps only what is alike in two languages.
    """

    stem: Stemmer
    stop_words: frozenset[str]
    is_bilingual: bool = False

    @property
    def prefix_length(self) -> int:
        """Letters at the start that terms share which may be forms of one word."""
        return _COGNATE_LENGTH if self.is_bilingual else _PREFIX_LENGTH

    def terms(self, text: str) -> list[str]:
        """The terms of ``text`` in order, stop words and repeats included."""
        return self.stem(tokenize(text))

    def content_terms(self, text: str) -> list[str]:
        """The terms of ``text`` that are no stop words, in order, repeats included."""
        return [term for term in self.terms(text) if term not in self.stop_words]


@cache
def analyzer(language: str) -> Analyzer:
    """The analyzer of ``language`` (``en``, ``eng``, ``en-GB``).

    Words of an unknown language stay whole, and none of them is a stop word.
    """
    stem = _stemmer(language)
    words = STOP_WORDS.get(language[:2].lower(), frozenset())
    return Analyzer(stem, frozenset(stem(sorted(words))))


@cache
def bilingual_analyzer(first: str, second: str) -> Analyzer:
    """What texts of two languages are compared by: names, numbers, and words alike in both.

    Long words are alike if they begin with the same letters ("information", "Informationen"),
    shorter ones only if they are the same but for accents ("Linux"). Words of three letters say
    nothing, nor do the stop words of either language.
    """
    words = (STOP_WORDS.get(code[:2].lower(), frozenset()) for code in (first, second))
    stop_words = frozenset(_cognates(sorted(frozenset().union(*words))))
    return Analyzer(_cognates, stop_words | {""}, is_bilingual=True)


def _cognates(words: list[str]) -> list[str]:
    return [_cognate(word) for word in words]


def _cognate(word: str) -> str:
    """A word without accents, cut to what its forms in other languages share; "" if too short."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    if any(c.isdigit() for c in plain):
        return plain
    return plain[:_COGNATE_LENGTH] if len(plain) >= _MIN_COGNATE_LENGTH else ""


def detect_language(text: str, min_votes: int = 1) -> str:
    """The ISO 639-1 code of the language that ``text`` is probably in, "" where unsure.

    By its script where that decides, else by the language that most stop words belong to.
    With ``min_votes`` above 1 there must be that many, and clearly more than of any other.
    """
    text = text[:_SAMPLE_LENGTH].lower()
    for code, letters in () if text.isascii() else SCRIPTS.items():
        if len(re.findall(letters, text)) * 2 > len(text):
            return code
    votes = Counter(
        code for word in tokenize(text) for code in LANGUAGES_BY_STOP_WORD.get(word, ())
    )
    ranked = sorted(votes, key=lambda code: (votes[code], code), reverse=True)
    if not ranked or votes[ranked[0]] < min_votes:
        return ""
    is_close = len(ranked) > 1 and votes[ranked[1]] * _CLEARLY > votes[ranked[0]]
    return "" if min_votes > 1 and is_close else ranked[0]


def _stemmer(language: str) -> Stemmer:
    """Raises PlacementError where PyStemmer is missing or broken."""
    with importing("Stemmer", PlacementError):
        import Stemmer as Snowball  # type: ignore[import-not-found]

    try:
        return Snowball.Stemmer(re.split("[-_]", language.lower())[0]).stemWords  # type: ignore[no-any-return]
    except (KeyError, UnicodeEncodeError):
        return list


def tokenize(text: str) -> list[str]:
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
        re.compile(f"[{_UNSPACED}]+|(?:[^\\W_{_UNSPACED}]+|[{_MARKS}]+)+"),
        re.compile(f"[{_UNSPACED}]"),
    )


def sentences(text: str) -> list[str]:
    """The sentences and lines of ``text``, trimmed, none of them empty."""
    return [part for piece in _SENTENCE_END.split(text) if (part := piece.strip())]
