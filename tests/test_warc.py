"""Web archives: every page comes out, whatever is wrong with its neighbours."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_archives import packed, record, response

from declutter.warc import MAX_BYTES, Record, read_records

PAGE = b"<h1>Tea</h1><p>Tea is made by steeping leaves in hot water.</p>"


def read(data: bytes, max_bytes: int = MAX_BYTES) -> list[Record]:
    return list(read_records(io.BytesIO(data), max_bytes))


@pytest.mark.parametrize("form", [b"".join, packed])
def test_pages_come_out_in_order(form: Callable[[list[bytes]], bytes]) -> None:
    data = form(
        [
            record(b"software: none", kind="warcinfo", media_type="application/warc-fields"),
            record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            record(response(PAGE, 'Text/HTML; charset="koi8-r"'), "https://a.example/1"),
            record(response(b"gone", "text/plain", "404 Not Found"), "https://a.example/2"),
            record(response(b""), kind="revisit"),
            record(b"plain words", kind="conversion", media_type="text/plain"),
            record(PAGE, kind="resource", media_type="text/html"),
        ]
    )
    pages = read(data)
    assert [page.url for page in pages][:2] == ["https://a.example/1", "https://a.example/2"]
    assert [page.payload for page in pages] == [PAGE, b"gone", b"plain words", PAGE]
    assert [page.http_status for page in pages] == [200, 404, None, None]
    assert [page.media_type for page in pages] == [
        *("text/html", "text/plain", "text/plain", "text/html")
    ]
    assert [page.charset for page in pages] == ["koi8-r", None, None, None]
    assert [page.error for page in pages] == [""] * 4
    assert len({page.id for page in pages}) == 4
    assert {page.date for page in pages} == {"2026-01-02T03:04:05Z"}


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:9], body[9:], b""))


@pytest.mark.parametrize(
    ("headers", "pack"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Content-Encoding: br\r\n", brotli.compress),
        ("Transfer-Encoding: chunked\r\n", chunked),
        ("Content-Encoding: deflate\r\n", zlib.compress),
        ("Content-Encoding: deflate\r\n", lambda body: zlib.compress(body)[2:-4]),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", None),
        ("Content-Encoding: gzip\r\n", bytes),  # says so, and is not
        ("Content-Encoding: br\r\n", bytes),
        ("Transfer-Encoding: chunked\r\n", bytes),
    ],
)
def test_bodies_are_unpacked(headers: str, pack: Callable[[bytes], bytes] | None) -> None:
    body = pack(PAGE) if pack else chunked(gzip.compress(PAGE))
    pages = read(packed([record(response(body, extra=headers)), record(response(b"next"))]))
    assert [page.payload for page in pages] == [PAGE, b"next"]
    assert [page.error for page in pages] == ["", ""]


def test_a_body_that_unpacks_to_too_much_is_cut() -> None:
    body = gzip.compress(b"a" * 100_000)
    first = record(response(body, extra="Content-Encoding: gzip\r\n"))
    pages = read(packed([first, record(response(b"next"))]), max_bytes=1000)
    assert [len(page.payload) for page in pages] == [1000, 4]
    assert "cut at 1000 bytes" in pages[0].error


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress), ("zstd", bytes)]
)
def test_a_body_that_breaks_off_says_so(coding: str, pack: Callable[[bytes], bytes]) -> None:
    words = b" ".join(b"word%d" % number for number in range(9999))
    body = response(pack(words)[:-500], extra=f"Content-Encoding: {coding}\r\n")
    page = read(packed([record(body)]))[0]
    assert page.error
    assert page.payload.startswith(b"word0 word1 ")


@pytest.mark.parametrize("form", [b"".join, packed])
def test_a_file_that_ends_too_soon(form: Callable[[list[bytes]], bytes]) -> None:
    noise = bytes(range(256)) * 40
    data = form([record(response(PAGE)), record(response(noise))])
    pages = read(data[:-60])
    assert pages[0].payload == PAGE
    assert len(pages) == 2
    assert "missing" in pages[1].error or "breaks off" in pages[1].error


@pytest.mark.parametrize("data", [b"\0\1 noise" * 99, b"<p>no archive</p>", gzip.compress(PAGE)])
def test_what_is_no_archive_is_one_error(data: bytes) -> None:
    pages = read(data)
    assert len(pages) == 1
    assert "not readable" in pages[0].error
    assert pages[0].payload == b""


def test_an_empty_file_has_no_pages() -> None:
    assert read(b"") == []


def test_what_stands_before_the_damage_comes_out() -> None:
    data = packed([record(response(PAGE))]) + b"noise" * 50 + packed([record(response(PAGE))])
    pages = read(data)
    assert pages[0].payload == PAGE
    assert "not readable" in pages[-1].error


_GOOD = b"".join([record(response(PAGE, extra="Content-Encoding: gzip\r\n")) for _ in range(3)])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(_GOOD) - 1), st.binary(max_size=6), st.booleans())
@example(_GOOD.index(b"Content-Length") + 16, b"x", False)
@example(_GOOD.index(b"Content-Length") + 16, b"-", False)
def test_damage_raises_nothing(at: int, noise: bytes, compressed: bool) -> None:
    data = packed([_GOOD]) if compressed else _GOOD
    at %= len(data)
    for page in read(data[:at] + noise + data[at + len(noise) :]):
        assert isinstance(page, Record)


def test_a_stream_that_fails_is_not_the_files_fault() -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise OSError("the network is gone")

    with pytest.raises(OSError, match="network"):
        list(read_records(io.BufferedReader(Broken())))  # type: ignore[type-var]
