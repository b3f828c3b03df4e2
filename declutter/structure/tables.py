"""Tells tables that hold data from tables that lay a page out, and places the cells of the former.

A data table has rows and columns that mean something: its cells are short, or some of them are
headers. All numbers here are set by hand; nothing is fitted to them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from declutter.model import Kind
from declutter.page import Leaf, Page
from declutter.structure.tree import Elements

#: A cell of more blocks than this, or more characters, is a part of the page and no datum.
MAX_BLOCKS: Final = 8
MAX_CHARS: Final = 1_500
#: The same for tables without any header cell, head or caption; less, where a cell has paragraphs.
MAX_CHARS_WITHOUT_HEADERS: Final = 400
MAX_CHARS_IN_PARAGRAPHS: Final = 160
#: Pages write absurd spans.
MAX_COLUMNS: Final = 200
MAX_ROWS: Final = 1_000


class Cell(NamedTuple):
    """Where a cell stands: its column, from 0, whether it is a header, and how far it reaches.

    columns, rows: how many it spans; rows without kept text do not count.
    """

    column: int
    is_header: bool
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class _Table:
    """What was found of one table: cells by row, and the signs that tell its use."""

    rows: dict[int, list[int]] = field(default_factory=dict)
    nested: bool = False
    named: bool = False  # has header cells, a head or a caption


def data_tables(page: Page, kept: Sequence[int], elements: Elements) -> dict[int, Cell]:
    """Frame of a cell -> its place, for all cells of the tables that hold data.

    Only tables that some of the kept leaves stand in are looked at.
    """
    leaves = page.leaves
    if not any(leaves[i].kind is Kind.TABLE for i in kept):
        return {}
    tables, innermost = _tables(page)
    used = {innermost[leaves[i].frame] for i in kept}
    cells: dict[int, Cell] = {}
    for frame in sorted(used - {-1}):
        table = tables[frame]
        if not table.nested and _holds_data(page, frame, table, elements):
            cells.update(_places(page, table, elements, kept))
    return cells


def _tables(page: Page) -> tuple[dict[int, _Table], list[int]]:
    """All tables by their frames, and the innermost table of each frame (-1: none)."""
    frames = page.frames
    tables: dict[int, _Table] = {}
    innermost: list[int] = []
    in_row: list[int] = []  # of each frame the table of the innermost row around it
    for frame, (parent, tag) in enumerate(zip(frames.parent, frames.tag, strict=True)):
        around = innermost[parent] if parent >= 0 else -1
        if tag == "table":
            tables[frame] = _Table()
            if around >= 0:
                tables[around].nested = True
            around = frame
        elif around >= 0:
            table = tables[around]
            if tag == "tr":
                if in_row[parent] != around:  # else it stands in a cell of the same table
                    table.rows[frame] = []
            elif tag in ("td", "th") and parent in table.rows:
                table.rows[parent].append(frame)
            if tag in ("th", "thead", "caption"):
                table.named = True
        innermost.append(around)
        in_row.append(around if tag == "tr" else in_row[parent] if parent >= 0 else -1)
    return tables, innermost


def _holds_data(page: Page, frame: int, table: _Table, elements: Elements) -> bool:
    """Whether a table's rows and columns mean something."""
    rows = [cells for cells in table.rows.values() if cells]
    wide = sum(len(cells) > 1 for cells in rows)
    if len(rows) < 2 or not wide or (not table.named and wide < 2):
        return False
    if any(_is_part(page, cell, table.named) for cells in rows for cell in cells):
        return False
    return elements.attribute(frame, "role") not in ("presentation", "none")


def _is_part(page: Page, cell: int, named: bool) -> bool:
    """Whether a cell holds what stands in no data table: long text, many blocks, a heading.

    named: whether the table has headers.
    """
    first, last = page.frames.first[cell], page.frames.last[cell]
    leaves: list[Leaf] = page.leaves[first : min(last, first + MAX_BLOCKS + 1)]
    if leaves and leaves[0].cells:  # joined to a row: all of them are short
        return False
    limit = MAX_CHARS
    if not named:
        limit = MAX_CHARS_WITHOUT_HEADERS if len(leaves) < 2 else MAX_CHARS_IN_PARAGRAPHS
    return (
        last - first > MAX_BLOCKS
        or sum(len(leaf.text) for leaf in leaves) > limit
        or any(leaf.kind is Kind.HEADING for leaf in leaves)
    )


def _places(page: Page, table: _Table, elements: Elements, kept: Sequence[int]) -> dict[int, Cell]:
    """The place of each cell, with cells that span rows and columns counted in.

    kept: the leaves that are kept, in order.
    """
    tags = page.frames.tag
    places: dict[int, Cell] = {}
    taken: dict[int, int] = {}  # column -> rows further down that a cell above reaches into
    printed = _printed_before(page, table, kept)
    for index, cells in enumerate(table.rows.values()):
        column = 0
        below: dict[int, int] = {c: rows - 1 for c, rows in taken.items() if rows > 1}
        for cell in cells:
            while column in taken:
                column += 1
            element = elements.of(tags[cell]).get(cell)
            attributes = {} if element is None else element.attrib
            rows = _span(attributes.get("rowspan"), MAX_ROWS)
            columns = _span(attributes.get("colspan"), MAX_COLUMNS)
            first = min(column, MAX_COLUMNS - 1)
            reached = printed[min(index + rows, len(printed) - 1)] - printed[index]
            places[cell] = Cell(
                first, tags[cell] == "th", min(columns, MAX_COLUMNS - first), max(reached, 1)
            )
            for _ in range(columns):
                if rows > 1:
                    below[column] = rows - 1
                column = min(column + 1, MAX_COLUMNS)
        taken = below
    return places


def _printed_before(page: Page, table: _Table, kept: Sequence[int]) -> list[int]:
    """How many rows with kept leaves stand before each row of a table, and before its end."""
    first, last = page.frames.first, page.frames.last
    before = [0]
    for row in table.rows:
        at = bisect_left(kept, first[row])
        before.append(before[-1] + (at < len(kept) and kept[at] < last[row]))
    return before


def _span(value: str | None, most: int) -> int:
    """How many rows or columns an attribute says, at least 1."""
    value = (value or "").strip()
    if value.isascii() and value.isdigit() and len(value) < 6:
        return max(1, min(int(value), most))
    return 1
