"""Runs one tool over hostile pages: ``python hostile_worker.py TOOL``, in the tools' environment.

Reads a JSON line a page from standard input (``path``, ``kind``, ``seconds``, ``megabytes``,
``collector``: whether Python's collector of garbage is on) and answers each with a JSON line:
``cpu`` (seconds in the tool's call; the least of three where it is quick), ``memory`` (bytes by
which the call raised the peak of resident memory), ``status``, ``text`` (what was extracted),
``error``. Each page has a process of its own, with limits of CPU time and memory. Imports nothing
of this repository but `declutter` itself and `peer_worker`.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: What takes less, in seconds, is measured three times.
QUICK = 0.1
#: What a tool that ran into a limit answers, by the signal that ended it.
ENDS = {signal.SIGXCPU: "time", signal.SIGKILL: "killed", signal.SIGSEGV: "crashed"}

#: Bytes and the kind of a page -> what came of it: its status, if the tool has one, and its text.
Call = Callable[[bytes, str], "tuple[str, str]"]


def _declutter() -> Call:
    from declutter import clean

    def call(data: bytes, kind: str) -> tuple[str, str]:
        document = clean(data, kind=kind)  # type: ignore[arg-type]
        return str(document.status), document.text

    return call


def _peer(name: str) -> Call:
    sys.path.insert(0, str(Path(__file__).parent))
    import peer_worker

    extract = getattr(peer_worker, name)()
    return lambda data, kind: ("", extract(data, ""))


def _call(name: str) -> Call:
    return _declutter() if name == "declutter" else _peer(name)


def _measured(call: Call, job: dict[str, Any]) -> dict[str, Any]:
    data = Path(job["path"]).read_bytes()
    # A signal that Python handles would wait for the end of a call into C.
    limit = int(job["seconds"])
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    resource.setrlimit(resource.RLIMIT_AS, (int(job["megabytes"]) << 20,) * 2)
    before = _peak()
    (gc.enable if job["collector"] else gc.disable)()
    best, memory, status, text, error = 0.0, 0, "", "", ""
    try:
        for turn in range(3):
            start = time.process_time()
            status, text = call(data, job["kind"])
            seconds = time.process_time() - start
            best = min(best, seconds) if turn else seconds
            memory = memory or _peak() - before
            if best > QUICK:
                break
    except MemoryError:
        error = "memory"
    except Exception as reason:
        error = type(reason).__name__
    return {"cpu": best, "memory": memory, "status": status, "text": text, "error": error}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _answer(call: Call, job: dict[str, Any]) -> dict[str, Any]:
    """What a process of its own measured, or what ended it."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with contextlib.suppress(BaseException), open(writing, "w", encoding="utf-8") as out:
            out.write(json.dumps(_measured(call, job)))
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as got:
        said = got.read()
    _, status = os.waitpid(child, 0)
    if said:
        return dict(json.loads(said))
    error = ENDS.get(os.WTERMSIG(status), "crashed") if os.WIFSIGNALED(status) else "crashed"
    return {"cpu": 0.0, "memory": 0, "status": "", "text": "", "error": error}


def serve(name: str) -> None:
    """Answer pages until standard input ends."""
    call = _call(name)
    with contextlib.suppress(Exception):
        call(b"<h1>Tea</h1><p>Tea is made by steeping leaves.</p>", "html")  # what is loaded late
        call(b"Tea\n\nTea is made by steeping leaves.", "text")
    answers = sys.stdout
    sys.stdout = sys.stderr  # a tool that prints must not speak between the answers
    for line in sys.stdin:
        answers.write(json.dumps(_answer(call, json.loads(line))) + "\n")
        answers.flush()


if __name__ == "__main__":
    # The script's folder is first on the path, where a module of ours could hide a tool's.
    sys.path.pop(0)
    serve(sys.argv[1])
