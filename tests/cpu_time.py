"""How long a call takes, as tests of linear time ask for it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time


def least_seconds(call: Callable[[], object]) -> float:
    """The least CPU time of three runs, in seconds: other work on the machine only ever adds to it.

    Without Python's collector, which walks through all that the tests before have left.
    """
    times = []
    gc.disable()
    try:
        for _ in range(3):
            start = process_time()
            call()
            times.append(process_time() - start)
    finally:
        gc.enable()
    return min(times)
