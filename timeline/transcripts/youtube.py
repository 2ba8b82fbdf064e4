"""What YouTube keeps captions in, as yt-dlp saves it.

JSON3: ``events`` with ``tStartMs``, ``dDurationMs`` and ``segs`` of ``utf8`` text. XML: srv1
(``<text start="1.5" dur="2">``, seconds), srv2 (``<text t="1500" d="2000">``, milliseconds) and
srv3 (``<p t="1500" d="2000">`` with ``<s>`` for words), see ``YoutubeIE._SUBTITLE_FORMATS``.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

from timeline.errors import InputError
from timeline.formats import xml_text
from timeline.times import from_seconds
from timeline.transcripts.captions import Caption, caption

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_EVENTS = re.compile(r'"events"\s{0,9}:\s{0,9}\[')


def is_json3(text: str) -> bool:
    """Whether this is JSON with ``events``."""
    return text.startswith("{") and bool(_EVENTS.search(text)) and '"segs"' in text


def read_json3(text: str) -> tuple[list[Caption], str]:
    """The captions of JSON3. Raises InputError where it is broken."""
    try:
        events = json.loads(text)["events"]
        return [_of_event(event) for event in events if event.get("segs")], ""
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError("JSON, but no JSON3 subtitles") from None


def _of_event(event: dict[str, Any]) -> Caption:
    text = "".join(segment.get("utf8", "") for segment in event["segs"])
    start = int(event.get("tStartMs", 0))
    return caption(start, start + max(int(event.get("dDurationMs", 0)), 0), text)


def is_xml(text: str) -> bool:
    """Whether this is srv1, srv2 or srv3."""
    return bool(re.match(r"<(?:timedtext|transcript)\b", xml_text.root_tag(text), re.I))


def read_xml(text: str) -> tuple[list[Caption], str]:
    """The captions of srv1, srv2 and srv3. Raises InputError for XML that is broken."""
    root = xml_text.parse(text)
    elements = [*root.iter("p"), *root.iter("text")]
    found = [made for element in elements if (made := _of_element(element))]
    if elements and not found:
        raise InputError("no caption of this XML has a time")
    return found, ""


def _of_element(element: Element) -> Caption | None:
    try:
        if "start" in element.attrib:
            start = from_seconds(element.attrib["start"])
            length = from_seconds(element.get("dur", "0"))
        else:
            start, length = int(element.attrib["t"]), int(element.get("d", "0"))
    except (KeyError, ValueError):
        return None
    # Its text is HTML inside of XML: escaped twice.
    return caption(
        max(start, 0), max(start + length, 0), html.unescape("".join(element.itertext()))
    )
