"""Scores many pages' kept blocks against their gold, by page type and overall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.dataset import Row
from benchmarks.metrics import Figures, Segments, f1_of, mean, words
from declutter.decide import logistic, page_cut


@dataclass
class Scores:
    """Word F1 of pages with gold text by type, and the segments of the others."""

    pages: dict[str, list[Figures]] = field(default_factory=dict)
    segments: Segments = field(default_factory=Segments)

    def overall(self) -> Figures:
        """The mean over all pages with gold text."""
        return mean(figures for pages in self.pages.values() for figures in pages)

    def line(self) -> str:
        """The figures in one line."""
        total = self.overall()
        kinds = " ".join(f"{kind} {mean(self.pages[kind]).f1:.3f}" for kind in sorted(self.pages))
        article = mean(self.pages.get("article", []))
        segments = self.segments.figures()
        return (
            f"F1 {total.f1:.4f} (P {total.precision:.3f} R {total.recall:.3f}) {kinds};"
            f" article P {article.precision:.3f} R {article.recall:.3f};"
            f" multilingual P {segments.precision:.3f} R {segments.recall:.3f} F1 {segments.f1:.4f}"
        )


def chosen(odds: np.ndarray, sizes: np.ndarray, is_html: bool) -> np.ndarray:
    """The blocks that scores alone would keep, as `declutter.decide` cuts them."""
    score = logistic(odds)
    return score >= page_cut(score, np.maximum(sizes, 1), is_html)[0]


def score_rows(rows: Sequence[Row], odds: Sequence[np.ndarray]) -> Scores:
    """Score each row's blocks, kept by their log-odds."""
    scores = Scores()
    for row, own in zip(rows, odds, strict=True):
        keep = chosen(own, row.measured.words, "html" in row.form.split())
        texts = [text for text, kept in zip(row.texts, keep, strict=True) if kept]
        add(scores, row, texts)
    return scores


def add(scores: Scores, row: Row, texts: Sequence[str]) -> None:
    """Score one page's kept texts."""
    sample = row.sample
    if sample.content is not None:
        found = Counter(word for text in texts for word in words(text))
        figures = f1_of(found, Counter(words(sample.content)))
        scores.pages.setdefault(sample.kind, []).append(figures)
    elif sample.kind == "multilingual":
        scores.segments.add("\n".join(texts), sample.include, sample.exclude)
