"""Turns input files into tasks: one for a page, one for each record of a file of many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from declutter.batch.jsonl import MissingLibraryError, TooLongError, lines_of
from declutter.batch.sources import Found, Search, is_container
from declutter.batch.task import BAD_RECORD, UNREADABLE, Task
from declutter.pool.pool import Waiting

_JSON: Final = (".jsonl", ".ndjson")
_COMPRESSED: Final = (".gz", ".zst")


class Tasks:
    """The tasks of a search, numbered; `files` says how many files have been come to."""

    def __init__(
        self, search: Search, field: str, max_bytes: int, on_link: Callable[[str], None]
    ) -> None:
        self._search = search
        self._field = field
        self._max_bytes = max_bytes
        self._on_link = on_link
        self.files = 0

    def __iter__(self) -> Iterator[Task]:
        number = 0
        for found in self._search.files(self._on_link):
            self.files += 1
            for task in _tasks(found, self._field, self._max_bytes):
                yield task._replace(number=number)
                number += 1


def _tasks(found: Found, field: str, max_bytes: int) -> Iterator[Task]:
    whole = Task(0, found.path, name=found.place, error=found.error)
    if found.error or not is_container(found.path) or _is_special(found.path):
        yield whole  # a worker will say what is wrong with it
        return
    try:
        yield from _records(whole, field, max_bytes)
    except MissingLibraryError:
        raise
    except Exception as error:  # each library has its own for files that are cut or broken
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        yield whole._replace(error=f"cannot be read on: {reason}", status=UNREADABLE)


def _records(whole: Task, field: str, max_bytes: int) -> Iterator[Task]:
    name = whole.path.lower()
    for ending in _COMPRESSED:
        name = name.removesuffix(ending)
    if name.endswith(_JSON):
        for task in json_tasks(whole, lines_of(whole.path)):
            if isinstance(task, Task):
                yield task
    elif name.endswith(".parquet"):
        from declutter.batch.parquet import rows_of

        yield from rows_of(whole, field)
    else:
        from declutter.batch.archive import pages_of

        yield from pages_of(whole, max_bytes)


def json_tasks(
    whole: Task, lines: Iterable[bytes | TooLongError | Waiting]
) -> Iterator[Task | Waiting]:
    """A task for each line that is not blank; lines count from 1, blank ones too."""
    number = 0
    for line in lines:
        if isinstance(line, Waiting):
            yield line
            continue
        number += 1
        if isinstance(line, TooLongError):
            yield whole._replace(number=number, record=number, error=str(line), status=BAD_RECORD)
        elif line.strip():
            yield whole._replace(number=number, record=number, data=line, is_json=True)


def _is_special(path: str) -> bool:
    return os.path.lexists(path) and not os.path.isfile(path)
