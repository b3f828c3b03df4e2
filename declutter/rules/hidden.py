"""Signs in an element's attributes that a browser does not show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any, Final

from declutter.patterns import pattern
from declutter.rules import styles
from declutter.rules.colours import alpha, is_whitish

_WRITTEN: Final = frozenset({"p", "span", "div", "li", "font", "td"})
#: Elements up to which a ground is looked for.
_GROUNDS: Final = 40
#: What holds for an element's children only until they say otherwise, and children looked at.
_TAKEN_BACK: Final = frozenset({"font-size", "visibility", "text-indent"})
_CHILDREN: Final = 60
_CLASSES: Final = frozenset(
    {
        "sr-only", "visually-hidden", "visuallyhidden", "screen-reader", "screen-reader-text",
        "element-invisible", "assistive-text", "show-for-sr", "a11y-hidden", "u-hidden-visually",
        "off-screen", "offscreen", "cdk-visually-hidden", "u-visually-hidden", "sr-only-focusable",
        "visually-hidden-focusable", "screenreader-only", "screen-reader-only", "sr-text",
        "v-visible-sr",
    }
)  # fmt: skip
#: Of the line numbers beside code, which nobody copies with it; the last few only there.
_GUTTERS: Final = frozenset(
    {
        "lineno", "linenos", "linenodiv", "linenumber", "line-number", "hljs-ln-numbers",
        "blob-num", "crayon-nums", "code-line-number", "react-syntax-highlighter-line-number",
    }
)  # fmt: skip
_GUTTERS_IN_CODE: Final = frozenset({"ln", "lnt"})
#: The name that blogs have for it, and layouts for the space between columns.
GUTTER: Final = "gutter"
#: Names of what opens on a click: what is hidden there is read by those who want to.
FOLDING: Final = pattern(
    r"accordion|collaps|faq|\btab|panel|toggle|expand|answer|slide", re.IGNORECASE
)
_MORE: Final = pattern(r"more|full|rest\b|trunc|read|excerpt|spoiler", re.IGNORECASE)


def is_hidden_class(name: str) -> bool:
    """Whether a class attribute has a name under which style sheets hide elements."""
    return not _CLASSES.isdisjoint(name.lower().split())


def is_gutter(names: Sequence[str], tag: str, in_code: bool) -> bool:
    """Whether an element of these classes holds the numbers of lines of code."""
    if not _GUTTERS.isdisjoint(names) or (tag == "td" and GUTTER in names):
        return True
    return in_code and not _GUTTERS_IN_CODE.isdisjoint(names)


#: All classes that are asked for above, in small letters: few elements have any of them.
TELLING: Final = _CLASSES | _GUTTERS | _GUTTERS_IN_CODE | {GUTTER}


def may_be_gutter(names: Sequence[str]) -> bool:
    """Whether `is_gutter` depends on more than the classes."""
    return GUTTER in names or not _GUTTERS_IN_CODE.isdisjoint(names)


#: Attributes that may hide an element.
HIDING_ATTRIBUTES = frozenset({"style", "hidden", "aria-hidden", "popover", "color"})


#: The same of inline elements. What screen readers are to pass over is seen by all others.
INLINE_HIDING = frozenset({"style", "hidden", "color"})


def hides(attribute: str, value: str, element: Any) -> bool:
    """Whether one of `HIDING_ATTRIBUTES` hides its element for now."""
    if attribute == "style":
        said = styles.read(value)
        if not said:
            return False
        if styles.hides(said):
            return not _is_undone(said, element)
        return _is_white_on_white(said, element)
    if attribute == "hidden":
        # React streams parts of a page in hidden elements "S:1", which a script moves into place.
        return value != "until-found" and not element.get("id", "").startswith("S:")
    if attribute == "color":
        return element.tag == "font" and _is_white_on_white({"color": value.lower()}, element)
    return attribute == "popover" or value == "true"


def _is_undone(said: dict[str, str], element: Any) -> bool:
    """Whether the children of an element without text of its own take back how it hides.

    Grids have letters of no size, against the gaps that white space makes between their cells.
    """
    ways = [name for name, value in said.items() if styles.hides_by(name, value)]
    if len(ways) != 1 or ways[0] not in _TAKEN_BACK or (element.text or "").strip():
        return False
    (way,) = ways
    for child in islice(element, _CHILDREN):
        own = styles.read(child.get("style") or "").get(way)
        if not own or styles.hides_by(way, own) or (child.tail or "").strip():
            return False
    return 0 < len(element) <= _CHILDREN


def style_hides(style: str) -> bool:
    """Whether these declarations leave nothing to see, wherever the element stands."""
    said = styles.read(style)
    return bool(said) and styles.hides(said)


def is_displayed(image: Any) -> bool:
    """Whether an image is shown, or will be: transparent ones are faded in once they are loaded."""
    if image.get("hidden") is not None:
        return False
    style = image.get("style")
    if not style:
        return True
    said = styles.read(style)
    return said.get("display") != "none" and said.get("visibility") != "hidden"


def _is_white_on_white(said: dict[str, str], element: Any) -> bool:
    """Whether text is white where nothing around it says that the page is not.

    said: the element's declarations. Style sheets may say so: of such texts in the collections 3 of
    53 are content, and those that a reader sees are buttons and banners.
    """
    text = said.get("color")
    if not text or element.tag not in _WRITTEN or not is_whitish(text):
        return False
    if any(name.startswith("background") for name in said):
        return False
    for around in islice(element.iterancestors(), _GROUNDS):
        ground = (around.get("bgcolor") or "").lower()
        style = around.get("style") or ""
        if "background" in style.lower():
            said = styles.read(f"color:;{style}")
            ground = said.get("background-color") or said.get("background") or ground
        if ground and alpha(ground) and not ground.startswith(("none", "inherit")):
            return is_whitish(ground)
    return True


def opens(name: str) -> bool:
    """Whether class or id words are those of a part that a click opens, or of its "read more"."""
    return bool(FOLDING.search(name) or _MORE.search(name))
