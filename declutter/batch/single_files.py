"""The formats of one file for all pages, by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from declutter.batch.jsonl import TooLongError, lines_of, write_lines, zstandard
from declutter.batch.work import CONTENT
from declutter.formats import MANY_OUT

_PARQUET: Final = ".parquet"

Reader: TypeAlias = Callable[[Path], Iterator[bytes]]
Writer: TypeAlias = Callable[[Path, Iterable[bytes]], None]


def is_single_file(name: str) -> bool:
    """Whether an output of this name is one file for all pages."""
    return name.lower().endswith(MANY_OUT)


def columns_of(name: str, form: str) -> tuple[str, ...]:
    """The fields of a record where the format needs to know them; empty for any."""
    if not name.lower().endswith(_PARQUET):
        return ()
    from declutter.batch.parquet import COLUMNS

    return (*COLUMNS, *(("text", "blocks") if form == "json" else (CONTENT[form],)))


def reader_and_writer(name: str, form: str) -> tuple[Reader, Writer]:
    """How to read the lines of a file of this name and how to write it from lines.

    Raises `MissingLibraryError` if a library for it is not installed.
    """
    if name.lower().endswith(_PARQUET):
        from declutter.batch.parquet import read_lines, write_table

        return read_lines, partial(write_table, columns=columns_of(name, form))
    if name.lower().endswith(".zst"):
        zstandard()
    return _read, partial(write_lines, ending=name.lower())


def _read(path: Path) -> Iterator[bytes]:
    return (line for line in lines_of(path) if not isinstance(line, TooLongError))
