"""Matroska chapters: the XML that mkvmerge and mkvpropedit take and mkvextract gives.

https://mkvtoolnix.download/doc/mkvmerge.html#mkvmerge.chapters Times have nanoseconds; a
chapter inside another is an atom inside its atom. Reading flattens them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.chapter_ends import within
from timeline.errors import InputError
from timeline.formats import xml_text
from timeline.formats.assembly import ESTIMATE, assemble, time_of
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Problem, Timeline
from timeline.times import format_timestamp
from timeline.tracks import TrackName, nested, titled

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LANGUAGE_PATHS = ("ChapLanguageIETF", "ChapterLanguage")


def write(timeline: Timeline, name: TrackName = "chapters") -> str:
    """The chapters as one edition."""
    note = [f"<!-- {ESTIMATE} -->"] if timeline.duration_source == "estimate" else []
    language = timeline.language if _LANGUAGE.fullmatch(timeline.language) else "und"
    atoms = _atoms(nested(titled(within(timeline).chapters)), language)
    lines = [
        xml_text.HEAD,
        *note,
        "<Chapters>",
        "  <EditionEntry>",
        *(f"    {line}" for line in atoms),
        "  </EditionEntry>",
        "</Chapters>",
    ]
    return "\n".join(lines) + "\n"


def read(text: str) -> ParseResult:
    """Read the first edition that is not hidden, or the default one. Raises InputError."""
    root = xml_text.parse(text)
    if root.tag != "Chapters":
        raise InputError(f"these are not Matroska chapters: the root is <{root.tag}>")
    editions = root.findall("EditionEntry")
    shown = [e for e in editions if _text(e, "EditionFlagHidden") != "1"] or editions
    default = [e for e in shown if _text(e, "EditionFlagDefault") == "1"]
    chosen = next(iter([*default, *shown]), root)
    atoms = [atom for atom in chosen.iter("ChapterAtom") if not _is_index(atom)]
    languages = (
        _text(atom, f"ChapterDisplay/{path}") for path in _LANGUAGE_PATHS for atom in atoms
    )
    language = next((found for found in languages if found), "")
    return assemble(
        [_chapter(atom, number) for number, atom in enumerate(atoms, 1)],
        Timeline(language="" if language == "und" else language),
        every_end=all(atom.find("ChapterTimeEnd") is not None for atom in atoms),
        estimated=ESTIMATE in text,
        problems=_editions(len(editions)),
    )


def _atoms(chapters: list[Chapter], language: str) -> Iterator[str]:
    """The lines of all atoms, one inside the other as the chapters are."""
    around: list[int] = []
    for index, chapter in enumerate(chapters):
        while around and around[-1] <= chapter.start:
            around.pop()
            yield f"{'  ' * len(around)}</ChapterAtom>"
        indent = "  " * len(around)
        yield f"{indent}<ChapterAtom>"
        for line in _atom(chapter, _uid(index, chapter), language):
            yield f"{indent}  {line}"
        around.append(chapter.end)
    for depth in reversed(range(len(around))):
        yield f"{'  ' * depth}</ChapterAtom>"


def _atom(chapter: Chapter, uid: int, language: str) -> Iterator[str]:
    yield f"<ChapterUID>{uid}</ChapterUID>"
    yield f"<ChapterTimeStart>{format_timestamp(chapter.start)}000000</ChapterTimeStart>"
    yield f"<ChapterTimeEnd>{format_timestamp(chapter.end)}000000</ChapterTimeEnd>"
    yield f"<ChapterFlagHidden>{int(chapter.hidden)}</ChapterFlagHidden>"
    yield "<ChapterDisplay>"
    yield f"  <ChapterString>{xml_text.content(chapter.title)}</ChapterString>"
    # Readers from before 2020 know only the second, which has codes of its own.
    yield f"  <ChapLanguageIETF>{language}</ChapLanguageIETF>"
    yield "  <ChapterLanguage>und</ChapterLanguage>"
    yield "</ChapterDisplay>"


def _uid(index: int, chapter: Chapter) -> int:
    """The same number for the same chapter at every export, never 0."""
    from hashlib import blake2b

    key = f"{chapter.start} {chapter.title}".encode()
    return (int.from_bytes(blake2b(key, digest_size=6).digest(), "big") << 16) + index % 0xFFFF + 1


def _chapter(atom: Element, number: int) -> Chapter:
    start, end = _text(atom, "ChapterTimeStart"), _text(atom, "ChapterTimeEnd")
    try:
        return Chapter(
            start=time_of(start),
            end=time_of(end or start),
            end_given=bool(end),
            title=_text(atom, "ChapterDisplay/ChapterString"),
            hidden=_is_hidden(atom),
        )
    except InputError as error:
        raise InputError(f"chapter {number}: {error.message}", hint=error.hint) from None


def _is_hidden(atom: Element) -> bool:
    """Whether players are told not to list a chapter, or to pass over it."""
    flags = _text(atom, "ChapterFlagHidden"), _text(atom, "ChapterFlagEnabled")
    return flags[0] == "1" or flags[1] == "0"


def _is_index(atom: Element) -> bool:
    """Whether this is one of the unlisted "INDEX 01" atoms that mkvmerge makes of a CUE sheet."""
    return _text(atom, "ChapterPhysicalEquiv") == "10"


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _editions(count: int) -> Iterator[Problem]:
    if count > 1:
        message = f"there are {count} editions: one of them is read"
        yield Problem(code="T105", severity="warning", message=message)


FORMAT = Format(
    name="matroska",
    title="Matroska chapters for mkvmerge",
    suffix=".xml",
    media_type="application/xml",
    capabilities=frozenset({"language", "ends", "nesting", "hidden", "milliseconds"}),
    sniff=lambda text: xml_text.root_tag(text).rstrip("/>") == "<Chapters",
    read=read,
    write=write,
)
