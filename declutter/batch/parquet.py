"""Parquet files: rows as tasks, and one file for all results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from declutter.batch.jsonl import MissingLibraryError
from declutter.batch.task import BAD_RECORD, Task
from declutter.batch.work import dumped

#: The columns of a file of results, before the one with the page's content.
COLUMNS: Final = (
    *("path", "id", "status", "detail", "score"),
    *("title", "byline", "date", "site_name", "language", "url", "encoding"),
)
#: Rows read at once, and rows of a row group that is written.
_ROWS_READ: Final = 64
_ROWS_WRITTEN: Final = 1000


def rows_of(whole: Task, field: str) -> Iterator[Task]:
    """A task for each row; ``field`` is the column with the page, as text or as bytes.

    The columns ``id`` and ``url`` are read where there are such. Raises OSError, ValueError,
    `MissingLibraryError`.
    """
    pq = _library()
    with pq.ParquetFile(whole.path) as file:
        names = file.schema_arrow.names
        if field not in names:
            known = ", ".join(names[:8])
            raise ValueError(f"no column {field!r}; it has {known}; --field names the one to take")
        wanted = [name for name in dict.fromkeys((field, "id", "url")) if name in names]
        number = 0
        for batch in file.iter_batches(batch_size=_ROWS_READ, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield _task(whole, number, row, field)


def _task(whole: Task, number: int, row: dict[str, Any], field: str) -> Task:
    page, url = row[field], row.get("url")
    task = whole._replace(
        record=number,
        id="" if row.get("id") is None else str(row["id"]),
        url=url if isinstance(url, str) else None,
    )
    if isinstance(page, (str, bytes)):
        return task._replace(data=page)
    return task._replace(
        error=f"column {field!r} holds neither text nor bytes but "
        f"{'nothing' if page is None else type(page).__name__}",
        status=BAD_RECORD,
    )


def read_lines(path: Path) -> Iterator[bytes]:
    """The rows of a file of results as the lines it was written from."""
    with _library().ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_ROWS_READ):
            for row in batch.to_pylist():
                if isinstance(row.get("blocks"), str):
                    row["blocks"] = json.loads(row["blocks"])
                yield dumped(row) + b"\n"


def write_table(path: Path, lines: Iterable[bytes], columns: Sequence[str]) -> None:
    """Write lines of JSON as a table of strings, and a score. Raises OSError."""
    pq = _library()
    import pyarrow as pa

    types = {"score": pa.float64()}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in columns])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _batches(map(_cells, lines)):
            writer.write_batch(pa.RecordBatch.from_pylist(rows, schema=schema))


def _cells(line: bytes) -> dict[str, Any]:
    """A record's cells: text, but for the score; no lone surrogates, which Arrow cannot hold."""
    row: dict[str, Any] = json.loads(line)
    if row.get("blocks") is not None:
        row["blocks"] = json.dumps(row["blocks"], ensure_ascii=False)
    return {name: _text(cell) for name, cell in row.items()}


def _text(cell: object) -> object:
    if cell is None or isinstance(cell, float):
        return cell
    return str(cell).encode("utf-8", "backslashreplace").decode()


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) >= _ROWS_WRITTEN:
            yield batch
            batch = []
    if batch:
        yield batch


def _library() -> Any:
    try:
        import pyarrow.parquet
    except ImportError:
        raise MissingLibraryError(
            "Parquet files need a library: pip install 'declutter[arrow]'"
        ) from None
    return pyarrow.parquet
