"""Times stages with a clock that the caller gives: the engine has none of its own."""

from __future__ import annotations

from collections.abc import Callable


class Stopwatch:
    """seconds: stage -> how long it took. Stays empty without a clock."""

    def __init__(self, clock: Callable[[], float] | None) -> None:
        self.seconds: dict[str, float] = {}
        self._clock = clock
        self._last = clock() if clock else 0.0

    def __call__(self, stage: str) -> None:
        """Note the time since the last stage ended, or since the start, as the stage's."""
        if self._clock:
            now = self._clock()
            self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._last
            self._last = now

    def go(self) -> None:
        """Leave out the time since the last stage: nothing was at work."""
        if self._clock:
            self._last = self._clock()
