"""Finds the blocks that users' rules mean, by CSS selector, XPath or phrase.

Selectors are run on the parsed tree; what they find is matched with the places that the blocks
were read at, so that the hot path knows nothing of rules. Linear in page and matches.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final, TypeAlias

from lxml import etree

from declutter.model import Rule
from declutter.page import Leaf, Page
from declutter.patterns import pattern
from declutter.rules.text import is_unspaced

#: Leaf index -> the rules that mean it, in their order.
Asked: TypeAlias = "dict[int, tuple[Rule, ...]]"

#: An inline element with more elements inside than this is not compared with its block.
_MOST_INLINE: Final = 64
#: Run once with every XPath, to tell functions, prefixes and variables that do not exist.
_SAMPLE: Final = "<html><body><div class='a' id='b'><p>c <a href='d'>e</a></p></div></body></html>"
_FUNCTIONS: Final = frozenset(
    {
        *("last", "position", "count", "id", "local-name", "namespace-uri", "name", "string"),
        *("concat", "starts-with", "contains", "substring-before", "substring-after", "substring"),
        *("string-length", "normalize-space", "translate", "boolean", "not", "true", "false"),
        *("lang", "number", "sum", "floor", "ceiling", "round"),
        # tests of nodes, and words that a bracket may follow
        *("comment", "text", "processing-instruction", "node", "and", "or", "div", "mod"),
    }
)
_LITERAL: Final = pattern(r"\"[^\"]*\"|'[^']*'")


def check(rule: Rule) -> None:
    """Raise ValueError, with the fault in words, where a rule's selector is none."""
    if rule.phrase:
        _phrase(rule)
    else:
        _xpath(rule)


def asked(rules: Sequence[Rule], page: Page, root: etree._Element | None) -> Asked:
    """The rules that mean each leaf. Plain text (no ``root``) has no elements to select.

    Raises ValueError for a rule whose selector is none, or fails on this page.
    """
    found: dict[int, list[Rule]] = {}
    selectors = [rule for rule in rules if not rule.phrase]
    by_element = _by_element(selectors, page, root) if selectors and root is not None else {}
    texts = [_plain(leaf.text) for leaf in page.leaves] if len(selectors) < len(rules) else []
    for rule in rules:
        if rule.phrase:
            search = _phrase(rule)
            leaves: Iterable[int] = (i for i, text in enumerate(texts) if search(text))
        else:
            check(rule)
            leaves = by_element.get(rule, ())
        for leaf in leaves:
            found.setdefault(leaf, []).append(rule)
    return {leaf: tuple(said) for leaf, said in sorted(found.items())}


# -- phrases --------------------------------------------------------------------------------


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


@lru_cache(maxsize=256)
def _phrase(rule: Rule) -> Callable[[str], re.Match[str] | None]:
    said = _plain(rule.phrase)
    # Without spaces between words, any place may be the border of a word.
    border = "" if is_unspaced(said) else r"\b"
    before = border if said[:1].isalnum() else ""
    after = border if said[-1:].isalnum() else ""
    phrase = re.compile(f"{before}{re.escape(said)}{after}")
    if rule.at == "whole":
        return phrase.fullmatch
    if rule.at == "start":
        return phrase.match
    return re.compile(rf"{phrase.pattern}\Z").search if rule.at == "end" else phrase.search


# -- selectors ------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _xpath(rule: Rule) -> etree.XPath:
    """A rule's selector, ready to run; raises ValueError where it is none."""
    expression = _from_css(rule.css) if rule.css else rule.xpath
    what = f"css {rule.css!r}" if rule.css else f"xpath {rule.xpath!r}"
    try:
        found = etree.XPath(expression)
        _refuse_unknown(expression)
        values = found(etree.fromstring(_SAMPLE))
    except (etree.XPathError, ValueError) as fault:
        raise ValueError(f"{what} cannot be run: {fault}") from None
    if not isinstance(values, list):
        kind = "a text"
        if isinstance(values, (bool, float)):
            kind = "true or false" if isinstance(values, bool) else "a number"
        raise ValueError(f"{what} gives {kind}, not elements")
    return found


def _from_css(selector: str) -> str:
    from cssselect import HTMLTranslator, SelectorError

    try:
        return HTMLTranslator().css_to_xpath(selector)
    except (SelectorError, RecursionError) as fault:
        raise ValueError(f"css {selector!r} is no selector: {fault}") from None


