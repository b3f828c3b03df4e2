"""The containers around a frame: lists, items, quotations, figures, table rows, code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from declutter.model import Kind
from declutter.page import Page
from declutter.structure.tables import Cell
from declutter.structures import Container, Structure

Path: TypeAlias = "tuple[Container, ...]"

#: Deeper nesting is flattened: output would grow without bound.
MAX_PATH: Final = 16
#: A list whose items hold more blocks than this of their own lays a page out.
MAX_BLOCKS: Final = 8

_PLAIN: Final[Mapping[str, Structure]] = {
    "blockquote": Structure.QUOTE,
    "dl": Structure.TERMS,
    "dt": Structure.TERM,
    "dd": Structure.DEFINITION,
    "figure": Structure.FIGURE,
    "pre": Structure.CODE,
    "xmp": Structure.CODE,
    "listing": Structure.CODE,
}


class Paths:
    """Answers for one page; each frame is looked at once."""

    def __init__(self, page: Page, kept: Iterable[int], cells: Mapping[int, Cell]) -> None:
        self.page = page
        self.cells = cells
        parents = page.frames.parent
        self.rows = {parents[cell] for cell in cells}
        self.tables: dict[int, int] = {}  # row -> table
        self.layouts: set[int] = set()  # lists that lay a page out
        self.known: dict[int, Path] = {-1: ()}
        self.items: dict[int, int] = {-1: -1}  # of a frame the innermost list item, or -1
        self._find_layouts(kept)

    def of(self, frame: int) -> Path:
        """The containers around what stands in a frame, outermost first."""
        parents = self.page.frames.parent
        todo = []
        while frame not in self.known:
            todo.append(frame)
            frame = parents[frame]
        path = self.known[frame]
        for frame in reversed(todo):
            path = self.known[frame] = self._within(path, frame)
        return path

    def _within(self, path: Path, frame: int) -> Path:
        """The containers around a frame's content, given those around the frame."""
        tag = self.page.frames.tag[frame]
        if tag == "li":
            return self._in_item(path, frame)
        if tag == "table" or tag == "tr" or tag == "td" or tag == "th":
            return self._in_table(path, frame, tag)
        form = _PLAIN.get(tag)
        if form is None or len(path) >= MAX_PATH:
            return path
        if form in (Structure.TERM, Structure.DEFINITION):
            at = _last(path, Structure.TERMS)
            if at < 0:
                return path
            path = path[: at + 1]  # a term inside a definition: closed by whoever reads it
        elif form is Structure.CODE and _last(path, form) >= 0:
            return path
        return (*path, Container(form, frame))

    def _in_item(self, path: Path, frame: int) -> Path:
        around = self.page.frames.parent[frame]
        if around in self.layouts:
            return path
        ordered = self.page.frames.tag[around] == "ol"
        item = Container(Structure.ITEM, frame, self._number(frame) if ordered else "")
        if len(path) < MAX_PATH:
            return (*path, Container(Structure.LIST, around, "ordered" if ordered else ""), item)
        at = _last(path, Structure.ITEM)
        return (*path[:at], item) if at >= 0 else path

    def _in_table(self, path: Path, frame: int, tag: str) -> Path:
        if tag == "table":
            return path  # known to hold data by its rows only
        if tag == "tr":
            if frame not in self.rows or len(path) >= MAX_PATH:
                return path
            table = Container(Structure.TABLE, self._table(frame))
            return (*path, table, Container(Structure.ROW, frame))
        cell = self.cells.get(frame)
        if cell is None or not path or path[-1].form is not Structure.ROW:
            return path
        return (*path, self.cell(frame, cell))

    def cell(self, frame: int, cell: Cell) -> Container:
        """The container of a data table's cell."""
        value = "header" if cell.is_header else ""
        return Container(Structure.CELL, frame, value, cell.column, cell.columns, cell.rows)

    def _table(self, row: int) -> int:
        frames = self.page.frames
        frame = frames.parent[row]
        while frame >= 0 and frames.tag[frame] != "table":
            frame = frames.parent[frame]
        return frame

    def caption(self, frame: int) -> Path:
        """The containers of a table's caption: the table where it holds data."""
        frames = self.page.frames
        path = self.of(frame)
        around = frames.parent[frame]
        if frames.tag[frame] == "caption" and around in {self._table(row) for row in self.rows}:
            return (*path, Container(Structure.TABLE, around))
        return path

    # -- lists ------------------------------------------------------------------------------

    def _number(self, item: int) -> str:
        """The number that an item of an ordered list has; empty if it has no text of its own."""
        frames = self.page.frames
        first, last = frames.first[item], frames.last[item]
        for leaf in self.page.leaves[first : min(last, first + MAX_BLOCKS)]:
            if leaf.marker[:1].isdigit() and self._item(leaf.frame) == item:
                return leaf.marker.rstrip(".")
        return ""

    def _item(self, frame: int) -> int:
        """The innermost list item that a frame is or stands in, or -1."""
        tags, parents = self.page.frames.tag, self.page.frames.parent
        todo = []
        while frame not in self.items and tags[frame] != "li":
            todo.append(frame)
            frame = parents[frame]
        item = self.items.setdefault(frame, frame)
        self.items.update(dict.fromkeys(todo, item))
        return item

    def _find_layouts(self, kept: Iterable[int]) -> None:
        """Find the lists whose items are parts of the page, such as posts, cards or columns."""
        frames, leaves = self.page.frames, self.page.leaves
        if "li" not in frames.tag:
            return
        own: Counter[int] = Counter()
        for i in kept:
            leaf = leaves[i]
            item = self._item(leaf.frame)
            if item >= 0:
                own[item] += 1
                around = frames.parent[item]
                headed = leaf.kind is Kind.HEADING and frames.tag[around] != "ol"
                if headed or own[item] > MAX_BLOCKS:
                    self.layouts.add(around)


def _last(path: Path, form: Structure) -> int:
    """Where the innermost container of a form stands in a path, or -1."""
    for at in range(len(path) - 1, -1, -1):
        if path[at].form is form:
            return at
    return -1
