"""Names blocks: which part of a page each would be, if it were not its main content.

Every rule that speaks adds its strength to its label; what surrounds a block adds more
(`declutter.label_context`); `name` picks the strongest. Whether a block is kept is not decided
here: the scorecards see the same hits as features.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from declutter.containers import LEVELS, Containers
from declutter.features import Floats, Measured, running
from declutter.label_context import PASSES, Scene
from declutter.label_strengths import (
    ATTRIBUTES,
    BUTTON,
    CUES,
    HIDDEN,
    INSIDE_PHRASE,
    MOST_CUED,
    MOST_OF_PAGE,
    MOST_ROW,
    OPENING,
    PHRASE_ROW,
    ROOM,
    SHAPES,
    SHORT,
    START_PHRASE,
    TAGS,
    TOO_LONG,
    UNDER_HEADING,
    VAGUE_PHRASES,
    WHOLE_PHRASE,
)
from declutter.model import CONTENT_LABELS, Label
from declutter.rules.attributes import LABEL_BIT, LABELS, labels_of
from declutter.rules.text import covered

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
#: In plain text no container ends them, and an advert is often just its mark.
PLAIN_SCOPES: Final[dict[Label, int]] = {
    Label.RELATED: 12, Label.TRENDING: 12, Label.NEWSLETTER: 0, Label.AUTHOR_BOX: 4,
    Label.SHARE: 2, Label.TAGS: 1, Label.AD: 0, Label.FOOTER: 20, Label.WEATHER: 3,
    Label.TICKER: 3, Label.CONSENT: 2,
}  # fmt: skip
#: Blocks of a higher score are hardly removed: no costly rule asks what else they may be.
_UNSURE: Final = 0.8
INDEX: Final = {label: i for i, label in enumerate(LABELS)}
_CONTENT: Final = np.array([label in CONTENT_LABELS for label in LABELS])
#: Where this share of the content stands among "comments", the page is a forum.
_FORUM: Final = 0.4
#: A label needs this much; what has less is `Label.OTHER`.
_FLOOR: Final = 0.5


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
    found = scopes(measured, score)
    if not measured.count:
        return [], found
    said = _said(measured, score)
    for scope in found:
        under = slice(scope.first, scope.last)
        fits = measured.words[under] <= 12 if scope.label is Label.FOOTER else 1
        said[INDEX[scope.label], under] += UNDER_HEADING * fits
        said[INDEX[scope.label], scope.head] += UNDER_HEADING
    placed = _placed(measured, score)
    replies = placed[INDEX[Label.COMMENTS]]
    mass = score * measured.words
    if float(mass[replies > 0].sum()) > _FORUM * float(mass.sum()):
        replies[:] = 0
        said[INDEX[Label.COMMENTS]] = 0
    scene = Scene(measured, score, said, placed)
    for step in PASSES:
        step(scene)
    total = scene.total
    total[_CONTENT] = 0
    best = total.argmax(axis=0).tolist()
    top = total.max(axis=0).tolist()
    pairs = zip(best, top, strict=True)
    return [LABELS[i] if most >= _FLOOR else Label.OTHER for i, most in pairs], found


def _said(measured: Measured, score: Floats) -> Floats:
    """labels x leaves: what phrases, shapes and the block's own form say."""
    total = np.zeros((len(LABELS), measured.count), dtype=np.float32)
    start = measured.strong & ~measured.whole
    inside = measured.weak & ~measured.strong
    for i, label in enumerate(LABELS):
        bit = LABEL_BIT[label]
        hits = WHOLE_PHRASE * ((measured.whole & bit) != 0)
        hits += START_PHRASE * ((start & bit) != 0)
        hits += INSIDE_PHRASE * ((inside & bit) != 0)
        total[i] = hits * VAGUE_PHRASES.get(label, 1.0)
    for shape, (label, strength) in SHAPES.items():
        total[INDEX[label]] += strength * ((measured.shapes >> shape) & 1)
    for i, label, share in _rows_of_phrases(measured, score):
        total[INDEX[label], i] += PHRASE_ROW * share * VAGUE_PHRASES.get(label, 1.0)
    for i, label, strength in _cues(measured, score):
        total[INDEX[label], i] += strength
    total[INDEX[Label.CONTROLS]] += BUTTON * (measured.columns["button share"] > 0.6)
    _shorten(measured, total)
    return total


def _rows_of_phrases(measured: Measured, score: Floats) -> Iterator[tuple[int, Label, float]]:
    """Short blocks that are phrases in a row, or begin with one: (leaf, label, share of words)."""
    words = measured.words
    asked = (words >= 2) & (words <= MOST_ROW) & (measured.whole == 0) & (score < _UNSURE)
    for i in np.flatnonzero(asked).tolist():
        for mask, at, size in covered(measured.page.leaves[i].text):
            share = size / float(words[i]) ** 0.5 + OPENING * (at == 0)
            for label in labels_of(mask):
                yield i, label, share


