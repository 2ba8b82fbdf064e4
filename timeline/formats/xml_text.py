"""XML in and out: safely parsed, and without the characters that XML 1.0 forbids."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from timeline.errors import FormatError, InputError
from timeline.formats.assembly import beginning
from timeline.libraries import importing
from timeline.tracks import one_line

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ROOT = re.compile(
    r"(?:<\?[^>]*>\s*|<!--(?:(?!-->).)*-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\][^>]*)?>\s*)*"
    r"(<[A-Za-z][^>]*>)",
    re.S,
)

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def root_tag(text: str) -> str:
    """The opening tag of an XML document's first element as written, or nothing."""
    match = _ROOT.match(beginning(text, 20_000))
    return match[1] if match else ""


def parse(text: str) -> Element:
    """The root element. Raises InputError for broken XML, and for entities, which can be bombs."""
    from xml.etree.ElementTree import ParseError

    with importing("defusedxml", FormatError):
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(text.removeprefix("\ufeff").lstrip())
    except ParseError as error:
        raise InputError(f"this is not well-formed XML: {error}") from None
    except DefusedXmlException:
        raise InputError("this XML declares entities: they are not read") from None
    except (ValueError, LookupError) as error:
        raise InputError(f"this XML cannot be read: {error}") from None
    return root


def content(text: str) -> str:
    """Text as the content of an element, on one line."""
    return escape(one_line(text), quote=False)


def attribute(name: str, value: str) -> str:
    """`` name="value"``, or nothing for an empty value."""
    value = one_line(value)
    return f' {name}="{escape(value)}"' if value else ""
