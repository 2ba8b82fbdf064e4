"""Rows a second per core: summaries from one Parquet file, as batches and in a plain loop.

    python tests/bench/bulk.py [--rows N]

The samples of this repository, each row with a line of its own, so that none is read twice. Counts
the processor's seconds of one process, so that what else runs matters little.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet

from timeline import formats
from timeline.bulk import parse_batch

SAMPLES = Path(__file__).parents[2] / "samples"
BATCH = 1_000


def make(path: Path, rows: int) -> None:
    """One file of ``rows`` summaries."""
    samples = sorted([*SAMPLES.glob("*.txt"), *SAMPLES.glob("*.md")])
    texts = [sample.read_text(encoding="utf-8") for sample in samples]
    table = {
        "source": [f"{row}.txt" for row in range(rows)],
        "text": [f"{texts[row % len(texts)]}\nNumber {row}\n" for row in range(rows)],
    }
    pyarrow.parquet.write_table(pa.table(table), path)


def batches(path: Path) -> Iterator[pa.RecordBatch]:
    return pyarrow.parquet.ParquetFile(path).iter_batches(BATCH)


def in_batches(path: Path) -> int:
    """Every row to a row of timelines; gives how many chapters there are."""
    return sum(
        len(chapters) for batch in batches(path) for chapters in parse_batch(batch)["chapters"]
    )


def in_a_loop(path: Path) -> int:
    """The same without tables."""
    found = 0
    for batch in batches(path):
        for text in batch.column("text").to_pylist():
            read = formats.detect(text).read
            found += len(read(text).timeline.chapters) if read else 0
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with TemporaryDirectory() as name:
        path = Path(name, "summaries.parquet")
        make(path, rows)
        print(f"{rows:,} summaries, {path.stat().st_size / 1e6:.0f} MB")
        for title, task in (("parse_batch", in_batches), ("a plain loop", in_a_loop)):
            start = time.process_time()
            chapters = task(path)
            pace = rows / (time.process_time() - start)
            print(f"{title}: {pace:,.0f} rows a second per core, {chapters:,} chapters", flush=True)


if __name__ == "__main__":
    main()
