"""Waitress's server, with connections that a stranger cannot wear out.

Waitress answers slow readers from its main loop, without a thread for each, which servers with
a worker per connection cannot. What it lets a client do with a connection is another matter:

- Requests that came in together are answered together, read or not: 75 open files for one
  connection, and a thread that waits for it for good. Here one is answered at a time, and the
  next when that answer is gone.
- A time limit counts from the last byte, so that a byte a minute holds a connection for ever,
  and it never ends one whose client reads nothing. Here a request must arrive within
  ``connections.REQUEST_SECONDS``, and each state of a connection has its limit.
- When all places are taken nobody else gets in. Here the connection that has been still for
  longest makes room for a new one, and no address takes more than its share.
- It waits for sockets with ``select``, which raises from file descriptor 1024 on, and asks
  every connection what it waits for, each time. Here ``selectors`` chooses what the system is best
  at (``epoll``; on Windows a ``select`` for 512 sockets), and is notified of what has changed.
- While a worker writes to a socket, the main loop finds it writable, cannot have its lock, and
  tries again, thousands of times a second, taking the interpreter from the worker. Here a
  connection is not writable to the main loop while its request is answered.
- Each request is handed from the main loop to a worker, and both wait for the interpreter at each
  call of the system, longer than most answers take. Here the main loop answers, and another thread
  goes on with it where that takes long (``threads``).
- The head of an answer and its body are sent one after the other: here together.

Why Waitress: elsewhere as many slow readers as there are threads stop all service. Answers a
second to 200 kept connections in one run of ``tests.bench.serving``, 30 s each, on two cores of
which the client takes one; ours is one process, Gunicorn 2 of 4 threads, nginx the static site:

    ============  =====  ========  ======
    what          ours   Gunicorn  nginx
    ============  =====  ========  ======
    player page   2,819  1,068     10,488
    track         2,893  4,322     35,258
    64 KB range   2,035  3,419     21,456
    ============  =====  ========  ======

99 of 100 waits were under 0.15 s, none failed, memory stayed. With every attack of
``tests/web/test_connections.py`` going on for a minute, a viewer waited 19 ms at most, and memory
was at 75 MB. An open page asks each second whether there is something new, which is as cheap as a
track: a thousand of them take a third of this, so that nothing keeps a connection open for it.
"""

from __future__ import annotations

import errno
import selectors
import socket
import time
from collections import OrderedDict, deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from timeline.errors import TimelineError
from timeline.libraries import importing
from timeline_web.connections import TOGETHER_BYTES, Channel
from timeline_web.threads import LeaderFollowers

with importing("waitress", TimelineError):
    from waitress import wasyncore  # type: ignore[import-untyped]
    from waitress.adjustments import Adjustments  # type: ignore[import-untyped]
    from waitress.server import TcpWSGIServer  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: Connections at a time, where the system allows as many.
MAX_CONNECTIONS = 1000
#: What an address may take of them.
SHARE = 0.75

#: Connections taken at a time.
_MAX_ACCEPTS = 64
#: Files that the process has open for other ends, or may need at once.
_RESERVED_FILES = 64
#: A connection's socket, and the file it is sent.
_FILES_PER_CONNECTION = 2


class Server(TcpWSGIServer):  # type: ignore[misc]
    """The server on a socket that listens already.

    ``max_connections`` are kept at a time, and ``share`` of them for one address: 1 where all
    come from a proxy's. ``threads`` requests are answered at a time.
    """

    channel_class = Channel

    def __init__(
        self,
        application: WSGIApplication,
        listening: socket.socket,
        *,
        max_connections: int = MAX_CONNECTIONS,
        share: float = SHARE,
        threads: int = 4,
    ) -> None:
        self._is_woken = False
        self._next_round = 0.0
        self._threads = LeaderFollowers(self._take_turn, self.pull_trigger, at_once=threads)
        self._selector = selectors.DefaultSelector()
        #: What may wait for something else than it did; appended to by any thread.
        self._changed: deque[Any] = deque()
        #: What each file descriptor is waited for.
        self._events: dict[int, int] = {}
        #: The connections of each network, the one that has been still for longest first.
        self._networks: dict[str, OrderedDict[Channel, float]] = {}
        self._max_connections = min(max_connections, _system_limit())
        self._max_per_address = max(1, int(self._max_connections * share))
        adjustments = Adjustments(
            sockets=[listening],
            ident=None,
            # What a proxy says is believed, or not, by the application.
            clear_untrusted_proxy_headers=False,
            log_socket_errors=False,
            max_request_header_size=32 * 1024,
            max_request_body_size=64 * 1024,
        )
        # A task sends when it is done: the head of an answer and its body together.
        adjustments.send_bytes = TOGETHER_BYTES
        super().__init__(
            application,
            {},
            _sock=listening,
            dispatcher=self._threads,
            adj=adjustments,
            sockinfo=(listening.family, listening.type, listening.proto, listening.getsockname()),
            bind_socket=False,
        )

    def run(self) -> None:
        """Answer requests until `stop`, then close every connection."""
        self._changed.extend(self._map.values())
        self._threads.run()
        for channel in list(self.active_channels.values()):
            channel.handle_close()
        self.close()
        self._selector.close()

    def stop(self) -> None:
        """End `run` soon. May be called from any thread, and from a signal's handler, again."""
        if not self._threads.is_stopped:
            self._threads.stop()
            with suppress(OSError):  # it has ended already, woken by something else
                self.pull_trigger()

    def pull_trigger(self) -> None:
        """Wake the main loop, once for all that happens until it looks. For any thread."""
        if not self._is_woken and not self._threads.is_leading:
            self._is_woken = True
            super().pull_trigger()

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
        for number in range(_MAX_ACCEPTS):
            try:
                accepted = self.accept()
            except OSError as error:
                # No file descriptor is left: the next turn tries again. Of the first we know that
                # somebody waits.
                if number == 0 and error.errno in (errno.EMFILE, errno.ENFILE):
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
        # In this order: what changes after it wakes the main loop again.
        self._is_woken = False
        while self._changed:
            self._wait_for(self._changed.popleft())
        timeout = 0 if self._threads.is_due else self.adj.asyncore_loop_timeout
        for key, events in self._selector.select(timeout):
            found = key.data
            if found._fileno == key.fd and events & selectors.EVENT_READ:
                wasyncore.read(found)
            if found._fileno == key.fd and events & selectors.EVENT_WRITE:
                wasyncore.write(found)
            self._changed.append(found)
        if (now := time.monotonic()) >= self._next_round:
            self._next_round = now + 1
            self._close_overdue(now)

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
        """Close the connection that is not answered and has been still for longest."""
        for channel in self._networks.get(network, ()):
            if not channel.is_answering:
                channel.handle_close()
                return


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
