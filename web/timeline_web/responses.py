"""Responses: text that is compressed and known again, files that are sent in parts.

RFC 9110: conditional requests (13), ranges (14). The headers are read by Werkzeug; what follows
from them is here, because its ``make_conditional`` passes over If-Unmodified-Since, takes a weak
tag in If-Range for a strong one, and refuses a Range that should be ignored.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from flask import Response, abort, request
from werkzeug.exceptions import PreconditionFailed, RequestedRangeNotSatisfiable
from werkzeug.http import parse_date
from werkzeug.wsgi import wrap_file

from timeline_web.rendered import Rendered

_IMMUTABLE = "public, max-age=31536000, immutable"
_REVALIDATE = "no-cache"

_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
#: What is read and sent at a time. So much is read at once: no file stays open for it.
_PIECE_BYTES = 64 * 1024
#: More digits than any file's length has.
_MAX_DIGITS = 18


def text(content: Rendered, media_type: str, *, immutable: bool = False) -> Response:
    """A text of ours, gzipped where the client takes it, 304 where it has it already.

    ``immutable`` is for addresses whose content never changes.
    """
    response = Response(mimetype=media_type)
    # Weak, because one text goes out in two encodings.
    response.set_etag(content.etag, weak=True)
    response.headers["Cache-Control"] = _IMMUTABLE if immutable else _REVALIDATE
    response.data = content.plain
    if content.gzipped:
        response.headers["Vary"] = "Accept-Encoding"
        if request.accept_encodings["gzip"]:
            response.headers["Content-Encoding"] = "gzip"
            response.data = content.gzipped
    if is_unmodified(response):
        response.status_code = 304
    return response


def file(path: Path, media_type: str) -> Response:
    """A file from the disk, or the part of it that is asked for (206), or 304, 404, 412, 416, 503.

    The open file itself is handed to the server (``wsgi.file_wrapper``), which sends it without
    holding a thread: a paused player keeps a connection open, and there may be many. What is no
    plain file is 404, and so is one that becomes shorter while a small part of it is read.
    """
    try:
        part = _FileRange(path)
    except OSError as error:
        if error.errno in (errno.EMFILE, errno.ENFILE):
            abort(503, "Too many files are open. Try again in a moment.")
        abort(404, "The media file is no longer there.")
    try:
        return _send(part, media_type)
    except OSError:
        part.close()
        abort(404, "The media file is no longer what it was.")
    except BaseException:
        part.close()
        raise


def is_unmodified(response: Response) -> bool:
    """Whether the client has this content (304), by the order of RFC 9110, 13.2.2.

    Raises PreconditionFailed (412) where it wants an answer only for content that is not this.
    """
    etag, is_weak = response.get_etag()
    modified = response.last_modified
    if "If-Match" in request.headers:
        known = request.if_match
        if not (known.star_tag or (not is_weak and known.contains(etag or ""))):
            raise PreconditionFailed("The content is not the one asked for any more.")
    elif (limit := _date("If-Unmodified-Since")) and modified and modified > limit:
        raise PreconditionFailed("The content has changed since.")
    if "If-None-Match" in request.headers:
        return request.if_none_match.contains_weak(etag or "")
    since = _date("If-Modified-Since")
    return bool(since and modified and modified <= since)


def byte_range(header: str, length: int) -> tuple[int, int] | None:
    """The first byte that a Range header asks for and the one after its last.

    None where the whole is to be sent: no header, another unit, several ranges, nonsense.
    Raises RequestedRangeNotSatisfiable where nothing of ``length`` bytes is meant.
    """
    match = _RANGE.fullmatch(header.strip())
    if match is None or header.strip() == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        start, stop = max(0, length - _number(last)), length
    else:
        start, stop = _number(first), min(_number(last) + 1 if last else length, length)
        if last and _number(last) < start:
            return None
    if start >= stop:
        raise RequestedRangeNotSatisfiable(length)
    return start, stop


def _number(digits: str) -> int:
    """A number, or one that is larger than any file where it has too many digits."""
    return int(digits) if len(digits.lstrip("0")) <= _MAX_DIGITS else 10**_MAX_DIGITS


def open_at_once(path: str, flags: int) -> int:
    """An opener that does not wait for somebody to write to a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


class _FileRange(FileIO):
    """A plain file that ends at ``stop``, for servers that read until there is no more.

    Opening it raises OSError for anything else. So does reading where the file has become
    shorter: the rest of what was announced cannot be sent, so that the connection has to end.
    """

    stop = 0

    def __init__(self, path: Path) -> None:
        super().__init__(path, opener=open_at_once)
        self.status = os.fstat(self.fileno())
        if not stat.S_ISREG(self.status.st_mode):
            self.close()
            raise OSError(errno.EINVAL, "not a plain file", str(path))

    def read(self, size: int | None = -1, /) -> bytes:
        left = max(0, self.stop - self.tell())
        wanted = left if size is None or size < 0 else min(size, left)
        data = super().read(wanted) or b""
        if wanted and not data:
            raise self._shortened()
        return data

    def read_from(self, start: int) -> bytes:
        """All from ``start`` to ``stop``, by as few calls of the system as that takes."""
        self.seek(start)
        wanted = self.stop - start
        data = super().read(wanted) or b""
        if len(data) < wanted:
            raise self._shortened()
        return data

    @staticmethod
    def _shortened() -> OSError:
        return OSError(errno.EIO, "the file was made shorter while it was sent")


def _send(part: _FileRange, media_type: str) -> Response:
    status = part.status
    response = Response(mimetype=media_type, direct_passthrough=True)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = _REVALIDATE
    response.last_modified = datetime.fromtimestamp(int(status.st_mtime), UTC)
    response.set_etag(f"{status.st_mtime_ns:x}-{status.st_size:x}")
    if is_unmodified(response):
        part.close()
        response.status_code = 304
        return response
    start, part.stop = 0, status.st_size
    if wanted := byte_range(_range_header(response), status.st_size):
        start, part.stop = wanted
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{part.stop - 1}/{status.st_size}"
    if part.stop - start <= _PIECE_BYTES:
        with part:
            response.data = part.read_from(start)
        return response
    part.seek(start)
    response.content_length = part.stop - start
    response.response = wrap_file(request.environ, part, _PIECE_BYTES)
    return response


def _range_header(response: Response) -> str:
    """The Range header, unless its If-Range says that it was meant for another state."""
    condition = request.headers.get("If-Range", response.headers["ETag"])
    if condition != response.headers["ETag"] and _date("If-Range") != response.last_modified:
        return ""
    return request.headers.get("Range", "") if request.method == "GET" else ""


def _date(header: str) -> datetime | None:
    """The date that a header of the request holds; None where that is none."""
    try:
        return parse_date(request.headers.get(header))
    except OverflowError:  # a year or a time zone of many digits
        return None
