"""Cleans the pages of web archives on Apache Spark: one task a file, one page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Final, Literal

import pyarrow as pa
from pyarrow.fs import FileSystem, LocalFileSystem
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from declutter.adapters.spark import ROWS
from declutter.arrow import Layout, clean_batch
from declutter.model import Options
from declutter.warc import Record, broken, read_records

_Kind = Literal["auto", "text"]
#: A batch ends with the page that passes this many bytes, if it has not ended before.
_BATCH_BYTES: Final = 64_000_000
#: What stands before the results: the file, and what the record says of itself.
CARRIED: Final = ("source", "record", "url", "fetched", "http_status", "media_type", "error")
_PAGES: Final = pa.schema(
    [(name, pa.int32() if name == "http_status" else pa.string()) for name in CARRIED]
    + [("charset", pa.string()), ("page", pa.binary())]
)


def clean_archives(
    spark: SparkSession,
    paths: Iterable[str],
    options: Options | None = None,
    blocks: bool = False,
    rows: int = ROWS,
) -> DataFrame:
    """A row for each page of the WARC or WET files: `CARRIED`, then the results; lazy.

    paths: files, folders and patterns, of any file system that both Spark and Arrow read.
    rows: how many pages are cleaned at a time.

    ``error`` says what is wrong with a record, else it is empty; a file that cannot be opened or
    read any further ends with a row of its own, whose other fields are empty or null.
    """
    layout = Layout(url="url", charset="charset", carry=CARRIED, blocks=blocks)
    lists = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    files = lists.load(list(paths)).select("path", "length").collect()
    # The longest files first, one a task: no worker is left with a long one at the end.
    longest = [(file.path,) for file in sorted(files, key=lambda file: -file.length)]
    tasks = spark.sparkContext.parallelize(longest, max(len(longest), 1))

    def cleaned(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for path in batch.column(0).to_pylist():
                for kind, pages in _pages(path, rows):
                    yield clean_batch(pages, "page", options, replace(layout, kind=kind))

    frame = spark.createDataFrame(tasks, "path string")
    return frame.mapInArrow(cleaned, from_arrow_schema(layout.schema(_PAGES)))


def _pages(path: str, rows: int) -> Iterator[tuple[_Kind, pa.RecordBatch]]:
    """A file's pages in batches of one kind each: what calls itself plain text is that."""
    batch: list[dict[str, object]] = []
    size = 0
    kind: _Kind = "auto"
    for record in _records(path):
        this: _Kind = "text" if record.media_type == "text/plain" else "auto"
        if batch and (this != kind or len(batch) >= rows or size >= _BATCH_BYTES):
            yield kind, pa.RecordBatch.from_pylist(batch, _PAGES)
            batch, size = [], 0
        batch.append(_row(path, record))
        size += len(record.payload)
        kind = this
    if batch:
        yield kind, pa.RecordBatch.from_pylist(batch, _PAGES)


def _records(path: str) -> Iterator[Record]:
    try:
        if path.startswith("file:"):  # Spark's form of it is no URI where there are odd signs
            system, name = LocalFileSystem(), path.removeprefix("file:").removeprefix("//")
        else:
            system, name = FileSystem.from_uri(path.replace("s3a://", "s3://", 1))
        with closing(system.open_input_stream(name, compression=None)) as stream:
            yield from read_records(stream)
    except OSError as error:
        yield broken(f"not readable: {error}")


def _row(path: str, record: Record) -> dict[str, object]:
    carried = (path, *record[:5], record.error)
    page = record.payload if record.id else None
    return dict(zip(CARRIED, carried, strict=True)) | {"charset": record.charset, "page": page}
