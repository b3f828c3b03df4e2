"""What a reader of Markdown sees, as text: for comparing our Markdown with our text.

Markdown is parsed by markdown-it-py, which knows nothing of us, into the blocks that the text
renderer takes. Formulas, footnotes and definitions are parsed by its plugins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

import declutter
from declutter.model import Block, Kind, Label
from declutter.render import render_text
from declutter.structures import Container, Structure

PARSER = (
    MarkdownIt("commonmark")
    .enable(["table", "strikethrough"])
    .use(footnote_plugin, inline=False)
    .use(dollarmath_plugin, allow_space=False, allow_digits=True, double_inline=True)
    .use(deflist_plugin)
    .disable("footnote_tail")  # leaves notes where they are
)
_FORMS = {
    "blockquote": Structure.QUOTE,
    "bullet_list": Structure.LIST,
    "ordered_list": Structure.LIST,
    "list_item": Structure.ITEM,
    "dl": Structure.TERMS,
    "dt": Structure.TERM,
    "dd": Structure.DEFINITION,
    "table": Structure.TABLE,
    "tr": Structure.ROW,
    "th": Structure.CELL,
    "td": Structure.CELL,
    "footnote_reference": Structure.NOTE,
}
#: The only elements that our Markdown may hold, with what they are as text.
_ELEMENTS = {"<br>": "\n", "<sup>": "", "</sup>": "", "<sub>": "", "</sub>": ""}


def text_of(markdown: str) -> str:
    """Return the text of Markdown as `render_text` prints it; images leave no trace.

    Raises ValueError if the Markdown holds HTML other than what we write.
    """
    return render_text(blocks_of(markdown))


def blocks_of(markdown: str) -> Iterator[Block]:
    """Yield the blocks that Markdown is parsed into, with the structures they stand in."""
    path: list[Container] = []
    numbers, level = count(), 0
    for token in PARSER.parse(markdown):
        name, _, edge = token.type.rpartition("_")
        if edge == "open" and name in _FORMS:
            path.append(_container(name, token, next(numbers), path))
        elif edge == "close" and name in _FORMS:
            path.pop()
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "inline":
            kind = Kind.HEADING if level else Kind.PARAGRAPH
            yield _block("".join(map(_inline, token.children or ())), kind, path, level)
        elif token.type == "fence":
            yield _block(token.content[:-1], Kind.CODE, path, language=token.info)
        elif token.type == "math_block":
            yield _block(f"$${token.content}$$", Kind.PARAGRAPH, path)
        elif token.type not in ("paragraph_open", "paragraph_close") and name not in (
            *("thead", "tbody"),
        ):
            raise ValueError(f"{token.type} in our Markdown: {token.content!r}")


def _container(name: str, token: Token, number: int, path: list[Container]) -> Container:
    """Return the container that a token opens."""
    form, value, column = _FORMS[name], "", 0
    if name == "ordered_list":
        value = "ordered"
    elif name == "list_item":
        value = token.info
    elif name == "footnote_reference":
        value = str(token.meta["label"])
    elif form is Structure.CELL:
        value = "header" if name == "th" else ""
        row = path.pop()  # counts its cells in its column
        column = row.column
        path.append(row._replace(column=column + 1))
    return Container(form, number, value, column)


def _block(
    text: str, kind: Kind, path: list[Container], level: int = 0, language: str = ""
) -> Block:
    """Return a block as the engine makes them."""
    return Block(
        text, kind, Label.BODY, True, 1.0, (), "", level, language=language, containers=tuple(path)
    )


def _inline(token: Token) -> str:
    """Return the text of an inline token."""
    if token.type in ("text", "code_inline"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline" and token.content in _ELEMENTS:
        return _ELEMENTS[token.content]
    if token.type == "math_inline":
        return f"${token.content}$"
    if token.type == "math_inline_double":
        return f"$${token.content}$$"
    if token.type == "footnote_ref":
        return f"[{token.meta['label']}]"
    if token.nesting or token.type == "image":
        return ""
    raise ValueError(f"{token.type} in our Markdown: {token.content!r}")


def differing(pages: Iterable[tuple[str, bytes, str]]) -> Iterator[str]:
    """Yield the names of the pages whose Markdown does not parse into their text, with the line.

    pages: name, source and address of each.
    """
    for name, source, url in pages:
        document = declutter.clean(source, url)
        try:
            found = text_of(document.markdown)
        except ValueError as error:
            yield f"{name}: {error}"
            continue
        if found != document.text:
            lines = zip_longest(document.text.split("\n"), found.split("\n"))
            text, ours = next((a, b) for a, b in lines if a != b)
            yield f"{name}: {text!r} in the text is {ours!r} in the Markdown"
