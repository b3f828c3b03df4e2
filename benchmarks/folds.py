"""The scorecards of the folds: each fitted without one fifth of the sites.

`benchmarks.fit` writes them beside the package's tables, with the same features. A page scored
with its own fold's cards is scored by a fit that has not seen its site: that is what every figure
called "out of fold" is measured with, through whatever segmenter and rules the package has now.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.archives import Sample
from benchmarks.dataset import segmented
from declutter.decide import Decision, decide, scored
from declutter.measure.features import Measured
from declutter.measure.lexicon import Lexicon
from declutter.model import Options
from declutter.page import Page
from declutter.printing import printed
from declutter.render import render_text
from declutter.score.scorecard import Scorecard
from declutter.source.decode import decode

FOLDER = Path(__file__).parent / "folds"


def _path(name: str, fold: int) -> Path:
    return FOLDER / f"{name}-{fold}.tsv.gz"


def write(name: str, fold: int, table: str) -> None:
    """Keep one fold's table; the same table gives the same bytes."""
    FOLDER.mkdir(exist_ok=True)
    _path(name, fold).write_bytes(gzip.compress(table.encode(), mtime=0))


@cache
def load(name: str, fold: int) -> Scorecard:
    """One fold's card, by the name of the package's table that it stands for."""
    return Scorecard(gzip.decompress(_path(name, fold).read_bytes()).decode())


@cache
def lexicon(fold: int) -> Lexicon:
    """The lexicon of plain texts that was counted without one fold's sites."""
    return Lexicon(gzip.decompress(_path("lexicon", fold).read_bytes()).decode())


def decided(page: Page, fold: int, options: Options) -> tuple[Measured, Decision]:
    """Judge a segmented page as `declutter.pipeline.judge` does, with one fold's cards."""
    measured = Measured(page)
    if not page.is_html:
        texts = [leaf.text for leaf in page.leaves]
        measured.columns.update(lexicon(fold).columns(texts, measured.words))
    form = "html" if page.is_html else "text"
    odds, columns = scored(measured, load(f"{form}-1", fold), load(f"{form}-2", fold))
    return measured, decide(measured, odds, columns, options)


def text_of(page: Page, fold: int, options: Options) -> str:
    """The text that comes out of a segmented page, with one fold's cards."""
    return render_text(printed(page, decided(page, fold, options)[1], marked=False))


def out_of_fold(options: Options, form: str = "html") -> Callable[[Sample], str]:
    """The engine with each page's scores from a fit that has not seen its site.

    ``form``: one of `benchmarks.dataset.FORMS`; the others than HTML are flattened pages.
    """

    def text(sample: Sample) -> str:
        page = segmented(decode(sample.read()).text, form)
        return text_of(page, sample.fold, options) if page and page.leaves else ""

    return text
