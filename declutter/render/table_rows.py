"""The rows, cells and caption of a table in an outline."""

from __future__ import annotations

from typing import NamedTuple

from declutter.render.outline import Entry, Node, has_text
from declutter.render.shape import Part
from declutter.structures import Structure


class CellNode(NamedTuple):
    """A table cell: its column, from 0, whether it is a header, and what stands in it.

    columns, rows: how many it spans on the page.
    """

    column: int
    is_header: bool
    children: list[Entry]
    columns: int = 1
    rows: int = 1


def row_cells(row: Node) -> list[CellNode]:
    """The cells of a table row in the order of the page, each column once.

    What stands beside the cells of a broken row has a cell of its own; those after it move on.
    Cells of nothing but images move none that has text: plain text has no images, and its rows must
    be the same. Where such a cell is in the way, its images go to the one with text.
    """
    cells: list[CellNode] = []
    free = 0  # behind the last cell with text
    for child in row.children:
        if isinstance(child, Part):  # a whole row in one block, or what stands beside its cells
            header = row.value == "header"
            found = [
                CellNode(column, header, [Part(child.block, [cell])])
                for column, cell in enumerate(child.cells, free)
            ]
        else:
            place = child.container
            header = child.value == "header"
            children = list(child.children)
            found = [CellNode(place.column, header, children, place.columns, place.rows)]
        if not has_text(child):
            for cell in found:
                column = max(cells[-1].column + 1 if cells else 0, cell.column)
                cells.append(cell._replace(column=column))
            continue
        first = found[0]._replace(column=max(free, found[0].column))
        images: list[Entry] = []
        while cells and cells[-1].column >= first.column:
            images[:0] = cells.pop().children
        cells += [first._replace(children=images + first.children), *found[1:]]
        free = cells[-1].column + 1
    return cells


def caption_and_rows(table: Node) -> tuple[list[Entry], list[Node]]:
    """What stands in a table outside of its rows, and the rows."""
    rest: list[Entry] = []
    rows: list[Node] = []
    for child in table.children:
        if isinstance(child, Node) and child.form is Structure.ROW:
            rows.append(child)
        else:
            rest.append(child)
    return rest, rows
