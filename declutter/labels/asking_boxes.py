"""Boxes that ask the reader for something: a field for an address or a button, and what it is for.

What such a box says is as manifold as sites are; that a field or button stands at its end is not.
Out of fold these boxes change little (word F1 .8769 with and without them; services lose .001, all
of it on one page), since the scorecards know most of them; they are for the small pages that the
collections hold few of.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from declutter.measure.features import Floats, Measured
from declutter.model import Label
from declutter.rules import cues
from declutter.rules.attributes import LABEL_BIT

#: Larger boxes, in words and blocks, are more than the prompt.
MOST_WORDS: Final = 90
MOST_BLOCKS: Final = 10
#: Words beside those of the field or button that make a box.
FEWEST_WORDS: Final = 4
#: Longer lines, in words, are no button's.
BUTTON_WORDS: Final = 5
#: A paragraph near such a box is text with this score.
IN_TEXT: Final = 0.6
_LABELS: Final = (Label.NEWSLETTER, Label.CONSENT, Label.PAYWALL)
ASKING: Final = sum(LABEL_BIT[label] for label in _LABELS)
_CUES: Final = tuple(word for cue in cues.ROWS if cue.label in _LABELS for word in cue.words)
#: Of a block's characters in buttons or in links, to be one.
MOSTLY: Final = 0.5
#: What stands above a button and scores less is out anyhow.
LIKELY: Final = 0.2
#: How many blocks above there is text at most.
REACH: Final = 4


def field_boxes(measured: Measured) -> list[tuple[int, int]]:
    """The leaves [first, last) of each box around a field that asks for an address."""
    of_frame = measured.containers.of_frame
    found = {_box(measured, int(of_frame[frame])) for frame in measured.page.mail_fields}
    return sorted(box for box in found if box)


def button_boxes(measured: Measured, score: Floats) -> list[tuple[int, int]]:
    """The same of boxes near the text that end with a button, if it or what is above it asks."""
    short = (measured.words <= BUTTON_WORDS) & ~measured.heading
    asks = ((measured.whole | measured.strong) & ASKING) != 0
    pressed = measured.columns["button share"] >= MOSTLY
    told = (score >= LIKELY) & (measured.link_density < MOSTLY)
    pressed[1:] &= told[:-1]
    text = np.flatnonzero(measured.prose & (score >= IN_TEXT))
    found = set()
    for leaf in np.flatnonzero(short & (asks | pressed)).tolist():
        box = _box(measured, int(measured.containers.ancestors[leaf][0]))
        if not box or box[0] == leaf or box in found or not _near(text, box[0]):
            continue
        if asks[leaf] or _tells(measured, *box):
            found.add(box)
    return sorted(found)


def _near(text: npt.NDArray[np.int64], first: int) -> bool:
    """Whether a paragraph of the text stands not far above: what heads a page asks as well."""
    before = int(np.searchsorted(text, first))
    return before > 0 and bool(text[before - 1] >= first - REACH)


def _tells(measured: Measured, first: int, last: int) -> bool:
    """Whether a text in the box speaks of newsletters, consent or accounts."""
    if ((measured.strong | measured.weak)[first:last] & ASKING).any():
        return True
    texts = "\n".join(leaf.text for leaf in measured.page.leaves[first:last]).lower()
    return any(word in texts for word in _CUES)


def _box(measured: Measured, container: int) -> tuple[int, int] | None:
    """The smallest small container, from one outwards, that holds some words of prompt."""
    box = measured.containers
    while container > 0:
        first, last = int(box.first[container]), int(box.last[container])
        words = measured.words[first:last].sum()
        if words > MOST_WORDS or last - first > MOST_BLOCKS:
            return None
        if words - measured.words[last - 1] >= FEWEST_WORDS:
            return first, last
        container = int(box.parent[container])
    return None
