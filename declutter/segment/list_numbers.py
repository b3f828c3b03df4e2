"""The numbers that the items of ordered lists have, as browsers count them."""

from __future__ import annotations

from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml's


class ListNumbers:
    """The last number of each ordered list, by the list's frame."""

    def __init__(self) -> None:
        self.last: dict[int, int] = {}
        self.steps: dict[int, int] = {}

    def begin(self, group: int, element: Element) -> None:
        """An ordered list begins; one that counts down ends with 1 unless it says another start."""
        start = _number(element.get("start"))
        if element.get("reversed") is None:
            self.steps[group] = 1
            self.last[group] = (1 if start is None else start) - 1
        else:
            self.steps[group] = -1
            self.last[group] = (len(element) if start is None else start) + 1

    def item(self, group: int, element: Element) -> None:
        """The next item of a list begins; those without numbers have none."""
        if group in self.last:
            said = _number(element.get("value"))
            self.last[group] = self.last[group] + self.steps[group] if said is None else said


def _number(value: str | None) -> int | None:
    """A number in an attribute, or None; pages write absurd ones."""
    if value and value.isascii() and value.isdigit() and len(value) < 6:
        return int(value)
    return None
