from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.sample import ENTRY, FixedLibrary
from timeline_web import create_app
from timeline_web.library import Entry
from timeline_web.server import Server
from timeline_web.sources import from_path

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

#: Enough to be cut into parts, and no two parts alike.
MEDIA = b"".join(n.to_bytes(4, "big") for n in range(50_000))


@pytest.fixture
def media(tmp_path: Path) -> Path:
    path = tmp_path / "tides.webm"
    path.write_bytes(MEDIA)
    return path


@pytest.fixture
def entry(media: Path) -> Entry:
    return replace(ENTRY, source=from_path(media))


@pytest.fixture
def app(entry: Entry) -> Flask:
    return create_app(FixedLibrary(entry))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@contextmanager
def running_server(app: WSGIApplication, **options: Any) -> Iterator[tuple[str, int]]:
    """The application behind the real server, on a free port of this machine."""
    server = Server(app, socket.create_server(("127.0.0.1", 0)), **options)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield "127.0.0.1", int(server.effective_port)
    finally:
        server.stop()
        thread.join(30)
        assert not thread.is_alive()


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The folder behind a static server that knows nothing of us."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1"]
    server = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout is not None
    try:
        found = re.search(r"port (\d+)", server.stdout.readline())
        assert found
        yield f"http://127.0.0.1:{found[1]}/"
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()
