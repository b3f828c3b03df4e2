"""What a page's own style sheets hide: the rules of ``<style>`` that name one class, id or tag.

No CSS parser: a few literals are looked for, and only around those is anything read. Rules inside
``@media`` and the like are left out, for they hold for other screens, or for paper.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from declutter.rules.hidden import style_hides

#: Each declaration that hides is found by one of these, or by none at little loss.
_LITERALS: Final = (
    "display:none", "display: none", "visibility:hidden", "visibility: hidden", "font-size:0",
    "font-size: 0", "opacity:0", "opacity: 0", "-999", "rect(0", "inset(",
)  # fmt: skip
#: Bounds on hostile pages: characters read of all sheets, rules looked at, and their length.
MAX_SHEET: Final = 64_000
MAX_RULES: Final = 400
MAX_RULE: Final = 600
_SIMPLE: Final = re.compile(r"(?:(?P<tag>[a-zA-Z][\w-]*)|[.#][\w-]{1,80})$")
#: Page builders hide these until a script has run, and show them then.
_EVERYTHING: Final = frozenset({"html", "body", "main", "article", "section", "div", "p", "span"})


class Hiders(NamedTuple):
    """Names that style sheets hide: of classes, of ids, of elements."""

    classes: frozenset[str]
    ids: frozenset[str]
    tags: frozenset[str]


NONE: Final = Hiders(frozenset(), frozenset(), frozenset())


class StyleSheets:
    """Reads the sheets of one page, up to bounds on all of them together."""

    def __init__(self) -> None:
        self._left, self._rules = MAX_SHEET, MAX_RULES
        self._hiders = NONE

    def hiders(self, sheet: str) -> Hiders | None:
        """What the sheets so far hide, or None if this one hides nothing new."""
        css = sheet[: self._left]
        self._left -= len(css)
        classes, ids, tags = set(), set(), set()
        for selector in _selectors(css, self._rules):
            self._rules -= 1
            name = selector.strip()
            if not _SIMPLE.match(name):
                continue
            if name[0] == ".":
                classes.add(name[1:])
            elif name[0] == "#":
                ids.add(name[1:])
            elif name.lower() not in _EVERYTHING:
                tags.add(name.lower())
        if not (classes or ids or tags):
            return None
        before = self._hiders
        self._hiders = Hiders(before.classes | classes, before.ids | ids, before.tags | tags)
        return self._hiders


def _selectors(css: str, most: int) -> list[str]:
    """The selectors of the rules in which a literal stands, outside of any block."""
    if most <= 0:
        return []
    if "/*" in css:
        css = _without_comments(css)
    begun: set[int] = set()
    for literal in _LITERALS:
        at = css.find(literal)
        while at >= 0 and len(begun) < most:
            opened = css.rfind("{", max(at - MAX_RULE, 0), at)
            if opened >= 0 and css.find("}", opened, at) < 0:
                begun.add(opened)
            at = css.find(literal, at + len(literal))
    found: list[str] = []
    depth = at = 0
    for opened in sorted(begun):
        depth += css.count("{", at, opened) - css.count("}", at, opened)
        at = opened
        if depth:
            continue
        close = css.find("}", opened, opened + MAX_RULE)
        if close < 0 or not style_hides(css[opened + 1 : close]):
            continue
        start = max(css.rfind(mark, max(opened - MAX_RULE, 0), opened) for mark in "};")
        found += css[start + 1 : opened].split(",")
    return found


def _without_comments(css: str) -> str:
    kept = []
    at = 0
    while (start := css.find("/*", at)) >= 0:
        kept.append(css[at:start])
        end = css.find("*/", start + 2)
        at = end + 2 if end >= 0 else len(css)
    return "".join([*kept, css[at:]])
