"""``export --format parquet``: all summaries as one table, a row each."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from timeline.bulk import ReadResult, to_arrow
from timeline.errors import InputError
from timeline.libraries import importing
from timeline.written import Overwriting

#: What the file is called in a folder.
NAME = "timelines.parquet"


def write(
    results: Iterable[ReadResult], output: Path, overwriting: Overwriting
) -> tuple[Path, int]:
    """Write the timelines of results into one file; gives it and how many rows it has.

    Raises InputError where there is none, OutputError.
    """
    table = to_arrow(results)
    with importing("pyarrow", InputError):
        from pyarrow import parquet
    if not table.num_rows:
        raise InputError("no summary could be read")
    path = output if output.suffix == ".parquet" else output / NAME
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"this folder cannot be made: {error.strerror}", where=str(path.parent)
        ) from None
    overwriting.write(path, buffer.getvalue())
    return path, table.num_rows
