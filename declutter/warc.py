"""Reads the pages of web archives (WARC and WET files), the extra ``declutter[warc]``.

warcio reads the records: it goes on where an HTTP body is not what its headers say, while faster
readers give up the rest of the file, and its cost is a small part of cleaning a page.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO, Final, NamedTuple

from brotli import Decompressor
from brotli import error as BrotliError
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader

from declutter import model

#: The kinds of record that hold a page: fetched by HTTP, by other means, or turned into text.
PAGES: Final = frozenset({"response", "resource", "conversion"})
#: A page's bytes after decompression; more are cut, as a guard against a few bytes that unpack
#: to gigabytes. One more than the engine reads, so that its status says what was cut.
MAX_BYTES: Final = model.MAX_BYTES + 1


class Record(NamedTuple):
    """One page of an archive.

    id: the record's identifier, as in the file. url, date: where and when it was fetched, empty
        if the record does not say. http_status: None where there was no HTTP. media_type: such
        as ``text/html``, without parameters; charset: as HTTP named it, or None.
    error: what is wrong with the record, in words, else empty. A file that cannot be read any
        further ends with a record that has nothing but an error.
    """

    id: str
    url: str
    date: str
    http_status: int | None
    media_type: str
    charset: str | None
    payload: bytes
    error: str


def read_records(stream: BinaryIO, max_bytes: int = MAX_BYTES) -> Iterator[Record]:
    """The pages of an archive in the file's order, compressed or not; one is in memory at a time.

    Raises nothing for what the file holds, see `Record`; OSError if the stream cannot be read.
    """
    try:
        for record in ArchiveIterator(stream):
            if record.format != "warc":  # warcio takes any line of five words for ARC
                raise ValueError("not a WARC file")
            if record.rec_type in PAGES:
                yield _record(record, max_bytes)
    except OSError:
        raise
    except Exception as error:  # warcio lets those of zlib and int() through, among others
        reason = str(error).strip().partition("\n")[0][:200]
        yield broken(f"not readable from here on: {type(error).__name__}: {reason}")


def broken(error: str) -> Record:
    """The record that stands for what could not be read."""
    return Record("", "", "", None, "", None, b"", error)


def _record(record: Any, max_bytes: int) -> Record:
    warc, http = record.rec_headers, record.http_headers
    kind = (http or warc).get_header("Content-Type") or ""
    media_type, _, parameters = kind.partition(";")
    status = http.get_statuscode() if http else ""
    payload, error = _payload(record, max_bytes)
    return Record(
        id=warc.get_header("WARC-Record-ID") or "",
        url=warc.get_header("WARC-Target-URI") or "",
        date=warc.get_header("WARC-Date") or "",
        http_status=int(status) if status.isdecimal() else None,
        media_type=media_type.strip().lower(),
        charset=_charset(parameters),
        payload=payload,
        error=error,
    )


def _payload(record: Any, max_bytes: int) -> tuple[bytes, str]:
    """A record's body, unpacked, and what was wrong with it."""
    body = _read(record.raw_stream, max_bytes + 1)
    if len(body) > max_bytes:
        return body[:max_bytes], f"the body was cut at {max_bytes} bytes"
    missing = getattr(record.raw_stream, "limit", 0)
    error = f"{missing} bytes are missing at the end" if missing else ""
    if record.http_headers is None:
        return body, error
    if (record.http_headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = _read(ChunkedDataReader(BytesIO(body)), max_bytes)
    codings = (record.http_headers.get_header("Content-Encoding") or "").lower().split(",")
    for coding in reversed([name.strip() for name in codings]):  # the last was put on last
        body, fault = _unpacked(body, coding, max_bytes)
        error = error or fault
    return body, error


def _read(stream: Any, size: int) -> bytes:
    """As many bytes as there are, and no more than ``size``."""
    parts = []
    while size > 0 and (part := stream.read(min(size, 1 << 20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _unpacked(body: bytes, coding: str, max_bytes: int) -> tuple[bytes, str]:
    """A body without its coding; as it is where it is not what its headers say.

    warcio's own way takes a stream that breaks off for a whole one, and knows no later brotli.
    """
    if coding in ("", "identity"):
        return body, ""
    try:
        if coding == "br":
            brotli = Decompressor()
            result = brotli.process(body, output_buffer_limit=max_bytes)
            whole = brotli.is_finished()
        elif coding in ("gzip", "x-gzip", "deflate"):
            result, whole = _inflated(body, max_bytes)
        else:
            return body, f"unknown content encoding {coding!r}"
    except (BrotliError, zlib.error):
        return body, ""
    if len(result) >= max_bytes:
        return result[:max_bytes], f"the body was cut at {max_bytes} bytes"
    return result, "" if whole else "the body breaks off"


def _inflated(body: bytes, max_bytes: int) -> tuple[bytes, bool]:
    """Unpacks gzip, and deflate with or without the zlib header that servers leave out."""
    try:
        inflater = zlib.decompressobj(zlib.MAX_WBITS + 32)
        result = inflater.decompress(body, max_bytes)
    except zlib.error:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        result = inflater.decompress(body, max_bytes)
    return result, inflater.eof


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \t\"'") or None
    return None
