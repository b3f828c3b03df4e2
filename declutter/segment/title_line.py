"""Finds the title element of a page in its flattened text.

Many flatteners (html_text, archives' WET records) begin with the text of ``<title>``: the
headline and the site's name. A later line that is a part of the first one gives it away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from declutter.page import Leaf

#: The first line must be of so many characters, and the later one this share of it.
LENGTHS: Final = (12, 300)
SHARE: Final = 0.25
#: Shorter lines, in characters, are found in anything.
LEAST: Final = 6


def title_line(leaves: Sequence[Leaf]) -> str:
    """The first line if it is the page's title element, else an empty text."""
    if not leaves or not LENGTHS[0] <= len(leaves[0].text) <= LENGTHS[1]:
        return ""
    first = leaves[0].text.lower()
    least = max(LEAST, SHARE * len(first))
    for leaf in leaves[1:]:
        if least <= len(leaf.text) < len(first) and leaf.text.lower() in first:
            return leaves[0].text
    return ""
