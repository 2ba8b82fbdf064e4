"""Many summaries at once: read on any executor, and as one Arrow table.

    with client.get_executor() as executor:            # Dask's, Ray's, MPI's, or none
        for found in read_many(paths, executor):
            ...

One row of the table is one timeline. Its schema is `schema`, and a new version of it gets a new
``VERSION``: columns are added at the end, never renamed.

- ``source`` (string): what it was read from, null where that is not known
- ``title``, ``tldr``, ``language``, ``source_url``, ``duration_source`` (string)
- ``duration`` (int64, milliseconds; null where nothing is known)
- ``chapters`` (list of struct): ``start``, ``end`` (int64, milliseconds), ``title``, ``text``
  (string), ``end_given`` (bool), ``url``, ``image`` (string), ``hidden`` (bool), ``line`` (int32)
- ``points`` (list of struct): ``kind`` (string: ``insight``, ``question``, ``action``), ``start``,
  ``end`` (int64, milliseconds; null while undated), ``confidence`` (double), ``placed_by``
  (string), ``chapter``, ``line`` (int32), then the fields of all kinds, null where a kind has no
  such field

`parse_batch` makes such rows of a batch of texts, for engines that hand Arrow batches to a
function. Each of these was run once by hand, with Ray 2.60 and with PySpark 4.3:

    ray.data.read_parquet("summaries.parquet").map_batches(parse_batch, batch_format="pyarrow")

    def parsed(batches):
        for batch in batches:
            yield from parse_batch(batch).to_batches()

    columns = pyspark.sql.pandas.types.from_arrow_schema(schema())
    spark.read.parquet("summaries.parquet").mapInArrow(parsed, columns)

``tests/bench/bulk.py`` counts the rows a second.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import decoding, formats, loader, parallel
from timeline.errors import InputError, TimelineError
from timeline.kinds import KINDS
from timeline.libraries import importing
from timeline.load_request import LoadRequest, Notes
from timeline.model import Chapter, ParseResult, Point, Timeline
from timeline.retiming import retimed

if TYPE_CHECKING:
    import pyarrow as pa

#: The version of the schema, in its metadata as ``video_timeline_version``.
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What became of one source: its timeline, or the error that says why there is none.

    ``notes`` are what of it is not in the timeline, one line each, in words for the user.
    """

    source: str
    timeline: Timeline | None = None
    error: TimelineError | None = None
    notes: Notes = ()


def read_many(
    sources: Iterable[str | Path], executor: Executor | None = None
) -> Iterator[ReadResult]:
    """Read sources in any format, nothing placed, as ``read`` does; results as they come.

    ``executor`` is anything with the interface of ``concurrent.futures.Executor``; processes of
    this machine by default, for which a script must call this under ``if __name__ == "__main__":``,
    as always with ``multiprocessing``. A source is a path or, with the extra ``arrow``, an address
    that fsspec knows (``s3://``, ``gs://``, ``https://``). One that cannot be read is a result
    with an error, never the end.
    """
    requests = (LoadRequest(source=str(source)) for source in sources)
    if executor is not None:
        yield from read_requests(requests, executor)
        return
    with parallel.processes(os.cpu_count() or 1) as own:
        yield from read_requests(requests, own)


def read_requests(requests: Iterable[LoadRequest], executor: Executor) -> Iterator[ReadResult]:
    """``read_many`` of requests: their sources alone, in the form and with the times they say."""
    for request, outcome in parallel.results(read_one, requests, executor):
        if isinstance(outcome, ReadResult):
            yield outcome
        else:
            source = str(request.source)
            error = InputError(str(outcome) or type(outcome).__name__, where=source)
            yield ReadResult(source=source, error=error)


def read_one(request: LoadRequest) -> ReadResult:
    """Read one source, here: what every worker does."""
    source = str(request.source)
    read = _remote if "://" in source else loader.read
    try:
        parsed = read(source, request.format, request.encoding)
    except TimelineError as error:
        return ReadResult(source=source, error=error.at(source))
    moved, notes = retimed(parsed.timeline, request.shift, request.scale)
    return ReadResult(source=source, timeline=moved, notes=notes)


