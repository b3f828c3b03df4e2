"""Cleans a column of an Apache Spark frame; the extra is ``declutter[spark]``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import pyarrow as pa
from pyspark.sql import Column, DataFrame
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from declutter.arrow import Layout, clean_batch
from declutter.model import Options

#: Rows cleaned at a time, unless asked otherwise: what comes out of them is in memory at once.
ROWS: Final = 64


def clean_frame(
    frame: DataFrame,
    column: str,
    options: Options | None = None,
    layout: Layout | None = None,
    rows: int = ROWS,
) -> DataFrame:
    """The columns of ``layout.schema``, a row for each row of the frame; lazy, as Spark is.

    column: the pages, string or binary. Errors are those of `clean_batch`, and raised here.
    rows: how many are cleaned at a time. How many Spark hands over at a time, it says itself
        (``spark.sql.execution.arrow.maxRecordsPerBatch``).
    """
    layout = layout or Layout()
    frame = frame.select(*layout.columns(column))
    source = to_arrow_schema(frame.schema)
    schema = clean_batch(source.empty_table(), column, options, layout).schema

    def cleaned(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for start in range(0, batch.num_rows, rows):
                yield clean_batch(batch.slice(start, rows), column, options, layout)

    return frame.mapInArrow(cleaned, from_arrow_schema(schema))


def clean_udf(
    options: Options | None = None, layout: Layout | None = None
) -> Callable[[Column], Column]:
    """A function of a column of pages that gives a struct of results; from Spark 4.1 on.

    layout: ``kind`` and ``blocks`` hold; a function of one column has no others.
    """
    from pyspark.sql.functions import arrow_udf  # what is older has none

    fields = Layout(kind=layout.kind, blocks=layout.blocks) if layout else Layout()
    result = from_arrow_schema(fields.schema(pa.schema([])))

    def cleaned(pages: pa.Array) -> pa.Array:
        batch = pa.RecordBatch.from_arrays([pages], ["page"])
        return clean_batch(batch, "page", options, fields).to_struct_array()

    udf: Callable[[Column], Column] = arrow_udf(cleaned, returnType=result)
    return udf
