"""Scorecards: tables of small rules with weights that were fitted, not set by hand.

A scorecard is a list of entries. An entry asks a few yes/no questions of a block (``feature >
threshold``) and holds a weight, in log-odds, for each combination of answers; a block's score
is the sum of its weights. In the field's terms these are oblivious decision trees, boosted. The
tables are text files in ``tables/``, written by ``benchmarks/fit.py``, one entry a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from functools import cache
from pkgutil import get_data
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
Columns: TypeAlias = "dict[str, Floats]"


#: Blocks that are scored together.
_AT_ONCE: Final = 2048


class Scorecard:
    """A fitted table, ready to score; entries have 8 questions at most. Immutable once loaded."""

    def __init__(self, text: str) -> None:
        entries = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
        self.base = float(entries[0][1])
        entries = entries[1:]
        names: dict[str, int] = {}
        index: list[int] = []
        thresholds: list[float] = []
        values: list[list[float]] = []
        for questions, weights in entries:
            for question in questions.split(" & "):
                name, threshold = question.split(" > ")
                index.append(names.setdefault(name, len(names)))
                thresholds.append(float(threshold))
            values.append([float(weight) for weight in weights.split(" ")])
        self.features = tuple(names)
        self.depth = len(index) // max(len(entries), 1)
        self._index = np.array(index, dtype=np.int64)
        self._thresholds = np.array(thresholds, dtype=np.float32)[:, None]
        self._values = np.array(values, dtype=np.float32)
        self._starts = np.arange(len(values), dtype=np.int64)[:, None] * (1 << self.depth)

    @classmethod
    def mean(cls, one: Scorecard, two: Scorecard) -> Scorecard:
        """A card whose scores are the means of two cards' scores."""
        depth = max(one.depth, two.depth)
        one, two = one._deepened(depth), two._deepened(depth)
        both = cls.__new__(cls)
        names = {name: i for i, name in enumerate(dict.fromkeys((*one.features, *two.features)))}
        places = [np.array([names[name] for name in card.features]) for card in (one, two)]
        both.features = tuple(names)
        both.base, both.depth = (one.base + two.base) / 2, one.depth
        both._index = np.concatenate([places[0][one._index], places[1][two._index]])
        both._thresholds = np.concatenate([one._thresholds, two._thresholds])
        both._values = np.concatenate([one._values, two._values]) * np.float32(0.5)
        both._starts = np.arange(len(both._values), dtype=np.int64)[:, None] * (1 << both.depth)
        return both

    def _deepened(self, depth: int) -> Scorecard:
        """The same card with so many questions an entry: the first again, which changes nothing."""
        if depth == self.depth:
            return self
        deep = copy(self)
        more = depth - self.depth
        asked = np.arange(len(self._index)).reshape(-1, self.depth)
        places = np.concatenate([asked, np.repeat(asked[:, :1], more, axis=1)], axis=1).ravel()
        deep._index, deep._thresholds = self._index[places], self._thresholds[places]
        deep._values = np.tile(self._values, 1 << more)
        deep.depth = depth
        deep._starts = np.arange(len(deep._values), dtype=np.int64)[:, None] * (1 << depth)
        return deep

    def _answers(self, columns: Columns) -> npt.NDArray[np.uint8]:
        """Answers of each entry's questions for each block: entries x depth x blocks."""
        table = np.stack([columns[name] for name in self.features])
        answers = (table[self._index] > self._thresholds).view(np.uint8)
        return answers.reshape(len(self._values), self.depth, -1)

    def score(self, columns: Columns) -> Floats:
        """Log-odds per block that it belongs to the main content."""
        return np.concatenate([self._score(part) for part in self._parts(columns)])

    def explain(self, columns: Columns) -> tuple[float, npt.NDArray[np.float64]]:
        """Each feature's share of each block's score: the start, and features x blocks."""
        parts = [self._explain(part) for part in self._parts(columns)]
        return parts[0][0], np.concatenate([shares for _, shares in parts], axis=1)

    def _parts(self, columns: Columns) -> Iterator[Columns]:
        """The columns, at most `_AT_ONCE` blocks at a time: each takes 30 kB for the moment."""
        blocks = len(columns[self.features[0]])
        if blocks <= _AT_ONCE:
            yield columns
            return
        for at in range(0, blocks, _AT_ONCE):
            yield {name: columns[name][at : at + _AT_ONCE] for name in self.features}

    def _score(self, columns: Columns) -> Floats:
        answers = self._answers(columns)
        cell = answers[:, 0].copy()
        for k in range(1, self.depth):
            cell |= answers[:, k] << k
        # Each entry's weights stand one after the other in the flat table.
        weights = self._values.ravel().take(cell + self._starts)
        total: Floats = weights.sum(axis=0, dtype=np.float32) + np.float32(self.base)
        return total

    def _explain(self, columns: Columns) -> tuple[float, npt.NDArray[np.float64]]:
        """The start and the shares of some blocks.

        An entry's questions are asked one after the other: the change of the mean weight of the
        cells still possible is the share of the question's feature (Saabas's attribution for
        trees). A block's shares and the start, which is the same for all, add up to its score.
        """
        answers = self._answers(columns)
        entries, depth, blocks = answers.shape
        low = np.zeros((entries, blocks), dtype=np.int64)
        means = [self._values.astype(np.float64)]
        for _ in range(depth):  # the first question is the lowest bit: halve from the top bit down
            last = means[-1]
            half = last.shape[1] // 2
            means.append((last[:, :half] + last[:, half:]) / 2)
        rows = np.arange(entries)[:, None]
        changes = np.empty((entries, depth, blocks))
        before = np.broadcast_to(means[depth][:, :1], (entries, blocks))
        for k in range(depth):
            low = low + (answers[:, k].astype(np.int64) << k)
            now = means[depth - k - 1][rows, low]
            changes[:, k] = now - before
            before = now
        # Sums by feature: every feature is asked for at least once.
        order = np.argsort(self._index, kind="stable")
        starts = np.searchsorted(self._index[order], np.arange(len(self.features)))
        shares = np.add.reduceat(changes.reshape(-1, blocks)[order], starts, axis=0)
        return float(means[depth].sum()) + self.base, shares


@cache
def load(name: str) -> Scorecard:
    """One of the package's scorecards, by the name of its table: ``html-1``, ``text-title``."""
    data = get_data(__package__, f"tables/{name}.tsv")
    if data is None:
        raise FileNotFoundError(f"the package holds no scorecard {name}; install it again")
    return Scorecard(data.decode("utf-8"))
