"""The same pages give the same bytes, whatever cleans them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pyarrow as pa
from fixture_pages import FIXTURES

from declutter import clean, clean_many
from declutter.arrow import Layout, clean_batch

PAGES = {fixture.name: fixture.source.read_bytes() for fixture in FIXTURES}
TABLE = pa.table({"name": list(PAGES), "page": pa.array(PAGES.values(), pa.binary())})
CARRY = Layout(carry=("name",))


@cache
def one_by_one() -> dict[str, bytes]:
    return {name: clean(page).text.encode() for name, page in PAGES.items()}


def texts(rows: list[dict[str, Any]]) -> dict[str, bytes]:
    assert len(rows) == len(PAGES)
    return {row["name"]: row["text"].encode() for row in rows}


def test_pool() -> None:
    found = {name: document.text.encode() for name, document in clean_many(PAGES.items(), jobs=2)}
    assert found == one_by_one()


def test_arrow() -> None:
    assert texts(clean_batch(TABLE, "page", None, CARRY).to_pylist()) == one_by_one()


def test_spark(spark: Any) -> None:
    from declutter.adapters.spark import clean_frame

    pages = [(name, bytearray(page)) for name, page in PAGES.items()]
    frame = spark.createDataFrame(pages, "name string, page binary").repartition(3)
    rows = clean_frame(frame, "page", layout=CARRY).collect()
    assert texts([row.asDict() for row in rows]) == one_by_one()


def test_ray(ray: Any) -> None:
    from declutter.adapters.ray_data import clean_dataset

    dataset = ray.data.from_arrow(TABLE).repartition(3)
    assert texts(clean_dataset(dataset, "page", None, CARRY, rows=8).take_all()) == one_by_one()


def test_datatrove(datatrove: Any) -> None:
    """Its documents hold text, so pages come decoded, as its own readers hand them over."""
    from datatrove.data import Document

    from declutter.adapters.datatrove import DeclutterExtractor

    pages = {name: page.decode("utf-8", "ignore") for name, page in PAGES.items()}
    documents = [Document(text=page, id=name) for name, page in pages.items()]
    found = {document.id: document.text for document in DeclutterExtractor().run(documents)}
    assert found == {name: text for name, page in pages.items() if (text := clean(page).text)}
