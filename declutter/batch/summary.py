"""What a batch came to, in a few lines; keeps only a handful of rows, however many there were."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from typing import Final

from declutter.batch.task import FAILURES, Row

#: Rows listed as the slowest, and at each end of the shares kept.
LISTED: Final = 3
#: Pages with fewer characters of visible text are no outliers, whatever is kept of them.
LEAST_CHARS: Final = 500
_SLOW: Final = 1.0


class Summary:
    """Counts rows as they come."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.labels: Counter[str] = Counter()
        self.chars_in = 0
        self.chars_out = 0
        self.reused = 0
        self._slowest: list[tuple[float, str]] = []
        self._lowest: list[tuple[float, str]] = []
        self._highest: list[tuple[float, str]] = []

    @property
    def done(self) -> int:
        """All inputs so far."""
        return sum(self.statuses.values())

    @property
    def failed(self) -> int:
        """Those that came to no output."""
        return sum(count for status, count in self.statuses.items() if status in FAILURES)

    def add(self, row: Row, name: str, reused: bool = False) -> None:
        """Count a row. name: what a message calls the input. reused: an earlier run made it."""
        self.statuses[row["status"]] += 1
        self.reused += reused
        self.labels.update(row["labels"])
        self.chars_in += row["chars_in"]
        self.chars_out += row["chars_out"]
        if not reused:
            _keep(self._slowest, row["seconds"], name)
        if row["chars_in"] >= LEAST_CHARS and row["status"] not in FAILURES:
            share = row["chars_out"] / row["chars_in"]
            _keep(self._highest, share, name)
            _keep(self._lowest, -share, name)

    def lines(self) -> Iterator[str]:
        """The summary, a line at a time."""
        counts = ", ".join(f"{count} {status}" for status, count in self.statuses.most_common())
        earlier = f" ({self.reused} of them done before)" if self.reused else ""
        yield f"{_inputs(self.done)}{earlier}: {counts or 'nothing'}"
        if self.chars_in:
            share = self.chars_out / self.chars_in
            yield f"kept {share:.0%} of {self.chars_in} characters"
        slow = [item for item in self._slowest if item[0] >= _SLOW]
        for seconds, name in sorted(slow, reverse=True):
            yield f"slow: {seconds:.1f} s {name}"
        if self.done > 2 * LISTED:
            for share, name in sorted(self._lowest, reverse=True):
                yield f"least kept: {-share:.1%} {name}"
            for share, name in sorted(self._highest, reverse=True):
                yield f"most kept: {share:.1%} {name}"


def _inputs(count: int) -> str:
    return "1 input" if count == 1 else f"{count} inputs"


def _keep(heap: list[tuple[float, str]], value: float, name: str) -> None:
    if len(heap) < LISTED:
        heapq.heappush(heap, (value, name))
    else:
        heapq.heappushpop(heap, (value, name))
