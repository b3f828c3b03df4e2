"""What a page costs, stage by stage, as multiples of lxml's bare parse; and one whole process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator

import declutter
from benchmarks.archives import Sample
from benchmarks.run import bare_parse_seconds

_COMMAND = "from declutter.cli.command import main; main()"
_TEA = "<p>Tea is made by steeping leaves in hot water, and people have done so for a long time."
_PAGE = f"<title>Tea</title><nav><a href=/>Home</a></nav><h1>Tea</h1>{9 * _TEA}".encode()


def costs(samples: Iterable[Sample], rounds: int) -> dict[str, float]:
    """Stage -> CPU as a multiple of the bare parse, summed over the pages; ``total`` is the last.

    Of each page and stage the quickest of some rounds counts: other work on the machine only adds.
    """
    options = declutter.Options(clock=time.process_time)
    _once(_PAGE, None, options)  # what is imported and loaded once is no page's cost
    total: Counter[str] = Counter()
    for sample in samples:
        data = sample.read()
        seen = [_once(data, sample.url, options) for _ in range(rounds)]
        for stage in seen[0]:
            total[stage] += min(found.get(stage, 0.0) for found in seen)
    bare = total.pop("bare parse")
    return {stage: seconds / bare for stage, seconds in total.items()}


def _once(data: bytes, url: str | None, options: declutter.Options) -> dict[str, float]:
    bare = bare_parse_seconds(data)
    start = time.process_time()
    document = declutter.clean(data, url, options=options)
    cleaned = time.process_time()
    document.text  # noqa: B018
    end = time.process_time()
    stages = document.timings | {"text": end - cleaned, "total": end - start}
    return {"bare parse": bare} | stages


def lines(found: dict[str, float]) -> Iterator[str]:
    """The table to print."""
    for stage, multiple in found.items():
        yield f"{stage:10s} {multiple:5.2f} times the bare parse"


def process_seconds(runs: int) -> tuple[float, float]:
    """CPU and wall seconds of one small page through a process of its own, the quickest of some.

    Modules are read compiled, as they are once a package is installed.
    """
    spent, passed = [], []
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(runs + 1):  # the first one compiles
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", _COMMAND],
            input=_PAGE, stdout=subprocess.DEVNULL, env=environment, check=True,
        )  # fmt: skip
        passed.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent), min(passed)
