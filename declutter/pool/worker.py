"""The process that does the work: one task after another, each within its time.

It is started as a plain new interpreter, not forked and not through ``multiprocessing``: no
threads or locks of the caller come along, and the caller's main module is not run again.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import time
from typing import Final

from declutter.model import Status
from declutter.pool.failure import Failure
from declutter.pool.frames import packed, receive, send

#: From <linux/prctl.h>.
_PR_SET_PDEATHSIG: Final = 1


def main(with_parent: bool = True) -> None:
    """Answer the tasks on standard input until it ends.

    The first message is the time limit in seconds (0: none) and a callable that takes a task.
    The time limit is kept by the kernel: it ends the process whatever the process is doing, and
    whether or not anybody waits for it. with_parent: end at once when the pool's process does.
    """
    if with_parent:
        _end_with_parent()
    replies = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not get among the replies
    requests = sys.stdin.buffer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    try:
        limit, work = receive(requests)
        gc.freeze()
        send(replies, packed(None))
        while True:
            task = receive(requests)
            start = time.perf_counter()
            signal.setitimer(signal.ITIMER_REAL, limit)
            try:
                reply = work(task)
            except Exception as error:  # costs this input, not the others
                seconds = time.perf_counter() - start
                reply = Failure(Status.CRASHED, f"{type(error).__name__}: {error}", seconds)
            frame = packed(reply)
            signal.setitimer(signal.ITIMER_REAL, 0)
            send(replies, frame)
    except (EOFError, BrokenPipeError):
        os._exit(0)  # the pool has gone, or needs no more


def _end_with_parent() -> None:
    """Let the kernel end this process if the pool is killed, even if it is stuck in a page.

    Elsewhere than on Linux it goes on to the end of its page, or of its time.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
