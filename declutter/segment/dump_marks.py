"""What ``lynx -dump`` sets into a page's text: numbers of links, buttons, fields, image files.

They are the program's marks, as ``#`` is Markdown's: not words of the page. Only a page that ends
in the list of addresses that the numbers stand for has them; anywhere else ``[12]`` is a footnote
or a year. Out of fold, on every third page of wcxb-dev: word F1 .8246 for .8217 with numbers alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from declutter.patterns import pattern
from declutter.segment.wrapping import Line

_ADDRESS: Final = pattern(r"(\d{1,5})\. [a-z][a-z0-9+.-]{1,20}:\S*$", re.IGNORECASE)
_NUMBER: Final = pattern(r"\[(\d{1,5})\]")
#: Between the addresses stand at most headings: "References", "Visible links", "Hidden links:".
_HEADING_WORDS: Final = 3
_FEWEST: Final = 3  # addresses in a list
#: Before the words of a button, and of a field that is one.
_BUTTON: Final = "(BUTTON)"
#: Lines to write on, and from margin to margin between parts.
_FIELD: Final = pattern(r"_{5,}")
#: The file of a picture that has no words of its own, or the query that asks for one; a long one
#: is broken where the line ends.
_PICTURE: Final = pattern(
    r"\[(?:[^\[\]\s]{0,80}(?:\.(?:png|jpe?g|gif|svg|webp|avif)[^\[\]\s]{0,60}|%3E)"
    r"|[^\[\]\s]{1,80}\?\w{1,20}=[^\[\]]{0,200})\]",
    re.IGNORECASE,
)


class DumpMarks:
    """The marks of a page; none where no list of addresses ends it."""

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
        """A text without the marks, and how many links there were; one of nothing else keeps them.

        Of a linked picture alone the file's name stays: it is all that is seen of it.
        """
        if not self.known:
            return text, 0
        shown = _NUMBER.sub(self._replaced, text)
        links = text.count("[") - shown.count("[")
        bare = _FIELD.sub(" ", _PICTURE.sub("", shown)).replace(_BUTTON, " ").strip()
        return bare or shown.strip() or text, links

    def is_control(self, text: str) -> bool:
        """Whether a text as it stands there has a button in it, or is a picture's file alone."""
        if not self.known:
            return False
        return _BUTTON in text or bool(_PICTURE.fullmatch(_NUMBER.sub("", text).strip()))

    def _replaced(self, match: re.Match[str]) -> str:
        return "" if match.group(1) in self.known else match.group()
