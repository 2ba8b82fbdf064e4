"""What is before the first heading: the title, and what a summary says of its video."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from timeline.errors import TimeError
from timeline.parsing.inline_markup import plain, restore, unquoted
from timeline.parsing.lines import Line
from timeline.parsing.notations import is_entry, record
from timeline.parsing.notations.field import is_time_field
from timeline.parsing.timestamps import only_time
from timeline.times import parse as parse_time

_FIELD = re.compile(
    r"(?:\*\*|__)?([^:：*_]{2,40}?)\s?(?:\*\*|__)?[:：]\s?(?:\*\*|__)?\s{0,3}(\S.*)"
)
_FIELDS = {
    name: field
    for field, names in {
        "title": "title|video title|titel|titre|título|titolo|название|标题|タイトル",
        "duration": "duration|length|total length|total duration|running time|runtime|video length"
        "|dauer|länge|durée|duración|duração|durata|длительность|продолжительность|时长|長さ|再生時間|길이",
        "source": "source|url|link|video|video url|video link|watch|original|quelle|fuente|lien"
        "|источник|来源",
        "language": "language",
    }.items()
    for name in names.split("|")
}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_URL = re.compile(r"https?://[^\s<>\"')\]]{1,2000}")
#: An address of any scheme, as Markdown sets it apart from what is around it.
_BRACKETED = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,30}:[^\s<>]{1,4000})>")
_CLOCK = re.compile(r"\d:\d\d")
_VIDEO_SITES = ("youtube.com/", "youtu.be/", "vimeo.com/")
_WORDED = re.compile(
    r"(?:(\d{1,3})\s?(?:hours?|hrs?|h)\b)?[\s,]{0,3}(?:(?:and\s)?(\d{1,4})\s?(?:minutes?|mins?|m)\b)?"
    r"[\s,]{0,3}(?:(?:and\s)?(\d{1,6})\s?(?:seconds?|secs?|s)\b)?",
    re.I,
)
#: A longer first line is a sentence, not a title.
MAX_TITLE_CHARS = 200


class Metadata(NamedTuple):
    """Title, source and duration (milliseconds, 0 where unknown), and the other lines."""

    title: str = ""
    source_url: str = ""
    duration: int = 0
    language: str = ""
    rest: tuple[Line, ...] = ()


NOTHING = Metadata()


def read(lines: Sequence[Line]) -> Metadata:
    """The preamble of a summary. The lines that are none of these three come back in ``rest``."""
    meta = read_meta(lines)
    if meta.title:
        return meta
    title = _title_line(meta.rest)
    if title is None:
        return meta
    rest = tuple(line for line in meta.rest if line is not title)
    return meta._replace(title=unquoted(plain(title.text)), rest=rest)


def is_field(label: str) -> bool:
    """Whether ``label`` names a field, such as Duration."""
    return label.strip().casefold() in _FIELDS


def read_meta(lines: Sequence[Line], source_line: int = 0, known: Metadata = NOTHING) -> Metadata:
    """``Title:``, ``Duration:`` and ``Source:`` fields, and links to a video, but what is ``known``
    already: a second link is left in ``rest``.

    ``source_line`` is the number of the line that is the value of a ``Source:`` by itself.
    """
    title, source, language, duration = (
        known.title,
        known.source_url,
        known.language,
        known.duration,
    )
    rest = []
    # Several links to moments are a list's.
    is_list = sum(map(_is_moment, lines)) > 1
    for index, line in enumerate(lines):
        name, value = _field(line)
        if not name and line.number == source_line:
            name, value = "source", line.text
        if name == "title" and _is_chapters(lines, index):
            rest.append(line)
        elif name == "title" and not title:
            title = plain(value)
        elif name == "duration" and not duration and (length := _length(value)):
            duration = length
        elif name == "language" and not language and _LANGUAGE.fullmatch(value):
            language = value
        elif is_list and _is_moment(line):
            rest.append(line)
        elif not source and (url := _source(line, value, name == "source")):
            source = url
            if line.level or (line.links and name != "source"):
                rest.append(line)
        else:
            rest.append(line)
    return Metadata(title, source, duration, language, tuple(rest))


# What m4b-tool writes above its chapters: ``# total-length 02:13:19.000``.
_TOTAL = re.compile(r"(total[- ](?:length|duration))\s{0,3}[:=]?\s{1,3}(\d[\d:.]{0,20})", re.I)


def _is_chapters(lines: Sequence[Line], index: int) -> bool:
    """Whether a title field is a chapter's: beside it is a lone time, or a time field."""
    if record.holds(lines, index):
        return True
    around = (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2])
    return any(only_time(line.text) or is_time_field(line) for line in around)


