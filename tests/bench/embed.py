"""Time `embed` on a file of about 1 GB beside ``ffmpeg -c copy`` with the same chapters.

    python tests/bench/embed.py [--size MB] [--rounds N]

Prints wall seconds (least, median, most of alternating rounds), the ratio of the medians, and
our peak memory. Needs ffmpeg, and mkvpropedit for the last row.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

CHAPTERS = 12

OURS = """
import resource, sys, time
from pathlib import Path
from timeline.media import embed, probe
from timeline.model import Chapter
source, target, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
each = probe(source).duration // count
chapters = [Chapter(start=n * each, end=(n + 1) * each, title=f"Chapter {n}") for n in range(count)]
start = time.perf_counter()
done = embed(chapters, source, target)
assert len(done.chapters) == count
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def run(*command: str | Path) -> str:
    return subprocess.run([*map(str, command)], check=True, capture_output=True, text=True).stdout


def make(folder: Path, megabytes: int) -> Path:
    """A film of noise, 40 Mbit/s, as long as it takes."""
    clip, film = folder / "clip.mp4", folder / "film.mp4"
    picture = "testsrc2=d=8:s=1280x720:r=30,noise=alls=60:allf=t"
    codecs = ("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "40M", "-c:a", "aac")
    inputs = ("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "sine=d=8")
    run("ffmpeg", "-v", "error", *inputs, *codecs, clip)
    loops = max(1, megabytes * 1_000_000 // clip.stat().st_size)
    copy = ("-map", "0", "-c", "copy")
    run("ffmpeg", "-v", "error", "-stream_loop", str(loops - 1), "-i", clip, *copy, film)
    clip.unlink()
    return film


def sheet(folder: Path, seconds: float) -> Path:
    """The chapters as ffmpeg wants them."""
    each = int(seconds * 1000) // CHAPTERS
    lines = [";FFMETADATA1"]
    for number in range(CHAPTERS):
        span = f"START={number * each}\nEND={(number + 1) * each}"
        lines.append(f"[CHAPTER]\nTIMEBASE=1/1000\n{span}\ntitle=Chapter {number}")
    path = folder / "chapters.ffmetadata"
    path.write_text("\n".join(lines) + "\n")
    return path


def alternate(rounds: int, **tasks: Callable[[], None]) -> dict[str, list[float]]:
    """Wall seconds of each task, run in turn; what was written is on the disk before the next."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            os.sync()
            start = time.perf_counter()
            task()
            times[name].append(time.perf_counter() - start)
    return times


def report(title: str, times: dict[str, list[float]], calls: list[tuple[float, int]]) -> None:
    ours, peer = times.values()
    rows = [f"{n} {min(t):.2f} {median(t):.2f} {max(t):.2f}" for n, t in times.items()]
    call, memory = median(call for call, _ in calls), max(memory for _, memory in calls)
    ratios = f"ratio {median(ours) / median(peer):.2f}; the call alone {call:.2f}"
    print(f"{title}: {'; '.join(rows)}; {ratios}; peak {memory} MB", flush=True)


def embedded(source: Path, target: Path) -> tuple[float, int]:
    """Run ours as a whole process; gives the seconds of the call in it, and its peak MB."""
    seconds, memory = run(sys.executable, "-c", OURS, source, target, str(CHAPTERS)).split()
    return float(seconds), int(memory)


def against_ffmpeg(film: Path, chapters: Path, rounds: int) -> None:
    ours, theirs = (film.with_name(f"{who}{film.suffix}") for who in ("ours", "theirs"))
    calls: list[tuple[float, int]] = []
    maps = ("-map", "0", "-map_metadata", "0", "-map_chapters", "1", "-c", "copy", "-y")
    command = ("ffmpeg", "-v", "error", "-i", film, "-i", chapters, *maps, theirs)
    tasks = {
        "timeline": lambda: calls.append(embedded(film, ours)),
        "ffmpeg": lambda: print(end=run(*command)),
    }
    report(f"{film.suffix[1:]} to a new file", alternate(rounds, **tasks), calls)
    ours.unlink()
    theirs.unlink()


def against_mkvpropedit(film: Path, chapters: Path, rounds: int) -> None:
    """In place, on two copies of a Matroska file."""
    ours, theirs = (film.with_name(f"{who}.mkv") for who in ("ours", "theirs"))
    shutil.copy(film, ours)
    shutil.copy(film, theirs)
    ogm = film.with_name("chapters.txt")
    ogm.write_text(
        "".join(
            f"CHAPTER{n:02}=00:{n:02}:00.000\nCHAPTER{n:02}NAME=Chapter {n}\n" for n in range(12)
        )
    )
    calls: list[tuple[float, int]] = []
    tasks = {
        "timeline": lambda: calls.append(embedded(ours, ours)),
        "mkvpropedit": lambda: print(end=run("mkvpropedit", "-q", theirs, "--chapters", ogm)),
    }
    report("mkv in place", alternate(rounds, **tasks), calls)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1000, help="megabytes")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        film = make(folder, options.size)
        seconds = float(run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of",
                            "csv=p=0", film))  # fmt: skip
        chapters = sheet(folder, seconds)
        print(f"{film.stat().st_size / 1e6:.0f} MB, {seconds / 60:.1f} minutes")
        print("wall seconds, whole processes: least, median, most")
        against_ffmpeg(film, chapters, options.rounds)
        matroska = film.with_suffix(".mkv")
        run("ffmpeg", "-v", "error", "-i", film, "-c", "copy", matroska)
        film.unlink()
        against_ffmpeg(matroska, chapters, options.rounds)
        against_mkvpropedit(matroska, chapters, options.rounds)


if __name__ == "__main__":
    main()
