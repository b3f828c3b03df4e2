"""Finds the elements of a tree that frames were opened for, without having kept them.

Frames hold names only. Elements and frames of one name are in the same order, so that the third
``<td>`` of the tree is that of the third frame of this name; where their counts differ (a table
inside a drawing has no frame), nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from declutter.page import Page
from declutter.segment.elements import Role, Roles

Element: TypeAlias = Any  # lxml's; this package reads trees that others have parsed


class Elements:
    """Frames and elements of one page, matched name by name when they are asked for."""

    def __init__(self, page: Page, root: Element | None) -> None:
        self.page = page
        self.root = root
        self.roles = Roles()
        self.by_tag: dict[str, dict[int, Element]] = {}
        self.frames: dict[str, dict[Element, int]] = {}

    def of(self, tag: str) -> dict[int, Element]:
        """Frame -> element, for the frames of a name; empty where they cannot be matched."""
        known = self.by_tag.get(tag)
        if known is None:
            frames = [i for i, name in enumerate(self.page.frames.tag) if name == tag]
            found = [] if self.root is None else list(self.root.iter(tag))
            matched = len(found) == len(frames)
            known = self.by_tag[tag] = dict(zip(frames, found, strict=True)) if matched else {}
        return known

    def attribute(self, frame: int, name: str) -> str:
        """The value of an attribute of a frame's element, or an empty string."""
        element = self.of(self.page.frames.tag[frame]).get(frame)
        return "" if element is None else element.get(name) or ""

    def frames_of(self, names: Iterable[str]) -> dict[str, int]:
        """Id or anchor name -> the frame that its element stands in or opens.

        names: those that are asked for. The first element of a name counts, as in browsers.
        """
        wanted = set(names)
        found: dict[str, int] = {}
        if self.root is None:
            return found
        for element in self.root.xpath("//*[@id] | //a[@name]"):
            for name in (element.get("id"), element.get("name")):
                if name in wanted and name not in found:
                    frame = self.frame_of(element)
                    if frame is not None:
                        found[name] = frame
        return found

    def frame_of(self, element: Element) -> int | None:
        """The frame that an element opens, or the innermost that it stands in."""
        while element is not None:
            tag = element.tag
            if self.roles[tag] <= Role.PART:  # opens a frame
                known = self.frames.get(tag)
                if known is None:
                    known = {one: frame for frame, one in self.of(tag).items()}
                    self.frames[tag] = known
                return known.get(element)
            element = element.getparent()
        return None
