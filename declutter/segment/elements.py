"""What HTML elements do to the walk: tables of names, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Final

from declutter.model import Kind
from declutter.page import Hiding


class Role(IntEnum):
    """What an element does to the block that the walk is in."""

    # The walk compares these numbers: what opens a frame comes first, what it passes by last.
    BLOCK = 0  # ends it and opens a frame
    PART = 1  # the same, and makes a difference to the blocks inside, or hides them
    INLINE = 2  # goes on with it
    BREAK = 3
    LINK = 4
    BUTTON = 5  # inline, but set apart by spaces; its characters are counted
    IMAGE = 6
    SPACED = 7  # inline, with a space behind it
    MARK = 8  # inline, and remembered for the renderers
    FIELD = 9  # inline, and noted if it asks for an address
    # The children of these are not walked.
    DRAWING = 10  # its texts are taken together
    HEAD = 11
    SKIP = 12  # is not looked at


_NAMES: Final[dict[str, int]] = {
    **dict.fromkeys(
        (
            "address", "article", "aside", "audio", "blockquote", "body", "canvas", "caption",
            "center", "datalist", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
            "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5",
            "h6", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "listing", "main",
            "marquee", "menu", "nav", "noembed", "noframes", "noscript", "object", "ol",
            "optgroup", "p", "plaintext", "pre", "search", "section", "select", "summary", "table",
            "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "tr", "ul", "video",
            "xmp",
        ),
        int(Role.BLOCK),
    ),
    **dict.fromkeys(("script", "style", "link", "meta"), int(Role.SKIP)),
    **dict.fromkeys(("button", "label"), int(Role.BUTTON)),
    **dict.fromkeys(
        (
            *("b", "strong", "i", "em", "cite", "code", "kbd", "samp", "tt", "sup", "sub", "del"),
            *("s", "math"),
        ),
        int(Role.MARK),
    ),
    "input": int(Role.FIELD),
    "option": int(Role.SPACED),
    "br": int(Role.BREAK),
    "a": int(Role.LINK),
    "img": int(Role.IMAGE),
    "svg": int(Role.DRAWING),
    "head": int(Role.HEAD),
}  # fmt: skip


#: Elements that are not shown, whatever their attributes say.
HIDING: Final[dict[str, int]] = {
    "template": Hiding.NEVER_SHOWN,
    "svg": Hiding.NEVER_SHOWN,
    "noscript": Hiding.NOT_DISPLAYED,
    "iframe": Hiding.NOT_DISPLAYED,
    "noembed": Hiding.NOT_DISPLAYED,
    "noframes": Hiding.NOT_DISPLAYED,
    "datalist": Hiding.NEVER_SHOWN,
    "dialog": Hiding.NOT_DISPLAYED,
    # What browsers show that do not know these.
    "audio": Hiding.NOT_DISPLAYED,
    "canvas": Hiding.NOT_DISPLAYED,
    "video": Hiding.NOT_DISPLAYED,
}

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(HEADINGS, Kind.HEADING),
    "li": Kind.ITEM,
    "dd": Kind.ITEM,
    "blockquote": Kind.QUOTE,
    "pre": Kind.CODE,
    "xmp": Kind.CODE,
    "listing": Kind.CODE,
    "td": Kind.TABLE,
    "th": Kind.TABLE,
    "caption": Kind.CAPTION,
    "figcaption": Kind.CAPTION,
}
LISTS: Final = frozenset({"ul", "ol", "menu", "dir", "dl"})
#: What tables are made of.
ROWS: Final = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
#: Hold paragraphs, whatever is around them.
PLAIN: Final = frozenset({"table", "article", "section"})
#: All others take after the frame around them.
DISTINCT: Final = LISTS | PLAIN | KINDS.keys()

_PARTS: Final = {
    name: int(Role.PART) for name in (*DISTINCT, *HIDING, "tr") if _NAMES[name] == Role.BLOCK
}


class Roles(dict[str, int]):
    """The roles by name. Made anew for each walk, since it learns the names it meets.

    hidden: names of elements that the page's style sheets hide.
    """

    def __init__(self, hidden: Iterable[str] = ()) -> None:
        super().__init__(_NAMES)
        self.update(_PARTS)
        for name in hidden:
            if self[name] == Role.BLOCK:
                self[name] = int(Role.PART)

    def __missing__(self, name: str) -> int:
        # Custom elements lay pages out; unknown ones are shown as inline.
        role = int(Role.BLOCK if "-" in name else Role.INLINE)
        self[name] = role
        return role
