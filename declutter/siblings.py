"""Blocks that share the fate of others: paragraphs of those marked up like them, code of the text.

The scorecards know pages of hundreds of blocks, and few that are short or hold much code.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from declutter.features import Floats, Measured

#: Longer pages, in blocks, are judged block by block.
MOST_BLOCKS: Final = 60
#: A paragraph that scores at least the second number speaks for those that score the first.
REACH: Final = (0.1, 0.45)


def siblings_of_content(measured: Measured, score: Floats) -> list[int]:
    """Unsure paragraphs in elements of the same tag, class and parent as one that is content."""
    if measured.count > MOST_BLOCKS:
        return []
    group = measured.groups[1]
    best = np.zeros(int(group.max(initial=0)) + 1)
    np.maximum.at(best, group, np.where(measured.prose, score, 0.0))
    unsure = measured.prose & (score > REACH[0]) & (score < REACH[1])
    found: list[int] = np.flatnonzero(unsure & (best[group] >= REACH[1])).tolist()
    return found


#: Code at least this likely is a listing of the text that it stands in: so many blocks on, on
#: either side, there is content.
LEAST_CODE: Final = 0.05
AROUND_CODE: Final = 3


def code_of_content(measured: Measured, score: Floats) -> list[int]:
    """Code blocks with content just before and just after them, or at the page's end."""
    code = (measured.columns["is code"] > 0) & (score >= LEAST_CODE)
    if not code.any():
        return []
    content = np.flatnonzero(score >= REACH[1])
    last = measured.count - AROUND_CODE
    return [
        leaf
        for leaf in np.flatnonzero(code).tolist()
        if _near(content, leaf - AROUND_CODE, leaf)
        and (leaf >= last or _near(content, leaf + 1, leaf + 1 + AROUND_CODE))
    ]


def _near(content: npt.NDArray[np.int64], low: int, high: int) -> bool:
    """Whether a block of content stands from ``low`` to before ``high``."""
    at = np.searchsorted(content, low)
    return bool(at < len(content) and content[at] < high)
