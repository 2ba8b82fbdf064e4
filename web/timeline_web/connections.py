"""Waitress's server, with connections that a stranger cannot wear out.

Waitress answers slow readers from its main loop, without a thread for each, which servers with
a worker per connection cannot. What it lets a client do with a connection is another matter:

- Requests that came in together are answered together, read or not: 75 open files for one
  connection, and a thread that waits for it for good. Here one is answered at a time, and the
  next when that answer is gone.
- A time limit counts from the last byte, so that a byte a minute holds a connection for ever,
  and it never ends one whose client reads nothing. Here a request must arrive within
  ``REQUEST_SECONDS``, and each state of a connection has its limit.
- When all places are taken nobody else gets in. Here the connection that has stood still for
  longest makes room for a new one, and no address takes more than its share.
- It waits for sockets with ``select``, which raises from file descriptor 1024 on. Here ``poll``
  is used where there is one (Windows has a ``select`` without that limit, for 512 sockets).
- While a worker writes to a socket, the main loop finds it writable, cannot have its lock, and
  tries again, thousands of times a second, taking the interpreter from the worker. Here a
  connection is not writable to the main loop while its worker writes.
"""

from __future__ import annotations

import errno
import ipaddress
import select
import socket
import time
from collections import Counter
from collections.abc import Callable, Collection
from io import BytesIO
from typing import TYPE_CHECKING, Any

from timeline.errors import TimelineError
from timeline.libraries import importing

with importing("waitress", TimelineError):
    from waitress import wasyncore  # type: ignore[import-untyped]
    from waitress.adjustments import Adjustments  # type: ignore[import-untyped]
    from waitress.buffers import ReadOnlyFileBasedBuffer  # type: ignore[import-untyped]
    from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
    from waitress.server import TcpWSGIServer  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

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

#: Connections at a time, where the system allows as many.
MAX_CONNECTIONS = 1000
#: What an address may take of them.
SHARE = 0.75

