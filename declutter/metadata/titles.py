"""The title: the visible headline that the page's head agrees with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import unescape
from itertools import islice
from typing import NamedTuple

from lxml import etree

from declutter.metadata.collect import Facts, class_words, collapse, text_of
from declutter.metadata.fields import Field
from declutter.metadata.names import fold
from declutter.patterns import pattern

_MARK = pattern(r"\s+[|•·»«›–—:~/\\-]{1,2}\s+|\s*[|»–—]\s+|:\s+")
#: The same in scripts without spaces, where titles are glued to a site's name.
_CJK_MARK = pattern(
    r"(?<=[\u3040-\u9fff\uac00-\ud7af”》」』）！？])[_—-]{1,2}(?=[\u3040-\u9fff\uac00-\ud7af])"
)
_HOME = pattern(r"(?:https?://[^/?#]+)?/?$")
_LOGO = frozenset({"logo", "brand", "sitename"})
MAX_TITLE = 400
MAX_HEADINGS = 20


class Headline(NamedTuple):
    """A heading on the page: its element's order and its text."""

    order: int
    text: str


def tidy(text: str) -> str:
    """One line, entities that were escaped twice undone."""
    return collapse(unescape(text))[:MAX_TITLE]


def agreement(left: str, right: str) -> float:
    """0 to 1: how much two titles say the same; 1 where one contains the other."""
    a, b = fold(left), fold(right)
    if not a or not b:
        return 0.0
    if f" {a} " in f" {b} " or f" {b} " in f" {a} ":
        shorter, longer = sorted((len(a), len(b)))
        return 1.0 if shorter * 4 > longer else 0.6
    first, second = set(a.split()), set(b.split())
    return 2 * len(first & second) / (len(first) + len(second))


def pieces_of(title: str) -> list[str]:
    """A title cut at the marks that sites put between their pages' titles and their own name."""
    return [piece.strip() for piece in _MARK.split(_CJK_MARK.sub(" | ", title)) if piece.strip()]


def strip_site(title: str, sites: Iterable[str]) -> str:
    """The title without the site's name before or after a mark such as ``|`` or ``-``."""
    title = _CJK_MARK.sub(" | ", title)
    pieces = _MARK.split(title)
    if len(pieces) < 2:
        return title
    names = [name for name in map(fold, sites) if name]
    marks = list(_MARK.finditer(title))
    if _is_site(pieces[-1], names):
        rest = title[: marks[-1].start()]
        return strip_site(rest, sites)
    if _is_site(pieces[0], names):
        return title[marks[0].end() :]
    return title


def _is_site(piece: str, names: Sequence[str]) -> bool:
    folded = fold(piece)
    squeezed = folded.replace(" ", "")
    return any(folded == name or squeezed == name.replace(" ", "") for name in names)


def headlines(facts: Facts) -> list[Headline]:
    """The page's possible headlines: the h1 elements with text."""
    found: list[Headline] = []
    for order in facts.headings[:MAX_HEADINGS]:
        text = tidy(text_of(facts.elements[order], MAX_TITLE))
        if text:
            found.append(Headline(order, text))
    return found


def choose_title(
    facts: Facts, heads: Sequence[Headline], linked: str, sites: Sequence[str], block: str
) -> tuple[Field | None, int]:
    """The title and the order of its headline's element (-1 where it has none).

    linked: what JSON-LD says. sites: the site's names. block: the text of the block that was
    taken for the headline, which is asked last: on a page without an h1 it is a guess.
    """
    stated = [
        ("open-graph", strip_site(tidy(facts.meta("og:title")), sites)),
        ("json-ld", tidy(linked)),
        ("title-tag", strip_site(tidy(facts.title), sites)),
        ("meta", strip_site(tidy(facts.meta("twitter:title", "parsely-title")), sites)),
    ]
    stated = [(source, text) for source, text in stated if text and fold(text)]
    best, score = None, 0.0
    for head in heads:
        agreed = max((agreement(head.text, text) for _, text in stated), default=0.0)
        if fold(head.text) in map(fold, sites):
            agreed /= 3
        elif _leads_home(facts.elements[head.order]):
            agreed /= 2
        elif f" {fold(head.text)}" in fold(facts.title):
            # A site's name mostly ends the title, a headline begins it.
            agreed -= 0.05
        if agreed > score:
            best, score = head, agreed
    if best is not None and score >= 0.5:
        return Field(best.text, "visible", 0.7 + 0.25 * score), best.order
    if stated:
        source, text = stated[0]
        text = _headline_of(text, tidy(block))
        order = heads[0].order if heads else _lower_heading(facts, text)
        return Field(text, source, 0.7), order
    if heads:
        return Field(heads[0].text, "visible", 0.6), heads[0].order
    text = tidy(block)
    return (Field(text, "visible", 0.5), _lower_heading(facts, text)) if text else (None, -1)


def _headline_of(text: str, block: str) -> str:
    """The headline that a stated title begins with, where a mark and more stands behind it."""
    if block and text.startswith(block) and _MARK.match(text, len(block)):
        return block
    return text


def _lower_heading(facts: Facts, title: str) -> int:
    """The order of the element that says the title, on pages without an h1; or -1."""
    left = MAX_HEADINGS
    wanted = title.casefold()
    for order, element in enumerate(facts.elements):
        text = element.text
        if element.tag in ("h2", "h3", "h4") and left:
            left -= 1
            if agreement(text_of(element, MAX_TITLE), title) >= 0.8:
                return order
        elif (
            text
            and len(title) <= len(text) <= MAX_TITLE * 2
            and element.tag not in ("title", "script", "style")
            and collapse(text).casefold() == wanted
        ):
            return order
    return -1


def _leads_home(heading: etree._Element) -> bool:
    """Whether a heading is the site's name: it stands in its logo or links to its home page."""
    words = class_words(f"{heading.get('class') or ''} {heading.get('id') or ''}")
    if not _LOGO.isdisjoint(words):
        return True
    links = (node for node in islice(heading.iter(), 8) if node.tag == "a")
    return any(_HOME.match(link.get("href") or "x") for link in links)
