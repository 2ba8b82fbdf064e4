"""What was rendered once and is asked for again: texts with their gzipped form, kept in memory.

Limited in bytes, so that no visitor and no library fills the memory. A key names a text and the
version of what it was made from: it is never changed, only forgotten.
"""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

#: What all texts together may take.
MAX_BYTES = 64 * 1024 * 1024

#: A shorter text gains nothing from being compressed.
_MIN_GZIP_BYTES = 500


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as it is sent, plain and gzipped (empty where that is not worth it), and its ETag."""

    plain: bytes
    gzipped: bytes
    etag: str

    @property
    def size(self) -> int:
        """The bytes that it takes in memory."""
        return len(self.plain) + len(self.gzipped)


def render(content: str | bytes, *, level: int = 6) -> Rendered:
    """``content`` as it is sent, compressed at ``level``; 0 is not at all."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    packed = b""
    if level and len(data) > _MIN_GZIP_BYTES:
        packed = gzip.compress(data, compresslevel=level, mtime=0)
    return Rendered(data, packed, blake2b(data, digest_size=12).hexdigest())


class RenderedCache:
    """The texts asked for last, up to ``max_bytes``. Safe to use from many threads.

    Several threads that ask for the same new text at once make it once.
    """

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._size = 0
        self._texts: OrderedDict[Hashable, Rendered] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    @property
    def size(self) -> int:
        """The bytes held."""
        return self._size

    def get(self, key: Hashable, make: Callable[[], Rendered]) -> Rendered:
        """The text of ``key``, made now where it is not here."""
        found = self._find(key)
        if found is not None:
            return found
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            found = self._find(key)
            if found is None:
                try:
                    found = make()
                    self._keep(key, found)
                finally:
                    with self._lock:
                        self._making.pop(key, None)
        return found

    def _find(self, key: Hashable) -> Rendered | None:
        with self._lock:
            found = self._texts.get(key)
            if found is not None:
                self._texts.move_to_end(key)
            return found

    def _keep(self, key: Hashable, text: Rendered) -> None:
        with self._lock:
            if text.size > self._max_bytes:
                return
            self._texts[key] = text
            self._size += text.size
            while self._size > self._max_bytes:
                _, oldest = self._texts.popitem(last=False)
                self._size -= oldest.size
