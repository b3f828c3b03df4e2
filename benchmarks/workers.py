"""Drives `peer_worker`: one process a tool, a time limit a page, and nothing that it does ends
the run: what a page cost, what came out, and what went wrong are all figures."""

from __future__ import annotations

import json
import os
import select
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

WORKER = Path(__file__).parent / "peer_worker.py"
ROOT = WORKER.parent.parent
#: Seconds by the clock that a tool may take for one page, its start included for the first.
LIMIT = 120.0


@dataclass(frozen=True)
class Job:
    """One page to extract."""

    key: str
    path: str
    url: str


@dataclass(frozen=True)
class Answer:
    """What came of one page; seconds are of CPU time."""

    key: str
    text: str
    cpu: float
    parse: float
    error: str


def work(python: Path, tool: str, jobs: Iterable[Job], limit: float = LIMIT) -> Iterator[Answer]:
    """Each job's answer, in order; a worker that hangs or dies is replaced."""
    process = None
    for job in jobs:
        if process is None or process.poll() is not None:
            process = _start(python, tool)
        line = _ask(process, job, limit)
        if line is None:
            dead = process.poll() is not None
            process.kill()
            process.wait()
            process = None
            error = "the process died" if dead else f"more than {limit:g} s"
            yield Answer(job.key, "", 0.0 if dead else limit, 0.0, error)
        else:
            yield Answer(job.key, **json.loads(line))
    if process is not None:
        process.communicate()


def kept(file: Path, answers: Iterable[Answer]) -> list[Answer]:
    """Collect answers and leave them in a file, whole or not at all."""
    found = list(answers)
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".part")
    partial.write_text("".join(json.dumps(asdict(answer)) + "\n" for answer in found), "utf-8")
    partial.replace(file)
    return found


def read(file: Path) -> list[Answer]:
    """What `kept` left."""
    with file.open(encoding="utf-8") as lines:
        return [Answer(**json.loads(line)) for line in lines]


def _start(python: Path, tool: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    return subprocess.Popen(
        [str(python), str(WORKER), tool],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )


def _ask(process: subprocess.Popen[bytes], job: Job, limit: float) -> bytes | None:
    """One line there and one back; None where none comes in time."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps({"path": job.path, "url": job.url}).encode() + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        return None
    ready, _, _ = select.select([process.stdout], [], [], limit)
    return process.stdout.readline() or None if ready else None
