"""Signs in an element's attributes that a browser does not show it."""

from __future__ import annotations

import re
from typing import Final

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
#: Of no height or width, which hides only what may not run over.
_FLAT: Final = re.compile(
    r"(?:^|[;\s])(?:max-)?(?:height|width)\s{0,4}:\s{0,4}0(?![.\d]*[1-9])", re.IGNORECASE
)
_CLIPPED: Final = re.compile(r"overflow(?:-[xy])?\s{0,4}:\s{0,4}(?:hidden|clip)", re.I)
_COLOUR: Final = re.compile(
    r"(?:^|[;\s])(color|background(?:-color)?)\s{0,4}:\s{0,4}([#\w]{3,20}(?:\([\d\s,.%]{1,40}\))?)",
    re.IGNORECASE,
)
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


def hides(attribute: str, value: str) -> bool:
    """Whether one of `HIDING_ATTRIBUTES` hides its element for now."""
    if attribute == "style":
        return style_hides(value)
    if attribute == "hidden":
        return value != "until-found"
    return value == "true"


def style_hides(style: str) -> bool:
    """Whether these declarations leave nothing to see, wherever the element stands."""
    style = style[:_MAX_STYLE]
    if _STYLE.search(style):
        return True
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
