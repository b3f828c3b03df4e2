"""Readers' comments under a text, which are no part of it; where posts are all there is, they are.

A heading may name them, or the list that blog software puts them into.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from declutter.labels.scopes import Scope
from declutter.measure.features import Floats, Measured
from declutter.model import Label
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.comment_lists import is_comment_list

#: Under a heading: below a text of so many paragraphs and words, and of this share of their words.
COMMENTED_PROSE: Final = 2
COMMENTED_WORDS: Final = 150.0
COMMENTED_SHARE: Final = 0.5
#: In a blog's list: below a text of so many paragraphs and words, however many comments there are.
BLOG_PROSE: Final = 1
BLOG_WORDS: Final = 40.0


def comments(
    measured: Measured, score: Floats, scopes: list[Scope]
) -> Iterator[tuple[range, str, str]]:
    """The leaves of each part that holds comments, the rule that found it, and what it saw.

    In plain text nothing tells a thread from comments: there this costs 0.014 on forums.
    """
    if not measured.page.is_html:
        return
    kept = np.where(score > 0.5, measured.words, 0.0)
    for scope in scopes:
        if scope.label is not Label.COMMENTS:
            continue
        above, below = float(kept[: scope.head].sum()), float(kept[scope.head :].sum())
        prose = int(measured.prose[: scope.head].sum())
        if prose >= COMMENTED_PROSE and above >= max(COMMENTED_WORDS, COMMENTED_SHARE * below):
            said = measured.page.leaves[scope.head].text[:60]
            yield range(scope.head, scope.last), "named comments", said
    for leaves, name in _lists(measured):
        above, prose = float(kept[: leaves.start].sum()), int(measured.prose[: leaves.start].sum())
        if prose >= BLOG_PROSE and above >= BLOG_WORDS:
            yield leaves, "comment list", name[:60]


def _lists(measured: Measured) -> Iterator[tuple[range, str]]:
    """The outermost elements whose classes are those of a blog's comments."""
    frames = measured.page.frames
    bit = LABEL_BIT[Label.COMMENTS]
    end = 0
    for frame in np.flatnonzero(np.array(frames.mask, dtype=np.int64) & bit).tolist():
        leaves = range(frames.first[frame], frames.last[frame])
        inner = leaves.stop <= end or frames.tag[frame] in ("html", "body")
        if leaves and not inner and is_comment_list(frames.name[frame]):
            yield leaves, frames.name[frame]
            end = leaves.stop
