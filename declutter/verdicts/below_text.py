"""Short lines right below a paragraph of plain text: a last sentence of it, who took its picture.

Only plain text needs them: in HTML a line's element says whether it is one of the text's.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from declutter.measure.features import Floats, Measured
from declutter.verdicts.siblings import SPEAKS, plain

#: Lines at least this likely; what scores the last needs no word.
LEAST_SENTENCE: Final = 0.1
LEAST_CREDIT: Final = 0.02
SETTLED: Final = 0.7
#: A sentence has so many words, as "— Come in —he said." has.
FEWEST_WORDS: Final = 3
#: A credit has at most so many, and stands below a block of at least so many.
CREDIT_WORDS: Final = 20
ABOVE_WORDS: Final = 8


def sentences_below(measured: Measured, score: Floats) -> list[int]:
    """Unsure lines that end like a sentence, name no widget and follow prose that is content."""
    above = _below((score >= SPEAKS) & measured.prose)
    ends = measured.columns["ends like a sentence"] > 0
    unsure = (score >= LEAST_SENTENCE) & (score < SETTLED) & (measured.words >= FEWEST_WORDS)
    found: list[int] = np.flatnonzero(
        above & ends & unsure & plain(measured) & ~measured.heading
    ).tolist()
    return found


def credits_below(measured: Measured, score: Floats) -> list[int]:
    """Lines like "Photo: ..." right below a block of content."""
    above = _below((score >= SPEAKS) & (measured.words >= ABOVE_WORDS))
    named = (measured.columns["phrase caption"] > 0) & (measured.words <= CREDIT_WORDS)
    found: list[int] = np.flatnonzero(above & named & (score > LEAST_CREDIT)).tolist()
    return found


def _below(blocks: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    return np.append(False, blocks[:-1])
