"""Where the headline stands, and which elements speak of something else than its page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import islice
from typing import ClassVar

from lxml import etree

from declutter.metadata.collect import MAX_VALUE, Facts, class_words

MAX_ANCESTORS = 40

#: Words of ancestors whose insides speak about something else than the page.
_ELSEWHERE = frozenset(
    [
        "comment",
        "comments",
        "reply",
        "replies",
        "related",
        "sidebar",
        "footer",
        "nav",
        "navigation",
        "menu",
        "recommended",
        "recommendations",
        "promo",
        "carousel",
        "popular",
        "trending",
        "latest",
        "recent",
        "ad",
        "ads",
        "advertisement",
        "upsell",
        "newsletter",
        "modal",
        "disqus",
        "testimonial",
        "testimonials",
        "review",
        "reviews",
        "slider",
        "references",
        "reflist",
        "citation",
        "footnotes",
        "teaser",
        "teasers",
    ]
)
#: Beside these words a footer or header is the article's own.
_OWN = frozenset({"article", "entry", "post"})


@dataclass(slots=True)
class Place:
    """Where the headline stands: its element's order (-1 for none), text and ancestors."""

    #: How many elements before and after the headline a byline or date stands in.
    BEFORE: ClassVar[int] = 40
    AFTER: ClassVar[int] = 120

    order: int
    text: str = ""
    around: Collection[etree._Element] = ()
    known: dict[etree._Element, bool] = field(default_factory=dict)

    def nearness(self, order: int) -> float:
        """What the distance to the headline adds to a candidate's score."""
        if self.order < 0:
            return 0.0
        distance = order - self.order
        if -self.BEFORE <= distance <= self.AFTER:
            return 0.15
        return -0.1 if -self.BEFORE * 4 <= distance <= self.AFTER * 4 else -0.2

    def elsewhere(self, element: etree._Element) -> bool:
        """Whether the element stands in a comment, a sidebar, a teaser list and the like.

        What the headline's own ancestors are called says nothing against the element.
        """
        passed: list[etree._Element] = []
        node: etree._Element | None = element
        verdict = False
        while node is not None and node.tag not in ("body", "main") and node not in self.around:
            known = self.known.get(node)
            passed.append(node)
            if known is not None or _leads_aside(node):
                verdict = known is not False
                break
            node = node.getparent()
        self.known.update(dict.fromkeys(passed, verdict))
        return verdict


def place_of(facts: Facts, order: int, text: str) -> Place:
    """The headline's place, for an element's order and the title."""
    if order < 0:
        return Place(-1, text)
    return Place(
        order, text, frozenset(islice(facts.elements[order].iterancestors(), MAX_ANCESTORS))
    )


def _leads_aside(node: etree._Element) -> bool:
    if node.tag == "nav":
        return True
    if node.tag == "footer":
        # An article's own footer often names its author.
        return all(above.tag != "article" for above in islice(node.iterancestors(), 4))
    words = class_words(f"{node.get('class') or ''} {node.get('id') or ''}"[:MAX_VALUE])
    return not _ELSEWHERE.isdisjoint(words) and _OWN.isdisjoint(words)
