"""Cleans a column of a Ray dataset; the extra is ``declutter[ray]``."""

from __future__ import annotations

from typing import Any, Final

from ray.data import Dataset

from declutter.arrow import Layout, clean_batch
from declutter.model import Options

#: Rows cleaned at a time, unless asked otherwise: what comes out of them is in memory at once.
ROWS: Final = 64


def clean_dataset(
    dataset: Dataset,
    column: str,
    options: Options | None = None,
    layout: Layout | None = None,
    rows: int | None = ROWS,
    **settings: Any,
) -> Dataset:
    """The columns of ``layout.schema``, a row for each row of the dataset; lazy, as Ray is.

    column: the pages, string or binary: ``bytes`` of ``ray.data.read_binary_files``, say.
    rows: how many are cleaned at a time; None for a whole block of Ray's.
    settings: more for ``Dataset.map_batches``, such as ``num_cpus``, ``memory``, ``concurrency``.
    """
    return dataset.map_batches(
        clean_batch,
        batch_format="pyarrow",
        batch_size=rows,
        fn_kwargs={"column": column, "options": options, "layout": layout},
        **settings,
    )
