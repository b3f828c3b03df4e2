"""Table rows as a grid: how far each cell reaches without meeting another one."""

from __future__ import annotations

from collections.abc import Sequence

from declutter.render.outline import Node
from declutter.render.table_rows import CellNode, row_cells


def grid(rows: Sequence[Node]) -> list[list[CellNode]]:
    """The cells of rows that stand together, with an empty one where a column has none.

    Their spans are cut down to the columns and rows that are there, and to what no other cell
    holds: pages write absurd ones, and rows between may not be printed.
    """
    found = [row_cells(row) for row in rows]
    width = max((cells[-1].column + 1 for cells in found if cells), default=0)
    out: list[list[CellNode]] = []
    taken: dict[int, int] = {}  # column -> the first row that a cell from above leaves free
    for at, (cells, ends) in enumerate(zip(found, _reach(found, width), strict=True)):
        line: list[CellNode] = []
        after = 0
        for cell, (end, bottom) in zip(cells, ends, strict=True):
            for column in range(after, cell.column):
                if taken.get(column, 0) <= at:
                    line.append(CellNode(column, False, []))
            after = cell.column + 1
            while after < end and taken.get(after, 0) <= at:
                after += 1
            if bottom > at + 1:
                taken.update(dict.fromkeys(range(cell.column, after), bottom))
            line.append(cell._replace(columns=after - cell.column, rows=bottom - at))
        out.append(line)
    return out


def _reach(found: Sequence[Sequence[CellNode]], width: int) -> list[list[tuple[int, int]]]:
    """For each cell the column and the row before which it has to end: others stand there."""
    below: dict[int, int] = {}  # column -> the nearest row below in which a cell stands there
    out: list[list[tuple[int, int]]] = []
    for at in range(len(found) - 1, -1, -1):
        cells = found[at]
        ends = []
        for cell, follows in zip(cells, [*(c.column for c in cells[1:]), width], strict=False):
            end = min(cell.column + cell.columns, follows)
            bottom = at + cell.rows
            if cell.rows > 1:
                last = len(found)
                bottom = min(bottom, *(below.get(c, last) for c in range(cell.column, end)), last)
            ends.append((end, bottom))
        out.append(ends)
        below.update((cell.column, at) for cell in cells)
    out.reverse()
    return out
