"""A page that came as one single line, cut where sentences end and where menus set their signs.

Nothing else is left of its blocks there. Sentences are told by their marks alone, so that any
language is cut alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from declutter.patterns import pattern
from declutter.segment.wrapping import Line

#: A line holds the page if it has so many characters, and this share of all.
FEWEST_CHARACTERS: Final = 1000
MOST_OF_PAGE: Final = 0.8

_BORDER: Final = pattern(
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’»)\]]))\s+|(?<=[。！？])|\s[|›»·•]\s|\s{3,}|\t"
)
#: No sentence ends after initials and most short words with a full stop: "J. Doe", "Dr. Poe".
_ABBREVIATED: Final = pattern(r"(?:^|[\s(.])(?:[^\W\d_]|[^\W\d_a-z][a-z]{1,2})\.$")


def holding_line(lines: Sequence[Line]) -> Line | None:
    """The line that the whole page stands on, if there is one."""
    longest = max(lines, key=lambda line: len(line.text), default=None)
    if longest is None or len(longest.text) < FEWEST_CHARACTERS:
        return None
    total = sum(len(line.text) for line in lines)
    return longest if len(longest.text) >= MOST_OF_PAGE * total else None


def sentences(text: str) -> Iterator[str]:
    """The pieces of a line, in order; their words are all of its words."""
    begin = 0
    for match in _BORDER.finditer(text):
        end = match.start()
        after = text[match.end() : match.end() + 1]
        if text[end - 1 : end] == "." and (
            after.islower() or _ABBREVIATED.search(text, max(begin, end - 6), end)
        ):
            continue
        piece = text[begin : match.end()].strip()
        if piece:
            yield piece
        begin = match.end()
    rest = text[begin:].strip()
    if rest:
        yield rest
