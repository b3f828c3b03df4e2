"""Texts that stand on a page more than once: for wide and narrow screens, or behind its tabs.

Readers see one of the copies. What a text says again on purpose stands in the same element, as the
chorus of a song does, or comes alone or often, as a note under many functions.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Final

import numpy as np

from declutter.measure.features import Floats, Measured
from declutter.model import Kind

#: Shorter blocks, in words, are repeated for many reasons.
FEWEST_WORDS: Final = 12
#: A block of so many words is a copy by itself, a shorter one beside another copy.
ALONE_WORDS: Final = 25
#: What stands there more often is said again on purpose.
MOST_COPIES: Final = 3
#: The first one counts if it scores so much.
FIRST: Final = 0.2


#: A table's rows and a program's lines may be the same; headlines are looked after elsewhere.
_NOT_COMPARED: Final = frozenset({Kind.CODE, Kind.TABLE, Kind.HEADING})


def repeats(measured: Measured, score: Floats, unseen: Container[int]) -> list[int]:
    """The leaves whose text stood there before; ``unseen``: those that no reader sees."""
    copies = measured.columns["copies"]
    copied = copies > 1
    long = copied & (copies <= MOST_COPIES) & (measured.words >= FEWEST_WORDS)
    beside = np.concatenate(([False], copied, [False]))
    long &= (measured.words >= ALONE_WORDS) | beside[:-2] | beside[2:]
    leaves, parent = measured.page.leaves, measured.page.frames.parent
    first: dict[str, int] = {}
    found = []
    for leaf in np.flatnonzero(long).tolist():
        text = leaves[leaf].text
        if leaf in unseen or leaves[leaf].kind in _NOT_COMPARED:
            continue
        around = parent[leaves[leaf].frame]
        if text not in first:
            if score[leaf] > FIRST:
                first[text] = around
        elif first[text] != around:
            found.append(leaf)
    return found
