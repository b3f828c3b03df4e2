"""What the renderers share about blocks: cleaning text, code, headings and list markers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from declutter.model import Block
from declutter.patterns import pattern

#: Deeper nesting is flattened: it would make indentation, and so the output, grow without bound.
MAX_DEPTH = 8

_ODD = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ORDERED = pattern(r"\s*([0-9]{1,9})\s*[.)]?\s*")
_LANGUAGE = pattern(r"[A-Za-z0-9+#._-]{1,40}")
_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"


class Part(NamedTuple):
    """A block with what a renderer made of it.

    cells: the rendered text; one entry, but for table rows, which have one a cell.
    """

    block: Block
    cells: list[str]


def clean(text: str) -> str:
    """Return the text without characters that no output format can carry.

    Odd white space becomes a space and a carriage return a newline, lone surrogates become
    U+FFFD, and other control characters go; tabs, newlines and bidi marks stay.
    """
    if not _ODD.search(text):
        return text
    return _ODD.sub(_replacement, text.replace("\r\n", "\n"))


def _replacement(match: re.Match[str]) -> str:
    """Return what stands in for one odd character."""
    char = match.group()
    if char == "\r":
        return "\n"
    if char in _SPACES:
        return " "
    return "\ufffd" if char >= "\ud800" else ""


def code_text(block: Block) -> str:
    """Return a code block's text as it is, but for surrounding empty lines."""
    return clean(block.text).strip("\n")


def language_of(block: Block) -> str:
    """Return the language of a code block, or an empty string if it isn't a plain name."""
    return block.language if _LANGUAGE.fullmatch(block.language) else ""


def heading_level(block: Block) -> int:
    """Return a heading's level, 1 to 6; 2 where the block gives none that exists."""
    return block.level if 1 <= block.level <= 6 else 2


def parts(blocks: Iterable[Block], write: Callable[[Block], list[str]]) -> Iterator[Part]:
    """Yield each block with what ``write`` makes of it; blocks that come out blank are left out.

    Blank blocks go first of all, since one in the middle would cut a list or table in two.
    """
    for block in blocks:
        part = Part(block, write(block))
        if any(cell and not cell.isspace() for cell in part.cells):
            yield part


def item_number(block: Block) -> int | None:
    """Return the number in a list item's marker, or None where the marker is a bullet.

    More than nine digits are no number: CommonMark has no list items like that.
    """
    match = _ORDERED.fullmatch(block.marker)
    return int(match.group(1)) if match else None
