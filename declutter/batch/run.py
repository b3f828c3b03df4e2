"""One run over all inputs: what is done already is left, the rest is cleaned, all is booked."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from declutter.batch.targets import Target
from declutter.batch.task import UNWRITABLE, Row, Task, failed, new_row
from declutter.batch.work import Work, digest, read_file
from declutter.pool.failure import Failure
from declutter.pool.pool import Pool, Waiting

#: What ends a run instead of costing one input: no later one would fare better.
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class Run:
    """Cleans tasks into a target.

    force: do again what is done. on_row: called with each task and row, and whether the row is
    one of an earlier run.
    """

    def __init__(
        self,
        work: Work,
        target: Target,
        *,
        force: bool = False,
        on_row: Callable[[Task, Row, bool], None],
    ) -> None:
        self._work = work
        self._target = target
        self._force = force
        self._on_row = on_row
        self._begun: set[bytes] = set()

    def __call__(self, tasks: Iterable[Task | Waiting], jobs: int, timeout: float) -> None:
        """Clean all tasks; raises OSError where results cannot be written, and PoolError.

        Whatever ends it, the rows that were reported are in the manifest; a second run over the
        same target goes on from there.
        """
        manifest = self._target.manifest
        with Pool(self._work, jobs, timeout, keep_open=(manifest.lock,)) as pool:
            try:
                for task, reply in pool.run(self._missing(tasks), ordered=False):
                    self._take(task, reply)
                self._target.finish()
            finally:
                given = pool.unfinished()
                pool.close()
                self._target.abandon(given)
                manifest.close()

    def _missing(self, tasks: Iterable[Task | Waiting]) -> Iterator[Task | Waiting]:
        """The tasks that need a worker; the others get their rows here."""
        manifest = self._target.manifest
        for task in tasks:
            if isinstance(task, Waiting):
                yield task
                continue
            if task.key in self._begun or manifest.is_done(task.key):
                continue  # named twice
            if task.error:
                self._book(task, new_row(task, self._work.settings))
                continue
            task = task._replace(name=self._target.name(task))
            row = None if self._force else manifest.find(task.key)
            if row is not None and self._stands(task, row):
                manifest.keep(task.number, task.key)
                self._on_row(task, row, True)
            else:
                self._begun.add(task.key)
                yield task

    def _stands(self, task: Task, row: Row) -> bool:
        """Whether an earlier run's row is what this run would come to."""
        if failed(row) or row["settings"] != self._work.settings:
            return False
        if task.name and row["output"] != task.name:
            return False
        return self._target.has(row) and self._is_unchanged(task, row)

    def _is_unchanged(self, task: Task, row: Row) -> bool:
        """By size and time of change, as make does; else by content."""
        if task.data is not None:
            data = task.data if isinstance(task.data, bytes) else task.data.encode()
            return bool(digest(data) == row["hash"])
        try:
            found = os.stat(task.path)
            if (found.st_size, found.st_mtime_ns) == (row["size"], row["mtime_ns"]):
                return True
            data = read_file(task.path, self._work.options.max_bytes, {})
            return bool(digest(data) == row["hash"])
        except OSError:
            return False

    def _take(self, task: Task, reply: Any) -> None:
        """A worker's reply, or what stands for it."""
        line = b""
        self._begun.discard(task.key)
        if isinstance(reply, Failure):
            self._target.abandon([task])
            row = new_row(task, self._work.settings)
            row.update(
                status=str(reply.status), detail=reply.detail, seconds=round(reply.seconds, 4)
            )
        else:
            row, line = reply
            code = row.pop("errno", None)
            if row["status"] == UNWRITABLE and code in _FULL:
                raise OSError(code, os.strerror(code))
        if failed(row) and (old := self._target.manifest.find(task.key)):
            self._target.remove(old)
        self._target.add(row, line)
        self._book(task, row)

    def _book(self, task: Task, row: Row) -> None:
        self._target.manifest.add(task.number, row)
        self._on_row(task, row, False)
