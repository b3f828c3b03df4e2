"""A pool of worker processes that survives its workers.

The standard pools do not: one worker that dies breaks ``concurrent.futures`` as a whole, and
hangs ``multiprocessing.Pool``; neither can end a worker that is stuck. Here each worker has
pipes of its own, so no lock or queue is shared that a dying one could leave in disorder.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, NamedTuple, TypeVar

from declutter.model import Status
from declutter.pool.failure import Failure
from declutter.pool.frames import Inbox, packed, send

T = TypeVar("T")

#: Bytes that a pipe is asked to hold, so that a task can be sent ahead without waiting.
PIPE_BYTES: Final = 1 << 20
#: Tasks a worker has at once: the one it is at, and one to go on with.
AHEAD: Final = 2
#: For results in order: how many tasks for each worker may be begun past the oldest unfinished
#: one, and how many bytes of their results may wait for it.
WINDOW: Final = 32
HELD_BYTES: Final = 64 << 20
#: Workers that may die in a row before they are ready for work.
FAILED_STARTS: Final = 3


class Waiting(NamedTuple):
    """Stands among tasks for: none now, but perhaps when this descriptor can be read."""

    fd: int


class PoolError(RuntimeError):
    """Workers cannot be started."""


@dataclass(frozen=True, slots=True)
class _Held(Generic[T]):
    """A task on its way: its place among all, and the message that it is sent as."""

    order: int
    task: T
    frame: bytes


class _Worker(Generic[T]):
    """One process and what it has been given."""

    def __init__(self, first_message: bytes, keep_open: Sequence[int]) -> None:
        # Python would put the working directory on the path, with whatever lies in it.
        code = f"import sys; sys.path[:] = {sys.path!r}; "
        # Workers that end with their parent end with the thread that made them, if it is not this.
        is_main = threading.current_thread() is threading.main_thread()
        code += f"from declutter.pool.worker import main; main({is_main})"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            pass_fds=keep_open,
            start_new_session=True,  # Ctrl-C is for the caller, who then ends the workers
        )
        assert self.process.stdin
        assert self.process.stdout
        self.requests = self.process.stdin.fileno()
        self.replies = self.process.stdout.fileno()
        self.inbox = Inbox(self.replies)
        self.tasks: deque[_Held[T]] = deque()
        self.is_ready = False
        self.since = time.monotonic()
        self.capacity = _widen(self.requests)
        self.give(first_message)

    def has_room(self, size: int) -> bool:
        """Whether a task can be sent without waiting for the one before it."""
        unread = sum(len(held.frame) for held in self.tasks)
        return not self.tasks or (len(self.tasks) < AHEAD and unread + size <= self.capacity)

    def give(self, frame: bytes) -> None:
        """Send a message; if the worker has died, that shows when its replies are read."""
        try:
            send(self.requests, frame)
        except BrokenPipeError:
            return

    def end(self) -> int:
        """Make sure that the process has ended; its exit status."""
        self.process.kill()
        status = self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()
        return status


class Pool(Generic[T]):
    """Workers that call ``work`` with tasks.

    work: picklable by reference or value; its module must be importable. jobs: how many workers
    at most; they are started when there is work. timeout: seconds of wall time for a task, after
    which its worker is killed; 0 for no limit. keep_open: descriptors that workers inherit.
    """

    def __init__(
        self,
        work: Callable[[T], Any],
        jobs: int,
        timeout: float = 0,
        keep_open: Sequence[int] = (),
    ) -> None:
        self._keep_open = tuple(keep_open)
        self._first_message = packed((timeout, work))
        self._timeout = timeout
        self._jobs = jobs
        self._workers: list[_Worker[T]] = []
        self._selector = selectors.DefaultSelector()
        self._again: deque[_Held[T]] = deque()
        self._failed_starts = 0

    def __enter__(self) -> Pool[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers, at once."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        self._selector.close()

    def unfinished(self) -> list[T]:
        """The tasks that workers have been given and not answered."""
        return [held.task for worker in self._workers for held in worker.tasks]

    def run(self, tasks: Iterable[T | Waiting], ordered: bool = True) -> Iterator[tuple[T, Any]]:
        """Each task with the worker's reply, or with a `Failure`.

        Takes from ``tasks`` only what can be worked on, so it may be endless. Raises `PoolError`
        if workers cannot be started.
        """
        run = _Run(iter(tasks), ordered, WINDOW * self._jobs)
        while True:
            self._fill(run)
            yield from run.due()
            if not any(worker.tasks for worker in self._workers) and run.waiting is None:
                if run.ended and not self._again:
                    return
                continue
            self._wait(run)

    def _fill(self, run: _Run[T]) -> None:
        """Give out tasks until nobody has room for more."""
        while True:
            held = self._again.popleft() if self._again else run.next()
            if held is None:
                return
            worker = self._free(len(held.frame))
            if worker is None:
                self._again.appendleft(held)
                return
            if not worker.tasks:
                worker.since = time.monotonic()
            worker.tasks.append(held)
            worker.give(held.frame)

    def _free(self, size: int) -> _Worker[T] | None:
        """A worker with nothing to do, else a new one, else one that can take a task ahead."""
        idle = min(self._workers, key=lambda worker: len(worker.tasks), default=None)
        if idle is not None and not idle.tasks:
            return idle
        if len(self._workers) < self._jobs:
            worker: _Worker[T] = _Worker(self._first_message, self._keep_open)
            self._workers.append(worker)
            self._selector.register(worker.replies, selectors.EVENT_READ, worker)
            return worker
        return idle if idle is not None and idle.has_room(size) else None

    def _wait(self, run: _Run[T]) -> None:
        """Wait until something has happened, and take it."""
        if run.waiting is not None:
            self._selector.register(run.waiting, selectors.EVENT_READ)
        ready = self._selector.select()
        if run.waiting is not None:
            self._selector.unregister(run.waiting)
        for key, _ in ready:
            worker = key.data
            if worker is None:
                run.waiting = None
                continue
            alive = worker.inbox.read()
            for message in worker.inbox.messages():
                if not worker.is_ready:
                    worker.is_ready = True
                    worker.since = time.monotonic()
                    self._failed_starts = 0
                    continue
                run.finish(worker.tasks.popleft(), message)
                worker.since = time.monotonic()
            if not alive:
                self._bury(worker, run)

    def _bury(self, worker: _Worker[T], run: _Run[T]) -> None:
        """A worker has died: that costs the task it was at, and no other."""
        self._selector.unregister(worker.replies)
        self._workers.remove(worker)
        status = worker.end()
        if worker.is_ready and worker.tasks:
            seconds = time.monotonic() - worker.since
            run.finish(worker.tasks.popleft(), self._failure(status, seconds))
        if not worker.is_ready:
            self._failed_starts += 1
            if self._failed_starts >= FAILED_STARTS:
                raise PoolError(f"worker processes do not start: {_cause(status)}")
        self._again.extend(worker.tasks)

    def _failure(self, status: int, seconds: float) -> Failure:
        if status == -signal.SIGALRM and self._timeout:
            # The worker's clock ends it; ours may have begun a moment later, on a busy machine.
            seconds = max(seconds, self._timeout)
            return Failure(Status.TIMEOUT, f"took longer than {self._timeout:g} s", seconds)
        return Failure(Status.CRASHED, _cause(status), seconds)


class _Run(Generic[T]):
    """Where the tasks of one run come from, and the results that have not been handed on."""

    def __init__(self, tasks: Iterator[T | Waiting], ordered: bool, window: int) -> None:
        self._tasks = tasks
        self._ordered = ordered
        self._window = window
        self._begun = 0
        self._handed = 0
        self._held_bytes = 0
        self._finished: dict[int, tuple[T, bytes | Failure]] = {}
        self.ended = False
        self.waiting: int | None = None

    def next(self) -> _Held[T] | None:
        """The next task, if there is one and results do not pile up."""
        if self.ended or self.waiting is not None:
            return None
        if self._begun - self._handed >= self._window or self._held_bytes > HELD_BYTES:
            return None
        task = next(self._tasks, None)
        if task is None:
            self.ended = True
            return None
        if isinstance(task, Waiting):
            self.waiting = task.fd
            return None
        self._begun += 1
        return _Held(self._begun - 1, task, packed(task))

    def finish(self, held: _Held[T], reply: bytes | Failure) -> None:
        self._finished[held.order] = held.task, reply
        self._held_bytes += len(reply)

    def due(self) -> Iterator[tuple[T, Any]]:
        """What can be handed on now."""
        while self._finished:
            order = self._handed if self._ordered else next(iter(self._finished))
            if order not in self._finished:
                return
            task, reply = self._finished.pop(order)
            self._handed += 1
            self._held_bytes -= len(reply)
            yield task, reply if isinstance(reply, Failure) else pickle.loads(reply)


def _widen(fd: int) -> int:
    """Ask for a large pipe; the size it has."""
    try:
        return fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    except (AttributeError, OSError):  # not Linux, or all that one user may have is taken
        return 1 << 14  # the smallest that any system has


def _cause(status: int) -> str:
    """Why a process ended, in words."""
    if status >= 0:
        return f"its process ended with status {status}"
    if status == -signal.SIGKILL:
        return "its process was killed, perhaps for want of memory"
    return f"its process was ended by {signal.Signals(-status).name}"


def cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
