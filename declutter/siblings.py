"""Paragraphs of short pages that share the fate of those marked up like them.

The scorecards know pages of hundreds of blocks, and few that are shorter than this.
"""

from __future__ import annotations

from typing import Final

import numpy as np

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
