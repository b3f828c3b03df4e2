"""What the attributes of a page's elements say, each value looked at once.

Labels that their words name, and whether they hide, stand in one number: `NOT_DISPLAYED` and
`NEVER_SHOWN` in its lowest bits, above them the labels, moved by `LABELS_AT`.
"""

from __future__ import annotations

from typing import Any, Final

from declutter.rules.attributes import mask_of
from declutter.rules.hidden import TELLING, is_gutter, is_hidden_class, may_be_gutter
from declutter.rules.stylesheet import Hiders

#: Bits of `Hiding`.
NOT_DISPLAYED: Final = 1
NEVER_SHOWN: Final = 2
HIDES: Final = NOT_DISPLAYED | NEVER_SHOWN
#: Says that it depends on the element, too, whether a class hides it: ask `Classes.hides`.
DEPENDS: Final = 4
LABELS_AT: Final = 3


class Names(dict[str, int]):
    """Roles and the like -> what they say. Made anew for each page, since it learns values."""

    def __missing__(self, value: str) -> int:
        said = self[value] = mask_of(value) << LABELS_AT
        return said


class Ids(dict[str, int]):
    """The same for ids. hiders: what the page's style sheets hide."""

    def __init__(self, hiders: Hiders) -> None:
        super().__init__()
        self._hidden = hiders.ids

    def __missing__(self, value: str) -> int:
        hidden = NOT_DISPLAYED if value in self._hidden else 0
        said = self[value] = mask_of(value) << LABELS_AT | hidden
        return said


class Classes(dict[str, int]):
    """The same for class attributes."""

    def __init__(self, hiders: Hiders) -> None:
        super().__init__()
        self._hiders = hiders
        self._telling = TELLING.union(map(str.lower, (*hiders.classes, *hiders.selectors)))

    def __missing__(self, value: str) -> int:
        said = mask_of(value) << LABELS_AT
        if not self._telling.isdisjoint(value.lower().split()):
            said |= self._by_name(value)
        self[value] = said
        return said

    def _by_name(self, value: str) -> int:
        """How a class attribute hides, or `DEPENDS`."""
        names = value.split()
        if is_hidden_class(value):
            return NEVER_SHOWN
        if may_be_gutter(names) or self._hiders.depends(names):
            return DEPENDS
        return self._hides(names, "", False, None)

    def hides(self, value: str, element: Any, in_code: bool) -> int:
        """How an element of these classes hides, bits of `Hiding`."""
        return self._hides(value.split(), element.tag, in_code, element)

    def _hides(self, names: list[str], tag: str, in_code: bool, element: Any) -> int:
        if is_gutter(names, tag, in_code):
            return NEVER_SHOWN
        return NOT_DISPLAYED if self._hiders.hides(names, element) else 0


class Attributes:
    """The attributes of one page that are read for words, by name, and what they say."""

    def __init__(self, hiders: Hiders) -> None:
        self.classes, self.ids, names = Classes(hiders), Ids(hiders), Names()
        self.by_key: dict[str, dict[str, int]] = {
            "class": self.classes,
            "id": self.ids,
            "role": names,
            "itemprop": names,
        }
