"""Short lines next to a paragraph of plain text: a last sentence of it, its heading, a picture's.

Only plain text needs them: in HTML a line's element says whether it is one of the text's.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from declutter.measure.features import Floats, Measured, running
from declutter.model import Kind
from declutter.rules.credits import is_credit
from declutter.verdicts.siblings import SETTLED, SPEAKS, plain

_LINES: Final = (Kind.LINE, Kind.PARAGRAPH, Kind.HEADING)

#: Lines at least this likely.
LEAST_SENTENCE: Final = 0.1
LEAST_CREDIT: Final = 0.02
#: A sentence has so many words, as "— Come in —he said." has.
FEWEST_WORDS: Final = 3
#: A credit has at most so many, and one above its text; the text's block at least so many.
CREDIT_WORDS: Final = 20
CAPTION_WORDS: Final = 40
TEXT_WORDS: Final = 8
#: A heading has at most so many words and this score, and content is so many blocks above it.
HEADING_WORDS: Final = 8
LEAST_HEADING: Final = 0.2
ABOVE_HEADING: Final = 4


def sentences_below(measured: Measured, score: Floats) -> list[int]:
    """Unsure lines that end like a sentence, name no widget and follow prose that is content."""
    if measured.page.is_html:
        return []
    above = _below((score >= SPEAKS) & measured.prose)
    ends = measured.columns["ends like a sentence"] > 0
    unsure = (score >= LEAST_SENTENCE) & (score < SETTLED) & (measured.words >= FEWEST_WORDS)
    found: list[int] = np.flatnonzero(
        above & ends & unsure & plain(measured) & ~measured.heading
    ).tolist()
    return found


def credits_beside(measured: Measured, score: Floats) -> list[int]:
    """Lines like "Photo: ..." right below a block of content, or captions with such right above."""
    if measured.page.is_html:
        return []
    text = (score >= SPEAKS) & (measured.words >= TEXT_WORDS)
    beside = _below(text) & (measured.words <= CREDIT_WORDS)
    beside |= _above(text) & (measured.words <= CAPTION_WORDS)
    named = measured.columns["phrase caption"] > 0
    leaves = measured.page.leaves
    return [
        leaf
        for leaf in np.flatnonzero(beside & (score > LEAST_CREDIT) & (score < SETTLED)).tolist()
        if named[leaf] or is_credit(leaves[leaf].text)
    ]


def headings_above(measured: Measured, score: Floats) -> list[int]:
    """Unsure short lines, of no widget and no sentence, right above content and not far below."""
    if measured.page.is_html:
        return []
    content = score >= SPEAKS
    seen = running(content)
    first = np.maximum(np.arange(measured.count) - ABOVE_HEADING, 0)
    within = seen[:-1] - seen[first] > 0
    short = (measured.words <= HEADING_WORDS) & (measured.columns["ends like a sentence"] == 0)
    said = (measured.strong | measured.weak | measured.shapes) != 0
    unsure = (score >= LEAST_HEADING) & (score < SETTLED) & (measured.columns["links"] == 0)
    lines = [leaf.kind in _LINES for leaf in measured.page.leaves]
    found: list[int] = np.flatnonzero(
        _above(content) & within & short & ~said & unsure & np.array(lines, dtype=np.bool_)
    ).tolist()
    return found


def _below(blocks: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    return np.append(False, blocks[:-1])


def _above(blocks: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    return np.append(blocks[1:], False)
