"""A text as structure: its metadata, its sections, its lines in order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from timeline.parsing import loose_questions, metadata, sections, tagged
from timeline.parsing.inline_markup import protect_references
from timeline.parsing.lines import Line, even
from timeline.parsing.lines import split as split_lines
from timeline.parsing.metadata import Metadata
from timeline.parsing.notations import is_entry
from timeline.parsing.outline import Outline, lay_out
from timeline.parsing.sections import Section


class Document(NamedTuple):
    """What was written, before any time is believed.

    ``head`` is what is before the first heading; ``around`` are the lines around a fence
    that holds the whole summary, ``front`` the lines of the front matter that say nothing
    of the video.
    """

    head: Metadata
    outline: Outline
    around: tuple[Line, ...] = ()
    front: tuple[Line, ...] = ()


# A tag, a comment or a character reference.
_HINT = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}[\s/>]|<!--|&(?:#\w{2,7}|[a-zA-Z]{2,20});")


def read(text: str) -> Document:
    """The structure of a text."""
    (fields, timed, rest), text, first = _front(even(text))
    text = tagged.headed(_linked(text))
    lines, around = _unwrapped(split_lines(_rows(text, first)))
    found = sections.split(lines)
    loose_questions.announce(found)
    preamble = found[0] if found[0].kind == "other" else Section("other")
    head = metadata.read([*fields, *preamble.lines])
    preamble.lines = list(head.rest)
    sections.name_unknown(found)
    outline = lay_out([found[0], *timed, *found[1:]])
    return Document(head, outline, tuple(around), rest)


# ``[label]: https://...`` on a line of its own, and what refers to it.
_TARGET = re.compile(r"^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]{1,9}<?(\S{1,2000}?)>?[ \t]*$", re.M)
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,500})\](?:\[([^\[\]\n]{0,200})\])?(?![:(\[])")


def _linked(text: str) -> str:
    """The text with Markdown's links by reference as links with their addresses."""
    if "]: " not in text or not (targets := _TARGET.findall(text)):
        return text
    known = {label.casefold(): address for label, address in targets}

    def link(match: re.Match[str]) -> str:
        address = known.get((match[2] or match[1]).casefold())
        return f"[{match[1]}]({address})" if address else match[0]

    return _REFERENCE.sub(link, text)


_Front = tuple[tuple[Line, ...], tuple[Section, ...], tuple[Line, ...]]


def _front(text: str) -> tuple[_Front, str, int]:
    """The front matter (fields, sections of times, other lines), the text below it, and the
    number of that text's first line.
    """
    if not text[:100].lstrip().startswith(("---", "+++")):
        return ((), (), ()), text, 1
    # Front matter is seldom: its parsers load where there is one.
    from timeline.parsing.frontmatter import split as split_front

    return split_front(text)


def _unwrapped(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The summary, and the chat around it: an assistant often wraps all of it in one fence."""
    outside = [line for line in lines if not line.fenced]
    fences = [fenced for fenced, _ in groupby(lines, key=lambda line: line.fenced) if fenced]
    if len(fences) != 1:
        return lines, []
    has_own = any(section.kind != "other" for section in sections.split(outside))
    if has_own or any(is_entry(outside, index) for index in range(len(outside))):
        return lines, []
    return [line for line in lines if line.fenced], outside


def _rows(text: str, first: int) -> Iterable[tuple[int, str]]:
    """A text's lines with their numbers; HTML as the lines that a browser would show."""
    text = protect_references(text)
    if not _HINT.search(text):
        return enumerate(text.split("\n"), first)
    # The parser of the standard library and its table of characters load for HTML only.
    from timeline.parsing.html_text import rows

    return rows(text, first)
