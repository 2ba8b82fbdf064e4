"""Front matter: the YAML or TOML block that a Markdown file may open with.

It is read by a parser of its language before any line is looked at for a time. Lists of times
and titles in it become sections, named after their key; the title, the length, the address and
the language become fields; every other line is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from timeline.errors import InputError, TimeError
from timeline.libraries import importing
from timeline.parsing.headings import heading
from timeline.parsing.lines import Line, row
from timeline.parsing.sections import Section
from timeline.parsing.timestamps import leading, only_time
from timeline.times import format_time, from_seconds, parse

_OPENING = re.compile(r"\s*(---|\+\+\+)[ \t]*\n")
#: A longer one is no front matter, and slow to parse.
MAX_CHARACTERS = 200_000
MAX_DEPTH = 50

_TIME_KEYS = frozenset(
    "time timestamp timecode start starttime startseconds begin at offset position seconds ts t"
    " from startms timems starttimems timestampms offsetms ms milliseconds".split()
)
_TITLE_KEYS = frozenset(
    "title name label text topic heading chapter subject description summary desc".split()
)
_END_KEYS = frozenset("end endtime until to stop endms endtimems".split())
#: Keys of the whole document, by the field that they set.
FIELDS = {
    "title": "title",
    "duration": "duration",
    "length": "duration",
    "runtime": "duration",
    "language": "language",
    "lang": "language",
    "url": "source",
    "source": "source",
    "video": "source",
    "videourl": "source",
    "youtube": "source",
    "youtubeurl": "source",
    "link": "source",
}
_SECONDS = re.compile(r"\d{1,7}(?:\.\d{1,9})?")


class _Text(str):
    """A scalar as it was written, with its source line."""

    line: int = 0


class FrontMatter(NamedTuple):
    """The fields that are about the whole (``Title: ...`` lines), the sections of times, and
    the other lines.
    """

    fields: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()
    rest: tuple[Line, ...] = ()


def split(text: str) -> tuple[FrontMatter, str, int]:
    """The front matter of a text, the text below it, and the number of that text's first line."""
    opening = _OPENING.match(text[:200])
    closing = opening and _closing(text, opening)
    if not opening or not closing:
        return FrontMatter(), text, 1
    source = text[opening.end() : closing.start()]
    first = text.count("\n", 0, opening.end()) + 1
    tree = _yaml(source, first) if opening[1] == "---" else _toml(source, first)
    if not isinstance(tree, dict) or not tree:
        return FrontMatter(), text, 1
    below = text.count("\n", 0, closing.end()) + 1
    return _read(tree, source.split("\n"), first), text[closing.end() :], below


def _closing(text: str, opening: re.Match[str]) -> re.Match[str] | None:
    mark = r"(?:---|\.\.\.)" if opening[1] == "---" else r"\+\+\+"
    pattern = re.compile(rf"^{mark}[ \t]*(?:\n|\Z)", re.M)
    return pattern.search(text, opening.end(), opening.end() + MAX_CHARACTERS)


def _yaml(source: str, first: int) -> Any:
    with importing("yaml", InputError):
        import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _plain(yaml.compose(source, Loader=loader), first, set(), 0)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _plain(node: Any, first: int, seen: set[int], depth: int) -> Any:
    """A YAML node as dicts, lists and texts; what an alias repeats is left out."""
    if node is None or id(node) in seen or depth > MAX_DEPTH:
        return _Text()
    seen.add(id(node))
    if isinstance(node.value, str):
        text = _Text(node.value)
        text.line = first + node.start_mark.line
        return text
    if node.id == "sequence":
        return [_plain(each, first, seen, depth + 1) for each in node.value]
    return {
        str(key.value): _plain(value, first, seen, depth + 1)
        for key, value in node.value
        if isinstance(key.value, str)
    }


def _toml(source: str, first: int) -> Any:
    import tomllib

    try:
        tree = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    return _located(tree, _Finder(source, first))


