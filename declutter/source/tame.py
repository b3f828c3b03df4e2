"""Rewrites the source of pages that are too much for the parser, so that their text is not lost.

libxml2 stops at a depth of 2,048 elements; the deepest page of a sample of the collections has
46. It takes quadratic time for the attributes of one element. Tags are told apart as the HTML
standard does, in one pass; only tags are rewritten, never text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from declutter.patterns import pattern

#: Attributes that an element keeps. Pages of the collections have up to 136.
MAX_ATTRIBUTES: Final = 1000

_START = pattern(r"<(?:(/?)([a-zA-Z][^\s/>]*)|(!--)|[!?])")
#: As the HTML standard has it.
ATTRIBUTE: Final = r"[\s/]*[^\s/>][^\s/>=]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*))?"
_ATTRIBUTES = pattern(f"(?:{ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}")
_TAG_END = pattern(r"[\s/]*>")

#: What ends elements whose content is not markup.
_RAW: Final = {
    name: pattern(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
_VOID: Final = frozenset(
    (
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img",
        "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
    )
)  # fmt: skip
#: A start tag of the same name ends these.
_UNNESTED: Final = frozenset({"p", "li", "dt", "dd", "option", "tr", "td", "th"})
#: An end tag passes over no open element of a higher rank than its own; most have rank 0.
_RANKS: Final = {
    "div": 1, "td": 2, "th": 2, "tr": 3, "thead": 4, "tbody": 4, "tfoot": 4, "table": 5,
    "head": 6, "body": 6, "html": 7,
}  # fmt: skip
_PAGE: Final = ("html", "head", "body")
#: Elements that a paragraph is not parted at, unless they alone are this many deep.
_INLINE: Final = frozenset(
    (
        "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "s", "small", "span",
        "strong", "sub", "sup", "u",
    )
)  # fmt: skip
_MOST_INLINE: Final = 50


class _Tag(NamedTuple):
    """A tag of the source, from ``start`` to ``end``.

    name: in lower case. cut: where the last attribute ends that is kept; ``end`` if all are.
    """

    name: str
    closes: bool
    start: int
    cut: int
    end: int


def tame(text: str, max_depth: int | None = None) -> str:
    """The page with elements about ``max_depth`` deep at most, and none with too many attributes.

    Where the depth is reached, all open elements are closed: what follows stands in the body.
    """
    return "".join(_pieces(text, len(text) if max_depth is None else max_depth))


def _pieces(text: str, max_depth: int) -> Iterator[str]:
    stack = _Stack()
    done = 0
    for tag in _tags(text):
        if tag.closes:
            if not stack.leave(tag.name):
                yield text[done : tag.start]
                done = tag.end
            continue
        if stack.depth >= max_depth + _MOST_INLINE * (tag.name in _INLINE):
            yield text[done : tag.start]
            yield from stack.close_all()
            done = tag.start
        stack.enter(tag.name)
        if tag.cut < tag.end:
            yield text[done : tag.cut]
            yield ">"
            done = tag.end
    yield text[done:]


def _tags(text: str) -> Iterator[_Tag]:
    """The tags of a page in order, without what stands in comments and scripts."""
    at = 0
    while found := _START.search(text, at):
        closing, name, comment = found.groups()
        if name is None:
            # "<!-->" is a whole comment.
            mark, after = ("-->", found.end() - 2) if comment else (">", found.end())
            end = text.find(mark, after)
            if end < 0:
                return
            at = end + len(mark)
            continue
        cut = end = _after_attributes(text, found.end())
        while not (last := _TAG_END.match(text, end)):
            further = _after_attributes(text, end)
            if further == end:
                return
            end = further
        at = last.end()
        name = name.lower()
        yield _Tag(name, bool(closing), found.start(), cut if end > cut else at, at)
        if not closing and name in _RAW:
            closed = _RAW[name].search(text, at)
            if not closed:
                return
            at = closed.start()


def _after_attributes(text: str, at: int) -> int:
    """Where the attributes end that begin there; no further than `MAX_ATTRIBUTES` of them."""
    found = _ATTRIBUTES.match(text, at)
    return found.end() if found else at


class _Stack:
    """The elements that libxml2 has open, and those around them that were closed before their end.

    It closes elements by rank (`_RANKS`), so that `</b>` never ends a `<div>`.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.places: dict[str, list[int]] = {}  # name -> where it stands in `names`
        self.ranked: list[list[int]] = [[] for _ in range(max(_RANKS.values()) + 1)]
        self.outer: list[str] = []
        self.outer_counts: Counter[str] = Counter()

    @property
    def depth(self) -> int:
        return len(self.names)

    def enter(self, name: str) -> None:
        """Open an element."""
        if name in _VOID or (name in _UNNESTED and self.names and self.names[-1] == name):
            return
        self.places.setdefault(name, []).append(len(self.names))
        self.ranked[_RANKS.get(name, 0)].append(len(self.names))
        self.names.append(name)

    def leave(self, name: str) -> bool:
        """Close an element; False if it was closed before, so that the tag must go."""
        places = self.places.get(name)
        if places:
            higher = self.ranked[_RANKS.get(name, 0) + 1 :]
            if not any(ranked and ranked[-1] > places[-1] for ranked in higher):
                while self._pop() != name:
                    pass
            return True
        if not self.outer_counts[name]:
            return True
        last = ""
        while last != name:
            last = self.outer.pop()
            self.outer_counts[last] -= 1
        return False

    def close_all(self) -> Iterator[str]:
        """The end tags of all open elements but the page's own, which are closed with them."""
        keep = 0
        while keep < len(self.names) and self.names[keep] in _PAGE:
            keep += 1
        closed = [self._pop() for _ in range(len(self.names) - keep)]
        for name in closed:
            yield f"</{name}>"
        self.outer.extend(reversed(closed))
        self.outer_counts.update(closed)

    def _pop(self) -> str:
        name = self.names.pop()
        self.places[name].pop()
        self.ranked[_RANKS.get(name, 0)].pop()
        return name
