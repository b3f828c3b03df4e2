"""Names blocks: which part of a page each would be, if it were not its main content.

Every rule row that speaks adds its strength to its label; `name` picks the strongest. Whether a
block is kept is not decided here: the scorecards see the same hits as features.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from declutter.containers import LEVELS, Containers
from declutter.features import Measured
from declutter.model import CONTENT_LABELS, Kind, Label
from declutter.rules.attributes import LABEL_BIT, LABELS
from declutter.rules.shapes import Shape

#: Hand-set strengths, in the same unit: a phrase that is the whole text outweighs where it stands.
WHOLE_PHRASE: Final = 1.0  # on top of the next
STRONG_PHRASE: Final = 3.0
WEAK_PHRASE: Final = 2.0
UNDER_HEADING: Final = 2.6
ATTRIBUTE: Final = (2.3, 2.0, 1.7, 1.4, 1.1, 0.9, 0.8, 0.7)  # by levels up
TAGS: Final[dict[str, tuple[Label, float]]] = {
    "nav": (Label.NAV, 1.6),
    "header": (Label.NAV, 0.7),
    "footer": (Label.FOOTER, 1.9),
    "figure": (Label.CAPTION, 1.5),
    "form": (Label.CONTROLS, 0.6),
    "select": (Label.CONTROLS, 2.0),
    "aside": (Label.RELATED, 0.4),
}
SHAPES: Final[dict[Shape, tuple[Label, float]]] = {
    Shape.TEMPERATURE: (Label.WEATHER, 3.0),
    Shape.DATE: (Label.DATELINE, 1.6),
    Shape.TIME: (Label.DATELINE, 0.8),
    Shape.AGO: (Label.DATELINE, 1.5),
    Shape.READ_TIME: (Label.DATELINE, 2.5),
    Shape.COPYRIGHT: (Label.LEGAL, 3.0),
    Shape.BY: (Label.BYLINE, 2.2),
    Shape.MARKET: (Label.TICKER, 2.5),
    Shape.CUT_OFF: (Label.RELATED, 0.5),
}
#: Headings that name what follows, and how many blocks and words that can be.
SCOPES: Final[dict[Label, tuple[int, int]]] = {
    Label.RELATED: (30, 700),
    Label.TRENDING: (40, 700),
    Label.NEWSLETTER: (6, 90),
    Label.AUTHOR_BOX: (5, 130),
    Label.COMMENTS: (400, 20_000),
    Label.SHARE: (8, 30),
    Label.TOC: (60, 500),
    Label.TAGS: (25, 60),
    Label.AD: (3, 60),
    Label.FOOTER: (60, 400),
    Label.WEATHER: (8, 40),
    Label.TICKER: (12, 120),
    Label.CONSENT: (12, 200),
}
_INDEX: Final = {label: i for i, label in enumerate(LABELS)}
_CHROME: Final = np.array([label not in CONTENT_LABELS for label in LABELS])
#: A label needs this much to beat the fall-back by form.
_FLOOR: Final = 0.7


class Scope(NamedTuple):
    """The leaves [first, last) that the named line at ``head`` speaks for."""

    head: int
    label: Label
    first: int
    last: int


def name(measured: Measured, score: npt.NDArray[np.float32]) -> tuple[list[Label], list[Scope]]:
    """Per leaf, the label it has if it is removed; and the scopes of named lines.

    ``score``: 0 to 1 per leaf, how likely it is content: prose ends the scope of a heading.
    """
    strengths = _strengths(measured)
    found = scopes(measured, score)
    for scope in found:
        strengths[_INDEX[scope.label], scope.first : scope.last] += UNDER_HEADING
        strengths[_INDEX[scope.label], scope.head] += UNDER_HEADING
    strengths[~_CHROME] = 0
    best = strengths.argmax(axis=0)
    top = strengths.max(axis=0, initial=0)
    labels = [
        LABELS[best[i]] if top[i] >= _FLOOR else _by_form(measured, i) for i in range(measured.count)
    ]
    return labels, found


def _strengths(measured: Measured) -> npt.NDArray[np.float32]:
    """labels x leaves: what attributes, tags, phrases and shapes add up to."""
    columns = measured.columns
    total = np.zeros((len(LABELS), measured.count), dtype=np.float32)
    by_level = np.zeros(101, dtype=np.float32)
    by_level[: LEVELS + 1] = (*ATTRIBUTE, ATTRIBUTE[-1])
    for i, label in enumerate(LABELS):
        bit = LABEL_BIT[label]
        total[i] += WHOLE_PHRASE * ((measured.whole & bit) != 0)
        total[i] += STRONG_PHRASE * ((measured.strong & bit) != 0)
        total[i] += WEAK_PHRASE * ((measured.weak & bit) != 0)
        level = columns.get(f"in {label}")
        if level is not None:
            total[i] += by_level[level.astype(np.int64)]
    for tag, (label, strength) in TAGS.items():
        total[_INDEX[label]] += strength * (columns[f"tag {tag}"] <= LEVELS)
    for shape, (label, strength) in SHAPES.items():
        total[_INDEX[label]] += strength * ((measured.shapes >> shape) & 1)
    total[_INDEX[Label.HIDDEN]] += 6.0 * columns["hidden"]
    total[_INDEX[Label.CONTROLS]] += 1.5 * (columns["button share"] > 0.6)
    return total


def scopes(measured: Measured, score: npt.NDArray[np.float32]) -> list[Scope]:
    """Lines that say what follows ("Trending Stories"), and the leaves each speaks for.

    A scope ends at the next heading or named line, at the end of the heading's container, at
    the first paragraph that is content, or when it has grown longer than such lists are.
    """
    labels = tuple(SCOPES)
    wanted = sum(LABEL_BIT[label] for label in labels)
    heads = np.flatnonzero((measured.whole & wanted) != 0)
    prose = measured.prose & (score > 0.6) & (measured.words > 30)
    # A heading ends the scope of one that is no higher than itself: cards have headings too.
    level = measured.columns["heading level"]
    ends = {
        top: np.flatnonzero(((level > 0) & (level <= (top or 6))) | (measured.whole != 0) | prose)
        for top in range(7)
    }
    words = measured.words
    result = []
    for head in heads.tolist():
        label = next(label for label in labels if int(measured.whole[head]) & LABEL_BIT[label])
        blocks, most = SCOPES[label]
        stops = ends[int(level[head])]
        at = int(np.searchsorted(stops, head, side="right"))
        stop = int(stops[at]) if at < len(stops) else measured.count
        stop = min(stop, head + 1 + blocks, _end_of_container(measured.containers, head))
        total = np.cumsum(words[head + 1 : stop])
        stop = head + 1 + int(np.searchsorted(total, most, side="right"))
        result.append(Scope(head, label, head + 1, stop))
    return result


def _end_of_container(box: Containers, head: int) -> int:
    """Where the smallest container ends that holds the heading and something after it."""
    for container in box.ancestors[head]:
        if box.last[container] > head + 1:
            return int(box.last[container])
    return int(box.last[0])


def _by_form(measured: Measured, i: int) -> Label:
    """The label of a removed block that no rule names: by links, buttons and place."""
    leaf = measured.page.leaves[i]
    if measured.link_density[i] > 0.6:
        after = i > measured.headline and measured.words[i] >= 4
        return Label.RELATED if after and leaf.kind is not Kind.TABLE else Label.NAV
    if leaf.button_chars * 2 > len(leaf.text):
        return Label.CONTROLS
    return Label.OTHER
