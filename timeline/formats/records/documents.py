"""JSON and XML as lists of records: each array of objects in them, wherever it is.

XML becomes the values that the same document would be in JSON, so that one walk serves both.
Nothing recurses: hostile documents nest deeper than Python's stack.
"""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.formats import xml_text
from timeline.formats.records.lists import Record, RecordList
from timeline.formats.records.members import meaning, words_of
from timeline.formats.records.tables import named
from timeline.formats.records.values import Scalar, is_clock

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: Members deeper inside a record, or more of them, are not looked at.
_MAX_DEPTH = 6
_MAX_MEMBERS = 80
#: Words of one element; those of deep markup would add up to its depth times its length.
_MAX_WORDS = 4_000
#: A name of a list that is longer is cut at its front.
_MAX_NAME = 200
#: Objects around a list that may say something of the video.
_MAX_AROUND = 6

#: What an object keyed by times holds: MediaInfo's ``_00_05_33_624``, or plain clock times.
_LANGUAGE = re.compile(r"(?:[a-z]{2,3})?:(?=\S)")
_ONE = frozenset("chapter chapters marker markers clip clips scene scenes bookmark".split())
_TIME_KEY = re.compile(r"_(\d{2,3})_(\d\d)_(\d\d)_(\d{3})")

_HTML = frozenset(
    "a abbr address article aside audio b blockquote body br center code dd del details div dl dt "
    "em figure font footer h1 h2 h3 h4 h5 h6 head header hr html i iframe img ins label li link "
    "main mark meta nav ol p picture pre q s script section small source span strike strong style "
    "sub summary sup svg table tbody td template th thead time title tr u ul video".split()
)

#: The roots of TTML and of YouTube's captions.
_SUBTITLES = ("tt", "timedtext", "transcript")
_HTML_BLOCKS = frozenset("body br div h1 h2 h3 h4 html li ol p table ul".split())
_BARE_KEY = re.compile(r"[{,]\s{0,200}[A-Za-z_$][\w$]{0,99}\s{0,9}:")
_RELAXED = re.compile(
    r'"(?:[^"\\\n]|\\.)*"'
    r"|'(?P<quoted>(?:[^'\\\n]|\\.)*)'"
    r"|(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?<![\w$.])(?P<name>[A-Za-z_$][\w$]{0,99})\s{0,9}:",
    re.S,
)
_TRAILING_COMMA = re.compile(r'("(?:[^"\\\n]|\\.)*")|,(?=\s{0,200}[\]}])()')
_TAG_NAME = re.compile(r"<([a-z][^\s/>]*)")


def json_value(text: str) -> tuple[Any, list[str]]:
    """The value of a JSON document, or the values of JSON lines; and the names that appear more
    than once in one object, of which the last counts. Raises InputError.
    """
    doubled: dict[str, None] = {}

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            doubled.update(dict.fromkeys(name for name in counts if counts[name] > 1))
        return found

    text = text.removeprefix("\ufeff")
    try:
        return json.loads(text, object_pairs_hook=members), list(doubled)
    except RecursionError:
        raise InputError("this JSON is nested too deep to be read") from None
    except json.JSONDecodeError as error:
        found = _json_lines(text) or _relaxed(text)
        if found is None:
            raise InputError(f"this is not JSON: {error}") from None
        return found, []
    except ValueError:
        raise InputError("this JSON holds a number of thousands of digits") from None


def xml_value(text: str) -> tuple[str, Any]:
    """The name of an XML document's root, and what is in it as JSON would have it.

    Attributes and child elements are members, by their names without a namespace; children of
    one name are an array; text beside them is the member ``text``. Raises InputError.
    """
    root = xml_text.parse(text)
    if root.tag == "plist":
        import plistlib

        # Entities, the one danger in it, were refused above.
        return "plist", plistlib.loads(text.removeprefix("\ufeff").strip().encode())
    elements = list(root.iter())
    values: dict[Element, Any] = {}
    for element in reversed(elements):
        values[element] = _element(element, values)
    return local_name(root), values[root]


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def looks_like_json(text: str) -> bool:
    """Whether a text is JSON, or was meant to be: no summary opens so."""
    head = text.removeprefix("\ufeff").lstrip()
    if head[:1] == '"' and head.rstrip()[-1:] == '"' and "\n" not in head.strip():
        return _is_written(head)
    if head[:1] not in ("{", "["):
        return False
    opening = re.sub(r"\s", "", head[:200])[:2]
    if opening in ('{"', "[{"):
        return not opening.startswith("[") or '"' in head[:2000] or _relaxed(head) is not None
    if _BARE_KEY.match(head):
        return _relaxed(head) is not None
    try:
        return isinstance(json.loads(head), dict | list)
    except (ValueError, RecursionError):
        # [0:00] opens a line of a summary; [[[[[[ is nothing that anybody wrote.
        return head[:20] == head[:1] * 20


