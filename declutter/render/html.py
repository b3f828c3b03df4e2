"""Blocks as an HTML fragment.

Every tag and attribute is written here, from a fixed set; nothing is copied from the page but
text, which is escaped, and addresses, which have passed the link policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from html import escape

from declutter.model import Block, Kind, Run
from declutter.render.inline import Form, Mark, Piece, cells_of, pieces, runs_of, shared
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


def render_html(blocks: Iterable[Block], base_url: str | None = None) -> str:
    """Return the blocks as an HTML fragment, without a newline at the end.

    base_url: what relative links and images are made absolute with.
    """
    entries = parts(blocks, partial(_cells, base_url=base_url))
    return "\n".join(_chunk(chunk) for chunk in chunks(entries))


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


def _content(piece: Piece) -> str:
    """Return what a piece holds."""
    if piece.form is Form.BREAK:
        return "<br>"
    if piece.form is Form.IMAGE:
        return f'<img src="{escape(piece.target)}" alt="{escape(piece.text)}">'
    return escape(piece.text)


def _chunk(chunk: Sequence[Part]) -> str:
    """Return the HTML of a list, a table, a quotation or a lone block."""
    block, body = chunk[0].block, chunk[0].cells[0]
    if block.kind == Kind.ITEM:
        return _list(chunk)
    if block.kind == Kind.TABLE:
        return _table(chunk)
    if block.kind == Kind.QUOTE:
        paragraphs = "\n".join(f"<p>{part.cells[0]}</p>" for part in chunk)
        return f"<blockquote>\n{paragraphs}\n</blockquote>"
    if block.kind == Kind.CODE:
        language = language_of(block)
        # Without the inner element a parser would drop a newline right after <pre>.
        opening = f'<code class="language-{language}">' if language else "<code>"
        return f"<pre>{opening}{body}</code></pre>"
    if block.kind == Kind.HEADING:
        level = heading_level(block)
        return f"<h{level}>{body}</h{level}>"
    if block.kind == Kind.CAPTION:
        return f"<figure><figcaption>{body}</figcaption></figure>"
    return f"<p>{body}</p>"


def _table(chunk: Iterable[Part]) -> str:
    """Return rows as a table."""
    rows = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in part.cells) + "</tr>" for part in chunk)
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _list(chunk: Sequence[Part]) -> str:
    """Return neighbouring lists, nested as the items' depths say."""
    out: list[str] = []
    open_lists: list[tuple[str, int]] = []  # the tag, and the number of the last item
    for place in places(chunk):
        while len(open_lists) > place.depth:
            out.append(f"</li>\n</{open_lists.pop()[0]}>\n")
        nested = len(open_lists) < place.depth
        if not nested:
            out.append("</li>\n")
            if place.starts:
                out.append(f"</{open_lists.pop()[0]}>\n")
        elif open_lists:
            out.append("\n")
        last = 0 if place.starts else open_lists.pop()[1]
        open_lists.append(("ul" if place.number is None else "ol", place.number or 0))
        out.append(_item_start(place, last))
        out.append(place.part.cells[0])
    out.extend(f"</li>\n</{tag}>\n" for tag, _ in reversed(open_lists))
    return "".join(out).rstrip("\n")


def _item_start(place: Place, last: int) -> str:
    """Return the start tag of an item, after that of its list if the item is the first.

    last: the number of the item before, to say so where a number is not the next one.
    """
    if place.number is None:
        return "<ul>\n<li>" if place.starts else "<li>"
    jumps = place.number != last + 1
    if place.starts:
        return f'<ol start="{place.number}">\n<li>' if jumps else "<ol>\n<li>"
    return f'<li value="{place.number}">' if jumps else "<li>"
