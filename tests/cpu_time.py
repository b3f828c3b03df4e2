"""Whether a call takes linear time, told by a wide ratio and not by a clock's figure."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

#: Seconds below which a measurement says more about the machine than about the call.
NOISE = 0.02
#: Pairs of measurements before a call counts as slow: other work only ever adds to a time.
PAIRS = 5


def assert_linear(
    prepare: Callable[[int], Callable[[], object]], size: int, times: int = 8
) -> None:
    """Fail if a call on an input `times` as long takes more than `times` ** 1.5 as long.

    That lies as far from linear as from quadratic time (times ** 2): 22.6 for eight times the
    length. `prepare` is given a size and returns the call to measure, so that its input is made
    outside of the measurement. A short and a long input are measured one after the other, under
    the same load of the machine; one pair within the ratio is enough.
    """
    most = times**1.5
    pairs = []
    for _ in range(PAIRS):
        small, large = _seconds(prepare(size)), _seconds(prepare(size * times))
        if large <= most * max(small, NOISE):
            return
        pairs.append(f"{small:.3f} s became {large:.3f} s")
    raise AssertionError(
        f"{times} times the length took over {most:.1f} times as long: {', '.join(pairs)}"
    )


def _seconds(call: Callable[[], object]) -> float:
    """CPU time, without Python's collector, which walks through all that earlier tests left."""
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        call()
        return process_time() - start
    finally:
        gc.enable()
