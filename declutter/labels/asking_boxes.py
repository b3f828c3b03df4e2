"""Boxes that ask the reader for something: a field for an address or a button, and what it is for.

What such a box says is as manifold as sites are; that a field or button stands at its end is not.
Out of fold these boxes change no figure (word F1 .8769 with and without them), since the scorecards
know most of them; they are for the small pages that the collections hold few of.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from declutter.measure.features import Floats, Measured
from declutter.model import Label
from declutter.rules.attributes import LABEL_BIT

#: Larger boxes, in words and blocks, are more than the prompt.
MOST_WORDS: Final = 90
MOST_BLOCKS: Final = 10
#: Words beside those of the field or button that make a box.
FEWEST_WORDS: Final = 4
#: Longer lines, in words, are no button's.
BUTTON_WORDS: Final = 5
#: A paragraph next to such a box is text with this score.
IN_TEXT: Final = 0.6
ASKING: Final = sum(LABEL_BIT[label] for label in (Label.NEWSLETTER, Label.CONSENT, Label.PAYWALL))


def field_boxes(measured: Measured) -> list[tuple[int, int]]:
    """The leaves [first, last) of each box around a field that asks for an address."""
    of_frame = measured.containers.of_frame
    found = {_box(measured, int(of_frame[frame])) for frame in measured.page.mail_fields}
    return sorted(box for box in found if box)


def button_boxes(measured: Measured) -> list[tuple[int, int]]:
    """The same of boxes that end with a button that asks for something."""
    short = (measured.words <= BUTTON_WORDS) & ~measured.heading
    said = measured.whole | measured.strong
    found = set()
    for leaf in np.flatnonzero(short & ((said & ASKING) != 0)).tolist():
        box = _box(measured, int(measured.containers.ancestors[leaf][0]))
        if box and box[0] < leaf:
            found.add(box)
    return sorted(found)


def in_text(measured: Measured, score: Floats, first: int, last: int) -> bool:
    """Whether a paragraph of the text stands right before or behind these leaves."""
    text = np.append(measured.prose & (score >= IN_TEXT), False)  # the last is at -1 as well
    return bool(text[first - 1] or text[last])


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
