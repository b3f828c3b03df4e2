"""The structures of a page that blocks stand in: lists, tables, quotations and the like."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class StrEnum(str, Enum):
    """A string enum whose ``str()`` is its value (``enum.StrEnum`` needs Python 3.11)."""

    def __str__(self) -> str:
        return str(self.value)

    #: As their values, which they equal; `Enum` has one of its own in Python.
    __hash__ = str.__hash__


class Structure(StrEnum):
    """What holds blocks together: the forms of a `Container`."""

    QUOTE = "quote"
    LIST = "list"
    ITEM = "item"
    TERMS = "definition list"
    TERM = "term"
    DEFINITION = "definition"
    FIGURE = "figure"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    CODE = "code"
    NOTE = "footnote"


class Container(NamedTuple):
    """A structure of the page that a block stands in, with others or alone.

    number: what containers of one page are told apart by; blocks of one list share it.
    value: ``ordered``, for a list; an item's number; ``header``, for a cell; a note's label.
    column: of a cell, from 0; cells that span several columns stand in the first.
    columns, rows: how many of them a cell spans; of the rows those count that hold kept text.
    """

    form: Structure
    number: int
    value: str = ""
    column: int = 0
    columns: int = 1
    rows: int = 1
