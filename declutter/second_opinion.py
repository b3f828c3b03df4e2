"""readability-lxml's opinion of a page, for pages that the scorecards are unsure of.

Only where `Options(second_opinion=True)` asks for it: on wcxb-dev it is behind ours at every level
of certainty, and mixing both gains nothing (benchmarks/README.md has the figures). On pages of
another kind it may differ. It needs the extra ``declutter[readability]``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Final

from lxml import etree

from declutter.page import Page
from declutter.patterns import pattern
from declutter.verdicts.verdict import Verdict

#: Pages whose certainty (`Decision.certainty`) is lower are asked about. Hand-set: of wcxb-dev it
#: is one page in ten.
UNSURE: Final = 0.7
#: Log-odds for a block inside what readability-lxml chose, and against one outside. Hand-set.
WEIGHT: Final = 1.0
#: Characters that it gets: it takes quadratic time for some pages.
MAX_CHARS: Final = 300_000
#: Blocks are told by so many words in a row; shorter ones have no opinion on them.
WORDS: Final = 5
#: A block is inside if this share of its rows of words is.
INSIDE: Final = 0.5

#: What it has no use for and stumbles over: long values of attributes, data in addresses.
_LONG: Final = pattern(r"=\s{0,9}(?:\"[^\"]{2000,}\"|'[^']{2000,}')")


def second_opinion(page: Page, text: str) -> dict[int, Verdict]:
    """Leaf -> what readability-lxml's choice says of it; nothing where it fails or chooses nothing.

    text: the page's source.
    """
    chosen = set(_rows(_chosen(text)))
    if not chosen:
        return {}
    found = {}
    for leaf, line in enumerate(page.leaves):
        rows = list(_rows(line.text))
        if rows:
            inside = sum(row in chosen for row in rows) >= INSIDE * len(rows)
            where = "part of what it chose" if inside else "not part of what it chose"
            found[leaf] = Verdict("second opinion", WEIGHT if inside else -WEIGHT, where)
    return found


def _chosen(text: str) -> str:
    """The text of what readability-lxml takes for the article."""
    from readability import Document  # slow to import, and hardly ever needed

    source = " ".join(_LONG.sub('=""', text[:MAX_CHARS]).split())
    # It logs what it does and fails at, with whole pages in it.
    logger = logging.getLogger("readability.readability")
    before, logger.disabled = logger.disabled, True
    try:
        root = etree.fromstring(Document(source).summary(html_partial=True), etree.HTMLParser())
    except Exception:  # whatever it raises is no opinion
        return ""
    finally:
        logger.disabled = before
    return " ".join(map(str, root.itertext())) if root is not None else ""


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    """Every `WORDS` words in a row of a text."""
    words = text.lower().split()
    return zip(*(words[at:] for at in range(WORDS)), strict=False)
