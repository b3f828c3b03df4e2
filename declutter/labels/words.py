"""What labels and groups of phrases are in words that a reader knows."""

from __future__ import annotations

from typing import Final

from declutter.model import Label

#: Each label as a noun in the plural: "named like *related stories*".
LABEL_WORDS: Final[dict[Label, str]] = {
    Label.TITLE: "headlines",
    Label.DEK: "summaries under a headline",
    Label.BODY: "main content",
    Label.CAPTION: "captions",
    Label.KICKER: "section names above a headline",
    Label.BYLINE: "author lines",
    Label.DATELINE: "date lines",
    Label.TAGS: "tags",
    Label.NAV: "menus",
    Label.BREADCRUMB: "breadcrumbs",
    Label.MASTHEAD: "site names and logos",
    Label.WEATHER: "weather strips",
    Label.TICKER: "tickers",
    Label.SHARE: "share buttons",
    Label.AUTHOR_BOX: "author boxes",
    Label.RELATED: "related stories",
    Label.TRENDING: "popular or latest stories",
    Label.NEWSLETTER: "newsletter prompts",
    Label.COMMENTS: "comments",
    Label.AD: "adverts",
    Label.CONSENT: "cookie notices",
    Label.PAYWALL: "paywalls",
    Label.TOC: "tables of contents",
    Label.PAGINATION: "page numbers",
    Label.FOOTER: "footers",
    Label.LEGAL: "legal lines",
    Label.CONTROLS: "buttons and forms",
    Label.HIDDEN: "hidden text",
    Label.OTHER: "other parts",
}

#: The groups that phrases are measured in (`leaf_columns.PHRASE_GROUPS`).
GROUP_WORDS: Final[dict[str, str]] = {
    "nav": "menus and site names",
    "ticker": "weather, tickers and adverts",
    "share": "share buttons",
    "author": "authors, dates and tags",
    "related": "related and popular stories",
    "newsletter": "newsletter prompts and paywalls",
    "comments": "comments",
    "consent": "cookie notices, legal lines and footers",
    "controls": "buttons and page numbers",
    "caption": "captions",
}


def label_noun(name: str) -> str:
    """A label's plain name; the name itself where there is no such label."""
    try:
        return LABEL_WORDS[Label(name)]
    except ValueError:
        return name
