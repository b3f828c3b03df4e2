"""Names blocks: which part of a page each would be, if it were not its main content.

Every rule that speaks adds its strength to its label; what surrounds a block adds more
(`declutter.labels.context`); `name` picks the strongest. Whether a block is kept is not decided
here: the scorecards see the same hits as features.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from declutter.labels.boxes import cards, forms, mostly, neighbours, sections, small_print
from declutter.labels.context import (
    asking,
    bare_addresses,
    belonging,
    places,
    plain_lines,
    site_name,
    strips,
    unseen,
    votes,
    zones,
)
from declutter.labels.furniture import bylines, dates, kicker, names, posters, tag_row
from declutter.labels.links import arrows, link_targets, repeated
from declutter.labels.scene import ROWS, Scene
from declutter.labels.scopes import Scope, scopes
from declutter.labels.strengths import (
    ATTRIBUTES,
    BUTTON,
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
from declutter.labels.trails import trail
from declutter.measure.containers import LEVELS
from declutter.measure.features import Floats, Measured, running
from declutter.model import CONTENT_LABELS, Label
from declutter.rules import cues
from declutter.rules.attributes import LABEL_BIT, LABELS, labels_of
from declutter.rules.text import covered

#: Blocks of a higher score are hardly removed: no costly rule asks what else they may be.
_UNSURE: Final = 0.8
_CONTENT: Final = np.array([label in CONTENT_LABELS for label in LABELS])
#: Where this share of the content stands among "comments", the page is a forum.
_FORUM: Final = 0.4
#: A label needs this much; what has less is `Label.OTHER`.
_FLOOR: Final = 0.5

#: What surrounds a block, in this order.
PASSES: Final[tuple[Callable[[Scene], None], ...]] = (
    zones, places, small_print, votes, trail, site_name, kicker, dates, bylines, names, posters,
    tag_row, strips, plain_lines, bare_addresses, link_targets, repeated, arrows, neighbours,
    asking, belonging, unseen, forms, sections, cards, mostly,
)  # fmt: skip


def name(
    measured: Measured, score: npt.NDArray[np.float32], head: int | None = None
) -> list[Label]:
    """Per leaf, the label it has if it is no content.

    ``score``: 0 to 1 per leaf, how likely it is content: prose ends the scope of a heading.
    ``head``: the headline, where one was found.
    """
    if not measured.count:
        return []
    said = _said(measured, score)
    for scope in _heeded(measured, score, scopes(measured, score)):
        under = slice(scope.first, scope.last)
        fits = measured.words[under] <= 12 if scope.label is Label.FOOTER else 1
        said[ROWS[scope.label], under] += UNDER_HEADING * fits
        said[ROWS[scope.label], scope.head] += UNDER_HEADING
    placed = _placed(measured, score)
    replies = placed[ROWS[Label.COMMENTS]]
    mass = score * measured.words
    if float(mass[replies > 0].sum()) > _FORUM * float(mass.sum()):
        replies[:] = 0
        # Where the posts are the content, "Reply" is a button of theirs.
        said[ROWS[Label.CONTROLS]] += said[ROWS[Label.COMMENTS]]
        said[ROWS[Label.COMMENTS]] = 0
    scene = Scene(measured, score, said, placed, head)
    for step in PASSES:
        step(scene)
    total = scene.total
    total[_CONTENT] = 0
    best = total.argmax(axis=0).tolist()
    top = total.max(axis=0).tolist()
    pairs = zip(best, top, strict=True)
    return [LABELS[i] if most >= _FLOOR else Label.OTHER for i, most in pairs]


def _heeded(measured: Measured, score: Floats, found: list[Scope]) -> Iterator[Scope]:
    """Scopes of lines that do not just lead to a part, cut where a part of another kind begins."""
    parts = [measured.columns[f"tag {tag}"] <= LEVELS for tag in ("footer", "aside", "nav")]
    menu = (measured.columns["tag nav"] <= LEVELS) | (measured.columns["tag header"] <= LEVELS)
    content = np.flatnonzero((score > 0.5) & (measured.words >= 8))
    end = int(content[-1]) if len(content) else 0
    for scope in found:
        head = scope.head
        if menu[head] and measured.link_density[head] > 0.6:
            continue
        if scope.label is Label.FOOTER and head < end:
            continue  # "Contact" in the menu
        for part in parts:
            under = part[scope.first : scope.last]
            if not part[head] and under.any():
                scope = scope._replace(last=scope.first + int(under.argmax()))
        yield scope


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
        total[ROWS[label]] += strength * ((measured.shapes >> shape) & 1)
    for i, label, share in _rows_of_phrases(measured, score):
        total[ROWS[label], i] += PHRASE_ROW * share * VAGUE_PHRASES.get(label, 1.0)
    for i, label, strength in _cues(measured, score):
        total[ROWS[label], i] += strength
    total[ROWS[Label.CONTROLS]] += BUTTON * (measured.columns["button share"] > 0.6)
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
        for label, strength, words, _, _ in cues.ROWS:
            for word in words:  # a loop, as a generator takes three times as long
                if word in text:
                    yield i, label, strength
                    break


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
        total[ROWS[label]] = (named * counts * decay).max(axis=1)
        if up and room is None:
            np.maximum(total[ROWS[label]], up * 0.7 * (far & bit != 0), out=total[ROWS[label]])
    for tag, (label, strength) in TAGS.items():
        total[ROWS[label]] += strength * (measured.columns[f"tag {tag}"] <= LEVELS)
    total[ROWS[Label.HIDDEN]] += HIDDEN * (measured.columns["hidden"] > 0)
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
        total[ROWS[label], measured.words > most] *= TOO_LONG
