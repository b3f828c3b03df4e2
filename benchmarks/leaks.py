"""Whether one process that cleans page after page grows: its resident memory, and its objects.

The same pages go round and round, so that after the first round nothing on them is new. What is
then still growing is kept by somebody.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from declutter import clean

#: Every so many pages all outputs are asked for, not only the text.
EVERYTHING_EVERY = 20
OUTPUTS = ("markdown", "html", "tei", "explanation", "report")


@dataclass(frozen=True)
class Reading:
    """The state of the process after so many pages.

    resident: memory in bytes, after the garbage collector ran and the allocator gave back what
    is free. objects: how many the garbage collector knows.
    """

    pages: int
    resident: int
    objects: int
    seconds: float


def resident() -> int:
    """The resident memory of this process in bytes; Linux only."""
    fields = Path("/proc/self/statm").read_text("ascii").split()
    return int(fields[1]) * os.sysconf("SC_PAGESIZE")


def settle() -> None:
    """Free what can be freed: unreachable objects, then glibc's free pages."""
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def use(source: bytes, everything: bool) -> None:
    """Clean a page and ask for its outputs."""
    document: Any = clean(source)
    document.text  # noqa: B018
    if everything:
        for name in OUTPUTS:
            getattr(document, name)
        document.to_json()


def readings(pages: Iterable[bytes], every: int) -> Iterator[Reading]:
    """Clean the pages one after the other; a reading after every so many."""
    started = time.process_time()
    for count, source in enumerate(pages, 1):
        use(source, count % EVERYTHING_EVERY == 0)
        if count % every == 0:
            settle()
            yield Reading(count, resident(), len(gc.get_objects()), time.process_time() - started)


def around(files: Sequence[Path], count: int) -> Iterator[bytes]:
    """So many pages: the files, round and round; only one is in memory."""
    return (path.read_bytes() for path in islice(cycle(files), count))


def table(found: Sequence[Reading], warm: int) -> list[str]:
    """The readings as a Markdown table, and how much memory grew after the first ``warm`` pages."""
    first = next(reading for reading in found if reading.pages >= warm)
    after = [reading for reading in found if reading.pages >= warm]
    megabytes = [reading.resident / 1e6 for reading in after]
    last = found[-1]
    growth = last.resident - first.resident
    a_page = growth / max(last.pages - first.pages, 1)
    lines = ["| pages | resident MB | objects | CPU s |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {r.pages:,} | {r.resident / 1e6:.1f} | {r.objects:,} | {r.seconds:.0f} |" for r in found
    ]
    summary = (
        f"From page {first.pages:,} on {min(megabytes):.1f} to {max(megabytes):.1f} MB; in all "
        f"{growth / 1e6:+.1f} MB, {a_page:+.0f} bytes a page, "
        f"{last.objects - first.objects:+,} objects."
    )
    return [*lines, "", summary]
