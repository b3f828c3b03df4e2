"""A plain text's table of contents: lines in a row that the text says again, one by one.

In HTML its links lead to parts of the page, which the scorecards and the labels see.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from declutter.measure.features import Measured

#: So many lines in a row, of up to so many words, are a table of contents.
FEWEST_LINES: Final = 3
MOST_WORDS: Final = 14
#: Of the steps from one heading to the next, this share has text between: a menu that the page has
#: twice has none.
APART: Final = 0.6


def contents(measured: Measured) -> list[int]:
    """The leaves of tables of contents in a plain text."""
    if measured.page.is_html:
        return []
    copies = measured.columns["copies"]
    places: dict[str, list[int]] = {}
    for leaf, shown in enumerate(measured.page.leaves):
        if copies[leaf] > 1 and measured.words[leaf] <= MOST_WORDS:
            places.setdefault(shown.text, []).append(leaf)
    again = {at[0]: at[1:] for at in places.values()}
    found: list[int] = []
    row: list[int] = []
    for leaf in sorted(again):
        if row and leaf != row[-1] + 1:
            found += _said_one_by_one(row, again)
            row = []
        row.append(leaf)
    return found + _said_one_by_one(row, again)


def _said_one_by_one(row: list[int], again: dict[int, list[int]]) -> list[int]:
    """The lines, if their copies below stand in the same order with text between them."""
    headings: list[int] = []
    for leaf in row:
        below = headings[-1] if headings else row[-1]
        heading = next((at for at in again[leaf] if at > below), None)
        if heading is None:
            return []
        headings.append(heading)
    steps = len(headings) - 1
    apart = sum(b - a > 1 for a, b in pairwise(headings))
    return row if len(row) >= FEWEST_LINES and apart >= APART * steps else []
