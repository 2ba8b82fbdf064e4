"""Many summaries at once: any executor, one table, addresses."""

from __future__ import annotations

import os
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import timeline
from timeline.bulk import VERSION, parse_batch, read_many, schema, to_arrow
from timeline.cli import timeline as command
from timeline.kinds import KINDS

TEXT = """Fruit

Key insights
- Apples need frost (at 0:30)
- Plums split

Q&A
Q: Why do plums split?
A: Rain.

Next steps
- [x] Ana: prune the pears by Friday

Chapters
0:00 Apples
1:00 Pears
2:00 Plums
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("a", "b", "c"):
        Path(f"{name}.txt").write_text(TEXT)
    Path("bad.txt").write_bytes(bytes(range(256)))
    return tmp_path


SOURCES = ("a.txt", "bad.txt", "b.txt", "none.txt", "c.txt")


def outcomes(executor: Executor | None, root: Path) -> dict[str, str]:
    found = read_many([root / name for name in SOURCES], executor)
    return {
        Path(each.source).name: str(each.error.message)
        if each.error
        else str(len(each.timeline.chapters) if each.timeline else None)
        for each in found
    }


EXPECTED = {
    "a.txt": "3",
    "b.txt": "3",
    "c.txt": "3",
    "bad.txt": "this is not text",
    "none.txt": "no such file or directory",
}


class Immediate(Executor):
    """An executor of somebody's: no more than the interface."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@pytest.mark.parametrize("kind", ["processes", "threads", "somebody's"])
def test_every_source_has_a_result_on_any_executor(kind: str, folder: Path) -> None:
    if kind == "processes":
        assert outcomes(None, folder) == EXPECTED
    else:
        with ThreadPoolExecutor(2) if kind == "threads" else Immediate() as executor:
            assert outcomes(executor, folder) == EXPECTED


@pytest.mark.filterwarnings("ignore")
def test_on_a_dask_cluster_of_two_workers(folder: Path) -> None:
    from dask.distributed import Client, LocalCluster

    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        Client(cluster) as client,
    ):
        assert outcomes(client.get_executor(), folder) == EXPECTED


def test_a_million_sources_are_not_held_at_once(folder: Path) -> None:
    asked = 0

    def endless() -> Any:
        nonlocal asked
        while True:
            asked += 1
            yield "a.txt"

    with Immediate() as executor:
        found = read_many(endless(), executor)
        for _ in range(3):
            next(found)
    assert asked < 1000


def test_the_table_has_the_whole_model_and_a_version() -> None:
    table = to_arrow([timeline.parse(TEXT), timeline.parse("just words")])
    assert table.schema == schema()
    assert table.schema.metadata[b"video_timeline_version"] == str(VERSION).encode()
    first, second = table.to_pylist()
    assert [chapter["start"] for chapter in first["chapters"]] == [0, 60_000, 120_000]
    kinds = [point["kind"] for point in first["points"]]
    assert kinds == ["insight", "insight", "question", "action"]
    assert first["points"][0]["start"] == 30_000
    assert first["points"][1]["start"] is None
    assert first["points"][2]["answer"] == "Rain."
    assert first["points"][3]["done"] is True
    assert first["points"][3]["icon"] is None
    assert second["chapters"] == []
    assert second["duration"] is None
    fields = {each.name for kind in KINDS for each in kind.fields}
    assert fields <= set(first["points"][0])


def test_duckdb_reads_the_parquet_file(folder: Path) -> None:
    import duckdb

    done = CliRunner().invoke(
        command,
        ["export", *SOURCES, "--format", "parquet", "-o", "all.parquet"],
        catch_exceptions=False,
    )
    assert done.exit_code == 1, "two could not be read"
    assert "bad.txt: this is not text" in done.stderr
    assert "wrote all.parquet  3 timelines" in done.stdout
    rows = duckdb.sql(
        "select source, c.title from 'all.parquet', unnest(chapters) as t(c) "
        "where c.start = 60000 order by source"
    ).fetchall()
    assert rows == [("a.txt", "Pears"), ("b.txt", "Pears"), ("c.txt", "Pears")]
    [(points,)] = duckdb.sql("select sum(len(points)) from 'all.parquet'").fetchall()
    assert points == 12


