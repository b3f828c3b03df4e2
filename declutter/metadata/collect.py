"""One walk over the tree: everything the other modules of this package look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml import etree

from declutter.patterns import pattern

#: Bounds that keep the work linear on hostile pages; real pages stay far below them.
MAX_CANDIDATES = 60
MAX_SCRIPTS = 40
MAX_METAS = 600
MAX_VALUE = 2_000
MAX_NODES = 80
MAX_PROPS = 2_000

_SPACE = pattern(r"\s+")
_WORD = pattern(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: One of these is in every class value that has a word below; looked for first, for speed.
_ROLE_HINTS = (
    "date", "author", "publish", "time", "posted", "user", "byline", "by-line", "by_line", "writer",
    "contributor", "creator", "poster", "written", "owner", "asker", "starter", "logo", "brand",
    "masthead", "site",
)  # fmt: skip
_AUTHOR_WORDS = frozenset(
    [
        "author",
        "authors",
        "byline",
        "bylines",
        "writer",
        "writers",
        "contributor",
        "contributors",
        "creator",
        "written",
        "username",
        "bigusername",
        "poster",
        "owner",
        "asker",
        "starter",
    ]
)
_DATE_WORDS = frozenset(
    [
        "date",
        "dates",
        "dateline",
        "datetime",
        "published",
        "publish",
        "publication",
        "pubdate",
        "time",
        "timestamp",
        "posted",
        "postdate",
    ]
)
_LOGO_WORDS = frozenset({"logo", "logotype", "brand", "masthead", "wordmark", "sitename"})
_NAMING_WORDS = frozenset({"name", "title", "branding"})
_BREAKS = frozenset(
    [
        "br",
        "p",
        "div",
        "li",
        "ul",
        "td",
        "tr",
        "dd",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "time",
    ]
)
_NOT_PROSE = frozenset({"script", "style", "noscript", "template", "svg", "button", "select"})


@dataclass(slots=True)
class Facts:
    """What the walk found, in document order; ``order`` numbers elements."""

    elements: list[etree._Element]
    lang: str = ""
    title: str = ""
    canonical: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    authors: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)
    logos: list[int] = field(default_factory=list)
    licences: list[int] = field(default_factory=list)
    licence: str = ""
    props: dict[str, list[int]] = field(default_factory=dict)

    def meta(self, *names: str) -> str:
        """The first non-empty content of the first of these names that has one."""
        for name in names:
            for value in self.metas.get(name, ()):
                if value:
                    return value
        return ""


def collapse(text: str) -> str:
    """White space collapsed and trimmed."""
    return _SPACE.sub(" ", text).strip()


def class_words(value: str) -> list[str]:
    """The lower-case words of a class or id value; ``postAuthor-name`` has three."""
    return [word.lower() for word in _WORD.findall(value)]


def text_of(element: etree._Element, limit: int = 400, mark: str = " ") -> str:
    """The element's visible text, collapsed; reading stops at bounds of nodes and characters.

    mark: what parts the texts of block elements.
    """
    parts: list[str] = []
    size = 0
    skipped: etree._Element | None = None
    for event, node in islice(etree.iterwalk(element, events=("start", "end")), MAX_NODES * 4):
        if event == "start":
            if skipped is None and node.tag in _NOT_PROSE:
                skipped = node
            piece = node.text if skipped is None else None
            if node.tag in _BREAKS:
                parts.append(mark)
        else:
            if node is skipped:
                skipped = None
            piece = node.tail if skipped is None and node is not element else None
            if node.tag in _BREAKS:
                parts.append(mark)
        if piece:
            parts.append(piece)
            size += len(piece)
            if size > limit * 4:
                break
    return collapse("".join(parts))[:limit]


def collect(root: etree._Element) -> Facts:
    """Walk the tree once."""
    elements = list(root.iter())
    facts = Facts(elements)
    facts.lang = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")) or ""
    # Columns made in one go each cost half of what asking element by element does.
    for order, tag in enumerate([element.tag for element in elements]):
        if tag in _TAGS:
            _take_tag(facts, order, elements[order])
        elif tag == "a":
            rel = elements[order].get("rel")
            if rel:
                _take_rel(facts, order, rel)
    classes = [element.get("class") for element in elements]
    roles = _roles({names for names in classes if names})
    if roles:
        for order, names in enumerate(classes):
            if names in roles:
                _take_role(facts, order, roles[names])
    names_of = {prop.getparent(): str(prop).lower()[:40] for prop in _PROPS(root)[:MAX_PROPS]}
    if names_of:
        for order, element in enumerate(elements):
            if element in names_of and element.tag != "meta":
                _add(facts.props.setdefault(names_of[element], []), order)
    return facts


#: Attribute nodes, found in C; a page has few of them.
_PROPS: Any = etree.XPath("//@itemprop")
_TAGS = frozenset({"meta", "link", "script", "title", "h1", "time"})


def _take_tag(facts: Facts, order: int, element: etree._Element) -> None:
    tag = element.tag
    if tag == "meta":
        _take_meta(facts, element)
    elif tag == "link":
        rel = (element.get("rel") or "").strip().lower()
        if rel == "canonical":
            facts.canonical = facts.canonical or (element.get("href") or "").strip()[:MAX_VALUE]
        elif rel == "license":
            facts.licence = facts.licence or (element.get("href") or "").strip()[:MAX_VALUE]
    elif tag == "script":
        if "ld+json" in (element.get("type") or "").lower() and len(facts.scripts) < MAX_SCRIPTS:
            facts.scripts.append(element.text or "")
    elif tag == "title":
        if not facts.title:
            facts.title = collapse((element.text or "")[:MAX_VALUE])
    elif tag == "h1":
        _add(facts.headings, order)
    elif tag == "time":
        _add(facts.times, order)


def _take_rel(facts: Facts, order: int, rel: str) -> None:
    if "license" in rel:
        _add(facts.licences, order)
    elif "author" in rel:
        _add(facts.props.setdefault("rel-author", []), order)


def _take_meta(facts: Facts, element: etree._Element) -> None:
    content = element.get("content")
    if content is None or len(facts.metas) > MAX_METAS:
        return
    value = collapse(content[:MAX_VALUE])
    for attribute in ("name", "property", "itemprop", "http-equiv"):
        name = element.get(attribute)
        if not name:
            continue
        key = name.strip().lower()[:60]
        if attribute == "itemprop":
            key = "itemprop:" + key
        values = facts.metas.setdefault(key, [])
        if len(values) < MAX_CANDIDATES:
            values.append(value)


def _take_role(facts: Facts, order: int, role: str) -> None:
    if "a" in role:
        _add(facts.authors, order)
    if "d" in role:
        _add(facts.dates, order)
    if "l" in role:
        _add(facts.logos, order)


def _add(orders: list[int], order: int) -> None:
    if len(orders) < MAX_CANDIDATES:
        orders.append(order)


def _roles(classes: set[str]) -> dict[str, str]:
    """Class value -> its role, for those that have one."""
    together = "\n".join(classes).lower()
    hints = [hint for hint in _ROLE_HINTS if hint in together]
    found: dict[str, str] = {}
    for names in classes:
        pairs = names.lower()
        for hint in hints:
            if hint in pairs:
                role = _role(names, pairs)
                if role:
                    found[names] = role
                break
    return found


def _role(names: str, pairs: str) -> str:
    """``a`` where class words speak of an author, ``d`` of a date, ``l`` of the site's logo.

    pairs: the same in lower case.
    """
    words = set(class_words(names[:MAX_VALUE]))
    author = (
        not words.isdisjoint(_AUTHOR_WORDS)
        or "by-line" in pairs
        or "by_line" in pairs
        or ("user" in words and "name" in words)
    )
    date = not words.isdisjoint(_DATE_WORDS)
    logo = not words.isdisjoint(_LOGO_WORDS) or (
        "site" in words and not words.isdisjoint(_NAMING_WORDS)
    )
    return ("a" if author else "") + ("d" if date else "") + ("l" if logo else "")
