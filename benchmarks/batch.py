"""Many files with bad ones among them: run undisturbed, and killed at random moments."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.batch_corpus import KINDS, ONE_IN, Corpus, build
from declutter import clean
from declutter.formats import writer

RESULTS = Path(__file__).parent / "results"
MANIFEST = "declutter-manifest.jsonl"
NOISE_BYTES = 200_000_000
#: Main processes may take so much, in MB.
MOST = 300
_PRIVILEGES = "-dac_override,-dac_read_search"
#: Seconds between two looks at the memory of a run's processes.
_LOOK = 0.05

Row = dict[str, Any]


@dataclass
class Ended:
    """A run of the command. seconds: by the clock; main, worker: the most memory, in MB."""

    code: int
    seconds: float
    main: int
    worker: int


class Report:
    """Findings, a line each, and whether all were as they must be."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self.rows: list[tuple[str, str, str]] = []
        self.holds = True

    def add(self, what: str, found: object, holds: bool | None = None) -> None:
        verdict = "" if holds is None else "yes" if holds else "**NO**"
        self.holds &= holds is not False
        self.rows.append((what, str(found), verdict))
        self._say(f"{what}: {found} {verdict}")

    def table(self) -> str:
        lines = [f"| {' | '.join(row)} |" for row in self.rows]
        return "\n".join(["| what | found | as it must be |", "|---|---|---|", *lines])


def run(
    sources: Sequence[Path],
    work: Path,
    count: int,
    kills: int,
    say: Callable[[str], None],
    noise_bytes: int = NOISE_BYTES,
    one_in: int = ONE_IN,
    seed: int = 0,
) -> Report:
    """Do it all. sources: pages; work: a folder to work in. The report says what was found."""
    corpus = build(sources, work / "pages", count, noise_bytes, one_in)
    report = Report(say)
    fresh = work / "fresh"
    ended = finished(command(corpus.folder, fresh))
    _undisturbed(report, corpus, fresh, ended)
    out = work / "killed"
    chance = random.Random(seed)
    before: set[bytes] = set()
    for number in range(1, kills + 1):
        moment = chance.uniform(1, max(ended.seconds / kills, 2))
        killed = finished(command(corpus.folder, out), moment)
        done = manifest(out)
        lost = before - done
        before = done
        found = f"after {moment:.0f} s, {len(done)} rows, exit {killed.code}"
        report.add(f"kill {number}", f"{found}; rows lost: {len(lost)}", not lost)
        report.add(f"kill {number}: main process, MB", killed.main, killed.main < MOST)
    last = finished(command(corpus.folder, out))
    report.add("last resumption: exit", last.code, last.code == ended.code)
    report.add("last resumption: main process, MB", last.main, last.main < MOST)
    same = tree(fresh) == tree(out)
    report.add("final state is that of the undisturbed run", "all files and rows", same)
    return report


def write(report: Report) -> str:
    """The report as a page, which also goes to results/batch.md."""
    text = (
        "# Many files, one in a hundred of them bad or odd\n\n"
        "Written by `python -m benchmarks batch`. The pages of the collections several times over\n"
        "under different names; the run has not the privilege to read what it has no permission\n"
        "for. Then the same again, killed (`kill -9`) at random moments and gone on with.\n\n"
        f"{report.table()}\n"
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "batch.md").write_text(text, "utf-8")
    return text


def _undisturbed(report: Report, corpus: Corpus, out: Path, ended: Ended) -> None:
    found = list(rows(out))
    paths = [os.fsencode(row["path"]) for row in found]
    pages = f"{len(set(corpus.good.values()))} pages under different names"
    report.add("inputs", f"{len(corpus)}: {pages}, of them {corpus.odd} bad or odd")
    complete = sorted(paths) == sorted([*corpus.good, *corpus.bad])
    report.add("rows, one for each input", len(found), complete)
    by_path = dict(zip(paths, found, strict=True))
    right = sum(right_ones(corpus, by_path, out))
    report.add("good ones with clean()'s text", right, right == len(corpus.good))
    for kind, status in KINDS.items():
        if status is not None:
            mine = [by_path[path]["status"] for path, name in corpus.bad.items() if name == kind]
            said = ", ".join(f"{mine.count(s)} {s}" for s in sorted(set(mine))) or "none"
            report.add(f"bad: {kind}", said, set(mine) <= {status})
        else:
            report.add(f"odd: {kind}", "among the good ones")
    report.add("exit", ended.code, ended.code == 1)
    report.add("main process at most, MB", ended.main, ended.main < MOST)
    report.add("largest worker (the noise), MB", ended.worker)
    report.add("seconds by the clock", f"{ended.seconds:.0f}")


def right_ones(corpus: Corpus, by_path: dict[bytes, Row], out: Path) -> Iterator[bool]:
    """For each good input, whether its output is what the engine in this process gives."""
    render = writer("text", True)
    expected: dict[Path, str] = {}
    for path, page in corpus.good.items():
        if page not in expected:
            expected[page] = digest(render(clean(page.read_bytes())).encode("utf-8", "replace"))
        output = by_path.get(path, {}).get("output")
        if output is None:  # some pages of the collections are no HTML
            yield path in by_path and clean(page.read_bytes()).status == by_path[path]["status"]
        else:
            yield digest((out / output).read_bytes()) == expected[page]


def finished(words: Sequence[str], kill_after: float | None = None) -> Ended:
    """Run a command to its end, or kill it after so many seconds."""
    start = time.monotonic()
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as process:
        peaks = Peaks(process.pid)
        if kill_after is not None:
            try:
                process.wait(kill_after)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        process.wait()
        peaks.stop()
    return Ended(process.returncode, time.monotonic() - start, peaks.main, peaks.worker)


class Peaks(threading.Thread):
    """Looks at the memory of a process and of its children as long as it runs."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.main = self.worker = 0
        self.start()

    def run(self) -> None:
        while not self._ended.wait(_LOOK):
            self.main = max(self.main, peak_megabytes(self._pid))
            self.worker = max([self.worker, *map(peak_megabytes, children(self._pid))])

    def stop(self) -> None:
        self._ended.set()
        self.join()


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:
        return []


def peak_megabytes(pid: int) -> int:
    """The most memory that a living process has had."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return int(status.split("VmHWM:")[1].split()[0]) // 1024 if "VmHWM:" in status else 0


def command(pages: Path, out: Path) -> list[str]:
    """Permissions hold for root only without its privileges."""
    words = [sys.executable, "-m", "declutter", str(pages), "-o", str(out)]
    if os.geteuid():
        return words
    return [
        *("setpriv", f"--inh-caps={_PRIVILEGES}", f"--bounding-set={_PRIVILEGES}"),
        *words,
    ]


def rows(out: Path) -> Iterator[Row]:
    """The rows so far."""
    if (out / MANIFEST).exists():
        yield from map(json.loads, (out / MANIFEST).read_bytes().split(b"\n")[:-1])


def manifest(out: Path) -> set[bytes]:
    """The inputs that have been reported."""
    return {os.fsencode(row["path"]) for row in rows(out)}


def digest(data: bytes) -> str:
    """What contents are compared by."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def tree(out: Path) -> dict[str, object]:
    """Every file's content; of rows, all but the seconds."""
    found: dict[str, object] = {
        os.fsdecode(os.path.relpath(path, out)): digest(path.read_bytes())
        for path in out.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    found[MANIFEST] = [row | {"seconds": 0} for row in rows(out)]
    return found
