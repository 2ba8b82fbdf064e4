"""Which thread answers: one does all of it, until an answer takes long."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Semaphore
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import running_server
from timeline_web import threads
from timeline_web.threads import LeaderFollowers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LARGE = 32 * 1024 * 1024


class Site:
    """An application with answers that take as long as the test says."""

    def __init__(self) -> None:
        self.begun = Semaphore(0)
        self.may_end = Event()
        self.answered_by: list[int] = []

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        body = bytes(LARGE) if environ["PATH_INFO"] == "/large" else b"ok"
        if environ["PATH_INFO"] == "/slow":
            self.begun.release()
            self.may_end.wait(30)
        if environ["PATH_INFO"] == "/failing":
            raise SystemExit
        self.answered_by.append(threading.get_ident())
        start_response("200 OK", [("Content-Length", str(len(body)))])
        return [body]


@contextmanager
def asked(server: tuple[str, int], path: str) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(*server, timeout=20)
    try:
        connection.request("GET", path)
        yield connection
    finally:
        connection.close()


def answer(server: tuple[str, int], path: str = "/") -> bytes:
    with asked(server, path) as connection:
        return connection.getresponse().read()


def test_one_thread_answers_what_takes_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "PATIENCE_SECONDS", 60)
    site = Site()
    with running_server(site) as server:
        for _ in range(20):
            assert answer(server) == b"ok"
    assert len(site.answered_by) == 20
    assert len(set(site.answered_by)) == 1


def test_a_slow_answer_holds_up_nobody() -> None:
    site = Site()
    with running_server(site, threads=4) as server, ExitStack() as stack:
        slow = []
        for _ in range(3):
            slow.append(stack.enter_context(asked(server, "/slow")))
            assert site.begun.acquire(timeout=20)
            for _ in range(20):
                assert answer(server) == b"ok"
        site.may_end.set()
        assert [one.getresponse().read() for one in slow] == [b"ok"] * 3
        assert answer(server) == b"ok"


def test_the_loop_goes_on_while_every_thread_is_held_up() -> None:
    site = Site()
    with running_server(site, threads=2) as server, ExitStack() as stack:
        download = stack.enter_context(asked(server, "/large")).getresponse()
        received = len(download.read(1000))
        slow = [stack.enter_context(asked(server, "/slow")) for _ in range(3)]
        assert all(site.begun.acquire(timeout=20) for _ in range(2))
        waiting = [stack.enter_context(asked(server, "/")) for _ in range(5)]
        assert received + len(download.read()) == LARGE
        site.may_end.set()
        assert [one.getresponse().read() for one in (*waiting, *slow)] == [b"ok"] * 8


def test_what_an_application_raises_ends_its_connection_and_no_thread() -> None:
    with running_server(Site(), threads=1) as server:
        for _ in range(5):
            with asked(server, "/failing") as connection, pytest.raises(ConnectionError):
                connection.getresponse()
        assert answer(server) == b"ok"


def test_it_ends_while_an_answer_is_made() -> None:
    site = Site()
    with running_server(site) as server, asked(server, "/slow"):
        assert site.begun.acquire(timeout=20)
        threading.Timer(0.2, site.may_end.set).start()


def test_what_the_loop_raises_ends_it_with_that() -> None:
    turns = iter(range(3))

    def turn() -> None:
        if next(turns, None) is None:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        LeaderFollowers(turn, _nothing, at_once=2).run()


def test_no_task_is_lost_however_the_threads_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of many requests at once takes just as long as a thread may take, or is slower."""
    monkeypatch.setattr(threads, "PATIENCE_SECONDS", 0.001)
    pause = threading.Event()

    def site(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        pause.wait(int(environ["PATH_INFO"][1:]) / 10_000)
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    def visit(number: int) -> None:
        with socket.create_connection(server, timeout=20) as connection:
            for turn in range(50):
                request = f"GET /{(number + turn) % 25} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                connection.sendall(request.encode())
                received = b""
                while not received.endswith(b"\r\n\r\nok"):
                    data = connection.recv(4096)
                    assert data
                    received += data
        finished.append(number)

    finished: list[int] = []
    with running_server(site, threads=3) as server:
        visitors = [threading.Thread(target=visit, args=(n,), daemon=True) for n in range(12)]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join(60)
    assert sorted(finished) == list(range(12))


def _nothing() -> None:
    pass
