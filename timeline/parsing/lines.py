"""Text to lines: newlines, odd characters and pasted HTML made even, and each line's dress
(heading, bullet, icon) told from its words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.parsing.inline_markup import EMOJI, protect, unlink

_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Zero-width joiner and non-joiner stay: emoji and Persian need them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_BULLET = re.compile(
    r"[-*+–—]\s+|\d{1,3}\s?[-–]\s+(?=[^\w\s])|[•‣◦▪▫●○■□►»·∙⁃]\s*|\(?\d{1,3}[.)]\s+|[a-z]\)\s+"
)
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_DOT = re.compile(r"[•‣◦▪●○■□►·∙⁃]\s*")
_HEADING = re.compile(r"(#{1,6})(?:\s+|(?=[^\s#\w]))")
# Only from where a run of blanks begins: a search from each of them would be quadratic.
_CLOSING_HASHES = re.compile(r"(?<!\s)\s+#+$")


class Line(NamedTuple):
    """One line of the source.

    ``text`` is what is left of it without indent, quote marks, heading hashes, bullet,
    numbering and opening emoji (``icon``); protected (see ``markup``), links replaced by
    labels, their addresses in ``links``. ``level`` is a heading's (1 to 6), else 0. ``fenced``
    lines stand in a code fence. ``column`` is where ``text`` begins, from 1.
    """

    number: int
    raw: str
    text: str = ""
    indent: int = 0
    level: int = 0
    bullet: str = ""
    icon: str = ""
    links: tuple[str, ...] = ()
    fenced: bool = False
    column: int = 1

    @property
    def is_blank(self) -> bool:
        """Whether the line says nothing."""
        return not self.text and not self.icon

    @property
    def is_item(self) -> bool:
        """Whether the line opens an item of a list: a bullet, a number or an emoji."""
        return bool(self.bullet or self.icon)


def split(text: str) -> list[Line]:
    """The lines of a text, HTML turned into lines first, numbered as in the source."""
    text = _NEWLINES.sub("\n", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    rows = _html_rows(text) if _is_html(text) else enumerate(text.split("\n"), 1)
    lines: list[Line] = []
    fenced = False
    for number, raw in rows:
        bare = _BLANKS.sub(" ", raw)
        if bare.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        lines.append(_line(number, raw, bare, fenced))
    return lines


def _line(number: int, raw: str, bare: str, fenced: bool) -> Line:
    text = bare.strip()
    if not text:
        return Line(number, raw, fenced=fenced)
    indent = _indent(raw)
    if text.startswith(">"):
        text = text.lstrip("> ")
    level, bullet, icon = 0, "", ""
    if match := _HEADING.match(text):
        level = len(match[1])
        text = _CLOSING_HASHES.sub("", text[match.end() :])
    if match := _BULLET.match(text):
        bullet, text = match[0].strip(), text[match.end() :]
        # Pasted HTML lists often bring a bullet of their own.
        for inner in (_CHECKBOX, _DOT):
            if match := inner.match(text):
                text = text[match.end() :]
    if not text.isascii() and (match := EMOJI.match(text)):
        icon, text = match[0], text[match.end() :].lstrip()
    column = max(raw.find(text[:20]), 0) + 1 if text else 1
    text, links = unlink(protect(text))
    return Line(number, raw, text, indent, level, bullet, icon, links, fenced, column)


def _indent(raw: str) -> int:
    expanded = raw[:200].expandtabs(4)
    return len(expanded) - len(expanded.lstrip())


# --- HTML ---------------------------------------------------------------------------------------

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})((?:\s[^<>]{0,2000})?)/?>|<!--|<![^<>]{0,200}>")
_BLOCK = re.compile(r"<(?:p|br|li|ul|ol|div|h[1-6]|td|tr|html|body)\b[^<>]{0,500}/?>", re.I)
_FLOWING = re.compile(r"<(?:p|li|div|html|td)\b[^<>]{0,500}>", re.I)
_HREF = re.compile(r"href\s{0,5}=\s{0,5}[\"']?([^\"'\s>]{1,2000})", re.I)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,20});")
_BREAKS = frozenset(
    (
        "p br div ul ol tr table thead tbody section article header footer main blockquote "
        "pre dl dd dt html body head hr details summary figure nav aside title"
    ).split()
)
_INLINE = frozenset(
    ("b strong i em u s a span small mark code sub sup font time cite q img").split()
)
_SILENT = frozenset(("script", "style"))


def _is_html(text: str) -> bool:
    return bool(_BLOCK.search(text) or _ENTITY.search(text))


def _unescape(text: str) -> str:
    """Character references as the characters. The table of their names is loaded for it only."""
    from html import unescape as resolve

    return resolve(text) if "&" in text else text


def _html_rows(text: str) -> list[tuple[int, str]]:
    """The lines that a browser would show, headings, lists, links and tables as Markdown."""
    flowing = bool(_FLOWING.search(text))
    rows = _Rows()
    position = 0
    line = 1
    silent_until = ""
    for match in _TAG.finditer(text):
        if match.start() < position:
            continue
        chunk = text[position : match.start()]
        if not silent_until:
            rows.add(chunk, line, flowing)
        line += text.count("\n", position, match.end())
        position = match.end()
        if match[0] == "<!--":
            end = text.find("-->", position)
            end = len(text) if end < 0 else end + 3
            line += text.count("\n", position, end)
            position = end
        elif match[2]:
            name = match[2].lower()
            if silent_until:
                silent_until = "" if match[1] and name == silent_until else silent_until
            elif name in _SILENT and not match[1]:
                silent_until = name
            elif not rows.tag(name, match[3], closing=bool(match[1]), line=line):
                rows.add(match[0], line, flowing)
    if not silent_until:
        rows.add(text[position:], line, flowing)
    return rows.finish()


class _Rows:
    """Collects the lines of an HTML text as its tags come by."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, str]] = []
        self.parts: list[str] = []
        self.number = 1
        self.depth = 0
        self.cells = 0
        self.links: list[str] = []

    def add(self, chunk: str, line: int, flowing: bool) -> None:
        """Add text that starts on a source line; its newlines break lines unless it flows."""
        if not chunk:
            return
        words = _unescape(chunk).replace("\u00a0", " ")
        if flowing:
            if words.strip() and not self.parts:
                self.number = line + chunk[: len(chunk) - len(chunk.lstrip())].count("\n")
            words = words.replace("\n", " ")
            if words.strip() or self.parts:
                self.parts.append(words)
            return
        for offset, piece in enumerate(words.split("\n")):
            if offset:
                self.close()
                self.number = line + offset
            elif not self.parts:
                self.number = line
            self.parts.append(piece)

    def tag(self, name: str, attributes: str, *, closing: bool, line: int) -> bool:
        """Take in a tag. False for one that HTML does not have: it is text."""
        if name in _BREAKS:
            if name == "tr" and closing and self.cells:
                self.parts.append(" |")
            self.cells = 0
            self.depth += {"ul": 1, "ol": 1}.get(name, 0) * (-1 if closing else 1)
            self.close(blank=name != "br" and closing)
        elif name[0] == "h" and name[1:].isdigit():
            self.close(blank=closing)
            if not closing:
                self.parts.append("#" * min(int(name[1:]), 6) + " ")
        elif name == "li":
            self.close()
            if not closing:
                self.parts.append("  " * max(self.depth - 1, 0) + "- ")
        elif name in ("td", "th"):
            if not closing:
                self.cells += 1
                self.parts.append(" | ")
        elif name in ("b", "strong"):
            self.parts.append("**")
        elif name == "a":
            self._link(attributes, closing)
        elif name not in _INLINE:
            return False
        if not self.parts:
            self.number = line
        return True

    def _link(self, attributes: str, closing: bool) -> None:
        if not closing:
            href = _HREF.search(attributes)
            self.links.append(_unescape(href[1]) if href else "")
            self.parts.append("[")
        elif self.links:
            address = self.links.pop()
            self.parts.append(f"]({address})" if address else "]")

    def close(self, *, blank: bool = False) -> None:
        """End the line; ``blank`` leaves an empty one below it."""
        text = "".join(self.parts)
        if text.strip():
            self.rows.append((self.number, text))
        if blank or (not text.strip() and self.parts):
            self.rows.append((self.number, ""))
        self.parts = []

    def finish(self) -> list[tuple[int, str]]:
        """Every line, with its number in the source."""
        self.close()
        return self.rows
