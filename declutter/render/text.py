"""Blocks as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from declutter.model import Block, Kind
from declutter.render.shape import Part, chunks, clean, code_text, parts, places


def render_text(blocks: Iterable[Block]) -> str:
    """Return the blocks as plain text: paragraphs with an empty line between them.

    The items of a list and the rows of a table are on consecutive lines, code is as it was, and
    a forced line break is a newline. Images leave no trace. No newline at the end.
    """
    return "\n\n".join(_chunk(chunk) for chunk in chunks(parts(blocks, _cells)))


def _cells(block: Block) -> list[str]:
    """Return a block's text, ready to print; a table row's cell by cell."""
    if block.kind == Kind.CODE:
        return [code_text(block)]
    text = clean(block.text)
    if block.kind == Kind.TABLE:
        return [cell.replace("\n", " ").strip() for cell in text.split("\t")]
    lines = [line.replace("\t", " ").strip() for line in text.strip().split("\n")]
    # One empty line at most: more of them say nothing, and none must stand at the end.
    return ["\n".join(line for i, line in enumerate(lines) if line or lines[i - 1])]


def _chunk(chunk: Sequence[Part]) -> str:
    """Return the text of a list, a table or a lone block."""
    kind = chunk[0].block.kind
    if kind == Kind.ITEM:
        return _list(chunk)
    if kind == Kind.TABLE:
        return "\n".join(" | ".join(part.cells).rstrip() for part in chunk)
    return "\n\n".join(part.cells[0] for part in chunk)


def _list(chunk: Sequence[Part]) -> str:
    """Return neighbouring lists: items on consecutive lines, an empty line between two lists."""
    lines: list[str] = []
    group = chunk[0].block.group
    for place in places(chunk):
        if place.depth == 1 and place.part.block.group != group:
            group = place.part.block.group
            lines.append("")
        indent = "  " * (place.depth - 1)
        marker = "- " if place.number is None else f"{place.number}. "
        first, *rest = place.part.cells[0].split("\n")
        lines.append(indent + marker + first)
        lines.extend(indent + " " * len(marker) + line if line else line for line in rest)
    return "\n".join(lines)
