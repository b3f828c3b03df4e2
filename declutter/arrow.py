"""Cleans a column of pages: Arrow in, Arrow out, whatever engine holds the data.

pyarrow is the extra ``declutter[arrow]``. Nothing here knows an engine: Spark, Ray Data, DuckDB,
Polars and pandas all hand over Arrow and take it back; `declutter.adapters` has the few lines that
three of them need.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar

import pyarrow as pa

from declutter.document import Document
from declutter.model import Block, Options, Status
from declutter.pipeline import clean

#: The status of a page that the engine raised on, which it should not: its text is null, and
#: the reason stands in ``detail``.
FAILED: Final = str(Status.CRASHED)

#: What is made of a page, in this order. ``text`` is null for a null page and for a failed one.
RESULT: Final = pa.schema(
    [
        pa.field("text", pa.string()),
        pa.field("title", pa.string()),
        pa.field("byline", pa.string()),
        pa.field("date", pa.string()),
        pa.field("language", pa.string()),
        pa.field("status", pa.string()),
        pa.field("detail", pa.string()),
        pa.field("score", pa.float64()),
        pa.field("labels", pa.list_(pa.struct([("label", pa.string()), ("count", pa.int32())]))),
    ]
)
_EVIDENCE: Final = pa.struct(
    [("rule", pa.string()), ("weight", pa.float64()), ("where", pa.string())]
)
_BLOCK: Final = pa.struct(
    [
        ("text", pa.string()),
        ("kind", pa.string()),
        ("label", pa.string()),
        ("keep", pa.bool_()),
        ("score", pa.float64()),
        ("where", pa.string()),
        ("evidence", pa.list_(_EVIDENCE)),
    ]
)
#: The ledger of a page, kept and removed, with reasons: several times the size of its text.
BLOCKS: Final = pa.field("blocks", pa.list_(_BLOCK))

Data = TypeVar("Data", pa.Table, pa.RecordBatch)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns of the input say what, and what is asked for. Frozen and picklable.

    url: the column of the pages' addresses, for links and metadata; or None.
    charset: the column of the charsets that HTTP named, where a page came as bytes; or None.
    carry: columns that stand before the results, unchanged. None may have a result's name.
    kind: what the pages are, ``auto``, ``html`` or ``text``, as for `declutter.clean`.
    blocks: whether each page's ledger is asked for, too.
    """

    url: str | None = None
    charset: str | None = None
    carry: tuple[str, ...] = ()
    kind: Literal["auto", "html", "text"] = "auto"
    blocks: bool = False

    def columns(self, column: str) -> list[str]:
        """The input's columns that are read, each once."""
        names = (*self.carry, column, self.url, self.charset)
        return list(dict.fromkeys(name for name in names if name is not None))

    def schema(self, source: pa.Schema) -> pa.Schema:
        """What comes out, given what comes in: the columns carried, then the results.

        Raises KeyError for a carried column that is not there, ValueError for one that has a
        result's name.
        """
        results = [*RESULT, BLOCKS] if self.blocks else [*RESULT]
        taken = {field.name for field in results} & set(self.carry)
        if taken:
            raise ValueError(f"carried columns have names of results, rename them: {sorted(taken)}")
        return pa.schema([_field(source, name) for name in self.carry] + results)


def clean_batch(
    data: Data, column: str, options: Options | None = None, layout: Layout | None = None
) -> Data:
    """Clean each page of a column; a table gives a table, a record batch a record batch.

    data: pages as Arrow strings or binary, of whatever width or encoding of the array; bytes
        are decoded as `declutter.clean` decodes them.
    column: the name of the pages' column.

    Returns as many rows as came in, in the same order, with the columns of `Layout.schema`.
    Never raises for any content: what is wrong with a page stands in its ``status`` and
    ``detail``, and a null page is ``empty``. Raises KeyError for a column that is not there,
    TypeError for one that holds neither strings nor bytes, ValueError for clashing names.
    """
    options, layout = options or Options(), layout or Layout()
    schema = layout.schema(data.schema)
    for name in layout.columns(column)[len(layout.carry) :]:
        _check(_field(data.schema, name))
    if isinstance(data, pa.RecordBatch):
        return _clean(data, column, options, layout, schema)
    batches = [_clean(part, column, options, layout, schema) for part in data.to_batches()]
    return pa.Table.from_batches(batches, schema)


