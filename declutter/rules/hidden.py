"""Signs in an element's attributes that a browser does not show it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from declutter.page import Hiding

# Bounded repeats only: the value comes from the page.
_STYLE = re.compile(
    r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden"
    r"|opacity\s{0,4}:\s{0,4}0(?:\.0{1,4})?\s{0,4}(?:;|$|!)|font-size\s{0,4}:\s{0,4}0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_CLASSES = frozenset(
    {
        "sr-only", "visually-hidden", "visuallyhidden", "screen-reader", "screen-reader-text",
        "element-invisible", "assistive-text", "show-for-sr", "a11y-hidden", "u-hidden-visually",
        "off-screen", "offscreen",
    }
)  # fmt: skip
_MAX_STYLE = 300


def is_hidden_class(name: str) -> bool:
    """Whether a class attribute has a name under which style sheets hide elements."""
    return not _CLASSES.isdisjoint(name.lower().split())


def hiding(attributes: Mapping[str, str], by_class: bool) -> Hiding:
    """How an element's attributes hide it; ``by_class``: its class does."""
    if by_class:
        return Hiding.NEVER_SHOWN
    style = attributes.get("style")
    if style and _STYLE.search(style[:_MAX_STYLE]):
        return Hiding.NOT_DISPLAYED
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return Hiding.NOT_DISPLAYED
    if attributes.get("aria-hidden") == "true":
        return Hiding.NOT_DISPLAYED
    return Hiding.SHOWN
