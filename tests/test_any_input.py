"""What holds for any bytes and any string: no exception, nothing lost, the same again.

`fuzz_calls.check` asks each document for every output and compares them; here the documents come
from random bytes and text, markup soup, mixed encodings, mutated pages and JSON of any shape.
"""

from __future__ import annotations

import lzma
import tarfile
from pathlib import Path
from typing import Any

import pytest
from broken_pages import SOUP, SOURCES, mixed, mutated, with_data
from fixture_pages import ROOT
from fuzz_calls import check
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_properties import check_letters, ledger_text, visible

from declutter import Document, clean
from declutter.source.decode import decode
from declutter.source.parse import parse

ARCHIVE = ROOT.parent / "shared" / "data" / "multilingual-dev.tar.xz"
KINDS = st.sampled_from(("auto", "html", "text"))
ADDRESS = "https://a.example/tea"
some = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def hold(source: bytes | str, kind: Any) -> None:
    """Hold a page to all that is promised of any."""
    document = clean(source, ADDRESS, kind)
    check(document)
    check_nothing_is_lost(source, kind, document)
    again = clean(source, ADDRESS, kind)
    assert again.to_json() == document.to_json()
    assert again.markdown == document.markdown


def check_nothing_is_lost(source: bytes | str, kind: str, document: Document) -> None:
    """Kept and removed blocks together are the words of the page, in order."""
    page = document._page
    text = decode(source).text
    if page is None:
        return  # status `not_html`, or no element and no word at all
    if kind == "text" or (page.leaves and not page.is_html):
        check_letters(text, document.blocks)
        return
    root = parse(text)
    words = "" if root is None else visible(root)
    ledger = ledger_text(document.blocks)
    from_data = any(leaf.source for leaf in page.leaves)  # what no element shows comes on top
    assert words in ledger if from_data else words == ledger


@some
@given(st.binary(max_size=800), KINDS)
@example(b"\xff\xfe<\x00p\x00>\x00", "auto")
@example(b"\x00" * 9, "html")
def test_any_bytes(source: bytes, kind: Any) -> None:
    hold(source, kind)


@some
@given(st.text(st.characters(), max_size=400), KINDS)  # lone surrogates as well
@example("\ud800", "text")
def test_any_text(source: str, kind: Any) -> None:
    hold(source, kind)


@settings(some, max_examples=300)
@given(SOUP, st.sampled_from(("html", "html", "text")))
def test_any_markup(source: str, kind: Any) -> None:
    hold(source, kind)


@some
@given(mixed(), KINDS)
def test_any_mix_of_encodings(source: bytes, kind: Any) -> None:
    hold(source, kind)


@some
@given(mutated(SOURCES), KINDS)
def test_any_broken_page(source: bytes, kind: Any) -> None:
    hold(source, kind)


@some
@given(with_data())
def test_any_data_in_a_page(source: str) -> None:
    hold(source, "html")


def archived(path: Path, count: int) -> list[bytes]:
    """The first pages of an archive that are not long."""
    pages: list[bytes] = []
    with lzma.open(path) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
        for member in archive:
            if member.name.endswith(".html") and 500 < member.size < 25_000:
                file = archive.extractfile(member)
                assert file is not None
                pages.append(file.read())
                if len(pages) == count:
                    break
    return pages


@pytest.mark.slow
@pytest.mark.skipif(not ARCHIVE.exists(), reason="no archives beside the checkout")
def test_any_broken_page_of_the_archives() -> None:
    pages = archived(ARCHIVE, 30)
    assert pages

    @settings(some, max_examples=100)
    @given(mutated(pages))
    def broken(source: bytes) -> None:
        hold(source, "auto")

    broken()
