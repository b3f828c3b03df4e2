"""A column of pages: as many rows out as in, and each the same as one page on its own."""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fixture_pages import FIXTURES
from hypothesis import given, settings
from hypothesis import strategies as st

import declutter.arrow
from declutter import Document, Options, clean
from declutter.arrow import FAILED, RESULT, Layout, clean_batch

PAGES = [fixture.source.read_bytes() for fixture in FIXTURES]
TEA = "<h1>Tea</h1><p>Tea is made by steeping leaves in hot water, for three or four minutes.</p>"
NEWS = TEA.replace("<h1>", '<nav><a href="/">Home</a> <a href="/n">News</a></nav><h1>')
TYPES = (
    *(pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())),
    *(pa.binary(), pa.large_binary(), pa.binary_view(), pa.dictionary(pa.int8(), pa.binary())),
)


def table(pages: list[Any], kind: pa.DataType | None = None, **columns: list[Any]) -> pa.Table:
    return pa.table({"page": pa.array(pages, kind or pa.binary()), **columns})


def test_each_row_is_its_page() -> None:
    rows = clean_batch(table(PAGES), "page").to_pylist()
    assert len(rows) == len(PAGES)
    for row, page in zip(rows, PAGES, strict=True):
        document = clean(page)
        for name in ("text", "title", "byline", "date", "language", "detail", "score"):
            assert row[name] == getattr(document, name), name
        assert row["status"] == str(document.status)
        counts = {str(label): count for label, count in document.label_counts.items()}
        assert {entry["label"]: entry["count"] for entry in row["labels"]} == counts


def test_the_schema_is_the_one_that_was_told() -> None:
    layout = Layout(carry=("id",), blocks=True)
    source = table([TEA], id=[1])
    result = clean_batch(source, "page", None, layout)
    assert result.schema == layout.schema(source.schema)
    assert result.column_names == ["id", *RESULT.names, "blocks"]
    assert clean_batch(source, "page").schema == RESULT


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_any_array_of_strings_or_bytes(kind: pa.DataType) -> None:
    as_bytes = kind in TYPES[4:]
    pages = [TEA, None, NEWS, ""]
    stored = [page.encode() if page is not None and as_bytes else page for page in pages]
    texts = pa.types.is_dictionary(kind)
    array = pa.array(stored, kind.value_type).dictionary_encode() if texts else None
    source = pa.table({"page": array if array is not None else pa.array(stored, kind)})
    rows = clean_batch(source, "page").to_pylist()
    assert [row["text"] for row in rows] == [clean(TEA).text, None, clean(NEWS).text, ""]
    assert [row["status"] for row in rows] == ["ok", "empty", "ok", "empty"]


def test_a_table_gives_a_table_and_a_batch_a_batch() -> None:
    whole = table([TEA, NEWS, TEA])
    assert isinstance(clean_batch(whole, "page"), pa.Table)
    batch = whole.to_batches()[0]
    assert isinstance(clean_batch(batch, "page"), pa.RecordBatch)
    assert clean_batch(batch.slice(1, 2), "page").num_rows == 2
    chunked = pa.concat_tables([whole, whole.slice(2), whole.slice(0, 0)])
    assert clean_batch(chunked, "page").to_pylist() == [
        *clean_batch(whole, "page").to_pylist(),
        *clean_batch(whole.slice(2), "page").to_pylist(),
    ]


def test_no_rows() -> None:
    none = table([])
    assert clean_batch(none, "page").to_pylist() == []
    batch = pa.RecordBatch.from_pylist([], none.schema)
    assert clean_batch(batch, "page").schema == RESULT
    assert clean_batch(pa.table({"page": pa.nulls(2)}), "page")["status"].to_pylist() == [
        "empty",
        "empty",
    ]


def test_addresses_charsets_and_other_columns() -> None:
    russian = "<h1>Чай</h1><p>Чай заваривают горячей водой и ждут три или четыре минуты.</p>"
    source = table(
        [russian.encode("koi8-r"), TEA.encode(), TEA.encode()],
        address=["https://a.example/x", None, "http://[bad"],
        charset=["koi8-r", None, "no-such-charset"],
        id=[7, 8, 9],
    )
    layout = Layout(url="address", charset="charset", carry=("id", "address"))
    rows = clean_batch(source, "page", None, layout).to_pylist()
    assert [row["id"] for row in rows] == [7, 8, 9]
    assert rows[0]["address"] == "https://a.example/x"
    assert "горячей водой" in rows[0]["text"]
    assert [row["text"] for row in rows[1:]] == [clean(TEA).text] * 2


