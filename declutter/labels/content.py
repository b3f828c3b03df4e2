"""Names what is kept, and what might have been: title, dek, caption or body."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from declutter.measure.features import Floats, Measured
from declutter.model import Kind, Label
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.credits import MOST_WORDS, is_credit

#: A dek stands at most this many blocks below the headline.
_REACH = 6
#: Words of a dek, at least and at most.
_SHORTEST, _LONGEST = 4, 70
#: A removed block that nothing names is body from this score on; between the blocks that are kept,
#: hardly any scores less.
_LIKELY = 0.1
#: A figure's caption stands so many blocks below the last kept one, at most.
_BELOW = 2
#: A box around headline and paragraph of no more words than this is a hero.
_HERO = 110


def content_labels(
    measured: Measured, keep: npt.NDArray[np.bool_], titles: Iterable[int], chrome: list[Label]
) -> list[Label]:
    """Labels of all leaves: content labels for the kept ones, ``chrome`` for the others."""
    labels = list(chrome)
    copies = set(titles)
    headline = min(copies, default=None)
    begun = False  # the text under the headline
    for i in np.flatnonzero(keep).tolist():
        if i in copies:
            labels[i] = Label.TITLE
        elif _is_caption(measured, i):
            labels[i] = Label.CAPTION
        elif headline is not None and not begun and _is_dek(measured, keep, i, headline):
            labels[i] = Label.DEK
        else:
            labels[i] = Label.BODY
            begun = begun or (headline is not None and i > headline)
    return labels


def unkept(
    measured: Measured, score: Floats, cut: float, keep: npt.NDArray[np.bool_], labels: list[Label]
) -> None:
    """Change the labels of removed leaves that stand among the kept ones and are content by form.

    ``cut``: the score that the kept ones reach. A caption is one, kept or not; so is a line of
    the text that scored too little, where nothing says what else it would be: on hand-labelled
    pages 79 % of such words are body.
    """
    kept = np.flatnonzero(keep)
    if not len(kept):
        return
    first, last = int(kept[0]), int(kept[-1])
    for i in range(first + 1, min(last + _BELOW, measured.count)):
        if keep[i]:
            continue
        if _is_caption(measured, i):
            labels[i] = Label.CAPTION
        elif labels[i] is Label.OTHER and i < last and _LIKELY <= score[i] < cut:
            labels[i] = Label.BODY


def _is_caption(measured: Measured, i: int) -> bool:
    if measured.page.leaves[i].kind is Kind.CAPTION or measured.columns["in caption"][i] <= 1:
        return True
    if int(measured.strong[i]) & LABEL_BIT[Label.CAPTION]:
        return True
    leaf = measured.page.leaves[i]
    plain = leaf.kind in (Kind.PARAGRAPH, Kind.LINE) and 2 <= measured.words[i] <= MOST_WORDS
    return plain and is_credit(leaf.text)


def _is_dek(measured: Measured, keep: npt.NDArray[np.bool_], i: int, headline: int) -> bool:
    """Whether a kept block is a line or two under the headline, by its class or its box.

    A box that holds the headline and little else is a hero: its one paragraph sums the page up.
    In plain text, furniture (byline, date) between a line and the text tells a dek.
    """
    if not (0 < i - headline <= _REACH and _SHORTEST <= measured.words[i] <= _LONGEST):
        return False
    if not measured.page.is_html:
        return i == headline + 1 and i + 1 < measured.count and not keep[i + 1]
    box = measured.containers
    if measured.columns["in dek"][i] <= (1 if measured.columns["box 1 words"][i] <= 80 else 0):
        return True
    if i - headline > 3 or measured.words[i] < 8 or measured.heading[i]:
        return False
    shared = set(box.ancestors[i, :2].tolist()) & set(box.ancestors[headline, :2].tolist())
    for container in shared - {0}:
        held = slice(int(box.first[container]), int(box.last[container]))
        if measured.words[held].sum() <= _HERO and _alone(measured, keep, i, held):
            return True
    return False


def _alone(measured: Measured, keep: npt.NDArray[np.bool_], i: int, held: slice) -> bool:
    """Whether no other block of a box is a kept paragraph."""
    prose = keep[held] & ~measured.heading[held] & (measured.words[held] >= 8)
    return not (int(prose.sum()) - int(prose[i - held.start]))
