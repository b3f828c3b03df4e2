"""The repository's own labelled texts as rows for the fit.

The collections decide by what annotators copied out of a page; the fixtures by the label guide,
down to single lines. They take part in every fit and in no figure: their fold is -1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.archives import Sample
from benchmarks.dataset import Row, segmented
from declutter.measure.features import Measured
from declutter.model import CONTENT_LABELS, Label
from declutter.page import Page
from declutter.segment.text import segment_text
from declutter.source.decode import decode

FIXTURES = Path(__file__).parent.parent / "fixtures"
_WORD = re.compile(r"\w+")


class OwnSample(Sample):
    """A fixture: always fitted on, never scored."""

    @property
    def fold(self) -> int:
        return -1


def build(form: str) -> list[Row]:
    """Rows of all fixtures in a form: ``html`` or ``text``."""
    return [row for folder in sorted(FIXTURES.iterdir()) for row in _rows(folder, form)]


def _rows(folder: Path, form: str) -> Iterator[Row]:
    source = next(folder.glob("input.*"))
    if (source.suffix == ".txt") != (form == "text"):
        return
    text = decode(source.read_bytes()).text
    page = segmented(text, "html") if form == "html" else segment_text(text)
    if page is None:
        return
    gold = _gold(folder / "labels.tsv")
    target = _targets(page, gold)
    if target is None:
        print(f"{folder.name}: the labels are not the page's text; left out")
        return
    title = " ".join(text for label, text in gold if label is Label.TITLE)
    measured = Measured(page)
    del measured.page
    sample = OwnSample(folder.name, "fixture", folder.name, source, gold={"title": title})
    yield Row(sample, f"own {form}", measured, [leaf.text for leaf in page.leaves], target)


def _gold(path: Path) -> list[tuple[Label, str]]:
    rows = (line.split("\t", 1) for line in path.read_text("utf-8").splitlines() if line.strip())
    # A fence of a Markdown text is a mark, not a word of it.
    return [(Label(label), text) for label, text in rows if not text.startswith("```")]


def _targets(page: Page, gold: list[tuple[Label, str]]) -> np.ndarray | None:
    """Per leaf the share of its letters that are kept; titles count as unknown."""
    wanted = [
        (letter, -1.0 if label is Label.TITLE else float(label in CONTENT_LABELS))
        for label, text in gold
        for word in _WORD.findall(text)
        for letter in word
    ]
    at, targets = 0, []
    for leaf in page.leaves:
        marker = "" if page.is_html else leaf.marker  # in a text it is one of its words
        said = "".join(_WORD.findall(f"{marker} {leaf.text}"))
        mine = wanted[at : at + len(said)]
        if "".join(letter for letter, _ in mine) != said:
            return None
        at += len(said)
        values = [value for _, value in mine]
        targets.append(-1.0 if not values or min(values) < 0 else sum(values) / len(values))
    return np.array(targets)
