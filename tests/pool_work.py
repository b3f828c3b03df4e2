"""What the workers of the pool's tests do with a task: a word that says how to behave."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time


def behave(task: str) -> str:
    """The task itself, unless it asks for something bad."""
    if task == "sleep":
        time.sleep(1000)
    if task == "stuck in C":
        ctypes.PyDLL(None).sleep(1000)  # holds the interpreter's lock
    if task == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "exit":
        os._exit(0)
    if task == "raise":
        raise ValueError("a bad task")
    if task == "out of memory":
        raise MemoryError
    if task == "print":
        print("this is no reply")
        sys.stdout.flush()
    if task.startswith("wait"):
        time.sleep(0.2)
    if task == "large":
        return "x" * 5_000_000
    return task


class Unready:
    """Cannot be unpickled where it is to be called."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)
