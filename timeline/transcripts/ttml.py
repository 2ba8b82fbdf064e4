"""TTML and DFXP, https://www.w3.org/TR/ttml2/: timed paragraphs in XML.

Read are the times of ``body``, ``div``, ``p`` and ``span`` with their nesting (section 12), clock
times and offsets with every unit, and lines. Styles, regions and sequences (``timeContainer``)
are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from timeline.errors import InputError
from timeline.formats import xml_text
from timeline.formats.records.documents import local_name
from timeline.times import HOUR, MINUTE, SECOND, from_fields
from timeline.transcripts.captions import Caption, caption

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CLOCK = re.compile(r"(\d{1,4}):(\d\d):(\d\d)(?:\.(\d{1,9})|:(\d{1,3})(?:\.\d{1,9})?)?")
_OFFSET = re.compile(r"(\d{1,18}(?:\.\d{1,9})?)(h|ms|m|s|f|t)")
_UNITS = {"h": HOUR, "m": MINUTE, "s": SECOND, "ms": 1}
_XML = "{http://www.w3.org/XML/1998/namespace}"
#: What holds timed text, and is not entered more often than anybody nests it.
_CONTAINERS = ("body", "div")
_MAX_DEPTH = 20


class _Rates(NamedTuple):
    """Milliseconds of a frame and of a tick."""

    frame: Fraction
    tick: Fraction


def matches(text: str) -> bool:
    """Whether the root is ``tt``, in whatever namespace."""
    return bool(re.match(r"<(?:\w{1,20}:)?tt\b", xml_text.root_tag(text)))


def read(text: str) -> tuple[list[Caption], str]:
    """The captions, and ``xml:lang``. Raises InputError where it is broken or has no times."""
    root = xml_text.parse(text)
    paragraphs = sum(local_name(element) == "p" for element in root.iter())
    captions = [found for body in root for found in _inside(body, 0, _rates(root), 0)]
    if paragraphs and not captions:
        raise InputError("no paragraph of this TTML has a time")
    return captions, root.get(f"{_XML}lang", "")


def _rates(root: Element) -> _Rates:
    parameters = {name.rpartition("}")[2]: value for name, value in root.attrib.items()}

    def number(name: str, default: int) -> int:
        value = parameters.get(name, "")
        return int(value) if re.fullmatch(r"[1-9]\d{0,11}", value) else default

    frames = Fraction(number("frameRate", 30))
    if match := re.fullmatch(
        r"([1-9]\d{0,5}) ([1-9]\d{0,5})", parameters.get("frameRateMultiplier", "")
    ):
        frames *= Fraction(int(match[1]), int(match[2]))
    ticks = number("tickRate", int(frames) if "frameRate" in parameters else 1)
    return _Rates(SECOND / frames, Fraction(SECOND, ticks))


def _inside(element: Element, offset: int, rates: _Rates, depth: int) -> Iterator[Caption]:
    """The captions of a body, a division or a paragraph that begins ``offset`` after the start."""
    name = local_name(element)
    start, end = _period(element, offset, rates)
    if name == "p":
        whole = [] if start is None else [caption(start, end or start, _text(element))]
        yield from whole or _spans(element, offset, rates)
    elif name in _CONTAINERS and depth < _MAX_DEPTH:
        for child in element:
            yield from _inside(child, offset if start is None else start, rates, depth + 1)


def _spans(paragraph: Element, offset: int, rates: _Rates) -> Iterator[Caption]:
    """The parts of a paragraph that have times of their own."""
    for span in paragraph.iter():
        start, end = _period(span, offset, rates)
        if start is not None:
            yield caption(start, end or start, _text(span))


def _period(element: Element, offset: int, rates: _Rates) -> tuple[int | None, int | None]:
    """Start and end of an element in milliseconds, None for what it does not state."""
    begin, end, length = (_time(element.get(name, ""), rates) for name in ("begin", "end", "dur"))
    if begin is None:
        return None, None
    if end is None and length is not None:
        end = begin + length
    return offset + begin, None if end is None else offset + end


def _time(text: str, rates: _Rates) -> int | None:
    if match := _CLOCK.fullmatch(text.strip()):
        whole = from_fields(match[1], match[2], match[3], match[4])
        return whole + round(int(match[5] or 0) * rates.frame)
    if match := _OFFSET.fullmatch(text.strip()):
        own = {"f": rates.frame, "t": rates.tick}
        return round(Fraction(match[1]) * own.get(match[2], _UNITS.get(match[2], 1)))
    return None


def _text(element: Element) -> str:
    parts = [element.text or ""]
    for inner in element.iter():
        if inner is not element:
            parts.append("\n" if local_name(inner) == "br" else inner.text or "")
            parts.append(inner.tail or "")
    return "".join(parts)
