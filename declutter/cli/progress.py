"""Shows how far a batch is, on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, Final

import click

from declutter.batch.summary import Summary

#: Seconds between two lines where standard error is no terminal, and between two looks of a bar.
LINE_EVERY: Final = 30.0
BAR_EVERY: Final = 0.1
#: A bar is drawn from a share; so many steps make the whole.
_STEPS: Final = 1000
_SHOW_CURSOR: Final = "\x1b[?25h"


class Progress:
    """A bar on a terminal, a line now and then elsewhere, or nothing at all.

    total: how many files there are, if that is known. position: how many have been come to.
    """

    def __init__(
        self,
        *,
        is_quiet: bool,
        total: int | None,
        position: Callable[[], float],
        every: float = LINE_EVERY,
    ) -> None:
        self._is_quiet = is_quiet
        self._total = total
        self._position = position
        self._start = self._shown = time.monotonic()
        self._every = every
        self._bar: Any = None
        self._drawn = 0
        self._summary = Summary()
        if not is_quiet and sys.stderr is not None and sys.stderr.isatty():
            self._every = BAR_EVERY
            self._bar = click.progressbar(
                length=_STEPS,
                file=sys.stderr,
                show_pos=False,
                show_eta=total is not None,
                item_show_func=lambda _: self.words(),
            )
            self._bar.__enter__()

    def step(self, summary: Summary) -> None:
        """One more input is done: ``summary`` has the counts."""
        self._summary = summary
        now = time.monotonic()
        if not self._is_quiet and now - self._shown >= self._every:
            self._shown = now
            self._show()

    def words(self) -> str:
        """Counts and rate; inputs that an earlier run did are no part of the rate."""
        seconds = max(time.monotonic() - self._start, 1e-6)
        done, failed = self._summary.done, self._summary.failed
        rate = (done - self._summary.reused) / seconds
        return f"{done} done{f', {failed} failed' if failed else ''}, {rate:.0f} pages/s"

    def clear(self) -> None:
        """Leave the line to a message; the bar comes back with the next step."""
        if self._bar is not None:
            click.echo("\r\033[K", nl=False, err=True)

    def close(self) -> None:
        """Take the bar away, and show the cursor, which it hides."""
        if self._bar is not None:
            click.echo(_SHOW_CURSOR, nl=False, err=True)
            self.clear()
            self._bar = None

    def _show(self) -> None:
        share = self._share()
        if self._bar is not None:
            step = int(_STEPS * share) - self._drawn
            self._drawn += step
            self._bar.update(step, self._summary.done)
        else:
            click.echo(f"declutter: {self.words()}{self._left(share)}", err=True)

    def _share(self) -> float:
        return min(self._position() / self._total, 1.0) if self._total else 0.0

    def _left(self, share: float) -> str:
        if not share:
            return ""
        seconds = (time.monotonic() - self._start) * (1 - share) / share
        return f", {share:.0%}, about {_duration(seconds)} left"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
