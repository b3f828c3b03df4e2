"""Lines of JSON: read from files and streams, plain or compressed, and written."""

from __future__ import annotations

import gzip
import os
import select
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from declutter.batch.sources import open_regular
from declutter.pool.pool import Waiting

#: A longer line is reported and skipped: it would have to be held in memory whole.
MAX_LINE: Final = 64 << 20
_CHUNK: Final = 1 << 20
#: Of Zstandard, which can unpack four bytes to 128 kB.
_PIECE: Final = 1 << 10
_LEVEL: Final = 6  # of gzip: its own default; Python's is 9, at twice the time


class MissingLibraryError(RuntimeError):
    """A format needs a library that is not installed."""


class TooLongError(ValueError):
    """Stands for a line longer than `MAX_LINE`."""


def lines_of(path: str | Path) -> Iterator[bytes | TooLongError]:
    """The lines of a file, ``.gz`` and ``.zst`` unpacked. Raises OSError, EOFError."""
    path = Path(path)
    with open_regular(str(path)) as file:
        for line in split(_unpacked(file, path.name.lower())):
            if not isinstance(line, Waiting):
                yield line


def lines_of_stdin() -> Iterator[bytes | TooLongError | Waiting]:
    """The lines of standard input as they come; `Waiting` where none has come yet."""
    return split(_chunks(sys.stdin.fileno()))


def _chunks(fd: int) -> Iterator[bytes | Waiting]:
    while True:
        while not select.select([fd], [], [], 0)[0]:
            yield Waiting(fd)
        chunk = os.read(fd, _CHUNK)
        if not chunk:
            return
        yield chunk


def split(
    chunks: Iterable[bytes | Waiting], limit: int = MAX_LINE
) -> Iterator[bytes | TooLongError | Waiting]:
    """Lines, with their ends; the last one may have none."""
    buffer = bytearray()
    searched = 0
    skipping = False
    for chunk in chunks:
        if isinstance(chunk, Waiting):
            yield chunk
            continue
        buffer += chunk
        while (end := buffer.find(b"\n", searched)) >= 0:
            if skipping:
                skipping = False
            else:
                yield bytes(buffer[: end + 1])
            del buffer[: end + 1]
            searched = 0
        searched = len(buffer)
        if searched > limit or skipping:
            if not skipping:
                yield TooLongError(f"longer than {limit} bytes")
            skipping = True
            buffer.clear()
            searched = 0
    if buffer and not skipping:
        yield bytes(buffer)


def write_lines(path: Path, lines: Iterable[bytes], ending: str) -> None:
    """Write lines to a file in the compression that ``ending`` names. Raises OSError."""
    with path.open("wb") as file, _compressed(file, ending) as stream:
        for line in lines:
            stream.write(line)


def _unpacked(file: BinaryIO, name: str) -> Iterator[bytes]:
    if name.endswith(".zst"):
        return _unpacked_zst(file, zstandard())
    stream = gzip.GzipFile(fileobj=file) if name.endswith(".gz") else file
    return iter(lambda: stream.read(_CHUNK), b"")


def _unpacked_zst(file: BinaryIO, library: Any) -> Iterator[bytes]:
    """Frame after frame; the library's own reader takes a file that breaks off for a whole one."""
    frame = None
    while piece := file.read(_PIECE):
        while piece:
            frame = frame or library.ZstdDecompressor().decompressobj()
            yield frame.decompress(piece)
            piece = b""
            if frame.eof:
                piece, frame = frame.unused_data, None
    if frame is not None:
        raise EOFError("the file breaks off")


def _compressed(file: BinaryIO, ending: str) -> AbstractContextManager[BinaryIO]:
    if ending.endswith(".gz"):
        # No name and no time: the same lines make the same file.
        return cast(BinaryIO, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0))
    if ending.endswith(".zst"):
        return cast("AbstractContextManager[BinaryIO]", zstandard().open(file, "wb"))
    return nullcontext(file)


def zstandard() -> Any:
    """The library; raises `MissingLibraryError`."""
    try:
        import zstandard as library
    except ImportError:
        raise MissingLibraryError(
            "Zstandard files need a library: pip install 'declutter[zstd]'"
        ) from None
    return library
