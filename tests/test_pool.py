"""The pool: workers that are stuck or die cost their task, and no other."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Iterator

import pool_work
import pytest

from declutter.pool.failure import Failure
from declutter.pool.pool import WINDOW, Pool, PoolError, Waiting

BAD = {
    "killed": ("crashed", "killed"),
    "segfault": ("crashed", "SIGSEGV"),
    "exit": ("crashed", "status 0"),
    "raise": ("crashed", "ValueError: a bad task"),
    "out of memory": ("crashed", "MemoryError"),
    "sleep": ("timeout", "1 s"),
    "stuck in C": ("timeout", "1 s"),
}


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_tasks_cost_one_result_each(jobs: int, ordered: bool) -> None:
    good = [str(n) for n in range(40)]
    tasks = [*good]
    for at, bad in enumerate(BAD):
        tasks.insert(5 * at, bad)
    with Pool(pool_work.behave, jobs, timeout=1) as pool:
        results = list(pool.run(tasks, ordered))
    if ordered:
        assert [task for task, _ in results] == tasks
    found = dict(results)
    assert sorted(found) == sorted(tasks)
    assert all(found[task] == task for task in good)
    for task, (status, words) in BAD.items():
        failure = found[task]
        assert isinstance(failure, Failure)
        assert failure.status == status
        assert words in failure.detail


def test_a_stuck_task_ends_soon_after_its_limit() -> None:
    """The other worker goes on meanwhile; a sleep without the limit takes 1,000 s."""
    with Pool(pool_work.behave, 2, timeout=1) as pool:
        list(pool.run(["warm", "up"]))
        start = time.monotonic()
        failure = dict(pool.run(["sleep", *map(str, range(100))], ordered=False))["sleep"]
    assert isinstance(failure, Failure)
    assert 1 <= failure.seconds < 10  # wide: machines are busy
    assert time.monotonic() - start < 60


def test_nothing_is_taken_ahead_without_bound() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield str(taken)

    with Pool(pool_work.behave, 1) as pool:
        for done, _ in enumerate(itertools.islice(pool.run(endless()), 200), 1):
            assert taken <= done + 4
        taken = 0
        for _ in itertools.islice(pool.run(itertools.chain(["wait"], endless())), 1):
            assert taken <= WINDOW + 4


def test_results_that_wait_for_an_earlier_one_are_bounded() -> None:
    taken = 0

    def tasks() -> Iterator[str]:
        nonlocal taken
        yield "sleep"
        for taken in range(1000):
            yield str(taken)

    with Pool(pool_work.behave, 2, timeout=1) as pool:
        results = pool.run(tasks())
        assert isinstance(next(results)[1], Failure)
        assert taken <= 2 * WINDOW
        assert [task for task, _ in results] == [str(n) for n in range(1000)]


def test_large_messages_both_ways() -> None:
    tasks = ["y" * 3_000_000, "large", "z" * 3_000_000, "large", "small"]
    with Pool(pool_work.behave, 2) as pool:
        replies = [reply for _, reply in pool.run(tasks)]
    assert [len(reply) for reply in replies] == [3_000_000, 5_000_000, 3_000_000, 5_000_000, 5]


def test_what_is_printed_is_no_reply() -> None:
    with Pool(pool_work.behave, 1) as pool:
        assert [reply for _, reply in pool.run(["print", "a"])] == ["print", "a"]


def test_workers_that_do_not_start() -> None:
    with (
        Pool(pool_work.Unready(), 2) as pool,  # type: ignore[arg-type]
        pytest.raises(PoolError, match=r"do not start.*status 3"),
    ):
        list(pool.run(["a"]))


def test_no_more_workers_than_tasks() -> None:
    with Pool(pool_work.behave, 50) as pool:
        list(pool.run(["a", "b"]))
        assert len(pool._workers) == 2
        processes = [worker.process for worker in pool._workers]
    assert all(process.poll() is not None for process in processes)


def test_tasks_that_come_late() -> None:
    """None now, but perhaps later: results do not wait for it."""
    read, write = os.pipe()

    def tasks() -> Iterator[str | Waiting]:
        yield "first"
        yield Waiting(read)
        assert os.read(read, 1) == b"!"
        yield "second"

    with Pool(pool_work.behave, 1) as pool:
        results = pool.run(tasks())
        assert next(results) == ("first", "first")
        threading.Timer(0.1, os.write, (write, b"!")).start()
        assert list(results) == [("second", "second")]
    os.close(read)
    os.close(write)