def _refuse_unknown(expression: str) -> None:
    """Name functions, prefixes and variables that there are not: XPath tells when it meets one."""
    bare = _LITERAL.sub("''", expression)
    for name in re.findall(r"([A-Za-z][\w.:-]*)\s*\(", bare):
        if name.rpartition("::")[2] not in _FUNCTIONS:
            raise ValueError(f"there is no function {name}()")
    if found := re.search(r"\$[\w-]+", bare):
        raise ValueError(f"there is no variable {found[0]}")
    if found := re.search(r"([\w-]+):(?!:)[\w*-]+", bare.replace("::", "\0")):
        raise ValueError(
            f"there is no prefix {found[1]!r}; use local-name() for names with a colon"
        )


def _by_element(rules: Sequence[Rule], page: Page, root: etree._Element) -> dict[Rule, list[int]]:
    """Rule -> the leaves that are, or stand in, an element it selects."""
    selected: dict[etree._Element, int] = {}
    for number, rule in enumerate(rules):
        for element in _elements(rule, root):
            selected[element] = selected.get(element, 0) | 1 << number
    if not selected:
        return {}
    places = Places(page.leaves)
    own = [0] * len(places.parent)
    by_text: dict[int, int] = {}
    for element, place, is_place in places.walk(root):
        mask = selected.get(element, 0)
        if mask and is_place:
            own[place] |= mask
        elif mask:
            for leaf in places.filled_by(element, place):
                by_text[leaf] = by_text.get(leaf, 0) | mask
    for place, parent in enumerate(places.parent):  # parents come before their children
        if parent >= 0:
            own[place] |= own[parent]
    found: dict[Rule, list[int]] = {rule: [] for rule in rules}
    for leaf, place in enumerate(places.of_leaf):
        mask = own[place] | by_text.get(leaf, 0)
        for number, rule in enumerate(rules):
            if mask >> number & 1:
                found[rule].append(leaf)
    return found


def _elements(rule: Rule, root: etree._Element) -> Iterator[etree._Element]:
    """What a rule selects; attributes and texts stand for their elements."""
    try:
        values: Any = _xpath(rule)(root)
    except etree.XPathError as fault:
        raise ValueError(f"{rule.name}: {rule.css or rule.xpath!r} failed: {fault}") from None
    for value in values:
        if isinstance(value, str):
            parent: Any = value.getparent()  # type: ignore[attr-defined]
            if parent is not None and value.is_tail:  # type: ignore[attr-defined]
                parent = parent.getparent()
            value = parent
        if value is not None:
            yield value


class Places:
    """The elements that the leaves were read in, and those around them, by number.

    parent: place -> the place around it, a smaller number, or -1. of_leaf: leaf -> place.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.parent: list[int] = []
        self._leaves = leaves
        self._numbers: dict[etree._Element, int] = {}
        self.of_leaf = [self._number(leaf.where) for leaf in leaves]
        self._by_text: dict[tuple[int, str], list[int]] | None = None

    def _number(self, element: Any) -> int:
        """The number of an element, which those around it get as well.

        What comes from the page's data has the name of the data instead, a place by itself.
        """
        if isinstance(element, str):
            self.parent.append(-1)
            return len(self.parent) - 1
        todo = []
        while element is not None and element not in self._numbers:
            todo.append(element)
            element = element.getparent()
        place = -1 if element is None else self._numbers[element]
        for part in reversed(todo):
            self._numbers[part] = len(self.parent)
            self.parent.append(place)
            place = self._numbers[part]
        return place

    def walk(self, root: etree._Element) -> Iterator[tuple[etree._Element, int, bool]]:
        """Every element, the place it is or stands in, and whether it is that place."""
        around: dict[etree._Element, int] = {}
        for element in root.iter():
            place = self._numbers.get(element, -1)
            is_place = place >= 0
            if not is_place:
                parent = element.getparent()
                place = -1 if parent is None else around[parent]
            around[element] = place
            yield element, place, is_place

    def filled_by(self, element: etree._Element, place: int) -> list[int]:
        """The leaves of a place of which an inline element is all the text."""
        inside = list(islice(element.iter(), _MOST_INLINE + 1))
        if place < 0 or len(inside) > _MOST_INLINE:
            return []
        if self._by_text is None:
            self._by_text = {}
            for i, leaf in enumerate(self._leaves):
                key = (self.of_leaf[i], "".join(leaf.text.split()))
                self._by_text.setdefault(key, []).append(i)
        text = "".join("".join(map(str, element.itertext())).split())
        return self._by_text.get((place, text), []) if text else []
