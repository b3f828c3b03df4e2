"""Cuts an HTML tree into leaf blocks in one walk.

A block-level element ends the block before it and opens a frame; inline elements leave marks on
the text. Nothing is dropped but scripts, styles and the document head: every visible character
stands in exactly one leaf.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from lxml import etree

from declutter.code_language import NAMING
from declutter.elements import Role, Roles
from declutter.html_blocks import BlockWriter, visible
from declutter.limits import FullError, LimitedList
from declutter.model import Kind
from declutter.page import LINE_BREAK, Hiding, Page
from declutter.rules.hidden import INLINE_HIDING, hides, is_displayed, opens
from declutter.rules.stylesheet import hiders_of

#: libxml2 drops what lies deeper than 2,048 elements even in huge trees.
DEPTH_LIMIT: Final = 2039

# Plain numbers: looking a member of an enum up costs more than comparing it.
_BLOCK, _SKIP, _BREAK, _LINK, _BUTTON = map(
    int, (Role.BLOCK, Role.SKIP, Role.BREAK, Role.LINK, Role.BUTTON)
)
_IMAGE, _SPACED, _MARK, _DRAWING, _HEAD = map(
    int, (Role.IMAGE, Role.SPACED, Role.MARK, Role.DRAWING, Role.HEAD)
)

#: Elements inside a drawing whose text is none of the page's.
_NOT_DRAWN: Final = frozenset({"script", "style", "head"})

#: Parts of the page that libxml2, older than they are, leaves in the head.
_NEVER_IN_HEADS: Final = frozenset(
    ("main", "nav", "header", "footer", "article", "section", "aside", "figure", "search")
)

_CODE: Final = Kind.CODE
_NEVER_SHOWN, _NOT_DISPLAYED = int(Hiding.NEVER_SHOWN), int(Hiding.NOT_DISPLAYED)

#: An element around the one that the walk is in: children still to come, the element, its tag,
#: role and position, how many children of each name it has had, and what opening it gave.
_Open: TypeAlias = (
    "tuple[Iterator[etree._Element], etree._Element, str, int, Any, dict[str, int], Any]"
)


def segment_html(
    root: etree._Element, max_depth: int = DEPTH_LIMIT, max_blocks: int | None = None
) -> Page:
    """Walk a tree once, without changing it, and return its leaves and frames.

    max_depth: elements from which on the page counts as deep. max_blocks: leaves after which the
    walk ends; None where there cannot be too many.
    """
    walker = _Walker()
    if max_blocks is not None:
        walker.leaves = walker.page.leaves = LimitedList(max_blocks)
    try:
        return walker.walk(root, max_depth)
    except FullError:
        walker.page.full = True
        return walker.finish()


class _Walker(BlockWriter):
    """Reads elements in document order; what becomes of the text is the writer's matter."""

    def walk(self, root: etree._Element, max_depth: int) -> Page:
        """Visit every element with an explicit stack: depth costs memory, never recursion."""
        # This loop sees every element: it asks for as little as it can, and calls what most
        # elements do not need from the branches.
        buffer, roles = self.buffer, Roles()
        self.open_head(root, roles)
        self.hiders = hiders_of(root)
        open_frame, close_frame = self.open_frame, self.close_frame
        element, tag, role = root, str(root.tag), _BLOCK
        node: Any = (None, tag, 1)
        begun: Any = open_frame(root, tag, node)
        if root.text:
            buffer.append(root.text)
        children: Iterator[etree._Element] = iter(root)
        counts: dict[str, int] = {}
        around: list[_Open] = []
        while True:
            for child in children:
                name: str = child.tag
                kind = roles[name]
                counts[name] = count = counts.get(name, 0) + 1
                if kind == _BLOCK:
                    start: Any = open_frame(child, name, (node, name, count))
                    text = child.text
                    if text:
                        buffer.append(text)
                elif kind < _DRAWING:
                    start = self.enter_inline(child, name, kind)
                else:
                    if kind != _SKIP:
                        self.leaf_element(child, kind, (node, name, count))
                    text = child.tail
                    if text:
                        buffer.append(text)
                    continue
                if len(child):
                    around.append((children, element, tag, role, node, counts, begun))
                    node = (node, name, count)
                    children, counts = iter(child), {}
                    element, tag, role, begun = child, name, kind, start
                    break
                if kind == _BLOCK:
                    close_frame(start, node)
                else:
                    self.leave_inline(name, kind, start)
                text = child.tail
                if text:
                    buffer.append(text)
            else:
                if not around:
                    break
                last, name, kind, start = element, tag, role, begun
                children, element, tag, role, node, counts, begun = around.pop()
                if kind == _BLOCK:
                    close_frame(start, node)
                else:
                    self.leave_inline(name, kind, start)
                text = last.tail
                if text:
                    buffer.append(text)
                continue
            if len(around) >= max_depth:
                self.page.deep = True
        close_frame(begun, None)
        return self.finish()

    def read_title(self, head: etree._Element) -> None:
        title = head.find("title")
        if title is not None and title.text and not self.page.title:
            self.page.title = " ".join(title.text.split())

    def open_head(self, root: etree._Element, roles: Roles) -> None:
        """Walk the head as well where it holds the page.

        libxml2 knows no ``main`` or ``nav``: without a ``body`` tag they do not end the head.
        """
        head = root.find("head")
        if head is not None and any(child.tag in _NEVER_IN_HEADS for child in head):
            self.read_title(head)
            roles["head"], roles["title"] = _BLOCK, _SKIP

    def leave_inline(self, name: str, role: int, begun: int) -> None:
        """Close an inline element; ``begun``: what `enter_inline` returned."""
        if begun < 0:
            self.inline.end()
            begun = ~begun
        if role == _LINK:
            self.leave_link()
        elif role == _MARK:
            self.marks.append((len(self.buffer), "/" + name, ""))
            self.open_marks.pop()
            self.closed_at = len(self.buffer)
        elif role == _BUTTON:
            self.button_chars += sum(map(len, self.buffer[begun:]))
            self.buffer.append(" ")
        elif role == _SPACED:
            self.buffer.append(" ")
        else:
            self.closed_at = len(self.buffer)

    def leaf_element(self, element: etree._Element, role: int, node: Any) -> None:
        """Elements whose children are not walked: the head, drawings."""
        if role == _HEAD:
            self.read_title(element)
        elif role == _DRAWING:
            # A drawing has many elements, and hardly ever a word: asked first, since it is cheap.
            text = "".join(map(str, element.itertext())).strip() and _drawn(element)
            if text:
                before = self.open_frame(element, "svg", node)
                self.buffer.append(text)
                self.close_frame(before, node[0])

    # -- inline elements --------------------------------------------------------------------

    def enter_inline(self, element: etree._Element, name: str, role: int) -> int:
        """Open an inline element; returns the buffer position its text starts at.

        Inverted if the element is hidden, and no element around it is.
        """
        buffer = self.buffer
        hidden = 0
        if role == _BREAK:
            self.line_break()
        elif role == _IMAGE:
            self.image(element)
        else:
            hidden = self.mark(element, name, role)
        start = len(buffer)
        if hidden:
            self.inline.begin(hidden)
        text = element.text
        if text:
            buffer.append(text)
        return ~start if hidden else start

    def mark(self, element: etree._Element, name: str, role: int) -> int:
        """Note what an inline element says by its class, and open a link, mark or button.

        Returns how it hides (`Hiding`), 0 inside of another one that does.
        """
        if self.closed_at == len(self.buffer) and self.buffer:
            self.part(element)
        hidden, href = 0, ""
        attributes: Any = element.items()  # always str
        for key, value in attributes:
            if key == "class":
                if value:
                    if name == "code" and self.setting.kind is _CODE:
                        self.code_class = value
                    labels, own = self.by_class.get(value) or self.learn(value, name)
                    self.words_mask |= labels
                    hidden = max(hidden, own)
            elif key == "href":
                href = value
            elif key in INLINE_HIDING and (
                value in self.hiders.ids if key == "id" else hides(key, value, element)
            ):
                hidden = max(hidden, _NOT_DISPLAYED)
            elif name == "code" and key in NAMING and self.setting.kind is _CODE:
                self.code_class = f"language-{value}"
        if role == _LINK:
            self.enter_link(href)
        elif role == _MARK:
            self.marks.append((len(self.buffer), name, ""))
            self.open_marks.append((name, ""))
        elif role == _BUTTON:
            self.buffer.append(" ")
        if not hidden or self.inline.start >= 0:
            return 0
        if hidden < _NEVER_SHOWN and opens(f"{element.get('class')} {element.get('id')}"):
            return 0  # a click is to open it
        return hidden

    def part(self, element: etree._Element) -> None:
        """Put a space between inline elements that touch where their words would run together.

        Style sheets set such neighbours apart (``<b>Oslo</b><b>14</b>``). A capital after a
        small letter, or a digit beside a letter, tells them from a word that is styled in parts.
        """
        text = element.text
        last = self.buffer[-1][-1:]
        if not text or not (last.isalnum() and text[0].isalnum()):
            return
        if self.setting.kind is _CODE:
            return
        if (last.islower() and text[0].isupper()) or last.isdigit() != text[0].isdigit():
            self.buffer.append(" ")

    def enter_link(self, href: str) -> None:
        buffer = self.buffer
        if self.link_closed_at == len(buffer) and buffer and self.setting.kind is not _CODE:
            # Neighbouring links of a menu are laid out apart though no space stands between.
            buffer.append(" ")
        self.links += 1
        self.link_depth += 1
        if self.link_depth == 1:
            self.link_start = len(buffer)
        self.marks.append((len(buffer), "a", href))
        self.open_marks.append(("a", href))

    def leave_link(self) -> None:
        self.link_depth -= 1
        self.marks.append((len(self.buffer), "/a", ""))
        self.open_marks.pop()
        if not self.link_depth:
            self.link_chars += visible(self.buffer[self.link_start :])
            self.link_closed_at = len(self.buffer)

    def line_break(self) -> None:
        """One break stays inside the block; two in a row end it, as they end a paragraph."""
        at = self.break_at
        code = self.setting.kind is _CODE
        if at >= 0 and not code and not "".join(self.buffer[at:]).strip():
            self.flush()
            return
        self.buffer.append("\n" if code else LINE_BREAK)
        self.break_at = len(self.buffer)

    def image(self, element: etree._Element) -> None:
        if self.inline.start >= 0 or not is_displayed(element):
            return  # its alternative text is no text for readers either
        source = element.get("src") or ""
        if not source or source.startswith("data:"):  # a placeholder until a script runs
            source = element.get("data-src") or ""
        if source:
            alt = element.get("alt") or ""
            # Neither half can hold the separator once white space is collapsed.
            value = f"{' '.join(source.split())}\n{' '.join(alt.split())}"
            self.marks.append((len(self.buffer), "img", value))


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
