"""What a page's own style sheets hide: the rules of ``<style>`` that say so of one element.

No CSS parser: a few literals are looked for, and only around those is anything read. What selectors
are read is said in `declutter.rules.selectors`; one whose subject is a tag alone must stand by
itself. Rules inside ``@media`` are left out unless they hold for all screens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from declutter.patterns import pattern
from declutter.rules import selectors
from declutter.rules.hidden import style_hides
from declutter.rules.selectors import Compound

#: Each declaration that hides is found by one of these, or by none at little loss.
_LITERALS: Final = (
    "display:none", "display: none", "visibility:hidden", "visibility: hidden", "font-size:0",
    "font-size: 0", "font-size:1px", "opacity:0", "opacity: 0", "opacity:.0", "-999", "-1000",
    "rect(0", "rect(1", "inset(", "polygon(0", "scale(0", "height:0", "height: 0", "height:1px",
    "height: 1px", "color:transparent", "color: transparent", "content-visibility:",
)  # fmt: skip
#: Bounds on hostile pages: characters read of all sheets, rules looked at, their length, and the
#: selectors that each element of a class is held against.
MAX_SHEET: Final = 64_000
MAX_RULES: Final = 400
MAX_RULE: Final = 600
MAX_SELECTORS: Final = 6
#: What begins a part of a sheet that holds for every reader.
_ALWAYS: Final = pattern(
    r"@(?:media\s{0,4}(?:only\s{0,4})?(?:all|screen)|layer[\w\s.-]{0,60})\s{0,4}\{", re.IGNORECASE
)
#: Page builders hide these until a script has run, and show them then.
_EVERYTHING: Final = frozenset({"html", "body", "main", "article", "section", "div", "p", "span"})


class Hiders(NamedTuple):
    """Names that style sheets hide: of classes, of ids, of elements.

    selectors: class -> the selectors, each from its subject outwards, that hide elements of it.
    """

    classes: frozenset[str]
    ids: frozenset[str]
    tags: frozenset[str]
    selectors: Mapping[str, Sequence[tuple[Compound, ...]]]

    def hides(self, names: Sequence[str], element: Any) -> bool:
        """Whether an element of these classes is hidden."""
        if not self.classes.isdisjoint(names):
            return True
        return bool(self.selectors) and any(
            subject.fits(element) and selectors.stands_in(element, around)
            for name in names
            for subject, *around in self.selectors.get(name, ())
        )

    def depends(self, names: Sequence[str]) -> bool:
        """Whether it depends on the element if one of these classes is hidden."""
        return bool(self.selectors) and not self.selectors.keys().isdisjoint(names)


NONE: Final = Hiders(frozenset(), frozenset(), frozenset(), {})


def hiders_of(root: Any) -> Hiders:
    """What the sheets of a tree hide: they hold for what stands before them as well."""
    sheets = StyleSheets()
    for sheet in root.iter("style"):
        around = sheet.getparent()
        elsewhere = around is None or around.tag == "noscript"
        if sheet.text and not elsewhere and "print" not in (sheet.get("media") or ""):
            sheets.read(sheet.text)
    return sheets.hiders()


class StyleSheets:
    """Reads the sheets of one page, up to bounds on all of them together."""

    def __init__(self) -> None:
        self._left, self._rules = MAX_SHEET, MAX_RULES
        self._classes: set[str] = set()
        self._ids: set[str] = set()
        self._tags: set[str] = set()
        self._selectors: dict[str, list[tuple[Compound, ...]]] = {}

    def read(self, sheet: str) -> None:
        """Read one more sheet."""
        css = sheet[: self._left]
        self._left -= len(css)
        for selector in _selectors(css, self._rules):
            self._rules -= 1
            compounds = selectors.read(selector)
            if compounds:
                self._add(compounds)

    def _add(self, compounds: tuple[Compound, ...]) -> None:
        tag, name, classes, _ = compounds[0]
        if name:  # is one element's
            self._ids.add(name)
        elif not classes:
            if tag and tag not in _EVERYTHING and len(compounds) == 1:
                self._tags.add(tag)
        elif tag or len(classes) > 1 or len(compounds) > 1:
            known = self._selectors.setdefault(min(classes), [])
            if len(known) < MAX_SELECTORS:
                known.append(compounds)
        else:
            self._classes.update(classes)

    def hiders(self) -> Hiders:
        """What the sheets so far hide."""
        return Hiders(
            frozenset(self._classes), frozenset(self._ids), frozenset(self._tags), self._selectors
        )


def _selectors(css: str, most: int) -> list[str]:
    """The selectors of the rules in which a literal stands, outside of any block."""
    if most <= 0:
        return []
    if "/*" in css:
        css = _without_comments(css)
    if "@" in css:
        css = _ALWAYS.sub(";", css)
    small = css.lower()
    if len(small) != len(css):
        small = css
    begun: set[int] = set()
    for literal in _LITERALS:
        at = small.find(literal)
        while at >= 0 and len(begun) < most:
            opened = css.rfind("{", max(at - MAX_RULE, 0), at)
            if opened >= 0 and css.find("}", opened, at) < 0:
                begun.add(opened)
            at = small.find(literal, at + len(literal))
    found: list[str] = []
    depth = at = 0
    for opened in sorted(begun):
        # Below nothing where what it began with was taken out.
        depth = max(depth + css.count("{", at, opened) - css.count("}", at, opened), 0)
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
