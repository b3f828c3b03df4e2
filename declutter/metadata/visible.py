"""The authors that the page shows near its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from declutter.metadata.about import without_about
from declutter.metadata.collect import MAX_NODES, Facts, class_words, text_of
from declutter.metadata.dates import find_date
from declutter.metadata.names import (
    JOB,
    Refused,
    authors_of,
    fold,
    is_person,
    strip_preface,
)
from declutter.metadata.place import Place
from declutter.patterns import pattern

#: A byline is no longer than this; longer texts are bios and paragraphs.
MAX_BYLINE = 160
#: How far after the headline a line that begins with "By" is looked for.
BYLINE_AFTER = 400
#: Below this a value is rather left out.
MIN_SCORE = 0.5

_NOT_BYLINE = frozenset(
    [
        "bio",
        "avatar",
        "image",
        "img",
        "photo",
        "social",
        "share",
        "follow",
        "description",
        "job",
        "role",
        "position",
        "about",
        "title",
        "thumbnail",
        "count",
        "comment",
        "comments",
        "reviewer",
        "icon",
        "desc",
        "blurb",
    ]
)
_HANDLE_WORDS = frozenset(
    ["username", "bigusername", "poster", "owner", "creator", "asker", "starter", "user"]
)
_BY_START = pattern(
    r"\s*(?:(?:written |posted |published |story |words |text |article )?by\b|"
    r"(?:authors?|contributors?|autore?|auteur|автор|작성자|作者|记者|كتبت?|بقلم|रिपोर्ट|लेखक)\s{0,2}[:：])",
    re.IGNORECASE,
)
_PROFILE = pattern(
    r"/(?:authors?|contributors?|writers?|users?|members?|profiles?|people|u|by|staff|journalists?|"
    r"columnists?|reporters?|autor|autore|auteur)/[^/?#]|[?&](?:author|u)=|member\.php",
    re.IGNORECASE,
)
_ALT_FRAME = pattern(
    r"^(?:picture|photo|image|avatar|headshot|portrait|profile (?:picture|photo|image)) "
    r"(?:of|for) |"
    r"(?:['’]s)? (?:user )?(?:avatar|photo|picture|image|headshot|profile \w+)$",
    re.IGNORECASE,
)


_READ = pattern(r"\bmin(?:ute)?s?\.? read", re.IGNORECASE)
_NAME_TAGS = frozenset(["h2", "h3", "h4", "h5", "h6", "strong", "b", "a"])
_NOT_NAMES = frozenset(["script", "style", "h1", "h2", "h3", "h4", "button", "option", "nav"])


class Found(NamedTuple):
    """A visible byline: how sure, where (element order), and whom it names."""

    score: float
    order: int
    names: tuple[str, ...]


def visible_authors(
    facts: Facts, place: Place, refused: Refused, language: str = ""
) -> tuple[list[str], float]:
    """The authors that a byline names, and how sure that is."""
    found: list[Found] = []
    for orders, base in (
        (facts.props.get("author", []), 0.75),
        (facts.props.get("rel-author", []), 0.75),
        (facts.authors, 0.6),
    ):
        for order in orders:
            names = _byline(facts, place, order, refused, language)
            if names:
                found.append(Found(base + place.nearness(order), order, names))
    if place.order >= 0 and max((item.score for item in found), default=0.0) < 0.7:
        for source in (_announced, _linked, _pictured, _dated):
            more = source(facts, place, refused)
            if more:
                found.append(more)
                break
    title = f" {fold(place.text)} "
    found = [item for item in found if f" {fold(' '.join(item.names))} " not in title]
    if not found:
        return [], 0.0
    best = max(found, key=lambda item: (item.score, -abs(item.order - place.order)))
    return (list(best.names), best.score) if best.score >= MIN_SCORE else ([], 0.0)


def _byline(
    facts: Facts, place: Place, order: int, refused: Refused, language: str
) -> tuple[str, ...]:
    element = facts.elements[order]
    words = class_words(element.get("class") or "")
    if not _NOT_BYLINE.isdisjoint(words) or element.tag in ("body", "img", "html", "article"):
        return ()
    if place.elsewhere(element):
        return ()
    handle = not _HANDLE_WORDS.isdisjoint(words) or {"u", "author"} <= set(words)
    if element.get("itemprop"):
        name = _named(element)
        if name:
            return tuple(authors_of([name], refused))
    text = text_of(element, MAX_BYLINE + 1, " | ").strip(" |")
    if len(text) > MAX_BYLINE:
        return _boxed(element, refused, language)
    if handle and " " not in text:
        return tuple(authors_of([text], refused))
    return tuple(authors_of([without_about(text, language)], refused, strict=True))


def _boxed(element: etree._Element, refused: Refused, language: str) -> tuple[str, ...]:
    """The person whom an author's box is about: its first name-like line."""
    for node in islice(element.iter(), MAX_NODES // 2):
        if node.tag in _NAME_TAGS or "name" in class_words(node.get("class") or ""):
            text = without_about(text_of(node, MAX_BYLINE), language)
            names = authors_of([text], refused, strict=True)
            if names and all(map(is_person, names)):
                return tuple(names)
    return ()


def _named(element: etree._Element) -> str:
    """The microdata name inside an author's item."""
    for node in islice(element.iter(), MAX_NODES):
        if node.get("itemprop") == "name":
            return (node.get("content") or text_of(node, MAX_BYLINE)).strip()
    return ""


def _window(
    facts: Facts, place: Place, before: int = 0, after: int = Place.AFTER
) -> Iterator[tuple[int, etree._Element]]:
    """The elements around the headline that a byline may stand in."""
    for order in range(
        max(place.order + 1 - before, 0), min(place.order + after, len(facts.elements))
    ):
        yield order, facts.elements[order]


def _announced(facts: Facts, place: Place, refused: Refused) -> Found | None:
    """A byline without any mark but its "By"."""
    for order, element in _window(facts, place, before=20, after=BYLINE_AFTER):
        for text, parent in ((element.text, element), (element.tail, element.getparent())):
            if text and len(text) < MAX_BYLINE and _begins_byline(text):
                line = text_of(parent, MAX_BYLINE + 1, " | ") if parent is not None else ""
                if len(line) > MAX_BYLINE or not strip_preface(line)[1]:
                    continue
                names = authors_of([line], refused, strict=True)
                if names and not place.elsewhere(element):
                    return Found(0.65, order, tuple(names))
    return None


def _begins_byline(text: str) -> bool:
    start = text[:60].lower()
    asked = "by" in start or ":" in start or "：" in start
    return asked and bool(_BY_START.match(text))


def _linked(facts: Facts, place: Place, refused: Refused) -> Found | None:
    """A name that links to a profile's address."""
    for order, element in _window(facts, place):
        if element.tag != "a" or not _PROFILE.search(element.get("href") or ""):
            continue
        text = text_of(element, 80)
        if text and len(text) < 60 and not place.elsewhere(element):
            names = authors_of([text], refused, strict=" " in text)
            if names:
                return Found(0.6, order, tuple(names))
    return None


def _pictured(facts: Facts, place: Place, refused: Refused) -> Found | None:
    """A person's name beside a picture whose alternative text is the same name."""
    for order, element in _window(facts, place):
        if element.tag != "img":
            continue
        name = _ALT_FRAME.sub("", (element.get("alt") or "").strip()[:80])
        if not is_person(name) or refused.refuses(name):
            continue
        said = announced = False
        for near in facts.elements[order : order + 14]:
            for text in (near.text, near.tail):
                if text and len(text) < MAX_BYLINE:
                    said = said or fold(text).startswith(fold(name))
                    announced = announced or bool(JOB.search(text) or find_date(text))
        if said and announced:
            return Found(0.6, order, (name,))
    return None


def _dated(facts: Facts, place: Place, refused: Refused) -> Found | None:
    """A person's name on the same line as a date, or right beside one."""
    pieces: list[tuple[int, str]] = []
    for order, element in islice(_window(facts, place), 40):
        if element.tag in _NOT_NAMES:
            continue
        pieces += [(order, text.strip()) for text in (element.text, element.tail) if text]
    pieces = [(order, text) for order, text in pieces if text and len(text) < MAX_BYLINE]
    dated = [bool(_READ.search(text) or find_date(text)) for _, text in pieces]
    for number, (order, text) in enumerate(pieces):
        if any(dated[max(number - 2, 0) : number + 4]):
            names = authors_of([text], refused, strict=True)
            if names and all(map(is_person, names)) and not place.elsewhere(facts.elements[order]):
                return Found(0.5, order, tuple(names))
    return None