def _field(line: Line) -> tuple[str, str]:
    """The field that a line sets and its value; two empty strings for any other line."""
    if total := _TOTAL.fullmatch(line.text):
        return "duration", total[2]
    match = _FIELD.match(line.text) if ":" in line.text or "：" in line.text else None
    name = _FIELDS.get(match[1].casefold(), "") if match else ""
    return (name, match[2]) if match and name else ("", "")


def _length(value: str) -> int:
    value = plain(value)
    try:
        return parse_time(value)
    except TimeError:
        match = _WORDED.match(value)
        hours, minutes, seconds = (
            (int(group or 0) for group in match.groups()) if match else (0,) * 3
        )
        return (hours * 3600 + minutes * 60 + seconds) * 1000


def _is_moment(line: Line) -> bool:
    """Whether a line is a link to a time in a video, and nothing else."""
    return "://" in line.text and only_time(line.text) is not None


def _source(line: Line, value: str, is_field: bool) -> str:
    """The address of the video, where the line says nothing else."""
    if is_field and (bracketed := _BRACKETED.fullmatch(value)):
        return restore(bracketed[1])
    if is_field and line.links:
        return line.links[0]
    text = value if is_field else line.text
    match = _URL.search(text)
    if match is None:
        whole_link = line.links and _is_video(line.links[0]) and not line.bullet
        return line.links[0] if whole_link and not _CLOCK.search(line.text) else ""
    alone = not text.replace(match[0], "").strip(" <>()[]*_-–—:.")
    if alone and (is_field or _is_video(match[0])):
        return restore(match[0])
    return ""


def _title_line(lines: Sequence[Line]) -> Line | None:
    headings = (i for i, line in enumerate(lines) if line.level and line.text)
    tops = (lines[i] for i in headings if not is_entry(lines, i))
    top = next((line for line in tops if _LETTERS.search(line.text) or line.text.isdigit()), None)
    if top:
        return top
    said = ((i, line) for i, line in enumerate(lines) if not line.is_blank)
    index, first = next(
        ((i, line) for i, line in said if not _is_date(plain(line.text))), (0, None)
    )
    if first is None or first.is_item or len(first.text) > MAX_TITLE_CHARS:
        return None
    stands_apart = index + 1 >= len(lines) or lines[index + 1].is_blank or bool(first.level)
    text = plain(first.text)
    if not stands_apart or is_entry(lines, index) or not _may_be_title(text):
        return None
    return first


_TWO_SENTENCES = re.compile(r"[^\W\d_]{4}[.!?]\s+[^\W\d_a-z]")
_LETTERS = re.compile(r"[^\W\d_]+")
_CALENDAR = frozenset(
    (
        "january february march april may june july august september october november december"
        " jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday"
        " saturday sunday mon tue wed thu fri sat sun januar februar märz mai juni juli oktober"
        " dezember janvier février mars avril juin juillet août septembre octobre novembre décembre"
        " enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
        " января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
        " st nd rd th of de年 年 月 日 t z am pm uhr date published updated posted on"
    ).split()
)


def _may_be_title(text: str) -> bool:
    """Whether words name something: no sentence of the prose, no date, no address, no rule."""
    if text.endswith((".", ":", "…", ",", "!", "。", "：")) or _TWO_SENTENCES.search(text):
        return False
    names = bool(_LETTERS.search(text)) or text.isdigit()
    return names and not (_is_date(text) or "://" in text or text[:1] == "#")


def _is_date(text: str) -> bool:
    words = {word.casefold() for word in _LETTERS.findall(text)}
    is_year = text.isdigit() or not any(char.isdigit() for char in text)
    return not is_year and ":" not in text and words <= _CALENDAR


def _is_video(url: str) -> bool:
    """Whether an address is of a site that shows one video a page."""
    host = url.casefold().split("://", 1)[-1]
    return host.removeprefix("www.").removeprefix("m.").startswith(_VIDEO_SITES)
