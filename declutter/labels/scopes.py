"""Named lines ("Trending Stories") and the blocks below that each speaks for."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from declutter.measure.containers import Containers
from declutter.measure.features import Floats, Measured
from declutter.model import Label
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.shapes import Shape

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
    Label.TICKER: 3, Label.CONSENT: 2, Label.TOC: 15,
}  # fmt: skip

#: Words of a line that still shares.
MOST_IN_SHARE: Final = 8
_TRAIL: Final = 1 << Shape.SEPARATED

#: Words of a heading that need not be all of what names the part.
MOST_IN_HEAD: Final = 6

#: Boxes of stories: so many links of so many words, as many as paragraphs, on so much of the page.
STORIES: Final = frozenset({Label.RELATED, Label.TRENDING})
FEWEST_STORIES: Final = 2
FEWEST_IN_STORY: Final = 3
MOST_OF_PAGE: Final = 0.5


class Scope(NamedTuple):
    """The leaves [first, last) that the named line at ``head`` speaks for."""

    head: int
    label: Label
    first: int
    last: int


def scopes(measured: Measured, score: Floats) -> list[Scope]:
    """Lines that say what follows ("Trending Stories"), and the leaves each speaks for.

    A scope ends at the next heading or named line, at the end of the heading's container, at
    the first paragraph that is content, or when it has grown longer than such lists are.
    """
    labels = tuple(SCOPES)
    wanted = sum(LABEL_BIT[label] for label in labels)
    stories = sum(LABEL_BIT[label] for label in STORIES)
    # An entry of a menu leads to what it names, and names nothing that follows it.
    entry = (measured.link_density > 0.6) & (measured.columns["is list item"] > 0)
    # A short heading that begins with such words is one of them ("More on this story: ...").
    short = measured.heading & (measured.words <= MOST_IN_HEAD)
    naming = measured.whole | np.where(short, measured.strong & stories, 0)
    naming &= wanted
    heads = np.flatnonzero((naming != 0) & ~entry)
    prose = measured.prose & (score > 0.6) & (measured.words > 30)
    # A heading ends the scope of one that is no higher than itself: cards have headings too.
    level = measured.columns["heading level"]
    named = measured.whole != 0
    if not measured.page.is_html:  # where a trail of links stands, the page itself begins
        named |= (measured.shapes & _TRAIL) != 0
    borders = [((level > 0) & (level <= (top or 6))) | named for top in range(7)]
    # Each a list of places, made once: a page may have a named line in every second block.
    bordered = [np.flatnonzero(border) for border in borders]
    ends = [np.flatnonzero(border | prose) for border in borders]
    # Services and counts, not the caption below them.
    long = measured.words > MOST_IN_SHARE
    shared = [np.flatnonzero(border | prose | long) for border in borders]
    words = measured.words
    result = []
    for head in heads.tolist():
        label = next(label for label in labels if int(naming[head]) & LABEL_BIT[label])
        blocks, most = SCOPES[label]
        if not measured.page.is_html:
            blocks = PLAIN_SCOPES.get(label, blocks)
        top = int(level[head])
        # A biography is prose as well, and so are the teasers of a box of stories.
        in_prose = label is Label.AUTHOR_BOX or (
            label in STORIES and measured.page.is_html and _is_story_box(measured, head)
        )
        stops = bordered[top] if in_prose else ends[top]
        first, last = _box_of(measured.containers, head) if measured.page.is_html else (0, 0)
        if label is Label.AD and first == head < last and words[first:last].sum() <= most:
            stops = stops[:0]  # an advert's mark opens its box; it has a heading of its own
        if label is Label.SHARE:
            stops = shared[top]
        at = int(np.searchsorted(stops, head, side="right"))
        stop = int(stops[at]) if at < len(stops) else measured.count
        stop = min(stop, head + 1 + blocks)
        if measured.page.is_html:
            # A button at the end of its box. Out of fold this gains .008 on forums, .0006 in all.
            if last == head + 1 and not measured.heading[head]:
                stop = last
            stop = min(stop, _end_of_container(measured.containers, head))
        total = np.cumsum(words[head + 1 : stop])
        stop = head + 1 + int(np.searchsorted(total, most, side="right"))
        result.append(Scope(head, label, head + 1, stop))
    return result


def _is_story_box(measured: Measured, head: int) -> bool:
    """Whether the heading's container is links to stories, each with its teaser at most."""
    box = slice(head + 1, _end_of_container(measured.containers, head))
    links = (measured.link_density[box] > 0.6) & (measured.words[box] >= FEWEST_IN_STORY)
    prose = measured.prose[box] & ~links
    return bool(links.sum() >= max(FEWEST_STORIES, prose.sum())) and bool(
        measured.words[box].sum() < MOST_OF_PAGE * measured.words.sum()
    )


def _box_of(box: Containers, head: int) -> tuple[int, int]:
    """The blocks [first, last) of the smallest container that holds more than this one."""
    for container in box.ancestors[head]:
        first, last = int(box.first[container]), int(box.last[container])
        if last - first > 1:
            return first, last
    return 0, 0


def _end_of_container(box: Containers, head: int) -> int:
    """Where the smallest container ends that holds the heading and something after it."""
    for container in box.ancestors[head]:
        if box.last[container] > head + 1:
            return int(box.last[container])
    return int(box.last[0])
