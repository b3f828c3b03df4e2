"""The command line's way with many inputs: what goes in, where it goes, and what is said."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from declutter.batch.jsonl import MissingLibraryError, lines_of_stdin
from declutter.batch.manifest import InUseError
from declutter.batch.records import Tasks, json_tasks
from declutter.batch.run import Run
from declutter.batch.single_files import columns_of, is_single_file, reader_and_writer
from declutter.batch.sources import Search
from declutter.batch.stream import stream
from declutter.batch.summary import Summary
from declutter.batch.targets import Folder, Single, Target
from declutter.batch.task import Row, Task, failed
from declutter.batch.work import Work
from declutter.cli.batch_options import BatchOptions
from declutter.cli.explaining import is_terminal
from declutter.cli.progress import Progress
from declutter.formats import ENDINGS
from declutter.model import Status
from declutter.pool.pool import PoolError, Waiting, cores

#: Seconds spent on counting the inputs, for the time left, before the work begins.
COUNTING: Final = 2.0
INTERRUPTED: Final = 130
_AGAIN: Final = "run the same command again to go on"
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SHUT: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR})


class Command:
    """One call of the command line for many inputs.

    complain: prints a line about an input and returns 1. write: puts lines on standard output.
    """

    def __init__(
        self,
        paths: tuple[str, ...],
        output: str | None,
        work: Work,
        batch: BatchOptions,
        complain: Callable[[str, str], int],
        write: Callable[[bytes], None],
    ) -> None:
        self._paths = paths
        self._out = None if output is None else Path(output)
        if self._out is not None:
            self._is_single = is_single_file(self._out.name) and not self._out.is_dir()
            work = replace(
                work,
                out=None if self._is_single else str(self._out),
                columns=columns_of(self._out.name, work.form) if self._is_single else (),
            )
        self._work = work
        self._batch = batch
        self._complain_of = complain
        self._write = write
        self._search = Search(paths, batch.glob, batch.exclude)
        self._links = 0
        self._summary = Summary()
        self._progress: Progress | None = None

    def __call__(self) -> int:
        """Do it; the exit status."""
        if self._out is not None:
            self._check(self._out)
        before = signal.signal(signal.SIGTERM, _interrupt)
        try:
            return self._guarded()
        finally:
            signal.signal(signal.SIGTERM, before)
            self._close()

    def _guarded(self) -> int:
        try:
            found_any = self._run()
        except KeyboardInterrupt:
            self._close()
            self._say(f"interrupted{self._advice()}")
            return INTERRUPTED
        except MissingLibraryError as error:
            raise click.UsageError(str(error)) from None
        except (PoolError, InUseError) as error:
            return self._fail(str(self._out or "-"), str(error))
        except BrokenPipeError:
            return 0  # the reader has what it wanted
        except OSError as error:
            name = os.fsdecode(error.filename or self._out or "-")
            return self._fail(name, f"{error.strerror or error}{self._advice(error.errno)}")
        if not found_any:
            return self._fail(*self._nothing())
        self._close()
        self._sum_up()
        return 1 if self._summary.failed else 0

    def _advice(self, code: int | None = None) -> str:
        """What to do about a run that has ended before its time."""
        if self._out is None:
            return ""
        if code in _SHUT:
            return "; name a place that can be written to with -o"
        return f"; make room, then {_AGAIN}" if code in _FULL else f"; {_AGAIN}"

    def _nothing(self) -> tuple[str, str]:
        """Where no input was found, and what was looked for."""
        if self._batch.jsonl:
            return "-", "standard input has no lines"
        name = ", ".join(self._paths)
        if self._batch.glob:
            return name, f"no file found that --glob names: {', '.join(self._batch.glob)}"
        return name, "no HTML or text file found; --glob takes files of other names"

    def _check(self, out: Path) -> None:
        """Refuse what would mix results with inputs."""
        single = self._is_single
        if not single and out.exists() and not out.is_dir():
            raise click.UsageError(f"{out} is a file; several inputs need a directory")
        place = _real(out.parent if single else out)
        for path in self._paths:
            source = _real(path)
            if single and source == _real(out):
                raise click.UsageError(f"{out} is an input too")
            if not source.is_dir():
                continue
            if place == source or source in place.parents:
                where = "is where" if not single and place == source else "lies inside"
                what = "the inputs are" if where == "is where" else path
                raise click.UsageError(
                    f"{out} {where} {what}: results would become inputs; "
                    "name a directory of its own"
                )
            if not single and place in source.parents:
                raise click.UsageError(
                    f"{path} lies inside {out}: results could come among inputs; "
                    "name a directory of its own"
                )

    def _run(self) -> bool:
        """False if there is no input."""
        tasks = self._tasks()
        first = next(tasks, None)
        if first is None:
            return False
        tasks = itertools.chain([first], tasks)
        jobs, timeout = self._batch.jobs or cores(), self._batch.timeout
        if self._out is None:
            stream(
                self._work,
                tasks,
                self._write,
                jobs=jobs,
                timeout=timeout,
                ordered=not self._batch.unordered,
                on_row=self._on_row,
            )
        else:
            run = Run(self._work, self._target(), force=self._batch.force, on_row=self._on_row)
            run(tasks, jobs, timeout)
        return True

    def _tasks(self) -> Iterator[Task | Waiting]:
        if self._batch.jsonl:
            self._progress = Progress(is_quiet=True, total=None, position=lambda: 0)
            return json_tasks(Task(0, "-", name="stdin"), lines_of_stdin())
        most = self._work.options.max_bytes
        tasks = Tasks(self._search, self._work.field, most, self._on_link)
        # A bar would get among lines that are printed on the same terminal.
        output = None if self._out is None else str(self._out)
        is_quiet = self._batch.quiet or is_terminal(output)
        total = None if is_quiet else self._count()
        self._progress = Progress(is_quiet=is_quiet, total=total, position=lambda: tasks.files)
        return iter(tasks)

    def _count(self) -> int | None:
        """How many files there are, if that can be said soon."""
        end = time.monotonic() + COUNTING
        count = 0
        for count, _ in enumerate(self._search.files(), 1):
            if not count % 1000 and time.monotonic() > end:
                return None
        return count

    def _target(self) -> Target:
        assert self._out is not None
        if self._is_single:
            return Single(self._out, *reader_and_writer(self._out.name, self._work.form))
        inputs = [path for path in self._paths if os.path.isfile(path)]
        return Folder(self._out, ENDINGS[self._work.form], inputs)

    def _on_link(self, path: str) -> None:
        self._links += 1

    def _on_row(self, task: Task, row: Row, reused: bool) -> None:
        assert self._progress is not None
        name = _shown(task)
        if failed(row):
            self._progress.clear()
            self._complain_of(name, _reason(row))
        self._summary.add(row, name, reused)
        self._progress.step(self._summary)

    def _fail(self, name: str, reason: str) -> int:
        self._close()
        return self._complain_of(name, reason)

    def _close(self) -> None:
        if self._progress is not None:
            self._progress.close()

    def _sum_up(self) -> None:
        if self._batch.quiet or self._batch.jsonl:
            return
        for line in self._summary.lines():
            self._say(line)
        if self._links:
            links = (
                "1 link to a directory was"
                if self._links == 1
                else (f"{self._links} links to directories were")
            )
            self._say(f"{links} not followed: name what they point to as an input of its own")

    def _say(self, line: str) -> None:
        text = "".join(char if char.isprintable() else "?" for char in line)
        click.echo(f"declutter: {text}", err=True)


def _shown(task: Task) -> str:
    """A path as people write it: from here, where that is shorter."""
    path = os.path.relpath(task.path) if os.path.isabs(task.path) else task.path
    return min(path, task.path, key=len) + task.title.removeprefix(task.path)


def _reason(row: Row) -> str:
    """Why an input came to no output."""
    detail = row["detail"] or row["status"]
    return f"neither HTML nor text: {detail}" if row["status"] == Status.NOT_HTML else detail


def _real(path: str | Path) -> Path:
    """The path without links; `Path.resolve` raises for those that lead in circles."""
    return Path(os.path.realpath(path))


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
