"""What a member of a record means, told by its name: a start, an end, a title, milliseconds.

Names are read word by word, however they are written: ``startTimeMs``, ``start_time_ms``,
``Start Time (ms)`` and ``starttime-ms`` are the same three words.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

Role = Literal["start", "end", "length", "title", "text", "url", "image", "hidden", "kind"]

#: How many milliseconds a unit has, by the words that name it.
UNITS: dict[str, Fraction] = {
    word: milliseconds
    for words, milliseconds in (
        ("ns nanos nanosec nanosecs nanosecond nanoseconds", Fraction(1, 1_000_000)),
        ("tick ticks", Fraction(1, 10_000)),  # .NET's, 100 ns each: Jellyfin, Emby
        ("us usec micros microsec microsecond microseconds", Fraction(1, 1_000)),
        ("ms msec msecs millis millisec millisecs millisecond milliseconds", Fraction(1)),
        ("s sec secs second seconds sekunden secondes segundos", Fraction(1_000)),
        ("min mins minute minutes minuten", Fraction(60_000)),
        ("hour hours hrs", Fraction(3_600_000)),
    )
    for word in words.split()
}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_START = _set(
    "start starts from begin begins beginning in onset offset position pos inpoint "
    "anfang beginn début debut inicio início inizio начало begin 開始 开始 開始時間 开始时间 시작"
)
_TIME = _set(
    "time times timestamp timestamps timecode tc at t ts when seek clock moment marker mark cue "
    "zeit zeitmarke temps tiempo hora tempo horodatage время метка таймкод 時間 时间 時刻 시간 "
    "タイム タイムスタンプ czas čas idő zaman tijd tid"
)
_END = _set(
    "end ends to until till out stop stops finish close outpoint "
    "ende fin fine fim конец 終了 结束 結束 終了時間 结束时间 끝"
)
_LENGTH = _set(
    "duration length len dur runtime span lasts dauer länge durée duree duración duracion duração "
    "durata длительность 時長 时长 長さ 길이"
)
_TITLES: tuple[frozenset[str], ...] = (
    _set("title titel titre título titulo titolo название заголовок tytuł cím")
    | _set("标题 標題 タイトル 제목"),
    _set("name nom nombre nome имя 名称 名稱 名前 이름 label heading headline caption nazwa"),
    _set(
        "chapter kapitel chapitre capítulo capitulo capitolo глава rozdział "
        "章节 章節 チャプター 챕터 "
        "topic thema tema sujet subject marker section tag gist scene song"
    ),
    _set("description comment comments note notes summary message content subtitle text value"),
)
_URL = _set("url href link uri permalink")
_IMAGE = _set("img image images thumbnail thumbnails thumb artwork picture cover screenshot")
_HIDDEN = _set("toc hidden")
_KIND = _set("type kind category action class")
#: Whatever else it says, a member of these is no time of the video and no title of a part.
_OTHER = _set(
    "id uid uuid guid key index idx number num no count version size score votes views level order "
    "created updated published modified date color colour lang language locale timezone zone "
    "frame frames fps rate base scale format codec width height hash checksum file path filename "
    "enabled locked"
)
_PEOPLE = _set(
    "author artist performer creator user username uploader channel owner speaker host guest "
    "composer publisher role account login"
)
#: Members that only hold what the member around them names.
_WRAPPERS = _set("simple text runs value content default en string type field plain rendered utf8")

_KNOWN = frozenset().union(
    UNITS, _START, _TIME, _END, _LENGTH, *_TITLES, _URL, _IMAGE, _HIDDEN, _KIND, _OTHER, _PEOPLE,
    _set("display sub range episode"),
)  # fmt: skip
_LETTERS = _set("t s e at in to us no ts tc id ms ns")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z][^\W\d_]*")


class Meaning(NamedTuple):
    """What a name says: its role, how plainly (0 is best), and the unit if it names one."""

    role: Role
    rank: int
    unit: Fraction | None


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a member's name, in small letters.

    >>> words_of("timeRangeStartMillis"), words_of("starttime_ms")
    (('time', 'range', 'start', 'millis'), ('start', 'time', 'ms'))
    """
    found = (match.casefold() for match in _WORD.findall(name[:100]))
    return tuple(part for word in found for part in _split(word))


def _split(word: str) -> tuple[str, ...]:
    """A word that is two known ones written together, as two."""
    if word in _KNOWN or len(word) > 24:
        return (word,)
    for place in range(2, len(word) - 1):
        first, second = word[:place], word[place:]
        if first in _KNOWN - _LETTERS and second in (_KNOWN - _LETTERS) | {"ms"}:
            return first, second
    return (word,)


def is_person(path: str) -> bool:
    """Whether a member names somebody: an author, a speaker."""
    return bool(_PEOPLE.intersection(words_of(path.rpartition(".")[2] or path)))


def is_unknown(path: str) -> bool:
    """Whether nothing is known of a member by its name, not even that it is something else."""
    said = {word for name in path.split(".") for word in words_of(name)}
    return not said & (_OTHER | _PEOPLE | _KIND) and not meaning(path)


@lru_cache(maxsize=4096)
def meaning(path: str) -> tuple[Meaning, ...]:
    """What the member at ``path`` (``tags.title``) may be, likeliest first; empty for no role."""
    names = path.split(".")
    while len(names) > 1 and set(words_of(names[-1])) <= _WRAPPERS:
        names.pop()
    words = words_of(names[-1])
    said = set(words)
    if not said & (_KNOWN - set(UNITS)) and len(names) > 1:
        words = (*words_of(names[-2]), *words)
        said = set(words)
    unit = next((UNITS[word] for word in reversed(words) if word in UNITS), None)
    around = {word for name in names[:-1] for word in words_of(name)}
    return tuple(_meanings(said, around, unit))


_EXTRAS: tuple[tuple[Role, frozenset[str]], ...] = (
    ("image", _IMAGE),
    ("url", _URL),
    ("hidden", _HIDDEN),
    ("kind", _KIND),
)


def _meanings(said: set[str], around: set[str], unit: Fraction | None) -> list[Meaning]:
    if said & _OTHER:
        return []
    if said & _PEOPLE or around & _PEOPLE:
        return []
    found: list[Meaning] = []
    if said & _LENGTH:
        found.append(Meaning("length", 0, unit))
    elif said & _END:
        found.append(Meaning("end", 0, unit))
    elif said & _START:
        found.append(Meaning("start", 0, unit))
    elif said & _TIME:
        found.append(Meaning("start", 1, unit))
    elif said and said <= set(UNITS):
        found.append(Meaning("start", 2, unit))
    for role, names in _EXTRAS:
        if said & names:
            return [*found, Meaning(role, 0, None)]
    rank = next((rank for rank, names in enumerate(_TITLES) if said & names), None)
    if rank is not None:
        # The title of something, which the same record holds in words of its own.
        secondary = bool(said & {"sub", "short", "alt"})
        found.append(Meaning("title", rank + 2 * secondary, None))
    return found
