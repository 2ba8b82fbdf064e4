"""Items of a list whose bullets no table names, or that lost theirs when they were copied."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.parsing import repeated_marks
from timeline.parsing.inline_markup import plain
from timeline.parsing.lines import Line

_MIN_ITEMS = 2
#: What is longer and no sentence is a line of a wrapped one.
_MAX_PHRASE = 70
_ENDS = (".", "!", "?", "…", "。", "！", "？", "”", '"', ")")
_NUMBERED = re.compile(
    r"[\W_]{0,4}(?:[^\W\d_]{1,12}\s{0,2})?[#№]?(?:(\d{1,3})(?:\s?/\s?\d{1,3})?|([①-⑳]))"
    r"[-–—.:)\]/*_\s]{1,6}(?=\S)"
)


def itemised(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines as items where they are a list without bullets that are known: numbered in a way
    of its own, each with the same mark, or one paragraph of lines that are no wrapped sentence.
    """
    rows = [line for line in lines if not line.is_blank]
    if len(rows) < _MIN_ITEMS or any(_is_marked(line) for line in rows):
        return lines
    texts = [line.text for line in rows]
    found = _without_numbers(texts) or _without_marks(texts)
    if found is None and _is_one_paragraph(lines) and _are_apart(texts):
        found = texts
    if found is None:
        return lines
    items = (line._replace(text=text, bullet="-") for line, text in zip(rows, found, strict=True))
    return [line if line.is_blank else next(items) for line in lines]


def _is_marked(line: Line) -> bool:
    """Whether a line says by itself what it is: an item, a heading, a row of a table, a link."""
    return bool(line.is_item or line.level or line.links or line.text.startswith("|"))


def _without_numbers(texts: Sequence[str]) -> list[str] | None:
    """The texts without their numbers, where these count from 1."""
    matches = [_NUMBERED.match(text) for text in texts]
    numbers = [match and (match[1] or ord(match[2]) - ord("①") + 1) for match in matches]
    if [number and int(number) for number in numbers] != list(range(1, len(texts) + 1)):
        return None
    return [text[match.end() :] for text, match in zip(texts, matches, strict=True) if match]


def _without_marks(texts: Sequence[str]) -> list[str] | None:
    """The texts without the mark that all of them open with."""
    found = repeated_marks.without(texts, "before")
    return None if found == list(texts) else found


def _is_one_paragraph(lines: Sequence[Line]) -> bool:
    said = [index for index, line in enumerate(lines) if not line.is_blank]
    return len(said) == said[-1] - said[0] + 1


def _are_apart(texts: Sequence[str]) -> bool:
    """Whether each of these lines says something of its own: none goes on in small letters, and
    all end as sentences do, or none does.
    """
    words = [plain(text) for text in texts]
    ended = {text.endswith(_ENDS) for text in words[:-1]}
    return not any(text[:1].islower() or text.endswith((",", ":")) for text in words) and (
        len(ended) == 1 and (True in ended or max(map(len, words)) <= _MAX_PHRASE)
    )
