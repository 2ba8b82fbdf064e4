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
- It waits for sockets with ``select``, which raises from file descriptor 1024 on, and asks
  every connection what it waits for, each time. Here ``selectors`` chooses what the system is best
  at (``epoll``; on Windows a ``select`` for 512 sockets), and is told what has changed.
- While a worker writes to a socket, the main loop finds it writable, cannot have its lock, and
  tries again, thousands of times a second, taking the interpreter from the worker. Here a
  connection is not writable to the main loop while its worker writes.

Why Waitress: elsewhere as many slow readers as there are threads stop all service. Answers a
second to 200 kept connections in one run of ``tests.bench.serving``, on two cores that had much
else to do; Gunicorn has 2 processes of 4 threads, nginx the static site:

    ============  =====  ========  =====
    what          ours   Gunicorn  nginx
    ============  =====  ========  =====
    player page   353    185       1,250
    track         368    553       3,146
    64 KB range   283    467       751
    ============  =====  ========  =====

99 of 100 waits were under 1.2 s (0.75 s for tracks; Gunicorn: 6.3 s for pages), none failed. With
every attack of ``tests/web/test_connections.py`` going on for a minute, a viewer waited 116 ms at
most, and memory stood at 73 MB.
"""

from __future__ import annotations

import errno
import ipaddress
import selectors
import socket
import time
from collections import OrderedDict, deque
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
#: Connections taken at a time.
_MAX_ACCEPTS = 64
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

        Not while a worker writes. It wakes the main loop after that where something is left, so
        that nothing is forgotten.
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

    def del_channel(self, map: Any = None) -> None:
        """Wait no more for its socket, which is about to be closed."""
        self.server.forget(self)
        super().del_channel(map)

    def service(self) -> None:
        """Answer a request. Called by a worker."""
        super().service()
        self.server.wake(self)

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
            if self.total_outbufs_len or self.will_close:
                self.server.wake(self)

    def _flush_outbufs_below_high_watermark(self) -> None:
        """Wait until the main loop has sent enough: so it may write meanwhile."""
        if self.total_outbufs_len <= self.adj.outbuf_high_watermark:
            return
        writing, self._is_writing = self._is_writing, False
        self.server.wake(self)
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
        self._selector = selectors.DefaultSelector()
        #: What may wait for something else than it did; appended to by any thread.
        self._changed: deque[Any] = deque()
        #: What each file descriptor is waited for.
        self._events: dict[int, int] = {}
        #: The connections of each network, the one that has stood still for longest first.
        self._networks: dict[str, OrderedDict[Channel, float]] = {}
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
        self._changed.extend(self._map.values())
        next_round = 0.0
        while not self._is_stopped:
            self._take_turn()
            if (now := time.monotonic()) >= next_round:
                next_round = now + 1
                self._close_overdue(now)
        self.task_dispatcher.shutdown()
        for channel in list(self.active_channels.values()):
            channel.handle_close()
        self.close()
        self._selector.close()

    def stop(self) -> None:
        """End `run` soon. May be called from any thread, and from a signal's handler, again."""
        if not self._is_stopped:
            self._is_stopped = True
            self.pull_trigger()

    def wake(self, channel: Channel) -> None:
        """Have the main loop ask a connection again what it waits for. For any thread."""
        if channel.connected:
            self._changed.append(channel)
            self.pull_trigger()

    def forget(self, channel: Channel) -> None:
        """Wait no more for a connection, which is about to be closed."""
        self._ignore(channel._fileno)
        if mates := self._networks.get(channel.network):
            mates.pop(channel, None)
            if not mates:
                del self._networks[channel.network]

    def handle_accept(self) -> None:
        """Take new connections, and close others where there are too many."""
        for _ in range(_MAX_ACCEPTS):
            try:
                accepted = self.accept()
            except OSError as error:
                # No file descriptor is left: the next turn tries again.
                if error.errno in (errno.EMFILE, errno.ENFILE):
                    self._close_stillest(self._largest_network())
                return
            if accepted is None:
                return
            self._take(*accepted)

    def _take(self, connection: socket.socket, address: tuple[Any, ...]) -> None:
        try:
            self.set_socket_options(connection)
            channel = self.channel_class(self, connection, address, self.adj, map=self._map)
        except OSError:  # closed already
            connection.close()
            return
        self._make_room(channel.network)
        mates = self._networks.setdefault(channel.network, OrderedDict())
        mates[channel] = channel.last_progress
        self._changed.append(channel)

    def _take_turn(self) -> None:
        """Wait for something to happen, and see to it."""
        while self._changed:
            self._wait_for(self._changed.popleft())
        for key, events in self._selector.select(self.adj.asyncore_loop_timeout):
            found = key.data
            if found._fileno == key.fd and events & selectors.EVENT_READ:
                wasyncore.read(found)
            if found._fileno == key.fd and events & selectors.EVENT_WRITE:
                wasyncore.write(found)
            self._changed.append(found)

    def _wait_for(self, found: Any) -> None:
        """Tell the system what a connection, the socket that listens or the trigger waits for."""
        file = found._fileno
        if file is None:
            return
        known, events = self._events.get(file, 0), 0
        if found.readable():
            events |= selectors.EVENT_READ
        if found.writable() and not found.accepting:
            events |= selectors.EVENT_WRITE
        if isinstance(found, Channel):
            self._note_progress(found)
        if events == known:
            return
        if not events:
            self._ignore(file)
            return
        change = self._selector.modify if known else self._selector.register
        change(file, events, found)
        self._events[file] = events

    def _ignore(self, file: int | None) -> None:
        if file is not None and self._events.pop(file, 0):
            self._selector.unregister(file)

    def _note_progress(self, channel: Channel) -> None:
        """Let the others be closed before it where it has gone on."""
        mates = self._networks[channel.network]
        if mates[channel] != channel.last_progress:
            mates[channel] = channel.last_progress
            mates.move_to_end(channel)

    def readable(self) -> bool:
        """Whether to accept connections: always."""
        return True

    def _close_overdue(self, now: float) -> None:
        for channel in list(self.active_channels.values()):
            if channel.is_overdue(now):
                channel.handle_close()

    def _make_room(self, network: str) -> None:
        """Close a connection where a new one, of ``network``, is one too many."""
        if len(self._networks.get(network, ())) >= self._max_per_address:
            self._close_stillest(network)
        elif len(self.active_channels) > self._max_connections:
            self._close_stillest(self._largest_network())

    def _largest_network(self) -> str:
        return max(self._networks, key=lambda name: len(self._networks[name]), default="")

    def _close_stillest(self, network: str) -> None:
        """Close the connection that has stood still for longest and that no worker answers."""
        for channel in self._networks.get(network, ()):
            if not channel.is_answering:
                channel.handle_close()
                return


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
