"""Podlove Simple Chapters 1.2: XML, in a file of its own or inside a podcast's feed.

https://podlove.org/simple-chapters/ Times are "normal play time": ``1:02:03.500``, ``83``.
There are no ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.errors import InputError
from timeline.formats import xml_text
from timeline.formats.assembly import assemble, time_of
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Timeline
from timeline.times import format_timestamp
from timeline.tracks import TrackName, listed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LIST = re.compile(r"<[\w.-]{1,40}:chapters[\s/>](?![^<>]{0,400}\burl=)")

_EPISODE = re.compile(r"<(?:item|entry)[\s>]")

NAMESPACE = "http://podlove.org/simple-chapters"


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The chapters as a ``psc:chapters`` document."""
    rows = (
        f'  <psc:chapter start="{format_timestamp(chapter.start)}"'
        f"{xml_text.attribute('title', chapter.title)}{xml_text.attribute('href', chapter.url)}"
        f"{xml_text.attribute('image', chapter.image)}/>\n"
        for chapter in listed(timeline.chapters)
    )
    root = f'<psc:chapters version="1.2" xmlns:psc="{NAMESPACE}">'
    return f"{xml_text.HEAD}\n{root}\n{''.join(rows)}</psc:chapters>\n"


def read(text: str) -> ParseResult:
    """Read the chapters of a document or feed. Raises InputError, naming the wrong chapter."""
    root = xml_text.parse(text)
    lists = list(root.iter(f"{{{NAMESPACE}}}chapters"))
    if len(lists) != 1:
        count = f"{len(lists)} lists" if lists else "no list"
        raise InputError(
            f"there is {count} of Podlove chapters in this", hint="give one episode's chapters"
        )
    return from_element(lists[0])


def from_element(chapters: Element) -> ParseResult:
    """Read a ``psc:chapters`` element. Raises InputError, naming the wrong chapter."""
    items = chapters.iter(f"{{{NAMESPACE}}}chapter")
    return assemble([_chapter(item, number) for number, item in enumerate(items, 1)])


def _chapter(item: Element, number: int) -> Chapter:
    try:
        start = time_of(item.get("start", ""))
    except InputError as error:
        raise InputError(f"chapter {number}: {error.message}", hint=error.hint) from None
    return Chapter(
        start=start,
        end=start,
        title=item.get("title", ""),
        url=item.get("href", "").strip(),
        image=item.get("image", "").strip(),
    )


def _sniff(text: str) -> bool:
    """A root in Podlove's namespace, or one episode that declares it and has chapters."""
    root = xml_text.root_tag(text)
    if NAMESPACE not in root:
        return False
    return "chapters" in root.split()[0] or (
        len(_LIST.findall(text)) == 1 and len(_EPISODE.findall(text)) < 2
    )


FORMAT = Format(
    name="podlove",
    title="Podlove Simple Chapters",
    suffix=".psc.xml",
    media_type="application/xml",
    capabilities=frozenset({"late", "links", "images", "milliseconds"}),
    sniff=_sniff,
    read=read,
    write=write,
)