class _Finder:
    """Finds the line of a value, going down the source as the values come by."""

    def __init__(self, source: str, first: int) -> None:
        self.source, self.first, self.position = source, first, 0

    def line(self, value: str) -> int:
        """The number of the next line that holds ``value``."""
        found = self.source.find(value, self.position)
        self.position = found if found >= 0 else self.position
        return self.first + self.source.count("\n", 0, self.position)


def _located(value: Any, finder: _Finder) -> Any:
    if isinstance(value, dict):
        return {key: _located(each, finder) for key, each in value.items()}
    if isinstance(value, list):
        return [_located(each, finder) for each in value]
    text = _Text(value)
    text.line = finder.line(str(value))
    return text


def _read(tree: dict[str, Any], source: list[str], first: int) -> FrontMatter:
    fields: list[Line] = []
    taken: set[int] = set()
    for key, value in tree.items():
        name = FIELDS.get(_key(key))
        if name and isinstance(value, _Text) and value.strip():
            fields.append(row(value.line, source[value.line - first], f"{name}: {value.strip()}"))
            taken.add(value.line)
    sections = []
    for name, lines, used in _lists(tree, source, first):
        head = row(min(used), name, name)._replace(level=2)
        known = heading(head)
        kind = known.kind if known else "other"
        sections.append(Section(kind, head, name, 2, known.language if known else "", lines))
        taken |= used
    rest = [
        row(number, raw, raw)
        for number, raw in enumerate(source, first)
        if raw.strip() and number not in taken
    ]
    return FrontMatter(tuple(fields), tuple(sections), tuple(rest))


def _lists(
    tree: dict[str, Any], source: list[str], first: int
) -> Iterator[tuple[str, list[Line], set[int]]]:
    """Each list of times: its key, its entries as lines, and the source lines of them."""
    waiting: list[tuple[str, Any]] = [*tree.items()]
    while waiting:
        key, value = waiting.pop(0)
        if isinstance(value, dict):
            waiting += value.items()
        if not isinstance(value, (dict, list)):
            continue
        entries = [found for each in _items(value) if (found := _entry(each))]
        if len(entries) * 2 > len(value):
            lines = [
                row(number, source[number - first], words)._replace(bullet="-")
                for number, words, _ in entries
            ]
            yield key, lines, {number for _, _, used in entries for number in used}
        elif isinstance(value, list):
            waiting += [(key, each) for each in value if isinstance(each, (dict, list))]


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    else:
        # A mapping of times to titles.
        yield from ({"time": key, "title": title} for key, title in value.items())


def _entry(item: Any) -> tuple[int, str, set[int]] | None:
    """An entry's line, its words with the time in front, and the lines of both."""
    if isinstance(item, _Text):
        timestamp = leading(item)
        return (item.line, str(item), {item.line}) if timestamp and timestamp.rest else None
    if not isinstance(item, dict):
        return None
    parts = {_key(key): value for key, value in item.items() if isinstance(value, str)}
    start = _time(*next(((parts[key], key) for key in parts if key in _TIME_KEYS), (None, "")))
    title = next((parts[key] for key in parts if key in _TITLE_KEYS), None)
    if start is None or not isinstance(title, _Text):
        return None
    end = _time(*next(((parts[key], key) for key in parts if key in _END_KEYS), (None, "")))
    span = f"{start} - {end}" if end else start
    known = _TIME_KEYS | _TITLE_KEYS | _END_KEYS
    used = {v.line for k, v in parts.items() if k in known and isinstance(v, _Text)}
    return title.line, f"[{span}] {' '.join(title.split())}", used


def _time(value: str | None, key: str) -> str | None:
    """A time as people write it; plain numbers are seconds, where the key says so milliseconds."""
    if value is None:
        return None
    value = value.strip()
    if _SECONDS.fullmatch(value):
        is_ms = key.endswith("ms") or key == "milliseconds"
        return format_time(round(float(value)) if is_ms else from_seconds(value))
    try:
        return format_time(parse(value))
    except TimeError:
        timestamp = only_time(value)
        return format_time(timestamp.start) if timestamp else None


def _key(key: str) -> str:
    return re.sub(r"[\W_]", "", key).casefold()
