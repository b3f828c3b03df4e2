"""The fuzzer's corpus, run without the fuzzer: seeds, and what it found before it was mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_calls import one_input

CORPUS = sorted((Path(__file__).parent / "fuzz" / "corpus").iterdir())


@pytest.mark.parametrize("path", CORPUS, ids=[path.name for path in CORPUS])
def test_what_must_hold_of_an_input(path: Path) -> None:
    one_input(path.read_bytes())


def test_the_corpus_is_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS) < 64_000
