"""Cuts an HTML tree into leaf blocks in one walk.

A block-level element ends the block before it and opens a frame; inline elements leave marks on
the text. Nothing is dropped but scripts, styles and the document head: every visible character
stands in exactly one leaf.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from lxml import etree

from declutter.limits import FullError, LimitedList
from declutter.page import Page
from declutter.rules.hidden import HIDING_ATTRIBUTES, hides
from declutter.rules.stylesheet import Hiders, hiders_of
from declutter.segment.attribute_words import DEPENDS, HIDES, LABELS_AT, NOT_DISPLAYED
from declutter.segment.elements import Role, Roles
from declutter.segment.html_inline import InlineWriter

#: libxml2 drops what lies deeper than 2,048 elements even in huge trees.
DEPTH_LIMIT: Final = 2039

# Plain numbers: looking a member of an enum up costs more than comparing it.
_BLOCK, _PART, _DRAWING, _HEAD, _SKIP = map(
    int, (Role.BLOCK, Role.PART, Role.DRAWING, Role.HEAD, Role.SKIP)
)

#: Elements inside a drawing whose text is none of the page's.
_NOT_DRAWN: Final = frozenset({"script", "style", "head"})

#: Parts of the page that libxml2, older than they are, leaves in the head.
_NEVER_IN_HEADS: Final = frozenset(
    ("main", "nav", "header", "footer", "article", "section", "aside", "figure", "search")
)


#: An element around the one that the walk is in: children still to come, the element, its tag and
#: role, and what opening it gave.
_Open: TypeAlias = "tuple[Iterator[etree._Element], etree._Element, str, int, Any]"


def segment_html(
    root: etree._Element, max_depth: int = DEPTH_LIMIT, max_blocks: int | None = None
) -> Page:
    """Walk a tree once, without changing it, and return its leaves and frames.

    max_depth: elements from which on the page counts as deep. max_blocks: leaves after which the
    walk ends; None where there cannot be too many.
    """
    walker = _Walker(hiders_of(root))
    if max_blocks is not None:
        walker.leaves = walker.page.leaves = LimitedList(max_blocks)
    try:
        return walker.walk(root, max_depth)
    except FullError:
        walker.page.full = True
        return walker.finish()


class _Walker(InlineWriter):
    """Reads elements in document order; what becomes of the text is the writer's matter."""

    def __init__(self, hiders: Hiders) -> None:
        super().__init__(hiders)
        self.roles = Roles(hiders.tags)

    def walk(self, root: etree._Element, max_depth: int) -> Page:
        """Visit every element with an explicit stack: depth costs memory, never recursion."""
        # This loop sees every element, and most of them are blocks that make no difference to what
        # is inside. What those need stands here and calls nothing; it costs half of what
        # `open_frame` and `close_frame` would, which do the same.
        buffer, leaves, frames, hidden = self.buffer, self.leaves, self.frames, self.hidden
        parents, tags, names, masks = frames.parent, frames.tag, frames.name, frames.mask
        first, last, roles, tables = self.first, self.last, self.roles, self.attributes.by_key
        self.open_head(root)
        element, tag, role = root, str(root.tag), _PART
        begun: Any = self.open_frame(root, tag, *self.said_by(root))
        frame = 0
        if root.text:
            buffer.append(root.text)
        children: Iterator[etree._Element] = iter(root)
        around: list[_Open] = []
        while True:
            for child in children:
                name: str = child.tag
                kind = roles[name]
                if kind <= _PART:
                    if buffer or self.marks or self.words_mask:
                        self.flush()
                    label, said = "", 0
                    attributes: Any = child.items()  # always str
                    for key, value in attributes:
                        if key in tables:
                            said |= tables[key][value]
                            if key == "class":
                                label = value
                                if said & DEPENDS:
                                    said |= self.attributes.classes.hides(
                                        value, child, self.verbatim
                                    )
                        elif key in HIDING_ATTRIBUTES and hides(key, value, child):
                            said |= NOT_DISPLAYED
                    parents.append(frame)
                    self.frame = frame = len(first)
                    self.element = child
                    tags.append(name)
                    names.append(label)
                    masks.append(said >> LABELS_AT)
                    first.append(len(leaves))
                    last.append(0)
                    start: Any = None
                    if kind == _PART:
                        start = self.enter_part(child, name, said & HIDES)
                    elif said & HIDES:
                        hidden[frame] = said & HIDES
                    if self.inline.hidden:
                        hidden[frame] = hidden.get(frame, 0) | self.inline.hidden
                elif kind < _DRAWING:
                    start = self.enter_inline(child, name, kind)
                else:
                    if kind != _SKIP:
                        self.leaf_element(child, kind)
                    text = child.tail
                    if text and (buffer or not text.isspace() or self.verbatim):
                        buffer.append(text)
                    continue
                text = child.text
                if text and (buffer or not text.isspace() or self.verbatim):
                    buffer.append(text)
                if len(child):
                    around.append((children, element, tag, role, begun))
                    children, element, tag, role, begun = iter(child), child, name, kind, start
                    break
                if kind <= _PART:
                    if buffer or self.marks or self.words_mask:
                        self.flush()
                    last[frame] = len(leaves)
                    if start is not None:
                        self.leave_part(frame, start)
                    self.frame = frame = parents[frame]
                    self.element = element
                else:
                    self.leave_inline(name, kind, start)
                text = child.tail
                if text and (buffer or not text.isspace() or self.verbatim):
                    buffer.append(text)
            else:
                if not around:
                    break
                left, name, kind, start = element, tag, role, begun
                children, element, tag, role, begun = around.pop()
                if kind <= _PART:
                    if buffer or self.marks or self.words_mask:
                        self.flush()
                    last[frame] = len(leaves)
                    if start is not None:
                        self.leave_part(frame, start)
                    self.frame = frame = parents[frame]
                    self.element = element
                else:
                    self.leave_inline(name, kind, start)
                text = left.tail
                if text and (buffer or not text.isspace() or self.verbatim):
                    buffer.append(text)
                continue
            if len(around) >= max_depth:
                self.page.deep = True
        self.close_frame(begun, None)
        return self.finish()

    def said_by(self, element: etree._Element) -> tuple[int, str]:
        """What the attributes of an element that opens a frame say, and its class."""
        label, said = "", 0
        attributes: Any = element.items()  # always str
        for key, value in attributes:
            if key in self.attributes.by_key:
                said |= self.attributes.by_key[key][value]
                if key == "class":
                    label = value
                    said |= self.attributes.classes.hides(value, element, self.verbatim)
            elif key in HIDING_ATTRIBUTES and hides(key, value, element):
                said |= NOT_DISPLAYED
        return said, label

    def read_title(self, head: etree._Element) -> None:
        title = head.find("title")
        if title is not None and title.text and not self.page.title:
            self.page.title = " ".join(title.text.split())

    def open_head(self, root: etree._Element) -> None:
        """Walk the head as well where it holds the page.

        libxml2 knows no ``main`` or ``nav``: without a ``body`` tag they do not end the head.
        """
        head = root.find("head")
        if head is not None and any(child.tag in _NEVER_IN_HEADS for child in head):
            self.read_title(head)
            self.roles["head"], self.roles["title"] = _BLOCK, _SKIP

    def leaf_element(self, element: etree._Element, role: int) -> None:
        """Elements whose children are not walked: the head, drawings."""
        if role == _HEAD:
            self.read_title(element)
        elif role == _DRAWING:
            # A drawing has many elements, and hardly ever a word: asked first, since it is cheap.
            text = etree.tostring(element, encoding="unicode", method="text", with_tail=False)
            text = text.strip() and _drawn(element)
            if text:
                before = self.open_frame(element, "svg", *self.said_by(element))
                self.buffer.append(text)
                self.close_frame(before, element.getparent())


def _drawn(drawing: etree._Element) -> str:
    """The words in a drawing, in order, without its scripts and styles."""
    pieces = []
    walk: Any = etree.iterwalk(drawing, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            pieces.append("" if element is drawing else element.tail)
        elif element.tag in _NOT_DRAWN:
            walk.skip_subtree()
        else:
            pieces.append(element.text)
    return " ".join("".join(filter(None, pieces)).split())
