"""Blocks as Markdown: CommonMark with what most readers of it know besides.

That is: pipe tables, ``~~`` for deleted text, ``[^1]`` for footnotes, ``$…$`` for formulas, and
``:`` for definitions. Raised and lowered text, and line breaks in table cells, are the elements
``<sup>``, ``<sub>`` and ``<br>``; nothing else is written as HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from declutter.model import Block, Kind
from declutter.patterns import pattern
from declutter.render.inline import runs_of
from declutter.render.md_inline import code_span, fence_for, inline_lines
from declutter.render.outline import Entry, Node, numbers, outline, unwrapped
from declutter.render.shape import Part, code_text, heading_level, language_of, parts
from declutter.render.table_rows import caption_and_rows, row_cells
from declutter.runs import cells_of
from declutter.structures import Structure

# What would make a block of its own if a line began with it. Lines never begin with spaces, and
# brackets, asterisks, underscores, tildes and backticks are escaped wherever they are.
_LINE_START = pattern(r"[#>=|]|\+(?=\s|\Z)|-(?=[\s|:-]|\Z)|:(?=[-\s]|\Z)")
_NOTE_START = pattern(r"^(\[\^[^\s\]]*\]):")
_NUMBER_START = pattern(r"([0-9]{1,9})([.)])(?=\s|\Z)")
_OTHER = {"-": "*", "*": "-", ".": ")", ")": "."}


def render_markdown(blocks: Iterable[Block], base_url: str | None = None) -> str:
    """Return the blocks as Markdown, without a newline at the end.

    base_url: what relative links and images are made absolute with.
    Parsing the result gives back the blocks' text; marks that Markdown can't express where they
    stand, such as bold type within a word before punctuation, are left out.
    """
    return _blocks(outline(parts(blocks, partial(_cells, base_url=base_url))))


def _cells(block: Block, base_url: str | None) -> list[str]:
    """Return a block's content as Markdown, without list markers; a table row's cell by cell."""
    in_cell = any(container.form is Structure.CELL for container in block.containers)
    if block.kind == Kind.CODE:
        return [_code_in_cell(block) if in_cell else _code(block)]
    runs = runs_of(block)
    if in_cell or block.kind == Kind.TABLE:
        return [_in_cell(inline_lines(cell, base_url)) for cell in cells_of(runs)]
    lines = inline_lines(runs, base_url)
    if any(container.form is Structure.ROW for container in block.containers):
        return [_in_cell(lines)]  # broken rows hold text beside their cells
    if block.kind == Kind.HEADING:
        return [_heading(block, " ".join(lines))]
    return ["\\\n".join(_escape_start(line) for line in lines)]


def _in_cell(lines: Iterable[str]) -> str:
    """Return lines as a table has them."""
    # A table is cut into cells before anything else, so even code needs its pipes escaped.
    return "<br>".join(line.replace("|", "\\|") for line in lines)


def _code_in_cell(block: Block) -> str:
    """Return code as a table has it, a code span a line."""
    lines = code_text(block).split("\n")
    return _in_cell(code_span(line) for line in lines if line.strip())


def _code(block: Block) -> str:
    """Return a fenced code block."""
    text = code_text(block)
    return _fenced(text, language_of(block)) if text.strip() else ""


def _fenced(text: str, language: str) -> str:
    """Return text as a fenced code block."""
    fence = fence_for(text, 3)
    return f"{fence}{language}\n{text}\n{fence}"


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
    line = _NOTE_START.sub(r"\1\\:", line, count=1) if _NOTE_START.match(line) else line
    return _NUMBER_START.sub(r"\1\\\2", line, count=1) if _NUMBER_START.match(line) else line


def _blocks(entries: Sequence[Entry], in_item: bool = False) -> str:
    """Return what stands together, with empty lines between.

    in_item: whether this is the content of a list item; a list follows its text right away then.
    """
    out = ""
    sign = ""  # of the list just before, from which a second list must differ
    for entry in unwrapped(entries):
        is_list = isinstance(entry, Node) and entry.form is Structure.LIST
        if is_list:
            assert isinstance(entry, Node)
            body, sign = _list(entry, sign)
        else:
            before, sign = sign, ""
            body = _entry(entry)
            if not body:
                sign = before
        if out and body:
            tight = is_list and in_item and _may_follow_text(body) and "\n\n" not in out
            out += "\n" if tight else "\n\n"
        out += body
    return out


def _may_follow_text(markdown: str) -> bool:
    """Whether a list can begin on the line after a paragraph: numbers other than 1 cannot."""
    return not markdown[0].isdigit() or markdown[:2] in ("1.", "1)")


def _entry(entry: Entry) -> str:
    """Return the Markdown of a structure or a lone block."""
    if isinstance(entry, Part):
        return "<br>".join(entry.cells)
    form, children = entry.form, entry.children
    if form is Structure.QUOTE:
        return "\n".join(f"> {line}" if line else ">" for line in _blocks(children).split("\n"))
    if form is Structure.TABLE:
        caption, rows = caption_and_rows(entry)
        return "\n\n".join(filter(None, (_blocks(caption), _table(rows))))
    if form is Structure.ROW:
        return _table([entry])
    if form is Structure.TERMS:
        return _terms(children)
    if form is Structure.CODE:
        return _joined_code(children)
    if form is Structure.FIGURE:
        return _figure(children)
    if form is Structure.NOTE:
        return f"[^{entry.value}]: {_moved(_blocks(children), 4)}"
    return _blocks(children)


def _table(rows: Sequence[Node]) -> str:
    """Return a pipe table; its header is empty where the first row is none.

    All rows are as wide as the widest: what stands beyond the header would be lost.
    """
    if not rows:
        return ""
    table = []
    for row in rows:
        cells: list[str] = []
        for cell in row_cells(row):
            cells.extend("" for _ in range(cell.column - len(cells)))
            cells.append(_flat(cell.children))
        table.append(cells)
    width = max(map(len, table), default=0)
    if not all(cell.is_header for cell in row_cells(rows[0])):
        table.insert(0, [])
    table = [cells + [""] * (width - len(cells)) for cells in table]
    table.insert(1, ["---"] * width)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in table)


def _flat(entries: Sequence[Entry]) -> str:
    """Return what stands in a table cell on one line; the items of lists have their markers."""
    out: list[str] = []
    for entry in entries:
        if isinstance(entry, Part):
            out.extend(entry.cells)
        elif entry.form is Structure.LIST:
            for child, number in numbers(entry):
                marker = "- " if number is None else f"{number}. "
                out.append(marker + _flat([child] if isinstance(child, Part) else child.children))
        elif entry.form is Structure.TERMS:
            for child in entry.children:
                assert isinstance(child, Node)
                marker = "- " if child.form is Structure.DEFINITION else ""
                out.append(marker + _flat(child.children))
        else:
            out.append(_flat(entry.children))
    return "<br>".join(filter(None, out))


def _figure(children: Sequence[Entry]) -> str:
    """Return a figure; a lone caption stands right below its image, or above it."""
    found = [child for child in children if isinstance(child, Part)]
    captions = sum(bool(part.block.text.strip()) for part in found)
    plain = all(part.block.kind in (Kind.PARAGRAPH, Kind.CAPTION) for part in found)
    if len(found) == len(children) and plain and captions == 1:
        return "\\\n".join(part.cells[0] for part in found)
    return _blocks(children)


def _joined_code(children: Sequence[Entry]) -> str:
    """Return the blocks that a code element came in as one; a line of their own for each."""
    found = [child for child in children if isinstance(child, Part)]
    if len(found) != len(children) or any(part.block.kind != Kind.CODE for part in found):
        return _blocks(children)
    language = next((name for part in found if (name := language_of(part.block))), "")
    return _fenced("\n".join(code_text(part.block) for part in found), language)


def _terms(children: Sequence[Entry]) -> str:
    """Return a definition list: a term on a line, each definition after a colon below it."""
    out = ""
    for child in children:
        assert isinstance(child, Node)
        if child.form is Structure.DEFINITION:
            out += "\n:   " + _moved(_blocks(child.children, in_item=True), 4)
            continue
        (term,) = child.children
        assert isinstance(term, Part)
        out += ("\n\n" if out else "") + " ".join(term.cells[0].split("\\\n"))
    return out


def _list(node: Node, before: str) -> tuple[str, str]:
    """Return a list, and the sign of its items: the bullet, or what follows the number.

    before: the sign of the list right before it, from which it must differ; or an empty string.
    """
    sign = "." if node.value == "ordered" else "-"
    if sign == before:
        sign = _OTHER[sign]
    items = []
    for child, number in numbers(node):
        marker = sign if number is None else f"{number}{sign}"
        children = [child] if isinstance(child, Part) else child.children
        body = _blocks(children, in_item=True)
        if body:
            items.append(f"{marker} {_moved(body, len(marker) + 1)}")
    return "\n".join(items), sign


def _moved(markdown: str, width: int) -> str:
    """Return Markdown with every line but the first moved in, save empty ones."""
    indent = " " * width
    return "\n".join(
        indent + line if line and i else line for i, line in enumerate(markdown.split("\n"))
    )
