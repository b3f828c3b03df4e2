"""Articles that a page appends to its own: the next story of an endless scroll.

Where a page has several articles of prose side by side, its title says which one is its own. On a
list of stories it says none, and all of them are content.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from declutter.measure.features import Measured
from declutter.page import Frames
from declutter.rules.shapes import Shape

#: An article of its own has so many paragraphs, and among its first blocks a heading and a line
#: with a date or an author.
FEWEST_PARAGRAPHS: Final = 3
FIRST_BLOCKS: Final = 8
#: Shares of a heading's words that the page's title has: of its own article, and of another one.
OWN_TITLE: Final = 0.6
OTHER_TITLE: Final = 0.4
_SIGNED: Final = sum(1 << shape for shape in (Shape.DATE, Shape.AGO, Shape.BY))


def other_articles(measured: Measured, headline: int | None) -> list[tuple[int, int]]:
    """The leaves [first, last) of each article that follows the page's own."""
    if headline is None or measured.columns["title overlap"][headline] < OWN_TITLE:
        return []
    articles = _articles(measured.page.frames)
    own = next((i for i, (first, last) in enumerate(articles) if first <= headline < last), None)
    if own is None or not _is_whole(measured, *articles[own]):
        return []
    return [
        article
        for article in articles[own + 1 :]
        if _is_whole(measured, *article) and _is_other(measured, *article)
    ]


def _articles(frames: Frames) -> list[tuple[int, int]]:
    """The leaves of the outermost article elements."""
    found: list[tuple[int, int]] = []
    for frame, tag in enumerate(frames.tag):
        if tag == "article" and (not found or frames.first[frame] >= found[-1][1]):
            found.append((frames.first[frame], frames.last[frame]))
    return found


def _is_whole(measured: Measured, first: int, last: int) -> bool:
    return int(measured.prose[first:last].sum()) >= FEWEST_PARAGRAPHS


def _is_other(measured: Measured, first: int, last: int) -> bool:
    """Whether an article begins with a heading that is not the page's, and a date or an author."""
    begin = slice(first, min(first + FIRST_BLOCKS, last))
    heads = np.flatnonzero(measured.heading[begin])
    if not len(heads) or not ((measured.shapes[begin] & _SIGNED) != 0).any():
        return False
    return bool(measured.columns["title overlap"][first + int(heads[0])] <= OTHER_TITLE)