def _remote(source: str, format: str | None, encoding: str | None) -> ParseResult:
    """The reading of what lies at an address that fsspec knows."""
    with importing("fsspec", InputError):
        import fsspec
    try:
        with fsspec.open(source, "rb") as file:
            data: bytes = file.read()
    except Exception as error:  # each file system has errors of its own
        reason = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise InputError(f"cannot be read: {reason[:200]}", where=source) from error
    _, parsed = formats.read(decoding.decode(data, source, encoding).text, format)
    return parsed


def schema() -> pa.Schema:
    """The schema of the table. Raises InputError where pyarrow is not installed."""
    with importing("pyarrow", InputError):
        import pyarrow as pa

    whole, words, flag = pa.int64(), pa.string(), pa.bool_()
    chapter = {
        **{"start": whole, "end": whole, "title": words, "text": words, "end_given": flag},
        **{"url": words, "image": words, "hidden": flag, "line": pa.int32()},
    }
    point = {
        **{"kind": words, "start": whole, "end": whole, "confidence": pa.float64()},
        **{"placed_by": words, "chapter": pa.int32(), "line": pa.int32()},
        **{name: flag if is_flag else words for name, is_flag in _own_fields().items()},
    }
    columns = {
        **{name: words for name in ("source", "title", "tldr", "language", "source_url")},
        **{"duration": whole, "duration_source": words},
        "chapters": pa.list_(pa.struct(list(chapter.items()))),
        "points": pa.list_(pa.struct(list(point.items()))),
    }
    return pa.schema(columns, metadata={"video_timeline_version": str(VERSION)})


def to_arrow(timelines: Iterable[Timeline | ReadResult]) -> pa.Table:
    """Timelines, or what `read_many` gave of them, as a table with one row each.

    Results with an error have no row. Raises InputError where pyarrow is not installed.
    """
    columns = schema()
    with importing("pyarrow", InputError):
        import pyarrow as pa

    rows = [
        _row(timeline, source)
        for timeline, source in map(_with_source, timelines)
        if timeline is not None
    ]
    return pa.Table.from_pylist(rows, schema=columns)


def parse_batch(batch: pa.Table | pa.RecordBatch) -> pa.Table:
    """The rows of a batch with the columns ``text`` and, optionally, ``source``, parsed.

    A text that cannot be read gives a row without chapters and points, so that rows stay in
    step.
    """
    texts = batch.column("text").to_pylist()
    has_source = "source" in batch.schema.names
    names = batch.column("source").to_pylist() if has_source else [""] * len(texts)
    parsed = (
        ReadResult(source=name or "", timeline=_parsed(text or ""))
        for text, name in zip(texts, names, strict=True)
    )
    return to_arrow(parsed)


def _parsed(text: str) -> Timeline:
    try:
        fmt = formats.detect(text)
        return fmt.read(text).timeline if fmt.read else Timeline()
    except TimelineError:
        return Timeline()


def _with_source(item: Timeline | ReadResult) -> tuple[Timeline | None, str | None]:
    if isinstance(item, ReadResult):
        return item.timeline, item.source or None
    return item, None


def _own_fields() -> dict[str, bool]:
    """The fields that kinds have of their own, each with whether it is a flag."""
    return {each.name: isinstance(each.default, bool) for kind in KINDS for each in kind.fields}


def _row(timeline: Timeline, source: str | None) -> dict[str, Any]:
    return {
        "source": source and os.fsencode(source).decode(errors="backslashreplace"),
        "title": timeline.title,
        "tldr": timeline.tldr,
        "language": timeline.language,
        "source_url": timeline.source_url,
        "duration": None if timeline.duration_source == "none" else timeline.duration,
        "duration_source": timeline.duration_source,
        "chapters": [_chapter(chapter) for chapter in timeline.chapters],
        "points": [_point(point) for point in timeline.points],
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    names = ("start", "end", "title", "text", "end_given", "url", "image", "hidden", "line")
    return {name: getattr(chapter, name) for name in names}


def _point(point: Point) -> dict[str, Any]:
    names = ("kind", "start", "end", "confidence", "placed_by", "chapter", "line")
    return {name: getattr(point, name, None) for name in (*names, *_own_fields())}
