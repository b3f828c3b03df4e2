"""Small web archives, written byte by byte, so that they can be wrong as well."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from itertools import count

_numbers = count(1)


def record(
    body: bytes,
    url: str = "https://a.example/",
    kind: str = "response",
    media_type: str = "application/http; msgtype=response",
) -> bytes:
    """One record of an archive, uncompressed."""
    number = next(_numbers)
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        "WARC-Date: 2026-01-02T03:04:05Z\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def response(
    body: bytes, media_type: str = "text/html", status: str = "200 OK", extra: str = ""
) -> bytes:
    """What a server answered."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{extra}\r\n".encode() + body


def packed(records: Iterable[bytes]) -> bytes:
    """The usual form: each record compressed by itself."""
    return b"".join(gzip.compress(part) for part in records)
