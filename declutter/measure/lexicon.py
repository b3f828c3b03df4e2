"""Words that stand in the content or in the chrome of many sites, each with its weight.

A flattened page has no elements and classes that would say what a line is; its words are left.
The lexicon holds words, pairs of words and whole short lines that were seen on many sites, with
the log-odds that a line with them is content, against any line of such pages. It was counted, not
written: ``benchmarks/lexicon.py`` does it, a site has one vote a word. What it does not know says
nothing, so that languages beyond those of the collections are judged by the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pkgutil import get_data
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from declutter.patterns import pattern

Floats: TypeAlias = npt.NDArray[np.float32]

#: Characters of a text that are looked up: what a line is shows in its beginning.
HEAD: Final = 400
#: Lines of at most so many words are also known as a whole.
WHOLE: Final = 5
#: How many lines before and after are looked at together.
REACHES: Final = (3, 10, 30)
#: The columns of a leaf's own terms.
_OWN: Final = ("lexicon mean", "lexicon sum", "lexicon highest", "lexicon lowest")
NAMES: Final = (
    *_OWN, "lexicon page",
    *(f"lexicon in {reach} {side}" for reach in REACHES for side in ("before", "after")),
)  # fmt: skip

_WORD: Final = pattern(r"[^\W\d_]+")
_DIGITS: Final = pattern(r"\d+")


def terms(text: str) -> list[str]:
    """What a text is looked up by: its words, its pairs of words, and itself if it is short.

    A whole line begins with ``=``, and its numbers are all ``0``: "=0 comments".
    """
    lowered = text[:HEAD].lower()
    words = _WORD.findall(lowered)
    found = dict.fromkeys(words)
    found.update(dict.fromkeys(map(" ".join, pairwise(words))))
    if len(words) <= WHOLE:
        found["=" + " ".join(_DIGITS.sub("0", lowered).split())] = None
    return list(found)


class Lexicon:
    """Terms with their weights; read from a table of ``term<TAB>weight`` lines."""

    def __init__(self, text: str) -> None:
        lines = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
        self.weights = {term: float(weight) for term, weight in lines}

    def columns(self, texts: Sequence[str], words: npt.NDArray[np.float64]) -> dict[str, Floats]:
        """Columns of a page's lines, by name; ``words``: how long each line is."""
        known: dict[str, tuple[float, float, float, float]] = {}
        own = np.array(
            [known.get(text) or known.setdefault(text, self._own(text)) for text in texts],
            dtype=np.float64,
        ).T
        rows = [*own, *_around(own[0], np.sqrt(np.maximum(words, 1)))]
        return {name: row.astype(np.float32) for name, row in zip(NAMES, rows, strict=True)}

    def _own(self, text: str) -> tuple[float, float, float, float]:
        """The mean, sum, highest and lowest weight of a text's terms; zeros if none is known."""
        weights = self.weights
        found = [weights[term] for term in terms(text) if term in weights]
        if not found:
            return 0.0, 0.0, 0.0, 0.0
        total = sum(found)
        return total / len(found), total, max(found), min(found)


def _around(
    mean: npt.NDArray[np.float64], votes: npt.NDArray[np.float64]
) -> Iterable[npt.NDArray[np.float64]]:
    """Means over the page, and over some lines before and after each."""
    count = len(mean)
    index = np.arange(count)
    mass = np.concatenate(([0.0], np.cumsum(mean * votes)))
    total = np.concatenate(([0.0], np.cumsum(votes)))
    yield np.full(count, mass[-1] / total[-1])
    for reach in REACHES:
        low, high = np.maximum(index - reach, 0), np.minimum(index + 1 + reach, count)
        for start, end in ((low, index), (index + 1, high)):
            yield (mass[end] - mass[start]) / np.maximum(total[end] - total[start], 1e-9)


@cache
def package_lexicon() -> Lexicon:
    """The lexicon of the package, ``measure/lexicon.tsv``."""
    data = get_data(__package__, "lexicon.tsv")
    if data is None:
        raise FileNotFoundError("the package holds no measure/lexicon.tsv; install it again")
    return Lexicon(data.decode("utf-8"))
