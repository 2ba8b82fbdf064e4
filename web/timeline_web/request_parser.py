"""Requests as they arrive (RFC 9112): Waitress's parser, where it takes too much or too long.

A few of its expressions try every way to cut a line into parts: a request line of 30 KB that is
none held up everybody for 80 seconds, and a header with as many blanks for four. What such lines
have in common is refused before they are tried.
"""

from __future__ import annotations

import re
from typing import Any

from timeline.errors import TimelineError
from timeline.libraries import importing

with importing("waitress", TimelineError):
    from waitress.parser import HTTPRequestParser, ParsingError  # type: ignore[import-untyped]
    from waitress.utilities import BadRequest  # type: ignore[import-untyped]

_REQUEST_LINE = re.compile(rb"\S+ \S+ HTTP/[0-9]\.[0-9]")
_TEXT = re.compile(rb"[\r\n!-~]")
_PADDING = re.compile(rb"[ \t]{64}")


class RequestParser(HTTPRequestParser):  # type: ignore[misc]
    """A request as it arrives. What is none of RFC 9112 is answered with 400."""

    headers: dict[str, Any]

    def received(self, data: bytes) -> int:
        """Take bytes; how many were of this request. What begins as no text does is refused.

        Else a browser that tries TLS, for somebody who typed https, waits for an answer.
        """
        if self.body_rcv is None and not self.header_plus and not _TEXT.match(data):
            self.parse_header(b"GET / HTTP/1.0\r\n")
            self.error = BadRequest("This is not HTTP")
            self.completed = True
            return len(data)
        return int(super().received(data))

    def parse_header(self, header_plus: bytes) -> None:
        """Read the request line and the headers. Raises ParsingError."""
        line = header_plus.partition(b"\r\n")[0].rstrip()
        if not _REQUEST_LINE.fullmatch(line) or _PADDING.search(header_plus):
            raise ParsingError("Start line or a header is invalid")
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # an address, or a length of thousands of digits
            raise ParsingError("Start line or a header is invalid") from error
        # A proxy before us may have read one request where we read two (6.3).
        if "TRANSFER_ENCODING" in self.headers or (
            self.chunked and "CONTENT_LENGTH" in self.headers
        ):
            raise ParsingError("Transfer-Encoding is invalid here")
        options = self.headers.get("CONNECTION", "").lower().split(",")
        if "close" in map(str.strip, options):
            self.headers["CONNECTION"] = "close"
