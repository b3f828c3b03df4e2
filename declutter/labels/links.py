"""What links say: by where they lead to, and by how often the same words are a link."""

from __future__ import annotations

from collections import Counter
from typing import Final

import numpy as np

from declutter.labels.scene import ROWS, Scene
from declutter.labels.strengths import PLACES
from declutter.measure.containers import LEVELS
from declutter.measure.features import running
from declutter.model import Label
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.targets import label_of, leads_to_part

#: So many jumps, and this share of a box's blocks, make a table of contents.
FEWEST_JUMPS: Final = 3
MOSTLY_JUMPS: Final = 0.6
#: Levels up that a box of jumps is looked for at.
_LEVELS: Final = 5
#: Words of a link that is one of these parts, and not a teaser that leads there.
_SHORT: Final = 5
#: What links lead to whose place is below the headline.
_BELOW: Final = (Label.TAGS, Label.BYLINE)
#: A link of up to so many words that the page has so often names no story: each card has it.
_BUTTON: Final = 8
_OFTEN: Final = 3
#: Words of a title behind an arrow, at least: "← Back" has fewer.
_TITLE: Final = 4


def link_targets(scene: Scene) -> None:
    """Links of few words say what they are by where they lead to."""
    measured = scene.measured
    jumps = np.zeros(measured.count, dtype=bool)
    leaves, words = measured.page.leaves, measured.words.tolist()
    for i in np.flatnonzero(scene.linked).tolist():
        targets = [value for _, tag, value in leaves[i].marks if tag == "a" and value]
        if not targets:
            continue
        jumps[i] = all(map(leads_to_part, targets))
        label = label_of(targets[0]) if words[i] <= _SHORT * len(targets) else None
        if label is not None and (label not in _BELOW or i > scene.headline):
            scene.total[ROWS[label], i] += PLACES["link target"]
    _contents(scene, jumps)


def repeated(scene: Scene) -> None:
    """Links of the same words again and again are the cards' buttons ("See dates and prices")."""
    asked = scene.linked & ~scene.menu & (scene.measured.words <= _BUTTON)
    asked &= scene.index > scene.headline
    asked &= scene.total[ROWS[Label.BYLINE]] < PLACES["link target"]  # who writes often
    leaves = scene.measured.page.leaves
    texts = {i: leaves[i].text.casefold() for i in np.flatnonzero(asked).tolist()}
    counted = Counter(texts.values())
    often = [i for i, text in texts.items() if counted[text] >= _OFTEN]
    scene.total[ROWS[Label.CONTROLS], often] += PLACES["same link"]


def arrows(scene: Scene) -> None:
    """The articles before and after, by the arrows that their titles stand behind or before."""
    words = scene.measured.words
    asked = scene.linked & scene.after & (words >= _TITLE) & (scene.index > scene.headline)
    leaves = scene.measured.page.leaves
    for i in np.flatnonzero(asked & (scene.measured.columns["tag footer"] > LEVELS)).tolist():
        text = leaves[i].text
        if text.startswith(("←", "«", "‹", "⟵")) or text.endswith(("→", "»", "›", "⟶")):
            scene.total[ROWS[Label.RELATED], i] += PLACES["arrow"]


def _contents(scene: Scene, jumps: np.ndarray) -> None:
    """Boxes of jumps are tables of contents, their headings too.

    One in a menu at the top may be the menu of a page with everything on it: there its heading or
    its class has to say so.
    """
    if jumps.sum() < FEWEST_JUMPS:
        return
    measured, box, bit = scene.measured, scene.measured.containers, LABEL_BIT[Label.TOC]
    counted, heads = running(jumps), running((measured.whole & bit) != 0)
    held = counted[box.last] - counted[box.first]
    mostly = (held >= FEWEST_JUMPS) & (held >= MOSTLY_JUMPS * (box.last - box.first))
    mostly[0] = False
    named = mostly & (((box.mask & bit) != 0) | (heads[box.last] > heads[box.first]))
    near = box.ancestors[:, :_LEVELS]
    within, called = mostly[near].any(axis=1), named[near].any(axis=1)
    scene.add(Label.TOC, PLACES["jump"], within & (called | ~(scene.menu & scene.above)))
    scene.doubt(Label.NAV, "jumps", called)
