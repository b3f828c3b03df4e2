"""The elements around a block, as people name them: ``p < div.answer < footer``."""

from __future__ import annotations

from typing import Final

from declutter.page import Page
from declutter.segment.unseen import parts

#: So many elements are named, and so many of the classes of each.
_ELEMENTS: Final = 6
_CLASSES: Final = 3
_LONGEST: Final = 40


class Trails:
    """Called with a block's index: the block elements it stands in, innermost first.

    Empty for plain text, and where the page is gone.
    """

    def __init__(self, page: Page | None) -> None:
        self._page = page if page is not None and page.is_html else None
        leaves = self._page.leaves if self._page else []
        #: Block -> leaf: a line with unseen stretches in it makes several blocks.
        self._leaf = [leaf for leaf in leaves for _ in (parts(leaf) if leaf.unseen else range(1))]

    def __call__(self, index: int) -> str:
        if self._page is None:
            return ""
        frames, frame = self._page.frames, self._leaf[index].frame
        names: list[str] = []
        while frame >= 0 and len(names) < _ELEMENTS and frames.tag[frame] not in ("body", "html"):
            classes = [name for name in frames.name[frame].split() if len(name) <= _LONGEST]
            names.append(".".join([frames.tag[frame], *classes[:_CLASSES]]))
            frame = frames.parent[frame]
        return " < ".join(names)
