"""Twice the input takes about twice the time, on the shapes that the benchmark measures."""

from __future__ import annotations

from functools import partial

import pytest
from cpu_time import assert_linear

from benchmarks.shapes import FOUND, HTML, TEXT
from declutter import Document, Label, Options, Status, clean

#: Characters of the smaller page: enough to tell linear from quadratic.
SIZE = 40_000
EVERYTHING = Options(keep=frozenset(Label))


def _write(page: str, kind: str) -> None:
    """Clean a page and read all its outputs.

    All of it is kept, so that the same parts of both sizes are written.
    """
    document = clean(page, kind=kind, options=EVERYTHING)  # type: ignore[arg-type]
    document.text, document.markdown, document.html, document.title  # noqa: B018


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "shape"),
    [*(("html", name) for name in HTML), *(("text", name) for name in TEXT)],
)
def test_linear_time(kind: str, shape: str) -> None:
    make = (HTML if kind == "html" else TEXT)[shape]
    assert_linear(lambda size: partial(_write, make(size), kind), SIZE, times=4)


@pytest.mark.parametrize("shape", HTML)
def test_the_article_is_found(shape: str) -> None:
    source = HTML[shape](10_000).encode("utf-8", "replace")  # as the benchmark does
    document: Document = clean(source, kind="html")
    assert FOUND in " ".join(document.text.split())
    assert document.status in (Status.OK, Status.LISTING, Status.TRUNCATED)


def test_a_headline_repeated_by_the_thousand() -> None:
    # Each block is asked whether it is the headline again.
    page = "Tea is hot\nand green.\n\n"
    assert_linear(lambda count: partial(_write, page * count, "text"), 1_500)
