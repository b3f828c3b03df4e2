"""Where results go: a folder with a file for each page, or one file with a line for each."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from declutter.batch.atomic import discard, temporary
from declutter.batch.manifest import NAME, Manifest, append
from declutter.batch.names import mirrored, of_record
from declutter.batch.task import Row, Task, failed


class Target(Protocol):
    """What a run needs to know of the place its results go to."""

    manifest: Manifest

    def name(self, task: Task) -> str:
        """The name of an input's output, if each has its own."""

    def has(self, row: Row) -> bool:
        """Whether the output of an earlier run's row is still there, whole."""

    def add(self, row: Row, line: bytes) -> None:
        """Take the result of an input; raises OSError."""

    def remove(self, row: Row) -> None:
        """Remove the output of an earlier run, for its input has come to none now."""

    def abandon(self, tasks: Iterable[Task]) -> None:
        """Clear away what workers that were ended may have left of these inputs."""

    def finish(self) -> None:
        """All inputs are done; raises OSError."""


class Folder:
    """A file for each page, written by the workers, under names that mirror the inputs'."""

    def __init__(self, out: Path, ending: str, inputs: Iterable[str] = ()) -> None:
        """Make the folder. inputs: files that no result may replace, should they lie in it.

        Raises OSError, `InUseError`.
        """
        out.mkdir(parents=True, exist_ok=True)
        self._out = out
        self._ending = ending
        self.manifest = Manifest(out / NAME)
        for path in inputs:
            name = os.path.relpath(os.path.realpath(path), os.path.realpath(out))
            self.manifest.reserve(name, os.path.abspath(path))

    def name(self, task: Task) -> str:
        if task.record:
            wanted = of_record(task.name, task.record, self._ending)
        else:
            wanted = mirrored(task.name, self._ending)
        return self.manifest.claim(wanted, self._ending, task)

    def has(self, row: Row) -> bool:
        try:
            return bool(os.stat(self._out / row["output"]).st_size == row["bytes"])
        except (OSError, TypeError, ValueError):
            return False

    def add(self, row: Row, line: bytes) -> None:
        return  # the worker has written it

    def remove(self, row: Row) -> None:
        if row["output"]:
            (self._out / row["output"]).unlink(missing_ok=True)

    def abandon(self, tasks: Iterable[Task]) -> None:
        for task in tasks:
            discard(temporary(self._out / task.name))

    def finish(self) -> None:
        self.manifest.finish()


class Single:
    """One file for all pages, in the order of the inputs.

    Lines are collected in a stage beside it, in whatever order they come, and each row says
    where its line stands there; at the end the file is written from the stage and put in place.
    A run that is killed goes on with the stage; a run over a finished file makes one from it.
    """

    def __init__(
        self,
        out: Path,
        read: Callable[[Path], Iterator[bytes]],
        write: Callable[[Path, Iterable[bytes]], None],
    ) -> None:
        """``read`` and ``write``: the lines of a file in OUT's format, and a file from lines.

        Raises OSError, `InUseError`.
        """
        out.parent.mkdir(parents=True, exist_ok=True)
        self._out = out
        self._write = write
        self._stage = out.with_name(f".{out.name}.part")
        self.manifest = Manifest(out.with_name(f"{out.name}.{NAME}"))
        if not self._stage.exists() and out.exists():
            self._restage(read(out))
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        self._fd = os.open(self._stage, flags, 0o666)
        self._end = os.fstat(self._fd).st_size

    def _restage(self, lines: Iterator[bytes]) -> None:
        """Make the stage of the run that wrote OUT again: its rows are those of OUT's lines."""
        place = temporary(self._stage)
        rows = (row for row in self.manifest.rows() if row.get("span"))
        with place.open("wb") as stream:
            for row, line in zip(rows, lines, strict=False):
                if zlib.crc32(line) == row["span"][-1]:  # else OUT was changed since
                    span = [stream.tell(), len(line), zlib.crc32(line)]
                    stream.write(line)
                    self.manifest.revise(row | {"span": span})
        place.replace(self._stage)

    def name(self, task: Task) -> str:
        return ""

    def has(self, row: Row) -> bool:
        return self._line(row) is not None

    def add(self, row: Row, line: bytes) -> None:
        if failed(row):
            return
        append(self._fd, line, self._end)
        row["output"] = self._out.name
        row["span"] = [self._end, len(line), zlib.crc32(line)]
        self._end += len(line)

    def remove(self, row: Row) -> None:
        return  # its line is not taken over from the stage

    def abandon(self, tasks: Iterable[Task]) -> None:
        return  # workers write nothing

    def finish(self) -> None:
        self.manifest.forget_others()
        place = temporary(self._out)
        try:
            self._write(place, self._lines())
            place.replace(self._out)
        except OSError:
            discard(place)
            raise
        self.manifest.finish()
        os.close(self._fd)
        self._stage.unlink()

    def _lines(self) -> Iterator[bytes]:
        for row in self.manifest.rows():
            line = self._line(row)
            if line is not None:
                yield line

    def _line(self, row: Row) -> bytes | None:
        try:
            start, size, check = row["span"]
            line = os.pread(self._fd, size, start)
        except (KeyError, TypeError, ValueError, OSError):
            return None
        return line if len(line) == size and zlib.crc32(line) == check else None