def test_a_batch_is_parsed_row_by_row() -> None:
    import pyarrow as pa

    batch = pa.table({"source": ["x", None, "z"], "text": [TEXT, None, "WEBVTT broken\x00"]})
    table = parse_batch(batch)
    assert table.column("source").to_pylist() == ["x", None, "z"]
    assert [len(row) for row in table.column("chapters").to_pylist()] == [3, 0, 0]


def test_addresses_are_read_through_fsspec(folder: Path) -> None:
    import fsspec

    with fsspec.open("memory://talks/a.txt", "wb") as file:
        file.write(TEXT.encode("utf-16"))
    with Immediate() as executor:
        found = read_many(["memory://talks/a.txt", "memory://talks/none.txt"], executor)
        good, missing = sorted(found, key=lambda result: str(result.source))
    assert good.timeline is not None
    assert good.timeline.title == "Fruit"
    assert missing.error is not None
    assert "memory://talks/none.txt: cannot be read" in str(missing.error)


def test_export_works_on_somebody_s_executor(folder: Path) -> None:
    Path("mine.py").write_text(
        "from concurrent.futures import ThreadPoolExecutor\n"
        "def executor():\n    return ThreadPoolExecutor(2)\n"
        "nothing = 5\n"
    )
    run = CliRunner().invoke
    done = run(command, ["export", "a.txt", "b.txt", "-o", "out", "--executor", "mine:executor"])
    assert done.exit_code == 0, done.output
    assert {name.split(".")[0] for name in os.listdir("out")} == {"a", "b"}
    for wrong in ("mine:nothing", "mine:none", "nomodule:x"):
        done = run(command, ["export", "a.txt", "-o", "out", "--executor", wrong])
        assert "it gives no executor" in str(done.exception), wrong


def rows_of(*options: str) -> list[dict[str, Any]]:
    from pyarrow import parquet

    done = CliRunner().invoke(
        command, ["export", *options, "--format", "parquet", "--force"], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    rows: list[dict[str, Any]] = parquet.read_table("timelines.parquet").to_pylist()
    return rows


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_table_has_the_times_and_the_form_that_are_asked_for(folder: Path, jobs: str) -> None:
    (row,) = rows_of("a.txt", "--shift", "0:10", "--scale", "2", "--jobs", jobs)
    assert [chapter["start"] for chapter in row["chapters"]] == [10_000, 130_000, 250_000]
    assert row["points"][0]["start"] == 70_000
    Path("old.txt").write_bytes("0:00 Яблоки\n1:00 Груши\n2:00 Сливы\n".encode("cp1251"))
    (row,) = rows_of("old.txt", "--encoding", "cp1251", "--from", "summary")
    assert row["chapters"][0]["title"] == "Яблоки"


def test_a_table_says_which_chapters_fell_out(folder: Path) -> None:
    done = CliRunner().invoke(
        command, ["export", "a.txt", "--format", "parquet", "--shift", "-1:30"]
    )
    assert "1 chapter falls out" in done.stderr


def test_a_table_has_a_summary_once_though_it_is_given_twice(folder: Path) -> None:
    assert len(rows_of("a.txt", "./a.txt", str(folder / "a.txt"), "b.txt")) == 2


@pytest.mark.parametrize(
    "options",
    [
        ("--track", "qa"),
        ("--thumbnails",),
        ("--skip-existing",),
        ("--duration", "9:00"),
        ("--media", "a.mp4"),
        ("-o", "-"),
        ("-o", ""),
    ],
)
def test_what_makes_no_difference_to_a_table_is_refused(folder: Path, options: Any) -> None:
    done = CliRunner().invoke(command, ["export", "a.txt", "--format", "parquet", *options])
    assert isinstance(done.exception, timeline.TimelineError)
    assert not list(folder.glob("**/*.parquet"))
