"""Blocks as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from declutter.model import Block, Kind
from declutter.render.outline import Entry, Node, numbers, outline, unwrapped
from declutter.render.shape import Part, clean, code_text, parts
from declutter.render.table_rows import caption_and_rows, row_cells
from declutter.structures import Structure

#: Begins the lines of code, which are never moved in; no cleaned text holds it.
_VERBATIM = "\x00"


def render_text(blocks: Iterable[Block]) -> str:
    """Return the blocks as plain text: paragraphs with an empty line between them.

    The items of a list and the rows of a table are on consecutive lines, code is as it was, a
    forced line break is a newline, and a footnote begins with its label in brackets. Images leave
    no trace. No newline at the end.
    """
    return _text(outline(parts(blocks, _cells))).replace(_VERBATIM, "")


def _cells(block: Block) -> list[str]:
    """Return a block's text, ready to print; a table row's cell by cell."""
    if block.kind == Kind.CODE:
        code = code_text(block)
        return ["\n".join(_VERBATIM + line for line in code.split("\n")) if code.strip() else ""]
    text = clean(block.text)
    if block.kind == Kind.TABLE:
        return [cell.replace("\n", " ").strip() for cell in text.split("\t")]
    lines = [line.replace("\t", " ").strip() for line in text.strip().split("\n")]
    if block.kind == Kind.HEADING:
        return [" ".join(line for line in lines if line)]
    # An empty line parts paragraphs: none stands inside of one.
    return ["\n".join(filter(None, lines))]


def _text(entries: Sequence[Entry]) -> str:
    """Return the text of what stands together, with empty lines between."""
    out = ""
    terms = False
    for entry in unwrapped(entries):
        body = _entry(entry)
        if body:
            # Definition lists in a row are one: pages make a list of each term.
            after, terms = terms, isinstance(entry, Node) and entry.form is Structure.TERMS
            out += ("\n" if after and terms else "\n\n" if out else "") + body
    return out


def _entry(entry: Entry) -> str:
    """Return the text of a structure or a lone block."""
    if isinstance(entry, Part):
        return " | ".join(entry.cells).rstrip() if len(entry.cells) > 1 else entry.cells[0]
    if entry.form is Structure.LIST:
        return _list(entry)
    if entry.form is Structure.TERMS:
        return _terms(entry)
    if entry.form is Structure.TABLE:
        before, rows = caption_and_rows(entry)
        lines = "\n".join(filter(None, map(_row, rows)))
        return "\n\n".join(filter(None, (_text(before), lines)))
    if entry.form is Structure.ROW:
        return _row(entry)
    if entry.form is Structure.CODE:
        return _code(entry)
    body = _text(entry.children)
    return f"[{entry.value}] {body}" if entry.form is Structure.NOTE and body else body


def _row(row: Node) -> str:
    """Return a table row on one line."""
    texts: list[str] = []
    for cell in row_cells(row):
        texts.extend("" for _ in range(cell.column - len(texts)))
        texts.append(" ".join(_text(cell.children).replace(_VERBATIM, "").split()))
    while texts and not texts[-1]:
        texts.pop()
    return " | ".join(texts)


def _code(node: Node) -> str:
    """Return the lines of a code element that came in several blocks."""
    if all(isinstance(child, Part) and child.block.kind == Kind.CODE for child in node.children):
        return "\n".join(map(_entry, node.children))
    return _text(node.children)


def _list(node: Node) -> str:
    """Return a list with an item a line, nested lists further in."""
    lines: list[str] = []
    for child, number in numbers(node):
        marker = "- " if number is None else f"{number}. "
        lines.append(_marked(marker, child))
    return "\n".join(filter(None, lines))


def _terms(node: Node) -> str:
    """Return a definition list: a term a line, its definitions marked like list items."""
    lines = [
        _marked("- ", child)
        if isinstance(child, Node) and child.form is Structure.DEFINITION
        else " ".join(_entry(child).split("\n"))
        for child in node.children
    ]
    return "\n".join(filter(None, lines))


def _marked(marker: str, item: Entry) -> str:
    """Return an item after its marker; lists inside follow on the next line, others apart."""
    children = [item] if isinstance(item, Part) else list(unwrapped(item.children))
    out = ""
    before: Structure | None = None
    for child in children:
        body = _entry(child)
        if not body:
            continue
        form = None if isinstance(child, Part) else child.form
        if not out:
            out = marker + _indented(body, " " * len(marker))
        elif form is Structure.LIST:
            out += "\n  " + _indented(body, "  ")
        else:
            # As in `_text`: definition lists in a row are one.
            gap = "\n" if form is before is Structure.TERMS else "\n\n"
            out += gap + _indented("\n" + body, " " * len(marker))[1:]
        before = form
    return out


def _indented(text: str, indent: str) -> str:
    """Return text with every line but the first moved in, save empty lines and code."""
    first, *rest = text.split("\n")
    moved = (line if not line or line[0] == _VERBATIM else indent + line for line in rest)
    return "\n".join((first, *moved))
