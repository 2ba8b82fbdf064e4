"""The network: a port to listen on, the server, and stopping it."""

from __future__ import annotations

import errno
import ipaddress
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from timeline.errors import InputError, TimelineError
from timeline.libraries import importing
from timeline_web.security import LOOPBACK

with importing("waitress", TimelineError):
    from waitress.server import create_server  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from flask import Flask

#: How many ports are tried, from the one that was asked for.
MAX_PORT_TRIES = 100


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on ``port``, or on the next one that is free.

    0 takes any. Raises InputError where there is none, or no such address on this machine.
    """
    candidates = [0] if port == 0 else range(port, min(port + MAX_PORT_TRIES, 65536))
    for candidate in candidates:
        try:
            return socket.create_server(
                (host, candidate),
                family=socket.AF_INET6 if ":" in host else socket.AF_INET,
                backlog=128,
                # The link for "any address" names an IPv4 one.
                dualstack_ipv6=host == "::" and socket.has_dualstack_ipv6(),
            )
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                reason = (error.strerror or str(error)).partition(" (while")[0]
                raise InputError(f"cannot listen on {host}, port {candidate}: {reason}") from None
    raise InputError(
        f"ports {port} to {candidates[-1]} are all taken", hint="give another with --port"
    )


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def link_host(host: str) -> str:
    """The name to write into a link for a server that listens on ``host``."""
    if host in ("0.0.0.0", "::"):
        return _network_address() or socket.gethostname()
    return f"[{host}]" if ":" in host else host


def allowed_hosts(host: str) -> set[str]:
    """Every name under which a visitor may rightly ask for a server on ``host``."""
    names = {*LOOPBACK, link_host(host)}
    if not is_loopback(host):
        own = socket.gethostname()
        names |= {own, f"{own}.local"}
    return {name.lower() for name in names}


def serve(app: Flask, listening: socket.socket) -> None:
    """Answer requests until SIGINT or SIGTERM, then return."""
    # It warns of every request that waits its turn, which is nothing to a viewer.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    with _stopping_on(signal.SIGINT, signal.SIGTERM):
        server = create_server(
            app,
            sockets=[listening],
            threads=8,
            ident=None,
            connection_limit=500,
            # A paused player reads nothing for a while and goes on with the same connection.
            channel_timeout=600,
            max_request_body_size=64 * 1024,
        )
        server.run()
        server.close()


@contextmanager
def _stopping_on(*signals: signal.Signals) -> Iterator[None]:
    """Let these signals stop the server, also where the shell had them ignored."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in signals}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _network_address() -> str:
    """This machine's address in its network. Nothing is sent: connecting UDP only picks a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