def _clean(
    batch: pa.RecordBatch, column: str, options: Options, layout: Layout, schema: pa.Schema
) -> pa.RecordBatch:
    pages = _values(batch, column)
    addresses = _values(batch, layout.url)
    charsets = _values(batch, layout.charset)
    row = pa.struct(list(schema)[len(layout.carry) :])
    rows = [
        _row(page, _text(address), _text(charset), options, layout, row)
        for page, address, charset in zip(pages, addresses, charsets, strict=True)
    ]
    results = pa.concat_arrays(rows) if rows else pa.array([], row)
    carried = [batch.column(name) for name in layout.carry]
    return pa.RecordBatch.from_arrays([*carried, *results.flatten()], schema=schema)


def _row(
    page: bytes | str | None,
    address: str | None,
    charset: str | None,
    options: Options,
    layout: Layout,
    row: pa.StructType,
) -> pa.StructArray:
    """The results of one page, already as Arrow: that, too, must not cost the others."""
    if page is None:
        return pa.array([_nothing(Status.EMPTY, "no page")], row)
    try:
        if charset:
            options = replace(options, encoding=charset)
        document = clean(page, address, layout.kind, options)
        return pa.array([_results(document, layout.blocks)], row)
    except Exception as error:
        detail = f"{type(error).__name__}: {error}".encode(errors="replace").decode()
        return pa.array([_nothing(FAILED, detail)], row)


def _nothing(status: str, detail: str) -> dict[str, Any]:
    return {"status": str(status), "detail": detail, "score": 0.0, "labels": []}


def _results(document: Document, with_blocks: bool) -> dict[str, Any]:
    results: dict[str, Any] = {
        "text": document.text,
        "title": document.title,
        "byline": document.byline,
        "date": document.date,
        "language": document.language,
        "status": str(document.status),
        "detail": document.detail,
        "score": document.score,
        "labels": [
            {"label": str(label), "count": count} for label, count in document.label_counts.items()
        ],
    }
    if with_blocks:
        results["blocks"] = [_block(block) for block in document.blocks]
    return results


def _block(block: Block) -> dict[str, Any]:
    return {
        "text": block.text,
        "kind": str(block.kind),
        "label": str(block.label),
        "keep": block.keep,
        "score": block.score,
        "where": block.where,
        "evidence": [evidence._asdict() for evidence in block.evidence],
    }


def _values(batch: pa.RecordBatch, name: str | None) -> Iterator[bytes | str | None]:
    """A column's values one at a time, so that a batch's pages are not all copied at once."""
    if name is None:
        yield from [None] * batch.num_rows
        return
    values = batch.column(name)
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    is_text = _is_text(values.type)
    if is_text:
        # Engines hand over strings that are not UTF-8: as bytes, their charset is found out.
        values = values.cast(pa.large_binary())
    for value in values:
        page = value.as_py()
        if is_text and page is not None:
            with suppress(UnicodeDecodeError):
                page = page.decode("utf-8")
        yield page


def _text(value: bytes | str | None) -> str | None:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _field(schema: pa.Schema, name: str) -> pa.Field:
    if name not in schema.names:
        raise KeyError(f"no column {name!r}; there are {', '.join(schema.names)}")
    return schema.field(name)


def _check(field: pa.Field) -> None:
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    if not (_is_text(kind) or _is_bytes(kind) or pa.types.is_null(kind)):
        raise TypeError(f"column {field.name!r} must hold strings or bytes, not {field.type}")


def _is_text(kind: pa.DataType) -> bool:
    types = pa.types
    texts = (types.is_string, types.is_large_string, types.is_string_view)
    return any(is_one(kind) for is_one in texts)


def _is_bytes(kind: pa.DataType) -> bool:
    types = pa.types
    fixed, view = types.is_fixed_size_binary, types.is_binary_view
    return any(is_one(kind) for is_one in (types.is_binary, types.is_large_binary, fixed, view))
