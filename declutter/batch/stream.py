"""Lines of JSON as results come, for a pipe: no manifest, nothing to go on from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from declutter.batch.task import Row, Task, failed, new_row
from declutter.batch.work import Work
from declutter.pool.failure import Failure
from declutter.pool.pool import Pool, Waiting


def stream(
    work: Work,
    tasks: Iterable[Task | Waiting],
    write: Callable[[bytes], None],
    *,
    jobs: int,
    timeout: float,
    ordered: bool,
    on_row: Callable[[Task, Row, bool], None],
) -> None:
    """Clean tasks and write the line of each that came to a result.

    on_row: called with each task and its row. Raises what ``write`` raises, and `PoolError`.
    """
    with Pool(work, jobs, timeout) as pool:
        for task, reply in pool.run(tasks, ordered):
            if isinstance(reply, Failure):
                row, line = new_row(task, work.settings), b""
                row.update(status=str(reply.status), detail=reply.detail, seconds=reply.seconds)
            else:
                row, line = reply
            if not failed(row):
                write(line)
            on_row(task, row, False)
