"""The containers of a page: its frames, with wrappers that hold the same blocks made one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from declutter.page import Frames, Page
from declutter.rules.attributes import LABELS

#: How many containers up a block looks; level 0 is the one that holds it.
LEVELS: Final = 8

_TAGS: Final = (
    "nav", "header", "footer", "aside", "main", "article", "section", "list", "table", "form",
    "figure", "quote", "item", "p", "select", "definition",
)  # fmt: skip
_TAG_NAMES: Final = {
    "ul": "list", "ol": "list", "menu": "list", "li": "item", "blockquote": "quote",
    "dl": "definition", "textarea": "select",
}  # fmt: skip
_BIT_OF_TAG: Final = {name: 1 << i for i, name in enumerate(_TAGS)}
_BIT_OF_TAG.update({tag: _BIT_OF_TAG[name] for tag, name in _TAG_NAMES.items()})


class Containers:
    """Distinct containers as numpy columns, in document order; 0 is the whole page.

    first, last: the leaves [first, last) it holds, at least one. parent: index of the next larger
    one. depth: how many are around it. mask, tags: labels and element names of all its wrappers;
    inherited, inherited_tags: those of its ancestors too. bits, inherited_bits: the same in one
    number, the tags from bit TAG_SHIFT on. hidden: `Hiding`. ancestors: per leaf,
    the containers at level 0 to LEVELS - 1.
    """

    TAG_BITS: Final = {name: 1 << i for i, name in enumerate(_TAGS)}
    TAG_SHIFT: Final = len(LABELS)

    def __init__(self, page: Page) -> None:
        self._merge(page.frames)
        self._inherit()
        leaf_frames = integers([leaf.frame for leaf in page.leaves])
        self._ancestors(leaf_frames)
        self._signatures(page.frames, leaf_frames)

    def _merge(self, frames: Frames) -> None:
        """Make frames that hold the same leaves one container; leave out those that hold none."""
        self._up = up = np.maximum(integers(frames.parent), 0)
        first, last = integers(frames.first), integers(frames.last)
        filled = last > first
        own = filled & ((first != first[up]) | (last != last[up]))
        own[0] = True
        # The frame whose container each frame is in: steps are taken two, four, eight at a time.
        holder = np.where(own, np.arange(len(own)), up)
        while not np.array_equal(holder, above := holder[holder]):
            holder = above
        self.of_frame = of_frame = (np.cumsum(own) - 1)[holder]
        self.first, self.last, self.parent = first[own], last[own], of_frame[up[own]]
        masks = integers(frames.mask)
        bit_of = {tag: _BIT_OF_TAG.get(tag, 0) for tag in set(frames.tag)}
        tags = integers(map(bit_of.__getitem__, frames.tag))
        self.bits = np.zeros(len(self.first), dtype=np.int64)
        np.bitwise_or.at(self.bits, of_frame[filled], (masks | tags << self.TAG_SHIFT)[filled])
        self._all_of_root = self.bits[0]
        # html and body stay apart from what fills them: their classes name the page.
        self.bits[0] = (self.bits[0] >> self.TAG_SHIFT << self.TAG_SHIFT) | masks[0]
        self.hidden = np.zeros(len(self.first), dtype=np.int64)
        hidden = integers(frames.hidden)
        np.maximum.at(self.hidden, of_frame[filled], hidden[filled])

    def _inherit(self) -> None:
        """Add up what is around each container, but for the page, again in growing steps."""
        above = self.parent
        depth = np.ones_like(self.bits)
        inherited = self.bits.copy()
        depth[0] = inherited[0] = 0
        while above.any():
            inherited |= inherited[above]
            depth += depth[above]
            above = above[above]
        inherited[0] = self._all_of_root
        self.depth, self.inherited_bits = depth, inherited
        labels = (1 << self.TAG_SHIFT) - 1
        self.mask, self.tags = self.bits & labels, self.bits >> self.TAG_SHIFT
        self.inherited, self.inherited_tags = inherited & labels, inherited >> self.TAG_SHIFT

    def _ancestors(self, leaf_frames: npt.NDArray[np.int64]) -> None:
        at = self.of_frame[leaf_frames]
        levels = [at]
        for _ in range(LEVELS - 1):
            at = self.parent[at]
            levels.append(at)
        self.ancestors = np.stack(levels).T  # kept level by level, as most readers go through it

    def _signatures(self, frames: Frames, leaf_frames: npt.NDArray[np.int64]) -> None:
        """Per leaf, a number for its element's tag and class, with 1, 2 and 4 elements up."""
        known: dict[tuple[str, str], int] = {}
        elements = zip(frames.tag, frames.name, strict=True)
        own = integers([known.setdefault(element, len(known)) for element in elements])
        parent = self._up
        second = own * 1_000_003 + own[parent]
        fourth = second * 1_000_003 + second[parent[parent]]
        self.signatures = (own[leaf_frames], second[leaf_frames], fourth[leaf_frames])


def integers(values: Iterable[int]) -> npt.NDArray[np.int64]:
    """Numbers as a column; three times as quick as `numpy.array` is with lists."""
    return np.frombuffer(array("q", values), dtype=np.int64)
