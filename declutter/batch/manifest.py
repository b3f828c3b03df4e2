"""The books of a batch: a line of JSON for every input, whatever became of it.

Lines are appended as inputs are finished, so that a run that is killed has lost nothing it had
reported; when a run ends, the file is written anew in the order of the inputs, one line each.
Where the lines stand is kept in an SQLite database that lives and dies with the run, in a
temporary file: memory stays the same however many inputs there are.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from declutter.batch.names import numbered
from declutter.batch.task import Row, Task, key_of
from declutter.batch.work import dumped

NAME: Final = "declutter-manifest.jsonl"
#: Seconds that a run waits for the workers of another one to end.
PATIENCE: Final = 3.0
_TABLES: Final = """
    pragma journal_mode = off;
    pragma synchronous = off;
    create table lines (key blob primary key, start integer, size integer, number integer);
    create table names (name blob primary key, key blob, fresh integer);
    create index by_number on lines (number);
"""


class InUseError(RuntimeError):
    """Another run is writing to the same place."""


class Manifest:
    """The rows of this run, and of earlier ones to the same place."""

    def __init__(self, path: Path) -> None:
        """Open or make the file, and read where its rows are. Raises OSError, `InUseError`."""
        self.path = path
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_TABLES)
        self._db.execute("begin")
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o666)
        try:
            _lock(self._fd)
        except BlockingIOError:
            self.close()
            raise InUseError(f"another run is writing to {path.parent}") from None
        self._end = self._load()

    @property
    def lock(self) -> int:
        """The descriptor that marks the place as in use as long as any process has it open."""
        return self._fd

    def close(self) -> None:
        """Give the file free. What was added stays."""
        self._db.close()
        os.close(self._fd)

    def _load(self) -> int:
        """Read the rows of earlier runs; a last line that a killed run left unfinished goes."""
        end = 0
        with open(self._fd, "rb", closefd=False) as stream:
            for line in stream:
                if not line.endswith(b"\n"):
                    break
                row = _row(line)
                if row is not None:
                    key = key_of(row["path"], row.get("record") or 0)
                    self._place(key, end, len(line), None)
                    if isinstance(row["output"], str):
                        values = (os.fsencode(row["output"]), key)
                        self._db.execute("insert or replace into names values (?, ?, 0)", values)
                end += len(line)
        os.ftruncate(self._fd, end)
        return end

    def _place(self, key: bytes, start: int, size: int, number: int | None) -> None:
        values = (key, start, size, number)
        self._db.execute("insert or replace into lines values (?, ?, ?, ?)", values)

    def find(self, key: bytes) -> Row | None:
        """The row that an earlier run left of an input."""
        found = self._db.execute("select start, size from lines where key = ?", (key,)).fetchone()
        return _row(os.pread(self._fd, found[1], found[0])) if found else None

    def is_done(self, key: bytes) -> bool:
        """Whether this run has come across the input already."""
        query = "select 1 from lines where key = ? and number is not null"
        return self._db.execute(query, (key,)).fetchone() is not None

    def add(self, number: int, row: Row) -> None:
        """Write the row of an input; raises OSError, and then nothing of it is in the file."""
        self._write(row, number)

    def keep(self, number: int, key: bytes) -> None:
        """Let the row of an earlier run stand."""
        self._db.execute("update lines set number = ? where key = ?", (number, key))

    def claim(self, name: str, ending: str, task: Task) -> str:
        """The name that an input's output gets: ``name``, or a numbered one if that is taken.

        An earlier run's output gives way if its input has gone, or is the same file by another
        path: then its row goes too.
        """
        wanted, number = name, 2
        while True:
            values = (os.fsencode(wanted), task.key)
            owner = self._owner(wanted)
            if owner is None or owner[0] == task.key or self._gave_way(owner, task):
                self._db.execute("insert or replace into names values (?, ?, 1)", values)
                return wanted
            wanted = numbered(name, ending, number)
            number += 1

    def reserve(self, name: str, path: str) -> None:
        """Let no input's output get this name: it is that of an input."""
        values = (os.fsencode(name), key_of(path, -1))
        self._db.execute("insert or replace into names values (?, ?, 1)", values)

    def _owner(self, name: str) -> tuple[bytes, int] | None:
        query = "select key, fresh from names where name = ?"
        found: tuple[bytes, int] | None = self._db.execute(query, (os.fsencode(name),)).fetchone()
        return found

    def _gave_way(self, owner: tuple[bytes, int], task: Task) -> bool:
        key, fresh = owner
        if fresh:
            return False
        path, _, record = key.rpartition(b"\0")
        try:
            away = not os.path.samefile(path, os.fsencode(task.path))
            if away or record != task.key.rpartition(b"\0")[2]:
                return False
        except OSError:
            if os.path.lexists(path):
                return False
        self._rename(key, task)
        return True

    def _rename(self, old: bytes, task: Task) -> None:
        """The row of an input that has moved becomes the row of where it is now."""
        row = self.find(old)
        self._db.execute("delete from lines where key = ?", (old,))
        if row is not None and self.find(task.key) is None:
            self.revise(row | {"path": task.path, "record": task.record or None})

    def revise(self, row: Row) -> None:
        """Write the row of an earlier run in another way."""
        self._write(row, None)

    def _write(self, row: Row, number: int | None) -> None:
        line = dumped(row) + b"\n"
        append(self._fd, line, self._end)
        self._place(key_of(row["path"], row["record"] or 0), self._end, len(line), number)
        self._end += len(line)

    def rows(self) -> Iterator[Row]:
        """All rows: of this run in the order of its inputs, then of others."""
        for line in self._lines():
            row = _row(line)
            if row is not None:
                yield row

    def forget_others(self) -> None:
        """Drop the rows of inputs that this run has not come across."""
        self._db.execute("delete from lines where number is null")

    def _lines(self) -> Iterator[bytes]:
        """One walk at a time; rows may be written meanwhile, and are not part of it."""
        self._db.execute("drop table if exists walk")
        order = "number is null, number, start"
        self._db.execute(f"create table walk as select start, size from lines order by {order}")
        for start, size in self._db.execute("select start, size from walk order by rowid"):
            yield os.pread(self._fd, size, start)

    def finish(self) -> None:
        """Write the file anew: a row for each input, in their order. Raises OSError."""
        place = self.path.with_name(f".{self.path.name}.part")
        try:
            with place.open("wb") as stream:
                stream.writelines(self._lines())
            place.replace(self.path)
        except OSError:
            place.unlink(missing_ok=True)
            raise


def _lock(fd: int) -> None:
    """Raises BlockingIOError. The workers of a run that was killed finish the page they are at."""
    patience = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > patience:
                raise
        time.sleep(0.05)


def append(fd: int, data: bytes, end: int) -> None:
    """Write ``data`` at the end of a file of ``end`` bytes, or nothing; raises OSError."""
    try:
        written = 0
        while written < len(data):
            written += os.write(fd, data[written:])
    except OSError as error:
        os.ftruncate(fd, end)
        raise OSError(error.errno or errno.EIO, os.strerror(error.errno or errno.EIO)) from error


def _row(line: bytes) -> Row | None:
    """A line's row; None for what is none, as after a crash of the machine."""
    try:
        row = json.loads(line)
        return row if isinstance(row["path"], str) and "output" in row else None
    except (ValueError, TypeError, KeyError):
        return None
