"""One connection to a browser: its requests, one at a time, and what is to be sent.

Why it is not Waitress's own is said in ``server``.
"""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any

from timeline.errors import TimelineError
from timeline.libraries import importing
from timeline_web.proxies import network_of
from timeline_web.request_parser import RequestParser

with importing("waitress", TimelineError):
    from waitress.buffers import ReadOnlyFileBasedBuffer  # type: ignore[import-untyped]
    from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
    from waitress.task import WSGITask  # type: ignore[import-untyped]

#: Within this a request has to be there whole, counted from its first byte or the connection's
#: beginning.
REQUEST_SECONDS = 20
#: So long a connection may be kept for the next request.
IDLE_SECONDS = 60
#: So long a client may leave an answer unread: a paused player reads nothing for a while and
#: goes on with the same connection.
UNREAD_SECONDS = 600
#: The same where it has sent further requests meanwhile, which no browser does.
UNREAD_PIPELINE_SECONDS = 20

#: Bytes sent to one connection before the others have their turn.
_TURN_BYTES = 1024 * 1024
_PIECE_BYTES = 256 * 1024
#: What is smaller is copied, to be sent with the head of its answer, by one call of the system;
#: from this size on an answer is sent from where it is, without a copy for each connection.
TOGETHER_BYTES = 128 * 1024


class Task(WSGITask):  # type: ignore[misc]
    """The answer to one request."""

    def finish(self) -> None:
        """Send what is left of it, as far as the socket takes it."""
        super().finish()
        self.channel.flush()


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection: its requests, one at a time, and what is to be sent.

    All methods run in the main loop, but for ``service`` and what it calls, ``write_soon`` and
    ``flush``: by them a thread answers, which may be the main loop's or not (``threads``).
    """

    task_class = Task
    parser_class = RequestParser

    request: Any
    requests: list[Any]
    sendbuf_len: int
    sent_continue: bool

    def __init__(self, *args: Any, **options: Any) -> None:
        self._unread = b""  # what arrived behind a request that is not answered yet
        self._is_held_up = False  # who answers is, by a client that reads slowly
        self._is_new = True
        #: When an answer, or the wait for a request, began or last went on.
        self.last_progress = self._request_began = time.monotonic()
        super().__init__(*args, **options)
        self.network = network_of(self.addr[0])
        self.sendbuf_len = min(self.sendbuf_len, _PIECE_BYTES)

    @property
    def is_answering(self) -> bool:
        """Whether a request of this connection is answered, or waits for that."""
        return bool(self.requests)

    def is_overdue(self, now: float) -> bool:
        """Whether the client has taken too long for what it has to do next."""
        if self.is_answering:
            return False
        if self.request is not None or self._is_new:
            return now - self._request_began > REQUEST_SECONDS
        limit = IDLE_SECONDS
        if self.total_outbufs_len:
            limit = UNREAD_PIPELINE_SECONDS if self._unread else UNREAD_SECONDS
        return now - self.last_progress > limit

    def readable(self) -> bool:
        """Whether more of a request is wanted."""
        return bool(not self._unread and super().readable())

    def writable(self) -> bool:
        """Whether there is something to do for the main loop once the socket takes bytes.

        Not while a request is answered, unless the answer waits for that. The main loop is woken
        when it is done, so that nothing is forgotten.
        """
        if self.is_answering and not self._is_held_up:
            return False
        return bool(super().writable() or (self._unread and not self.is_answering))

    def handle_read(self) -> None:
        """Take what has arrived; nothing has where the socket was meant that had this number."""
        try:
            data = self.recv(self.adj.recv_bytes)
        except BlockingIOError:
            return
        except OSError:
            self.handle_close()
            return
        if data:
            self.received(data)

    def handle_write(self) -> None:
        """Send, and when all is sent begin with the request that waits."""
        super().handle_write()
        if self.connected and not self.total_outbufs_len:
            self.received(b"")

    def received(self, data: bytes) -> bool:
        """Take bytes of requests; have the first whole one answered, keep the rest for later."""
        with self.requests_lock:
            if self.will_close or self.close_when_flushed:
                return False
            self._unread += data
            while self._unread and not self.is_answering:
                self._parse()
        return True

    def handle_close(self) -> None:
        """Close it, once."""
        if self._fileno is not None:
            super().handle_close()

    def del_channel(self, map: Any = None) -> None:
        """Wait no more for its socket, which is about to be closed."""
        self.server.forget(self)
        super().del_channel(map)

    def service(self) -> None:
        """Answer a request."""
        try:
            super().service()
        except BaseException:
            self.requests, self.will_close = [], True
            raise
        finally:
            self.server.wake(self)

    def write_soon(self, data: Any) -> int:
        """Send or keep a piece of an answer."""
        if isinstance(data, bytes) and len(data) >= TOGETHER_BYTES:
            shared = ReadOnlyFileBasedBuffer(BytesIO(data))
            shared.prepare()
            data = shared
        return int(super().write_soon(data))

    def flush(self) -> None:
        """Send what is kept, as far as the socket takes it."""
        with self.outbuf_lock:
            if self.connected and self.total_outbufs_len:
                self._flush_exception(self._flush_some, do_close=False)

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Wait until the main loop has sent enough."""
        if self.total_outbufs_len <= self.adj.outbuf_high_watermark:
            return
        self._is_held_up = True
        self.server.wake(self)
        try:
            super()._flush_outbufs_below_high_watermark()
        finally:
            self._is_held_up = False

    def _parse(self) -> None:
        if self.request is None:
            self.request = self.parser_class(self.adj)
            self._request_began = time.monotonic()
        request = self.request
        self._unread = self._unread[request.received(self._unread) :]
        if not request.completed:
            if request.expect_continue and request.headers_finished and not self.sent_continue:
                self.send_continue()
            return
        self.sent_continue = False
        self.request = None
        if not request.empty:
            self._is_new = False
            self.last_progress = time.monotonic()
            self.requests.append(request)
            self.server.add_task(self)

    def _flush_some(self, do_close: bool = True) -> bool:
        """Send what the socket takes, up to a turn's share. Whether anything was sent."""
        sent = 0
        while sent < _TURN_BYTES:
            buffer = self.outbufs[0]
            if not buffer.__len__():  # len() takes no more than a C integer
                if len(self.outbufs) == 1:
                    break
                self.outbufs.pop(0).close()
                continue
            count = self.send(buffer.get(self.sendbuf_len), do_close=do_close)
            if not count:
                break
            buffer.skip(count, True)
            sent += count
            self.total_outbufs_len -= count
        if sent:
            self.last_progress = time.monotonic()
        return sent > 0
