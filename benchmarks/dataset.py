"""Measures every page of the collections once, for the fit and its experiments.

Each page comes in up to three forms: as HTML, and flattened to text in two ways that were not
shaped to our segmenter (html_text with layout guessing, inscriptis).
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import numpy as np

from benchmarks.archives import Sample, multilingual, wcxb
from benchmarks.gold import targets
from declutter.decode import decode
from declutter.features import Measured
from declutter.page import Page
from declutter.parse import parse
from declutter.segment_html import segment_html
from declutter.segment_text import segment_text

FORMS = ("html", "html_text", "inscriptis")


@dataclass
class Row:
    """One page in one form: its measured leaves and their targets."""

    sample: Sample
    form: str
    measured: Measured
    texts: list[str]
    target: np.ndarray

    @property
    def key(self) -> str:
        """A name for this page in this form."""
        return f"{self.form}/{self.sample.key}"

    @property
    def fold(self) -> int:
        return self.sample.fold


def flatten(html: str, form: str) -> str:
    """A page as text, as other tools flatten it."""
    if form == "html_text":
        import html_text

        return str(html_text.extract_text(html, guess_layout=True))
    from inscriptis import get_text

    return str(get_text(html))


def segmented(text: str, form: str) -> Page | None:
    """A decoded page, segmented in a form; None where there is nothing in it."""
    if form != "html":
        try:
            return segment_text(flatten(text, form))
        except Exception as error:  # the flatteners fail on a few pages; those are left out
            print(f"{form}: {error}", file=sys.stderr)
            return None
    root = parse(text)
    return segment_html(root) if root is not None else None


def _rows(job: tuple[Sample, tuple[str, ...]]) -> list[Row]:
    sample, forms = job
    text = decode(sample.read()).text
    rows = []
    for form in forms:
        page = segmented(text, form)
        if page is None or not page.leaves:
            continue
        texts = [leaf.text for leaf in page.leaves]
        measured = Measured(page)
        del measured.page  # the tree of frames is large, and fitting needs numbers only
        rows.append(Row(sample, form, measured, texts, targets(texts, sample)))
    return rows


def samples(data: Path) -> list[Sample]:
    """All pages of both collections."""
    return [*wcxb(data), *multilingual(data)]


def build(data: Path, forms: tuple[str, ...] = FORMS, jobs: int = 2) -> list[Row]:
    """All rows of both collections, in a fixed order."""
    work: Iterable[tuple[Sample, tuple[str, ...]]] = [(sample, forms) for sample in samples(data)]
    with Pool(jobs) as pool:
        return [row for rows in pool.imap(_rows, work, chunksize=8) for row in rows]


def cached(data: Path, cache: Path, forms: tuple[str, ...] = FORMS) -> list[Row]:
    """`build`, kept in a file between runs; delete the file after a change of the engine."""
    if cache.exists():
        with cache.open("rb") as stream:
            rows: list[Row] = pickle.load(stream)
            return rows
    rows = build(data, forms)
    with cache.open("wb") as stream:
        pickle.dump(rows, stream, protocol=5)
    return rows
