"""JSON-LD: whatever shape a page's scripts have, the article they describe, if there is one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from declutter.metadata.names import fold
from declutter.patterns import pattern

#: Bounds on hostile input: characters of one script, its depth, and objects looked at in all.
MAX_SCRIPT = 2_000_000
MAX_DEPTH = 100
MAX_OBJECTS = 20_000

_WRAPPING = pattern(r"<!--|//\s?<!\[CDATA\[|/\*\s?<!\[CDATA\[\s?\*/|<!\[CDATA\[")
_TRAILING_COMMA = pattern(r",(\s{0,200}[}\]])")
_BAD_ESCAPE = pattern(r'\\(?!["\\/bfnrtu])')
_BRACKET = pattern(r"[\[\]{}]")
_ARTICLE = pattern(
    r"article|posting|^report|^review|^recipe$|^howto$|^question$|^techarticle|^creativework$|"
    r"^comment$|^opinion|^podcastepisode$|^videoobject$|^message$"
)
_PAGE = frozenset({"webpage", "itempage", "aboutpage", "qapage", "medicalwebpage", "profilepage"})
_GOODS = frozenset({"product", "productgroup", "service", "softwareapplication", "offer"})
#: What hangs under these keys is not the page's own subject.
_ASIDE = frozenset(
    [
        "comment",
        "comments",
        "itemlistelement",
        "haspart",
        "suggestedanswer",
        "acceptedanswer",
        "review",
        "reviews",
        "ispartof",
        "citation",
        "mentions",
        "about",
        "isrelatedto",
        "relatedlink",
        "blogpost",
        "blogposts",
        "offers",
        "video",
        "image",
        "publisher",
        "author",
        "itemreviewed",
        "subjectof",
        "recommendation",
        "associatedmedia",
    ]
)

Node = dict[str, Any]


@dataclass(slots=True)
class Linked:
    """The objects of a page's JSON-LD, in order, and those of them that describe the page."""

    by_id: dict[str, Node] = field(default_factory=dict)
    articles: list[Node] = field(default_factory=list)
    pages: list[Node] = field(default_factory=list)
    goods: bool = False
    sites: list[Node] = field(default_factory=list)
    organisations: list[Node] = field(default_factory=list)


def read_linked(scripts: Iterable[str]) -> Linked:
    """Parse the scripts and sort their objects; nothing in them can raise."""
    linked = Linked()
    budget = MAX_OBJECTS
    for script in scripts:
        value = load(script)
        if value is None:
            continue
        for node, aside in _objects(value):
            budget -= 1
            if budget < 0:
                return linked
            _sort_in(linked, node, aside)
    return linked


def load(script: str) -> Any:
    """The script's value; the usual faults are mended. None where there is nothing to mend."""
    text = script[:MAX_SCRIPT].strip().lstrip("\ufeff").lstrip()
    wrapping = _WRAPPING.match(text)
    if wrapping:
        text = text[wrapping.end() :].lstrip()
    if not text or _too_deep(text):
        return None
    decoder = json.JSONDecoder(strict=False)
    mended = _TRAILING_COMMA.sub(r"\1", _BAD_ESCAPE.sub(r"\\\\", text))
    for attempt in (text, mended):
        try:
            return decoder.raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _too_deep(text: str) -> bool:
    if text.count("{") + text.count("[") <= MAX_DEPTH:
        return False
    depth = 0
    for match in _BRACKET.finditer(text):
        depth += 1 if match.group() in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _objects(value: Any) -> Iterator[tuple[Node, bool]]:
    """Every object in document order, with whether it hangs under a key that leads aside."""
    stack: list[tuple[Any, bool]] = [(value, False)]
    while stack:
        item, aside = stack.pop()
        if isinstance(item, list):
            stack.extend((entry, aside) for entry in reversed(item))
        elif isinstance(item, dict):
            yield item, aside
            for key, entry in reversed(item.items()):
                if isinstance(entry, (dict, list)):
                    stack.append((entry, aside or key.lower() in _ASIDE))


def types_of(node: Node) -> list[str]:
    """The node's types, lower-case, without the vocabulary's address."""
    value = node.get("@type", node.get("type"))
    names = value if isinstance(value, list) else [value]
    return [re.split(r"[/:#]", n)[-1].lower() for n in names if isinstance(n, str)]


def _sort_in(linked: Linked, node: Node, aside: bool) -> None:
    identity = node.get("@id")
    if isinstance(identity, str) and len(node) > len(linked.by_id.get(identity, ())):
        linked.by_id[identity] = node
    if len(node) < 2:
        return
    types = types_of(node)
    if "person" in types:
        return
    for name in types:
        if name.endswith(("organization", "business")) or name == "corporation":
            linked.organisations.append(node)
        elif name in _GOODS:
            linked.goods = linked.goods or not aside
        elif name == "website":
            linked.sites.append(node)
        elif name in _PAGE:
            if not aside:
                linked.pages.append(node)
        elif _ARTICLE.search(name):
            if not aside:
                linked.articles.append(node)
        else:
            continue
        return


def names(linked: Linked, value: Any, depth: int = 3) -> list[str]:
    """The names that a value gives: a string, an object, a reference, or a list of these."""
    found: list[str] = []
    stack: list[tuple[Any, int]] = [(value, depth)]
    while stack and len(found) < 50:
        item, left = stack.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, list):
            stack.extend((entry, left) for entry in reversed(item[:50]))
        elif isinstance(item, dict) and left:
            name = item.get("name") or item.get("@value") or item.get("headline")
            target = item.get("@id")
            if name is None and isinstance(target, str):
                name = linked.by_id.get(target)
                name = name.get("name") if name else None
            stack.append((name, left - 1))
    return found


def people(linked: Linked, value: Any) -> tuple[list[str], list[str]]:
    """The names that a value gives, of those who are typed as persons and of all others."""
    persons: list[str] = []
    others: list[str] = []
    stack: list[Any] = [value]
    while stack and len(persons) + len(others) < 50:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item[:50]))
        elif item is not None:
            node = item
            if isinstance(item, dict) and "name" not in item:
                node = linked.by_id.get(str(item.get("@id")), item)
            typed = isinstance(node, dict) and "person" in types_of(node)
            (persons if typed else others).extend(names(linked, node))
    return persons, others


def first(linked: Linked, nodes: Iterable[Node], *keys: str) -> str:
    """The first non-empty string that one of the nodes gives for one of the keys."""
    for node in nodes:
        for key in keys:
            for text in names(linked, node.get(key)):
                if text.strip():
                    return text.strip()
    return ""


def subject(linked: Linked, addresses: Iterable[str], titles: Iterable[str]) -> list[Node]:
    """The articles that are what the page is about; none where the page lists several."""
    articles = linked.articles
    if len(articles) < 2:
        return articles
    wanted = {plain_address(address) for address in addresses} - {""}
    folded = {fold(title) for title in titles} - {""}
    for node in articles:
        named = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
        for value in named:
            target = value.get("@id") if isinstance(value, dict) else value
            if isinstance(target, str) and plain_address(target) in wanted:
                return [node]
    for node in articles:
        head = node.get("headline") or node.get("name")
        if isinstance(head, str) and fold(head) in folded:
            return [node]
    heads = {fold(str(node.get("headline") or node.get("name"))) for node in articles}
    return articles if len(heads) == 1 else []


def plain_address(address: str) -> str:
    """An address without its scheme, ``www.``, query, fragment and closing slash."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$", "", address.strip()).rstrip("/").lower()
