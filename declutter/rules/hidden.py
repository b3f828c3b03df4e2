"""Signs in an element's attributes that a browser does not show it."""

from __future__ import annotations

import re

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


#: Attributes that may hide an element.
HIDING_ATTRIBUTES = frozenset({"style", "hidden", "aria-hidden"})


def hides(attribute: str, value: str) -> bool:
    """Whether one of `HIDING_ATTRIBUTES` hides its element for now."""
    if attribute == "style":
        return bool(_STYLE.search(value[:_MAX_STYLE]))
    if attribute == "hidden":
        return value != "until-found"
    return value == "true"