def _cues(measured: Measured, score: Floats) -> Iterator[tuple[int, Label, float]]:
    """Telling words within blocks that are not long: (leaf, label, strength)."""
    asked = (measured.words <= MOST_CUED) & (measured.words >= 4) & (score < _UNSURE)
    for i in np.flatnonzero(asked & (measured.link_density < 0.6)).tolist():
        text = measured.page.leaves[i].text.lower()
        for label, (strength, cues) in CUES.items():
            if any(cue in text for cue in cues):
                yield i, label, strength


def _placed(measured: Measured, score: Floats) -> Floats:
    """labels x leaves: what the elements around a block say, by their tags and attributes."""
    box = measured.containers
    total = np.zeros((len(LABELS), measured.count), dtype=np.float32)
    masks = box.mask[box.ancestors]
    masks[:, 0] |= np.array([leaf.words_mask for leaf in measured.page.leaves], dtype=np.int64)
    masks[:, 1:] &= ~box.mask[0]
    far = box.inherited[box.ancestors[:, 0]]
    weights = _chrome_share(measured, score)
    counted = running(measured.words)
    words = (counted[box.last] - counted[box.first])[box.ancestors]
    large = ((box.last - box.first) > MOST_OF_PAGE * measured.count)[box.ancestors]
    weight = weights[box.ancestors]
    small = weight * ~large
    decay = np.zeros(LEVELS, dtype=np.float32)
    for label, (own, next_up, near, up) in ATTRIBUTES.items():
        decay[:] = (own, next_up, near, near, *[up] * (LEVELS - 4))
        bit = LABEL_BIT[label]
        counts = small if label is not Label.COMMENTS else weight
        room = ROOM.get(label)
        named = masks & bit != 0 if room is None else (masks & bit != 0) & (words <= room)
        total[INDEX[label]] = (named * counts * decay).max(axis=1)
        if up and room is None:
            np.maximum(total[INDEX[label]], up * 0.7 * (far & bit != 0), out=total[INDEX[label]])
    for tag, (label, strength) in TAGS.items():
        total[INDEX[label]] += strength * (measured.columns[f"tag {tag}"] <= LEVELS)
    total[INDEX[Label.HIDDEN]] += HIDDEN * (measured.columns["hidden"] > 0)
    _shorten(measured, total)
    return total


def _chrome_share(measured: Measured, score: Floats) -> Floats:
    """Per container, how much of it is not content: what wraps an article names no chrome."""
    box = measured.containers
    words = np.maximum(measured.words, 1)
    kept, every = running(words * score), running(words)
    size = np.maximum(every[box.last] - every[box.first], 1)
    share: Floats = (1 - (kept[box.last] - kept[box.first]) / size).astype(np.float32)
    return share


def _shorten(measured: Measured, total: Floats) -> None:
    for label, most in SHORT.items():
        total[INDEX[label], measured.words > most] *= TOO_LONG


def scopes(measured: Measured, score: npt.NDArray[np.float32]) -> list[Scope]:
    """Lines that say what follows ("Trending Stories"), and the leaves each speaks for.

    A scope ends at the next heading or named line, at the end of the heading's container, at
    the first paragraph that is content, or when it has grown longer than such lists are.
    """
    labels = tuple(SCOPES)
    wanted = sum(LABEL_BIT[label] for label in labels)
    # An entry of a menu leads to what it names, and names nothing that follows it.
    entry = (measured.link_density > 0.6) & (measured.columns["is list item"] > 0)
    heads = np.flatnonzero(((measured.whole & wanted) != 0) & ~entry)
    prose = measured.prose & (score > 0.6) & (measured.words > 30)
    # A heading ends the scope of one that is no higher than itself: cards have headings too.
    level = measured.columns["heading level"]
    named = measured.whole != 0
    borders = [((level > 0) & (level <= (top or 6))) | named for top in range(7)]
    ends = [np.flatnonzero(border | prose) for border in borders]
    words = measured.words
    result = []
    for head in heads.tolist():
        label = next(label for label in labels if int(measured.whole[head]) & LABEL_BIT[label])
        blocks, most = SCOPES[label]
        if not measured.page.is_html:
            blocks = PLAIN_SCOPES.get(label, blocks)
        top = int(level[head])
        # A biography is prose as well.
        stops = np.flatnonzero(borders[top]) if label is Label.AUTHOR_BOX else ends[top]
        at = int(np.searchsorted(stops, head, side="right"))
        stop = int(stops[at]) if at < len(stops) else measured.count
        stop = min(stop, head + 1 + blocks)
        if measured.page.is_html:
            stop = min(stop, _end_of_container(measured.containers, head))
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
