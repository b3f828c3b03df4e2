"""Makes the short cells of a table row one block; the columns of a layout stay apart."""

from __future__ import annotations

from typing import Final

from declutter.page import CELL_BREAK, Page

#: A table row is one block where no cell is longer than this, in characters: longer cells are
#: columns of a layout, and each decides for itself.
MAX_CELL: Final = 160
MAX_COLUMNS: Final = 40


def join_cells(page: Page, row: int) -> None:
    """Join the leaves of a row's frame, which has just ended, if they are cells of a table."""
    frames, first = page.frames, page.frames.first[row]
    leaves = page.leaves[first:]
    if not 2 <= len(leaves) <= MAX_COLUMNS:
        return
    for leaf in leaves:
        if frames.parent[leaf.frame] != row or len(leaf.text) > MAX_CELL or leaf.hidden:
            return
    head = leaves[0]
    for leaf in leaves[1:]:
        head.pieces.append(CELL_BREAK)
        shift = len(head.pieces)
        head.pieces.extend(leaf.pieces)
        head.marks.extend((at + shift, tag, value) for at, tag, value in leaf.marks)
        head.unseen.extend(gone._replace(at=gone.at + shift) for gone in leaf.unseen)
        head.link_chars += leaf.link_chars
        head.links += leaf.links
        head.button_chars += leaf.button_chars
        head.words_mask |= leaf.words_mask
    head.text = "\t".join(leaf.text.replace("\n", " ") for leaf in leaves)
    head.cells = tuple(leaf.frame for leaf in leaves)
    head.frame = row
    del page.leaves[first + 1 :]
    images = page.images
    for at in range(len(images) - 1, -1, -1):  # those between the cells
        if images[at][0] <= first:
            break
        images[at] = (first, *images[at][1:])
    for frame in range(row, len(frames.first)):
        frames.first[frame] = first
        frames.last[frame] = len(page.leaves)
