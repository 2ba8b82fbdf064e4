"""What MediaInfo prints of a file: the chapters under "Menu". Read only.

A file of several menus (editions) is read as the first. Titles have their language before
them, ``en:Opening``. MediaInfo's JSON and XML are read as ``records``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.errors import InputError
from timeline.formats.assembly import assemble, numbered_lines, time_of
from timeline.formats.base import Format
from timeline.model import Chapter, ParseResult, Problem, Timeline

_MENU = re.compile(r"^Menu(?:[ \t]#\d{1,4})?[ \t]*\r?\n\d{1,3}:\d\d:\d\d\.\d{3}[ \t]+:", re.M)
_HEAD = re.compile(r"Menu(?: #\d{1,4})?\s{0,9}")
_ENTRY = re.compile(r"(\d{1,3}:\d\d:\d\d\.\d{3})[ \t]+:[ \t]?(.*)")
_FIELD = re.compile(r"([A-Z][\w/() ]{0,40}?)[ \t]+:[ \t](.*)")
_LANGUAGE = re.compile(r"([a-z]{2,3})?:(?=\S)")


def read(text: str) -> ParseResult:
    """Read the first menu. Raises InputError where there is none."""
    menus: list[list[Chapter]] = []
    fields: dict[str, str] = {}
    for line, content in numbered_lines(text):
        if _HEAD.fullmatch(content):
            menus.append([])
        elif menus and (match := _ENTRY.match(content)):
            start = time_of(match[1], line)
            menus[-1].append(Chapter(start=start, end=start, title=match[2].strip(), line=line))
        elif not menus and (match := _FIELD.match(content)):
            fields.setdefault(match[1], match[2].strip())
    filled = [menu for menu in menus if menu]
    if not filled:
        raise InputError("there is no menu with chapters in this")
    chapters, languages = _without_language(filled[0])
    about = Timeline(
        title=fields.get("Movie name") or fields.get("Title", ""),
        language=languages.pop() if len(languages) == 1 else "",
    )
    return assemble(chapters, about, problems=_other_menus(filled))


def _without_language(chapters: list[Chapter]) -> tuple[list[Chapter], set[str]]:
    """The chapters without the language that MediaInfo puts before each title, and which."""
    from dataclasses import replace

    matches = [_LANGUAGE.match(chapter.title) for chapter in chapters]
    if not all(matches):
        return chapters, set()
    found = [match for match in matches if match]
    titled = [
        replace(chapter, title=chapter.title[match.end() :])
        for chapter, match in zip(chapters, found, strict=True)
    ]
    return titled, {match[1] for match in found if match[1]}


def _other_menus(menus: list[list[Chapter]]) -> Iterator[Problem]:
    for menu in menus[1:]:
        message = f"another menu was left alone: {len(menu)} chapters from line {menu[0].line}"
        yield Problem(code="T108", severity="warning", message=message, line=menu[0].line)


FORMAT = Format(
    name="mediainfo",
    title="MediaInfo's report",
    suffix=".mediainfo.txt",
    media_type="text/plain",
    sniff=lambda text: bool(_MENU.search(text)),
    read=read,
)
