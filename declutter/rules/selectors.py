"""The selectors that style sheets hide by: compounds, alone or inside others.

``p.note.old``, ``.tabs .panel`` and ``.tabs > .panel`` are read; a selector that asks for
siblings, attributes, states or pseudo-elements is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from declutter.patterns import pattern

#: Bounds on hostile pages: compounds in a selector, and ancestors looked at for them.
MAX_COMPOUNDS: Final = 6
MAX_AROUND: Final = 24
_COMPOUND: Final = pattern(
    r"(?P<tag>\*|[a-zA-Z][\w-]{0,40})?(?P<id>#[\w-]{1,80})?(?P<classes>(?:\.[\w-]{1,80}){0,6})"
)


class Compound(NamedTuple):
    """What one element must be. is_parent: it must be the parent of what is asked for before it."""

    tag: str  # in small letters; empty: any
    id: str
    classes: frozenset[str]
    is_parent: bool = False

    def fits(self, element: Any) -> bool:
        """Whether an element is so."""
        if self.tag and element.tag != self.tag:
            return False
        if self.id and element.get("id") != self.id:
            return False
        return not self.classes or self.classes.issubset((element.get("class") or "").split())


def read(selector: str) -> tuple[Compound, ...]:
    """The compounds of a selector from its subject outwards; none, if it asks for anything else."""
    compounds: list[Compound] = []
    is_parent = False
    for part in reversed(selector.replace(">", " > ").split()):
        if part == ">":
            if is_parent or not compounds:
                return ()
            is_parent = True
            continue
        match = _COMPOUND.fullmatch(part)
        if not match or len(compounds) == MAX_COMPOUNDS:
            return ()
        tag = (match["tag"] or "").lower().strip("*")
        classes = frozenset(match["classes"].split(".")[1:])
        compounds.append(Compound(tag, (match["id"] or "")[1:], classes, is_parent))
        is_parent = False
    return () if is_parent else tuple(compounds)


def stands_in(element: Any, around: Sequence[Compound]) -> bool:
    """Whether an element stands inside of these, the innermost first.

    Without going back: an outer one is looked for above the nearest element that the inner fits.
    """
    wanted = iter(around)
    compound = next(wanted, None)
    for _ in range(MAX_AROUND):
        if compound is None:
            return True
        element = element.getparent()
        if element is None:
            return False
        if compound.fits(element):
            compound = next(wanted, None)
        elif compound.is_parent:
            return False
    return compound is None
