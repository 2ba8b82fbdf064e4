"""Responses: text that is compressed and known again, files that are sent in parts.

RFC 9110: conditional requests (13), ranges (14).
"""

from __future__ import annotations

import errno
import gzip
import os
import re
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from io import FileIO
from pathlib import Path

from flask import Response, abort, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.http import is_resource_modified
from werkzeug.wsgi import wrap_file

_IMMUTABLE = "public, max-age=31536000, immutable"
_REVALIDATE = "no-cache"

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_COMPRESSED_TYPES = ("font/woff2",)


def text(content: str | bytes, media_type: str, *, immutable: bool = False) -> Response:
    """A text of ours, gzipped where the client takes it, 304 where it has it already.

    ``immutable`` is for addresses whose content never changes.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    response = Response(mimetype=media_type)
    # Weak, because one text goes out in two encodings.
    response.set_etag(blake2b(data, digest_size=12).hexdigest(), weak=True)
    response.headers["Cache-Control"] = _IMMUTABLE if immutable else _REVALIDATE
    if media_type not in _COMPRESSED_TYPES:
        response.headers["Vary"] = "Accept-Encoding"
        if len(data) > 500 and request.accept_encodings["gzip"]:
            response.headers["Content-Encoding"] = "gzip"
            data = gzipped(data, level=9 if immutable else 6)
    response.data = data
    response.make_conditional(request)
    return response


@lru_cache(maxsize=64)
def gzipped(data: bytes, level: int) -> bytes:
    """``data`` gzipped, the same bytes each time."""
    return gzip.compress(data, compresslevel=level, mtime=0)


def file(path: Path, media_type: str) -> Response:
    """A file from the disk, or the part of it that is asked for (206), or 304, 404, 416.

    The open file itself is handed to the server (``wsgi.file_wrapper``), which sends it without
    holding a thread: a paused player keeps a connection open, and there may be many.
    """
    try:
        part = _FileRange(path)
    except OSError:
        abort(404, "The media file is no longer there.")
    try:
        return _send(part, media_type)
    except BaseException:
        part.close()
        raise


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
        start, stop = max(0, length - int(last)), length
    else:
        start, stop = int(first), min(int(last or length) + 1, length)
        if last and int(last) < start:
            return None
    if start >= stop:
        raise RequestedRangeNotSatisfiable(length)
    return start, stop


class _FileRange(FileIO):
    """A file that ends at ``stop``, for servers that read until there is no more.

    Reading raises OSError where the file has become shorter: the rest of what was announced
    cannot be sent, so that the connection has to end.
    """

    stop = 0

    def read(self, size: int | None = -1, /) -> bytes:
        left = max(0, self.stop - self.tell())
        wanted = left if size is None or size < 0 else min(size, left)
        data = super().read(wanted) or b""
        if wanted and not data:
            raise OSError(errno.EIO, "the file was made shorter while it was sent")
        return data


def _send(part: _FileRange, media_type: str) -> Response:
    status = os.fstat(part.fileno())
    response = Response(mimetype=media_type, direct_passthrough=True)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = _REVALIDATE
    response.last_modified = datetime.fromtimestamp(int(status.st_mtime), UTC)
    response.set_etag(f"{status.st_mtime_ns:x}-{status.st_size:x}")
    if _is_unmodified(response):
        part.close()
        response.status_code = 304
        return response
    start, part.stop = 0, status.st_size
    if wanted := byte_range(_range_header(response), status.st_size):
        start, part.stop = wanted
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{part.stop - 1}/{status.st_size}"
    part.seek(start)
    response.content_length = part.stop - start
    response.response = wrap_file(request.environ, part, 64 * 1024)
    return response


def _is_unmodified(response: Response) -> bool:
    etag, _ = response.get_etag()
    return not is_resource_modified(
        request.environ, f'"{etag}"', last_modified=response.last_modified
    )


def _range_header(response: Response) -> str:
    """The Range header, unless its If-Range says that it was meant for another state."""
    condition = request.if_range
    etag, _ = response.get_etag()
    if condition.etag is not None and condition.etag != etag:
        return ""
    if condition.date is not None and condition.date != response.last_modified:
        return ""
    return request.headers.get("Range", "") if request.method == "GET" else ""
