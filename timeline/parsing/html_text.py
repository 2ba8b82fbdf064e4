"""HTML to the lines that a browser would show, as Markdown with their source lines.

The standard library's parser reads the tags. People paste whole pages, descriptions whose
only tag is ``<br>``, and Markdown with a ``<details>`` in it: newlines end lines unless all of
the text is inside of block elements. What is no tag of HTML (``<nick>``, ``a < b``) is
text.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

# A tag, closed and of bounded length: everything else that begins with "<" is text.
_TAG = re.compile(
    r"</?([a-zA-Z][a-zA-Z0-9]{0,15})(?:[\s/](?:[^<>\"']|\"[^\"<]{0,2000}\"|'[^'<]{0,2000}'){0,3000})?>"
    r"|<!--|<![a-zA-Z][^<>]{0,500}>"
)
_BREAKS = frozenset(
    "p br div ul ol tr table thead tbody tfoot section article header footer main blockquote"
    " pre dl dd dt html body head hr details summary figure figcaption nav aside title caption"
    " center address form fieldset".split()
)
_BLOCKS = frozenset("p li ul ol div td th table html body h1 h2 h3 h4 h5 h6 dl".split())
_INLINE = frozenset(
    "b strong i em u s a span small mark code sub sup font time cite q img kbd samp var abbr del"
    " ins strike wbr iframe video audio source picture svg path button input label object embed"
    " big tt bdi bdo ruby rt rp meta link base".split()
)
_SILENT = frozenset(("script", "style", "template"))
#: Deeper lists are indented no further.
_MAX_DEPTH = 20
_KNOWN = _BREAKS | _BLOCKS | _INLINE | _SILENT
#: A "<" that opens no tag, while the parser is at work: plane 16, which nobody's text uses.
_LESS = "\U0010fffd"
#: An "&" that opens no character reference: addresses are full of them (``&copy=2``).
_AND = "\U0010fffc"
_BARE_AND = re.compile(r"&(?!#\w{2,7};|[a-zA-Z][a-zA-Z0-9]{1,30};)")


def rows(text: str, first: int = 1) -> list[tuple[int, str]]:
    """The lines of a text with their numbers, counted from ``first``."""
    return _Rows(*_guarded(text), first).rows


def _guarded(text: str) -> tuple[str, bool]:
    """The text in which every "<" that is left opens a known tag, and whether it flows: nearly
    all words are inside block elements, so that newlines are blanks.
    """
    last_comment = text.rfind("-->")
    silent_ends = {name: text.lower().rfind(f"</{name}") for name in _SILENT}
    parts: list[str] = []
    position = depth = inside = outside = 0
    while (at := text.find("<", position)) >= 0:
        words = text[position:at]
        parts.append(words)
        if depth:
            inside += len(words)
        else:
            outside += len(words.strip())
        match = _TAG.match(text, at)
        position = at + 1
        if match and match[0] == "<!--" and last_comment >= match.end():
            position = text.index("-->", match.end()) + 3
        elif match and match[1] is None and match[0] != "<!--":
            position = match.end()
        elif match and match[1] and _is_tag(match, silent_ends):
            parts.append(match[0])
            position = match.end()
            if match[1].lower() in _BLOCKS:
                depth = max(depth + (-1 if match[0][1] == "/" else 1), 0)
            continue
        else:
            parts.append(_LESS)
            continue
        # A comment or a doctype says nothing, but its line breaks count.
        parts.append("<!---->" + "\n" * text.count("\n", at, position))
    parts.append(text[position:])
    outside += len(parts[-1].strip())
    return _BARE_AND.sub(_AND, "".join(parts)), outside * 10 < inside


def _is_tag(match: re.Match[str], silent_ends: dict[str, int]) -> bool:
    name = match[1].lower()
    if name in _SILENT:
        # Notes on web pages name these tags; a page's own begin a line or follow a tag.
        before = match.string[max(match.start() - 40, 0) : match.start()].rstrip(" \t")
        opens = not before or before[-1] in ">\n"
        return match[0][1] == "/" or (opens and silent_ends[name] > match.start())
    # In a Markdown code span a tag is text.
    return name in _KNOWN and match.string[match.start() - 1 : match.start()] != "`"


def _plain(text: str) -> str:
    return text.replace(_LESS, "<").replace(_AND, "&")


class _Rows(HTMLParser):
    """Collects the lines of an HTML text as its tags come by."""

    def __init__(self, text: str, flowing: bool, first: int) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[int, str]] = []
        self._parts: list[str] = []
        self._first, self._number = first, first
        self._depth = self._cells = 0
        self._links: list[str] = []
        self._silent = ""
        self._has_words = False
        self._flowing = flowing
        self.feed(text)
        self.close()
        self._end_line()

    @property
    def _line(self) -> int:
        return self._first + self.getpos()[0] - 1

    def handle_data(self, data: str) -> None:
        """Add text; its newlines end lines unless it flows."""
        if self._silent:
            return
        words = _plain(data).replace("\u00a0", " ")
        if self._flowing:
            self._flow(words)
            return
        for offset, piece in enumerate(words.split("\n")):
            if offset:
                self._end_line()
            self._begin_words(piece, offset)
            self._parts.append(piece)

    def _flow(self, words: str) -> None:
        lead = words[: len(words) - len(words.lstrip())]
        self._begin_words(words, lead.count("\n"))
        if words.strip() or self._parts:
            self._parts.append(words.replace("\n", " "))

    def _begin_words(self, words: str, offset: int) -> None:
        """A line's number is that of its first words, not of the tags before them."""
        if not self._has_words:
            self._number = self._line + offset
        self._has_words = self._has_words or bool(words.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line, or write the mark that Markdown has for the tag."""
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        elif tag[0] == "h" and tag[1:].isdigit():
            self._end_line()
            self._parts.append("#" * min(int(tag[1:]), 6) + " ")
        elif tag == "li":
            self._end_line()
            self._parts.append("  " * min(max(self._depth - 1, 0), _MAX_DEPTH) + "- ")
        elif tag in _BREAKS:
            self._cells = 0
            self._depth += tag in ("ul", "ol")
            self._end_line(blank=tag == "hr")
        elif tag in ("td", "th"):
            self._cells += 1
            self._parts.append(" | ")
        elif tag == "a":
            self._links.append(_plain(dict(attrs).get("href") or ""))
            self._parts.append("[")
        elif tag in ("b", "strong"):
            self._parts.append("**")

    def handle_endtag(self, tag: str) -> None:
        """Close what the tag opened."""
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag[0] == "h" and tag[1:].isdigit():
            self._end_line(blank=True)
        elif tag == "li":
            self._end_line()
        elif tag in _BREAKS:
            if tag == "tr" and self._cells:
                self._parts.append(" |")
            self._depth = max(self._depth - (tag in ("ul", "ol")), 0)
            self._end_line(blank=tag != "br")
        elif tag == "a" and self._links:
            address = self._links.pop()
            self._parts.append(f"]({address})" if address else "]")
        elif tag in ("b", "strong"):
            self._parts.append("**")

    def _end_line(self, *, blank: bool = False) -> None:
        text = "".join(self._parts)
        if text.strip():
            self.rows.append((self._number, text))
        if blank or (not text.strip() and self._parts):
            self.rows.append((self._number, ""))
        self._parts = []
        self._has_words = False
