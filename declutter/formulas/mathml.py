"""MathML to LaTeX: what pages write, not all there is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

Element: TypeAlias = Any  # lxml's

#: Deeper formulas are cut off there: each level is a call.
MAX_DEPTH: Final = 60
_TEX: Final = frozenset({"application/x-tex", "tex", "latex", "application/x-latex"})
_SMALL: Final = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega"
)
_CAPITAL: Final = "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
_SIGNS: Final = (
    "pm times div cdot leq geq neq approx equiv sim propto infty partial nabla in notin subset "
    "subseteq cup cap emptyset forall exists to leftarrow Rightarrow Leftrightarrow "
    "leftrightarrow sum prod int oint surd circ oplus otimes ldots cdots mid parallel prime "
    "langle rangle hbar land lor neg"
)
#: Characters that LaTeX has a name for.
_NAMES: Final[Mapping[str, str]] = {
    **dict(zip("αβγδεζηθικλμνξπρστυφχψω", _SMALL.split(), strict=True)),
    **dict(zip("ΓΔΘΛΞΠΣΦΨΩ", _CAPITAL.split(), strict=True)),
    **dict(zip("±×÷·≤≥≠≈≡∼∝∞∂∇∈∉⊂⊆∪∩∅∀∃→←⇒⇔↔∑∏∫∮√∘⊕⊗…⋯∣∥′⟨⟩ℏ∧∨¬", _SIGNS.split(), strict=True)),
}
#: Those that mean something else to it.
_ESCAPED: Final = frozenset("%&#_{}")
_MINUS: Final[Mapping[str, str]] = {"−": "-", "∗": "*", "\u2061": "", "\u2062": "", "\u2063": ","}
_UPRIGHT: Final = (
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln exp lim max min sup inf "
    "det dim ker gcd arg deg"
)
_FUNCTIONS: Final = frozenset(_UPRIGHT.split())
_ACCENTS: Final[Mapping[str, str]] = {
    "^": "hat", "ˆ": "hat", "~": "tilde", "˜": "tilde", "¯": "overline", "‾": "overline",
    "→": "vec", "⃗": "vec", "˙": "dot", ".": "dot", "¨": "ddot", "_": "underline", "⏟": "underbrace",
    "⏞": "overbrace",
}  # fmt: skip


def latex_of(math: Element) -> str:
    """The LaTeX of a ``<math>`` element: what it is annotated with, else read off its MathML."""
    for note in math.iter():
        name = _name(note)
        if name == "annotation" and (note.get("encoding") or "").lower() in _TEX:
            return str(note.text or "").strip()
    alternative = math.get("alttext") or ""
    if "\\" in alternative:
        return str(alternative).strip()
    return _row(math, 0).strip()


def _name(element: Element) -> str:
    """An element's name without prefix or namespace."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _row(element: Element, depth: int) -> str:
    """The LaTeX of an element's children, one after another."""
    if depth > MAX_DEPTH:
        return ""
    out = _text(element.text or "").strip() if not len(element) else ""
    for child in element:
        out = _joined(out, _latex(child, depth + 1))
    return out


def _joined(left: str, right: str) -> str:
    """Two stretches of LaTeX; a command needs a space before a letter."""
    if not left or not right or not right[0].isalpha():
        return left + right
    command = left.rpartition("\\")[2]
    return f"{left} {right}" if "\\" in left and command.isalpha() else left + right


def _latex(element: Element, depth: int) -> str:
    """The LaTeX of one element."""
    name = _name(element)
    if name in ("annotation", "annotation-xml", "none", "mprescripts", "mphantom"):
        return ""
    if name in ("mi", "mn", "mo"):
        return _token(element, name)
    if name in ("mtext", "ms"):
        text = "".join(element.itertext()).strip()
        return f"\\text{{{text.replace('$', '')}}}" if text else "\\ "
    if name == "mspace":
        return "\\ "
    write = _FORMS.get(name)
    return write(element, depth) if write else _row(element, depth)


def _token(element: Element, name: str) -> str:
    """The LaTeX of an identifier, a number or a sign."""
    text = "".join(element.itertext()).strip()
    if name == "mi" and text in _FUNCTIONS:
        return f"\\{text}"
    if name == "mi" and len(text) > 1 and text.isalpha():
        return f"\\mathrm{{{text}}}"
    return _text(text)


def _text(text: str) -> str:
    """Characters as LaTeX has them."""
    out = ""
    for char in text:
        if char in _NAMES:
            out = _joined(out, f"\\{_NAMES[char]}")
        else:
            plain = f"\\{char}" if char in _ESCAPED else "" if char == "$" else char
            out = _joined(out, _MINUS.get(char, plain))
    return out


def _parts(element: Element, depth: int, count: int) -> list[str]:
    """The LaTeX of the first so many children; empty for those that are missing."""
    found = [_latex(child, depth) for child in list(element)[:count]]
    return found + [""] * (count - len(found))


def _braced(latex: str) -> str:
    return f"{{{latex}}}"


def _base(latex: str) -> str:
    """What a script is set on: in braces, unless it is one sign or command."""
    single = len(latex) == 1 or (latex[:1] == "\\" and latex[1:].isalpha())
    return latex if single else _braced(latex)


def _fraction(element: Element, depth: int) -> str:
    above, below = _parts(element, depth, 2)
    return f"\\frac{_braced(above)}{_braced(below)}"


def _scripts(signs: str) -> Callable[[Element, int], str]:
    """A writer for a base with scripts at these signs."""

    def write(element: Element, depth: int) -> str:
        base, *scripts = _parts(element, depth, 1 + len(signs))
        if _name(element) in ("mover", "munder"):
            sign = "".join(element[1].itertext()).strip() if len(element) > 1 else ""
            accent = _ACCENTS.get(sign)
            if accent:
                return f"\\{accent}{_braced(base)}"
        written = "".join(
            sign + _braced(script) for sign, script in zip(signs, scripts, strict=True) if script
        )
        return _base(base) + written

    return write


def _root(element: Element, depth: int) -> str:
    base, index = _parts(element, depth, 2)
    return f"\\sqrt[{index}]{_braced(base)}"


def _square_root(element: Element, depth: int) -> str:
    return f"\\sqrt{_braced(_row(element, depth))}"


def _fenced(element: Element, depth: int) -> str:
    opening, closing = element.get("open", "("), element.get("close", ")")
    inner = ",".join(_latex(child, depth) for child in element)
    return f"\\left{_text(opening) or '.'}{inner}\\right{_text(closing) or '.'}"


def _table(element: Element, depth: int) -> str:
    rows = []
    for row in element:
        cells = list(row) if _name(row) in ("mtr", "mlabeledtr") else [row]
        rows.append(" & ".join(_row(cell, depth + 1) for cell in cells))
    return "\\begin{matrix}" + " \\\\ ".join(rows) + "\\end{matrix}"


_FORMS: Final[Mapping[str, Callable[[Element, int], str]]] = {
    "mfrac": _fraction,
    "msup": _scripts("^"),
    "msub": _scripts("_"),
    "msubsup": _scripts("_^"),
    "munder": _scripts("_"),
    "mover": _scripts("^"),
    "munderover": _scripts("_^"),
    "mroot": _root,
    "msqrt": _square_root,
    "mfenced": _fenced,
    "mtable": _table,
}
