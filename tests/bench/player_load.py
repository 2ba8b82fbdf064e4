"""The first load with a cold cache: ours beside Vidstack's and Video.js's own bundles.

``python -m tests.bench.player_load --peers FOLDER`` where FOLDER has had
``npm install vidstack@1.15.6 video.js@8 esbuild``. All three show the sample with the same
chapters, from this machine, in fresh browser contexts, taking turns. Printed for each: the first
frame of the film on screen, the moment when the player answers, and what was loaded. Ours
carries the whole summary beside it; theirs carry a chapter track.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Response

from tests.chromium import opened
from tests.web.browser.timelines import FILM, tides
from tests.web.conftest import running_server
from tests.web.sample import FixedLibrary
from timeline.formats import webvtt
from timeline_web import create_app

PEERS = {
    "vidstack": (
        """import "vidstack/player"; import "vidstack/player/layouts"; import "vidstack/player/ui";
import "vidstack/player/styles/default/theme.css";
import "vidstack/player/styles/default/layouts/video.css";
const player = document.querySelector("media-player");
player.addEventListener("can-play", () => performance.mark("ready"));""",
        """<media-player src="tides.webm" title="Tides" muted preload="metadata"><media-provider>
<track src="chapters.vtt" kind="chapters" default srclang="en"></media-provider>
<media-video-layout></media-video-layout></media-player>""",
    ),
    "video.js": (
        """import videojs from "video.js"; import "video.js/dist/video-js.css";
const player = videojs(document.querySelector("video"), { fluid: true });
player.on("loadedmetadata", () => performance.mark("ready"));""",
        """<video class="video-js" controls muted preload="metadata" src="tides.webm">
<track src="chapters.vtt" kind="chapters" default srclang="en"></video>""",
    ),
}

#: Marks the first frame that reaches the screen.
FIRST_FRAME = """new MutationObserver((_, observer) => {
  const video = document.querySelector("video");
  if (!video) return;
  observer.disconnect();
  video.requestVideoFrameCallback(() => performance.mark("frame"));
}).observe(document, { childList: true, subtree: true });"""


MARKS = """Object.fromEntries(
  performance.getEntriesByType("mark").map((m) => [m.name, m.startTime]))"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def build(peers: Path, folder: Path) -> list[str]:
    """Bundle each peer's page into ``folder``; gives their names."""
    shutil.copy(FILM, folder / "tides.webm")
    (folder / "chapters.vtt").write_text(webvtt.write(tides().timeline, "chapters"), "utf-8")
    for name, (script, body) in PEERS.items():
        entry = peers / f"{name}.entry.js"
        entry.write_text(script, "utf-8")
        subprocess.run(
            [
                "node_modules/.bin/esbuild",
                entry.name,
                "--bundle",
                "--minify",
                "--format=esm",
                "--splitting",
                "--log-level=error",
                "--loader:.woff=dataurl",
                f"--outdir={folder / name}",
            ],
            cwd=peers,
            check=True,
        )
        (folder / f"{name}.html").write_text(
            f'<!doctype html><link rel="stylesheet" href="{name}/{name}.entry.css">'
            f'<script type="module" src="{name}/{name}.entry.js"></script>{body}',
            "utf-8",
        )
    return list(PEERS)


@contextmanager
def files(folder: Path) -> Iterator[str]:
    """The peers' pages over HTTP."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def load(browser: Browser, url: str) -> dict[str, float]:
    """One first load: milliseconds until ``frame`` and ``ready``, and what was loaded."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(FIRST_FRAME)
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(url)
    marks: dict[str, float] = {}
    for _ in range(200):
        marks = page.evaluate(MARKS)
        if {"ready", "frame"} <= marks.keys():
            break
        page.wait_for_timeout(25)
    ours = [r for r in loaded if r.request.resource_type in ("script", "stylesheet")]
    weight = sum(len(gzip.compress(r.body(), 9)) for r in ours)
    context.close()
    return {
        "frame": marks.get("frame", float("nan")),
        "ready": marks.get("ready", float("nan")),
        "requests": len(ours),
        "kB": weight / 1000,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peers = build(options.peers, folder) if options.peers else []
        app = create_app(FixedLibrary(tides()))
        with files(folder) as there, running_server(app) as (host, port), opened() as browser:
            urls = {"ours": f"http://{host}:{port}/t/tides/"}
            urls |= {peer: f"{there}/{peer}.html" for peer in peers}
            runs: dict[str, list[dict[str, float]]] = {one: [] for one in urls}
            for _ in range(options.rounds):
                for one, url in urls.items():
                    runs[one].append(load(browser, url))
    print(f"{'':<10}{'first frame, ms':>18}{'answers, ms':>16}{'scripts and styles':>26}")
    for one, results in runs.items():
        frame, ready = (statistics.median(r[key] for r in results) for key in ("frame", "ready"))
        weight = f"{results[-1]['requests']:>10.0f} requests{results[-1]['kB']:>8.1f} kB"
        print(f"{one:<10}{frame:>18.0f}{ready:>16.0f}{weight}")


if __name__ == "__main__":
    main()
