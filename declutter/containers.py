"""The containers of a page: its frames, with wrappers that hold the same blocks made one."""

from __future__ import annotations

from typing import Final

import numpy as np

from declutter.page import Page

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


class Containers:
    """Distinct containers as numpy columns, in document order; 0 is the whole page.

    first, last: the leaves [first, last) it holds. parent: index of the next larger one.
    mask, tags: labels and element names of all its wrappers; inherited, inherited_tags: those
    of its ancestors too. ancestors: per leaf, the containers at level 0 to LEVELS - 1.
    """

    TAG_BITS: Final = {name: 1 << i for i, name in enumerate(_TAGS)}

    def __init__(self, page: Page) -> None:
        self._merge(page)
        self._arrays()
        self._ancestors(page)
        self._signatures(page)

    def _merge(self, page: Page) -> None:
        frames = page.frames
        bits = self.TAG_BITS
        self.of_frame: list[int] = []
        columns: tuple[list[int], ...] = ([], [], [], [], [], [], [], [], [])
        first, last, parent, mask, tags, hidden, inherited, inherited_tags, depth = columns
        for i, up in enumerate(frames.parent):
            tag = frames.tag[i]
            bit = bits.get(_TAG_NAMES.get(tag, tag), 0)
            over = self.of_frame[up] if up >= 0 else -1
            low, high = frames.first[i], frames.last[i]
            if over >= 0 and first[over] == low and last[over] == high:
                self.of_frame.append(over)
                # html and body stay apart from what fills them: their classes name the page.
                if over:
                    mask[over] |= frames.mask[i]
                inherited[over] |= frames.mask[i]
                tags[over] |= bit
                inherited_tags[over] |= bit
                hidden[over] |= frames.hidden[i]
                continue
            self.of_frame.append(len(first))
            first.append(low)
            last.append(high)
            parent.append(max(over, 0))
            mask.append(frames.mask[i])
            tags.append(bit)
            hidden.append(int(frames.hidden[i]))
            inherited.append(frames.mask[i] | (inherited[over] if over > 0 else 0))
            inherited_tags.append(bit | (inherited_tags[over] if over > 0 else 0))
            depth.append(depth[over] + 1 if over >= 0 else 0)
        self._columns = columns

    def _arrays(self) -> None:
        arrays = [np.array(column, dtype=np.int64) for column in self._columns]
        self.first, self.last, self.parent, self.mask, self.tags = arrays[:5]
        self.hidden, self.inherited, self.inherited_tags, self.depth = arrays[5:]
        del self._columns

    def _ancestors(self, page: Page) -> None:
        of_frame = self.of_frame
        at = np.array([of_frame[leaf.frame] for leaf in page.leaves], dtype=np.int64)
        levels = [at]
        for _ in range(LEVELS - 1):
            at = self.parent[at]
            levels.append(at)
        self.ancestors = np.stack(levels, axis=1) if page.leaves else np.zeros((0, LEVELS), np.int64)

    def _signatures(self, page: Page) -> None:
        """Per leaf, a number for its element's tag and class, with 1, 2 and 4 elements up."""
        frames = page.frames
        known: dict[tuple[str, str], int] = {}
        own = np.array(
            [known.setdefault(key, len(known)) for key in zip(frames.tag, frames.name, strict=True)],
            dtype=np.int64,
        )
        parent = np.maximum(np.array(frames.parent, dtype=np.int64), 0)
        second = own * 1_000_003 + own[parent]
        fourth = second * 1_000_003 + second[parent[parent]]
        at = np.array([leaf.frame for leaf in page.leaves], dtype=np.int64)
        self.signatures = (own[at], second[at], fourth[at])
