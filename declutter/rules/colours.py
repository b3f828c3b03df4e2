"""Colours as style sheets write them, near enough to tell text from its ground."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from declutter.patterns import pattern

Colour: TypeAlias = "tuple[int, int, int]"

_NAMED: Final[dict[str, Colour]] = {
    "white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240), "whitesmoke": (245, 245, 245),
    "mintcream": (245, 255, 250), "azure": (240, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0),
    "yellow": (255, 255, 0), "blue": (0, 0, 255), "green": (0, 128, 0), "gray": (128, 128, 128),
    "grey": (128, 128, 128), "silver": (192, 192, 192), "navy": (0, 0, 128),
}  # fmt: skip
_HEX: Final = pattern(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-f])")
_NUMBERS: Final = pattern(
    r"(rgb|hsl)a?\(\s{0,4}([\d.]{1,8})(?:deg)?[\s,]{1,6}([\d.]{1,8})(%?)[\s,]{1,6}([\d.]{1,8})%?"
    r"(?:[\s,/]{1,6}([\d.]{1,8})%?)?\s{0,4}\)"
)
#: So close in red, green and blue, of 255, that no reader tells text from its ground.
NEAR: Final = 16


def alpha(value: str) -> float:
    """How opaque a colour in small letters is, 0 to 1; 1 for whatever is no colour."""
    if value.startswith("transparent"):
        return 0.0
    match = _HEX.match(value)
    if match:
        digits = match[1]
        hidden = (len(digits) == 4 and digits[3] == "0") or digits[6:] == "00"
        return 0.0 if hidden else 1.0
    match = _NUMBERS.match(value)
    return min(_number(match[6]), 1.0) if match and match[6] else 1.0


def colour(value: str) -> Colour | None:
    """Red, green and blue of a colour in small letters; None for anything else."""
    word = re.match(r"[a-z]{3,30}(?![\w(-])", value)
    if word:
        return _NAMED.get(word[0])
    if alpha(value) == 0:
        return None
    match = _HEX.match(value)
    if match:
        digits = match[1]
        if len(digits) < 6:
            digits = "".join(digit * 2 for digit in digits)
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    match = _NUMBERS.match(value)
    if not match:
        return None
    if match[1] == "rgb":
        first, second, third = (min(int(_number(match[i])), 255) for i in (2, 3, 5))
        return first, second, third
    # Of the others only what has no colour: white, black and the greys between.
    light = _number(match[5])
    if _number(match[3]) and 0 < light < 100:
        return None
    grey = round(min(light, 100) * 2.55)
    return grey, grey, grey


def is_alike(text: str, ground: str) -> bool:
    """Whether two colours are so close that nobody sees one on the other."""
    first, second = colour(text), colour(ground)
    if first is None or second is None:
        return False
    return all(abs(one - other) <= NEAR for one, other in zip(first, second, strict=True))


def is_whitish(value: str) -> bool:
    """Whether a colour is white, or as good as."""
    return is_alike(value, "white")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
