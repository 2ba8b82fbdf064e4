"""Bytes to text: the encoding that a file says, is in, or was told to be in.

UTF-8 and UTF-16 and UTF-32 are certain (by a mark, by their NULs, by being valid). Anything
older can only be guessed: chardet weighs the encodings that text files really come in, and the
guess is always said, because a wrong one shows other letters and no error.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from timeline.errors import InputError
from timeline.libraries import importing

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: What Windows, Linux and macOS call "ANSI" text, by language. Latin letters with some accents.
_LATIN = "windows-1252 windows-1250 windows-1254 windows-1257 iso-8859-2 iso-8859-9".split()
#: And those in which most letters are outside ASCII.
_OTHERS = (
    "cp932 gb18030 big5 cp949 euc-jp windows-1251 koi8-r cp866 windows-1253 windows-1255 "
    "windows-1256 cp874"
).split()
#: On a few words the measures of related encodings are nearly equal: the common one is meant.
_PRIOR = {"Windows-1252": 1.5, "Windows-1251": 1.3}

#: As much as shows an alphabet, and what an encoding is worth that no measure knows.
_FIT_BYTES, _UNSEEN = 4_000, 0.02
_FALLBACK = "windows-1252"
#: As much as tells a language; chardet takes time in proportion.
_SAMPLE_BYTES = 100_000


class Decoded(NamedTuple):
    """The text of a file, and what was assumed of its encoding (empty where nothing was).

    ``mark`` are the bytes before the text; those of the text are in ``encoding``.
    """

    text: str
    note: str = ""
    encoding: str = "utf-8"
    mark: bytes = b""


def decode(data: bytes, where: str = "", encoding: str | None = None) -> Decoded:
    """Bytes as text, in ``encoding`` where it is named, else as told by the bytes.

    Raises InputError for what is no text at all, and where the named encoding does not exist
    or does not fit.
    """
    decoded = _named(data, encoding, where) if encoding else _detected(data, where)
    if _is_binary(decoded.text):
        raise _binary(where)
    return decoded


def _named(data: bytes, encoding: str, where: str) -> Decoded:
    try:
        codecs.lookup(encoding)
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"line {line} is not {encoding}", where=where, hint="name another with --encoding"
        ) from None
    except (LookupError, ValueError):
        raise InputError(
            f"there is no encoding {encoding!r}", where=where, hint="utf-8, cp1251, shift_jis, ..."
        ) from None
    mark = "\ufeff".encode(encoding) if text.startswith("\ufeff") else b""
    return Decoded(text.removeprefix("\ufeff"), encoding=encoding, mark=mark)


def _detected(data: bytes, where: str) -> Decoded:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], encoding, where)
            return Decoded(text, encoding=encoding, mark=mark)
    if b"\0" in data:
        encoding = _utf16_without_mark(data, where)
        return Decoded(_strict(data, encoding, where), encoding=encoding)
    try:
        text = data.decode("utf-8")
        return Decoded(text, _mojibake(text))
    except UnicodeDecodeError:
        return _damaged(data) or _guessed(data)


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 with some bytes that are none: other encodings hardly ever look like it."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - broken
    if sound < 2 * broken:
        return None
    places = "1 place is" if broken == 1 else f"{broken} places are"
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    return Decoded(text, f"{places} not UTF-8 and shown as \ufffd, the first in line {line}")


#: UTF-8 that was once read as Windows-1252 and saved: ``Ã©`` for é, ``â€™`` for an apostrophe.
_MOJIBAKE = re.compile(
    "[\u00c2-\u00df][\u0080-\u00bf\u20ac\u2018-\u2022\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2020\u2021\u2026\u2030\u2039\u203a\u2122]|\u00e2\u20ac."
)
#: Words of Cyrillic that were read as Windows-1252: no language has three such letters in a row.
_LATIN_RUN = re.compile("[\u00c0-\u00ff]{3,}")
_SHOWN_CHARS, _CLEARLY = 40, 0.5


def _mojibake(text: str) -> str:
    """A note on letters that were lost, or read in a wrong encoding, before they came here."""
    if text.isascii():
        return ""
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        return f"letters were lost before: they are \ufffd here, the first in line {line}"
    for pattern, encoding in ((_MOJIBAKE, "utf-8"), (_LATIN_RUN, "windows-1251")):
        if not (found := pattern.search(text)):
            continue
        number = text.count("\n", 0, found.start()) + 1
        begin = text.rfind("\n", 0, found.start()) + 1
        written = text[begin : found.start() + _SHOWN_CHARS].split("\n", 1)[0]
        if meant := _meant(written, encoding):
            return (
                f"line {number} was read in a wrong encoding before it was saved: "
                f"{written.strip()[:_SHOWN_CHARS]!r} was {meant.strip()[:_SHOWN_CHARS]!r}"
            )
    return ""


def _meant(line: str, encoding: str) -> str:
    """What a line was before its bytes were taken for Windows-1252; empty if it was not."""
    from timeline.alphabets import fit

    raw = b"".join(
        char.encode("latin-1")
        if "\x80" <= char <= "\x9f"
        else char.encode("windows-1252", "ignore")
        for char in line
    )
    meant = raw.decode(encoding, errors="ignore")
    # Bytes hardly ever make UTF-8 by accident, nor letters the words of another language.
    shorter = encoding == "utf-8" and len(meant) < len(line) and meant.strip()
    return meant if shorter or fit(meant, encoding) > fit(line, "") + _CLEARLY else ""


def _guessed(data: bytes) -> Decoded:
    for encoding in _likely(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return Decoded(text, _guess(encoding), encoding)
    # The five bytes that Windows-1252 leaves undefined become U+FFFD.
    return Decoded(data.decode(_FALLBACK, errors="replace"), _guess(_FALLBACK), _FALLBACK)


def _guess(encoding: str) -> str:
    return f"this is not UTF-8: read as {encoding}, a guess; --encoding NAME overrules it"


def _likely(data: bytes) -> list[str]:
    """The encodings that text in no Unicode may be in, likeliest first."""
    # Every line with something to tell the encoding by, and no more.
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())
    sample = telling[:_SAMPLE_BYTES]
    with importing("chardet", InputError):
        import chardet

        found = chardet.detect_all(
            sample,
            ignore_threshold=True,
            include_encodings=[*_LATIN, *_OTHERS],
        )
    # What the measures do not know is possible all the same: they need more than a few words.
    confidences: dict[str, float] = dict.fromkeys(_OTHERS, 0.0)
    for result in found:
        if name := result["encoding"]:
            confidences.pop(name.casefold(), None)
            confidences[name] = result["confidence"]
    weights = {
        name: _fit(sample[:_FIT_BYTES], name) * (confidence * _PRIOR.get(name, 1) + _UNSEEN)
        for name, confidence in confidences.items()
    }
    return sorted(weights, key=lambda name: -weights[name])


def _fit(sample: bytes, encoding: str) -> float:
    """How much a text in some encoding looks like somebody's language."""
    from timeline.alphabets import fit

    # Where the sample was cut, half a character is no fault.
    text = sample.decode(encoding, errors="replace").rstrip("\ufffd")
    return fit(text, codecs.lookup(encoding).name)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise _binary(where) from None


def _utf16_without_mark(data: bytes, where: str) -> str:
    """UTF-16 of mostly Latin text has a NUL in every other byte; anything else is binary."""
    sample = data[:4096]
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.4 * half and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) > 0.4 * half and sample[1::2].count(0) == 0:
        return "utf-16-be"
    raise _binary(where)


def _is_binary(text: str) -> bool:
    sample = text[:8192]
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1b" for char in sample)
    return "\0" in text or controls * 50 > len(sample)


def _binary(where: str) -> InputError:
    return InputError("this is not text", where=where, hint="give a summary as a text file")
