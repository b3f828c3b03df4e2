"""What a reader does not see, or only after a click."""

from __future__ import annotations

from typing import Final

import numpy as np

from declutter.measure.features import Floats, Measured
from declutter.page import Hiding, Page
from declutter.rules.hidden import FOLDING
from declutter.verdicts.script_notes import script_notes
from declutter.verdicts.verdict import UNLIKELY, Verdict

#: What no browser shows is out at any setting of the dial.
NEVER_SHOWN: Final = -20.0
#: What is not displayed needs a strong reason to stay; parts that open on a click do not. Out of
#: fold this costs nothing (0.8590 for 0.8588 word F1 on every other page).
NOT_DISPLAYED: Final = -6.0
FOLDED_AWAY: Final = -0.7
#: How many elements up a name tells a part that opens on a click.
FOLDS: Final = 6
#: Where hidden blocks are this share of the page's words, it waits for a script to show them.
HIDDEN_SHARE: Final = 0.5


def hidden_text(measured: Measured, score: Floats) -> dict[int, Verdict]:
    """What the elements around a block hide, and what opens on a click."""
    hiding = measured.columns["hidden"]
    hidden = hiding > 0
    share = float(measured.words[hidden].sum()) / max(float(measured.words.sum()), 1.0)
    never = Verdict("hidden text", NEVER_SHOWN, "no browser shows the element it stands in")
    if share >= HIDDEN_SHARE:
        return dict.fromkeys(script_notes(measured.page), never)
    maybe = Verdict("hidden text", NOT_DISPLAYED, "its element or one around it is not displayed")
    folded = Verdict("hidden text", FOLDED_AWAY, "folded away: a tab, an answer, a panel")
    found = {}
    for i, line in enumerate(measured.page.leaves):
        if line.hidden:
            found[i] = never if line.hidden >= Hiding.NEVER_SHOWN else maybe
    found.update(dict.fromkeys(np.flatnonzero(hiding >= Hiding.NEVER_SHOWN).tolist(), never))
    folds = _Folds()
    likely = (score > UNLIKELY).tolist()
    for leaf in np.flatnonzero(hidden & (hiding < Hiding.NEVER_SHOWN)).tolist():
        is_folded = likely[leaf] and _is_folded(measured.page, leaf, folds)
        found[leaf] = folded if is_folded else maybe
    return found


class _Folds(dict[str, bool]):
    """Class attribute -> whether it is that of a part which opens on a click."""

    def __missing__(self, name: str) -> bool:
        self[name] = folds = FOLDING.search(name) is not None
        return folds


def _is_folded(page: Page, leaf: int, folds: _Folds) -> bool:
    """Whether the classes around a block are those of parts that open on a click."""
    frame, frames = page.leaves[leaf].frame, page.frames
    for _ in range(FOLDS):
        if frame < 0:
            return False
        if folds[frames.name[frame]]:
            return True
        frame = frames.parent[frame]
    return False
