"""What the renderers share about blocks: cleaning text, tables, lists and runs of one kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from declutter.model import Block, Kind

#: Deeper nesting is flattened: it would make indentation, and so the output, grow without bound.
MAX_DEPTH = 8

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ORDERED = re.compile(r"\s*([0-9]{1,9})\s*[.)]?\s*")
_LANGUAGE = re.compile(r"[A-Za-z0-9+#._-]{1,40}")
_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"


class Part(NamedTuple):
    """A block with what a renderer made of it.

    cells: the rendered text; one entry, but for table rows, which have one a cell.
    """

    block: Block
    cells: list[str]


class Place(NamedTuple):
    """Where a list item stands.

    depth: from 1, never more than one deeper than the item before.
    starts: whether the item is the first of its list.
    number: the item's number, or None for a bullet.
    """

    part: Part
    depth: int
    starts: bool
    number: int | None


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
        if any(not cell.isspace() for cell in part.cells if cell):
            yield part


def chunks(entries: Iterable[Part]) -> Iterator[list[Part]]:
    """Yield the parts in order, those that make one list, table or quotation together.

    Neighbouring lists come as one chunk, so that a renderer can tell them apart.
    """
    chunk: list[Part] = []
    for part in entries:
        if chunk and not _belong_together(chunk[-1].block, part.block):
            yield chunk
            chunk = []
        chunk.append(part)
    if chunk:
        yield chunk


def _belong_together(first: Block, second: Block) -> bool:
    """Whether two neighbouring blocks go into the same chunk."""
    if first.kind != second.kind:
        return False
    if first.kind == Kind.ITEM:
        return True
    return first.kind in (Kind.TABLE, Kind.QUOTE) and first.group == second.group


def places(items: Sequence[Part]) -> Iterator[Place]:
    """Yield where each of a chunk's list items stands; levels that jump are evened out."""
    stack: list[tuple[int, int, bool]] = []  # level, group and whether ordered, outermost first
    for part in items:
        level, group = part.block.level, part.block.group
        number = item_number(part.block)
        while len(stack) > 1 and stack[-2][0] >= level:
            stack.pop()
        deeper = not stack or (stack[-1][0] < level and len(stack) < MAX_DEPTH)
        starts = deeper or stack[-1][1:] != (group, number is not None)
        if not deeper:
            stack.pop()
        stack.append((level, group, number is not None))
        yield Place(part, len(stack), starts, number)


def item_number(block: Block) -> int | None:
    """Return the number in a list item's marker, or None where the marker is a bullet.

    More than nine digits are no number: CommonMark has no list items like that.
    """
    match = _ORDERED.fullmatch(block.marker)
    return int(match.group(1)) if match else None
