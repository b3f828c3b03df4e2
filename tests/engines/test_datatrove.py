"""The extractor, in one of datatrove's pipelines."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from declutter import Options, clean

TEA = "<h1>Tea</h1><p>Tea is made by steeping <b>leaves</b> in hot water, for three minutes.</p>"
EMPTY = "<nav><a href='/'>Home</a></nav>"


@pytest.fixture
def extractor(datatrove: Any) -> Any:
    from declutter.adapters.datatrove import DeclutterExtractor

    return DeclutterExtractor


def test_a_pipeline(extractor: Any, tmp_path: Path) -> None:
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor

    found = []

    def collect(data: Any, rank: int = 0, world_size: int = 1) -> Any:
        for document in data:
            found.append(document)
            yield document

    pages = [f"{TEA}<p>{number}</p>" for number in range(5)]
    documents = [Document(text=page, id=str(i)) for i, page in enumerate([*pages, "", EMPTY])]
    executor = LocalPipelineExecutor(
        [documents, extractor(), collect], logging_dir=str(tmp_path / "logs")
    )
    stats = executor.run().stats[0].stats
    assert [document.text for document in found] == [clean(page).text for page in pages]
    assert stats["total"].total == 7
    assert stats["dropped"].total == 2
    assert "broken_process" not in stats


def test_options_and_form(extractor: Any) -> None:
    options = Options(strictness=0.2)
    step = pickle.loads(pickle.dumps(extractor(options, form="markdown")))
    assert step.extract(TEA) == clean(TEA, options=options).markdown
    assert "**leaves**" in step.extract(TEA)


@pytest.mark.parametrize("page", ["", "\0", "<" * 10_000, "<div>" * 5000, EMPTY, "\ud800", None, 7])
def test_it_never_raises(extractor: Any, page: Any) -> None:
    assert isinstance(extractor().extract(page), str)
