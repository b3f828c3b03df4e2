"""The numbers that ``lynx -dump`` sets before its links: ``[12]``, listed with their addresses.

They are the program's marks, as ``#`` is Markdown's: not words of the page. Only a page that ends
in such a list has them; anywhere else ``[12]`` is a footnote or a year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from declutter.segment.wrapping import Line

_ADDRESS: Final = re.compile(r"(\d{1,5})\. [a-z][a-z0-9+.-]{1,20}:\S*$", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\[(\d{1,5})\]")
#: Between the addresses stand at most headings: "References", "Visible links", "Hidden links:".
_HEADING_WORDS: Final = 3
_FEWEST: Final = 3  # addresses in a list


class LinkNumbers:
    """The numbers that a page's list of addresses explains; none where there is no list."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.known: set[str] = set()
        for line in reversed(lines):
            address = _ADDRESS.match(line.text)
            if address:
                self.known.add(address.group(1))
            elif len(line.text.split()) > _HEADING_WORDS:
                break
        if len(self.known) < _FEWEST:
            self.known.clear()

    def without(self, text: str) -> tuple[str, int]:
        """A text without the numbers, and how many there were."""
        if not self.known or "[" not in text:
            return text, 0
        shown = _NUMBER.sub(self._replaced, text)
        return shown, text.count("[") - shown.count("[")

    def _replaced(self, match: re.Match[str]) -> str:
        return "" if match.group(1) in self.known else match.group()
