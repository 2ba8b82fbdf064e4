"""The server under load and under attack: many kept connections beside Gunicorn and nginx.

Each server answers the same requests on 200 kept connections, one after the other on each; then
the attacks of ``tests/web/test_connections.py`` run at once while one viewer plays. What is not
installed (``pip install gunicorn``; nginx) is left out.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

CONNECTIONS = 200
SECONDS = float(os.environ.get("BENCH_SECONDS", "10"))
ROOT = Path(__file__).parents[2]

RANGE = "Range: bytes=65536-131071"


@dataclass
class Figures:
    """Requests a second, the 99th of 100 waits in seconds, failures, and growth in MB."""

    rate: float
    p99: float
    failed: int
    grown: float


def run(folder: Path, page: str) -> None:
    """Print the figures of each server for the folder's page, track and film."""
    requests = {"page": page, "track": f"{page}chapters.vtt", "range": f"{page}media"}
    for name, server in servers(folder, page).items():
        with server() as (port, pids):
            for what, path in requests.items():
                if name == "nginx":
                    path = path.replace("media", "talk.webm")
                before = memory(pids)
                header = RANGE if what == "range" else "Accept-Encoding: gzip"
                figures = asyncio.run(load(port, path, header))
                figures.grown = memory(pids) - before
                print(
                    f"{name:9} {what:6} {figures.rate:7,.0f}/s  p99 {figures.p99:5.2f} s  "
                    f"failed {figures.failed}  memory {figures.grown:+.0f} MB",
                    flush=True,
                )


def servers(folder: Path, page: str) -> dict[str, Callable[[], object]]:
    """What can be measured here, by name."""
    found = {"ours": lambda: ours(folder)}
    if find_spec("gunicorn"):
        found["gunicorn"] = lambda: gunicorn(folder)
    if shutil.which("nginx"):
        found["nginx"] = lambda: nginx(folder, page)
    return found  # type: ignore[return-value]


@contextmanager
def ours(folder: Path) -> Iterator[tuple[int, list[int]]]:
    port = free_port()
    command = [sys.executable, "-m", "timeline", "watch", str(folder), "--no-browser"]
    with started([*command, "--port", str(port)], port) as process:
        yield port, [process.pid]


@contextmanager
def gunicorn(folder: Path) -> Iterator[tuple[int, list[int]]]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "--threads", "4", "--keep-alive", "60"]
    app = f"timeline_web:create_app({str(folder)!r})"
    with started([*command, "-b", f"127.0.0.1:{port}", app], port) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        yield port, [process.pid, *map(int, children.read_text().split())]


@contextmanager
def nginx(folder: Path, page: str) -> Iterator[tuple[int, list[int]]]:
    """The static site, at the same addresses."""
    port, public = free_port(), folder.parent / "public"
    summary = str(folder / "talk.txt")
    site = [sys.executable, "-m", "timeline", "site", summary, "-o", str(public) + page]
    subprocess.run(site, check=True, capture_output=True)
    # The folder is this user's alone.
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder.parent / "nginx.conf").write_text(
        f"{user}daemon off; pid {folder.parent}/pid; error_log stderr; worker_processes 2;\n"
        "events { worker_connections 1024; }\nhttp { access_log off; gzip on; gzip_types *;\n"
        "types { text/html html; text/vtt vtt; video/webm webm; }\n"
        f"server {{ listen 127.0.0.1:{port}; root {public}; keepalive_requests 1000000; }} }}\n"
    )
    with started(["nginx", "-c", str(folder.parent / "nginx.conf"), "-e", "stderr"], port) as one:
        yield port, [one.pid]


