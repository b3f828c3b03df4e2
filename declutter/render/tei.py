"""Blocks as TEI P5: a header with what is known of the page, and a body of nested divisions.

Only elements of the guidelines that corpus tools know: div, head, p, list, quote, table, ref, hi,
code, graphic, note and formula. In TEI a heading begins a division, so the body nests by levels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from html import escape
from typing import NamedTuple

from declutter.model import Block, Kind
from declutter.patterns import pattern
from declutter.render.grid import grid
from declutter.render.inline import Form, Mark, Piece, pieces, runs_of, shared
from declutter.render.outline import Entry, Node, numbers, outline
from declutter.render.shape import Part, clean, code_text, heading_level, language_of, parts
from declutter.render.table_rows import CellNode, caption_and_rows
from declutter.runs import cells_of
from declutter.structures import Structure

#: Inline elements, by the name that HTML has for them; `hi` says how the page sets the text.
_ELEMENTS: Mapping[str, tuple[str, str]] = {
    "strong": ("hi", ' rend="#b"'),
    "em": ("hi", ' rend="#i"'),
    "sup": ("hi", ' rend="#sup"'),
    "sub": ("hi", ' rend="#sub"'),
    "kbd": ("code", ""),
    "code": ("code", ""),
    "del": ("del", ""),
}
# What is no character of XML, but left by `clean`.
_NO_XML = pattern("[\ufffe\uffff]")


class TeiHeader(NamedTuple):
    """What the header says of a page; empty where it is not known."""

    title: str = ""
    authors: Sequence[str] = ()
    date: str = ""
    publisher: str = ""
    language: str = ""
    url: str = ""
    description: str = ""
    tags: Sequence[str] = ()
    licence: str = ""
    version: str = ""


def render_tei(blocks: Iterable[Block], header: TeiHeader, base_url: str | None = None) -> str:
    """Return a whole TEI document, without a newline at the end.

    base_url: what relative links and images are made absolute with.
    """
    body = _divisions(outline(parts(blocks, partial(_cells, base_url=base_url))))
    language = f' xml:lang="{_text(header.language)}"' if header.language else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{language}>\n'
        f"{_header(header)}\n<text>\n<body>\n{body}\n</body>\n</text>\n</TEI>"
    )


def _text(text: str) -> str:
    """Return text as XML holds it, in elements and attributes."""
    return escape(_NO_XML.sub("\ufffd", clean(text)))


def _header(header: TeiHeader) -> str:
    """Return the header: the page as a file, and as what it was taken from."""
    title = f'<title type="main">{_text(header.title)}</title>'
    authors = "".join(f"<author>{_text(author)}</author>" for author in header.authors)
    statement = f"<titleStmt>{title}{authors}</titleStmt>"
    publisher = f"<publisher>{_text(header.publisher)}</publisher>"
    licence = _text(header.licence)
    availability = f"<availability><licence>{licence}</licence></availability>" if licence else ""
    pointer = f'<ptr type="URL" target="{_text(header.url)}"/>' if header.url else ""
    date = f'<date when="{_text(header.date)}">{_text(header.date)}</date>' if header.date else ""
    publication = f"<publicationStmt>{publisher}{availability}{date}{pointer}</publicationStmt>"
    words = [part for part in (header.title, header.publisher, header.date) if part]
    source = (
        f"<sourceDesc><bibl>{_text(', '.join(words))}</bibl>"
        f"<biblFull>{statement}{publication}</biblFull></sourceDesc>"
    )
    description = _text(header.description)
    terms = "".join(f"<term>{_text(tag)}</term>" for tag in header.tags)
    profile = (f"<abstract><p>{description}</p></abstract>" if description else "") + (
        f"<textClass><keywords>{terms}</keywords></textClass>" if terms else ""
    )
    tool = (
        f'<appInfo><application ident="declutter" version="{_text(header.version or "0")}">'
        "<label>declutter</label></application></appInfo>"
    )
    lines = (
        f"<fileDesc>\n{statement}\n{publication}\n{source}\n</fileDesc>",
        f"<encodingDesc>{tool}</encodingDesc>",
        f"<profileDesc>{profile}</profileDesc>" if profile else "",
    )
    return "\n".join(("<teiHeader>", *filter(None, lines), "</teiHeader>"))


def _cells(block: Block, base_url: str | None) -> list[str]:
    """Return a block's content as TEI; a table row's cell by cell."""
    if block.kind == Kind.CODE:
        return [_text(code_text(block))]
    groups = cells_of(runs_of(block)) if block.kind == Kind.TABLE else [list(runs_of(block))]
    return [_inline(pieces(group, base_url=base_url)) for group in groups]


def _inline(found: Iterable[Piece]) -> str:
    """Return pieces as TEI, with elements that open and close in step."""
    out: list[str] = []
    stack: tuple[Mark, ...] = ()
    for piece in found:
        kept = shared(stack, piece.stack)
        out.extend(_close(mark) for mark in reversed(stack[kept:]))
        out.extend(_open(mark) for mark in piece.stack[kept:])
        out.append(_content(piece))
        stack = piece.stack
    out.extend(_close(mark) for mark in reversed(stack))
    return "".join(out)


def _open(mark: Mark) -> str:
    tag, target = mark
    if tag == "a":
        return f'<ref target="{_text(target)}">'
    name, attributes = _ELEMENTS[tag]
    return f"<{name}{attributes}>"


def _close(mark: Mark) -> str:
    return "</ref>" if mark[0] == "a" else f"</{_ELEMENTS[mark[0]][0]}>"


def _content(piece: Piece) -> str:
    """Return what a piece holds."""
    text = _text(piece.text)
    if piece.form is Form.BREAK:
        return "<lb/>"
    if piece.form is Form.NOTE:
        return f'<ref type="note" target="#{_id(piece.text)}">{text}</ref>'
    if piece.form is Form.MATH:
        return f'<formula notation="TeX">{text.strip("$")}</formula>'
    if piece.form is Form.IMAGE:
        description = f"<desc>{text}</desc>" if text else ""
        return f'<graphic url="{_text(piece.target)}">{description}</graphic>'
    return text


def _id(label: str) -> str:
    """Return a footnote's label as an XML name."""
    return "note-" + "".join(
        char if char.isascii() and (char.isalnum() or char == "-") else f"{ord(char):x}"
        for char in label
    )


