"""Signs in an element's attributes that a browser does not show it."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, Final

# Bounded repeats only: the value comes from the page.
_STYLE: Final = re.compile(
    r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}(?:hidden|collapse)"
    r"|content-visibility\s{0,4}:\s{0,4}hidden|mso-hide\s{0,4}:\s{0,4}all"
    r"|opacity\s{0,4}:\s{0,4}0(?:\.0{1,4})?\s{0,4}(?:;|$|!)|font-size\s{0,4}:\s{0,4}0(?![.\d]*[1-9])"
    # Far outside of the page, or cut down to nothing.
    r"|(?:^|[;\s])(?:left|right|top|text-indent|margin-left)\s{0,4}:\s{0,4}-\d{3,6}(?:px|r?em|%|vw)"
    r"|clip\s{0,4}:\s{0,4}rect\(\s{0,4}[01](?:px)?[\s,]{1,4}[01](?:px)?[\s,]{1,4}[01](?:px)?[\s,]"
    r"|clip-path\s{0,4}:\s{0,4}(?:inset\(\s{0,4}(?:50|100)%|circle\(\s{0,4}0)"
    r"|transform\s{0,4}:\s{0,4}scale\(\s{0,4}0(?:\.0{1,4})?\s{0,4}[,)]",
    re.IGNORECASE,
)
#: One of these is in whatever the pattern finds; most styles hold none.
_HINTS: Final = (
    "none", "hidden", "opacity", "font-size", ":-", ": -", "clip", "scale(", "collapse", "mso-hide",
)  # fmt: skip
#: Of no height or width, which hides only what may not run over.
_FLAT: Final = re.compile(
    r"(?:^|[;\s])(?:max-)?(?:height|width)\s{0,4}:\s{0,4}0(?![.\d]*[1-9])", re.IGNORECASE
)
_CLIPPED: Final = re.compile(r"overflow(?:-[xy])?\s{0,4}:\s{0,4}(?:hidden|clip)", re.I)
_COLOUR: Final = re.compile(
    r"(?:^|[;\s])(color|background(?:-color)?)\s{0,4}:\s{0,4}([#\w]{3,20}(?:\([\d\s,.%]{1,40}\))?)",
    re.IGNORECASE,
)
_WHITE: Final = re.compile(
    r"(?:^|[;\s])color\s{0,4}:\s{0,4}(?:#fff(?:fff)?|white|rgb\(255, ?255, ?255\))\s{0,4}(?:;|$|!)",
    re.IGNORECASE,
)
_WRITTEN: Final = frozenset({"p", "span", "div", "li", "font", "td"})
#: Elements up to which a ground is looked for.
_GROUNDS: Final = 40
_SAME: Final = {"white": "#ffffff", "black": "#000000"}
_CLASSES: Final = frozenset(
    {
        "sr-only", "visually-hidden", "visuallyhidden", "screen-reader", "screen-reader-text",
        "element-invisible", "assistive-text", "show-for-sr", "a11y-hidden", "u-hidden-visually",
        "off-screen", "offscreen",
    }
)  # fmt: skip
_MAX_STYLE: Final = 300
#: Names of what opens on a click: what is hidden there is read by those who want to.
FOLDING: Final = re.compile(
    r"accordion|collaps|faq|\btab|panel|toggle|expand|answer|slide", re.IGNORECASE
)
_MORE: Final = re.compile(r"more|full|rest\b|trunc|read|excerpt|spoiler", re.IGNORECASE)


def is_hidden_class(name: str) -> bool:
    """Whether a class attribute has a name under which style sheets hide elements."""
    return not _CLASSES.isdisjoint(name.lower().split())


#: Attributes that may hide an element.
HIDING_ATTRIBUTES = frozenset({"style", "hidden", "aria-hidden"})


#: The same of inline elements. What screen readers are to pass over is seen by all others.
INLINE_HIDING = frozenset({"style", "hidden", "id"})


def hides(attribute: str, value: str, element: Any) -> bool:
    """Whether one of `HIDING_ATTRIBUTES` hides its element for now."""
    if attribute == "style":
        return style_hides(value) or ("color" in value and _white_on_white(value, element))
    if attribute == "hidden":
        # React streams parts of a page in hidden elements "S:1", which a script moves into place.
        return value != "until-found" and not element.get("id", "").startswith("S:")
    return value == "true"


def style_hides(style: str) -> bool:
    """Whether these declarations leave nothing to see, wherever the element stands."""
    style = style[:_MAX_STYLE].lower()
    for hint in _HINTS:
        if hint in style:
            if _STYLE.search(style):
                return True
            break
    if "overflow" in style and _FLAT.search(style) and _CLIPPED.search(style):
        return True
    return "color" in style and _same_colour(style)


def _same_colour(style: str) -> bool:
    """Whether text has the colour of its ground, or none; pictures in letters have none too."""
    ground = text = ""
    for name, value in _COLOUR.findall(style):
        value = _plain_colour(value)
        if name.lower() == "color":
            text = value
        else:
            ground = value
    if text == "transparent":
        return "background-clip" not in style
    return bool(text) and text == ground


def _white_on_white(style: str, element: Any) -> bool:
    """Whether text is white where nothing around it says that the page is not.

    Style sheets may say so: of such texts in the collections 3 of 53 are content, and those that
    a reader sees are buttons and banners.
    """
    if "background" in style or element.tag not in _WRITTEN or not _WHITE.search(style):
        return False
    return not any(
        around.get("bgcolor") or "background" in around.get("style", "")
        for around in islice(element.iterancestors(), _GROUNDS)
    )


def _plain_colour(value: str) -> str:
    value = "".join(value.lower().split())
    if len(value) == 4 and value[0] == "#":
        value = "#" + "".join(digit * 2 for digit in value[1:])
    if value.startswith("rgb(") and value.count(",") == 2:
        numbers = value[4:-1].split(",")
        if all(number.isdigit() and len(number) < 4 for number in numbers):
            value = "#" + "".join(f"{min(int(number), 255):02x}" for number in numbers)
    return _SAME.get(value, value)


def opens(name: str) -> bool:
    """Whether class or id words are those of a part that a click opens, or of its "read more"."""
    return bool(FOLDING.search(name) or _MORE.search(name))
