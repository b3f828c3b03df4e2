"""The same pages at once in many threads and processes, and one after the other for long."""

from __future__ import annotations

import hashlib
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from typing import Final

import pytest
from fixture_pages import FIXTURES

from benchmarks.leaks import readings, resident, settle, use
from declutter import clean

#: Pages of every kind, without the longest: each is cleaned a dozen times.
SOURCES: Final = [
    source
    for source in (fixture.source.read_bytes() for fixture in FIXTURES)
    if len(source) < 12_000
]
OUTPUTS: Final = ("text", "markdown", "html", "tei", "explanation", "report")


def digest(source: bytes) -> str:
    """A page's outputs, as a digest."""
    document = clean(source, "https://a.example/tea")
    outputs = [document.to_json(), *(getattr(document, name) for name in OUTPUTS)]
    return hashlib.sha256("\x00".join(outputs).encode()).hexdigest()


def test_eight_threads_give_the_same_bytes() -> None:
    alone = [digest(source) for source in SOURCES]
    # Each thread begins with another page, so that different pages meet.
    turns = [[*range(start, len(SOURCES)), *range(start)] for start in range(8)]
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda turn: {i: digest(SOURCES[i]) for i in turn}, turns))
    finally:
        sys.setswitchinterval(switch)
    for digests in found:
        assert [digests[i] for i in range(len(SOURCES))] == alone


@pytest.mark.parametrize("method", ["spawn", pytest.param("fork", marks=pytest.mark.slow)])
def test_processes_give_the_same_bytes(method: str) -> None:
    alone = [digest(source) for source in SOURCES]
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as pool:
        assert list(pool.map(digest, SOURCES)) == alone


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_nothing_leaks() -> None:
    """Objects and memory stay as they are once every page was seen twice."""
    pages = SOURCES[::3]
    for source in pages * 2:
        use(source, everything=True)
    settle()
    before = resident()
    count = 10 * len(pages)
    found = list(readings(islice(cycle(pages), count), count // 2))
    # What Python keeps of a page shows in the objects, a tree of the parser's in memory.
    assert found[-1].objects - found[0].objects < count // 10
    assert found[-1].resident - before < 8_000_000
