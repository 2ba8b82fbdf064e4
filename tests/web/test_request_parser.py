"""Requests that are none, or that say two things: refused at once, with 400."""

from __future__ import annotations

import re
import socket

import pytest
from flask import Flask

from tests.web.conftest import running_server

HOST = b"Host: 127.0.0.1\r\n"
MANY = 30_000


def talk(server: tuple[str, int], sent: bytes, until: bytes = b"") -> bytes:
    """What is answered, until the other end closes, or to where ``until`` comes."""
    received = b""
    with socket.create_connection(server, timeout=20) as connection:
        connection.sendall(sent)
        while not until or until not in received:
            data = connection.recv(65536)
            if not data:
                break
            received += data
    return received


def statuses(answer: bytes) -> list[int]:
    return [int(found) for found in re.findall(rb"HTTP/1\.\d (\d+)", answer)]


@pytest.mark.parametrize(
    "sent",
    [
        b"GET a://" + MANY * b"1" + b" x\r\n" + HOST,
        b"GET a://" + MANY * b"1" + b" HTTP/1.1 x\r\n" + HOST,
        b"GET a://" + MANY * b"1" + b" HTTP/1.x\r\n" + HOST,
        b"GET /\r\n" + HOST,
        b"GET / HTTP/1.1\r\nA:" + MANY * b" " + b"\x01\r\n" + HOST,
        b"GET / HTTP/1.1\r\nA:" + MANY * b"\t" + b"b\r\n" + HOST,
        b"GET / HTTP/1.1\r\nA: b\r\n" + 200 * (90 * b" " + b"c\r\n") + HOST,
        b"GET http://[evil/ HTTP/1.1\r\n" + HOST,
        b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: " + 5000 * b"9" + b"\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\nTransfer-Encoding: Chunked\r\n",
        b"GET / HTTP/1.0\r\n" + HOST + b"Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n",
    ],
)
def test_what_is_no_request_is_refused(app: Flask, sent: bytes) -> None:
    hidden = b"0\r\n\r\nGET /hidden HTTP/1.1\r\n" + HOST + b"\r\n"
    with running_server(app) as server:
        assert statuses(talk(server, sent + b"\r\n" + hidden)) == [400]


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"\0", b"\xef\xbb\xbfGET"]
)
def test_what_is_no_text_is_refused_at_once(app: Flask, sent: bytes) -> None:
    with running_server(app) as server:
        assert statuses(talk(server, sent)) == [400]
        assert statuses(talk(server, b"\r\n\r\nGET / HTTP/1.0\r\n" + HOST + b"\r\n")) == [302]


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        (b"", b"", [404]),
        (b"Content-Length: 0\r\n", b"", [404]),
        (b"Content-Length: 3\r\n", b"a=b", [100, 404]),
        (b"Transfer-Encoding: chunked\r\n", b"3\r\na=b\r\n0\r\n\r\n", [100, 404]),
        (b"Content-Length: 70000\r\n", b"", [413]),
    ],
)
def test_only_who_has_a_body_to_send_is_told_to_go_on(
    app: Flask, headers: bytes, body: bytes, expected: list[int]
) -> None:
    first = b"POST /none HTTP/1.1\r\nExpect: 100-continue\r\n" + HOST + headers + b"\r\n" + body
    last = b"GET /none HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n"
    with running_server(app) as server:
        answers = statuses(talk(server, first + last))
    assert answers == [*expected, *([] if 413 in expected else [404])]


@pytest.mark.parametrize("options", [b"close", b"Close", b"TE, close", b"close,TE", b"TE,\tClose "])
def test_a_connection_is_closed_on_request(app: Flask, options: bytes) -> None:
    sent = b"GET /none HTTP/1.1\r\n" + HOST + b"Connection: " + options + b"\r\n\r\n"
    with running_server(app) as server:
        answer = talk(server, sent)
    assert statuses(answer) == [404]
    assert b"Connection: close" in answer


@pytest.mark.parametrize("version", [b"1.0", b"1.1"])
def test_a_connection_is_kept_on_request(app: Flask, version: bytes) -> None:
    sent = b"GET /healthz HTTP/" + version + b"\r\n" + HOST + b"Connection: Keep-Alive\r\n\r\n"
    with (
        running_server(app) as server,
        socket.create_connection(server, timeout=20) as connection,
    ):
        for _ in range(2):
            connection.sendall(sent)
            received = b""
            while not received.endswith(b"\r\n\r\nok\n"):
                received += connection.recv(65536)
            assert statuses(received) == [200]
