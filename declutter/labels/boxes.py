"""Boxes that take the label of their strongest member, once everything else is counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from declutter.labels.scene import MOST_VOTERS, ROWS, Scene
from declutter.labels.strengths import PLACES
from declutter.measure.containers import LEVELS
from declutter.measure.features import running
from declutter.model import Label
from declutter.rules.attributes import LABEL_BIT, LABELS
from declutter.rules.shapes import Shape

#: What a card has besides its headline, and what a form has besides what it is for.
_CARD_PARTS: Final = frozenset(
    (
        Label.DATELINE, Label.BYLINE, Label.AD, Label.CONTROLS, Label.TAGS, Label.KICKER,
        Label.OTHER, Label.FOOTER, Label.MASTHEAD,
    )
)  # fmt: skip
_FORM_PARTS: Final = frozenset(
    (Label.CONTROLS, Label.OTHER, Label.FOOTER, Label.SHARE, Label.AD, Label.NAV, Label.MASTHEAD)
)
_STORIES: Final = (Label.RELATED, Label.TRENDING)
_PURPOSES: Final = (Label.NEWSLETTER, Label.COMMENTS, Label.PAYWALL)
#: Blocks of a card and of a form, at most, and how sure a member must be to speak for a form.
_CARD: Final = 8
_FORM: Final = 12
_SURE: Final = 3.0
#: Blocks of a list of stories with its heading, at most.
_SECTION: Final = 80
#: Prose that is so surely one of these is no small print, though it stands in a footer.
_TOLD: Final = (*_STORIES, *_PURPOSES, Label.AUTHOR_BOX, Label.CONSENT, Label.AD)
_NAMED: Final = 1.5
#: Boxes of at least so many blocks that are one part of the page, where this share of them are.
#: Menus, footers and sign-ups are not among them: they hold parts of other kinds.
_WHOLE: Final = (Label.RELATED, Label.TRENDING, Label.CONSENT)
_FEWEST: Final = 3
_MAJORITY: Final = 0.6
#: Levels up that a member speaks for.
_REACH: Final = 4


def sections(scene: Scene) -> None:
    """The named heading that a box of stories begins with names them all."""
    best, box = _best(scene), scene.measured.containers
    if not scene.measured.page.is_html:
        return
    heads = scene.measured.heading & ~scene.above & ~scene.linked
    for head in np.flatnonzero(heads).tolist():
        if best[head] not in _STORIES:
            continue
        for container in box.ancestors[head].tolist():
            first, last = int(box.first[container]), int(box.last[container])
            if first < head or container == 0 or last - first > _SECTION:
                break
            for i in range(first + 1, last):
                if best[i] in _STORIES:
                    top = float(scene.total[:, i].max())
                    scene.total[ROWS[best[head]], i] = top + PLACES["member"]


def cards(scene: Scene) -> None:
    """Date, teaser and button of a card belong to the story that it leads to."""
    best = _best(scene)
    story = scene.linked | scene.measured.heading
    heads = [
        i
        for i in np.flatnonzero(story & (scene.measured.words >= 3) & ~scene.above).tolist()
        if best[i] in _STORIES
    ]
    _speak(scene, best, heads, _CARD_PARTS, _CARD, alone=True)


def forms(scene: Scene) -> None:
    """Fields and buttons belong to the prompt in their box; links there lead elsewhere."""
    if not scene.measured.page.is_html:
        return
    best = _best(scene)
    top = scene.total.max(axis=0)
    heads = [i for i, label in enumerate(best) if label in _PURPOSES and top[i] >= _SURE]
    seen = scene.measured.columns["hidden"] == 0
    heads = [i for i in heads if seen[i] and not scene.linked[i]]
    _speak(scene, best, heads, _FORM_PARTS, _FORM, alone=False)


def mostly(scene: Scene) -> None:
    """The few blocks of a box that is nearly all stories, or a cookie notice, belong to it."""
    if not scene.measured.page.is_html:
        return
    box, best = scene.measured.containers, scene.total.argmax(axis=0)
    removed = running(scene.score < 0.5)
    size = box.last - box.first
    asked = (size >= _FEWEST) & (size <= MOST_VOTERS)
    asked &= removed[box.last] - removed[box.first] == size
    asked[0] = False
    top = scene.total.max(axis=0)
    done = np.zeros(scene.measured.count, dtype=bool)
    for label in _WHOLE:
        counted = running(best == ROWS[label])
        held = asked & (counted[box.last] - counted[box.first] >= _MAJORITY * size)
        within = held[box.ancestors].any(axis=1) & ~done
        scene.total[ROWS[label], within] = (top + PLACES["member"])[within]
        done |= within


def _best(scene: Scene) -> list[Label]:
    return [LABELS[i] for i in scene.total.argmax(axis=0).tolist()]


def _speak(
    scene: Scene,
    best: list[Label],
    heads: Iterable[int],
    parts: frozenset[Label],
    most: int,
    alone: bool,
) -> None:
    """Give each head's label to the parts in the largest box of up to so many blocks around it.

    alone: whether the box must hold no second head.
    """
    box, heads = scene.measured.containers, set(heads)
    for head in heads:
        around = None
        for container in box.ancestors[head, :_REACH].tolist():
            first, last = int(box.first[container]), int(box.last[container])
            if container == 0 or last - first > most:
                break
            if alone and any(i in heads for i in range(first, last) if i != head):
                break
            around = (first, last)
        if around is None:
            continue
        row = ROWS[best[head]]
        for i in range(*around):
            if best[i] in parts and scene.score[i] < 0.5 and (alone or not scene.linked[i]):
                top = float(scene.total[:, i].max())
                scene.total[row, i] = max(float(scene.total[row, i]), top + PLACES["member"])


def neighbours(scene: Scene) -> None:
    """Posts before and after, places beside temperatures, numbers beside page links."""
    measured, index = scene.measured, scene.index
    box, shapes, words = measured.containers, measured.shapes, measured.words
    both = LABEL_BIT[Label.RELATED] | LABEL_BIT[Label.NAV]
    masks = np.bitwise_or.reduce(box.mask[box.ancestors[:, :3]], axis=1)
    adjacent = ((masks & both) == both) & scene.linked & (index > scene.headline)
    large = (box.last - box.first)[box.ancestors[:, 1]] > 6
    scene.add(Label.RELATED, PLACES["adjacent"], adjacent & ~large)
    if measured.page.is_html:
        warm = np.flatnonzero(((shapes >> Shape.TEMPERATURE) & 1) & scene.above).tolist()
        for i in warm:
            for other in _beside(scene, i, 2):
                market = scene.total[ROWS[Label.TICKER], other] >= 1
                if words[other] <= 3 and not scene.linked[other] and not market:
                    scene.total[ROWS[Label.WEATHER], other] += PLACES["weather strip"]
    pages = np.flatnonzero(scene.total.argmax(axis=0) == ROWS[Label.PAGINATION]).tolist()
    for i in pages:
        for other in _beside(scene, i, 4):
            if words[other] == 1 and (shapes[other] >> Shape.NUMBER) & 1:
                scene.total[ROWS[Label.PAGINATION], other] += PLACES["page number"]


def _beside(scene: Scene, i: int, reach: int) -> list[int]:
    """The blocks up to so many places away that share one of the next boxes with this one."""
    near = scene.measured.containers.ancestors
    boxes = set(near[i, :3].tolist())
    around = range(max(i - reach, 0), min(i + reach + 1, scene.measured.count))
    return [other for other in around if other != i and boxes & set(near[other, :3].tolist())]


def small_print(scene: Scene) -> None:
    """Sentences down in a footer are disclaimers, where they are no prompt or address."""
    measured, columns = scene.measured, scene.measured.columns
    down = scene.after & (scene.placed[ROWS[Label.FOOTER]] >= 1) | (columns["tag footer"] <= LEVELS)
    prose = (measured.words >= 18) & (columns["stopword share"] > 0.15) & ~scene.linked
    prose &= scene.highest(_TOLD) < _NAMED
    scene.add(Label.LEGAL, PLACES["sentences"], down & prose & (scene.index > scene.headline))