def _is_written(text: str) -> bool:
    """Whether a text is a JSON string of several lines."""
    try:
        return "\n" in json.loads(text)
    except ValueError:
        return False


def looks_like_xml(text: str) -> bool:
    """Whether a text is XML, and no HTML, which is a way to write a summary."""
    tag = xml_text.root_tag(text)
    if not tag:
        return False
    root, *names = _TAG_NAME.findall(text[text.index(tag) :][:4000].lower())
    if text.removeprefix("\ufeff").lstrip().startswith("<?xml"):
        return bool(root != "html")
    if root in _HTML:
        return sum(name not in _HTML for name in names) * 2 > len(names)
    is_closed = f"</{root}" in text.lower() or tag.endswith("/>")
    return is_closed and (root in _SUBTITLES or not _HTML_BLOCKS.intersection(names))


def are_subtitles(text: str) -> bool:
    """Whether a text is XML whose root is one of TTML or of YouTube's captions."""
    name = _TAG_NAME.match(xml_text.root_tag(text).lower())
    return name is not None and name[1].rpartition(":")[2] in _SUBTITLES and looks_like_xml(text)


def lists_in(value: Any, name: str = "") -> Iterator[RecordList]:
    """Every list of records in a JSON value, in the order of the document."""
    todo: list[tuple[Any, str, tuple[Record, ...], RecordList | None]] = [(value, name, (), None)]
    while todo:
        value, path, around, parent = todo.pop()
        inner: list[tuple[Any, str, tuple[Record, ...], RecordList | None]] = []
        if isinstance(value, dict):
            if found := _keyed(value, path, around, parent):
                yield found
            here = {key: item for key, item in value.items() if _is_scalar(item)}
            around = (here, *around[: _MAX_AROUND - 1])
            for key, item in value.items():
                if isinstance(item, dict | list):
                    name = f"{path}.{key}".lstrip(".")[-_MAX_NAME:]
                    inner.append((item, name, around, parent))
        elif isinstance(value, list):
            found = _array(value, path, around, parent)
            if found:
                yield found
            for index, item in enumerate(value):
                if isinstance(item, dict | list):
                    inner.append((item, f"{path}[{index}]"[-_MAX_NAME:], around, found or parent))
        todo.extend(reversed(inner))


def _array(
    items: list[Any], path: str, around: tuple[Record, ...], parent: RecordList | None
) -> RecordList | None:
    if any(isinstance(item, dict) for item in items):
        records = [_flat(item) if isinstance(item, dict) else {} for item in items]
        return RecordList(path, records, around, parent)
    rows = [item for item in items if isinstance(item, list) and all(map(_is_scalar, item))]
    if len(rows) > 1 and len(rows) == len(items) and len(rows[0]) > 1:
        return RecordList(path, named(rows), around, parent)
    return None


def _keyed(
    value: dict[str, Any], path: str, around: tuple[Record, ...], parent: RecordList | None
) -> RecordList | None:
    """An object that is a list all the same: its keys are times, or its members records."""
    items = list(value.items())
    if items and all(isinstance(item, str) for _, item in items):
        times = [_time_key(key) for key, _ in items]
        if not any(times) and _are_seconds([key for key, _ in items]):
            times = [key for key, _ in items]
        if all(times):
            titles = _without_language([item for _, item in items], items[0][0])
            records: list[Record] = [
                {"time": time, "title": title} for time, title in zip(times, titles, strict=True)
            ]
            return RecordList(path, records, around, parent)
    if len(items) > 1 and all(isinstance(item, dict) for _, item in items):
        return RecordList(path, [_flat(item) for _, item in items], around, parent)
    if parent is None and _names_chapters(path) and any(_is_scalar(item) for _, item in items):
        # XML cannot say that one element is a list of one.
        return RecordList(path, [_flat(value)], around, parent)
    return None


def _are_seconds(keys: list[str]) -> bool:
    """Whether names are seconds of a video: numbers that rise from 0, and count nothing."""
    if len(keys) < 3 or not all(key.isdecimal() and len(key) < 8 for key in keys):
        return False
    numbers = [int(key) for key in keys]
    steps = [later - number for number, later in pairwise(numbers)]
    return numbers[0] == 0 and min(steps) > 0 and max(steps) > 1 and numbers[-1] >= 60