#: Bytes sent to one connection before the others have their turn.
_TURN_BYTES = 1024 * 1024
_PIECE_BYTES = 256 * 1024
#: From this size on an answer is sent from where it is, without a copy for each connection.
_SHARED_BYTES = 64 * 1024
#: Files that the process has open for other ends, or may need at once.
_RESERVED_FILES = 64
#: A connection's socket, and the file it is sent.
_FILES_PER_CONNECTION = 2


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection: its requests, one at a time, and what is to be sent.

    All methods run in the main loop, but for ``service`` and what it calls: ``write_soon``.
    """

    request: Any
    sendbuf_len: int
    sent_continue: bool

    def __init__(self, *args: Any, **options: Any) -> None:
        self._unread = b""  # what arrived behind a request that is not answered yet
        self._is_writing = False
        self._is_new = True
        #: When an answer, or the wait for a request, began or last went on.
        self.last_progress = self._request_began = time.monotonic()
        super().__init__(*args, **options)
        self.network = _network(self.addr[0])
        self.sendbuf_len = min(self.sendbuf_len, _PIECE_BYTES)

    @property
    def is_answering(self) -> bool:
        """Whether a worker has a request of this connection."""
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

        Not while a worker writes. It pulls the trigger after that where something is left, so
        that no wake-up is lost.
        """
        if self.is_answering and self._is_writing:
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
        """Take bytes of requests; hand the first whole one to a worker, keep the rest for later."""
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

    def write_soon(self, data: Any) -> int:
        """Send or keep a piece of an answer. Called by the worker."""
        if isinstance(data, bytes) and len(data) >= _SHARED_BYTES:
            shared = ReadOnlyFileBasedBuffer(BytesIO(data))
            shared.prepare()
            data = shared
        self._is_writing = True
        try:
            return int(super().write_soon(data))
        finally:
            self._is_writing = False
            if self.connected and (self.total_outbufs_len or self.will_close):
                self.server.pull_trigger()

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Wait until the main loop has sent enough: so it may write meanwhile."""
        writing, self._is_writing = self._is_writing, False
        try:
            super()._flush_outbufs_below_high_watermark()
        finally:
            self._is_writing = writing

    def _parse(self) -> None:
        if self.request is None:
            self.request = self.parser_class(self.adj)
            self._request_began = time.monotonic()
        request = self.request
        self._unread = self._unread[request.received(self._unread) :]
        if request.expect_continue and request.headers_finished and not self.sent_continue:
            self.send_continue()
        if not request.completed:
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


class Server(TcpWSGIServer):  # type: ignore[misc]
    """The server on a socket that listens already.

    ``max_connections`` are kept at a time, and ``share`` of them for one address: 1 where all
    come from a proxy's.
    """

    channel_class = Channel

    def __init__(
        self,
        application: WSGIApplication,
        listening: socket.socket,
        *,
        max_connections: int = MAX_CONNECTIONS,
        share: float = SHARE,
        threads: int = 8,
    ) -> None:
        self._is_stopped = False
        self._next_round = 0.0
        self._max_connections = min(max_connections, _system_limit())
        self._max_per_address = max(1, int(self._max_connections * share))
        adjustments = Adjustments(
            sockets=[listening],
            threads=threads,
            ident=None,
            # What a proxy says is believed, or not, by the application.
            clear_untrusted_proxy_headers=False,
            log_socket_errors=False,
            max_request_header_size=32 * 1024,
            max_request_body_size=64 * 1024,
        )
        super().__init__(
            application,
            {},
            _sock=listening,
            adj=adjustments,
            sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
            bind_socket=False,
        )

    def run(self) -> None:
        """Answer requests until `stop`, then close every connection."""
        wait: Callable[..., None] = wasyncore.poll2 if hasattr(select, "poll") else wasyncore.poll
        while not self._is_stopped:
            wait(self.adj.asyncore_loop_timeout, self._map)
        self.task_dispatcher.shutdown()
        for channel in list(self.active_channels.values()):
            channel.handle_close()
        self.close()

    def stop(self) -> None:
        """End `run` soon. May be called from any thread, and from a signal's handler, again."""
        if not self._is_stopped:
            self._is_stopped = True
            self.pull_trigger()

    def readable(self) -> bool:
        """Whether to accept connections: always. Asked at each turn, so a clock, too."""
        now = time.monotonic()
        if now >= self._next_round:
            self._next_round = now + 1
            for channel in list(self.active_channels.values()):
                if channel.is_overdue(now):
                    channel.handle_close()
        return True

    def handle_accept(self) -> None:
        """Take a new connection, and close another one where there are too many."""
        try:
            accepted = self.accept()
        except OSError as error:
            # No file descriptor is left: the next turn tries again.
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._close_stillest(self.active_channels.values())
            return
        if accepted is None:
            return
        connection, address = accepted
        try:
            self.set_socket_options(connection)
        except OSError:  # closed already
            connection.close()
            return
        self._make_room(_network(address[0]))
        self.channel_class(self, connection, address, self.adj, map=self._map)

    def _make_room(self, network: str) -> None:
        """Close a connection where the new one, of ``network``, would be one too many."""
        channels = self.active_channels.values()
        by_network = Counter(channel.network for channel in channels)
        if by_network[network] < self._max_per_address:
            if len(channels) < self._max_connections:
                return
            network = by_network.most_common(1)[0][0]
        self._close_stillest([one for one in channels if one.network == network])

    def _close_stillest(self, channels: Collection[Channel]) -> None:
        """Close the connection that has stood still for longest and that no worker answers."""
        waiting = [channel for channel in channels if not channel.is_answering]
        if waiting:
            min(waiting, key=lambda channel: channel.last_progress).handle_close()


def _network(address: str) -> str:
    """What counts as one visitor: an IPv4 address, or the network of a site in IPv6."""
    if ":" not in address:
        return address
    parsed = ipaddress.IPv6Address(address.partition("%")[0])
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((parsed, 64), strict=False))


def _system_limit() -> int:
    """How many connections this process may have open, each with a file."""
    try:
        import resource
    except ImportError:  # Windows: what select takes there
        return 512 - _RESERVED_FILES
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit == resource.RLIM_INFINITY:
        return MAX_CONNECTIONS
    return max(8, (limit - _RESERVED_FILES) // _FILES_PER_CONNECTION)
