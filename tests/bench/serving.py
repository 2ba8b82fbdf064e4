"""How fast the player's server is: ``python -m tests.bench.serving``.

The start of ``timeline watch`` until it listens, beside a bare Flask application in the same
server; a page of 5,000 points; and a large file over the wire, beside Python's own http.server.
Medians of whole runs that take turns. Then the server under load and under attack
(``serving_load``); BENCH_SECONDS says for how long.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from tests.bench import serving_load
from tests.web.sample import ENTRY, FixedLibrary
from timeline.model import Chapter, Insight, Placement, Question, Timeline
from timeline_web import create_app
from timeline_web.entries import entry_id

RUNS = 5
SIZE = 512 * 1024 * 1024

BARE = """
import socket
from flask import Flask
from waitress.server import create_server
listening = socket.create_server(("127.0.0.1", 0))
server = create_server(Flask("bare"), sockets=[listening])
print("listening", flush=True)
server.run()
"""


def main() -> None:
    with TemporaryDirectory() as folder:
        summary = Path(folder, "talk.txt")
        summary.write_text("Talk\n\n0:00 Start\n1:00 End\n")
        film = Path(folder, "film.mp4")
        with film.open("wb") as file:
            file.truncate(SIZE)
        watch = ["-m", "timeline", "watch", str(summary), "--no-browser", "--port", "0"]
        host = ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", folder]
        times = rounds(lambda: start(watch), lambda: start(["-c", BARE]))
        print(f"timeline watch listens after  {times[0]:.2f} s; bare Flask {times[1]:.2f} s")
        times = rounds(render)
        print(f"page of 300 chapters and 5,000 points  {times[0]:.2f} s")
        with running([*watch, str(film)]) as ours, running(host) as theirs:
            link = ours.rpartition(" ")[2].strip()
            port = theirs.rpartition("port ")[2].split()[0]
            times = rounds(
                lambda: download(f"{link}media"),
                lambda: download(f"http://127.0.0.1:{port}/film.mp4"),
            )
        ours_rate, theirs_rate = (SIZE / 1e6 / seconds for seconds in times)
        print(f"media  {ours_rate:,.0f} MB/s; http.server {theirs_rate:,.0f} MB/s")
    under_load()


def under_load() -> None:
    samples = Path(__file__).parents[2] / "samples"
    with TemporaryDirectory() as folder:
        talks = Path(folder).resolve() / "talks"
        talks.mkdir()
        shutil.copy(samples / "tides.txt", talks / "talk.txt")
        shutil.copy(samples / "tides.webm", talks / "talk.webm")
        page = f"/t/{entry_id(str(talks / 'talk.txt'))}/"
        serving_load.run(talks, page)
        serving_load.attack(talks, page)


def rounds(*tasks: Callable[[], None]) -> list[float]:
    """The median time of each task, in seconds; the tasks take turns."""
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(RUNS):
        for task, times in zip(tasks, taken, strict=True):
            begun = time.perf_counter()
            task()
            times.append(time.perf_counter() - begun)
    return [median(times) for times in taken]


@contextmanager
def running(arguments: list[str]) -> Iterator[str]:
    """A Python process, and the first line that it prints."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def start(arguments: list[str]) -> None:
    with running(arguments):
        pass


def download(url: str) -> None:
    with urlopen(url) as response:
        while response.read(1 << 20):
            pass


def render() -> None:
    words = "words " * 15
    timeline = Timeline(
        chapters=tuple(
            Chapter(start=n * 120_000, end=(n + 1) * 120_000, title=f"Chapter {n}", text=words)
            for n in range(300)
        ),
        points=(
            *tuple(
                Insight(text=words, placement=Placement.at(n * 12_000, n * 12_000 + 5_000))
                for n in range(3_000)
            ),
            *tuple(
                Question(
                    question=words,
                    answer=words,
                    placement=Placement.at(n * 18_000, n * 18_000 + 5_000),
                )
                for n in range(2_000)
            ),
        ),
    )
    client = create_app(FixedLibrary(replace(ENTRY, timeline=timeline))).test_client()
    response = client.get("/t/tides-1a2b3c/", headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200


if __name__ == "__main__":
    main()
