"""Ours and every other tool on the same pages: a table by page type and a plot, in Markdown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import environment, folds
from benchmarks.archives import Sample
from benchmarks.tables import Line, kinds_table, main_table, plot
from benchmarks.workers import Answer, Job, kept, read, work
from declutter.model import Options

RESULTS = Path(__file__).parent / "results"
#: Where the dial stands in the rows beside the default.
DIAL = (0.2, 0.8)


def run(samples: Sequence[Sample], data: Path, reuse: bool, say: Callable[[str], None]) -> str:
    """Measure everything, write the table and the plot, and return the table.

    ``reuse``: take the other tools' answers from an earlier run of the same versions and pages;
    ours are always measured. Answers are kept in ``data``, with the texts.
    """
    jobs = [Job(sample.key, str(sample.path), _address(sample)) for sample in samples]
    lines = [_ours(samples, jobs, say)]
    lines += [_dialled(samples, strictness) for strictness in DIAL]
    place = environment.make(data / "peers-environment")
    versions = environment.pinned()
    for peer in environment.PEERS:
        if peer.name in place.missing:
            say(f"{peer.name}: missing, {place.missing[peer.name]}")
            continue
        version = versions[peer.package]
        file = data / "peers" / f"{peer.worker}-{version}.jsonl"
        answers = read(file) if reuse and file.exists() else []
        if [answer.key for answer in answers] != [job.key for job in jobs]:
            answers = kept(file, work(place.python, peer.worker, jobs))
        lines.append(_scored(f"{peer.name} {version}", samples, answers))
        say(_short(lines[-1]))
    text = _page(lines, place.missing, len(jobs))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "peers.md").write_text(text, "utf-8")
    plot(lines, RESULTS / "peers.svg")
    return text


def _address(sample: Sample) -> str:
    return sample.url if sample.url.startswith("http") and "::" not in sample.url else ""


def _ours(samples: Sequence[Sample], jobs: Sequence[Job], say: Callable[[str], None]) -> Line:
    """Accuracy out of fold; cost and failures of the shipped engine, measured like the others."""
    line = _dialled(samples, 0.5)
    answers = list(work(Path(sys.executable), "declutter", jobs))
    line.name, line.cpu, line.failed = "declutter", _cost(answers), _failures(answers)
    say(_short(line))
    return line


def _dialled(samples: Sequence[Sample], strictness: float) -> Line:
    line = Line(f"declutter, strictness {strictness}")
    text_of = folds.out_of_fold(Options(strictness=strictness))
    for sample in samples:
        line.add(sample, text_of(sample))
    return line


def _scored(name: str, samples: Sequence[Sample], answers: Sequence[Answer]) -> Line:
    line = Line(name, cpu=_cost(answers), failed=_failures(answers))
    for sample, answer in zip(samples, answers, strict=True):
        line.add(sample, answer.text)
    return line


def _cost(answers: Sequence[Answer]) -> float:
    """CPU against the bare parse, over the pages that were answered."""
    timed = [answer for answer in answers if answer.parse]
    return sum(a.cpu for a in timed) / max(sum(a.parse for a in timed), 1e-9)


def _failures(answers: Sequence[Answer]) -> int:
    return sum(bool(answer.error) for answer in answers)


def _short(line: Line) -> str:
    return f"{line.name}: F1 {line.overall.f1:.4f}, CPU {line.cpu:.1f}, failed {line.failed}"


def _page(lines: Sequence[Line], missing: dict[str, str], pages: int) -> str:
    text = (
        f"# Side by side, {pages} pages\n\n"
        "Written by `python -m benchmarks peers`. Ours out of fold; CPU of the shipped engine.\n"
        "CPU: seconds in each tool's own call over those of lxml's bare parse of the same pages,\n"
        "measured page by page in one process. Failed: exceptions, and pages out of time.\n\n"
        f"{main_table(lines)}\n{kinds_table(lines)}\n![F1 against CPU time](peers.svg)\n"
    )
    return text + "".join(f"\nMissing: {name} ({reason})\n" for name, reason in missing.items())
