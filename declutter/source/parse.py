"""The only call of an HTML parser."""

from __future__ import annotations

from typing import Final

from lxml import etree

from declutter.patterns import pattern
from declutter.source.floods import has_attribute_flood

#: One of these stands in the source of every page that formulas are looked for in. All of them
#: hold the word; asking for it first is quicker.
_FORMULA: Final = pattern(rb"math")
_FORMULAS: Final = (b"<math", b"<mml:math", b"math/tex", b'class="math')
#: Scripts that set the formulas which stand in a page's text; one is named by each that has them.
#: A pattern that begins with a rare letter takes half of what a search for the name does.
_SETTERS: Final = tuple(
    pattern(name)
    for name in (
        rb"Jax(?<=athJax)", rb"jax(?<=athjax)", rb"katex", rb"KaTeX",
        rb"MathInElement(?<=renderMathInElement)",
    )
)  # fmt: skip


def parse(text: str, max_depth: int | None = None, utf8: bytes = b"") -> etree._Element | None:
    """Parse HTML text into a tree; None where the parser finds no element in it.

    utf8: the text as UTF-8, where the caller has it.
    max_depth: how deep elements may stand; what stands deeper is moved up first. Asked for where
    the segmenter met the limit on its way down: ``huge_tree`` lifts libxml2's own from 256 to
    2,048 elements, and what lies deeper is not in its tree. Formulas, which pages set
    several times over, stand in the tree once, as LaTeX.
    """
    if max_depth is not None or has_attribute_flood(text):
        from declutter.source.tame import tame  # hardly any page needs it

        text, utf8 = tame(text, max_depth), b""
    # A parser per call: lxml's parsers keep state, and sharing one between threads locks.
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        collect_ids=False,  # a table that nobody asks
    )
    source = utf8 or text.encode("utf-8", "replace")
    try:
        # Bytes with a fixed encoding, since libxml2 would obey a <meta> that is wrong by now.
        root = etree.fromstring(source, parser)
    except etree.ParserError:  # nothing but white space or comments
        return None
    except etree.XMLSyntaxError:
        return None
    if _FORMULA.search(source) and any(sign in source for sign in _FORMULAS):
        from declutter.formulas.markup import write_formulas  # few pages need it

        write_formulas(root)
    if any(name.search(source) for name in _SETTERS):
        from declutter.formulas.markup import write_delimited

        write_delimited(root)
    return root
