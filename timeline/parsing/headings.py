"""How to know a heading in a line, glued to its text or not."""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.parsing.inline_markup import EMOJI, plain
from timeline.parsing.lines import Line
from timeline.parsing.vocabulary import INNER_NOUNS, NOUNS, PRAISE, WORDS, Kind


class Heading(NamedTuple):
    """A line known as a heading: its kind, its language ("" where shared), what follows on it."""

    kind: Kind
    language: str
    rest: str
    title: str


def _vocabulary() -> dict[str, tuple[Kind, str]]:
    table: dict[str, tuple[Kind, str]] = {}
    for kind, languages in WORDS.items():
        for language, words in languages.items():
            for word in words.split("|"):
                known = table.get(word)
                shared = known is not None and known[1] != language
                table.setdefault(word, (kind, language))
                if shared and known is not None:
                    table[word] = (known[0], "")
    return table


VOCABULARY = _vocabulary()

_NOUNS: dict[str, Kind] = {noun: kind for kind, nouns in NOUNS.items() for noun in nouns.split("|")}
_ENGLISH = frozenset(NOUNS["insights"].split("|")[:19])
_FOREIGN = (
    frozenset(_NOUNS)
    - _ENGLISH
    - frozenset("questions question faqs summary recap overview conclusions messages body".split())
)
_INNER: list[tuple[str, Kind]] = [
    (noun, kind) for kind, nouns in INNER_NOUNS.items() for noun in nouns.split("|")
]

_DRESS = " \t:：.-–—•*_#~=|<>[](){}【】「」『』《》\"'“”"
_GLUED = re.compile(r"TL;?\s?DR(?!s\b)[:;：]?\s{0,3}[-–—]?\s{0,3}")
_LABEL = re.compile(
    r"(?:\*{2,3}|__)?([^:：*\n]{2,40}?)\s?(?:(?:\*\*|__)\s?[:：]|[:：](?!\d)\s?(?:\*\*|__)?)"
    r"\s{0,3}(?=\S)"
)
_BOLD_LABEL = re.compile(r"(?:\*\*|__)([^*_\n]{2,40})(?:\*\*|__)\s{1,3}(?:[-–—]\s)?(?=\S)")
#: ``II. TLDR``, ``Part 2: Key insights``.
_ORDINAL = re.compile(
    r"^(?:\*\*|__)?(?:(?:part|section|step|teil|abschnitt|partie|parte|sección|часть)\s)?"
    r"(?:\d{1,2}|[ivx]{1,4}|[a-h])\s?[.:)–—-]\s+",
    re.I,
)
_COUNT = re.compile(r"\s?[(\[]?\b\d{1,3}\b[)\]]?$|^(?:top\s)?\d{1,2}\s")


def heading(line: Line) -> Heading | None:
    """The heading that a line is, or opens with; None for any other line.

    >>> heading(Line(1, "", "TLDRA pot is cheap.")).rest
    'A pot is cheap.'
    """
    text = line.text
    if not text or (len(text) > 80 and not _may_open(text)):
        return None
    if len(text) <= 80 and (known := _lookup(text) or _lookup(_ORDINAL.sub("", text, count=1))):
        return Heading(*known, rest="", title=plain(text).strip(_DRESS))
    if line.level:
        return _of_parts(plain(text))
    if match := _GLUED.match(text):
        return Heading("tldr", "", text[match.end() :], "TLDR")
    for pattern in (_LABEL, _BOLD_LABEL):
        match = pattern.match(text)
        if match and (known := _lookup(match[1])) and _opens(known[0], match[1], text):
            return Heading(*known, rest=text[match.end() :], title=match[1].strip())
    return None


def names_transcript(words: str) -> bool:
    """Whether a heading says that a transcript is below it."""
    found = _lookup(words)
    return found is not None and found[0] == "transcript"


def is_known(words: str) -> bool:
    """Whether the words alone are a heading of the vocabulary."""
    return _lookup(words) is not None


def _may_open(text: str) -> bool:
    head = text[:50]
    return ":" in head or "：" in head or head.startswith(("TL", "**", "__"))


def _opens(kind: Kind, label: str, text: str) -> bool:
    """Whether ``Label: text`` opens a section, rather than being a sentence with a colon."""
    if kind in ("tldr", "chapters") or text.startswith(("**", "__")):
        return True
    # "Question: ..." is one of several.
    return (
        kind in ("source", "transcript", "qa", "insights", "actions")
        and len(label.split()) <= 3
        and label.casefold() not in _SINGULAR
    )


def _lookup(text: str) -> tuple[Kind, str] | None:
    word = EMOJI.sub("", plain(text)).strip(_DRESS).casefold().replace("’", "'")
    bare = _COUNT.sub("", word).strip(_DRESS)
    if bare != word and bare in _SINGULAR:
        return None
    known = VOCABULARY.get(word) or VOCABULARY.get(bare) or _composed(bare)
    if known or not ("(" in bare or "（" in bare):
        return known
    # 핵심 인사이트 (3줄 요약): what is in brackets adds to it.
    return VOCABULARY.get(re.split("[(（]", bare, maxsplit=1)[0].strip(_DRESS))


#: "Chapter 24" is one of a book, not a list of them.
_SINGULAR = frozenset("chapter kapitel bab chương section part question episode 章".split())
#: A longer heading says more than what is below it.
MAX_WORDS, MAX_WIDE = 5, 12


def _composed(text: str) -> tuple[Kind, str] | None:
    """What a heading of a few words says that no list of headings can hold."""
    words = text.split()
    if len(words) > MAX_WORDS or not words:
        return None
    others = [word for word in words if word not in _NOUNS]
    if len(others) < len(words):
        noun = next(word for word in words if word in _NOUNS)
        plain_english = all(word in PRAISE for word in others)
        foreign = not noun.isascii() or noun in _FOREIGN
        if plain_english or (foreign and 1 < len(words) <= 4):
            return (_NOUNS[noun], "")
    if len(text) <= MAX_WIDE and not text.isascii():
        return next(((kind, "") for noun, kind in _INNER if noun in text), None)
    return None


def _of_parts(text: str) -> Heading | None:
    """A Markdown heading such as "Key takeaways: what to remember" or "Summary & overview"."""
    words = text.casefold()
    for separator in (
        ":",
        "：",
        " - ",
        " – ",
        " — ",
        " & ",
        " and ",
        " / ",
        " or ",
        " und ",
        " et ",
        " y ",
        " e ",
        " и ",
        " та ",
        " (",
        "（",
        " from ",
        " of ",
        " with ",
    ):
        head = words.split(separator, 1)[0]
        if head != words and (known := VOCABULARY.get(head.strip(_DRESS))):
            return Heading(*known, rest="", title=text)
    return None
