"""Pages a second of whole directories, ours beside trafilatura's: the same files, one run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import environment
from declutter.batch.task import Task
from declutter.batch.work import Work
from declutter.pool.pool import cores

RESULTS = Path(__file__).parent / "results"
ALONE = "declutter, one process without the pool"
OURS = ("declutter -j 1", "declutter -j 2")
_TICKS = os.sysconf("SC_CLK_TCK")
#: Seconds between two looks at what a main process has taken.
_LOOK = 0.02


class Took(NamedTuple):
    """What a run took, in seconds. main: processor time of the first process alone."""

    clock: float
    processor: float
    main: float
    files: int


def run(sources: Sequence[Path], work: Path, rounds: int, say: Callable[[str], None]) -> str:
    """A table: each tool over the same files, in turns; of each figure the least of the rounds.

    sources: pages; work: a folder to work in.
    """
    pages, out = work / "speed-pages", work / "speed-out"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir(parents=True)
    for number, source in enumerate(sources):
        (pages / f"{number:05d}.html").symlink_to(source.resolve())
    all_of: dict[str, list[Took]] = {}
    for name, words in [*_commands(pages, out, work).items()] * rounds:
        took = measured(words, out)
        say(f"{name}: {took}")
        all_of.setdefault(name, []).append(took)
    return write(all_of, len(sources))


def write(all_of: dict[str, list[Took]], pages: int) -> str:
    """The figures of all rounds as a page, which also goes to results/batch-speed.md."""
    rounds = len(all_of[ALONE])
    text = (
        f"# Directories, {pages} pages\n\n"
        f"Written by `python -m benchmarks speed`, the least of {rounds} rounds in turns;\n"
        "plain text, one file a page, start and end of all processes included. On "
        f"{cores()} cores with\n"
        f"a load of {os.getloadavg()[2]:.0f} in the last quarter of an hour.\n\n"
        f"{table(all_of, pages)}\n"
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "batch-speed.md").write_text(text, "utf-8")
    return text


def _commands(pages: Path, out: Path, work: Path) -> dict[str, list[str]]:
    trafilatura = next(peer for peer in environment.PEERS if peer.name == "trafilatura")
    place = environment.make(work / "environment", (trafilatura,))
    alone = f"from benchmarks.batch_speed import alone; alone({str(pages)!r}, {str(out)!r})"
    commands = {ALONE: [sys.executable, "-c", alone]}
    for jobs in (1, 2):
        words = [sys.executable, "-m", "declutter", str(pages), "-o", str(out), "-q"]
        commands[OURS[jobs - 1]] = [*words, "-j", str(jobs)]
        name = f"trafilatura {environment.pinned()['trafilatura']} --parallel {jobs}"
        words = [str(place.python.with_name("trafilatura")), "--input-dir", str(pages)]
        commands[name] = [*words, "--output-dir", str(out), "--parallel", str(jobs)]
    return commands


def alone(pages: str, out: str) -> None:
    """What the workers do, in this process and without anything around it."""
    work = Work(out=out)
    for number, name in enumerate(sorted(os.listdir(pages))):
        work(Task(number, os.path.join(pages, name), name=f"{name}.txt"))


def measured(words: Sequence[str], out: Path) -> Took:
    """Run a command that fills ``out``."""
    shutil.rmtree(out, ignore_errors=True)
    start = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    main = _Main(process.pid)
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    files = sum(path.is_file() for path in out.rglob("*") if path.suffix == ".txt")
    return Took(clock, usage.ru_utime + usage.ru_stime, main.stop(), files)


class _Main(threading.Thread):
    """Looks at the processor time of a process, its children's not counted, while it lives."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._stat = Path(f"/proc/{pid}/stat")
        self._ended = threading.Event()
        self._seconds = 0.0
        self.start()

    def run(self) -> None:
        while not self._ended.wait(_LOOK):
            try:
                fields = self._stat.read_text().rpartition(")")[2].split()
            except OSError:
                return
            self._seconds = (int(fields[11]) + int(fields[12])) / _TICKS

    def stop(self) -> float:
        self._ended.set()
        self.join()
        return self._seconds


def table(all_of: dict[str, list[Took]], pages: int) -> str:
    """The figures, and what follows from them."""
    best = {name: Took(*map(min, zip(*took, strict=True))) for name, took in all_of.items()}
    lines = [
        "| | pages/s | ms of processor a page | of it, the main process | files |",
        "|---|---|---|---|---|",
    ]
    for name, took in best.items():
        each, main = 1000 * took.processor / pages, 1000 * took.main / pages
        rate = pages / took.clock
        lines.append(f"| {name} | {rate:.1f} | {each:.1f} | {main:.1f} | {took.files} |")
    one, two = (best[name] for name in OURS)
    pairs = zip(*(all_of[name] for name in OURS), strict=True)  # at nearly the same load
    gain = median(alone.clock / together.clock for alone, together in pairs)
    more = two.processor / one.processor
    overhead = one.processor / best[ALONE].processor - 1
    return "\n".join(
        [
            *lines,
            "",
            f"Two workers for one: {gain:.2f} times the pages a second (the median of the rounds).",
            "Beside n other busy processes it is at most 2 (n + 1) / (n + 2) times: 1.75 for 6.",
            f"They take {more:.2f} times the processor time of one, which on two idle cores allows",
            f"{2 / more:.2f} times. The pool with one worker takes {overhead:+.1%} processor time",
            "beside the engine alone, its start included.",
        ]
    )
