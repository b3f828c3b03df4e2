"""Hostile shapes through ours and other tools, each page at two sizes: a table in Markdown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks import environment
from benchmarks.shapes import FOUND, HTML, TEXT, Shape
from benchmarks.workers import ROOT

WORKER: Final = Path(__file__).parent / "hostile_worker.py"
RESULTS: Final = Path(__file__).parent / "results" / "hostile.md"
#: Limits of a page: seconds of CPU, and megabytes of address space.
SECONDS: Final = 10
MEGABYTES: Final = 4_000
#: What is beside ours, by the names in `environment.PEERS`.
PEERS: Final = ("trafilatura", "readability-lxml", "resiliparse")
#: Times too small to divide, in seconds: next to them a fixed cost is not small.
TINY: Final = 0.04
#: A ratio up to which the time counts as linear, noise included.
LINEAR: Final = 2.3
#: Each page of ours has so many processes at most, the two sizes in turns, as long as the least
#: times of both are further apart than `LINEAR`: other work on the machine only adds to a time.
#: Other tools have one, and so have pages that take so many seconds.
MOST_ROUNDS: Final = 6
SLOW: Final = 4.0
#: Ours once more with Python's collector of garbage, by the name of the column.
COLLECTED: Final = "declutter, collector on"


@dataclass(frozen=True)
class Cell:
    """What came of a shape at both sizes; an error of either names what ended it."""

    small: float
    large: float
    memory: int
    status: str
    found: bool
    error: str

    @property
    def ratio(self) -> float | None:
        """How often the time of the small page fits into that of the large one."""
        if self.error or self.small < TINY:
            return None
        return self.large / self.small

    @property
    def is_above(self) -> bool:
        """Whether that is more than what counts as linear."""
        return self.ratio is not None and self.ratio > LINEAR

    def __str__(self) -> str:
        if self.error:
            return f"**{self.error}**"
        ratio = "" if self.ratio is None else f" ×{self.ratio:.1f}"
        said = f"{self.small:.2f} → {self.large:.2f}{ratio}"
        return f"**{said}**" if self.is_above else said


#: The kind of a shape, its name, the bytes of the smaller page, and a cell for each tool.
Row = tuple[str, str, int, list[Cell | None]]


class _Worker:
    """A tool's process, to which one page after the other is given."""

    def __init__(self, python: str | Path, tool: str, collector: bool = False) -> None:
        self.collector = collector
        self.name = COLLECTED if collector else tool
        self.process = subprocess.Popen(
            [str(python), str(WORKER), tool],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
        )

    def __call__(self, page: Path, kind: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        job = {"path": str(page), "kind": kind, "seconds": SECONDS, "megabytes": MEGABYTES}
        job["collector"] = self.collector
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        return dict(json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        self.process.communicate()


def run(data: Path, size: int, only: tuple[str, ...], say: Callable[[str], None]) -> str:
    """Measure all shapes at ``size`` and twice as many characters; write and return the table."""
    tools = [peer for peer in environment.PEERS if peer.name in PEERS]
    place = environment.make(data / "hostile-environment", tools)
    tools = [peer for peer in tools if peer.name not in place.missing]
    ours = [_Worker(sys.executable, "declutter", collector) for collector in (False, True)]
    workers = ours.copy()
    workers += [_Worker(place.python, peer.worker) for peer in tools]
    with TemporaryDirectory() as folder:
        rows, again = _measured(Path(folder), ours, workers, size, only, say)
    for worker in workers:
        worker.close()
    versions = environment.pinned()
    names = [COLLECTED, *(f"{peer.name} {versions[peer.package]}" for peer in tools)]
    text = _report(rows, names, place.missing) + _once_more(again, 2 * size)
    if not only:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(text, "utf-8")
    return text


def _measured(
    folder: Path,
    ours: list[_Worker],
    workers: list[_Worker],
    size: int,
    only: tuple[str, ...],
    say: Callable[[str], None],
) -> tuple[list[Row], list[tuple[str, str, Cell]]]:
    """The rows, and those of ours above `LINEAR` once more at twice the size."""
    rows: list[Row] = []
    above: list[tuple[str, str, Shape, _Worker]] = []
    for kind, shapes in (("html", HTML), ("text", TEXT)):
        for name, shape in shapes.items():
            if only and name not in only:
                continue
            pages = list(_pages(folder, shape, size))
            # Other tools take no plain text.
            cells = [
                _cell(worker, pages, kind, MOST_ROUNDS if worker in ours else 1)
                if kind == "html" or worker in ours
                else None
                for worker in workers
            ]
            rows.append((kind, name, pages[0].stat().st_size, cells))
            for worker, cell in zip(ours, cells, strict=False):
                if cell is not None and cell.is_above:
                    above.append((name, kind, shape, worker))
            say(f"{kind}, {name}: {' | '.join(map(str, cells))}")
    again = [
        (name, worker.name, _cell(worker, list(_pages(folder, shape, 2 * size)), kind, MOST_ROUNDS))
        for name, kind, shape, worker in above
    ]
    return rows, again


def _pages(folder: Path, shape: Shape, size: int) -> Iterator[Path]:
    for n in (size, 2 * size):
        page = folder / f"{n}.html"
        page.write_bytes(shape(n).encode("utf-8", "replace"))
        yield page


def _cell(worker: _Worker, pages: list[Path], kind: str, most: int) -> Cell:
    """What came of a shape: the least times of as many rounds as it takes, ``most`` at most."""
    best = _round(worker, pages, kind)
    for _ in range(1, most):
        if not best.is_above or best.large > SLOW:
            break
        again = _round(worker, pages, kind)
        if not again.error:
            small, large = min(best.small, again.small), min(best.large, again.large)
            best = replace(best, small=small, large=large)
    return best


def _round(worker: _Worker, pages: list[Path], kind: str) -> Cell:
    small, large = worker(pages[0], kind), None
    if not small["error"]:
        large = worker(pages[1], kind)
    last = large or small
    error = last["error"] and f"{last['error']}{'' if large else ' at N'}"
    found = FOUND in " ".join(last["text"].split())
    return Cell(small["cpu"], last["cpu"], last["memory"], last["status"], found, error)


def _report(
    rows: list[Row],
    names: list[str],
    missing: dict[str, str],
) -> str:
    head = ["shape", "kB", "status", "MB", "declutter", *names]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for kind, name, length, cells in rows:
        ours = cells[0]
        assert ours is not None
        lost = "" if ours.found or kind == "text" or ours.error else ", article lost"
        shown = ["" if cell is None else str(cell) for cell in cells]
        titled = f"text: {name}" if kind == "text" else name
        columns = [
            titled,
            f"{length / 1e3:.0f}",
            ours.status + lost,
            f"{ours.memory / 1e6:.0f}",
            *shown,
        ]
        lines.append(f"| {' | '.join(columns)} |")
    summary = [
        _summary(name, [(kind, cells[i]) for kind, _, _, cells in rows])
        for i, name in enumerate(head[4:])
    ]
    text = (
        "# Hostile shapes\n\n"
        "Written by `python -m benchmarks hostile`. Seconds of CPU for a page and for one of twice "
        f"its size, and their ratio where the first takes {TINY} s or more. The least of three "
        "calls, where they are quick; of ours, where the ratio is above "
        f"{LINEAR} and the page takes less than {SLOW:.0f} s, the least of up to {MOST_ROUNDS} "
        "processes. Python's collector of garbage is off for all "
        "tools, but for the second column of ours: it goes over all living objects whenever their "
        "number has grown by a quarter, which is linear over many sizes and uneven from one to the "
        f"next. Bold: more than {LINEAR} times the time, or what ended the call: a limit of "
        f"{SECONDS} s of CPU or {MEGABYTES} MB of memory, a crash, an exception, "
        "“at N” already for the smaller page. MB: by how much the larger page raised the peak of "
        "our process. kB: the smaller page. All tools in one run, a process a page, from bytes to "
        "the text. An article stands in each HTML page: “article lost” if it is not in our text. "
        "Shapes: [shapes.py](../shapes.py).\n\n"
        + "\n".join(summary)
        + "\n\n"
        + "\n".join(lines)
        + "\n"
    )
    return text + "".join(f"\nMissing: {name} ({reason})\n" for name, reason in missing.items())


def _once_more(again: list[tuple[str, str, Cell]], size: int) -> str:
    """What came of ours above `LINEAR` at twice the size: what is quadratic stays above."""
    if not again:
        return ""
    lines = [f"- {name}, {tool}: {cell}" for name, tool, cell in again]
    return (
        f"\nThose of ours above {LINEAR} times once more, at {size / 1e3:.0f} and "
        f"{size / 500:.0f} kB:\n\n" + "\n".join(lines) + "\n"
    )


def _summary(name: str, answers: list[tuple[str, Cell | None]]) -> str:
    cells = [cell for _, cell in answers if cell is not None]
    pages = [cell for kind, cell in answers if kind == "html" and cell is not None]
    ended = sum(bool(cell.error) for cell in cells)
    ratios = [cell.ratio for cell in cells if cell.ratio is not None]
    over = sum(ratio > LINEAR for ratio in ratios)
    found = sum(cell.found for cell in pages)
    worst = max((cell.large for cell in cells if not cell.error), default=0.0)
    largest = max((ratio for ratio in ratios), default=0.0)
    return (
        f"- **{name}**: {len(cells)} shapes, {ended} ended by a limit, crash or exception, "
        f"{over} above {LINEAR} times (largest ratio {largest:.1f}), longest {worst:.1f} s, "
        f"article found in {found} of {len(pages)} HTML pages"
    )
