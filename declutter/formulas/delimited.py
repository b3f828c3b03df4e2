r"""Formulas in the text of a page that a script is to set: ``\(x\)``, ``\[x\]``, ``$$x$$``.

Only on pages that load such a script; anywhere else they are what they look like. The script looks
for them in all text but code, and so does this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, NamedTuple, TypeAlias

from declutter.patterns import pattern

Element: TypeAlias = Any  # lxml's

_LOADED: Final = pattern("mathjax|katex", re.IGNORECASE)
_CALLED: Final = pattern(r"\bMathJax\b|\brenderMathInElement\b")
#: That single dollar signs are delimiters too, as scripts are told: pages with prices leave it out.
_DOLLARS: Final = pattern(
    r"inlineMath\W{1,4}(?:\w{1,9}\W{1,4})?\[?\s{0,9}\[\s{0,9}['\"]\$['\"]|left['\"]?\s{0,4}:\s{0,4}['\"]\$['\"]"
)
#: Scripts and style sheets that are looked at, and characters of a script.
MAX_SCRIPTS: Final = 300
MAX_SCRIPT: Final = 20_000
#: A formula is no longer than this, in characters: what is has lost its end.
MAX_FORMULA: Final = 4_000
#: In these a script looks for no formulas.
_UNREAD: Final = frozenset(
    {
        "script",
        "style",
        "pre",
        "code",
        "textarea",
        "noscript",
        "math",
        "title",
        "head",
        "svg",
        "kbd",
    }
)
_ENVIRONMENTS: Final = ("equation", "align", "gather", "multline", "eqnarray")


class Delimiter(NamedTuple):
    """What stands before and behind a formula, whether that is part of it, and how it is set."""

    opening: str
    closing: str
    is_display: bool
    is_part: bool = False


_DELIMITERS: Final = (
    Delimiter(r"\(", r"\)", False),
    Delimiter(r"\[", r"\]", True),
    Delimiter("$$", "$$", True),
    *(
        Delimiter(f"\\begin{{{name}{star}}}", f"\\end{{{name}{star}}}", True, True)
        for name in _ENVIRONMENTS
        for star in ("", "*")
    ),
)
_DOLLAR: Final = Delimiter("$", "$", False)
_BY_OPENING: Final = {one.opening: one for one in (*_DELIMITERS, _DOLLAR)}
_OPENING: Final = pattern(
    r"(?<!\\)(?:" + "|".join(re.escape(one.opening) for one in _DELIMITERS) + ")"
)
_OPENING_OR_DOLLAR: Final = pattern(rf"{_OPENING.pattern}|(?<!\\)\$")


def openings(root: Element) -> re.Pattern[str] | None:
    """What begins a formula for a page's script; None where the page loads no such script."""
    found = dollars = False
    for element in islice(root.iter("script", "link"), MAX_SCRIPTS):
        address = element.get("src") or element.get("href") or ""
        code = (element.text or "")[:MAX_SCRIPT]
        found = found or bool(_LOADED.search(address) or _CALLED.search(code))
        dollars = dollars or bool(_DOLLARS.search(code))
    if not found:
        return None
    return _OPENING_OR_DOLLAR if dollars else _OPENING


def texts(root: Element) -> Iterator[tuple[Element, bool]]:
    """Elements before or in which there is text that a script reads, and whether it is the tail."""
    element = root
    while element is not None:
        tag = element.tag
        unread = not isinstance(tag, str) or tag in _UNREAD
        if not unread and element.text:
            yield element, False
        following = element[0] if len(element) and not unread else None
        while following is None and element is not root:
            following = element.getnext()
            if element.tail:
                yield element, True
            if following is None:
                element = element.getparent()
        element = following


def split(text: str, opening: re.Pattern[str]) -> list[tuple[str, str, bool]]:
    """A text's formulas: what stands before each, its LaTeX, whether it is displayed.

    What stands behind the last of them comes last, without a formula. Empty if there is none.
    """
    found: list[tuple[str, str, bool]] = []
    ends: dict[str, int] = {}  # closing -> where it stands next, which is looked for once
    at = done = 0
    while (match := opening.search(text, at)) is not None:
        one = _BY_OPENING[match[0]]
        start = at = match.end()
        end = ends.get(one.closing, start)
        if 0 <= end <= start:
            end = ends[one.closing] = text.find(one.closing, start)
        if end < 0 or not _is_formula(one, text, start, end):
            continue
        at = end + len(one.closing)
        latex = text[match.start() : at] if one.is_part else text[start:end]
        found.append((text[done : match.start()], latex, one.is_display))
        done = at
    return [*found, (text[done:], "", False)] if found else []


def _is_formula(one: Delimiter, text: str, start: int, end: int) -> bool:
    """Whether delimiters part a formula; dollar signs have no space inside, no digit behind."""
    if end - start > MAX_FORMULA or not text[start:end].strip():
        return False
    if one is not _DOLLAR:
        return True
    inner = not text[start].isspace() and not text[end - 1].isspace() and text[end - 1] != "\\"
    return inner and not text[end + 1 : end + 2].isdigit() and "\n\n" not in text[start:end]
