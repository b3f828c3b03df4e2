"""What a style declaration must say for its element to be unseen: a row a way to hide text."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from declutter.patterns import pattern
from declutter.rules.colours import alpha, is_alike

#: Longer declarations are cut: none that hides is as long.
_MAX_VALUE: Final = 200
_ZERO: Final = r"[+-]?(?:0{1,4}(?:\.0{0,4})?|\.0{1,4})"
_UNIT: Final = r"(?:px|pt|pc|r?em|ex|ch|%|v[hw]|in|cm|mm)?"
#: Off the page: a box or a line that is moved so far shows nothing. Less than this, in pixels, is
#: how columns are centred (``left: 50%; margin-left: -480px``).
_FAR: Final = r"-(?:(?:999|\d{4,8})(?:\.\d+)?(?:px|pt)|\d{3,8}(?:\.\d+)?(?:r?em|ch))"
_FAR_PART: Final = r"-\d{3,8}(?:\.\d+)?(?:%|vw|vh)"


class StyleRow(NamedTuple):
    """Declarations that leave nothing to see, wherever their element stands.

    names: of properties. value: what the beginning of the value must match.
    hit, miss: declarations that hide, and that do not.
    """

    names: tuple[str, ...]
    value: str
    hit: str
    miss: str


STYLES: Final = (
    StyleRow(("display",), r"none\b", "display:none", "display:inline"),
    StyleRow(
        ("visibility",), r"(?:hidden|collapse)\b", "visibility:collapse", "visibility:visible"
    ),
    StyleRow(
        ("content-visibility",), r"hidden\b", "content-visibility:hidden", "content-visibility:auto"
    ),
    StyleRow(("mso-hide",), r"all\b", "mso-hide:all", "mso-hide:none"),
    # Less than a twentieth cannot be read.
    StyleRow(
        ("opacity",),
        r"(?:0{1,4}(?:\.(?:0[0-4]?\d{0,9})?)?|\.0[0-4]?\d{0,9}|[0-4](?:\.\d{0,9})?%)(?![\d.%])",
        "opacity:.01", "opacity:0.5",
    ),
    StyleRow(
        ("filter",), rf"opacity\(\s{{0,4}}{_ZERO}%?\s{{0,4}}\)",
        "filter:opacity(0)", "filter:opacity(1)",
    ),
    # Letters of a pixel are none.
    StyleRow(
        ("font-size",),
        rf"(?:{_ZERO}{_UNIT}|(?:1|0?\.\d+)(?:\.\d*)?(?:px|pt)|0?\.0\d*r?em)(?![\w.%])",
        "font-size:0.5px", "font-size:.8em",
    ),
    StyleRow(
        ("font",), rf"(?:(?:normal|italic|bold)\s{{1,4}}){{0,3}}{_ZERO}{_UNIT}\s{{0,4}}[/\s]",
        "font:0/0 a", "font:10px a",
    ),
    StyleRow(
        ("left", "right", "top", "bottom", "inset", "text-indent"),
        rf"(?:calc\(\s{{0,4}})?(?:{_FAR}|{_FAR_PART})(?![\w.])", "left:-9999px", "left:-99px",
    ),
    StyleRow(
        ("margin-left", "margin-top"), rf"{_FAR}(?![\w.])",
        "margin-left:-999em", "margin-left:-480px",
    ),
    StyleRow(
        ("clip",), r"rect\(\s{0,4}[01](?:px)?[\s,]{1,6}[01](?:px)?[\s,]{1,6}[01](?:px)?[\s,]",
        "clip:rect(0,0,0,0)", "clip:rect(0,99px,9px,0)",
    ),
    StyleRow(
        ("clip-path", "-webkit-clip-path"),
        rf"inset\(\s{{0,4}}(?:50|100)%|circle\(\s{{0,4}}{_ZERO}"
        rf"|polygon\((?:\s{{0,4}}{_ZERO}{_UNIT}[\s,]{{0,4}}){{1,20}}\)",
        "clip-path:inset(50%)", "clip-path:inset(5%)",
    ),
    # The tracks of sliders are moved as well, by the width of a few slides.
    StyleRow(
        ("transform", "-webkit-transform"),
        rf"(?:[^;]{{0,80}}\s)?(?:scale(?:x|y|3d)?\(\s{{0,4}}{_ZERO}\s{{0,4}}[,)]"
        rf"|translate(?:x|y|3d)?\(\s{{0,4}}(?:0(?:px)?,\s{{0,4}})?-(?:9\d{{3}}|\d{{5,8}})px)",
        "transform:scale(0)", "transform:translateX(-1200px)",
    ),
    StyleRow(("scale",), rf"{_ZERO}(?![\d.%])", "scale:0", "scale:0.9"),
)  # fmt: skip

_BY_NAME: Final = {name: pattern(row.value) for row in STYLES for name in row.names}
#: Of no height or width, which hides only what may not run over.
_FLAT: Final = pattern(rf"(?:{_ZERO}|1(?=px)){_UNIT}(?![\w.%])")
_SIDES: Final = ("height", "width", "max-height", "max-width", "line-height")
_OVERFLOW: Final = ("overflow", "overflow-x", "overflow-y")
_GROUNDS: Final = ("background-color", "background")
#: One of these is in whatever hides; most styles hold none.
_HINT: Final = pattern(
    r"none|hidden|collaps|visib|mso-hide|opacity|font|:\s{0,4}(?:calc\(\s{0,4})?-|clip|scale|translate|color|overflow|[\\*]"
)
_ESCAPE: Final = pattern(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.DOTALL)
_COMMENT: Final = pattern(r"/\*.*?(?:\*/|\Z)", re.DOTALL)


def read(style: str) -> dict[str, str]:
    """Property -> value, in small letters; empty for a style that has none of what is looked for.

    Of several declarations of a property the last one counts.
    """
    style = style.lower()
    if not _HINT.search(style):
        return {}
    if "\\" in style or "/*" in style:
        style = _ESCAPE.sub(_character, _COMMENT.sub("", style)).lower()
    found = {}
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value[:_MAX_VALUE].strip()
    return found


def hides(said: dict[str, str]) -> bool:
    """Whether these declarations leave nothing to see, wherever their element stands."""
    return any(hides_by(name, value) for name, value in said.items()) or (
        _is_flat(said) or _same_colour(said)
    )


def hides_by(name: str, value: str) -> bool:
    """Whether one declaration alone leaves nothing to see."""
    row = _BY_NAME.get(name)
    return row is not None and row.match(value) is not None


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else 0
    return chr(number) if 0 < number < 0xD800 else match[2] or ""


def _is_flat(said: dict[str, str]) -> bool:
    """Whether the box has no height or no width, and shows nothing of what runs over."""
    clipped = any(said.get(name, "").startswith(("hidden", "clip")) for name in _OVERFLOW)
    return clipped and any(_FLAT.match(said.get(side, "")) for side in _SIDES)


def _same_colour(said: dict[str, str]) -> bool:
    """Whether text has the colour of its ground, or none; pictures in letters have none too."""
    text = said.get("-webkit-text-fill-color") or said.get("color")
    if not text:
        return False
    if alpha(text) == 0:
        return not any("background-clip" in name for name in said)
    return any(is_alike(text, said[name]) for name in _GROUNDS if name in said)
