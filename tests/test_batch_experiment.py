"""The experiment of benchmarks/batch.py on a small scale, with the fixtures instead of archives."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from fixture_pages import FIXTURES

from benchmarks import batch
from benchmarks.batch_corpus import KINDS, build

SOURCES = [fixture.source for fixture in FIXTURES if fixture.source.suffix == ".html"]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="looks at processes in /proc")
def test_every_input_has_its_row_and_kills_change_nothing(tmp_path: Path) -> None:
    if not os.geteuid() and shutil.which("setpriv") is None:
        pytest.skip("permissions do not hold for root here")
    said: list[str] = []
    report = batch.run(
        SOURCES, tmp_path, 20 * len(KINDS), 2, said.append, noise_bytes=3_000_000, one_in=20
    )
    assert report.holds, "\n".join(said)
    table = report.table()
    assert all(kind in table for kind in KINDS)
    assert "| good ones with clean()'s text | 175 | yes |" in table


def test_the_corpus_is_what_was_asked_for(tmp_path: Path) -> None:
    corpus = build(SOURCES, tmp_path / "pages", 2 * len(KINDS), 1000, one_in=2)
    assert (len(corpus), corpus.odd, len(corpus.bad)) == (18, 9, 5)
    assert set(corpus.bad.values()) == {kind for kind, status in KINDS.items() if status}
    assert all(os.path.isfile(path) for path in corpus.good)
    names = os.listdir(os.fsencode(tmp_path / "pages" / "000"))
    assert any(b"\xff" in name for name in names)
    assert any(b"\n" in name for name in names)
