from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from waitress import wasyncore
from waitress.server import TcpWSGIServer, create_server

from tests.web.sample import ENTRY, FixedLibrary
from timeline_web import create_app
from timeline_web.library import Entry
from timeline_web.sources import from_path

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
def running_server(app: Flask) -> Iterator[tuple[str, int]]:
    """The application behind the real server, on a free port of this machine."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield "127.0.0.1", server.effective_port
    finally:
        server.task_dispatcher.shutdown()
        # In the server's own thread: closing its sockets from here would pull them from under it.
        with suppress(OSError):  # it has closed them itself already
            server.trigger.pull_trigger(lambda: close_connections(server))
        thread.join(30)
        assert not thread.is_alive()


def close_connections(server: TcpWSGIServer) -> None:
    try:
        for channel in list(server.active_channels.values()):
            channel.handle_close()
    finally:
        wasyncore.close_all(server._map, ignore_all=True)


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
