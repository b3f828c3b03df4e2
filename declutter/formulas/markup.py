"""Finds the formulas of a tree and leaves one readable form of each.

KaTeX, MathJax and wikis set a formula two or three times over: as MathML, as LaTeX beside it, and
as boxes for the eye. A reader sees one of them, and so does whoever reads the tree after this.
"""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

from declutter.formulas.delimited import openings, split, texts
from declutter.formulas.mathml import latex_of
from declutter.patterns import pattern

Element: TypeAlias = Any  # lxml's

_HOLDERS: Final = frozenset(
    {"katex", "katex-display", "mwe-math-element", "MathJax", "MathJax_Display", "MathJax_SVG",
     "MathJax_SVG_Display", "MathJax_CHTML", "MathJax_Preview", "mjx-chtml"}
)  # fmt: skip
_DISPLAY: Final = frozenset(
    {"katex-display", "MathJax_Display", "MathJax_SVG_Display", "mwe-math-element-block"}
)
#: Classes of elements whose text is LaTeX in delimiters, for a script to set.
_RAW: Final = frozenset({"math", "math-container", "math-tex"})
_DELIMITED: Final = pattern(
    r"\s*(?:\\\((?P<a>.+)\\\)|\\\[(?P<b>.+)\\\]|\$\$(?P<c>[^$]+)\$\$|\$(?P<d>[^$]+)\$)\s*", re.S
)
#: How far up from its MathML the element that holds a formula is looked for.
MAX_STEPS: Final = 6
#: Longer ones, in characters, are not formulas but runaway markup.
MAX_LATEX: Final = 20_000
_FORBIDDEN: Final = pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# LaTeX that a reader without formulas would take for a tag or a link; the space says the same.
_TAG = pattern(r"<(?=[A-Za-z/!?])")
_STYLE = pattern(r"\{\\(?:displaystyle|textstyle) ?(.*)\}", re.S)


def write_formulas(root: Element) -> None:
    """Put one ``<math>`` with nothing but ``$LaTeX$`` in the place of each formula.

    Displayed formulas have two dollar signs on either side. What gives no LaTeX stays as it is.
    """
    found = list(root.iter("math", "mml:math"))
    for script in list(root.iter("script")):
        if (script.get("type") or "").lower().startswith("math/tex"):
            _write_script(script)
    for math in found:
        if _is_in(math, root):
            _write_math(math)
    for element in list(root.iter("span", "div", "p")):
        value = element.get("class")
        if value and "math" in value and not len(element) and not _RAW.isdisjoint(value.split()):
            _write_raw(element)


def write_delimited(root: Element) -> None:
    """Put a ``<math>`` in the place of each formula in delimiters, where a script sets those."""
    opening = openings(root)
    if opening is None:
        return
    for element, is_tail in list(texts(root)):
        text = element.tail if is_tail else element.text
        if "$" not in text and "\\" not in text:
            continue
        *formulas, last = split(text, opening) or [("", "", False)]
        if not formulas:
            continue
        made = []
        follows = last[0]
        for before, latex, is_display in reversed(formulas):
            math = element.makeelement("math")
            math.text, math.tail = _allowed(_dollars(latex, is_display)), follows
            made.append(math)
            follows = before
        if is_tail:
            element.tail = None
            for math in made:
                element.addnext(math)
            element.tail = follows
        else:
            element.text = follows
            element[:0] = made[::-1]


def _write_script(script: Element) -> None:
    """MathJax 2: the script has the LaTeX, what it set stands before it."""
    latex = script.text or ""
    before = script.getprevious()
    while before is not None and _is_holder(before) and not (before.tail or "").strip():
        _clear(before)
        before = before.getprevious()
    is_display = "mode=display" in (script.get("type") or "")
    if _is_latex(latex):
        script.attrib.clear()
        script.tag = "math"
        script.text = _allowed(_dollars(latex, is_display))


def _write_math(math: Element) -> None:
    latex = latex_of(math)
    if not _is_latex(latex):
        return
    holder = math
    is_display = math.get("display") == "block" or math.get("mode") == "display"
    around = math
    for _ in range(MAX_STEPS):
        around = around.getparent()
        if around is None:
            break
        if _is_holder(around):
            holder = around
            classes = (around.get("class") or "").split()
            is_display = is_display or not _DISPLAY.isdisjoint(classes)
            is_display = is_display or around.get("display") == "true"
    if holder.tag == "mjx-container" and not is_display:
        holder.tag = "span"  # custom elements are taken for parts of a layout
    _write(holder, _dollars(latex, is_display))


def _write_raw(element: Element) -> None:
    """LaTeX in the text of an element, in the delimiters that scripts look for."""
    match = _DELIMITED.fullmatch((element.text or "")[:MAX_LATEX])
    if match:
        latex = match["a"] or match["b"] or match["c"] or match["d"]
        if _is_latex(latex):
            _write(element, _dollars(latex, bool(match["b"] or match["c"])))


def _write(element: Element, formula: str) -> None:
    """Make an element hold a formula and nothing else."""
    _clear(element)
    if element.tag != "math":
        element.append(element.makeelement("math"))
        element = element[0]
    element.attrib.clear()
    element.text = _allowed(formula)


def _allowed(text: str) -> str:
    """A text without the characters that a tree takes from its parser, but from nobody else."""
    return _FORBIDDEN.sub("", text)


def _clear(element: Element) -> None:
    """Empty an element; what follows it stays."""
    del element[:]
    element.text = None


def _is_holder(element: Element) -> bool:
    """Whether an element is what a script or a wiki wraps a formula in."""
    if element.tag == "mjx-container":
        return True
    return not _HOLDERS.isdisjoint((element.get("class") or "").split())


def _is_in(element: Element, root: Element) -> bool:
    """Whether an element still hangs in the tree: one formula may have held another."""
    while element is not None and element is not root:
        element = element.getparent()
    return element is not None


def _is_latex(text: str) -> bool:
    return bool(text.strip()) and len(text) <= MAX_LATEX


def _dollars(latex: str, is_display: bool) -> str:
    """LaTeX on one line in dollar signs."""
    latex = " ".join(latex.split())
    match = _STYLE.fullmatch(latex)
    if match and match[1].count("{") == match[1].count("}"):
        latex = match[1]
    latex = _TAG.sub(r"\\lt ", latex).replace("](", "] (").strip()
    sign = "$$" if is_display else "$"
    return f"{sign}{latex}{sign}"
