"""What stands for a worker's reply where there is none."""

from __future__ import annotations

from typing import NamedTuple

from declutter.model import Status


class Failure(NamedTuple):
    """A worker was ended, or died, or its work raised.

    status: `Status.TIMEOUT` or `Status.CRASHED`. seconds: wall time that it took.
    """

    status: Status
    detail: str
    seconds: float
