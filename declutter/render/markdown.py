"""Blocks as Markdown: CommonMark, with pipe tables and ``~~`` for deleted text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

from declutter.model import Block, Kind
from declutter.render.inline import cells_of, runs_of
from declutter.render.md_inline import fence_for, inline_lines
from declutter.render.shape import (
    Part,
    Place,
    chunks,
    code_text,
    heading_level,
    language_of,
    parts,
    places,
)

# What would make a block of its own if a line began with it. Lines never begin with spaces, and
# brackets, asterisks, underscores, tildes and backticks are escaped wherever they are.
_LINE_START = re.compile(r"[#>=|]|\+(?=\s|\Z)|-(?=[\s|:-]|\Z)|:(?=-)")
_NUMBER_START = re.compile(r"([0-9]{1,9})([.)])(?=\s|\Z)")
_OTHER = {"-": "*", "*": "-", ".": ")", ")": "."}


def render_markdown(blocks: Iterable[Block], base_url: str | None = None) -> str:
    """Return the blocks as Markdown, without a newline at the end.

    base_url: what relative links and images are made absolute with.
    Parsing the result gives back the blocks' text; marks that Markdown can't express where they
    stand, such as bold type within a word before punctuation, are left out.
    """
    entries = parts(blocks, partial(_cells, base_url=base_url))
    return "\n\n".join(_chunk(chunk) for chunk in chunks(entries))


def _cells(block: Block, base_url: str | None) -> list[str]:
    """Return a block's content as Markdown, without list markers; a table row's cell by cell."""
    if block.kind == Kind.CODE:
        return [_code(block)]
    runs = runs_of(block)
    if block.kind == Kind.TABLE:
        rows = (" ".join(inline_lines(cell, base_url)) for cell in cells_of(runs))
        # A table is cut into cells before anything else, so even code needs its pipes escaped.
        return [row.replace("|", "\\|") for row in rows]
    lines = inline_lines(runs, base_url)
    if block.kind == Kind.HEADING:
        return [_heading(block, " ".join(lines))]
    return ["\\\n".join(_escape_start(line) for line in lines)]


def _code(block: Block) -> str:
    """Return a fenced code block."""
    text = code_text(block)
    if not text.strip():
        return ""
    fence = fence_for(text, 3)
    return f"{fence}{language_of(block)}\n{text}\n{fence}"


def _heading(block: Block, line: str) -> str:
    """Return a heading; a number sign at its end would be taken for decoration."""
    if not line.strip():
        return ""
    if line.endswith("#"):
        line = line[:-1] + "\\#"
    return "#" * heading_level(block) + " " + line


def _escape_start(line: str) -> str:
    """Return a line of a paragraph, changed so that it can't begin another kind of block."""
    if _LINE_START.match(line):
        return "\\" + line
    return _NUMBER_START.sub(r"\1\\\2", line, count=1) if _NUMBER_START.match(line) else line


def _chunk(chunk: Sequence[Part]) -> str:
    """Return the Markdown of a list, a table, a quotation or a lone block."""
    kind = chunk[0].block.kind
    if kind == Kind.ITEM:
        return _list(chunk)
    if kind == Kind.TABLE:
        return _table(chunk)
    if kind == Kind.QUOTE:
        paragraphs = "\n\n".join(part.cells[0] for part in chunk)
        return "\n".join(f"> {line}".rstrip() for line in paragraphs.split("\n"))
    return chunk[0].cells[0]


def _table(chunk: Sequence[Part]) -> str:
    """Return a pipe table whose header is the first row.

    The header is made as wide as the widest row, since cells beyond it would be lost; shorter
    rows are filled up by whoever reads the table.
    """
    width = max(len(part.cells) for part in chunk)
    first = chunk[0].cells
    rows = [first + [""] * (width - len(first)), ["---"] * width]
    rows.extend(part.cells for part in chunk[1:])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _list(chunk: Sequence[Part]) -> str:
    """Return neighbouring lists; where two of a kind meet, they differ in their markers."""
    lines: list[str] = []
    signs: list[str] = []  # the bullet, or what follows the number, for each open list
    offsets = [0]  # where the content of each open list's last item begins
    for place in places(chunk):
        nested = place.depth > len(signs)
        del offsets[place.depth :]
        del signs[place.depth :]
        if place.starts:
            before = "" if nested else signs.pop()
            signs.append(_sign(place, before))
            if lines and (before or place.number not in (None, 1)):
                # Else a list that starts at another number than 1 would continue a paragraph.
                lines.append("")
        marker = signs[-1] if place.number is None else f"{place.number}{signs[-1]}"
        indent = " " * offsets[-1]
        offsets.append(offsets[-1] + len(marker) + 1)
        first, *rest = place.part.cells[0].split("\n")
        lines.append(f"{indent}{marker} {first}")
        lines.extend(" " * offsets[-1] + line for line in rest)
    return "\n".join(lines)


def _sign(place: Place, before: str) -> str:
    """Return the sign of a new list, given that of the list right before it, if any."""
    sign = "-" if place.number is None else "."
    return _OTHER[sign] if sign == before else sign
