"""The network: a port to listen on, the server, and stopping it."""

from __future__ import annotations

import errno
import ipaddress
import re
import signal
import socket
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

from timeline.errors import InputError
from timeline_web.proxies import IS_PROXIED
from timeline_web.security import LOOPBACK
from timeline_web.server import MAX_CONNECTIONS, SHARE, Server

if TYPE_CHECKING:
    from flask import Flask

#: How many ports are tried, from the one that was asked for.
MAX_PORT_TRIES = 100

#: What ends the server, by name: not every system has them all.
_STOPPING = ("SIGINT", "SIGTERM", "SIGQUIT", "SIGBREAK")


def listen(host: str, port: int, *, tries: int | None = None) -> socket.socket:
    """A listening socket on ``port``, or on the next one that is free, of ``tries`` (100) in all.

    0 takes any. Raises InputError where there is none, or no such address on this machine.
    """
    candidates = [0] if port == 0 else range(port, min(port + (tries or MAX_PORT_TRIES), 65536))
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
    if tries == 1:
        raise InputError(f"port {port} is taken", hint="give another with --port")
    raise InputError(
        f"ports {port} to {candidates[-1]} are all taken", hint="give another with --port"
    )


def checked_host(host: str) -> str:
    """``host`` as others understand it: 0.0.0.0 for ``0``, 127.0.0.1 for ``127.1``.

    Raises InputError for what no link can name.
    """
    host = host.strip().removeprefix("[").removesuffix("]")
    try:
        if re.fullmatch(r"\d[0-9a-fx]*(\.\d[0-9a-fx]*){0,3}", host, re.I):
            return socket.inet_ntoa(socket.inet_aton(host))
        if ":" in host:
            if "%" in host:  # no browser opens an address of one cable
                raise ValueError
            return str(ipaddress.IPv6Address(host))
        if re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?", host, re.I):
            return host.lower()
    except (OSError, ValueError):
        pass
    raise InputError(
        f"{host!r} is not an address to listen on",
        where="--host",
        hint="such as 127.0.0.1, 0.0.0.0, :: or a name of this machine",
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


class _Stop:
    """Whether a signal has asked the process to stop, and the server that does so then.

    One for the process, as signals are.
    """

    is_asked = False
    server: Server | None = None

    @classmethod
    def ask(cls, number: int, frame: FrameType | None) -> None:
        # Once is enough, and what is ignored is so until the very end: the interpreter gives up
        # its handlers before that, and another signal would kill the process.
        for one in filter(None, map(_signal, _STOPPING)):
            signal.signal(one, signal.SIG_IGN)
        cls.is_asked = True
        if cls.server:
            cls.server.stop()


def heed_signals() -> None:
    """From now on signals stop the server, also where the shell had them ignored.

    They may come again, until the process has ended. That the terminal is gone stops nothing.
    """
    handlers = {_signal(name): _Stop.ask for name in _STOPPING}
    for number, handler in (handlers | {_signal("SIGHUP"): signal.SIG_IGN}).items():
        if number:
            signal.signal(number, handler)


def serve(app: Flask, listening: socket.socket) -> None:
    """Answer requests until a signal ends it, which `heed_signals` has to have allowed before.

    The process is to end then.
    """
    _raise_file_limit()
    # All visitors of a proxy have its address.
    _Stop.server = server = Server(app, listening, share=1 if app.config[IS_PROXIED] else SHARE)
    if not _Stop.is_asked:
        server.run()


def _signal(name: str) -> signal.Signals | None:
    """The signal of that name; None where this system has none."""
    return getattr(signal, name, None)


def _raise_file_limit() -> None:
    """Allow as many open files as the connections need, where the system lets a process do so."""
    try:
        import resource
    except ImportError:  # Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * MAX_CONNECTIONS
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _network_address() -> str:
    """This machine's address in its network. Nothing is sent: connecting UDP only picks a route."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
