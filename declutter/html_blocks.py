"""Writes leaves and frames while an HTML tree is walked: the half that knows no tree order.

`segment_html` calls in reading order: open a frame, add text and marks, close the frame. The
text between two of these calls is a block.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from lxml import etree

from declutter.code_language import code_language, named_language, names_around
from declutter.elements import DISTINCT, HEADINGS, HIDING, KINDS, LISTS, PLAIN
from declutter.list_numbers import ListNumbers
from declutter.model import Kind
from declutter.page import CELL_BREAK, LINE_BREAK, Hiding, Leaf, Mark, Page
from declutter.rules.attributes import mask_of
from declutter.rules.hidden import GUTTER, HIDING_ATTRIBUTES, hides, is_gutter, is_hidden_class
from declutter.rules.stylesheet import NONE
from declutter.unseen import InlineHiding, has_carriers

#: A table row is one block where no cell is longer than this, in characters: longer cells are
#: columns of a layout, and each decides for itself.
MAX_CELL: Final = 160
MAX_COLUMNS: Final = 40
#: Inline elements around a block that it keeps marks of: pages forget to end them by the thousand.
MAX_MARKS: Final = 32
# Looking a member of an enum up costs more than comparing it.
_CODE, _HEADING, _ITEM, _TABLE, _PARAGRAPH = (
    Kind.CODE, Kind.HEADING, Kind.ITEM, Kind.TABLE, Kind.PARAGRAPH,
)  # fmt: skip
_NEVER_SHOWN, _NOT_DISPLAYED = int(Hiding.NEVER_SHOWN), int(Hiding.NOT_DISPLAYED)
#: What the attributes of a frame are read for: labels in their words, or whether they hide it.
_NAMING: Final = frozenset({"id", "role", "itemprop"})


class Setting(NamedTuple):
    """What the frames around a block make of it.

    kind: of its leaves. level: nesting depth of lists. group: the innermost list or table.
    heading: level of the heading it stands in. item: frame of the list item it stands in.
    """

    kind: Kind
    level: int
    group: int
    heading: int
    item: int


class BlockWriter:
    """The page so far, the open frame, and the text that is not yet a block."""

    def __init__(self) -> None:
        self.page = Page(is_html=True)
        self.leaves = self.page.leaves
        self.frame = -1
        self.frames: list[tuple[int, str, str, int, int]] = []  # parent, tag, name, mask, hidden
        self.first, self.last = self.page.frames.first, self.page.frames.last
        self.setting = Setting(_PARAGRAPH, 0, -1, 0, -1)
        self.node: object = None
        self.items_begun: set[int] = set()  # list item frames that have their first leaf
        self.numbers = ListNumbers()
        self.by_class: dict[str, tuple[int, int]] = {}  # class -> labels it names, how it hides
        self.buffer: list[str] = []
        self.hiders = NONE
        self.inline = InlineHiding(self.buffer)
        self.marks: list[Mark] = []
        self.open_marks: list[tuple[str, str]] = []
        # Where the buffer stood after its last line break, inline element and link; -1 for none.
        self.break_at = self.closed_at = self.link_closed_at = -1
        self.link_depth = self.link_start = self.link_chars = self.links = 0
        self.button_chars = self.words_mask = 0
        self.code_class = ""  # class of a <code> inside <pre>

    def finish(self) -> Page:
        """The page, with what is still open ended; the frames as columns."""
        frames = self.page.frames
        while self.frame >= 0:
            self.last[self.frame] = len(self.leaves)
            self.frame = self.frames[self.frame][0]
        for column, values in zip(
            (frames.parent, frames.tag, frames.name, frames.mask, frames.hidden),
            zip(*self.frames, strict=True),
            strict=True,
        ):
            column.extend(values)  # type: ignore[attr-defined]
        return self.page

    # -- frames -----------------------------------------------------------------------------

    def open_frame(self, element: etree._Element, tag: str, node: object) -> Setting:
        """Begin a frame; returns the setting to give back to `close_frame`."""
        if self.buffer or self.marks:
            self.end_block()
        elif self.words_mask:
            self.words_mask = 0
        parent, frames = self.frame, self.frames
        self.frame = len(frames)
        self.node = node
        hidden = HIDING.get(tag, 0) or (_NOT_DISPLAYED if tag in self.hiders.tags else 0)
        name, mask = "", 0
        attributes: Any = element.items()  # always str
        for key, value in attributes:
            if key == "class":
                name = value
                if value:
                    labels, own = self.by_class.get(value) or self.learn(value, tag)
                    mask |= labels
                    hidden = max(hidden, own)
            elif key in _NAMING:
                mask |= mask_of(value)
                if key == "id" and value in self.hiders.ids:
                    hidden = max(hidden, _NOT_DISPLAYED)
            elif key in HIDING_ATTRIBUTES and hides(key, value, element):
                hidden = max(hidden, _NOT_DISPLAYED)
        if parent >= 0 and frames[parent][4] > hidden:
            hidden = frames[parent][4]
        if self.inline.hidden > hidden:
            hidden = self.inline.hidden
        frames.append((parent, tag, name, mask, hidden))
        self.first.append(len(self.leaves))
        self.last.append(0)
        before = self.setting
        if tag in DISTINCT:
            self.describe(tag, element)
        return before

    def learn(self, name: str, tag: str) -> tuple[int, int]:
        """What a class attribute says: the labels it names, and whether it hides."""
        names = name.split()
        in_code = self.setting.kind is _CODE
        unseen = is_hidden_class(name) or is_gutter(names, tag, in_code)
        hidden = _NEVER_SHOWN if unseen else 0
        if not hidden and self.hiders.hides(names, tag):
            hidden = _NOT_DISPLAYED
        known = mask_of(name), hidden
        if not (in_code or GUTTER in names or self.hiders.asks_for_tags(names)):
            self.by_class[name] = known
        return known

    def describe(self, tag: str, element: etree._Element) -> None:
        """Change the setting for a frame that makes a difference to its blocks."""
        kind, level, group, heading, item = self.setting
        kind = KINDS.get(tag) or (_PARAGRAPH if tag in PLAIN else kind)
        heading = HEADINGS.get(tag, heading)
        if tag in LISTS:
            level += 1
            group = self.frame
            if tag == "ol":
                self.numbers.begin(group, element)
        elif tag == "table":
            level, group = 0, self.frame
        elif tag == "pre":
            self.code_class = named_language(element.get)
        elif tag in ("li", "dd"):
            item = self.frame
            if tag == "li":
                self.numbers.item(group, element)
        self.setting = Setting(kind, level, group, heading, item)

    def close_frame(self, before: Setting, node: object) -> None:
        """End the open frame; ``before``: what `open_frame` returned, ``node``: its parent's."""
        if self.buffer or self.marks:
            self.end_block()
        elif self.words_mask:
            self.words_mask = 0
        frame = self.frame
        parent, tag = self.frames[frame][:2]
        self.last[frame] = len(self.leaves)
        if tag == "tr":
            self.join_cells(frame)
        self.frame = parent
        self.setting = before
        self.node = node

    def join_cells(self, row: int) -> None:
        """Make the short cells of a table row one block; leave the columns of a layout apart."""
        leaves, first = self.leaves[self.first[row] :], self.first[row]
        if not 2 <= len(leaves) <= MAX_COLUMNS:
            return
        for leaf in leaves:
            if self.frames[leaf.frame][0] != row or len(leaf.text) > MAX_CELL or leaf.hidden:
                return
        head = leaves[0]
        for leaf in leaves[1:]:
            head.pieces.append(CELL_BREAK)
            shift = len(head.pieces)
            head.pieces.extend(leaf.pieces)
            head.marks.extend((at + shift, tag, value) for at, tag, value in leaf.marks)
            head.unseen.extend(gone._replace(at=gone.at + shift) for gone in leaf.unseen)
            head.link_chars += leaf.link_chars
            head.links += leaf.links
            head.button_chars += leaf.button_chars
            head.words_mask |= leaf.words_mask
        head.text = "\t".join(leaf.text.replace("\n", " ") for leaf in leaves)
        head.cells = tuple(leaf.frame for leaf in leaves)
        head.frame = row
        del self.leaves[first + 1 :]
        images = self.page.images
        for at in range(len(images) - 1, -1, -1):  # those between the cells
            if images[at][0] <= first:
                break
            images[at] = (first, *images[at][1:])
        for frame in range(row, len(self.frames)):
            self.first[frame] = first
            self.last[frame] = len(self.leaves)

    # -- blocks -----------------------------------------------------------------------------

    def end_block(self) -> None:
        """End the current block, in which most often there is nothing but some white space."""
        buffer = self.buffer
        if self.marks or len(buffer) > 1 or not buffer[0].isspace():
            self.flush()
            return
        buffer.clear()
        self.break_at = self.closed_at = self.link_closed_at = -1
        self.words_mask = 0
        self.inline.start = min(self.inline.start, 0)

    def flush(self) -> None:
        """Make the text so far a block, if there is any."""
        buffer = self.buffer
        if buffer:
            if self.inline.start >= 0:
                self.inline.hide()
            if self.link_depth:
                self.link_chars += visible(buffer[self.link_start :])
            raw = "".join(buffer)
            if not raw.isascii() and has_carriers(raw):
                self.marks = self.inline.part(self.marks)
                raw = "".join(buffer)
            text = self.text_of(raw)
            if text:
                self.add_leaf(text)
            elif self.inline.unseen:  # nothing else: a leaf like others, and marked
                hidden = self.inline.restore()
                self.add_leaf(self.text_of("".join(buffer)))
                self.leaves[-1].hidden = hidden
            else:
                self.keep_images()
            buffer.clear()
        elif self.marks:
            self.keep_images()
        self.break_at = self.closed_at = self.link_closed_at = -1
        self.link_start = self.link_chars = self.button_chars = self.words_mask = 0
        self.links = 1 if self.link_depth else 0
        self.inline.unseen = []
        self.inline.start = min(self.inline.start, 0)
        marks = self.open_marks
        self.marks = [(0, tag, value) for tag, value in marks[:MAX_MARKS]] if marks else []

    def text_of(self, raw: str) -> str:
        """Raw text with its white space as a browser shows it."""
        if self.setting.kind is _CODE:
            return raw.strip("\r\n").rstrip() if raw.strip() else ""
        if self.break_at >= 0:
            lines = (" ".join(line.split()) for line in raw.split(LINE_BREAK))
            return "\n".join(line for line in lines if line)
        return " ".join(raw.split())

    def add_leaf(self, text: str) -> None:
        """Add a leaf with the counts and marks gathered since the last one."""
        kind, _, _, heading, _ = self.setting
        leaf = Leaf(text, kind, self.frame)
        leaf.where = self.node
        leaf.pieces = self.buffer.copy()
        leaf.marks = self.marks
        leaf.link_chars = min(self.link_chars, len(text))
        leaf.links = self.links
        leaf.button_chars = min(self.button_chars, len(text))
        leaf.words_mask = self.words_mask
        leaf.unseen = self.inline.unseen
        if kind is _HEADING:
            leaf.level = heading
        elif kind is _ITEM or kind is _TABLE:
            self.describe_item(leaf)
        elif kind is _CODE:
            leaf.language = self.code_language()
        self.leaves.append(leaf)

    def keep_images(self) -> None:
        """Remember where images stand that have no text beside them."""
        for _, tag, value in self.marks:
            if tag == "img":
                source, _, alt = value.partition("\n")
                self.page.images.append((len(self.leaves), source, alt, self.frame))

    def describe_item(self, leaf: Leaf) -> None:
        """Number a list item; what follows in the same item is a paragraph inside it."""
        _, leaf.level, leaf.group, _, item = self.setting
        if leaf.kind is _TABLE:
            return
        if item in self.items_begun:
            leaf.kind = _PARAGRAPH
            return
        self.items_begun.add(item)
        number = self.numbers.last.get(leaf.group)
        numbered = number is not None and self.frames[item][1] == "li"
        leaf.marker = f"{number}." if numbered else "-"

    def code_language(self) -> str:
        """The language that a ``language-x`` class names in the code or just around it."""
        names = [self.code_class, *names_around(self.frames, self.frame)]
        self.code_class = ""
        return code_language(names)


def visible(pieces: list[str]) -> int:
    """Characters in pieces once white space is collapsed."""
    return len(" ".join("".join(pieces).split()))
