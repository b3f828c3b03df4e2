"""One input on its way through a batch, and the row that says what became of it."""

from __future__ import annotations

import os
from typing import Any, Final, NamedTuple, TypeAlias

from declutter.model import Status

#: A line of the manifest; see `new_row` for its fields.
Row: TypeAlias = "dict[str, Any]"

#: Statuses beside those of documents, for inputs that came to no document or to no output.
UNREADABLE: Final = "unreadable"
UNWRITABLE: Final = "unwritable"
BAD_RECORD: Final = "bad_record"
FAILURES: Final = frozenset(
    map(str, (UNREADABLE, UNWRITABLE, BAD_RECORD, Status.TIMEOUT, Status.CRASHED, Status.NOT_HTML))
)


class Task(NamedTuple):
    """One input: a file, or a record of a file.

    number: its place among all inputs, from 0. path: of the file, absolute; ``-`` is standard
    input. record: its number in the file, from 1; 0 for a whole file. id: the name it has there.
    data: its content; None if the worker is to read the file. is_json: the data is a JSON object
    that holds the page in a field. kind, url, encoding: what the file says of the record, if
    anything. name: the place of its output below a folder. error: why it cannot be read.
    """

    number: int
    path: str
    record: int = 0
    id: str = ""
    data: bytes | str | None = None
    is_json: bool = False
    kind: str = ""
    url: str | None = None
    encoding: str | None = None
    name: str = ""
    error: str = ""
    status: str = UNREADABLE

    @property
    def key(self) -> bytes:
        """What the input is known by from run to run."""
        return key_of(self.path, self.record)

    @property
    def title(self) -> str:
        """What a message calls it."""
        return f"{self.path}, record {self.id or self.record}" if self.record else self.path


def key_of(path: str, record: int) -> bytes:
    """What an input is known by: no path holds a zero byte."""
    return os.fsencode(path) + b"\0%d" % record


def new_row(task: Task, settings: str) -> Row:
    """A row before anything is known.

    path, record, id: as in `Task`. status: that of the document, or one of `FAILURES`. detail:
    the same in words. labels: how many blocks have each label. chars_in: characters of the
    page's visible text; chars_out: of those, how many were kept. seconds: wall time spent on
    it. output: name below OUT, or line of OUT. bytes: size of the output. hash: BLAKE2b of what
    was read of the input. size, mtime_ns: of the input file. settings: hash of all that the
    output depends on beside the input.
    """
    return {
        "path": task.path,
        "record": task.record or None,
        "id": task.id or None,
        "status": task.status,
        "detail": task.error,
        "labels": {},
        "chars_in": 0,
        "chars_out": 0,
        "encoding": None,
        "score": 0.0,
        "seconds": 0.0,
        "output": None,
        "bytes": 0,
        "hash": None,
        "size": None,
        "mtime_ns": None,
        "settings": settings,
    }


def failed(row: Row) -> bool:
    """Whether an input came to no output."""
    return row["status"] in FAILURES