def _without_language(titles: list[str], key: str) -> list[str]:
    """Titles without the language that MediaInfo puts before each, ``en:Opening``."""
    if _TIME_KEY.fullmatch(key) and all(_LANGUAGE.match(title) for title in titles):
        return [title.partition(":")[2] for title in titles]
    return titles


def _names_chapters(path: str) -> bool:
    last = path.rpartition(".")[2]
    return not last.endswith("]") and bool(_ONE.intersection(words_of(last)))


def _time_key(key: str) -> str:
    if match := _TIME_KEY.fullmatch(key):
        return f"{match[1]}:{match[2]}:{match[3]}.{match[4]}"
    return key if is_clock(key) else ""


def _flat(item: dict[str, Any]) -> Record:
    """The plain members of an object and of those inside it, by their paths."""
    found: dict[str, Scalar] = {}
    todo: deque[tuple[str, Any, int]] = deque([("", item, 0)])
    while todo and len(found) < _MAX_MEMBERS:
        path, value, depth = todo.popleft()
        if isinstance(value, dict) and depth < _MAX_DEPTH:
            prefix = f"{path}." if path else ""
            todo += [(f"{prefix}{key}"[-_MAX_NAME:], v, depth + 1) for key, v in value.items()]
        elif isinstance(value, list):
            todo += _inside_list(path, value, depth)
        elif path and _is_scalar(value):
            found[path] = value
    return found


def _inside_list(path: str, value: list[Any], depth: int) -> list[tuple[str, Any, int]]:
    """A pair of numbers is a start and an end. Of objects without times, as the same title in
    several languages, the first stands for all; those with times are a list of their own.
    """
    if len(value) == 2 and all(_is_number(item) or is_clock(item) for item in value):
        return [(f"{path}.start", value[0], depth), (f"{path}.end", value[1], depth)]
    first = value[0] if value else None
    if isinstance(first, dict) and not any(_is_timed(key) for key in list(first)[:_MAX_MEMBERS]):
        return [(path, first, depth + 1)]
    return [(path, first, depth + 1)] if isinstance(first, str) else []


def _is_timed(name: str) -> bool:
    return any(each.role in ("start", "end", "length") for each in meaning(name))


def _is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _relaxed(text: str) -> Any:
    """The value of JSON5, JSON as people and LosslessCut write it; None where it is not even that.

    Names without quotes, single quotes, comments, a comma after the last.
    """
    if not _BARE_KEY.search(text[:2000]):
        return None
    try:
        return json.loads(_TRAILING_COMMA.sub(r"\1\2", _RELAXED.sub(_strict, text)))
    except (ValueError, RecursionError):
        return None


def _strict(match: re.Match[str]) -> str:
    """A part of JSON5 as JSON has it."""
    if match["quoted"] is not None:
        return json.dumps(re.sub(r"\\(.)", r"\1", match["quoted"]), ensure_ascii=False)
    if match["name"] is not None:
        return f'"{match["name"]}":'
    return "" if match["comment"] is not None else match[0]


def _json_lines(text: str) -> list[Any] | None:
    """The values of a text with an object on each line, or None."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines[:20]):
        return None
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        return None


def _element(element: Element, values: dict[Element, Any]) -> Any:
    """One element's value; those inside it have theirs."""
    members: dict[str, Any] = {
        name.rpartition("}")[2]: value for name, value in element.attrib.items()
    }
    several: dict[str, list[Any]] = {}
    for child in element:
        if name := local_name(child):
            several.setdefault(name, []).append(values.pop(child))
    for name, items in several.items():
        members[name] = items[0] if len(items) == 1 else items
    words = _words(element, several)
    if not members:
        return words.strip()
    if words.strip():
        members.setdefault("text", words.strip())
    return members


def _words(element: Element, inside: Mapping[str, list[Any]]) -> str:
    """The words of an element, those of the elements between them too: ``a <b>b</b> c``."""
    if not any(child.tail and child.tail.strip() for child in element):
        return element.text or ""
    parts = [element.text or ""]
    queues = {name: iter(items) for name, items in inside.items()}
    for child in element:
        value = next(queues[local_name(child)], "") if local_name(child) else ""
        parts += [value if isinstance(value, str) else value.get("text", ""), child.tail or ""]
    return " ".join(parts)[:_MAX_WORDS]
