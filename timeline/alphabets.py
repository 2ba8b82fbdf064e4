"""Whether decoded text is somebody's language: what tells a right encoding from a wrong one.

A few words are too little for statistics, but no language has ``ń`` beside ``é``, none mixes
capitals into its words, and the rare halves of the great Asian tables are rare. Used by
``timeline.decoding`` alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

#: The letters and marks outside ASCII of each language, and what all of them use.
_ALPHABETS = (
    "äöüßéàèêëïîôáíóúñ",  # German, with names
    "àâæçéèêëîïôùûüÿœ",
    "áéíóúñü¿¡ºª",
    "àáâãçéêíóôõúü",
    "àèéìíîòóù",
    "åäöéæøü",
    "áéëïíóöúü",
    "áðéíóúýþæö",
    "äöõüšž",
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű",
    "ăâîșțşţ",
    "čćđšž",
    "āčēģīķļņšūžąęėįų",
    "çğıöşüâîûi̇",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяў",
    "абвгдежзийклмнопрстћуфхцчџшђљњј",
    "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",
    "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئپچژگکی\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652",
)
_MARKS = "«»„“”‘’‚–—…•·°©®™€£§№\u00a0×→、。「」『』（）！？：・ー，；《》【】～　ـ،؟؛"
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CONTROL = re.compile(r"[\x80-\x9f\ufffd\ue000-\uf8ff]")
_KANA, _HANGUL, _THAI = (0x3040, 0x30FF), (0xAC00, 0xD7A3), (0x0E01, 0x0E5B)
#: The lead bytes of the common half of each table, and the trail bytes they take.
_COMMON = {
    "gb18030": (0xB0, 0xD7, 0xA1),
    "big5": (0xA4, 0xC6, 0x40),
    "cp949": (0xB0, 0xC8, 0xA1),
    "cp932": (0x88, 0x97, 0x40),
    "euc_jp": (0xB0, 0xCF, 0xA1),
}
#: Codecs by other names that hold a table above.
_SAME = {"big5hkscs": "big5", "euc_jis_2004": "euc_jp", "shift_jis": "cp932", "euc_kr": "cp949"}


def fit(text: str, codec: str) -> float:
    """How much (0 to 1) decoded text looks like writing of one language."""
    foreign = _FOREIGN.findall(text)
    if not foreign or _CONTROL.search(text):
        return 0.0
    codec = _SAME.get(codec, codec)
    known = max(_share(foreign, alphabet.__contains__) for alphabet in _alphabets())
    if codec in _COMMON:
        known = _share(foreign, lambda char: _is_common(char, codec))
    elif codec == "cp874":
        known = _share(foreign, lambda char: _THAI[0] <= ord(char) <= _THAI[1] or char in _MARKS)
    return known**3 * _sound_words(text)


def _share(chars: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, chars)) / len(chars)


@cache
def _alphabets() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(letters + letters.upper() + _MARKS) for letters in _ALPHABETS)


def _is_common(char: str, codec: str) -> bool:
    """Whether a character is among the common ones of an Asian table."""
    code = ord(char)
    if char in _MARKS or 0xFF01 <= code <= 0xFF5E:
        return True
    if codec in ("cp932", "euc_jp") and _KANA[0] <= code <= _KANA[1]:
        return True
    if codec == "cp949" and not _HANGUL[0] <= code <= _HANGUL[1]:
        return False
    low, high, trail = _COMMON[codec]
    raw = char.encode(codec, "ignore")
    return len(raw) == 2 and low <= raw[0] <= high and raw[1] >= trail


def _sound_words(text: str) -> float:
    """The share of words that are written as people write: no capital after a small letter, one
    script at a time.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words:
        return 1.0
    odd = sum(_is_odd(word) for word in words)
    return (1 - odd / len(words)) ** 2 + 0.01


def _is_odd(word: str) -> bool:
    if any(a.islower() and b.isupper() for a, b in pairwise(word)):
        return True
    latin = [char for char in word if ord(char) < 0x250]
    return bool(latin) and len(latin) < len(word)
