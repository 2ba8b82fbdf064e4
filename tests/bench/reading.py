"""How fast and how well summaries are read, beside yt-dlp's reading of a description's chapters.

    python -m tests.bench.reading [DOCUMENTS.jsonl.gz]

With a file of documents whose chapters are known, quality is printed beside speed.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import sys
import time
from collections.abc import Callable

from yt_dlp.extractor.common import InfoExtractor

from timeline.chapter_ends import resolve_ends
from timeline.formats import webvtt
from timeline.parsing import parse
from timeline.placement import place
from timeline.times import format_clock, format_timestamp
from timeline.tracks import TRACKS

WORDS = (
    "river bread winter signal market engine garden letter harbour history pattern window answer"
    " question measure bridge colour voice mountain paper village memory summer reason"
).split()


def sentence(rng: random.Random, count: int = 14) -> str:
    """A sentence of random words."""
    return " ".join(rng.choices(WORDS, k=count)).capitalize() + "."


def summary(rng: random.Random) -> str:
    """A typical summary: 5 insights, 5 questions, 9 chapters, in the glued form."""
    rows = [sentence(rng, 6), "", f"TLDR{sentence(rng, 30)}", "", "Key insights", ""]
    rows += [f"💡{sentence(rng, 22)}\n" for _ in range(5)]
    rows += ["Q&A", ""]
    for _ in range(5):
        rows += [f"{sentence(rng, 9)[:-1]}?", "", sentence(rng, 24), ""]
    rows += ["Timestamped Summary", ""]
    rows += [f"{format_timestamp(i * 67_000)[3:8]}{sentence(rng)}\n" for i in range(9)]
    return "\n".join(rows)


def description(rng: random.Random) -> str:
    """A typical YouTube description with a list that yt-dlp reads too."""
    rows = [
        sentence(rng),
        "",
        *(f"{format_clock(i * 67_000)} {sentence(rng, 5)}" for i in range(9)),
    ]
    return "\n".join([*rows, "", sentence(rng)])


def whole_job(text: str) -> None:
    """Parse, place and write one summary."""
    timeline = place(resolve_ends(parse(text).timeline))
    for name in TRACKS:
        webvtt.write(timeline, name)


def per_second(task: Callable[[str], object], texts: list[str]) -> float:
    """Texts a second of CPU, after a warm-up."""
    task(texts[0])
    start = time.process_time()
    for text in texts:
        task(text)
    return len(texts) / (time.process_time() - start)


def quality(path: str) -> None:
    """Documents right in full, starts found, and starts found that are right: ours, theirs."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    peer = InfoExtractor()

    def ours(text: str) -> list[float]:
        return [chapter.start / 1000 for chapter in parse(text).timeline.chapters]

    def theirs(text: str) -> list[float]:
        found = peer._extract_chapters_from_description(text, 360_000) or []
        return [chapter["start_time"] for chapter in found]

    print(f"{len(documents):,} documents: right in full, starts found, of these right, seconds")
    for name, reader in (("ours", ours), ("yt-dlp", theirs)):
        right = expected = found = hits = 0
        begin = time.process_time()
        for document in documents:
            wanted = sorted(chapter["start"] for chapter in document["expected"]["chapters"])
            got = sorted(reader(document["text"]))
            near = sum(any(abs(start - other) <= 0.5 for other in got) for start in wanted)
            right += near == len(wanted) == len(got)
            expected, found, hits = expected + len(wanted), found + len(got), hits + near
        shares = (right / len(documents), hits / max(expected, 1), hits / max(found, 1))
        figures = " ".join(f"{100 * share:6.1f} %" for share in shares)
        print(f"  {name:8} {figures} {time.process_time() - begin:8.1f} s")


def main() -> None:
    """Print every figure."""
    if len(sys.argv) > 1:
        quality(sys.argv[1])
    rng = random.Random(1)
    texts = [summary(rng) for _ in range(1000)]
    descriptions = [description(rng) for _ in range(1000)]
    peer = InfoExtractor()
    print("1,000 typical summaries: parse, place, write three tracks")
    print(f"  ours                          {per_second(whole_job, texts):8.0f} documents/s")
    print("1,000 descriptions: the chapter list")
    print(f"  ours (whole model)            {per_second(parse, descriptions):8.0f} documents/s")
    theirs = per_second(lambda t: peer._extract_chapters_from_description(t, 700), descriptions)
    print(f"  yt-dlp (list only)            {theirs:8.0f} documents/s")

    rows = [f"{format_timestamp(i * 3000)[:8]} {sentence(rng, 13)}" for i in range(100_000)]
    large = "Timestamped Summary\n\n" + "\n".join(rows)
    start = time.process_time()
    count = len(parse(large).timeline.chapters)
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(large) / 1e6:.1f} MB, {count:,} stamped lines")
    print(
        f"  ours                          {seconds:8.2f} s CPU, {memory:.0f} MB (aim: 6 s, 500 MB)"
    )


if __name__ == "__main__":
    main()
