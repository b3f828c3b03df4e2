"""Blocks as an HTML fragment.

Every tag and attribute is written here, from a fixed set; nothing is copied from the page but
text, which is escaped, and addresses, which have passed the link policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from html import escape

from declutter.model import Block, Kind, Run
from declutter.render.grid import grid
from declutter.render.inline import Form, Mark, Piece, pieces, runs_of, shared
from declutter.render.outline import Entry, Node, numbers, outline
from declutter.render.shape import Part, code_text, heading_level, language_of, parts
from declutter.render.table_rows import CellNode, caption_and_rows, row_cells
from declutter.runs import cells_of
from declutter.structures import Structure

_WRAPPERS: Mapping[Structure, str] = {
    Structure.QUOTE: "blockquote",
    Structure.FIGURE: "figure",
    Structure.TERMS: "dl",
}


#: Kinds whose text may stand in an item or cell without a paragraph around it.
_TEXT = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.LINE, Kind.TABLE, Kind.CAPTION})


def render_html(blocks: Iterable[Block], base_url: str | None = None) -> str:
    """Return the blocks as an HTML fragment, without a newline at the end.

    base_url: what relative links and images are made absolute with.
    """
    return _blocks(outline(parts(blocks, partial(_cells, base_url=base_url))))


def _cells(block: Block, base_url: str | None) -> list[str]:
    """Return a block's content as HTML; a table row's cell by cell."""
    if block.kind == Kind.CODE:
        return [escape(code_text(block))]
    runs = runs_of(block)
    groups: Sequence[Iterable[Run]] = cells_of(runs) if block.kind == Kind.TABLE else [runs]
    return [_inline(pieces(group, base_url=base_url)) for group in groups]


def _inline(found: Iterable[Piece]) -> str:
    """Return pieces as HTML, with elements that open and close in step."""
    out: list[str] = []
    stack: tuple[Mark, ...] = ()
    for piece in found:
        kept = shared(stack, piece.stack)
        out.extend(f"</{tag}>" for tag, _ in reversed(stack[kept:]))
        out.extend(_open(mark) for mark in piece.stack[kept:])
        out.append(_content(piece))
        stack = piece.stack
    out.extend(f"</{tag}>" for tag, _ in reversed(stack))
    return "".join(out)


def _open(mark: Mark) -> str:
    """Return the start tag of an inline element."""
    tag, target = mark
    return f'<a href="{escape(target)}">' if tag == "a" else f"<{tag}>"


def _id(label: str) -> str:
    """Return a footnote's label as it stands in names of elements: ASCII letters and digits."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char == "-") else f"{ord(char):x}"
        for char in label
    )


def _content(piece: Piece) -> str:
    """Return what a piece holds."""
    if piece.form is Form.BREAK:
        return "<br>"
    if piece.form is Form.NOTE:
        return f'<sup><a href="#note-{_id(piece.text)}">{escape(piece.text)}</a></sup>'
    if piece.form is Form.IMAGE:
        return f'<img src="{escape(piece.target)}" alt="{escape(piece.text)}">'
    return escape(piece.text)


def _blocks(entries: Iterable[Entry]) -> str:
    """Return the HTML of what stands together."""
    return "\n".join(filter(None, map(_entry, entries)))


def _entry(entry: Entry) -> str:
    """Return the HTML of a structure or a lone block."""
    if isinstance(entry, Part):
        return _part(entry)
    form, children = entry.form, entry.children
    if form is Structure.LIST:
        return _list(entry)
    if form is Structure.TABLE:
        return _table(entry)
    if form is Structure.ROW:
        return f"<table>\n{_rows([entry])}\n</table>"
    if form is Structure.CODE:
        return _joined_code(children)
    if form is Structure.NOTE:
        return f'<aside id="note-{_id(entry.value)}">\n{_blocks(children)}\n</aside>'
    if form is Structure.TERM:
        return f"<dt>{_tight(children)}</dt>"
    if form is Structure.DEFINITION:
        return f"<dd>{_tight(children)}</dd>"
    tag = _WRAPPERS.get(form)
    return f"<{tag}>\n{_blocks(children)}\n</{tag}>" if tag else _blocks(children)


