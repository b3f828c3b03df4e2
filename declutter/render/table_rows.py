"""The rows, cells and caption of a table in an outline."""

from __future__ import annotations

from typing import NamedTuple

from declutter.render.outline import Entry, Node
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
    """
    cells: list[CellNode] = []
    for child in row.children:
        free = cells[-1].column + 1 if cells else 0
        if isinstance(child, Part):  # a whole row in one block, or what stands beside its cells
            for column, cell in enumerate(child.cells, free):
                cells.append(CellNode(column, row.value == "header", [Part(child.block, [cell])]))
        else:
            place = child.container
            column = max(free, place.column)
            header = child.value == "header"
            cells.append(CellNode(column, header, list(child.children), place.columns, place.rows))
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
