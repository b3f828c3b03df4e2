"""The metrics, as the collections' own README defines them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_WORD = re.compile(r"\w+")


class Figures(NamedTuple):
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float
    f1: float


def words(text: str) -> list[str]:
    """The ``\\w+`` words of a text in lower case."""
    return _WORD.findall(text.lower())


def f1_of(predicted: Counter[str], gold: Counter[str]) -> Figures:
    """Multiset overlap of two word counts. Two empty texts agree: 1."""
    total_predicted, total_gold = sum(predicted.values()), sum(gold.values())
    if not total_predicted and not total_gold:
        return Figures(1.0, 1.0, 1.0)
    hits = sum((predicted & gold).values())
    precision = hits / total_predicted if total_predicted else 0.0
    recall = hits / total_gold if total_gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Figures(precision, recall, f1)


def mean(figures: Iterable[Figures]) -> Figures:
    """The mean over pages of each figure."""
    rows = list(figures)
    count = max(len(rows), 1)
    return (
        Figures(*(sum(column) / count for column in zip(*rows, strict=True)))
        if rows
        else Figures(0, 0, 0)
    )


class Segments:
    """Counts over all segments of a collection: exact substrings that must (not) appear."""

    def __init__(self) -> None:
        self.hit = self.missed = self.leaked = 0

    def add(self, text: str, include: Iterable[str], exclude: Iterable[str]) -> None:
        """Score one page's text."""
        for segment in include:
            if segment in text:
                self.hit += 1
            else:
                self.missed += 1
        self.leaked += sum(segment in text for segment in exclude)

    def figures(self) -> Figures:
        """Precision, recall and F1 over everything added so far."""
        precision = self.hit / max(self.hit + self.leaked, 1)
        recall = self.hit / max(self.hit + self.missed, 1)
        total = precision + recall
        return Figures(precision, recall, 2 * precision * recall / total if total else 0.0)