def _divisions(entries: Sequence[Entry]) -> str:
    """Return the body: a division a heading, inside that of the heading above it."""
    out = ['<div type="entry">']
    levels: list[int] = []
    for entry in entries:
        if isinstance(entry, Part) and entry.block.kind == Kind.HEADING:
            level = heading_level(entry.block)
            while levels and levels[-1] >= level:
                levels.pop()
                out.append("</div>")
            levels.append(level)
            out.append(f'<div type="section" n="{level}">')
            out.append(f'<head rend="h{level}">{entry.cells[0]}</head>')
        else:
            out.append(_entry(entry))
    out.extend("</div>" for _ in levels)
    # A division that holds nothing is none.
    return "\n".join([*filter(None, out), "</div>"] if entries else [out[0], "<p/>", "</div>"])


def _entry(entry: Entry) -> str:
    """Return the TEI of a structure or a lone block."""
    if isinstance(entry, Part):
        return _part(entry)
    form, children = entry.form, entry.children
    if form is Structure.LIST:
        items = (
            (child, "" if number is None else f' n="{number}"') for child, number in numbers(entry)
        )
        body = "\n".join(f"<item{n}>{_mixed(_children(child))}</item>" for child, n in items)
        return f'<list rend="{"ol" if entry.value == "ordered" else "ul"}">\n{body}\n</list>'
    if form is Structure.TERMS:
        return f'<list type="gloss">\n{_terms(children)}\n</list>'
    if form is Structure.TABLE:
        caption, rows = caption_and_rows(entry)
        head = f"<head>{_mixed(caption)}</head>\n" if caption else ""
        return f"<table>\n{head}{_rows(rows)}\n</table>"
    if form is Structure.ROW:
        return f"<table>\n{_rows([entry])}\n</table>"
    if form is Structure.QUOTE:
        return f"<quote>\n{_blocks(children)}\n</quote>"
    if form is Structure.NOTE:
        start = f'<note xml:id="{_id(entry.value)}" n="{_text(entry.value)}">'
        return f"{start}\n{_blocks(children)}\n</note>"
    if form is Structure.CODE and all(
        isinstance(child, Part) and child.block.kind == Kind.CODE for child in children
    ):
        found = [child for child in children if isinstance(child, Part)]
        return _code("\n".join(part.cells[0] for part in found), language_of(found[0].block))
    return _blocks(children)


def _blocks(entries: Iterable[Entry]) -> str:
    return "\n".join(map(_entry, entries))


def _children(entry: Entry) -> Sequence[Entry]:
    return [entry] if isinstance(entry, Part) else entry.children


def _part(part: Part) -> str:
    """Return the TEI of a lone block; a heading inside of something else is a paragraph."""
    block = part.block
    if block.kind == Kind.CODE:
        return _code(part.cells[0], language_of(block))
    rend = ' rend="caption"' if block.kind == Kind.CAPTION else ""
    if block.kind == Kind.HEADING:
        rend = f' rend="h{heading_level(block)}"'
    return f"<p{rend}>{' '.join(part.cells)}</p>"


def _code(body: str, language: str) -> str:
    attribute = f' lang="{language}"' if language else ""
    return f'<p><code{attribute} xml:space="preserve">{body}</code></p>'


def _mixed(entries: Sequence[Entry]) -> str:
    """Return what stands in an item or cell: one block of text has no paragraph around it."""
    if entries and isinstance(entries[0], Part) and entries[0].block.kind != Kind.CODE:
        rest = entries[1:]
        if not any(isinstance(entry, Part) for entry in rest):
            return " ".join(entries[0].cells) + (f"\n{_blocks(rest)}\n" if rest else "")
    return _blocks(entries)


def _terms(children: Sequence[Entry]) -> str:
    """Return terms as labels, each with one item that holds all its definitions."""
    out: list[str] = []
    definitions: list[Entry] = []
    for child in [*children, None]:
        if child is not None and isinstance(child, Node) and child.form is Structure.DEFINITION:
            definitions.extend(child.children)
            continue
        if definitions:
            out.append(f"<item>{_mixed(definitions)}</item>")
            definitions = []
        if child is not None:
            out.append(f"<label>{_mixed(_children(child))}</label>")
    return "\n".join(out)


def _rows(rows: Sequence[Node]) -> str:
    """Return table rows; columns without a cell have an empty one."""
    lines = zip(rows, grid(rows), strict=True)
    return "\n".join(
        f"<row>{''.join(_cell(cell, row.value) for cell in cells)}</row>" for row, cells in lines
    )


def _cell(cell: CellNode, row: str) -> str:
    """Return a cell; ``row``: the value of its row."""
    head = ' role="label"' if cell.is_header and row != "header" else ""
    rows = f' rows="{cell.rows}"' if cell.rows > 1 else ""
    columns = f' cols="{cell.columns}"' if cell.columns > 1 else ""
    body = _mixed(cell.children)
    start = f"<cell{head}{rows}{columns}"
    return f"{start}>{body}</cell>" if body else f"{start}/>"
