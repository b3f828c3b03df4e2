"""Measures every page of the collections once, for the fit and its experiments.

A page comes as HTML, or flattened to text by one of the programs in `terminals`, which were not
shaped to our segmenter.
"""

from __future__ import annotations

import pickle
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import numpy as np

from benchmarks.archives import Sample, multilingual, wcxb
from benchmarks.gold import targets
from benchmarks.terminals import flatten, installed
from declutter.measure.features import Measured
from declutter.page import Page
from declutter.segment.html import segment_html
from declutter.segment.text import segment_text
from declutter.source.decode import decode
from declutter.source.parse import parse

#: Every page is fitted on as the first of these flattens it, every other one also as one of the
#: others does, in turn.
TEXT_FORMS = ("html_text", "inscriptis", "w3m", "lynx")


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
    forms = turn(sample, forms)
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


def turn(sample: Sample, forms: tuple[str, ...]) -> tuple[str, ...]:
    """The forms that a page is fitted on in: the first, and one of the others for every second."""
    number = zlib.crc32(sample.key.encode())
    others = [form for form in forms[1:] if form in installed()]
    if not others or number % 2:
        return forms[:1]
    return (forms[0], others[number // 2 % len(others)])


def samples(data: Path) -> list[Sample]:
    """All pages of both collections."""
    return [*wcxb(data), *multilingual(data)]


def build(data: Path, forms: tuple[str, ...], jobs: int = 2) -> list[Row]:
    """All rows of both collections, in a fixed order."""
    work: Iterable[tuple[Sample, tuple[str, ...]]] = [(sample, forms) for sample in samples(data)]
    with Pool(jobs) as pool:
        return [row for rows in pool.imap(_rows, work, chunksize=8) for row in rows]


def cached(data: Path, cache: Path, forms: tuple[str, ...]) -> list[Row]:
    """`build`, kept in a file between runs; delete the file after a change of the engine."""
    if cache.exists():
        with cache.open("rb") as stream:
            rows: list[Row] = pickle.load(stream)
            return rows
    rows = build(data, forms)
    with cache.open("wb") as stream:
        pickle.dump(rows, stream, protocol=5)
    return rows