@contextmanager
def started(command: list[str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


async def load(port: int, path: str, header: str) -> Figures:
    """Ask on all connections for a while."""
    waits: list[float] = []
    failed = 0
    until = time.perf_counter() + SECONDS

    async def visit() -> None:
        nonlocal failed
        while time.perf_counter() < until:
            try:
                async with connected(port) as streams:
                    while (begun := time.perf_counter()) < until:
                        await ask(streams, path, header)
                        waits.append(time.perf_counter() - begun)
            except (OSError, asyncio.IncompleteReadError, AssertionError):
                failed += 1

    await asyncio.gather(*(visit() for _ in range(CONNECTIONS)))
    waits.sort()
    p99 = waits[int(len(waits) * 0.99)] if waits else float("inf")
    return Figures(len(waits) / SECONDS, p99, failed, 0)


Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Streams]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    try:
        yield reader, writer
    finally:
        writer.close()


async def ask(streams: Streams, path: str, header: str) -> int:
    """One request and its whole answer; the bytes of its body."""
    reader, writer = streams
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{header}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    assert head.startswith((b"http/1.1 200", b"http/1.1 206")), head[:200]
    if b"chunked" not in head:
        length = int(head.partition(b"content-length:")[2].split(b"\r", 1)[0])
        await reader.readexactly(length)
        return length
    total = 0
    while size := int((await reader.readline()).split(b";")[0], 16):
        await reader.readexactly(size + 2)
        total += size
    await reader.readline()
    return total


def attack(folder: Path, page: str, seconds: float = 60) -> None:
    """Print how long one viewer waits at most while every attack goes on."""
    with ours(folder) as (port, pids):
        script = asyncio.run(asset(port, page))
        crowd = [
            asyncio_in_process(port, kind, page, script, seconds)
            for kind in ("ranges", "pipeline", "halves", "idle")
        ]
        time.sleep(1)
        longest, visits = asyncio.run(view(port, page, seconds - 2))
        for process in crowd:
            process.wait(60)
        print(
            f"under attack  {visits} requests, the longest wait {longest * 1000:.0f} ms, "
            f"memory {memory(pids):.0f} MB"
        )


def asyncio_in_process(
    port: int, kind: str, page: str, script: str, seconds: float
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.bench.serving_load"]
    return subprocess.Popen([*command, str(port), kind, page, script, str(seconds)], cwd=ROOT)


async def asset(port: int, page: str) -> str:
    """The address of the largest script."""
    from timeline_web.assets import Assets

    assets = Assets.read()
    return "/" + assets.path(max(assets.files, key=lambda name: len(assets.files[name])))


async def view(port: int, page: str, seconds: float) -> tuple[float, int]:
    """A viewer: ranges of the film, and each second what the page asks for."""
    longest, visits = 0.0, 0
    until = time.perf_counter() + seconds
    paths = ((f"{page}media", RANGE), (f"{page}status.json", ""), (f"{page}chapters.vtt", ""))
    while time.perf_counter() < until:
        begun = time.perf_counter()
        path, header = paths[visits % len(paths)]
        async with connected(port) as streams:
            await ask(streams, path, header or "Accept: */*")
        longest, visits = max(longest, time.perf_counter() - begun), visits + 1
        await asyncio.sleep(0.1)
    return longest, visits


def torment(port: int, kind: str, page: str, script: str, seconds: float) -> None:
    """One attack, for a while: connections that are opened again as they are closed."""
    start = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n{}\r\n"
    sent = {
        "ranges": start.format(f"{page}media", "Range: bytes=0-\r\n")
        + 75 * start.format(f"{page}media", "Range: bytes=0-9\r\n"),
        "pipeline": 60 * start.format(script, ""),
        "halves": "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nA: ",
        "idle": "",
    }[kind].encode()
    held: list[socket.socket] = []
    until = time.perf_counter() + seconds
    most = {"ranges": 16, "pipeline": 16, "halves": 499, "idle": 900}[kind]
    while time.perf_counter() < until:
        for connection in held[:]:
            try:
                if kind == "halves":
                    connection.send(b"x")
                elif kind == "idle" and not connection.recv(1, socket.MSG_DONTWAIT):
                    raise ConnectionResetError
            except BlockingIOError:
                continue
            except OSError:
                held.remove(connection)
                connection.close()
        while len(held) < most and time.perf_counter() < until:
            try:
                held.append(socket.create_connection(("127.0.0.1", port), timeout=1))
                held[-1].sendall(sent)
            except OSError:
                break
        time.sleep(0.2)
    for connection in held:
        connection.close()


def memory(pids: list[int]) -> float:
    """Resident memory of processes, in MB."""
    total = 0
    for pid in pids:
        total += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return total * os.sysconf("SC_PAGE_SIZE") / 1e6


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


if __name__ == "__main__":
    port, kind, page, script, seconds = sys.argv[1:]
    torment(int(port), kind, page, script, float(seconds))
