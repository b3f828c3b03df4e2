"""Signs in an element's attributes that a browser does not show it."""

from __future__ import annotations

import re

from lxml import etree

# Bounded repeats only: the value comes from the page.
_STYLE = re.compile(
    r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden"
    r"|opacity\s{0,4}:\s{0,4}0(?:\.0{1,4})?\s{0,4}(?:;|$|!)|font-size\s{0,4}:\s{0,4}0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text)?|element-invisible|assistive-text"
    r"|show-for-sr|a11y-hidden|u-hidden-visually|off-?screen)(?:\s|$)",
    re.IGNORECASE,
)
_MAX_STYLE = 300


def is_hidden(element: etree._Element, name: str) -> bool:
    """Whether an element's own attributes (``name``: its class) say that it is not shown."""
    get = element.get
    style = get("style")
    if style and _STYLE.search(style[:_MAX_STYLE]):
        return True
    if get("hidden") is not None:
        return get("hidden") != "until-found"
    if get("aria-hidden") == "true":
        return True
    return bool(name) and _CLASS.search(name) is not None