def test_options_reach_the_engine() -> None:
    options = Options(drop=frozenset({"body"}))
    assert clean_batch(table([TEA]), "page", options)["text"].to_pylist() == [
        clean(TEA, options=options).text
    ]
    layout = Layout(kind="text")
    assert "<h1>" in clean_batch(table([TEA]), "page", None, layout)["text"][0].as_py()


def test_blocks_are_the_ledger() -> None:
    row = clean_batch(table([NEWS]), "page", None, Layout(blocks=True)).to_pylist()[0]
    blocks = clean(NEWS).blocks
    assert [(b["text"], b["label"], b["keep"], b["where"]) for b in row["blocks"]] == [
        (b.text, str(b.label), b.keep, b.where) for b in blocks
    ]
    assert [[e["rule"] for e in b["evidence"]] for b in row["blocks"]] == [
        [e.rule for e in b.evidence] for b in blocks
    ]


def test_a_page_that_the_engine_raises_on_costs_its_row_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumble(page: str, *rest: Any) -> Document:
        if page == "bad":
            raise MemoryError("for a test \ud800")
        return clean(page, *rest)

    monkeypatch.setattr(declutter.arrow, "clean", stumble)
    rows = clean_batch(table([TEA, "bad", TEA], pa.string()), "page").to_pylist()
    assert [row["status"] for row in rows] == ["ok", FAILED, "ok"]
    assert rows[1]["text"] is None
    assert rows[1]["detail"].startswith("MemoryError: for a test")
    assert rows[0]["text"] == rows[2]["text"] == clean(TEA).text


def test_strings_that_are_no_utf8_are_decoded_as_bytes() -> None:
    page = "<p>Café au lait, s'il vous plaît, avec deux croissants et un peu de beurre.</p>"
    offsets = pa.py_buffer(b"\0\0\0\0" + len(page).to_bytes(4, "little"))
    data = pa.py_buffer(page.encode("latin-1"))
    array = pa.Array.from_buffers(pa.string(), 1, [None, offsets, data])
    assert "Café" in clean_batch(pa.table({"page": array}), "page")["text"][0].as_py()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.none(), st.binary(max_size=300))))
def test_any_bytes(pages: list[bytes | None]) -> None:
    result = clean_batch(table(pages), "page", None, Layout(blocks=True))
    result.validate(full=True)
    assert result.num_rows == len(pages)
    assert FAILED not in result["status"].to_pylist()


@pytest.mark.parametrize(
    ("column", "layout", "error", "word"),
    [
        ("html", Layout(), KeyError, "no column 'html'; there are page, number, title"),
        ("page", Layout(url="nowhere"), KeyError, "nowhere"),
        ("page", Layout(carry=("nowhere",)), KeyError, "nowhere"),
        ("number", Layout(), TypeError, "strings or bytes, not int64"),
        ("page", Layout(charset="number"), TypeError, "number"),
        ("page", Layout(carry=("title",)), ValueError, "title"),
    ],
)
def test_what_cannot_be_meant_is_said_before_any_page(
    column: str, layout: Layout, error: type[Exception], word: str
) -> None:
    source = table([TEA], number=[1], title=["t"])
    with pytest.raises(error, match=word):
        clean_batch(source, column, None, layout)


def test_what_is_sent_to_workers_is_picklable() -> None:
    layout = Layout(url="u", carry=("id",), blocks=True)
    assert pickle.loads(pickle.dumps((clean_batch, Options(), layout))) == (
        clean_batch,
        Options(),
        layout,
    )


def test_the_result_goes_through_parquet(tmp_path: Any) -> None:
    result = clean_batch(table([NEWS, None]), "page", None, Layout(blocks=True))
    pq.write_table(result, tmp_path / "pages.parquet")
    assert pq.read_table(tmp_path / "pages.parquet").to_pylist() == result.to_pylist()


def test_no_engine_is_imported() -> None:
    code = "import sys, declutter.arrow; print({'pyspark', 'ray', 'datatrove'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_command_does_without_arrow() -> None:
    code = "import sys, declutter.cli.command; print({'pyarrow', 'warcio'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
