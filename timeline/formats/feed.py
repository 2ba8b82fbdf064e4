"""A podcast's feed, RSS or Atom: the chapters of one episode. Read only.

An episode has them as Podlove chapters or as a list in its notes. The first that has any is
read, and which that is is said; episodes are never mixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.errors import InputError, TimeError
from timeline.formats import podlove, records, xml_text
from timeline.formats.base import Format
from timeline.formats.records.documents import local_name
from timeline.model import ParseResult, Problem
from timeline.parsing import parse
from timeline.times import parse as parse_time
from timeline.tracks import one_line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOTS = ("rss", "feed", "rdf", "channel")
_EPISODES = ("item", "entry")
#: Where an episode's notes are, the fullest first.
_NOTES = ("encoded", "content", "description", "summary")


def read(text: str) -> ParseResult:
    """Read the first episode with chapters. Raises InputError where none has any."""
    root = xml_text.parse(text)
    episodes = [each for each in root.iter() if local_name(each) in _EPISODES]
    for episode in episodes:
        if parsed := _chapters(episode):
            return _described(parsed, episode, episodes)
    try:
        return records.read(text)
    except InputError:
        pass
    linked = [address for episode in episodes for address in _addresses(episode)]
    hint = f"the first has them in a file of its own: {linked[0]}" if linked else ""
    raise InputError(f"none of the {len(episodes)} episodes of this feed has chapters", hint=hint)


def _chapters(episode: Element) -> ParseResult | None:
    """What an episode says of its chapters, if anything."""
    lists = list(episode.iter(f"{{{podlove.NAMESPACE}}}chapters"))
    if lists and len(lists[0]):
        return podlove.from_element(lists[0])
    for name in _NOTES:
        for child in episode:
            # Of an Atom entry the content may be elements themselves.
            notes = "".join(child.itertext()) if local_name(child) == name else ""
            parsed = parse(notes) if notes.strip() else None
            if parsed and parsed.timeline.chapters:
                return parsed
    return None


def _described(parsed: ParseResult, episode: Element, episodes: list[Element]) -> ParseResult:
    timeline = parsed.timeline
    link = _text(episode, "link")
    timeline = replace(
        timeline,
        title=_title(episode) or timeline.title,
        source_url=timeline.source_url or (link if link.startswith("http") else ""),
    )
    length = _length(episode)
    if length and timeline.duration_source in ("none", "estimate"):
        from timeline.chapter_ends import resolve_ends

        timeline = resolve_ends(timeline, length, "summary")
    problems = (*_others(episode, episodes), *parsed.problems)
    return replace(parsed, timeline=timeline, problems=problems)


def _others(episode: Element, episodes: list[Element]) -> Iterator[Problem]:
    names = [_title(each) or "an untitled one" for each in episodes if each is not episode]
    if names:
        listed = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "")
        message = f"of {len(episodes)} episodes {_title(episode)!r} is read, not {listed}"
        hint = "give one episode's item to read another"
        yield Problem(code="T108", severity="warning", message=message, hint=hint)


def _addresses(episode: Element) -> Iterator[str]:
    """Where Podcasting 2.0 says that an episode's chapters are."""
    for child in episode:
        if local_name(child) == "chapters" and child.get("url"):
            yield one_line(child.get("url", ""))


def _title(episode: Element) -> str:
    return _text(episode, "title")


def _text(episode: Element, name: str) -> str:
    found = (child.text or "" for child in episode if local_name(child) == name)
    return one_line(next(found, ""))


def _length(episode: Element) -> int:
    """The milliseconds of ``itunes:duration``, 0 where there is none."""
    try:
        return parse_time(_text(episode, "duration"))
    except TimeError:
        return 0


def _sniff(text: str) -> bool:
    name = xml_text.root_tag(text).lstrip("<").split()[:1]
    root = name[0].rstrip("/>").rpartition(":")[2].lower() if name else ""
    return root in _ROOTS and not podlove.FORMAT.sniff(text)


FORMAT = Format(
    name="feed",
    title="A podcast's feed, one episode of it",
    suffix=".rss",
    media_type="application/rss+xml",
    sniff=_sniff,
    read=read,
)
