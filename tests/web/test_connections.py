"""What strangers do with connections: the server goes on, and the next viewer is answered.

Each test brings down Waitress's own server: it ends, spins, or answers nobody any more.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from flask import Flask

from tests.web.conftest import running_server
from timeline_web import connections
from timeline_web.connections import Channel
from timeline_web.proxies import network_of

PAGE = "/t/tides-1a2b3c/"

Connect = Callable[..., socket.socket]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Open a connection, from another address of this machine where one is given."""
    with ExitStack() as stack:

        def opened(server: tuple[str, int], source: str = "127.0.0.1") -> socket.socket:
            return stack.enter_context(
                socket.create_connection(server, timeout=20, source_address=(source, 0))
            )

        yield opened


def request(path: str, *headers: str) -> bytes:
    lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", *headers, "", "")
    return "\r\n".join(lines).encode()


def status(server: tuple[str, int], path: str = f"{PAGE}timeline.json") -> int:
    """A new viewer's request, and what the answer begins with."""
    connection = http.client.HTTPConnection(*server, timeout=20)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def is_closed(connection: socket.socket) -> bool:
    """Wait for the other end to close. False where it keeps the connection."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


def is_reset(connection: socket.socket) -> bool:
    """Wait, reading nothing, for the other end to give it up."""
    for _ in range(400):
        try:
            connection.sendall(b"x")
        except ConnectionError:
            return True
        time.sleep(0.05)
    return False


@contextmanager
def film(path: Path, size: int = 64 * 1024 * 1024) -> Iterator[None]:
    with path.open("r+b") as file:
        file.truncate(size)
    yield


def open_files(path: Path) -> int:
    found = 0
    for name in os.listdir("/proc/self/fd"):
        try:
            found += os.readlink(f"/proc/self/fd/{name}") == str(path)
        except OSError:
            continue
    return found


def test_a_connection_has_one_file_open_however_much_it_asks_for(
    app: Flask, media: Path, connect: Connect
) -> None:
    many = request(f"{PAGE}media", "Range: bytes=0-16777000")
    many += 75 * request(f"{PAGE}media", "Range: bytes=0-9")
    with film(media), running_server(app) as server:
        for _ in range(16):
            connect(server).sendall(many)
        for _ in range(20):
            assert status(server) == 200
        if os.path.isdir("/proc/self/fd"):
            assert open_files(media) <= 16


def test_pipelined_requests_are_answered_in_their_order(app: Flask, connect: Connect) -> None:
    with running_server(app) as server:
        connection = connect(server)
        connection.sendall(
            b"\r\n".join(
                (
                    request(f"{PAGE}media", "Range: bytes=0-3"),
                    request(f"{PAGE}nothing"),
                    request(f"{PAGE}media", "Range: bytes=4-7", "Connection: close"),
                )
            )
        )
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"206", b"404", b"206"]
    assert answer.endswith((1).to_bytes(4, "big"))


def test_unread_answers_hold_no_thread(app: Flask, connect: Connect) -> None:
    assets = app.extensions["player"].assets
    largest = max(assets.files, key=lambda name: len(assets.files[name]))
    with running_server(app) as server:
        for _ in range(12):
            connect(server).sendall(60 * request("/" + assets.path(largest)))
        for _ in range(100):
            assert status(server) == 200


def test_unread_answers_are_given_up(
    app: Flask, media: Path, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "UNREAD_PIPELINE_SECONDS", 0.5)
    with film(media), running_server(app) as server:
        paused, greedy = connect(server), connect(server)
        paused.sendall(request(f"{PAGE}media"))
        greedy.sendall(2 * request(f"{PAGE}media"))
        received = 0
        assert is_reset(greedy)
        while received < 64 * 1024 * 1024:
            received += len(paused.recv(1 << 20))


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nA: "])
def test_a_request_has_to_arrive_in_time_whatever_trickles_in(
    app: Flask, connect: Connect, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 1)
    with running_server(app) as server:
        connection = connect(server)
        connection.sendall(sent)
        connection.settimeout(0.05)
        for _ in range(400):
            try:
                if sent:
                    connection.sendall(b"x")
                if not connection.recv(1):
                    break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        else:
            raise AssertionError("it is open for ever")


def test_a_kept_connection_is_closed_in_time(
    app: Flask, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "IDLE_SECONDS", 0.5)
    with running_server(app) as server:
        connection = connect(server)
        connection.sendall(request(f"{PAGE}status.json"))
        assert is_closed(connection)


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\n", request(f"{PAGE}media")])
def test_a_crowd_leaves_room_for_the_next(
    app: Flask, media: Path, connect: Connect, sent: bytes
) -> None:
    with film(media), running_server(app, max_connections=20) as server:
        for _ in range(60):
            connect(server).sendall(sent)
        for _ in range(5):
            assert status(server) == 200


def test_a_crowd_of_one_address_keeps_out_nobody_else(app: Flask, connect: Connect) -> None:
    with running_server(app, max_connections=20, share=0.5) as server:
        others = [connect(server, f"127.0.0.{2 + n}") for n in range(8)]
        for connection in others:
            connection.sendall(request(f"{PAGE}status.json"))
            assert connection.recv(12) == b"HTTP/1.1 200"
        for _ in range(60):
            connect(server)
        assert status(server) == 200
        for connection in others:
            connection.sendall(request(f"{PAGE}status.json", "Connection: close"))
            assert b"Connection: close" in b"".join(iter(lambda c=connection: c.recv(4096), b""))


def test_more_connections_than_select_can_name(app: Flask, connect: Connect) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4096 if hard == resource.RLIM_INFINITY else min(4096, hard)
    if wanted < 2400:
        pytest.skip("this system allows too few open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    try:
        with running_server(app) as server:
            for _ in range(1100):
                connect(server)
            assert status(server) == 200
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_no_descriptor_left_is_no_end(app: Flask, connect: Connect) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    with running_server(app) as server:
        held = [connect(server) for _ in range(20)]
        waiting = [socket.socket() for _ in range(4)]
        highest = max(int(name) for name in os.listdir("/proc/self/fd"))
        resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 2, limits[1]))
        try:
            for connection in waiting:
                connection.settimeout(20)
                connection.connect(server)
                connection.sendall(request(f"{PAGE}status.json"))
                assert connection.recv(12) == b"HTTP/1.1 200"
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)
            for connection in (*waiting, *held):
                connection.close()


def test_a_film_made_shorter_while_it_is_sent_ends_the_connection(
    app: Flask, media: Path, connect: Connect
) -> None:
    with film(media), running_server(app) as server:
        connection = connect(server)
        connection.sendall(request(f"{PAGE}media"))
        assert connection.recv(1000)
        os.truncate(media, 1000)
        assert is_closed(connection)
        assert status(server) == 200


def test_the_main_loop_leaves_a_connection_alone_while_its_worker_writes(
    app: Flask, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it tries in vain to have the lock, as fast as it can."""
    is_writing, may_go_on = threading.Event(), threading.Event()
    written_by_loop = []
    flush, handle_write = Channel._flush_some, Channel.handle_write

    def slow(channel: Channel, do_close: bool = True) -> bool:
        if not do_close and not is_writing.is_set():  # a worker's
            is_writing.set()
            may_go_on.wait(20)
        return flush(channel, do_close=do_close)

    def counted(channel: Channel) -> None:
        if is_writing.is_set() and not may_go_on.is_set():
            written_by_loop.append(channel)
        handle_write(channel)

    with running_server(app) as server:
        monkeypatch.setattr(Channel, "_flush_some", slow)
        monkeypatch.setattr(Channel, "handle_write", counted)
        connection = connect(server)
        connection.sendall(request(f"{PAGE}timeline.json", "Connection: close"))
        assert is_writing.wait(20)
        for _ in range(20):
            assert status(server) == 200
        may_go_on.set()
        assert connection.recv(12) == b"HTTP/1.1 200"
    assert len(written_by_loop) <= 20


def test_no_wake_up_is_lost(connect: Connect) -> None:
    """Answers of more than a worker may keep ready, in pieces, to readers of every pace."""
    piece, pieces = bytes(3_000_000), 12

    def app(environ: object, start_response: Callable[..., object]) -> Iterator[bytes]:
        start_response("200 OK", [("Content-Length", str(len(piece) * pieces))])
        return iter([piece] * pieces)

    def read(connection: socket.socket, size: int) -> None:
        got = 0
        while got < len(piece) * pieces:
            data = connection.recv(size)
            assert data
            got += len(data)
        lengths.append(got)

    lengths: list[int] = []
    with running_server(app, threads=3) as server:
        readers = []
        for size in (10_000, 100_000, 1_000_000) * 3:
            connection = connect(server)
            connection.sendall(request("/"))
            readers.append(threading.Thread(target=read, args=(connection, size), daemon=True))
            readers[-1].start()
        for reader in readers:
            reader.join(120)
    assert len(lengths) == 9


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_an_address_counts_with_its_network(address: str, network: str) -> None:
    assert network_of(address) == network