def _part(part: Part) -> str:
    """Return the HTML of a lone block."""
    block, body = part.block, part.cells[0]
    if block.kind == Kind.CODE:
        return _pre(body, language_of(block))
    if block.kind == Kind.HEADING:
        level = heading_level(block)
        return f"<h{level}>{body}</h{level}>"
    if block.kind == Kind.CAPTION:
        forms = [container.form for container in block.containers]
        if Structure.FIGURE in forms:
            return f"<figcaption>{body}</figcaption>"
        if Structure.TABLE in forms:
            return f"<p>{body}</p>"
        return f"<figure><figcaption>{body}</figcaption></figure>"
    if not block.text and block.containers[-1:] and block.containers[-1].form is Structure.FIGURE:
        return body  # an image
    return f"<p>{' '.join(part.cells)}</p>"


def _pre(body: str, language: str) -> str:
    """Return code; without the inner element a parser would drop a newline right after <pre>."""
    opening = f'<code class="language-{language}">' if language else "<code>"
    return f"<pre>{opening}{body}</code></pre>"


def _joined_code(children: Sequence[Entry]) -> str:
    """Return the blocks that a code element came in as one; a line of their own for each."""
    found = [child for child in children if isinstance(child, Part)]
    if len(found) != len(children) or any(part.block.kind != Kind.CODE for part in found):
        return _blocks(children)
    language = next((name for part in found if (name := language_of(part.block))), "")
    return _pre("\n".join(part.cells[0] for part in found), language)


def _tight(entries: Sequence[Entry]) -> str:
    """Return what stands in an item or cell: a block of text at its start has no paragraph."""
    if not entries:
        return ""
    first, *rest = entries
    plain = isinstance(first, Part) and first.block.kind in _TEXT
    if not plain or any(isinstance(entry, Part) and entry.block.kind in _TEXT for entry in rest):
        return _blocks(entries)
    assert isinstance(first, Part)
    after = _blocks(rest)
    return first.cells[0] + (f"\n{after}\n" if after else "")


def _list(node: Node) -> str:
    """Return a list; where an item's number is not the next one, the item says so."""
    out: list[str] = []
    last = 0
    opening = "<ul>"
    for child, number in numbers(node):
        children = [child] if isinstance(child, Part) else child.children
        jumps = number is not None and number != last + 1
        if number is not None:
            if not out:
                opening = f'<ol start="{number}">' if jumps else "<ol>"
                jumps = False
            last = number
        start = f'<li value="{number}">' if jumps else "<li>"
        out.append(f"{start}{_tight(children)}</li>")
    closing = "</ol>" if opening.startswith("<ol") else "</ul>"
    return "\n".join((opening, *out, closing))


def _table(table: Node) -> str:
    """Return a table with its caption, its header in a head of its own."""
    caption, rows = caption_and_rows(table)
    lines = ["<table>"]
    if caption:
        lines.append(f"<caption>{_tight(caption)}</caption>")
    headed = next((at for at, row in enumerate(rows) if not _is_header(row)), 1)
    if headed:
        lines.append(f"<thead>\n{_rows(rows[:headed])}\n</thead>")
    body = _rows(rows[headed:])
    if body:
        lines.append(f"<tbody>\n{body}\n</tbody>" if headed else body)
    return "\n".join((*lines, "</table>"))


def _is_header(row: Node) -> bool:
    """Whether all cells of a row are headers, as is said by the page."""
    return row.value != "header" and all(cell.is_header for cell in row_cells(row))


def _rows(rows: Sequence[Node]) -> str:
    """Return table rows; columns without a cell have an empty one."""
    lines = zip(rows, grid(rows), strict=True)
    return "\n".join(
        f"<tr>{''.join(_cell(cell, row.value) for cell in cells)}</tr>" for row, cells in lines
    )


def _cell(cell: CellNode, row: str) -> str:
    """Return a cell; ``row``: the value of its row.

    That a text's first row is its header is a guess, which HTML need not make.
    """
    tag = "th" if cell.is_header and row != "header" else "td"
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{tag}{columns}{rows}>{_tight(cell.children)}</{tag}>"
