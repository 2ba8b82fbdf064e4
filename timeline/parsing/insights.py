"""Lines to insights: one a bullet, one an emoji, or one a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.model import Insight
from timeline.parsing.inline_markup import plain, unquoted
from timeline.parsing.items import itemised
from timeline.parsing.lines import Line
from timeline.parsing.stated import Places, placed, places, row_of_table, stated


def find(lines: Sequence[Line]) -> tuple[Insight, ...]:
    """The insights of a section, in order. Those that state a time have it."""
    groups = _groups(itemised([row for line in lines for row in _rows(line)]))
    texts = ["\n".join(line.text for line in group) for group in groups]
    usual = places(texts)
    return tuple(_insight(*pair, usual) for pair in zip(groups, texts, strict=True))


def _rows(line: Line) -> Iterator[Line]:
    """A table's row as an item, any other line as it is."""
    row = row_of_table(line)
    if row is None:
        yield line
    elif row:
        yield line._replace(text=" - ".join(row), bullet="|")


def split_farewell(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of a list, and the paragraphs after it that are none of it: an assistant's
    closing words, below a blank line or a rule and not indented as an item's own would be.
    """
    last = max((index for index, line in enumerate(lines) if _is_listed(line)), default=len(lines))
    after = range(last + 1, len(lines))
    first = next((index for index in after if lines[index].is_blank or lines[index].is_rule), None)
    if first is None or any(line.indent for line in lines[first:] if not line.is_blank):
        return lines, ()
    return lines[:first], [line for line in lines[first:] if not line.is_rule]


def _is_listed(line: Line) -> bool:
    return line.is_item or line.text.startswith(("|", "["))


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each insight: from one item to the next, or paragraph by paragraph."""
    has_items = any(line.is_item for line in lines)
    depth = min((line.indent for line in lines if line.is_item), default=0)
    groups: list[list[Line]] = []
    open_group = False
    for line in lines:
        if line.is_blank or line.is_rule:
            open_group = open_group and has_items and line.is_blank
            continue
        nested = line.is_item and line.indent > depth + 1 and (line.goes_on or not line.icon)
        begins = (line.is_item and not nested) or line.level or not (open_group or nested)
        if begins or not groups:
            groups.append([])
        groups[-1].append(line)
        open_group = True
    return groups


def _insight(group: list[Line], text: str, usual: Places) -> Insight:
    found = stated(text, [url for line in group for url in line.links], usual)
    words = "\n".join(plain(row) for row in found.text.split("\n"))
    return Insight(
        text=unquoted(words.strip()),
        icon=group[0].icon,
        line=group[0].number,
        **placed(found, words),
    )
