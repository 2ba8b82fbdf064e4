"""How many steps a backtracking matcher takes over a text: counted, not timed.

It matches as the standard library's does, over the tree of its own parser, for the texts that
are hardest to give up on: up to a repeat, then much that the repeat takes, then nothing more.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser
from typing import Any

sys.setrecursionlimit(max(sys.getrecursionlimit(), 20_000))

#: What a text is made of: of every kind that patterns distinguish, some.
ALPHABET = [chr(n) for n in range(1, 127)] + list("\u00a0\u2028éא語“•–：٣️")
_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT)
_CATEGORIES = {
    c.CATEGORY_SPACE: r"\s",
    c.CATEGORY_NOT_SPACE: r"\S",
    c.CATEGORY_DIGIT: r"\d",
    c.CATEGORY_NOT_DIGIT: r"\D",
    c.CATEGORY_WORD: r"\w",
    c.CATEGORY_NOT_WORD: r"\W",
}
#: A repeat that may go on so long is as good as without an end.
_LONG = 500
#: What few repeats take.
_ENDS = ("\x00", "(")


class TooManyStepsError(Exception):
    """More than any pattern should take."""


def takes(node: Any, character: str, flags: int) -> bool | None:
    """Whether one piece of a pattern takes a character; None where it is no such piece."""
    kind, value = node
    if kind is c.ANY:
        return bool(flags & re.DOTALL) or character != "\n"
    if kind in (c.LITERAL, c.NOT_LITERAL):
        same = ord(character) == value
        if flags & re.IGNORECASE:
            same = character.lower() == chr(value).lower()
        return same == (kind is c.LITERAL)
    if kind is not c.IN:
        return None
    found = any(_in_set(each, character, flags) for each in value)
    return found != (value[0][0] is c.NEGATE)


def _in_set(item: Any, character: str, flags: int) -> bool:
    kind, value = item
    cases = {character, character.lower(), character.upper()} if flags & re.I else {character}
    codes = [ord(each) for each in cases if len(each) == 1]
    if kind is c.LITERAL:
        return value in codes
    if kind is c.RANGE:
        return any(value[0] <= code <= value[1] for code in codes)
    return kind is c.CATEGORY and bool(re.match(_CATEGORIES[value], character))


class Matcher:
    """Matches one pattern, and counts."""

    def __init__(self, pattern: str, flags: int, limit: int) -> None:
        self.tree = _parser.parse(pattern, flags)
        self.flags = flags | self.tree.state.flags
        self.limit = limit
        self.steps = 0

    def search(self, text: str, *, everywhere: bool) -> int:
        """The steps of looking for the pattern, at each place or at the beginning only."""
        for start in range(len(text) if everywhere else 1):
            if self._match(list(self.tree), text, start, lambda end: True):
                break
        return self.steps

    def _match(self, items: list[Any], text: str, at: int, then: Callable[[int], bool]) -> bool:
        self.steps += 1
        if self.steps > self.limit:
            raise TooManyStepsError
        if not items:
            return then(at)
        (kind, value), rest = items[0], items[1:]
        taken = takes(items[0], text[at], self.flags) if at < len(text) else None
        if kind in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            return bool(taken) and self._match(rest, text, at + 1, then)
        if kind in _REPEATS:
            return self._repeat(kind, value, rest, text, at, then)
        if kind is c.SUBPATTERN:
            return self._match([*value[3], *rest], text, at, then)
        if kind is c.BRANCH:
            for each in value[1]:  # noqa: SIM110 - calls by way of C are few
                if self._match([*each, *rest], text, at, then):
                    return True
            return False
        if kind in (c.ASSERT, c.ASSERT_NOT):
            return self._asserts(kind, value, text, at) and self._match(rest, text, at, then)
        if kind is c.AT:
            return self._is_at(value, text, at) and self._match(rest, text, at, then)
        return self._match(rest, text, at, then)  # a back reference, as if it were empty

    def _repeat(
        self, kind: Any, value: Any, rest: list[Any], text: str, at: int,
        then: Callable[[int], bool],
    ) -> bool:  # fmt: skip
        least, most, inner = value
        piece = list(inner)
        if len(piece) == 1 and takes(piece[0], "x", self.flags) is not None:
            ends = self._run(piece[0], int(most), text, at)
            ends = ends[int(least) :]
            for end in reversed(ends) if kind is c.MAX_REPEAT else ends:
                if self._match(rest, text, end, then):
                    return True
            return False

        def again(count: int, begun: int, end: int) -> bool:
            if end == begun and count > least:
                return False
            go_on = count < most and end > begun - (count == 0)

            def more() -> bool:
                return go_on and self._match(
                    piece, text, end, lambda last: again(count + 1, end, last)
                )

            def enough() -> bool:
                return count >= least and self._match(rest, text, end, then)

            ways = (more, enough) if kind is c.MAX_REPEAT else (enough, more)
            return ways[0]() or ways[1]()

        return again(0, at, at)

    def _run(self, piece: Any, most: int, text: str, at: int) -> list[int]:
        """Every place where a repeat of one character may end."""
        ends = [at]
        while (
            ends[-1] < len(text) and len(ends) <= most and takes(piece, text[ends[-1]], self.flags)
        ):
            ends.append(ends[-1] + 1)
            self.steps += 1
        return ends

    def _asserts(self, kind: Any, value: Any, text: str, at: int) -> bool:
        direction, inner = value
        if direction > 0:
            found = self._match(list(inner), text, at, lambda end: True)
        else:
            width = inner.getwidth()[0]
            found = at >= width and self._match(
                list(inner), text, at - width, lambda end: end == at
            )
        return found == (kind is c.ASSERT)

    def _is_at(self, place: Any, text: str, at: int) -> bool:
        lines = bool(self.flags & re.MULTILINE)
        before = at == 0 or (lines and text[at - 1] == "\n")
        behind = at == len(text) or (lines and text[at] == "\n")
        if place in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
            return before if place is c.AT_BEGINNING else at == 0
        if place in (c.AT_END, c.AT_END_STRING):
            return behind or (place is c.AT_END and text[at:] == "\n")
        words = [bool(re.match(r"\w", text[n : n + 1])) for n in (at - 1, at) if n >= 0]
        return (len(words) == 1 and words[0]) or (len(words) == 2 and words[0] != words[1])


def hardest(pattern: str, flags: int) -> Iterator[Callable[[int], str]]:
    """Makers of texts of about so many characters: what leads to a repeat, then what it takes."""
    tree = _parser.parse(pattern, flags)
    flags |= tree.state.flags
    pieces = [node for node in _nodes(tree) if takes(node, "x", flags) is not None]
    for before, inner in _repeats(list(tree), "", flags):
        classes: dict[tuple[bool, ...], str] = {}
        if len(inner) == 1 and takes(inner[0], "x", flags) is not None:
            for character in ALPHABET:
                if takes(inner[0], character, flags):
                    kinds = tuple(bool(takes(piece, character, flags)) for piece in pieces)
                    classes.setdefault(kinds, character)
        else:
            classes[()] = _sample(inner, flags)
        for unit in filter(None, classes.values()):
            for end in _ENDS:
                yield partial(_run_of, before, unit, end)
        if before and classes:
            yield partial(_run_of, "", before + next(iter(classes.values())), _ENDS[0])


def _run_of(before: str, unit: str, end: str, size: int) -> str:
    return before + unit * (size // len(unit)) + end


def _nodes(items: Any) -> Iterator[Any]:
    for node in items:
        yield node
        for inner in _inner(node):
            yield from _nodes(inner)


def _inner(node: Any) -> list[list[Any]]:
    kind, value = node
    if kind in _REPEATS:
        return [list(value[2])]
    if kind is c.SUBPATTERN:
        return [list(value[3])]
    if kind is c.BRANCH:
        return [list(each) for each in value[1]]
    if kind in (c.ASSERT, c.ASSERT_NOT):
        return [list(value[1])]
    return []


def _repeats(items: list[Any], before: str, flags: int) -> Iterator[tuple[str, list[Any]]]:
    """Each long repeat, and a text that leads to it."""
    for node in items:
        if node[0] in _REPEATS and int(node[1][1]) >= _LONG:
            yield before, list(node[1][2])
        for inner in _inner(node):
            yield from _repeats(inner, before, flags)
        before += _sample([node], flags)


def _sample(items: list[Any], flags: int) -> str:
    """A short text that these pieces take."""
    text = ""
    for node in items:
        kind, value = node
        if kind in _REPEATS:
            text += _sample(list(value[2]), flags) * int(value[0])
        elif kind is c.SUBPATTERN:
            text += _sample(list(value[3]), flags)
        elif kind is c.BRANCH:
            text += _sample(list(value[1][0]), flags)
        elif kind is c.LITERAL:
            text += chr(value)
        elif kind in (c.IN, c.ANY, c.NOT_LITERAL):
            text += next(
                (each for each in "a1 .:" + "".join(ALPHABET) if takes(node, each, flags)), ""
            )
    return text


def is_quadratic(pattern: str, flags: int = 0, *, everywhere: bool) -> str:
    """A text of which four times as much takes far more than four times the steps; else none."""
    for made in hardest(pattern, flags):
        # Twice, as a repeat that is bounded by 200 looks like the square up to there.
        if all(
            _grows(pattern, flags, (made(size), made(4 * size)), everywhere, limit)
            for size, limit in ((60, 40_000), (200, 400_000))
        ):
            return made(12)
    return ""


def _grows(pattern: str, flags: int, texts: tuple[str, str], everywhere: bool, limit: int) -> bool:
    few, many = (_steps(pattern, flags, text, everywhere, limit) for text in texts)
    return few >= limit or many >= min(limit, 10 * few)


def _steps(pattern: str, flags: int, text: str, everywhere: bool, limit: int) -> int:
    try:
        return Matcher(pattern, flags, limit).search(text, everywhere=everywhere)
    except (TooManyStepsError, RecursionError):
        return limit
