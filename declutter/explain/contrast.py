"""What sets a block apart from the page's other blocks, from the shares of its score.

A scorecard's shares say how a block comes to its score from the average of all answers. Many are
the same for all blocks of a page ("it is no row of a table") and tell a reader nothing. So each
share is given against its mean over the page's blocks, and the means go into the base: a block's
shares and its base still add up to its score.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from declutter.measure.features import Columns
from declutter.score.scorecard import Scorecard

#: Fewer blocks are no background to stand out from.
FEWEST: Final = 5
#: Shares closer to nothing than this, in log-odds, are none.
_NOTHING: Final = 1e-6


class Share(NamedTuple):
    """What one feature adds to a block's score: its name, log-odds, and the feature's value."""

    feature: str
    weight: float
    value: float


class Apart(NamedTuple):
    """A block's score taken apart: base, the strongest shares, and the sum of all others.

    ``others`` counts them; base, shares and rest add up to the log-odds.
    """

    base: float
    strongest: tuple[Share, ...]
    rest: float
    others: int


def apart(card: Scorecard, columns: Columns, most: int, always: str = "") -> list[Apart]:
    """Each block's score against the page's mean, with the ``most`` strongest shares.

    always: a feature whose share is listed in any case, if the card knows it.
    """
    base, shares = card.explain(columns)
    blocks = shares.shape[1]
    if blocks >= FEWEST:
        mean = shares.mean(axis=1, keepdims=True)
        shares = shares - mean
        base += float(mean.sum())
    strength = np.abs(shares)
    listed = strength.copy()
    if always in card.features:
        listed[card.features.index(always)] += listed.max(initial=0) + 1
    top = np.argsort(-listed, axis=0, kind="stable")[:most].T
    total = shares.sum(axis=0)
    counted = (strength >= _NOTHING).sum(axis=0)
    result = []
    for block, features in enumerate(top.tolist()):
        found = [
            Share(
                card.features[f], float(shares[f, block]), float(columns[card.features[f]][block])
            )
            for f in features
            if strength[f, block] >= _NOTHING
        ]
        found.sort(key=lambda share: -abs(share.weight))
        rest = float(total[block]) - sum(share.weight for share in found)
        result.append(Apart(base, tuple(found), rest, int(counted[block]) - len(found)))
    return result
